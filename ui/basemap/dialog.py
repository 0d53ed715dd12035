"""Where the background map comes from, and what that tells its server."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.basemap.source import LONGEST_ATTRIBUTION, TileSource, problem_with
from ui.help_key import add_help_key
from ui.plain_label import plain_label

WIDTH_PX = 560
EXAMPLE = "https://tiles.example.org/{z}/{x}/{y}.png"
PRIVACY = (
    "While the background map is shown, the program asks this server for pictures of the area you "
    "look at, so the server learns which area that is, and this computer’s internet address. "
    "Nothing of your plan is sent. Use a server that you may use for this purpose."
)


class BasemapDialog(QDialog):
    """Asks for an address, whose map it is, and whether to show it."""

    def __init__(self, source: TileSource, is_shown: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Background map")
        add_help_key(self, "basemap")
        self.setMinimumWidth(WIDTH_PX)
        self.show_it = QCheckBox("&Show a background map under the units", self)
        self.show_it.setChecked(is_shown)
        self.address = QLineEdit(source.address, self)
        self.address.setPlaceholderText(EXAMPLE)
        self.address.setAccessibleName("Address of the tiles")
        self.address.setToolTip(
            "Where the server keeps its tiles, with {z}, {x} and {y} for zoom, column and row; "
            "{-y} for rows counted from the south, {s} for a server with the names a, b and c."
        )
        self.credit = QLineEdit(source.attribution, self)
        self.credit.setMaxLength(LONGEST_ATTRIBUTION)
        self.credit.setPlaceholderText("© whose map it is")
        self.credit.setAccessibleName("Credit")
        self.credit.setToolTip("What the owner of the map wants to be written on it.")
        self.problem = plain_label("", self)
        self.problem.setAccessibleName("What is wrong with the address")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow("&Address", self.address)
        form.addRow("&Credit", self.credit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(self.show_it)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(plain_label(PRIVACY, self))
        layout.addWidget(self.buttons)
        self.address.textChanged.connect(self._follow)
        self.show_it.toggled.connect(self._follow)
        self._follow()

    def answer(self) -> tuple[TileSource, bool]:
        """The server, and whether to show its map."""
        source = TileSource(self.address.text().strip(), self.credit.text().strip())
        return source, self.show_it.isChecked()

    def _follow(self) -> None:
        """Say what is wrong; without a background map an empty address is right."""
        problem = problem_with(self.address.text())
        if not self.show_it.isChecked() and not self.address.text().strip():
            problem = ""
        self.problem.setText(problem)
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(not problem)
        ok.setToolTip(problem)
