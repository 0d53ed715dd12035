"""How long to search, and which of many equal searches to make."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from icp_footprints.partition.problem_checks import MOST_EFFORT
from ui.plain_label import plain_label

LARGEST_SEED = 999_999
MOST_SECONDS = 86_400
EFFORTS = (
    ("A quick look", 0.25),
    ("As usual", 1.0),
    ("Thorough: four times as long", 4.0),
    ("Very thorough: sixteen times as long", 16.0),
)
USUAL_SECONDS = 30


class SearchFields(QWidget):
    """Effort, which gives the same plan again, or a time, which may not; and the variation."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.by_effort = QRadioButton("By &effort", self)
        self.by_time = QRadioButton("By &time", self)
        self.by_effort.setChecked(True)
        self.effort = QComboBox(self)
        for title, effort in EFFORTS:
            self.effort.addItem(title, min(effort, MOST_EFFORT))
        self.effort.setCurrentIndex(1)
        self.effort.setAccessibleName("Effort")
        self.seconds = QDoubleSpinBox(self)
        self.seconds.setRange(1, MOST_SECONDS)
        self.seconds.setDecimals(0)
        self.seconds.setValue(USUAL_SECONDS)
        self.seconds.setSuffix(" seconds")
        self.seconds.setAccessibleName("Seconds to search")
        self.seed = QSpinBox(self)
        self.seed.setRange(0, LARGEST_SEED)
        self.seed.setValue(1)
        self.seed.setAccessibleName("Variation")
        form = QFormLayout()
        form.addRow(self.by_effort, self.effort)
        form.addRow(self.by_time, self.seconds)
        row = QHBoxLayout()
        row.addWidget(self.seed)
        hint = "Another number gives another plan; the same one gives it again."
        row.addWidget(plain_label(hint, self), 1)
        form.addRow("&Variation", row)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        note = "Where the time ends a search, the same variation may not give the same plan again."
        layout.addWidget(plain_label(note, self))
        layout.addStretch(1)
        self.effort.currentIndexChanged.connect(self._want_effort)
        self.seconds.valueChanged.connect(self._want_time)

    def chosen_effort(self) -> float:
        """How long each search is, 1 being the usual."""
        return float(self.effort.currentData()) if self.by_effort.isChecked() else 1.0

    def chosen_seconds(self) -> float | None:
        """How long to search in all; None where effort says it."""
        return self.seconds.value() if self.by_time.isChecked() else None

    def _want_effort(self) -> None:
        """Who sets an effort wants that."""
        self.by_effort.setChecked(True)

    def _want_time(self) -> None:
        """Who sets a time wants that."""
        self.by_time.setChecked(True)
