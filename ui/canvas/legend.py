"""What the colours of the units mean, in a corner of the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from icp_footprints.geography.ledger import Ledger
from icp_footprints.wording import printed_people
from ui import words
from ui.canvas.fills import UNKNOWN, UnitFill
from ui.canvas.legend_counts import LegendCounts, counts_now
from ui.canvas.map_layers import MapLayers
from ui.canvas.style import MapStyle
from ui.document import PlanDocument

PAD_PX = 8
MOST_ROWS = 12
# The legend never hides more of the map than this.
MOST_WIDTH, MOST_HEIGHT = 0.5, 0.6
# For the sake of its title it may be as wide as this.
MOST_TITLE_WIDTH = 0.7
NOW, IF_MADE = "Footprints", "Footprints after the change"
BEST_SO_FAR = "Footprints, best so far"
BAND_STATES = {"in": "In band", "under": "Under", "over": "Over"}


@dataclass(frozen=True)
class LegendRow:
    """One line: a swatch, or a mark in its place, then words and figures."""

    words: str
    figures: str = ""
    brief: str = ""
    """Fewer figures, for where there is no room for all."""
    fill: QColor | None = None
    is_hatched: bool = False
    mark: str = ""

    def sentence(self) -> str:
        """The line for a reader who does not see it."""
        return f"{self.words}: {self.figures}" if self.figures else self.words


class Legend(QFrame):
    """Drawn over the corner of the map; takes no clicks. The Layers panel hides it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setAccessibleName("Legend")
        self._title = ""
        self._rows: tuple[LegendRow, ...] = ()
        self._shown: tuple[LegendRow, ...] = ()
        self._style: MapStyle | None = None
        self._fitted: object = None
        self.hide()

    @property
    def rows(self) -> tuple[LegendRow, ...]:
        """Every line, whether there is room for it or not."""
        return self._rows

    def show_fill(
        self,
        document: PlanDocument,
        layers: MapLayers,
        style: MapStyle,
        is_wanted: bool,
        would_be: LegendCounts | None = None,
        *,
        title: str = NOW,
        is_covered: bool = False,
    ) -> bool:
        """Tell what units are filled by, or hide; whether it tells something else than before.

        Parameters
        ----------
        document, layers, style
            What is shown, and how.
        is_wanted
            Whether there is to be a legend.
        would_be
            Counts of the footprints as a change that is not made yet would have them.
        title
            Which plan it is that is counted.
        is_covered
            Whether the footprints of that change lie over whatever fills the units.
        """
        was_hidden = self.isHidden()
        self.setVisible(is_wanted)
        if not is_wanted:
            return not was_hidden
        before = self._style, self._title, self._rows
        self._style = style
        ledger = document.place.ledger(document.plan.band.ledger)
        if layers.fill is None or is_covered:
            self._title = title
            self._rows = tuple(_footprint_rows(document, would_be or counts_now(document)))
        else:
            if layers.fill.choice.key.startswith("people:"):
                ledger = document.place.ledger(layers.fill.choice.key.partition(":")[2])
            self._title = layers.fill.choice.title
            self._rows = tuple(class_rows(layers.fill, ledger, layers.colours()))
        if before == (self._style, self._title, self._rows):
            return was_hidden
        said = "; ".join(each.sentence() for each in self._rows)
        self.setAccessibleDescription(f"{self._title}. {said}.")
        self.update()
        return True

    def fit(self, room: QSize) -> None:
        """Take the size that the lines need, or that there is room for."""
        fitted = self._rows, self._title, room.toTuple(), self.font().toString()
        if fitted == self._fitted:
            return
        self._fitted = fitted
        metrics = QFontMetrics(self.font())
        most = int(room.height() * MOST_HEIGHT) - 2 * PAD_PX
        lines = max(1, most // metrics.height() - 1)
        self._shown = self._rows
        if len(self._rows) > lines:
            left = len(self._rows) - max(0, lines - 1)
            more = LegendRow(f"and {left} more")
            self._shown = (*self._rows[: max(0, lines - 1)], more)
        title = min(self._title_wide(), int(room.width() * MOST_TITLE_WIDTH))
        widest = max(int(room.width() * MOST_WIDTH), title)
        if self._wide() > widest:
            self._shown = tuple(
                replace(each, figures=each.brief) if each.brief else each for each in self._shown
            )
        if self._wide() > widest:
            # Large letters: what a colour means comes first.
            self._shown = tuple(
                replace(each, figures="") if each.brief else each for each in self._shown
            )
        bold = QFontMetrics(self._bold())
        high = bold.height() + metrics.height() * len(self._shown) + 2 * PAD_PX
        self.resize(min(self._wide(), widest), high)

    def _wide(self) -> int:
        """The width at which nothing is left out."""
        metrics = QFontMetrics(self.font())
        gap = metrics.height() // 2
        lines = [
            metrics.height()
            + gap
            + metrics.horizontalAdvance(each.words)
            + (2 * gap + metrics.horizontalAdvance(each.figures) if each.figures else 0)
            for each in self._shown
        ]
        return max(self._title_wide(), *(line + 2 * PAD_PX + 2 for line in lines), 0)

    def _title_wide(self) -> int:
        return QFontMetrics(self._bold()).horizontalAdvance(self._title) + 2 * PAD_PX + 2

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._style is None:
            return
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        inside = self.rect().adjusted(PAD_PX, PAD_PX, -PAD_PX, -PAD_PX)
        painter.setFont(self._bold())
        metrics = painter.fontMetrics()
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(QPointF(inside.left(), inside.top() + metrics.ascent()), title)
        top = inside.top() + metrics.height()
        painter.setFont(self.font())
        high = painter.fontMetrics().height()
        for row in self._shown:
            self._paint_row(painter, row, QRect(inside.left(), top, inside.width(), high))
            top += high

    def _paint_row(self, painter: QPainter, row: LegendRow, at: QRect) -> None:
        metrics, side = painter.fontMetrics(), at.height()
        swatch = QRectF(at.left() + 0.5, at.top() + 2.5, side - 4, side - 5)
        style = self._style
        if row.mark:
            painter.drawText(swatch, Qt.AlignmentFlag.AlignCenter, row.mark)
        elif style is not None and (row.is_hatched or row.fill is not None):
            painter.save()
            painter.setPen(style.swatch_border())
            painter.setBrush(row.fill or style.unassigned)
            painter.drawRect(swatch)
            if row.is_hatched:
                painter.setBrush(QBrush(style.hatch, Qt.BrushStyle.BDiagPattern))
                painter.drawRect(swatch)
            painter.restore()
        is_indented = bool(row.mark or row.is_hatched or row.fill)
        left = at.left() + (side + side // 2 if is_indented else 0)
        figures = metrics.horizontalAdvance(row.figures)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(at, Qt.AlignmentFlag.AlignRight | middle, row.figures)
        room = at.right() - left - (figures + side // 2 if figures else 0)
        said = metrics.elidedText(row.words, Qt.TextElideMode.ElideRight, room)
        where = QRect(left, at.top(), room, side)
        painter.drawText(where, Qt.AlignmentFlag.AlignLeft | middle, said)


def class_rows(fill: UnitFill, ledger: Ledger, colours: Sequence[QColor]) -> list[LegendRow]:
    """The classes of a fill with the units and people in each, those with most of them first.

    Classes that have an order keep it. Of many named ones only the largest have a line.
    """
    known = fill.class_of != UNKNOWN
    sizes = np.bincount(fill.class_of[known], minlength=len(fill.classes))
    people = np.bincount(
        fill.class_of[known], weights=ledger.people[known], minlength=len(fill.classes)
    )
    order = range(len(fill.classes))
    if not fill.is_ordered:
        order = np.argsort(-people, kind="stable").tolist()
    rows = [
        LegendRow(
            fill.classes[each],
            _counted(int(sizes[each]), float(people[each])),
            words.units(int(sizes[each])),
            colours[each],
        )
        for each in order
        if sizes[each] or fill.is_ordered
    ]
    if len(rows) > MOST_ROWS:
        left = len(rows) - MOST_ROWS + 1
        rows = [*rows[: MOST_ROWS - 1], LegendRow(f"and {left} more: point at a unit")]
    unknown = int((~known).sum())
    if unknown:
        lost = float(ledger.people[~known].sum())
        rows.append(
            LegendRow("Not known", _counted(unknown, lost), words.units(unknown), is_hatched=True)
        )
    return [*rows, LegendRow(f"People: {ledger.label}")]


def _footprint_rows(document: PlanDocument, counts: LegendCounts) -> list[LegendRow]:
    """How many footprints are in each band state, and what is unassigned."""
    rows = [
        LegendRow(f"{said} the band" if state != "in" else said, f"{many:,}", mark=mark)
        for state, said in BAND_STATES.items()
        if (mark := words.BAND_MARKS[state])  # pyright: ignore[reportArgumentType]
        and (many := counts.states.get(state, 0))
    ]
    if units := counts.unassigned_units:
        said, brief = _counted(units, counts.unassigned_people), words.units(units)
        rows.append(LegendRow(words.UNASSIGNED_NAME, said, brief, is_hatched=True))
    if any(counts.states.values()):
        ledger = document.place.ledger(document.plan.band.ledger)
        rows.append(LegendRow(f"Band: {ledger.label}"))
    return rows


def _counted(units: int, people: float) -> str:
    shown = printed_people(people)
    said = shown if isinstance(shown, str) else words.count(shown)
    return f"{words.units(units)}, {said}"
