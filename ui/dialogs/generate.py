"""What to generate: how many footprints, of how many people, following which areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGroupBox,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from icp_footprints.errors import FootprintsError
from icp_footprints.geography.place import Place
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Plan
from ui import words
from ui.band_fields import BandFields, outlook
from ui.generating.feasibility_check import FeasibilityCheck
from ui.generating.feasibility_words import LOOKING, feasibility_words
from ui.generating.follow_fields import AskTargets, FollowFields
from ui.generating.keep_fields import KeepFields
from ui.generating.number_fields import NumberFields
from ui.generating.search_fields import SearchFields
from ui.help_key import add_help_key
from ui.plain_label import plain_label
from ui.tasks.runner import Runner

if TYPE_CHECKING:
    from icp_footprints.partition.feasibility.feasibility import Feasibility
    from icp_footprints.partition.problem import Problem

WIDTH_PX, HEIGHT_PX = 620, 700
LEAST_FINDINGS_PX = 150
TABS_STRETCH, FINDINGS_STRETCH = 5, 4


class GenerateDialog(QDialog):
    """Says in words what is possible while the settings are chosen.

    Parameters
    ----------
    place, plan
        What is planned, and the plan whose bands, targets and locks are shown first.
    runner
        Looks into what is possible beside the dialog; without it only a first look is told.
    ask_targets
        Lets the user change targets.
    title, verb
        What is to be made of the settings.
    """

    def __init__(
        self,
        place: Place,
        plan: Plan,
        parent: QWidget | None = None,
        *,
        runner: Runner | None = None,
        ask_targets: AskTargets | None = None,
        title: str = "Generate a plan",
        verb: str = "&Generate",
    ) -> None:
        super().__init__(parent)
        self._place, self._plan = place, plan
        self._check = FeasibilityCheck(runner, self) if runner else None
        self.setWindowTitle(title)
        add_help_key(self, "generate")
        self.resize(WIDTH_PX, HEIGHT_PX)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        if place.notice:
            layout.addWidget(plain_label(place.notice, self))
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName("Settings")
        self._fill_tabs(ask_targets)
        layout.addWidget(self.tabs, TABS_STRETCH)
        layout.addWidget(self._findings_box(), FINDINGS_STRETCH)
        self.goes_words = plain_label(_what_goes(plan), self)
        layout.addWidget(self.goes_words)
        layout.addWidget(self._buttons(verb))
        self._listen()
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
        has_base = bool(plan.footprints)
        return Problem(
            place=self._place,
            band=band,
            footprints=self.numbers.footprints(),
            weights={name: field.value() for name, field in self.follow.weights.items()},
            seed=self.seed.value(),
            seconds=self.search.chosen_seconds(),
            effort=self.search.chosen_effort(),
            compactness=self.follow.compactness.value(),
            further_bands=tuple(
                each
                for each, box in self.further_bands
                if box.isChecked() and each.ledger != band.ledger
            ),
            targets=self.follow.targets,
            base=plan if has_base else None,
            start=self.keep.start,
            locked=self.keep.locked,
            cross_authorities=self.keep.cross.isChecked(),
        )

    def done(self, result: int) -> None:
        if self._check is not None:
            self._check.stop()
        super().done(result)

    # --- building ---

    def _fill_tabs(self, ask_targets: AskTargets | None) -> None:
        place, plan = self._place, self._plan
        self.band_fields = BandFields(place, plan.band, self)
        self.band_fields.preset.setAccessibleName("Usual sizes")
        self.band_fields.ledger.setAccessibleName("Count people as")
        self.numbers = NumberFields(place, plan.band, self)
        self.follow = FollowFields(place, plan.targets, ask_targets, self)
        self.keep = KeepFields(place, plan, self)
        self.search = SearchFields(self)
        self.number, self.seed = self.numbers.number, self.search.seed
        self.free_number, self.fixed_number = self.numbers.free, self.numbers.exactly
        self.weights = {name: field.word for name, field in self.follow.weights.items()}
        sizes = QWidget(self)
        column = QVBoxLayout(sizes)
        column.addWidget(self.band_fields)
        column.addWidget(self._further_box())
        column.addWidget(self.numbers)
        column.addStretch(1)
        for title, page in (
            ("&Footprints", sizes),
            ("F&ollow", self.follow),
            ("&Keep", self.keep),
            ("&Search", self.search),
        ):
            self.tabs.addTab(_scrolling(page), title)

    def _further_box(self) -> QGroupBox:
        box = QGroupBox("Bands that hold at the same time", self)
        column = QVBoxLayout(box)
        self.further_bands: list[tuple[Band, QCheckBox]] = []
        for band in self._plan.further_bands:
            label = self._place.ledger(band.ledger).label or band.ledger
            tick = QCheckBox(words.menu_text(f"{label} from {band.words()}"), box)
            tick.setChecked(True)
            tick.toggled.connect(self._follow)
            column.addWidget(tick)
            self.further_bands.append((band, tick))
        box.setVisible(bool(self.further_bands))
        return box

    def _findings_box(self) -> QGroupBox:
        box = QGroupBox("What is possible", self)
        self.outlook = plain_label("", box)
        self.findings = plain_label("", box)
        self.problem_words = plain_label("", box)
        for label in (self.outlook, self.findings):
            label.setAccessibleName("What is possible")
        inner = QWidget(box)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        for label in (self.problem_words, self.outlook, self.findings):
            column.addWidget(label)
        column.addStretch(1)
        scroll = _scrolling(inner)
        scroll.setMinimumHeight(LEAST_FINDINGS_PX)
        layout = QVBoxLayout(box)
        layout.addWidget(scroll)
        return box

    def _buttons(self, verb: str) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.generate_button = buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        self.generate_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _listen(self) -> None:
        for part in (self.band_fields, self.numbers, self.follow, self.keep):
            part.changed.connect(self._follow)
        if self._check is not None:
            self._check.found.connect(self._show_findings)
            self._check.failed.connect(self.findings.setText)

    # --- following the fields ---

    def _follow(self) -> None:
        """Say what the settings allow, and whether they can be used."""
        self.outlook.setText("")
        problem = None
        try:
            band = self.band_fields.band()
            self._follow_band(band)
            self.outlook.setText(self._outlook(band))
            problem = self.problem()
        except FootprintsError as fault:
            self.problem_words.setText(f"✗ {fault}")
        else:
            self.problem_words.setText("")
        self.problem_words.setVisible(problem is None)
        self.outlook.setVisible(bool(self.outlook.text()))
        self.generate_button.setEnabled(problem is not None)
        self.goes_words.setText(_what_goes(self._plan) if self.keep.start == "empty" else "")
        self.goes_words.setVisible(bool(self.goes_words.text()))
        self._look_into(problem)

    def _follow_band(self, band: Band) -> None:
        for each, tick in self.further_bands:
            tick.setVisible(each.ledger != band.ledger)

    def _look_into(self, problem: Problem | None) -> None:
        self.findings.setText("")
        if self._check is None:
            return
        if problem is None:
            self._check.stop()
        else:
            self.findings.setText(LOOKING)
            self._check.ask(problem)

    def _show_findings(self, found: Feasibility) -> None:
        # It says what the first look says, and more.
        self.outlook.hide()
        self.outlook.setText("")
        self.findings.setText(feasibility_words(found))

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
    if not plan.footprints:
        return ""
    lost = (
        ""
        if not any(each.is_about_a_footprint for each in plan.exceptions)
        else (", and exceptions recorded for its footprints go with it")
    )
    return f"The new plan would replace the one on screen{lost}. You see it before you take it."


def _scrolling(page: QWidget) -> QScrollArea:
    """A page that can be scrolled where large letters leave it too little room."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setWidget(page)
    return area
