"""Fields for a band, which more than one dialog shows, and what a band makes possible."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QWidget,
)

from icp_footprints.geography.place import Place
from icp_footprints.plan.band import Band
from ui import words

PRESETS = (
    ("Neighbourhood (30,000 to 50,000)", 30_000, 50_000),
    ("Single neighbourhood provider (40,000 to 60,000)", 40_000, 60_000),
    ("Multi-neighbourhood (200,000 to 300,000)", 200_000, 300_000),
)
OWN_BAND = "My own"
MOST_PEOPLE = 10_000_000
PEOPLE_STEP = 1_000


def preset_of(low: int, high: int) -> int:
    """The place in a list of the usual size that two numbers are; the last for none of them."""
    sizes = [(low, high) for _, low, high in PRESETS]
    return sizes.index((low, high)) if (low, high) in sizes else len(sizes)


class BandFields(QGroupBox):
    """Fewest and most people, one of the usual sizes, and the ledger that counts them."""

    changed = Signal()

    def __init__(self, place: Place, band: Band, parent: QWidget) -> None:
        super().__init__("People in each footprint", parent)
        self._is_setting = False
        self.preset = QComboBox(self)
        for title, low, high in PRESETS:
            self.preset.addItem(title, (low, high))
        self.preset.addItem(OWN_BAND, None)
        self.low = people_spin(band.low, "Fewest people", self)
        self.high = people_spin(band.high, "Most people", self)
        self.ledger = QComboBox(self)
        for ledger in place.ledgers:
            self.ledger.addItem(ledger.label or ledger.name, ledger.name)
        self.ledger.setCurrentIndex(max(0, self.ledger.findData(band.ledger)))
        form = QFormLayout(self)
        form.addRow("&Usual sizes", self.preset)
        label = QLabel("&From", self)
        label.setBuddy(self.low)
        form.addRow(label, from_to(self.low, self.high, self))
        form.addRow("C&ount people as", self.ledger)
        self.preset.currentIndexChanged.connect(self._take_preset)
        self.low.valueChanged.connect(self._follow)
        self.high.valueChanged.connect(self._follow)
        self.ledger.currentIndexChanged.connect(self._follow)
        self._follow()

    def band(self) -> Band:
        """The band as set.

        Raises
        ------
        FootprintsError
            When it is not possible, in words.
        """
        return Band(self.low.value(), self.high.value(), str(self.ledger.currentData()))

    def _take_preset(self) -> None:
        band = self.preset.currentData()
        if band is not None and not self._is_setting:
            self._is_setting = True
            self.low.setValue(band[0])
            self.high.setValue(band[1])
            self._is_setting = False
            self._follow()

    def _follow(self) -> None:
        """Name the usual size that the numbers are, and tell whoever listens."""
        if self._is_setting:
            return
        self._is_setting = True
        self.preset.setCurrentIndex(preset_of(self.low.value(), self.high.value()))
        self._is_setting = False
        self.changed.emit()


class FurtherBand:
    """A band on a ledger beside the foremost one: whether there is one, and which. Two widgets.

    Parameters
    ----------
    ledger, label
        The ledger, and what it is called.
    own
        Its band, where it has one.
    usual
        The band to begin with where it has none.
    """

    def __init__(
        self, ledger: str, label: str, own: Band | None, usual: Band, parent: QWidget
    ) -> None:
        self._ledger = ledger
        band = own or usual
        self.has_band = QCheckBox(words.menu_text(f"{label} from"), parent)
        self.has_band.setChecked(own is not None)
        self.numbers = QWidget(parent)
        self.low: QSpinBox = people_spin(band.low, f"{label}: fewest people", self.numbers)
        self.high: QSpinBox = people_spin(band.high, f"{label}: most people", self.numbers)
        row = from_to(self.low, self.high, self.numbers)
        row.setContentsMargins(0, 0, 0, 0)
        self.numbers.setLayout(row)
        self.numbers.setEnabled(own is not None)
        self.has_band.toggled.connect(self.numbers.setEnabled)

    def band(self) -> Band:
        """The band as set.

        Raises
        ------
        FootprintsError
            When it is not possible, in words.
        """
        return Band(self.low.value(), self.high.value(), self._ledger)

    def show_row(self, is_shown: bool) -> None:
        """Show the row, but for the ledger that the foremost band is on."""
        self.has_band.setVisible(is_shown)
        self.numbers.setVisible(is_shown)


def outlook(place: Place, band: Band) -> str:
    """How many footprints of a place could all be in a band."""
    ledger = place.ledger(band.ledger)
    counts = band.footprint_counts(ledger.total)
    have = f"{place.name} has {words.count(ledger.total)} people ({ledger.label})"
    if not counts:
        return f"{have}: no number of footprints puts all of them between {band.words()}."
    few, many = counts[0], counts[-1]
    possible = f"{few:,}" if few == many else f"{few:,} to {many:,}"
    noun = "footprint" if few == many == 1 else "footprints"
    return f"{have}: {possible} {noun} could all hold {band.words()}."


def people_spin(value: int, name: str, parent: QWidget) -> QSpinBox:
    """A field for a number of people."""
    spin = QSpinBox(parent)
    spin.setRange(0, MOST_PEOPLE)
    spin.setSingleStep(PEOPLE_STEP)
    spin.setGroupSeparatorShown(True)
    spin.setValue(value)
    spin.setAccessibleName(name)
    return spin


def from_to(low: QSpinBox, high: QSpinBox, parent: QWidget) -> QHBoxLayout:
    """Two fields side by side, as in ``30,000 to 50,000``."""
    row = QHBoxLayout()
    row.addWidget(low)
    row.addWidget(QLabel("to", parent))
    row.addWidget(high)
    row.addStretch(1)
    return row
