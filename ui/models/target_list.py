"""The targets of the plan, each in words, met or missed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from icp_footprints.measures.scores import TargetResult
from icp_footprints.plan.difference import PlanDifference
from icp_footprints.wording import count_words
from ui import words
from ui.document import PlanDocument

Index = QModelIndex | QPersistentModelIndex


class TargetList(QAbstractListModel):
    """Follows the scorecard; empty for a plan without targets."""

    def __init__(self, document: PlanDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._results: tuple[TargetResult, ...] = ()
        document.place_changed.connect(self._rebuild)
        document.plan_changed.connect(self._follow)
        if document.is_open:
            self._rebuild()

    def summary(self) -> str:
        """How many targets are met."""
        met = sum(each.met for each in self._results)
        return f"{met} of {count_words(len(self._results), 'target')} met."

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._results)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        result = self._results[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words.target(result)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return result.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(result.words)
        return None

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._results = self._document.scorecard.targets
        self.endResetModel()

    def _follow(self, _: PlanDifference) -> None:
        results = self._document.scorecard.targets
        if results == self._results:
            return
        if [each.target for each in results] != [each.target for each in self._results]:
            self._rebuild()
            return
        self._results = results
        self.dataChanged.emit(self.index(0), self.index(len(results) - 1))
