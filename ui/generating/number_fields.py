"""How many footprints: as the generator likes, exactly so many, or from so many to so many."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from icp_footprints.geography.place import Place
from icp_footprints.plan.band import Band


class NumberFields(QGroupBox):
    """Three ways to say it; setting a number chooses the way that it belongs to."""

    changed = Signal()

    def __init__(self, place: Place, band: Band, parent: QWidget) -> None:
        super().__init__("Number of footprints", parent)
        units = len(place.units)
        people = place.ledger(band.ledger).total
        usual = min(units, max(1, round(people / max(1.0, band.middle))))
        # What could be in band by people alone; where nothing could, about as many.
        fitting = band.footprint_counts(people) or range(usual - 1, usual + 2)
        self.free = QRadioButton("&Let the generator choose", self)
        self.exactly = QRadioButton("E&xactly", self)
        self.between = QRadioButton("&Between", self)
        self.free.setChecked(True)
        self.number = self._spin("Number of footprints", usual, units)
        self.fewest = self._spin("Fewest footprints", fitting[0], units)
        self.most = self._spin("Most footprints", fitting[-1], units)
        layout = QVBoxLayout(self)
        layout.addWidget(self.free)
        layout.addLayout(_row(self.exactly, self.number))
        layout.addLayout(_row(self.between, self.fewest, QLabel("and", self), self.most))
        for way, spins in (
            (self.exactly, (self.number,)),
            (self.between, (self.fewest, self.most)),
        ):
            for spin in spins:
                spin.valueChanged.connect(partial(_choose, way))
                spin.valueChanged.connect(self.changed)
        for way in (self.free, self.exactly, self.between):
            way.toggled.connect(self._tell)

    def footprints(self) -> int | tuple[int, int] | None:
        """The number asked for, the fewest and the most, or None for any."""
        if self.exactly.isChecked():
            return self.number.value()
        if self.between.isChecked():
            return self.fewest.value(), self.most.value()
        return None

    def _tell(self, is_on: bool) -> None:
        # One way goes off as another comes on: one change, not two.
        if is_on:
            self.changed.emit()

    def _spin(self, name: str, value: int, most: int) -> QSpinBox:
        spin = QSpinBox(self)
        spin.setRange(1, most)
        spin.setValue(value)
        spin.setAccessibleName(name)
        return spin


def _choose(way: QRadioButton, _: int) -> None:
    way.setChecked(True)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for each in widgets:
        row.addWidget(each)
    row.addStretch(1)
    return row
