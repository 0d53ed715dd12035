"""The coterminosity matrix: footprints by areas of a layer, each pair a click away on the map."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGridLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.plan.difference import PlanDifference
from ui import words
from ui.clipboard import cells
from ui.document import PlanDocument
from ui.models.columns import best_layer
from ui.models.matrix_table import COPY_ROLE, MEASURES, SENTENCE_ROLE, SHADE_ROLE, MatrixTable
from ui.operations.operation import Viewer
from ui.plain_label import plain_label
from ui.settings import Settings
from ui.shade_delegate import ShadeDelegate
from ui.sight import Sight

REMEMBERED = "matrix/choices"
HINT = "Click a figure, or press Enter on it, to see footprint and area on the map."
NO_LAYERS = "This place has no layer of areas to compare with."
COPY_TIP = "Copies the matrix, or the cells chosen, with headings for Excel (Ctrl+C)."
WIDEST_FIGURE = "⇄ 123,456"
HEADING_LINES = 3
WIDEST_NAME_EMS = 13
PAD_PX = 10
LEAST_ROWS = 2
WIDEST_COLUMN_EMS = 8
MOST_MEASURED = 400
SHORTEST_CHOICE = 6
"""Letters of a choice that always show: the panel must fit a small screen with large text."""


class MatrixView(QTableView):
    """Enter shows a pair on the map; Ctrl+C copies cells with their headings."""

    shown = Signal(QModelIndex)
    """The user wants to see the pair of a cell on the map."""

    def __init__(self, model: MatrixTable, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(ShadeDelegate(SHADE_ROLE, self))
        self.setAccessibleName("Coterminosity matrix")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        fixed = QHeaderView.ResizeMode.Fixed
        across, down = self.horizontalHeader(), self.verticalHeader()
        # One size for all: a matrix of England is not asked how wide its cells are.
        across.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        across.setHighlightSections(True)
        down.setSectionResizeMode(fixed)
        down.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.clicked.connect(self.shown)
        model.modelReset.connect(self._fit_columns)
        self._fit_rows()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_rows()
            self._fit_columns()

    def _fit_rows(self) -> None:
        """Make rows and headings as high as their letters."""
        metrics = self.fontMetrics()
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setFixedHeight(HEADING_LINES * metrics.lineSpacing() + PAD_PX)
        down.setDefaultSectionSize(metrics.height() + PAD_PX)
        down.setMaximumWidth(WIDEST_NAME_EMS * metrics.height())
        rows_px = LEAST_ROWS * down.defaultSectionSize()
        bar_px = self.horizontalScrollBar().sizeHint().height()
        self.setMinimumHeight(across.height() + rows_px + bar_px)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.shown.emit(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _fit_columns(self) -> None:
        """Make all columns as wide as the longest word of their headings, within reason."""
        bold = self.font()
        bold.setBold(True)
        metrics, model = QFontMetrics(bold), self.model()
        headings = [
            str(model.headerData(column, Qt.Orientation.Horizontal))
            for column in range(min(model.columnCount(), MOST_MEASURED))
        ]
        longest = {max(heading.split(), key=len, default="") for heading in headings}
        widths = [metrics.horizontalAdvance(text) for text in (*longest, WIDEST_FIGURE)]
        width = min(max(widths), WIDEST_COLUMN_EMS * metrics.height()) + PAD_PX
        self.horizontalHeader().setDefaultSectionSize(width)

    def copy(self) -> None:
        """Copy the chosen cells, or all of them, with the headings of both sides."""
        model = self.model()
        chosen = self.selectionModel().selectedIndexes()
        rows, columns = range(model.rowCount()), range(model.columnCount())
        if len(chosen) > 1:
            rows = sorted({index.row() for index in chosen})
            columns = sorted({index.column() for index in chosen})
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        header = ["Footprint", *(str(model.headerData(c, across, COPY_ROLE)) for c in columns)]
        lines = [
            [
                str(model.headerData(r, down, COPY_ROLE)),
                *(model.index(r, c).data(COPY_ROLE) for c in columns),
            ]
            for r in rows
        ]
        QApplication.clipboard().setText(cells([header, *lines]))


class MatrixPanel(QWidget):
    """The layer, the figure, and the matrix of them."""

    def __init__(
        self,
        document: PlanDocument,
        viewer: Viewer,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._viewer = viewer
        self._settings = settings
        self._is_stale = True
        self._sight = Sight(self)
        self.model = MatrixTable(document, self)
        self.layer = QComboBox(self)
        self.measure = QComboBox(self)
        self.table = MatrixView(self.model, self)
        self.copy_button = QPushButton("Cop&y", self)
        self.copy_button.setAccessibleName("Copy matrix")
        self.sentence = plain_label(HINT, self)
        self._lay_out()
        self._remember_measure()
        self.layer.currentIndexChanged.connect(self._show_layer)
        self.measure.currentIndexChanged.connect(self._show_measure)
        self.layer.activated.connect(self._keep)
        self.measure.activated.connect(self._keep)
        self.copy_button.clicked.connect(self.table.copy)
        self.table.shown.connect(self.show_pair)
        self.table.selectionModel().currentChanged.connect(self._say)
        self.model.modelReset.connect(self._say)
        self.model.dataChanged.connect(self._say)
        self._sight.gained.connect(self._catch_up)
        document.place_changed.connect(self._follow_place)
        document.plan_changed.connect(self._follow)
        self._follow_place()

    def show_pair(self, index: QModelIndex) -> None:
        """Show a footprint and an area on the map: the area's units are selected."""
        layer = self.model.layer
        if layer is None or not index.isValid():
            return
        footprint, area = self.model.footprint_at(index.row()), self.model.area_at(index.column())
        plan = self._document.plan
        held = plan.unassigned_rows if footprint is None else plan.rows(footprint)
        of_area = units_of(layer, area.area)
        self._document.activate(footprint)
        self._document.choose_footprints([] if footprint is None else [footprint])
        self._say()
        if not len(of_area):
            of_area = held[_any_share(layer, area.area)[held]]
            self.sentence.setText(
                f"{self.sentence.text()}. No unit belongs mostly to {area.area_name}: selected "
                "are those with any of its people."
            )
        self._document.select(of_area.tolist())
        shown = of_area if footprint is None else np.union1d(of_area, held)
        if len(shown):
            self._viewer.show_rows(shown.tolist())

    def _lay_out(self) -> None:
        for measure, text in MEASURES.items():
            self.measure.addItem(text, measure)
        self.layer.setAccessibleName("Layer of areas")
        self.layer.setToolTip("Which areas are the columns")
        self.measure.setAccessibleName("Figure in the cells")
        self.measure.setToolTip("What each cell says")
        for box in (self.layer, self.measure):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(SHORTEST_CHOICE)
        # In two lines: the map has the room that one would take from it.
        top = QGridLayout()
        top.setColumnStretch(1, 1)
        for line, (text, box) in enumerate((("&Areas", self.layer), ("Figure", self.measure))):
            label = QLabel(text, self)
            label.setBuddy(box)
            top.addWidget(label, line, 0)
            top.addWidget(box, line, 1)
        top.addWidget(self.copy_button, 1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 8)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.sentence)

    # --- following the document ---

    def _follow_place(self) -> None:
        """List the layers of the open place; one of the name the user chose last is chosen."""
        layers = self._document.place.layers if self._document.is_open else ()
        before = self._settings.choices(REMEMBERED).get("layer") or self.layer.currentData()
        self.layer.blockSignals(True)
        self.layer.clear()
        for layer in layers:
            self.layer.addItem(words.layer_title(layer), layer.name)
        found = self.layer.findData(before)
        if found < 0 and layers:
            best = best_layer(self._document.place)
            found = self.layer.findData(best.name) if best else 0
        self.layer.setCurrentIndex(found)
        self.layer.blockSignals(False)
        for each in (self.layer, self.measure, self.table, self.copy_button):
            each.setEnabled(bool(layers))
        self.copy_button.setToolTip(words.tooltip(COPY_TIP if layers else NO_LAYERS))
        self._show_layer()

    def _remember_measure(self) -> None:
        found = self.measure.findData(self._settings.choices(REMEMBERED).get("measure"))
        if found >= 0:
            self.measure.setCurrentIndex(found)
            self._show_measure()

    def _keep(self) -> None:
        """Remember what the user chose to see."""
        chosen = {"layer": self.layer.currentData(), "measure": self.measure.currentData()}
        self._settings.remember_choices(REMEMBERED, chosen)

    def _catch_up(self) -> None:
        if self._is_stale:
            self._show_layer()

    def _show_layer(self) -> None:
        self._is_stale = not self._sight.is_seen
        # Nobody sees it: nothing is worked out.
        self.model.show_layer(None if self._is_stale else self.layer.currentData())
        self._say()

    def _show_measure(self) -> None:
        self.model.show_measure(self.measure.currentData())

    def _follow(self, change: PlanDifference) -> None:
        if self._is_stale or not self._sight.is_seen:
            self._is_stale = True
            return
        before = self.table.currentIndex()
        at = (before.row(), before.column()) if before.isValid() else None
        self.model.follow(change)
        if at is not None and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(*at))

    def _say(self) -> None:
        """Say the current cell in a sentence, or what can be done here."""
        index = self.table.currentIndex()
        nothing = HINT if self.layer.count() else NO_LAYERS
        self.sentence.setText(str(index.data(SENTENCE_ROLE)) if index.isValid() else nothing)


def units_of(layer: ReferenceLayer, area: str) -> NDArray[np.intp]:
    """Rows of the units that belong to an area more than to any other."""
    return np.flatnonzero(layer.dominant_area == layer.area_ids.index(area))


def _any_share(layer: ReferenceLayer, area: str) -> NDArray[np.bool_]:
    """Whether each unit has any people in an area."""
    column = layer.shares[:, [layer.area_ids.index(area)]].toarray()
    return np.asarray(column).ravel() > 0
