"""How many people a footprint should hold, on one count of people or several at a time."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QGroupBox,
    QVBoxLayout,
    QWidget,
)

from icp_footprints.errors import FootprintsError
from icp_footprints.geography.place import Place
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Plan
from ui.band_fields import BandFields, FurtherBand, outlook
from ui.help_key import add_help_key
from ui.plain_label import plain_label

WIDTH_PX = 520


class BandDialog(QDialog):
    """The foremost band, and bands on other ledgers that should hold as well."""

    def __init__(self, place: Place, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.setWindowTitle("Band")
        add_help_key(self, "footprints")
        self.setMinimumWidth(WIDTH_PX)
        self.foremost = BandFields(place, plan.band, self)
        own = {band.ledger: band for band in plan.bands}
        self.further = {
            each.name: FurtherBand(
                each.name, each.label or each.name, own.get(each.name), plan.band, self
            )
            for each in place.ledgers
        }
        self.outlook = plain_label("", self)
        self.outlook.setAccessibleName("What is possible")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.set_button = buttons.addButton("&Set band", QDialogButtonBox.ButtonRole.AcceptRole)
        self.set_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addWidget(self.foremost)
        layout.addWidget(self._further_box())
        layout.addWidget(self.outlook)
        layout.addWidget(buttons)
        self.foremost.changed.connect(self._follow)
        for each in self.further.values():
            each.has_band.toggled.connect(self._follow)
            each.low.valueChanged.connect(self._follow)
            each.high.valueChanged.connect(self._follow)
        self._follow()

    def bands(self) -> tuple[Band, ...]:
        """The bands as set, the foremost first.

        Raises
        ------
        FootprintsError
            When one is not possible, in words.
        """
        foremost = self.foremost.band()
        others = [
            each.band()
            for name, each in self.further.items()
            if name != foremost.ledger and each.has_band.isChecked()
        ]
        return (foremost, *others)

    def _further_box(self) -> QGroupBox:
        self._box = QGroupBox("At the same time", self)
        grid = QGridLayout(self._box)
        grid.setColumnStretch(1, 1)
        for row, each in enumerate(self.further.values()):
            grid.addWidget(each.has_band, row, 0)
            grid.addWidget(each.numbers, row, 1)
        self._box.setVisible(len(self.further) > 1)
        return self._box

    def _follow(self) -> None:
        ledger = str(self.foremost.ledger.currentData())
        for name, each in self.further.items():
            each.show_row(name != ledger)
        try:
            text = " ".join(outlook(self._place, band) for band in self.bands())
        except FootprintsError as fault:
            self.outlook.setText(str(fault))
            self.set_button.setEnabled(False)
        else:
            self.outlook.setText(text)
            self.set_button.setEnabled(True)
