"""Sorting that keeps the unassigned units on top."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt

from ui.models.footprint_table import ID_ROLE, SORT_ROLE


class PinnedSort(QSortFilterProxyModel):
    """Sorts a footprint table by any column, either way."""

    def lessThan(
        self,
        source_left: QModelIndex | QPersistentModelIndex,
        source_right: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        left_pinned = source_left.data(ID_ROLE) == ""
        right_pinned = source_right.data(ID_ROLE) == ""
        if left_pinned or right_pinned:
            ascending = self.sortOrder() == Qt.SortOrder.AscendingOrder
            return left_pinned if ascending else right_pinned
        left, right = source_left.data(SORT_ROLE), source_right.data(SORT_ROLE)
        if isinstance(left, str) and isinstance(right, str):
            return left.casefold() < right.casefold()
        return left < right
