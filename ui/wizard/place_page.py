"""Third page: which of the units, what the place is called, and how large footprints are."""

from __future__ import annotations

from itertools import chain

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
    QWizardPage,
)

from icp_footprints.errors import FootprintsError
from icp_footprints.geography.ledger import RESIDENT
from icp_footprints.plan.band import Band
from ui.band_fields import (
    OWN_BAND,
    PRESETS,
    FurtherBand,
    from_to,
    people_spin,
    preset_of,
)
from ui.plain_label import plain_label
from ui.wizard.answers import Answer
from ui.wizard.look import Region
from ui.wizard.reading import PlaceAnswers

ALL_UNITS = "Every unit of the file"
LEDGERS = ((RESIDENT, "Residents"), ("registered", "Registered patients"))
MOST_NAMED = 3
NO_NAME = "Give the place a name: the files do not say what it is called."
NAME_PROMPT = "Such as the name of the borough"


class PlacePage(QWizardPage):
    """Everything has a value to begin with, but for which areas of a larger file to plan."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle("The place")
        self.setSubTitle("Which area to plan, what it is called, and how large footprints are.")
        self._regions: tuple[Region, ...] = ()
        self._units = ""
        self._is_named = False
        self.kind = QComboBox(self)
        self.kind.setAccessibleName("What to plan")
        self.kind.setToolTip("Plan the whole file, or only some of the areas in it.")
        self.find_area = QLineEdit(self)
        self.find_area.setPlaceholderText("Find an area")
        self.find_area.setAccessibleName("Find an area")
        self.find_area.setClearButtonEnabled(True)
        self.areas = QListWidget(self)
        self.areas.setAccessibleName("Areas to plan. Space ticks one")
        self.name = QLineEdit(self)
        self.name.setToolTip("As it will stand in titles and reports.")
        self.low = people_spin(PRESETS[0][1], "Fewest people", self)
        self.high = people_spin(PRESETS[0][2], "Most people", self)
        self.preset = QComboBox(self)
        for title, low, high in PRESETS:
            self.preset.addItem(title, (low, high))
        self.preset.addItem(OWN_BAND, None)
        self.preset.setToolTip("The usual sizes; change the numbers below as you like.")
        self.ledger = QComboBox(self)
        self.ledger.setToolTip("Whose numbers have to be within the band.")
        usual = Band(*PRESETS[0][1:])
        self.further = {key: FurtherBand(key, title, None, usual, self) for key, title in LEDGERS}
        self.allow_empty = QCheckBox("&Accept units where nobody lives", self)
        self.allow_islands = QCheckBox("Accept units that touch no &other, such as islands", self)
        self.status = plain_label("", self)
        self.status.setAccessibleName("What is still missing")
        self._lay_out()
        self._connect()

    def show_answers(self, answers: tuple[Answer, ...]) -> None:
        """Offer the areas of the file of units, and the ledgers that the files give."""
        units = next((each for each in answers if "units" in each.kinds), None)
        has_registered = any("registrations" in each.kinds for each in answers)
        chosen = str(self.ledger.currentData() or RESIDENT)
        self.ledger.clear()
        for key, title in LEDGERS if has_registered else LEDGERS[:1]:
            self.ledger.addItem(title, key)
        self.ledger.setCurrentIndex(max(0, self.ledger.findData(chosen)))
        self._show_further()
        source = units.look.source if units else ""
        if source == self._units:
            return
        self._units = source
        self._regions = units.look.regions if units else ()
        self.kind.clear()
        self.kind.addItem(ALL_UNITS, None)
        for each in self._regions:
            self.kind.addItem(f"By {each.geography}", each)
        several = next((n for n, each in enumerate(self._regions) if len(each.areas) > 1), None)
        self.kind.setCurrentIndex(0 if several is None else several + 1)
        self._show_areas()

    def place_answers(self) -> PlaceAnswers:
        """What the user said of the place."""
        region = self._region()
        codes = tuple(self._ticked())
        where = {region.column: codes} if region is not None and codes else {}
        return PlaceAnswers(
            name=self.name.text(),
            where=where,
            bands=self._bands(),
            allow_empty=self.allow_empty.isChecked(),
            allow_islands=self.allow_islands.isChecked(),
        )

    def isComplete(self) -> bool:  # noqa: N802 - Qt calls it so
        return not self._obstacle()

    def _obstacle(self) -> str:
        region = self._region()
        is_nameless = not self.name.text().strip() and not self._has_name_in_files()
        if is_nameless and (region is None or self._ticked()):
            return NO_NAME
        if region is not None and not self._ticked():
            return f"Tick the {region.geography} to plan, or choose “{ALL_UNITS}”."
        try:
            self._bands()
        except FootprintsError as error:
            return str(error)
        return ""

    def _bands(self) -> tuple[Band, ...]:
        """The bands as set, the foremost first."""
        ledger = str(self.ledger.currentData() or RESIDENT)
        offered = [self.ledger.itemData(row) for row in range(self.ledger.count())]
        others = [
            self.further[key].band()
            for key in offered
            if key != ledger and self.further[key].has_band.isChecked()
        ]
        return (Band(self.low.value(), self.high.value(), ledger), *others)

    def _show_further(self) -> None:
        """A band beside the foremost one, on each other ledger that the files give."""
        ledger = self.ledger.currentData()
        offered = {self.ledger.itemData(row) for row in range(self.ledger.count())}
        for key, each in self.further.items():
            each.show_row(key in offered and key != ledger)
        self._follow()

    def _has_name_in_files(self) -> bool:
        """Whether some kind of area gives all the units one name, as for one authority."""
        return any(len(each.areas) == 1 for each in self._regions)

    def _region(self) -> Region | None:
        held = self.kind.currentData()
        return held if isinstance(held, Region) else None

    def _items(self) -> list[QListWidgetItem]:
        return [self.areas.item(row) for row in range(self.areas.count())]

    def _ticked(self) -> dict[str, str]:
        """Name of each ticked area by its code."""
        return {
            str(item.data(Qt.ItemDataRole.UserRole)): item.text()
            for item in self._items()
            if item.checkState() == Qt.CheckState.Checked
        }

    def _lay_out(self) -> None:
        which = QGroupBox("Which units", self)
        rows = QFormLayout(which)
        rows.addRow("&Plan", self.kind)
        rows.addRow(self.find_area)
        rows.addRow(self.areas)
        size = QGroupBox("People in each footprint", self)
        form = QFormLayout(size)
        form.addRow("&Usual sizes", self.preset)
        label = plain_label("From", size, wraps=False)
        form.addRow(label, from_to(self.low, self.high, size))
        form.addRow("&Count people as", self.ledger)
        for each in self.further.values():
            form.addRow(each.has_band, each.numbers)
        layout = QVBoxLayout(self)
        name = QFormLayout()
        name.addRow("Na&me of the place", self.name)
        layout.addWidget(which, 1)
        layout.addLayout(name)
        layout.addWidget(size)
        layout.addWidget(self.allow_empty)
        layout.addWidget(self.allow_islands)
        layout.addWidget(self.status)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._show_areas)
        self.areas.itemChanged.connect(self._follow)
        self.find_area.textChanged.connect(self._filter)
        self.preset.activated.connect(self._take_preset)
        self.ledger.currentIndexChanged.connect(self._show_further)
        fields = [(self.low, self.high), *((each.low, each.high) for each in self.further.values())]
        for spin in chain.from_iterable(fields):
            spin.valueChanged.connect(self._follow)
        for each in self.further.values():
            each.has_band.toggled.connect(self._follow)
        self.name.textEdited.connect(self._take_name)

    def _show_areas(self) -> None:
        region = self._region()
        self.areas.blockSignals(True)
        self.areas.clear()
        for code, name in region.areas if region else ():
            item = QListWidgetItem(name, self.areas)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_only = region is not None and len(region.areas) == 1
            item.setCheckState(Qt.CheckState.Checked if is_only else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, code)
        if self.areas.count():
            self.areas.setCurrentRow(0)
        self.areas.blockSignals(False)
        for widget in (self.areas, self.find_area):
            widget.setVisible(region is not None)
        self._filter(self.find_area.text())
        self._follow()

    def _filter(self, text: str) -> None:
        for item in self._items():
            item.setHidden(text.casefold() not in item.text().casefold())

    def _take_preset(self) -> None:
        band = self.preset.currentData()
        if band is not None:
            low, high = band
            self.low.setValue(low)
            self.high.setValue(high)

    def _take_name(self, text: str) -> None:
        self._is_named = bool(text.strip())
        self._follow()

    def _follow(self) -> None:
        """Call the place by the areas ticked, until the user calls it something else."""
        names = list(self._ticked().values())
        if not self._is_named:
            self.name.setText(" and ".join(names) if len(names) <= MOST_NAMED else "")
            is_known = self._has_name_in_files()
            self.name.setPlaceholderText("Taken from the files" if is_known else NAME_PROMPT)
        # Picking from the list alone sets numbers: this only names those that are set.
        self.preset.setCurrentIndex(preset_of(self.low.value(), self.high.value()))
        self.status.setText(self._obstacle())
        self.completeChanged.emit()
