"""What a file of footprints would bring, in words, before it is shown on the map."""

from __future__ import annotations

import html
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGroupBox,
    QLineEdit,
    QRadioButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ui.help_key import add_help_key
from ui.operations.import_footprints import Wanted
from ui.plain_label import plain_label
from ui.words import tooltip

WIDTH_PX = 720
HEIGHT_PX = 620
READING = "Reading the file…"
# What coordinates may be in, where a file does not say.
SYSTEMS = (
    ("As the file says", ""),
    ("British National Grid (EPSG:27700)", "EPSG:27700"),
    ("Longitude and latitude (EPSG:4326)", "EPSG:4326"),
    ("Web Mercator (EPSG:3857)", "EPSG:3857"),
)


class ImportDialog(QDialog):
    """The report of one file, and how it is read.

    Parameters
    ----------
    file
        The file's name.
    read
        Reads the file again as wanted.
    done
        Hears, once, whether to show it on the map.
    """

    def __init__(
        self,
        file: str,
        read: Callable[[Wanted], None],
        done: Callable[[bool], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._asked = Wanted()
        self.setWindowTitle("Import footprints")
        add_help_key(self, "import")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(WIDTH_PX, HEIGHT_PX)
        self.heading = plain_label(f"What {file} would bring", self)
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        self.report = _report(self)
        self.by_centre = QRadioButton("whose &centre it holds", self)
        self.by_area = QRadioButton("most of whose &area it holds", self)
        self.by_centre.setChecked(True)
        self.layer, self.unit = QLineEdit(self), QLineEdit(self)
        self.id, self.name = QLineEdit(self), QLineEdit(self)
        self.crs = QComboBox(self)
        for words, code in SYSTEMS:
            self.crs.addItem(words, code)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.show_button = buttons.addButton(
            "Show on the &map", QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.show_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self.by_area.toggled.connect(self._ask_again)
        self.crs.currentIndexChanged.connect(self._ask_again)
        for field in (self.layer, self.unit, self.id, self.name):
            field.editingFinished.connect(self._ask_again)
        self._done = done
        self.finished.connect(self._finish)
        self.show_reading()

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        takes = QGroupBox("A polygon takes the units", self)
        rules = QVBoxLayout(takes)
        rules.addWidget(self.by_centre)
        rules.addWidget(self.by_area)
        box = QGroupBox("Where the program did not find it out", self)
        form = QFormLayout(box)
        for words, field, tip in (
            ("&Layer or sheet", self.layer, "Where the file holds several: the one to read."),
            ("Co&ordinates", self.crs, "Where the file does not say what its numbers mean."),
            ("Column of &unit codes", self.unit, "Such as LSOA21CD."),
            ("Column of &ids", self.id, "A code for each footprint, such as FPCD."),
            ("Column of &names", self.name, "The name of each footprint, such as FPNM."),
        ):
            form.addRow(words, field)
            field.setToolTip(tooltip(tip))
            if isinstance(field, QLineEdit):
                field.setPlaceholderText("recognised by the program")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        layout.addWidget(self.heading)
        layout.addWidget(self.report, 1)
        layout.addWidget(takes)
        layout.addWidget(box)
        layout.addWidget(buttons)

    def wanted(self) -> Wanted:
        """How the file is to be read."""
        return Wanted(
            "area" if self.by_area.isChecked() else "centre",
            self.layer.text().strip(),
            str(self.crs.currentData()),
            self.unit.text().strip(),
            self.id.text().strip(),
            self.name.text().strip(),
        )

    def show_reading(self) -> None:
        """Say that the file is being read."""
        self._show([READING], READING)

    def show_import(self, lines: list[str], nothing_new: str) -> None:
        """Show the report."""
        self._show([*lines, nothing_new] if nothing_new else lines, nothing_new)

    def show_failure(self, reason: str) -> None:
        """Say why the file cannot be used."""
        self._show([f"Nothing can be imported. {reason}"], reason)

    def _show(self, lines: list[str], why_not: str) -> None:
        # Words come from files: they are text, never markup.
        items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
        self.report.setHtml(f"<ul>{items}</ul>")
        self.report.setAccessibleDescription(" ".join(lines))
        self.show_button.setEnabled(not why_not)
        tip = why_not or "Shows the change on the map, to take it as one step or to discard it."
        self.show_button.setToolTip(tooltip(tip))

    def _finish(self, code: int) -> None:
        self._done(code == QDialog.DialogCode.Accepted)

    def _ask_again(self) -> None:
        wanted = self.wanted()
        if wanted != self._asked:
            self._asked = wanted
            self._read(wanted)


def _report(parent: QWidget) -> QTextBrowser:
    """A text to read, select and copy, with the mouse, the keyboard or a screen reader."""
    text = QTextBrowser(parent)
    text.setAccessibleName("What the file would bring")
    text.setOpenLinks(False)
    flags = Qt.TextInteractionFlag
    text.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    return text
