"""Figures in a table or tree with a bar before them; the figure always stands there as text."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.lines import Bar

Index = QModelIndex | QPersistentModelIndex
PAD_PX = 6
THICKNESS = 0.42
BAND_THICKNESS = 0.78
TRACK, BAND, FILL = 0.10, 0.22, 0.55
"""How much of the text's colour is in each part."""
CHOSEN_TRACK, CHOSEN_BAND, CHOSEN_FILL = 0.15, 0.35, 1.0
"""The same on the row that is chosen, where the ground is a strong colour."""
SHORTEST_BAR_PX = 34
WIDEST_FIGURE = "under 1 %"


class BarDelegate(QStyledItemDelegate):
    """Draws the bar of a cell, asked for by a role, left of its text."""

    def __init__(self, bar_role: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bar_role = bar_role

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        bar = index.data(self._bar_role)
        if not isinstance(bar, Bar):
            return
        text = option.fontMetrics.horizontalAdvance(str(index.data()))  # pyright: ignore[reportAttributeAccessIssue] - missing from Qt's stubs
        widest = option.fontMetrics.horizontalAdvance(WIDEST_FIGURE)  # pyright: ignore[reportAttributeAccessIssue]
        rect: QRectF = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        rect.adjust(PAD_PX, 0, -(max(text, widest) + 2 * PAD_PX), 0)
        if rect.width() < SHORTEST_BAR_PX:
            return
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        draw_bar(painter, rect, bar, option.palette, is_chosen=is_chosen)  # pyright: ignore[reportAttributeAccessIssue]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        height: int = option.fontMetrics.height() + PAD_PX  # pyright: ignore[reportAttributeAccessIssue]
        return QSize(hint.width(), max(hint.height(), height))


def draw_bar(
    painter: QPainter, rect: QRectF, bar: Bar, palette: QPalette, *, is_chosen: bool
) -> None:
    """A bar from the left of a rectangle; where it has a band, that as a stretch with edges."""
    text, base = QPalette.ColorRole.Text, QPalette.ColorRole.Base
    if is_chosen:
        text, base = QPalette.ColorRole.HighlightedText, QPalette.ColorRole.Highlight
    front, back = palette.color(text), palette.color(base)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    shades = (CHOSEN_TRACK, CHOSEN_BAND, CHOSEN_FILL) if is_chosen else (TRACK, BAND, FILL)
    track, stretch, fill = (blended(front, back, share) for share in shades)
    painter.fillRect(_part(rect, 0, 1, THICKNESS), track)
    if bar.band is not None:
        band = _part(rect, bar.band[0], bar.band[1], BAND_THICKNESS)
        painter.fillRect(band, stretch)
        painter.setPen(fill)
        painter.drawLine(band.topLeft(), band.bottomLeft())
        painter.drawLine(band.topRight(), band.bottomRight())
    painter.fillRect(_part(rect, 0, bar.value, THICKNESS), fill)
    if is_chosen:
        painter.setPen(front)
        painter.drawRect(_part(rect, 0, 1, THICKNESS))
    painter.restore()


def blended(front: QColor, back: QColor, share: float) -> QColor:
    """A colour between two: `share` of the front one."""
    return QColor(
        *(
            round(share * a + (1 - share) * b)
            for a, b in (
                (front.red(), back.red()),
                (front.green(), back.green()),
                (front.blue(), back.blue()),
            )
        )
    )


def _part(rect: QRectF, start: float, end: float, thickness: float) -> QRectF:
    """The part of a rectangle from one share of its width to another, in its middle."""
    start, end = (min(max(each, 0.0), 1.0) for each in (start, end))
    height = rect.height() * thickness
    top = rect.top() + (rect.height() - height) / 2
    return QRectF(rect.left() + start * rect.width(), top, (end - start) * rect.width(), height)
