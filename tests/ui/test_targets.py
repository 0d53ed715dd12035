from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from icp_footprints.measures.target_result import TargetResult
from icp_footprints.plan.target import Target
from tests.grids import place_of, plan_of
from tests.ui.conftest import FIRST_PLAN, GROUND, PCNS
from ui.dialogs.generate import GenerateDialog
from ui.dialogs.targets import TargetsDialog
from ui.words import target as target_words

GIVEN = (Target("pcn", "share", 1 / 3, "wanted"), Target("ward", "splits", 3))


@pytest.fixture
def dialog(qtbot):
    place = place_of(GROUND, layers={"pcn": PCNS})
    dialog = TargetsDialog(place, replace(plan_of(FIRST_PLAN), targets=GIVEN))
    qtbot.addWidget(dialog)
    return dialog


def test_targets_that_nobody_touches_stay_as_they_are_to_the_last_digit(dialog):
    assert dialog.targets() == GIVEN
    assert dialog.lines[0].threshold.text() == "33.3\u00a0%"
    assert (dialog.lines[0].sign.text(), dialog.lines[1].sign.text()) == ("at least", "at most")


def test_a_target_is_added_changed_and_removed(dialog):
    dialog.add_button.click()
    assert dialog.targets()[2] == Target("pcn", "containment", 0.75, "required")
    line = dialog.lines[2]
    line.threshold.setValue(81.5)
    line.strength.setCurrentIndex(1)
    assert dialog.targets()[2] == Target("pcn", "containment", 0.815, "wanted")
    line.measure.setCurrentIndex(line.measure.findData("pieces"))
    line.threshold.setValue(7)
    assert dialog.targets()[2] == Target("pcn", "pieces", 7, "wanted")
    dialog.lines[0].remove_button.click()
    assert dialog.targets() == (GIVEN[1], Target("pcn", "pieces", 7, "wanted"))


def test_a_figure_that_would_tell_of_a_few_people_is_not_shown():
    target = Target("pcn", "kept_whole", 0.5)
    shown = TargetResult(target, 0.512345, True, None, "registered", 0.51)
    goal = "✓ Met (required): PCN: share of people in areas kept whole of at least 50 % – now"
    assert target_words(shown) == f"{goal} 51.0\u00a0%"
    hidden = replace(shown, printed=None)
    assert target_words(hidden) == f"{goal} a figure that would tell a count of one to four people"


def test_the_same_target_twice_cannot_be_set(dialog):
    dialog.add_button.click()
    dialog.add_button.click()
    second = dialog.lines[3]
    second.measure.setCurrentIndex(second.measure.findData("containment"))
    assert not dialog.set_button.isEnabled()
    assert dialog.problem_words.text() == (
        "More than one target is “PCN: plan containment of at least 75 %”. Keep one of them."
    )
    dialog.lines[2].remove_button.click()
    assert dialog.set_button.isEnabled()


def test_every_field_has_a_name(dialog):
    for number, line in enumerate(dialog.lines, start=1):
        for field in (line.layer, line.measure, line.threshold, line.strength, line.remove_button):
            assert field.accessibleName().startswith(f"Target {number}: ")


def test_setting_targets_is_one_step(open_driver):
    document = open_driver.document

    def answer():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TargetsDialog)
        dialog.add_button.click()
        dialog.set_button.click()

    QTimer.singleShot(0, answer)
    open_driver.window.action(type(open_driver.session.operations.set_targets)).trigger()
    assert document.plan.targets == (Target("pcn", "containment", 0.75),)
    assert document.undo_stack.undoText() == "Set 1 target"
    assert open_driver.window.panels.issues.targets.rowCount() == 1
    document.undo_stack.undo()
    assert document.plan.targets == ()
    assert not open_driver.window.panels.issues.target_list.isVisible()


def test_without_layers_there_is_nothing_to_aim_at(open_driver):
    open_driver.document.open(place_of(GROUND), plan_of(FIRST_PLAN))
    assert "no reference layers" in open_driver.session.operations.set_targets.disabled_reason()


def test_generating_says_that_exceptions_about_footprints_go(open_driver, qtbot):
    from icp_footprints.plan.exception import RecordedException
    from ui.dialogs.generate import _what_goes

    plan = open_driver.document.plan
    assert "exceptions" not in _what_goes(plan)
    agreed = RecordedException("band", "F01", "Homes", "Board", "2026-01-31")
    assert "exceptions" in _what_goes(replace(plan, exceptions=(agreed,)))
    qtbot.addWidget(GenerateDialog(open_driver.document.place, plan))


def test_what_is_added_is_no_target_yet(qtbot):
    place = place_of(GROUND, layers={"pcn": PCNS, "ward": GROUND})
    given = (Target("pcn", "containment", 0.75), Target("ward", "containment", 0.6))
    dialog = TargetsDialog(place, replace(plan_of(FIRST_PLAN), targets=given))
    qtbot.addWidget(dialog)
    for _ in range(12):
        dialog.add_button.click()
        assert dialog.set_button.isEnabled()
        assert dialog.problem_words.text() == ""
    added = [(each.layer, each.measure) for each in dialog.targets()[2:]]
    assert added[:3] == [("pcn", "share"), ("ward", "share"), ("pcn", "coterminosity")]
    assert len(set(added)) == 12
    # Nothing new is left: the first again, and the words say so.
    dialog.add_button.click()
    assert not dialog.set_button.isEnabled()
