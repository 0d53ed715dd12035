"""The layers of the map as a list: ticked where they are shown, dragged into another order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ui import words
from ui.canvas.map_choices import FULL, LayerEntry, MapChoices

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-icp-footprints-map-layer"
NO_FLAGS = Qt.ItemFlag.NoItemFlags


class LayerList(QAbstractListModel):
    """One row a layer, the uppermost first."""

    def __init__(self, choices: MapChoices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self._entries = choices.entries
        choices.reset.connect(self._rebuild)
        choices.layer_changed.connect(self._renew)
        choices.order_changed.connect(self._reorder)

    def entry(self, index: Index) -> LayerEntry | None:
        """The layer of a row."""
        return self._entries[index.row()] if index.isValid() else None

    def row_of(self, key: str) -> int:
        """The row of a layer."""
        return [each.key for each in self._entries].index(key)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if entry.is_visible else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = "shown" if entry.is_visible else "hidden"
            strength = "" if entry.opacity == FULL else f", {entry.opacity} % strong"
            return f"{entry.title}, {state}{strength}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(f"{entry.title}\n{entry.fixed_reason}".strip())
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        entry = self.entry(index)
        if entry is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        self._choices.set_visible(entry.key, Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        entry = self.entry(index)
        if entry is None:
            # Dropped between rows, not onto one.
            return Qt.ItemFlag.ItemIsDropEnabled
        found = (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemNeverHasChildren
        )
        return found if entry.fixed_reason else found | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802 - Qt's name
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        found = QMimeData()
        entry = self.entry(indexes[0]) if indexes else None
        found.setData(MIME, (entry.key if entry else "").encode())
        return found

    def canDropMimeData(  # noqa: N802 - Qt's name
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        del action, column
        return data.hasFormat(MIME) and row >= 0 and not parent.isValid()

    def dropMimeData(  # noqa: N802 - Qt's name
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        key = bytes(data.data(MIME).data()).decode()
        if key not in [each.key for each in self._entries]:
            return False
        at = self.row_of(key)
        self._choices.move(key, row - 1 if row > at else row)
        # The view must take no row away: the layer has moved already.
        return False

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._entries = self._choices.entries
        self.endResetModel()

    def _renew(self, key: str) -> None:
        self._entries = self._choices.entries
        index = self.index(self.row_of(key))
        self.dataChanged.emit(index, index)

    def _reorder(self) -> None:
        """One layer has moved; who holds a row keeps the layer."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        keys = [self._entries[each.row()].key for each in held]
        self._entries = self._choices.entries
        self.changePersistentIndexList(held, [self.index(self.row_of(key)) for key in keys])
        self.layoutChanged.emit()
