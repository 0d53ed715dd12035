"""Rows of a tree as tall as their words need in the width there is, which Qt's own are not."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget

ANY_HEIGHT_PX = 10_000


class WrappedRows(QStyledItemDelegate):
    """Wraps the cells of a tree, again whenever a column changes its width."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree
        tree.setWordWrap(True)
        tree.setItemDelegate(self)
        tree.header().sectionResized.connect(self._lay_out_again)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        # Without a width to fill, Qt asks for one line.
        room = QStyleOptionViewItem(option)
        width = self._tree.columnWidth(index.column())
        room.rect = QRect(0, 0, width, ANY_HEIGHT_PX)  # pyright: ignore[reportAttributeAccessIssue]
        return super().sizeHint(room, index)

    def _lay_out_again(self) -> None:
        self._tree.scheduleDelayedItemsLayout()
