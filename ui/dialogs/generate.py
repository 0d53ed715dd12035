"""What to generate: how many footprints, of how many people, following which areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from icp_footprints.errors import FootprintsError
from icp_footprints.geography.place import Place
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Plan
from ui import words

if TYPE_CHECKING:
    from icp_footprints.partition.problem import Problem

WIDTH_PX = 520
PRESETS = (
    ("Neighbourhood (30,000 to 50,000)", 30_000, 50_000),
    ("Single neighbourhood provider (40,000 to 60,000)", 40_000, 60_000),
    ("Multi-neighbourhood (200,000 to 300,000)", 200_000, 300_000),
)
OWN_BAND = "My own"
WEIGHTS = (("Not at all", 0.0), ("A little", 0.5), ("Normally", 1.0), ("Strongly", 2.0))
MOST_PEOPLE = 10_000_000
PEOPLE_STEP = 1_000
LARGEST_SEED = 999_999


class GenerateDialog(QDialog):
    """Says in words what is possible while the settings are chosen."""

    def __init__(self, place: Place, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._is_setting = False
        self.setWindowTitle("Generate a plan")
        self.setMinimumWidth(WIDTH_PX)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        if place.notice:
            layout.addWidget(_plain(place.notice, self))
        layout.addWidget(self._people_box(plan.band))
        layout.addWidget(self._number_box())
        if place.layers:
            layout.addWidget(self._layers_box())
        layout.addLayout(self._seed_row())
        self.outlook = _plain("", self)
        self.outlook.setAccessibleName("What is possible")
        self.problem_words = _plain("", self)
        if plan.footprints:
            layout.addWidget(
                _plain("The new plan replaces the one on screen. You can undo this.", self)
            )
        layout.addWidget(self.outlook)
        layout.addWidget(self.problem_words)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.generate_button = buttons.addButton(
            "&Generate", QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.generate_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self._follow()

    def problem(self) -> Problem:
        """The settings as the generator takes them.

        Raises
        ------
        FootprintsError
            When they make no sense together, in words.
        """
        from icp_footprints.partition.problem import Problem

        return Problem(
            place=self._place,
            band=self._band(),
            footprints=None if self.free_number.isChecked() else self.number.value(),
            weights={name: float(box.currentData()) for name, box in self.weights.items()},
            seed=self.seed.value(),
        )

    def _people_box(self, band: Band) -> QGroupBox:
        box = QGroupBox("People in each footprint", self)
        form = QFormLayout(box)
        self.preset = QComboBox(box)
        for title, low, high in PRESETS:
            self.preset.addItem(title, (low, high))
        self.preset.addItem(OWN_BAND, None)
        self.low = _people_spin(band.low, box)
        self.high = _people_spin(band.high, box)
        self.low.setAccessibleName("Fewest people")
        self.high.setAccessibleName("Most people")
        self.ledger = QComboBox(box)
        for ledger in self._place.ledgers:
            self.ledger.addItem(ledger.label or ledger.name, ledger.name)
        self.ledger.setCurrentIndex(max(0, self.ledger.findData(band.ledger)))
        form.addRow("&Usual sizes", self.preset)
        row = QHBoxLayout()
        row.addWidget(self.low)
        row.addWidget(QLabel("to", box))
        row.addWidget(self.high)
        row.addStretch(1)
        label = QLabel("&From", box)
        label.setBuddy(self.low)
        form.addRow(label, row)
        form.addRow("&Count people as", self.ledger)
        self.preset.currentIndexChanged.connect(self._take_preset)
        self.low.valueChanged.connect(self._follow)
        self.high.valueChanged.connect(self._follow)
        self.ledger.currentIndexChanged.connect(self._follow)
        return box

    def _number_box(self) -> QGroupBox:
        box = QGroupBox("Number of footprints", self)
        layout = QVBoxLayout(box)
        self.free_number = QRadioButton("&Let the generator choose", box)
        self.fixed_number = QRadioButton("&Exactly", box)
        self.free_number.setChecked(True)
        self.number = QSpinBox(box)
        self.number.setRange(1, len(self._place.units))
        self.number.setAccessibleName("Number of footprints")
        total = self._place.ledger().total
        self.number.setValue(min(self.number.maximum(), max(1, round(total / 40_000))))
        row = QHBoxLayout()
        row.addWidget(self.fixed_number)
        row.addWidget(self.number)
        row.addStretch(1)
        layout.addWidget(self.free_number)
        layout.addLayout(row)
        self.number.valueChanged.connect(self._want_exactly)
        self.number.valueChanged.connect(self._follow)
        self.free_number.toggled.connect(self._follow)
        return box

    def _layers_box(self) -> QGroupBox:
        box = QGroupBox("How closely footprints should follow", self)
        form = QFormLayout(box)
        self.weights = {}
        for layer in self._place.layers:
            choice = QComboBox(box)
            for title, weight in WEIGHTS:
                choice.addItem(title, weight)
            choice.setCurrentIndex(choice.findData(1.0))
            title = words.layer_title(layer)
            choice.setAccessibleName(f"How closely to follow {title}")
            label = _plain(f"{title} ({len(layer.area_ids)} areas)", box)
            label.setWordWrap(False)
            form.addRow(label, choice)
            self.weights[layer.name] = choice
        return box

    def _seed_row(self) -> QHBoxLayout:
        self.weights: dict[str, QComboBox] = getattr(self, "weights", {})
        self.seed = QSpinBox(self)
        self.seed.setRange(0, LARGEST_SEED)
        self.seed.setValue(1)
        label = QLabel("&Variation", self)
        label.setBuddy(self.seed)
        hint = _plain("Another number gives another plan; the same one gives it again.", self)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.seed)
        row.addWidget(hint, 1)
        return row

    def _want_exactly(self) -> None:
        """Who sets a number wants that number."""
        self.fixed_number.setChecked(True)

    def _take_preset(self) -> None:
        band = self.preset.currentData()
        if band is not None:
            self._is_setting = True
            self.low.setValue(band[0])
            self.high.setValue(band[1])
            self._is_setting = False
            self._follow()

    def _follow(self) -> None:
        """Say what the settings allow, and whether they can be used."""
        if self._is_setting or not hasattr(self, "generate_button"):
            return
        chosen = (self.low.value(), self.high.value())
        self._is_setting = True
        position = next((i for i, (_, *band) in enumerate(PRESETS) if (*band,) == chosen), -1)
        self.preset.setCurrentIndex(position if position >= 0 else len(PRESETS))
        self._is_setting = False
        try:
            band = self._band()
            self.outlook.setText(self._outlook(band))
            self.problem()
        except FootprintsError as fault:
            self.problem_words.setText(str(fault))
        else:
            self.problem_words.setText("")
        self.problem_words.setVisible(bool(self.problem_words.text()))
        self.generate_button.setEnabled(not self.problem_words.text())

    def _band(self) -> Band:
        return Band(self.low.value(), self.high.value(), str(self.ledger.currentData()))

    def _outlook(self, band: Band) -> str:
        ledger = self._place.ledger(band.ledger)
        counts = band.footprint_counts(ledger.total)
        have = f"{self._place.name} has {words.count(ledger.total)} people ({ledger.label})"
        if not counts:
            return (
                f"{have}: no number of footprints puts all of them between {band.words()}. "
                "The generator would come as near as it can."
            )
        few, many = counts[0], counts[-1]
        possible = f"{few}" if few == many else f"{few} to {many}"
        noun = "footprint" if few == many == 1 else "footprints"
        outlook = f"{have}: {possible} {noun} could all hold {band.words()}."
        if self.fixed_number.isChecked() and self.number.value() not in counts:
            outlook += f" With {self.number.value()}, some would be outside it."
        return outlook


def _plain(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _people_spin(value: int, parent: QWidget) -> QSpinBox:
    spin = QSpinBox(parent)
    spin.setRange(0, MOST_PEOPLE)
    spin.setSingleStep(PEOPLE_STEP)
    spin.setGroupSeparatorShown(True)
    spin.setValue(value)
    return spin
