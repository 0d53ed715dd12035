"""What the plan is meant to reach: one line for each target."""

from __future__ import annotations

from collections import Counter
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from icp_footprints.geography.place import Place
from icp_footprints.measures.target_result import MEASURE_WORDS, goal_words
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.target import COUNTS, Measure, Strength, Target
from icp_footprints.wording import shortlist
from ui import words
from ui.help_key import add_help_key
from ui.plain_label import plain_label

WIDTH_PX = 640
MOST_TARGETS = 20
MOST_COUNT = 9_999
# What a line that was just added asks for.
FIRST_MEASURE: Measure = "containment"
FIRST_SHARE, FIRST_COUNT = 0.75, 0
STRENGTHS: tuple[tuple[str, Strength], ...] = (("required", "required"), ("wanted", "wanted"))


class TargetsDialog(QDialog):
    """Targets are added, changed and removed here; nothing counts until they are set."""

    def __init__(self, place: Place, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Targets")
        add_help_key(self, "targets")
        self.setMinimumWidth(WIDTH_PX)
        self._layers = [layer.name for layer in place.layers]
        self.lines: list[TargetLine] = []
        self._rows = QVBoxLayout()
        self.add_button = QPushButton("&Add a target", self)
        self.add_button.clicked.connect(self.add)
        self.problem_words = plain_label("", self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.set_button = buttons.addButton("&Set targets", QDialogButtonBox.ButtonRole.AcceptRole)
        self.set_button.setDefault(True)
        self.add_button.setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        lead = "A plan can be agreed when every required target is met, or has an exception."
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        layout.addWidget(plain_label(lead, self))
        layout.addLayout(self._rows)
        adding = QHBoxLayout()
        adding.addWidget(self.add_button)
        adding.addStretch(1)
        layout.addLayout(adding)
        layout.addWidget(self.problem_words)
        layout.addStretch(1)
        layout.addWidget(buttons)
        for target in plan.targets:
            self._add(target)
        self._follow()

    def targets(self) -> tuple[Target, ...]:
        """The targets as set."""
        return tuple(line.target() for line in self.lines)

    def add(self) -> None:
        """Add a line for one more target."""
        self._add(self._next_target())
        self.lines[-1].layer.setFocus()
        self._follow()

    def _next_target(self) -> Target:
        """The first layer and measure that is no target yet: containment of each comes first."""
        taken = {(target.layer, target.measure) for target in self.targets()}
        measures: list[Measure] = [FIRST_MEASURE, *MEASURE_WORDS]
        pairs: list[tuple[str, Measure]] = [
            (layer, measure) for measure in measures for layer in self._layers
        ]
        layer, measure = next((pair for pair in pairs if pair not in taken), pairs[0])
        return Target(layer, measure, FIRST_COUNT if measure in COUNTS else FIRST_SHARE)

    def _add(self, target: Target) -> None:
        line = TargetLine(target, self._layers, self)
        line.changed.connect(self._follow)
        line.removed.connect(lambda: self._remove(line))
        self.lines.append(line)
        self._rows.addWidget(line)

    def _remove(self, line: TargetLine) -> None:
        self.lines.remove(line)
        self._rows.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.add_button.setFocus()
        self._follow()

    def _follow(self) -> None:
        counted = Counter(target.name for target in self.targets())
        goals = {target.name: goal_words(target) for target in self.targets()}
        twice = [f"“{goals[name]}”" for name, count in counted.items() if count > 1]
        self.problem_words.setText(
            f"More than one target is {shortlist(twice)}. Keep one of them." if twice else ""
        )
        self.problem_words.setVisible(bool(twice))
        self.set_button.setEnabled(not twice)
        reason = "" if self._layers else "The place has no layers that a target could be about."
        if len(self.lines) >= MOST_TARGETS:
            reason = f"A plan has {MOST_TARGETS} targets at most."
        self.add_button.setEnabled(not reason)
        self.add_button.setToolTip(reason)
        for number, line in enumerate(self.lines, start=1):
            line.number(number)


class TargetLine(QWidget):
    """One target: of a layer, a measure, at least or at most how much, required or wanted."""

    changed = Signal()
    removed = Signal()

    def __init__(self, target: Target, layers: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._given = target
        self.layer, self.measure, self.strength = (QComboBox(self) for _ in range(3))
        for name in dict.fromkeys([*layers, target.layer]):
            self.layer.addItem(words.layer_name(name), name)
        for measure, text in MEASURE_WORDS.items():
            self.measure.addItem(text, measure)
        for text, strength in STRENGTHS:
            self.strength.addItem(text, strength)
        self.sign = QLabel(self)
        self.threshold = QDoubleSpinBox(self)
        self.remove_button = QPushButton("Remove", self)
        self.remove_button.setAutoDefault(False)
        for box, value in (
            (self.layer, target.layer),
            (self.measure, target.measure),
            (self.strength, target.strength),
        ):
            box.setCurrentIndex(box.findData(value))
        self._follow_measure()
        shown = target.threshold if target.is_count else 100 * target.threshold
        self.threshold.setValue(shown)
        self._shown = self._values()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for each in (self.layer, self.measure, self.sign, self.threshold, self.strength):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self.remove_button)
        self.measure.currentIndexChanged.connect(self._follow_measure)
        for box in (self.layer, self.measure, self.strength):
            box.currentIndexChanged.connect(self.changed)
        self.threshold.valueChanged.connect(self.changed)
        self.remove_button.clicked.connect(self.removed)

    def target(self) -> Target:
        """The target as set; as it was given where nothing was touched, to its last digit."""
        values = self._values()
        if values == self._shown:
            return self._given
        layer, measure, number, strength = values
        threshold = number if measure in COUNTS else round(number / 100, 6)
        return Target(layer, measure, threshold, strength)

    def number(self, number: int) -> None:
        """Tell screen readers which target each field belongs to."""
        for widget, what in (
            (self.layer, "layer"),
            (self.measure, "measure"),
            (self.threshold, f"{self.sign.text()}, threshold"),
            (self.strength, "required or wanted"),
            (self.remove_button, "remove"),
        ):
            widget.setAccessibleName(f"Target {number}: {what}")

    def _values(self) -> tuple[str, Measure, float, Strength]:
        return (
            str(self.layer.currentData()),
            cast("Measure", self.measure.currentData()),
            self.threshold.value(),
            cast("Strength", self.strength.currentData()),
        )

    def _follow_measure(self) -> None:
        is_count = self.measure.currentData() in COUNTS
        self.sign.setText("at most" if is_count else "at least")
        self.threshold.setDecimals(0 if is_count else 1)
        self.threshold.setRange(0, MOST_COUNT if is_count else 100)
        self.threshold.setSuffix("" if is_count else "\u00a0%")
