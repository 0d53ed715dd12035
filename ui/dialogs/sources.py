"""Where the data comes from: each file, what joined and what did not."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from icp_footprints.geography.place import Place
from ui.help_key import add_help_key
from ui.plain_label import plain_label
from ui.source_words import Section, sections, summary

WIDTH_PX = 720
HEIGHT_PX = 560


class SourcesDialog(QDialog):
    """A text to read, select and copy, with the mouse, the keyboard or a screen reader."""

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Where the data comes from")
        add_help_key(self, "files")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(WIDTH_PX, HEIGHT_PX)
        self.summary = plain_label(summary(place), self)
        self.text = QTextBrowser(self)
        self.text.setAccessibleName("Files and what joined")
        self.text.setOpenLinks(False)
        flags = Qt.TextInteractionFlag
        self.text.setTextInteractionFlags(
            flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
        )
        self.text.setHtml("".join(_as_html(each) for each in sections(place)))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        layout.addWidget(self.summary)
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)
        self.text.setFocus()


def _as_html(section: Section) -> str:
    """A section as a heading and a list. Words come from files: they are text, never markup."""
    lines = "".join(f"<li>{html.escape(line)}</li>" for line in section.lines)
    return f"<h3>{html.escape(section.title)}</h3><ul>{lines}</ul>"
