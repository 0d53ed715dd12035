"""What to generate: how many footprints, of how many people, following which areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from ui.band_fields import BandFields, outlook
from ui.plain_label import plain_label

if TYPE_CHECKING:
    from icp_footprints.partition.problem import Problem

WIDTH_PX = 520
WEIGHTS = (("Not at all", 0.0), ("A little", 0.5), ("Normally", 1.0), ("Strongly", 2.0))
LARGEST_SEED = 999_999


class GenerateDialog(QDialog):
    """Says in words what is possible while the settings are chosen."""

    def __init__(self, place: Place, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._plan = place, plan
        self.setWindowTitle("Generate a plan")
        self.setMinimumWidth(WIDTH_PX)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        if place.notice:
            layout.addWidget(plain_label(place.notice, self))
        self.band_fields = BandFields(place, plan.band, self)
        self.band_fields.changed.connect(self._follow)
        layout.addWidget(self.band_fields)
        layout.addWidget(self._number_box())
        if place.layers:
            layout.addWidget(self._layers_box())
        layout.addLayout(self._seed_row())
        self.outlook = plain_label("", self)
        self.outlook.setAccessibleName("What is possible")
        self.problem_words = plain_label("", self)
        if plan.footprints:
            layout.addWidget(plain_label(_what_goes(plan), self))
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

        plan, band = self._plan, self.band_fields.band()
        return Problem(
            place=self._place,
            band=band,
            footprints=None if self.free_number.isChecked() else self.number.value(),
            weights={name: float(box.currentData()) for name, box in self.weights.items()},
            seed=self.seed.value(),
            further_bands=tuple(each for each in plan.bands if each.ledger != band.ledger),
            targets=plan.targets,
            base=plan if plan.footprints else None,
            locked=plan.locked_ids,
        )

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
            label = plain_label(f"{title} ({len(layer.area_ids)} areas)", box, wraps=False)
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
        hint = plain_label("Another number gives another plan; the same one gives it again.", self)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.seed)
        row.addWidget(hint, 1)
        return row

    def _want_exactly(self) -> None:
        """Who sets a number wants that number."""
        self.fixed_number.setChecked(True)

    def _follow(self) -> None:
        """Say what the settings allow, and whether they can be used."""
        if not hasattr(self, "generate_button"):
            return
        self.outlook.setText("")
        try:
            self.outlook.setText(self._outlook(self.band_fields.band()))
            self.problem()
        except FootprintsError as fault:
            self.problem_words.setText(str(fault))
        else:
            self.problem_words.setText("")
        self.problem_words.setVisible(bool(self.problem_words.text()))
        self.generate_button.setEnabled(not self.problem_words.text())

    def _outlook(self, band: Band) -> str:
        text = outlook(self._place, band)
        counts = band.footprint_counts(self._place.ledger(band.ledger).total)
        if not counts:
            return f"{text} The generator would come as near as it can."
        if self.fixed_number.isChecked() and self.number.value() not in counts:
            return f"{text} With {self.number.value()}, some would be outside it."
        return text


def _what_goes(plan: Plan) -> str:
    """What the new plan takes the place of."""
    lost = (
        ""
        if not any(each.is_about_a_footprint for each in plan.exceptions)
        else (", and exceptions recorded for its footprints go with it")
    )
    return f"The new plan replaces the one on screen{lost}. You can undo this."
