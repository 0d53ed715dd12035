from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox

from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.plan.actions import lock
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.target import Target
from tests.grids import place_of, plan_of
from tests.ui.conftest import FIRST_PLAN, GROUND, PCNS
from tests.ui.driver import wait_idle
from ui.dialogs.generate import GenerateDialog
from ui.generating.follow_fields import target_words


@pytest.fixture
def dialog(open_driver, qtbot):
    """The dialog of the small place, with somebody to look into what is possible."""
    document = open_driver.document
    dialog = GenerateDialog(document.place, document.plan, runner=open_driver.session.runner)
    qtbot.addWidget(dialog)
    yield dialog
    dialog.reject()
    wait_idle(open_driver, qtbot)


def of(plan=None, *, qtbot, **more):
    place = place_of(GROUND, layers={"pcn": PCNS}, registered=[1100] * 12)
    dialog = GenerateDialog(place, plan or plan_of(FIRST_PLAN, Band(3000, 5000)), **more)
    qtbot.addWidget(dialog)
    return dialog


def test_a_first_look_says_what_is_possible_at_once(qtbot):
    dialog = of(qtbot=qtbot)
    assert dialog.outlook.text() == (
        "Testham has 12,000 people (Residents): 3 to 4 footprints could all hold 3,000 to 5,000."
    )
    dialog.number.setValue(6)
    assert dialog.fixed_number.isChecked()
    assert "With 6, some would be outside it." in dialog.outlook.text()
    dialog.band_fields.low.setValue(7000)
    dialog.band_fields.high.setValue(8000)
    assert "no number of footprints" in dialog.outlook.text()
    dialog.band_fields.high.setValue(100)
    assert not dialog.generate_button.isEnabled()
    assert "not possible" in dialog.problem_words.text()


def test_the_problem_is_as_set(qtbot):
    dialog = of(qtbot=qtbot)
    dialog.band_fields.preset.setCurrentIndex(1)
    assert (dialog.band_fields.low.value(), dialog.band_fields.high.value()) == (40_000, 60_000)
    dialog.band_fields.low.setValue(2000)
    dialog.band_fields.high.setValue(6000)
    dialog.weights["pcn"].setCurrentIndex(3)
    dialog.band_fields.ledger.setCurrentIndex(1)
    dialog.seed.setValue(7)
    dialog.follow.compactness.word.setCurrentIndex(0)
    problem = dialog.problem()
    assert problem.band == Band(2000, 6000, "registered")
    assert problem.footprints is None
    assert problem.weights == {"pcn": 2.0}
    assert problem.compactness == 0
    assert problem.seed == 7
    assert (problem.start, problem.effort, problem.seconds) == ("empty", 1.0, None)
    dialog.number.setValue(2)
    assert dialog.problem().footprints == 2
    dialog.numbers.most.setValue(5)
    dialog.numbers.fewest.setValue(3)
    assert dialog.problem().footprints == (3, 5)
    dialog.search.seconds.setValue(90)
    assert dialog.problem().seconds == 90
    dialog.search.effort.setCurrentIndex(2)
    assert (dialog.problem().effort, dialog.problem().seconds) == (4.0, None)


def test_a_range_the_wrong_way_round_cannot_be_used(qtbot):
    dialog = of(qtbot=qtbot)
    dialog.numbers.fewest.setValue(6)
    dialog.numbers.most.setValue(4)
    assert not dialog.generate_button.isEnabled()
    assert "wrong way round" in dialog.problem_words.text()


def test_a_weight_in_words_and_as_a_number_are_one(qtbot):
    dialog = of(qtbot=qtbot)
    field = dialog.follow.weights["pcn"]
    assert field.word.currentText() == "As usual"
    field.number.setValue(0.5)
    assert field.word.currentText() == "A little"
    field.number.setValue(0.7)
    assert field.word.currentText() == "My own"
    field.word.setCurrentIndex(0)
    assert field.value() == 0.0


def test_further_bands_and_targets_of_the_plan_go_along(qtbot):
    further, target = Band(3300, 5500, "registered"), Target("pcn", "share", 0.6, "wanted", 2.0)
    plan = replace(
        plan_of(FIRST_PLAN, Band(3000, 5000)), further_bands=(further,), targets=(target,)
    )
    dialog = of(plan, qtbot=qtbot)
    assert dialog.problem().further_bands == (further,)
    assert dialog.problem().targets == (target,)
    words = "PCN: plan share of at least 60 % (wanted, weight 2)"
    assert dialog.follow.target_words.text() == words
    dialog.further_bands[0][1].setChecked(False)
    assert dialog.problem().further_bands == ()


def test_targets_are_changed_by_way_of_their_own_dialog(qtbot):
    wanted = (Target("pcn", "splits", 1),)
    asked = []

    def ask(targets):
        asked.append(targets)
        return wanted

    dialog = of(qtbot=qtbot, ask_targets=ask)
    dialog.follow.targets_button.click()
    assert asked == [()]
    assert dialog.problem().targets == wanted
    assert dialog.follow.target_words.text() == target_words(wanted[0])
    assert target_words(wanted[0]) == "PCN: number of split areas of at most 1 (required)"


def test_locks_are_ticked_as_in_the_plan(qtbot):
    plan = lock(plan_of(FIRST_PLAN, Band(3000, 5000)), ["F02"])
    dialog = of(plan, qtbot=qtbot)
    assert dialog.problem().locked == {"F02"}
    dialog.keep.locks.item(0).setCheckState(Qt.CheckState.Checked)
    assert dialog.problem().locked == {"F01", "F02"}
    dialog.keep.ways["improve"].setChecked(True)
    assert dialog.problem().start == "improve"
    assert dialog.goes_words.text() == ""


def test_a_start_that_the_plan_does_not_allow_says_why(qtbot):
    dialog = of(Plan.empty(12), qtbot=qtbot)
    for start in ("improve", "fill"):
        assert not dialog.keep.ways[start].isEnabled()
        assert dialog.keep.ways[start].accessibleDescription() == "The open plan has no footprints."
    full = of(plan_of("AABB\nAABB\nAABB"), qtbot=qtbot)
    assert full.keep.ways["improve"].isEnabled()
    assert not full.keep.ways["fill"].isEnabled()


def test_lines_of_authorities_are_asked_about_only_where_there_are_several(qtbot):
    assert of(qtbot=qtbot).keep.cross.isHidden()
    codes = ["E06000001", "E06000002"]
    layer = ReferenceLayer.from_lookup("la", [codes[row % 4 > 1] for row in range(12)])
    place = place_of(GROUND, more_layers=(layer,))
    dialog = GenerateDialog(place, Plan.empty(12))
    qtbot.addWidget(dialog)
    dialog.tabs.setCurrentIndex(2)
    dialog.show()
    assert dialog.keep.cross.isVisible()
    dialog.keep.cross.setChecked(True)
    assert dialog.problem().cross_authorities


def test_what_is_possible_is_told_before_anything_is_started(dialog, qtbot):
    dialog.fixed_number.setChecked(True)
    dialog.number.setValue(6)
    qtbot.waitUntil(lambda: "6" in dialog.findings.text() and "✗" in dialog.findings.text())
    assert dialog.findings.text().startswith("✗ No plan can meet all of this.")
    assert "3 to 4 footprints" in dialog.findings.text()
    dialog.free_number.setChecked(True)
    qtbot.waitUntil(lambda: dialog.findings.text().startswith("✓"))
    assert dialog.generate_button.isEnabled()


def test_other_settings_cancel_what_was_looked_into(dialog, qtbot):
    heard = []
    dialog._check.found.connect(heard.append)
    for high in (5000, 6000, 7000, 8000):
        dialog.band_fields.high.setValue(high)
    qtbot.waitUntil(lambda: not dialog._check.is_under_way)
    assert [found.bands[0].high for found in heard] == [8000]


def test_closing_it_looks_no_further(dialog, qtbot):
    dialog.number.setValue(3)
    assert dialog._check.is_under_way
    dialog.reject()
    assert not dialog._check.is_under_way


def test_every_field_has_a_name_and_can_be_reached_by_keys(dialog):
    dialog.show()
    kinds = (QComboBox, QAbstractSpinBox, QAbstractButton)
    for kind in kinds:
        for field in dialog.findChildren(kind):
            if field.parent() and field.parent().metaObject().className() == "QTabBar":
                continue
            assert field.accessibleName() or getattr(field, "text", str)(), field
            if isinstance(field, QAbstractButton) and not field.text():
                continue
            assert field.focusPolicy() & Qt.FocusPolicy.TabFocus, field


def test_a_taller_dialog_shows_more_of_what_is_possible(dialog, qtbot):
    dialog.show()
    before = dialog.findings.parentWidget().height()
    dialog.resize(dialog.width(), dialog.height() + 300)
    qtbot.waitUntil(lambda: dialog.findings.parentWidget().height() >= before + 100)
