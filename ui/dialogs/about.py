"""What this program is, and which keys work on the map."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from icp_footprints import __version__
from ui.keys import KeyGroup


class AboutDialog(QDialog):
    """Name, version, and where the log is for whoever helps."""

    def __init__(self, log: Path, parent: QWidget) -> None:
        super().__init__(parent)
        name = QApplication.applicationDisplayName()
        self.setWindowTitle(f"About {name}")
        text = (
            f"{name} {__version__}\n\n"
            "Draws, generates and checks neighbourhood footprints for integrated care in England. "
            "It works offline and sends nothing anywhere.\n\n"
            f"If something goes wrong, the details are in {log}"
        )
        _fill(self, [_label(text, self)])


class KeysDialog(QDialog):
    """Every key that works on the map, in groups."""

    def __init__(self, groups: Sequence[KeyGroup], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys on the map")
        table = QWidget(self)
        form = QFormLayout(table)
        form.setHorizontalSpacing(24)
        for group in groups:
            form.addRow(_bold(group.title, table))
            for key, meaning in group.keys:
                what = _label(meaning[:1].upper() + meaning[1:], table)
                form.addRow(_label(f"    {key}", table), what)
        scroll = QScrollArea(self)
        scroll.setWidget(table)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumWidth(table.sizeHint().width() + scroll.verticalScrollBar().width())
        scroll.setAccessibleName("Keys on the map")
        lead = _label("Click the map, or press Tab until it has the focus. Then:", self)
        _fill(self, [lead, scroll])
        room = self.screen().availableSize().height()
        self.resize(self.sizeHint().width(), min(self._full_height(table, lead), room * 4 // 5))

    def _full_height(self, table: QWidget, lead: QWidget) -> int:
        around = self.sizeHint().height() - lead.sizeHint().height()
        return table.sizeHint().height() + lead.sizeHint().height() + around


def _bold(text: str, parent: QWidget) -> QLabel:
    heading = _label(text, parent)
    font = heading.font()
    font.setBold(True)
    heading.setFont(font)
    return heading


def _label(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap("\n" in text)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _fill(dialog: QDialog, parts: list[QWidget]) -> None:
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(18, 16, 18, 14)
    layout.setSpacing(12)
    for part in parts:
        layout.addWidget(part)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.rejected.connect(dialog.reject)
    layout.addWidget(buttons)
