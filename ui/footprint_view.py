"""The view of the footprint table: its keys, and its rows on the clipboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableView,
    QWidget,
)

from ui.models.footprint_table import COPY_ROLE, NAME_COLUMN
from ui.models.pinned_sort import PinnedSort
from ui.panels.clipboard import cells

ROW_PAD_PX = 8


class FootprintTableView(QTableView):
    """A table where Enter goes to the footprint on the map and Ctrl+C copies cells."""

    def __init__(self, model: PinnedSort, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setAccessibleName("Footprints")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + ROW_PAD_PX)
        rows.setToolTip("On the map, this key gives a unit to the footprint")
        columns.setHighlightSections(False)
        columns.setStretchLastSection(True)
        columns.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() != (
            QAbstractItemView.State.EditingState
        ):
            self.activated.emit(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Copy the chosen rows, or all of them, with the headings of the columns shown."""
        model = self.model()
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = chosen if len(chosen) > 1 else list(range(model.rowCount()))
        every = range(NAME_COLUMN, model.columnCount())
        shown = [column for column in every if not self.isColumnHidden(column)]
        # As they stand on the screen, wherever the user has dragged them.
        columns = sorted(shown, key=self.horizontalHeader().visualIndex)
        header = [str(model.headerData(c, Qt.Orientation.Horizontal)) for c in columns]
        lines = [[model.index(row, c).data(COPY_ROLE) for c in columns] for row in rows]
        QApplication.clipboard().setText(cells([header, *lines]))
