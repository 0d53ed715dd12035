"""The footprint table: a row a footprint, the unassigned units on top."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QPalette

from icp_footprints.plan.band import Band
from icp_footprints.plan.difference import PlanDifference
from icp_footprints.plan.target import Target
from ui import words
from ui.canvas.style import style_for
from ui.document import PlanDocument
from ui.figures import FootprintFigures
from ui.icons import swatch
from ui.models.column import MARK, Column
from ui.models.columns import BAND, LOCK, columns_for
from ui.operations.lock_footprints import LockFootprints
from ui.operations.rename_footprint import RenameFootprint
from ui.would_be import would_be_figures
from ui.would_be_now import WouldBeNow

Index = QModelIndex | QPersistentModelIndex
Told = tuple[object, ...]
SORT_ROLE = Qt.ItemDataRole.UserRole
"""What to sort a cell by."""
COPY_ROLE = Qt.ItemDataRole.UserRole + 1
"""What to put on the clipboard for a cell: figures without marks of thousands."""
ID_ROLE = Qt.ItemDataRole.UserRole + 2
"""The footprint's id; an empty text for the unassigned units."""
BAR_ROLE = Qt.ItemDataRole.UserRole + 3
"""The bar of a cell (a `Bar`), where it has one."""
NAME_COLUMN = 1
SWATCH_PX = 14
NOT_MADE = "if the gesture is finished"
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
WRAPPED = Qt.TextFlag.TextWordWrap
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FootprintTable(QAbstractTableModel):
    """Follows the document's differences; only the rows that a change touches are renewed.

    While a gesture is under way, cells show in italics what it would make of them. Rows are sorted,
    and copied, by the plan as it stands.
    """

    def __init__(
        self,
        document: PlanDocument,
        rename: RenameFootprint,
        lock: LockFootprints,
        palette: Callable[[], QPalette],
        would_be: WouldBeNow,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._rename = rename
        self._lock = lock
        self._palette = palette
        self._rows: list[str | None] = []
        # Kept here, so that a row on its way out can still be asked about.
        self._figures: dict[str | None, FootprintFigures] = {}
        # What their cells say: half of each comparison with what they are to say.
        self._said: dict[str | None, list[Told]] = {}
        self._columns: list[Column] = []
        self._asked: tuple[tuple[Band, ...], tuple[Target, ...]] = ((), ())
        self._active: str | None = None
        self._gesture = would_be
        self._would_be: dict[str | None, FootprintFigures] = {}
        self._changing: dict[str | None, frozenset[int]] = {}
        would_be.changed.connect(self._follow_gesture)
        document.place_changed.connect(self._rebuild)
        document.colours_changed.connect(self._recolour)
        document.plan_changed.connect(self._follow)
        document.active_footprint_changed.connect(self._follow_active)
        if document.is_open:
            self._rebuild()

    @property
    def band_column(self) -> int:
        """The column that says whether a footprint is in band."""
        return next(i for i, each in enumerate(self._columns) if each.key == BAND)

    @property
    def columns(self) -> tuple[Column, ...]:
        """What the columns are, from left to right."""
        return tuple(self._columns)

    def row_of(self, footprint_id: str | None) -> int | None:
        """The row of a footprint, or of the unassigned units for None."""
        return self._rows.index(footprint_id) if footprint_id in self._rows else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            is_footprint = 0 <= section < len(self._rows) and self._rows[section] is not None
            if role == Qt.ItemDataRole.DisplayRole:
                # The number is the key that gives a unit to this footprint.
                return str(section) if is_footprint else ""
            return None
        if not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(column.tip)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return (RIGHT if column.is_figure else LEFT) | WRAPPED
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        footprint_id = self._rows[index.row()]
        figures = self._figures[footprint_id]
        column = self._columns[index.column()]
        if role == SORT_ROLE:
            return (column.sort or column.value)(figures)
        if role == COPY_ROLE:
            return column.value(figures)
        is_changing = index.column() in self._changing.get(footprint_id, ())
        if is_changing:
            figures = self._would_be[footprint_id]
        if role == BAR_ROLE:
            return column.bar(figures)
        if role == Qt.ItemDataRole.CheckStateRole:
            return _check_state(column, figures)
        if role == ID_ROLE:
            return footprint_id or ""
        return self._shown(column, figures, role, is_changing)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self._rows[index.row()]:
            if index.column() == NAME_COLUMN:
                flags |= Qt.ItemFlag.ItemIsEditable
            elif self._columns[index.column()].key == LOCK:
                flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or (footprint_id := self._rows[index.row()]) is None:
            return False
        if role == Qt.ItemDataRole.CheckStateRole and self._columns[index.column()].key == LOCK:
            is_locked = Qt.CheckState(value) == Qt.CheckState.Checked
            return self._lock.set_locked([footprint_id], is_locked)
        if role != Qt.ItemDataRole.EditRole or index.column() != NAME_COLUMN:
            return False
        if str(value).strip() == self._document.plan.footprint(footprint_id).name:
            return True
        return self._rename.rename(footprint_id, str(value))

    def restyle(self) -> None:
        """Draw the colour samples again."""
        self._renew(self._rows)

    def _shown(
        self, column: Column, figures: FootprintFigures, role: int, is_changing: bool
    ) -> Any:
        """What a view draws or reads out for a cell."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return column.text(figures)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column.is_figure else LEFT
        if role == Qt.ItemDataRole.DecorationRole:
            return self._swatch(figures.id) if column.key == MARK else None
        if role == Qt.ItemDataRole.FontRole:
            return self._font(figures.id, is_changing)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            said = [each for each in (column.text(figures), column.more(figures)) if each]
            said += [NOT_MADE] if is_changing else []
            if role == Qt.ItemDataRole.ToolTipRole:
                return words.tooltip("\n".join(said)) or None
            return f"{column.title}: {', '.join(said)}" if column.title else figures.band_words
        return None

    def _swatch(self, footprint_id: str | None) -> Any:
        style = style_for(self._palette())
        colour = self._document.colours.get(footprint_id) if footprint_id else None
        fill = style.unassigned if colour is None else style.fill(colour)
        return swatch(fill, style.outline, SWATCH_PX)

    def _font(self, footprint_id: str | None, is_changing: bool) -> QFont | None:
        is_italic = is_changing or footprint_id is None
        is_bold = footprint_id is not None and footprint_id == self._active
        if not is_italic and not is_bold:
            return None
        font = QFont()
        font.setItalic(is_italic)
        font.setBold(is_bold)
        return font

    def _rebuild(self) -> None:
        self.beginResetModel()
        document = self._document
        self._asked = (document.plan.bands, document.plan.targets)
        self._would_be, self._changing = {}, {}
        self._columns = columns_for(document.place, document.plan)
        self._rows = [None, *(each.id for each in document.plan.footprints)]
        self._figures = {each: document.figures.of(each) for each in self._rows}
        self._said = {}
        self._active = document.active_footprint_id
        self.endResetModel()

    def _follow(self, change: PlanDifference) -> None:
        wanted: list[str | None] = [None, *(each.id for each in self._document.plan.footprints)]
        if (self._document.plan.bands, self._document.plan.targets) != self._asked:
            self._rebuild()
            return
        if len(change.added) == 1 and not change.removed:
            self._insert(wanted, next(iter(change.added)))
        elif len(change.removed) == 1 and not change.added:
            self._remove(next(iter(change.removed)))
        if self._rows != wanted:
            self._rebuild()
            return
        for each in (None, *((change.touched | change.relabelled) - change.removed)):
            before, now = self._figures[each], self._document.figures.of(each)
            if before != now:
                said, to_say = self._said_by(each), self._cells(now)
                self._figures[each], self._said[each] = now, to_say
                self._renew_cells(each, _others(said, to_say))

    def _follow_gesture(self) -> None:
        """Show what the gesture under way would make of each row; the plan, when it is over."""
        found = self._gesture.found
        told = {} if found is None else would_be_figures(self._document, found)
        before = self._changing
        self._would_be = {key: each for key, each in told.items() if key in self._figures}
        self._changing = {
            key: _others(self._said_by(key), self._cells(each))
            for key, each in self._would_be.items()
        }
        for key in before.keys() | self._changing.keys():
            cells = before.get(key, frozenset()) | self._changing.get(key, frozenset())
            self._renew_cells(key, cells)

    def _insert(self, wanted: list[str | None], new: str) -> None:
        position = wanted.index(new)
        self._figures[new] = self._document.figures.of(new)
        self.beginInsertRows(QModelIndex(), position, position)
        self._rows.insert(position, new)
        self.endInsertRows()

    def _remove(self, gone: str) -> None:
        position = self._rows.index(gone)
        self.beginRemoveRows(QModelIndex(), position, position)
        del self._rows[position]
        self.endRemoveRows()
        del self._figures[gone]
        self._said.pop(gone, None)
        self._changing.pop(gone, None)
        self._would_be.pop(gone, None)

    def _recolour(self, ids: frozenset[str]) -> None:
        self._renew(list(ids))

    def _follow_active(self) -> None:
        before, self._active = self._active, self._document.active_footprint_id
        self._renew([before, self._active])

    def _said_by(self, footprint_id: str | None) -> list[Told]:
        """What the cells of a row say of the plan as it stands."""
        if footprint_id not in self._said:
            self._said[footprint_id] = self._cells(self._figures[footprint_id])
        return self._said[footprint_id]

    def _cells(self, figures: FootprintFigures) -> list[Told]:
        """What the cells of a row say of those figures."""
        return [_told(column, figures) for column in self._columns]

    def _renew_cells(self, footprint_id: str | None, columns: frozenset[int]) -> None:
        """Renew those cells of a row, side by side where they are: a view asks each of them for
        its text, its font and more, at every step of an edit.
        """
        row = self.row_of(footprint_id)
        if row is None:
            return
        for first in sorted(columns - {number + 1 for number in columns}):
            last = next(number for number in count(first) if number + 1 not in columns)
            self.dataChanged.emit(self.index(row, first), self.index(row, last))

    def _renew(self, ids: list[str | None] | list[str]) -> None:
        last = len(self._columns) - 1
        for each in ids:
            row = self.row_of(each)
            if row is not None and last >= 0:
                self.dataChanged.emit(self.index(row, 0), self.index(row, last))


def _check_state(column: Column, figures: FootprintFigures) -> Qt.CheckState | None:
    """Whether the lock of a footprint is on; None for a cell without one."""
    if column.key != LOCK or figures.footprint is None:
        return None
    return Qt.CheckState.Checked if figures.footprint.locked else Qt.CheckState.Unchecked


def _others(one: list[Told], other: list[Told]) -> frozenset[int]:
    """Columns whose cells say something else in one row than in the other."""
    return frozenset(n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)


def _told(column: Column, figures: FootprintFigures) -> Told:
    """All that a cell says, in any role that follows the figures."""
    return (
        column.text(figures),
        column.value(figures),
        column.more(figures),
        column.sort and column.sort(figures),
        column.bar(figures),
        _check_state(column, figures),
        # The mark of a footprint without a word is read out as the state of its band.
        "" if column.title else figures.band_words,
    )
