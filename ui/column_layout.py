"""How wide a table's columns are, in which order, and what it is sorted by: remembered."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QTableView

from ui.models.column import Column
from ui.models.footprint_table import FootprintTable
from ui.settings import Settings

NARROWEST_EMS, WIDEST_EMS = 0.5, 100.0


class ColumnLayout(QObject):
    """Keeps what the user does to the headings, by the columns' keys: places have other columns.

    Parameters
    ----------
    view, model
        The table, and the model its columns come from.
    settings, name
        Where it is remembered, and what the table is called there.
    """

    def __init__(
        self, view: QTableView, model: FootprintTable, settings: Settings, name: str
    ) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._settings = settings
        self._name = f"table/{name}"
        # Read once: each edit asks.
        self._all = settings.choices(self._name)
        self._is_arranging = False
        header = view.horizontalHeader()
        header.setSectionsMovable(True)
        header.sectionResized.connect(self._hear_width)
        header.sectionMoved.connect(self._hear_order)
        header.sortIndicatorChanged.connect(self._hear_sort)

    @contextmanager
    def arranging(self) -> Generator[None]:
        """What happens to the headings meanwhile is the program's doing, and not remembered."""
        before, self._is_arranging = self._is_arranging, True
        try:
            yield
        finally:
            self._is_arranging = before

    def width_px(self, key: str) -> int | None:
        """How wide the user made a column; None where nobody did."""
        widths = self._kept("widths", dict)
        ems = widths.get(key)
        if not isinstance(ems, int | float) or not NARROWEST_EMS <= ems <= WIDEST_EMS:
            return None
        return round(ems * self._line_px())

    def order(self, usual: Sequence[Column]) -> list[Column]:
        """The columns in the user's order; those it does not know stay behind their neighbours."""
        known = {key: place for place, key in enumerate(self._kept("order", list))}
        ranks: dict[str, float] = {}
        last = -1.0
        for each in usual:
            last = float(known[each.key]) if each.key in known else last + 0.001
            ranks[each.key] = last
        return sorted(usual, key=lambda each: ranks[each.key])

    def sort(self) -> None:
        """Sort by what the user sorted by last, where the table has that column."""
        kept = self._kept("sort", list)
        keys = [each.key for each in self._model.columns]
        column, way = -1, Qt.SortOrder.AscendingOrder
        if len(kept) == 2 and kept[0] in keys:
            column = keys.index(kept[0])
            way = Qt.SortOrder.DescendingOrder if kept[1] is True else way
        with self.arranging():
            self._view.sortByColumn(column, way)

    def forget(self) -> None:
        """Have everything as it is at first."""
        self._all = {}
        self._settings.remember_choices(self._name, {})

    def _hear_width(self, column: int, before: int, now: int) -> None:
        header = self._view.horizontalHeader()
        shown = [each for each in range(header.count()) if not header.isSectionHidden(each)]
        # A column that is shown or hidden is not resized, and the last one takes what is left.
        is_last = bool(shown) and column == max(shown, key=header.visualIndex)
        if self._is_arranging or not before or not now or is_last:
            return
        if column < len(self._model.columns):
            widths = {**self._kept("widths", dict)}
            widths[self._model.columns[column].key] = round(now / self._line_px(), 2)
            self._remember("widths", widths)

    def _hear_order(self) -> None:
        if self._is_arranging:
            return
        header, columns = self._view.horizontalHeader(), self._model.columns
        keys = [columns[header.logicalIndex(place)].key for place in range(len(columns))]
        others = [key for key in self._kept("order", list) if key not in keys]
        self._remember("order", [*keys, *others])

    def _hear_sort(self, column: int, way: Qt.SortOrder) -> None:
        if self._is_arranging or not 0 <= column < len(self._model.columns):
            return
        key = self._model.columns[column].key
        self._remember("sort", [key, way == Qt.SortOrder.DescendingOrder])

    def _kept(self, what: str, kind: type[Any]) -> Any:
        """What is remembered, or nothing of that kind where a damaged file holds something else."""
        found = self._all.get(what)
        return found if isinstance(found, kind) else kind()

    def _remember(self, what: str, value: object) -> None:
        self._all = {**self._all, what: value}
        self._settings.remember_choices(self._name, self._all)

    def _line_px(self) -> int:
        return max(1, self._view.fontMetrics().height())
