"""What footprints should follow: layers by weight, shapes, and the targets to reach."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QGroupBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from icp_footprints.geography.place import Place
from icp_footprints.measures.target_result import goal_words
from icp_footprints.partition.objective import CUT_WEIGHT
from icp_footprints.plan.target import Target
from ui import words
from ui.generating.weight_field import WEIGHTS, WeightField
from ui.plain_label import plain_label

COMPACTNESS = tuple((title, weight * CUT_WEIGHT) for title, weight in WEIGHTS)
AskTargets = Callable[[tuple[Target, ...]], "tuple[Target, ...] | None"]


class FollowFields(QWidget):
    """Weights in words, and a way to the targets."""

    changed = Signal()

    def __init__(
        self,
        place: Place,
        targets: tuple[Target, ...],
        ask_targets: AskTargets | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.targets = targets
        self._ask_targets = ask_targets
        self.weights: dict[str, WeightField] = {}
        layout = QVBoxLayout(self)
        layout.addWidget(self._weights_box(place))
        layout.addWidget(self._targets_box(place))
        layout.addStretch(1)

    def _weights_box(self, place: Place) -> QGroupBox:
        box = QGroupBox("How closely footprints should follow", self)
        form = QFormLayout(box)
        for layer in place.layers:
            title = words.layer_title(layer)
            field = WeightField(f"How closely to follow {title}", WEIGHTS, 1.0, box)
            label = plain_label(f"{title} ({len(layer.area_ids)} areas)", box, wraps=False)
            form.addRow(label, field)
            field.changed.connect(self.changed)
            self.weights[layer.name] = field
        name = "How much short borders count"
        self.compactness = WeightField(name, COMPACTNESS, CUT_WEIGHT, box)
        self.compactness.changed.connect(self.changed)
        form.addRow(plain_label("Short borders between footprints", box), self.compactness)
        return box

    def _targets_box(self, place: Place) -> QGroupBox:
        box = QGroupBox("Targets", self)
        self.target_words = plain_label("", box)
        self.target_words.setAccessibleName("Targets")
        self.targets_button = QPushButton("Chan&ge targets…", box)
        self.targets_button.setAutoDefault(False)
        self.targets_button.clicked.connect(self._change_targets)
        has_any = bool(place.layers or self.targets) and self._ask_targets is not None
        self.targets_button.setEnabled(has_any)
        self.targets_button.setToolTip(
            words.tooltip(
                "Goals for how well footprints and areas should agree."
                if has_any
                else "This place has no reference layers to set targets for."
            )
        )
        row = QHBoxLayout()
        row.addWidget(self.targets_button)
        row.addStretch(1)
        layout = QVBoxLayout(box)
        layout.addWidget(self.target_words)
        layout.addLayout(row)
        self._show_targets()
        return box

    def _change_targets(self) -> None:
        chosen = self._ask_targets(self.targets) if self._ask_targets else None
        if chosen is not None and chosen != self.targets:
            self.targets = chosen
            self._show_targets()
            self.changed.emit()

    def _show_targets(self) -> None:
        lines = [target_words(each) for each in self.targets]
        self.target_words.setText("\n".join(lines) or "None are set.")


def target_words(target: Target) -> str:
    """A target in words: ``PCN: plan share of at least 60 % (required)``."""
    weight = "" if target.weight == 1 else f", weight {target.weight:g}"
    return f"{goal_words(target)} ({target.strength}{weight})"
