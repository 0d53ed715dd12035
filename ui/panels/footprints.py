"""The footprint table: choosing, renaming and copying."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import words
from ui.band_delegate import BAR_EMS, PAD_PX, BandDelegate
from ui.check_outline import CheckOutlineDelegate
from ui.column_layout import ColumnLayout
from ui.column_menu import TABLE, ColumnMenu
from ui.document import PlanDocument
from ui.footprint_view import FootprintTableView
from ui.models.column import MARK, NAME
from ui.models.columns import BAND, LOCK
from ui.models.footprint_table import BAR_ROLE, ID_ROLE, NAME_COLUMN, SWATCH_PX, FootprintTable
from ui.models.pinned_sort import PinnedSort
from ui.operations.lock_footprints import LockFootprints
from ui.operations.rename_footprint import RenameFootprint
from ui.operations.zoom_footprint import ZoomToFootprint
from ui.plain_label import plain_label
from ui.settings import Settings
from ui.would_be import WouldBe
from ui.would_be_now import WouldBeNow

# In heights of a line, so that large letters have the same room.
WIDEST_COLUMN_EMS, WIDEST_AREA_EMS, LAST_COLUMN_EMS = 14, 10, 5
CELL_PAD_PX = 11
TICK_PX = 26
WIDEST = {"": "▲", "Footprint": "Neighbourhood 1"}


class FootprintsPanel(QWidget):
    """The table and, above it, what band the plan has."""

    def __init__(
        self,
        document: PlanDocument,
        rename: RenameFootprint,
        zoom: ZoomToFootprint,
        lock: LockFootprints,
        settings: Settings,
        would_be: WouldBeNow,
    ) -> None:
        super().__init__()
        self._document = document
        self._is_following = False
        self._would_be = would_be
        self._band_px: int | None = None
        self.model = FootprintTable(document, rename, lock, self.palette, would_be, self)
        self.sorted = PinnedSort(self)
        self.sorted.setSourceModel(self.model)
        self.sorted.setDynamicSortFilter(True)
        self.summary = plain_label("", self)
        self.table = FootprintTableView(self.sorted, self)
        self.columns = ColumnMenu(self.table, self.model, settings, self)
        self.layout_kept = ColumnLayout(self.table, self.model, settings, TABLE)
        self._band_delegate = BandDelegate(BAR_ROLE, self)
        self._check_delegate = CheckOutlineDelegate(self)
        self._zoom = zoom
        top = QHBoxLayout()
        top.addWidget(self.summary, 1)
        top.addWidget(self.columns.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 8)
        layout.addLayout(top)
        layout.addWidget(self.table)
        self.copy_action = QAction("&Copy table", self)
        self.copy_action.setStatusTip("Copies the chosen rows, or the whole table, for Excel.")
        self.copy_action.setToolTip(self.copy_action.statusTip())
        self.copy_action.triggered.connect(self.table.copy)
        self.table.activated.connect(self._go_to)
        self.table.selectionModel().currentRowChanged.connect(self._follow_current)
        self.table.selectionModel().selectionChanged.connect(self._follow_chosen)
        rename.name_wanted.connect(self.edit_name)
        self.model.modelReset.connect(self._fit_columns)
        self.columns.usual_wanted.connect(self._forget_layout)
        self.model.dataChanged.connect(self._widen)
        # Heard after the model, which shows the plan again by then.
        would_be.changed.connect(self._follow_gesture)
        document.place_changed.connect(self._describe)
        document.plan_changed.connect(self._follow_plan)
        document.active_footprint_changed.connect(self._show_active)

    def edit_name(self, footprint_id: str) -> None:
        """Let the user type another name."""
        row = self.model.row_of(footprint_id)
        if row is not None:
            index = self.sorted.mapFromSource(self.model.index(row, NAME_COLUMN))
            self.table.setFocus()
            self.table.setCurrentIndex(index)
            self.table.edit(index)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if not hasattr(self, "copy_action") or not self._document.is_open:
            return
        if event.type() == QEvent.Type.PaletteChange:
            self.model.restyle()
        elif event.type() == QEvent.Type.FontChange:
            # Once the table has its letters too.
            QTimer.singleShot(0, self, self._fit_columns)

    def _forget_layout(self) -> None:
        self.layout_kept.forget()
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Make each column as wide as the user did, or else as its words and figures need."""
        self._band_px = None
        with self.layout_kept.arranging():
            self._arrange()
        self.layout_kept.sort()

    def _arrange(self) -> None:
        metrics = self._bold_metrics()
        model = self.model
        self.columns.apply()
        self._order_columns()
        plain = self.table.itemDelegate()
        for column, each in enumerate(model.columns):
            is_band = each.key == BAND
            special = {BAND: self._band_delegate, LOCK: self._check_delegate}
            self.table.setItemDelegateForColumn(column, special.get(each.key, plain))
            title = str(model.headerData(column, Qt.Orientation.Horizontal))
            texts = [*title.split(), WIDEST.get(title, "")]
            texts += [str(model.index(row, column).data()) for row in range(model.rowCount())]
            width = max(metrics.horizontalAdvance(text) for text in texts) + CELL_PAD_PX
            if column == 0:
                width += SWATCH_PX
            elif each.key == LOCK:
                width += TICK_PX
            elif is_band:
                width += self._bar_px()
            is_last = column == model.columnCount() - 1
            # The last column takes what room is left.
            widest = LAST_COLUMN_EMS if is_last else WIDEST_COLUMN_EMS
            if each.key.startswith("layer:"):
                widest = min(widest, WIDEST_AREA_EMS)
            widest *= metrics.height()
            chosen = self.layout_kept.width_px(each.key)
            self.table.setColumnWidth(column, min(width, widest) if chosen is None else chosen)

    def _order_columns(self) -> None:
        """Put what is looked at most where a narrow panel shows it without scrolling."""
        header = self.table.horizontalHeader()
        first, foremost = (MARK, NAME), self._document.plan.bands[0].ledger
        wanted = (*first, f"people:{foremost}", BAND)
        columns = self.model.columns
        best = [each.key for each in columns if each.key.startswith("layer:") and each.is_shown]
        wanted = (*wanted, *best[:1])
        usual = sorted(
            columns, key=lambda one: wanted.index(one.key) if one.key in wanted else len(wanted)
        )
        for place, column in enumerate(self.layout_kept.order(usual)):
            header.moveSection(header.visualIndex(columns.index(column)), place)

    def _widen(self, first: QModelIndex, last: QModelIndex) -> None:
        """Make room for a band state that has become longer; only a gesture gives it back."""
        column = self.model.band_column
        if not first.column() <= column <= last.column():
            return
        if self.layout_kept.width_px(BAND) is not None:
            return
        before = self.table.columnWidth(column)
        width = self._band_width(range(first.row(), last.row() + 1))
        if width > before:
            if self._would_be.found is not None and self._band_px is None:
                self._band_px = before
            with self.layout_kept.arranging():
                self.table.setColumnWidth(column, width)

    def _follow_gesture(self) -> None:
        """Say what the gesture would make of the plan; what it discards leaves no wider column."""
        found, before = self._would_be.found, self._band_px
        self._describe(found)
        if found is not None or before is None:
            return
        self._band_px = None
        if self.layout_kept.width_px(BAND) is None:
            width = max(before, self._band_width(range(self.model.rowCount())))
            with self.layout_kept.arranging():
                self.table.setColumnWidth(self.model.band_column, width)

    def _band_width(self, rows: range) -> int:
        """How wide the column of the band has to be for these rows."""
        metrics, column = self._bold_metrics(), self.model.band_column
        texts = [str(self.model.index(row, column).data()) for row in rows]
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        return min(widest + CELL_PAD_PX + self._bar_px(), WIDEST_COLUMN_EMS * metrics.height())

    def _bar_px(self) -> int:
        """How much room the bar against the band takes."""
        return round(BAR_EMS * self.table.fontMetrics().height()) + 3 * PAD_PX

    def _bold_metrics(self) -> QFontMetrics:
        """The active footprint's row is bold, and should fit all the same."""
        bold = self.table.font()
        bold.setBold(True)
        return QFontMetrics(bold)

    def _follow_plan(self, _: object) -> None:
        self._describe()
        self._show_active()

    def _describe(self, found: WouldBe | None = None) -> None:
        """Count the footprints in band: of the plan, or of what a gesture would make of it."""
        plan, place = self._document.plan, self._document.place
        scores = {each.id: each for each in self._document.scorecard.footprints}
        if found is not None:
            known = {**scores, **found.scores}
            scores = {each.id: known[each.id] for each in found.plan.footprints}
        in_band = sum(
            all(state == "in" for state in each.bands.values())
            for each in scores.values()
            if each.units
        )
        are = "footprints in band" if found is None else "footprints would be in band"
        counted = f"{in_band} of {len(scores)} {are}" if scores else "No footprints"
        bands = [f"{band.words()} ({place.ledger(band.ledger).label})" for band in plan.bands]
        self.summary.setText(f"{counted}. Band: {' and '.join(bands)}.")
        font = self.summary.font()
        font.setItalic(found is not None)
        self.summary.setFont(font)

    def _show_active(self) -> None:
        """Make the active footprint's row the current one, keeping any others chosen."""
        active = self._document.active_footprint_id
        row = self.model.row_of(active) if active is not None else None
        if self._is_following or row is None:
            return
        index = self.sorted.mapFromSource(self.model.index(row, NAME_COLUMN))
        if (
            self.table.currentIndex().row() == index.row()
            and self.table.selectionModel().isSelected(index)
        ):
            return
        flags = QItemSelectionModel.SelectionFlag
        self._is_following = True
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self._is_following = False
        self._follow_chosen()

    def _follow_current(self, current: QModelIndex, _: QModelIndex) -> None:
        if self._is_following or not current.isValid():
            return
        self._is_following = True
        self._document.activate(current.data(ID_ROLE) or None)
        self._is_following = False

    def _follow_chosen(self) -> None:
        if self._is_following:
            return
        rows = self.table.selectionModel().selectedRows()
        self._document.choose_footprints(str(index.data(ID_ROLE)) for index in rows)

    def _go_to(self, index: QModelIndex) -> None:
        if index.isValid():
            self._zoom.show(str(index.data(ID_ROLE)) or None)


def describe_active(document: PlanDocument) -> str:
    """The active footprint in words, for the status line."""
    active = document.active_footprint_id
    if active is None:
        return "No active footprint"
    figures = document.figures.of(active)
    state = f"{figures.mark} {figures.band_words}".strip()
    said = [f"Active: {figures.name}, {words.count(figures.counted)} people, {state.lower()}"]
    for band in document.plan.further_bands:
        mark, text = figures.further_band(band.ledger)
        label = document.place.ledger(band.ledger).label
        people = words.count(figures.people[band.ledger])
        said.append(f"{people} {label} {mark} {text.lower()}".rstrip())
    return "; ".join(said)
