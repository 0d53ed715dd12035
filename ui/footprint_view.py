"""The view of the footprint table: its keys, and its rows on the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableView,
    QWidget,
)

from ui.clipboard import cells
from ui.models.footprint_table import COPY_ROLE, NAME_COLUMN
from ui.models.pinned_sort import PinnedSort

ROW_PAD_PX = 8
LEAST_ROWS = 3


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
        rows.setToolTip("On the map, this key gives a unit to the footprint")
        columns.setHighlightSections(False)
        columns.setStretchLastSection(True)
        columns.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.fit_rows()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit_rows()

    def fit_rows(self) -> None:
        """Make rows and headings as high as their letters, and keep a few rows in sight."""
        bold = self.font()
        bold.setBold(True)
        heading_px = 2 * QFontMetrics(bold).height() + ROW_PAD_PX
        row_px = self.fontMetrics().height() + ROW_PAD_PX
        self.horizontalHeader().setFixedHeight(heading_px)
        self.verticalHeader().setDefaultSectionSize(row_px)
        bar_px = self.horizontalScrollBar().sizeHint().height() + 2 * self.frameWidth()
        self.setMinimumHeight(heading_px + LEAST_ROWS * row_px + bar_px)

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
