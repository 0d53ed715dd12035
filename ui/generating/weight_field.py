"""How much something counts, in a word or as a number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QWidget

from icp_footprints.partition.objective import MOST_WEIGHT

Words = Sequence[tuple[str, float]]
WEIGHTS: Words = (("Not at all", 0.0), ("A little", 0.5), ("As usual", 1.0), ("Strongly", 2.0))
OWN = "My own"
NEAR = 1e-9


class WeightField(QWidget):
    """A word sets the number, and a number finds its word."""

    changed = Signal()

    def __init__(self, name: str, weights: Words, value: float, parent: QWidget) -> None:
        super().__init__(parent)
        self._weights = weights
        self.word = QComboBox(self)
        for title, weight in weights:
            self.word.addItem(title, weight)
        self.word.addItem(OWN, None)
        self.number = QDoubleSpinBox(self)
        self.number.setRange(0, MOST_WEIGHT)
        self.number.setDecimals(2)
        self.number.setSingleStep(0.1)
        self.number.setValue(value)
        self.word.setAccessibleName(name)
        self.number.setAccessibleName(f"{name}, as a number")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.word, 1)
        row.addWidget(self.number)
        self._find_word()
        self.word.currentIndexChanged.connect(self._take_word)
        self.number.valueChanged.connect(self._find_word)
        self.number.valueChanged.connect(self.changed)

    def value(self) -> float:
        """How much it counts; 1 is as usual."""
        return self.number.value()

    def _take_word(self) -> None:
        weight = self.word.currentData()
        if weight is not None:
            self.number.setValue(float(weight))

    def _find_word(self) -> None:
        value = self.number.value()
        found = [at for at, (_, weight) in enumerate(self._weights) if abs(weight - value) < NEAR]
        self.word.setCurrentIndex(found[0] if found else len(self._weights))
