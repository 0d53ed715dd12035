"""Two lines of text with a halo, as a picture that is drawn once."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPainter, QPixmap

from ui.canvas.style import MapStyle

HALO_PX = 4.0
# Where the copies of the words stand that make their halo.
HALO_SHIFTS = tuple(
    QPointF(math.cos(turn * math.tau / 12), math.sin(turn * math.tau / 12)) * HALO_PX / 2
    for turn in range(12)
)


class Line(NamedTuple):
    """One line: its font, its words and where its baseline starts."""

    font: QFont
    text: str
    start: QPointF


class Lettering:
    """The words in the letters that the program has now, the upper line bold."""

    def __init__(self, words: tuple[str, str], style: MapStyle) -> None:
        self.asked = words, style
        self._style = style
        self._picture = QPixmap()
        self._lines: list[Line] = []
        bold, plain = QGuiApplication.font(), QGuiApplication.font()
        bold.setBold(True)
        metrics = [(font, QFontMetricsF(font)) for font in (bold, plain)]
        height = sum(metric.height() for _, metric in metrics)
        top = -height / 2
        widest = 0.0
        for (font, metric), text in zip(metrics, words, strict=True):
            width = metric.horizontalAdvance(text)
            self._lines.append(Line(font, text, QPointF(-width / 2, top + metric.ascent())))
            top += metric.height()
            widest = max(widest, width)
        wide, high = widest + 2 * HALO_PX, height + 2 * HALO_PX
        self.extent = -wide / 2, -high / 2, wide, high
        """Left, top, width and height of what it covers, in pixels from its middle."""
        self.bounds = QRectF(*self.extent)

    def draw(self, painter: QPainter) -> None:
        """Draw it: text with a halo is dear, and a label is shown and hidden at every zoom."""
        ratio = painter.device().devicePixelRatio()
        if self._picture.isNull() or self._picture.devicePixelRatio() != ratio:
            self._picture = self._drawn(ratio)
        painter.drawPixmap(self.bounds.topLeft(), self._picture)

    def _drawn(self, ratio: float) -> QPixmap:
        halo, picture = self._blank(ratio), self._blank(ratio)
        painter = QPainter(halo)
        self._write(painter, self._style.halo)
        painter.end()
        painter = QPainter(picture)
        # A halo of copies all round: to write the words as often takes twice as long, and outlines
        # of letters take twelve times as long.
        for shift in HALO_SHIFTS:
            painter.drawPixmap(shift, halo)
        self._write(painter, self._style.text)
        painter.end()
        return picture

    def _blank(self, ratio: float) -> QPixmap:
        picture = QPixmap((self.bounds.size() * ratio).toSize() + QSize(1, 1))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        return picture

    def _write(self, painter: QPainter, colour: QColor) -> None:
        painter.setPen(colour)
        for line in self._lines:
            painter.setFont(line.font)
            painter.drawText(line.start - self.bounds.topLeft(), line.text)
