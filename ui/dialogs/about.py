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
    QLabel,
    QVBoxLayout,
    QWidget,
)

from icp_footprints import __version__


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
    """The keys that edit the plan on the map."""

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys on the map")
        table = QWidget(self)
        form = QFormLayout(table)
        form.setHorizontalSpacing(24)
        for key, meaning in keys:
            name = _label(key, table)
            bold = name.font()
            bold.setBold(True)
            name.setFont(bold)
            form.addRow(name, _label(meaning[:1].upper() + meaning[1:], table))
        lead = _label("Click the map, or press Tab until it has the focus. Then:", self)
        _fill(self, [lead, table])


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
