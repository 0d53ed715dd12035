"""Footprints by the areas of one layer: how many people each pair has in common."""

from __future__ import annotations

from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.measures.scores import AreaScore, FootprintScore, LayerScore, Scorecard
from icp_footprints.plan.difference import PlanDifference
from icp_footprints.wording import FEWER, is_small, shortened
from ui import words
from ui.document import PlanDocument
from ui.models.discreet import Discreet, discreet
from ui.models.matrix_order import area_order

Index = QModelIndex | QPersistentModelIndex
Measure = Literal["people", "of_footprint", "of_area"]
MEASURES: dict[Measure, str] = {
    "people": "People in both",
    "of_footprint": "Share of the footprint",
    "of_area": "Share of the area",
}
COPY_ROLE = Qt.ItemDataRole.UserRole
"""What to put on the clipboard for a cell: a number, where it may be told."""
SHADE_ROLE = Qt.ItemDataRole.UserRole + 1
"""How much of the pair overlaps, from 0 to 1, to shade a cell by."""
SENTENCE_ROLE = Qt.ItemDataRole.UserRole + 2
"""A cell in one sentence."""
ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        COPY_ROLE,
        SHADE_ROLE,
        SENTENCE_ROLE,
    }
)
TWO_WAY = "⇄"
LONGEST_HEADING = 28
CENTRE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap


class MatrixTable(QAbstractTableModel):
    """A row a footprint, a column an area; areas stand where most of their people are.

    After a change of the plan only the rows and columns that it touched are renewed.
    """

    def __init__(self, document: PlanDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._layer: ReferenceLayer | None = None
        self._measure: Measure = "people"
        self._rows: list[str | None] = []
        self._people: dict[str | None, float] = {}
        self._names: dict[str | None, str] = {}
        self._areas: list[AreaScore] = []
        self._column: dict[str, int] = {}
        self._short: dict[str, str] = {}
        self._printing: Discreet | None = None
        self._comparable = False
        self._scores: dict[str, FootprintScore] = {}

    @property
    def layer(self) -> ReferenceLayer | None:
        """The layer whose areas are the columns."""
        return self._layer

    @property
    def measure(self) -> Measure:
        """What the cells say."""
        return self._measure

    def show_layer(self, name: str | None) -> None:
        """Show another layer of the open place, or none."""
        self.beginResetModel()
        layers = {each.name: each for each in self._document.place.layers} if name else {}
        self._layer = layers.get(name or "")
        self._short = words.short_names(self._layer) if self._layer else {}
        self._read()
        self.endResetModel()

    def show_measure(self, measure: Measure) -> None:
        """Show another figure in every cell."""
        self._measure = measure
        if self._rows and self._areas:
            self._renew(range(len(self._rows)), range(len(self._areas)))

    def footprint_at(self, row: int) -> str | None:
        """Id of a row's footprint; None for the people in no footprint."""
        return self._rows[row]

    def area_at(self, column: int) -> AreaScore:
        """The area of a column."""
        return self._areas[column]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._areas)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            name = self._names[self._rows[section]] if 0 <= section < len(self._rows) else None
            if role in (Qt.ItemDataRole.DisplayRole, COPY_ROLE):
                return name
            return words.tooltip(name) if name and role == Qt.ItemDataRole.ToolTipRole else None
        if not 0 <= section < len(self._areas):
            return None
        area = self._areas[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return shortened(self._short.get(area.area_name, area.area_name), LONGEST_HEADING)
        if role == COPY_ROLE:
            return area.area_name
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(self._about(area))
        return WRAPPED if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in ROLES or not index.isValid() or self._printing is None:
            return None
        key, area = self._rows[index.row()], self._areas[index.column()]
        both = self._both(key, area)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(key, area, both)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return CENTRE
        if role == SHADE_ROLE:
            smaller = min(self._people[key], area.people)
            return both / smaller if smaller > 0 and key is not None else 0.0
        if role == COPY_ROLE:
            return self._value(key, area, both) if both else 0
        if role in (SENTENCE_ROLE, Qt.ItemDataRole.AccessibleTextRole):
            return self._sentence(key, area, both)
        is_tip = role == Qt.ItemDataRole.ToolTipRole
        return words.tooltip(self._sentence(key, area, both)) if is_tip else None

    # --- what a cell says ---

    def _both(self, key: str | None, area: AreaScore) -> float:
        if key is not None:
            return area.held.get(key, 0.0)
        left = area.people - sum(area.held.values())
        return left if left > 1e-6 else 0.0

    def _value(
        self, key: str | None, area: AreaScore, both: float, measure: Measure | None = None
    ) -> float | str:
        """A figure as a number, or words where it may not be told."""
        printing = self._printing
        if printing is None or is_small(both):
            return FEWER
        measure = measure or self._measure
        if measure == "people":
            return printing.people(both)
        whole = self._people[key] if measure == "of_footprint" else area.people
        return printing.share(both / whole if whole > 0 else 0.0, whole)

    def _text(self, key: str | None, area: AreaScore, both: float) -> str:
        if not both:
            return ""
        text = _shown(self._value(key, area, both), self._measure)
        return f"{TWO_WAY} {text}" if self._passes(key, area, both) else text

    def _passes(self, key: str | None, area: AreaScore, both: float) -> bool:
        """Whether a pair passes the two-way rule."""
        if key is None or self._layer is None or not (self._comparable and both):
            return False
        fit = self._scores[key].layers[self._layer.name]
        return fit.passes_two_way and fit.best_area == area.area

    def _sentence(self, key: str | None, area: AreaScore, both: float) -> str:
        name = self._names[key]
        if not both:
            return f"{name} and {area.area_name}: nobody in both"
        people, here, there = (
            _shown(self._value(key, area, both, measure), measure) for measure in MEASURES
        )
        whose = "of those in no footprint" if key is None else "of the footprint"
        said = f"{name} and {area.area_name}: {people} people in both"
        if not is_small(both):
            said += f", {here} {whose}, {there} of the area"
        return f"{said}. Passes the two-way rule" if self._passes(key, area, both) else said

    def _about(self, area: AreaScore) -> str:
        people = self._printing.people(area.people) if self._printing else FEWER
        said = f"{area.area_name}\n{_shown(people, 'people')} people who live in the place"
        if area.outside_share is not None and round(area.outside_share, 2) > 0:
            said += f"; {words.percent(area.outside_share)} of its people live outside"
        return said

    # --- following the document ---

    def _measured(self) -> tuple[Scorecard, LayerScore]:
        scorecard = self._document.scorecard
        return scorecard, scorecard.layer(self._layer.name if self._layer else "")

    def _read(self) -> None:
        """Take over everything."""
        if self._layer is None:
            self._rows, self._areas, self._column = [], [], {}
            return
        scorecard, measured = self._measured()
        self._rows = self._wanted_rows()
        self._note_rows(scorecard, measured)
        self._areas = area_order(measured.area_scores, self._rows)
        self._column = {each.area: i for i, each in enumerate(self._areas)}

    def _wanted_rows(self) -> list[str | None]:
        return [*(each.id for each in self._document.plan.footprints), None]

    def _note_rows(self, scorecard: Scorecard, measured: LayerScore) -> None:
        self._printing = discreet(measured, scorecard)
        self._comparable = measured.comparable
        self._scores = {each.id: each for each in scorecard.footprints}
        self._people = {key: each.people[measured.ledger] for key, each in self._scores.items()}
        self._people[None] = scorecard.coverage.unassigned_people
        self._names = {each.id: each.name for each in scorecard.footprints}
        self._names[None] = words.UNASSIGNED_NAME

    def follow(self, change: PlanDifference) -> None:
        """Follow a change of the plan: only what it touched is renewed."""
        if self._layer is None:
            return
        if change.settings_changed or self._wanted_rows() != self._rows:
            self.show_layer(self._layer.name)
            return
        scorecard, measured = self._measured()
        before = self._printing
        self._note_rows(scorecard, measured)
        for key in change.relabelled:
            row = self._rows.index(key)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, row, row)
        if not len(change.rows):
            return
        if self._take_areas(measured.area_scores):
            self._sort()
        touched = {self._rows.index(key) for key in change.touched} | {len(self._rows) - 1}
        # The whole row: shares of a footprint change with its people.
        rows = sorted(touched) if self._printing == before else range(len(self._rows))
        self._renew(rows, range(len(self._areas)))

    def _take_areas(self, areas: tuple[AreaScore, ...]) -> bool:
        """Take over the areas measured again; whether any has another main footprint."""
        moved = False
        for area in areas:
            column = self._column[area.area]
            before = self._areas[column]
            if area is not before:
                moved = moved or area.best_footprint != before.best_footprint
                self._areas[column] = area
        return moved

    def _sort(self) -> None:
        """Put the areas in order again, if some now stand elsewhere; what is chosen goes along."""
        ordered = area_order(self._areas, self._rows)
        if [each.area for each in ordered] == [each.area for each in self._areas]:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._areas[each.column()].area for each in before]
        self._areas = ordered
        self._column = {each.area: i for i, each in enumerate(ordered)}
        after = [
            self.index(each.row(), self._column[area])
            for each, area in zip(before, ids, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _renew(self, rows: range | list[int], columns: range) -> None:
        for row in rows:
            if len(columns):
                self.dataChanged.emit(self.index(row, columns[0]), self.index(row, columns[-1]))


def _shown(value: float | str, measure: Measure) -> str:
    """A figure as text."""
    if isinstance(value, str):
        return value
    if measure == "people":
        return words.count(value)
    return "under 1\u00a0%" if 0 < value < 0.005 else words.percent(value)
