"""Which part of a file is meant: a sheet of a workbook, or a member of an archive."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QGroupBox,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import words
from ui.wizard.look import Look
from ui.wizard.settling_list import SettlingList

CHOOSE = "(choose the part that is meant)"
ALL_USED = "Every part of this file is in the list already."
LEAST_LETTERS = 12
TOOLTIP = "This file holds several tables. Choose the one that is meant: it is read after a moment."


class PartField(QGroupBox):
    """A list of the parts, and a button that takes one more of them beside the one that is shown.

    Parameters
    ----------
    look
        What is shown.
    taken
        Parts of the same file that stand in the list of files by themselves.
    """

    chosen = Signal(str)
    """The part that is meant instead."""
    added = Signal(str)
    """A part to use as well."""

    def __init__(self, look: Look, taken: Collection[str], parent: QWidget) -> None:
        super().__init__("&Part of the file", parent)
        free = [part for part in look.parts if part not in taken]
        self.list = SettlingList(self)
        self.list.setAccessibleName("Part of the file")
        self.list.setToolTip(TOOLTIP)
        self.list.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.list.setMinimumContentsLength(LEAST_LETTERS)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if not look.part:
            self.list.addItem(CHOOSE, "")
        for part in free:
            self.list.addItem(part, part)
        self.list.setCurrentIndex(max(0, self.list.findData(look.part)))
        self.more_button = QPushButton("Use another part as &well", self)
        self.more_button.setToolTip("Adds one more part of this file to the list of files.")
        menu = QMenu(self.more_button)
        for part in free:
            if part != look.part:
                menu.addAction(words.menu_text(part)).setData(part)
        self.more_button.setMenu(menu)
        if menu.isEmpty() or not look.part:
            self.more_button.setEnabled(False)
            self.more_button.setToolTip(ALL_USED if look.part else "Choose the first part above.")
        rows = QVBoxLayout(self)
        rows.addWidget(self.list)
        rows.addWidget(self.more_button)
        self._part = look.part
        self.list.settled.connect(self._choose)
        menu.triggered.connect(self._add)

    def _choose(self) -> None:
        part = str(self.list.currentData() or "")
        if part and part != self._part:
            self.chosen.emit(part)

    def _add(self, action: QAction) -> None:
        self.added.emit(str(action.data()))
