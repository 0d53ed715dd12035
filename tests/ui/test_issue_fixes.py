"""Issues: limited, stepped through, and fixed by a change that is shown before it is taken."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu

from icp_footprints.checks.check import check
from icp_footprints.plan.actions import assign, create, lock
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.target import Target
from icp_footprints.progress import Progress
from tests.grids import drawn, place_of, plan_of
from tests.ui.driver import LEFT, wait_idle
from ui.operations.issue_fixes import fixes_for, no_fix_reason

FAIL = QAbstractItemModelTester.FailureReportingMode.Warning
ART = "AAAB\nAABB\nBBBB"
BAND = Band(4000, 8000)


def issue_of(place, plan, rule):
    return next(each for each in check(place, plan) if each.rule == rule)


def titles(plan, issue):
    return [fix.title for fix in fixes_for(plan, issue)]


def fixed(place, plan, rule, number=0):
    """What a fix of the first issue of a rule makes of a plan."""
    fix = fixes_for(plan, issue_of(place, plan, rule))[number]
    return fix.work(place, plan, Progress())


def test_stray_parts_of_one_footprint_are_repaired_and_those_of_others_stay():
    art = "AAAABBBB\nAAAABBBB\nBAAAABBA"
    place, plan = place_of(art), plan_of(art, Band(1000, 20_000))
    assert titles(plan, issue_of(place, plan, "contiguity")) == ["Repair A"]
    change = fixed(place, plan, "contiguity")
    assert drawn(change.after, art) == "AAAABBBB\nAAAABBBB\nBAAAABBB"
    assert change.before is plan


def test_a_footprint_over_band_is_rebalanced_with_those_beside_it():
    art = "AAAAAABB\nAAAAAABB"
    place, plan = place_of(art), plan_of(art, Band(7000, 9000))
    assert titles(plan, issue_of(place, plan, "band")) == ["Rebalance A", "Fix with least change"]
    for number in (0, 1):
        after = fixed(place, plan, "band", number).after
        sizes = np.bincount(after.assignment)
        assert sizes.tolist() in ([9, 7], [8, 8], [7, 9])
        assert not [each for each in check(place, after) if each.rule == "band"]


def test_unassigned_units_are_finished_or_filled():
    art = "AABB\nAABB\n.A.B"
    place, plan = place_of(art), plan_of(art, Band(3000, 9000))
    assert titles(plan, issue_of(place, plan, "coverage")) == ["Finish the plan", "Fill gaps"]
    for number in (0, 1):
        change = fixed(place, plan, "coverage", number)
        assert not len(change.after.unassigned_rows)
        held = plan.assignment >= 0
        assert (change.after.assignment[held] == plan.assignment[held]).all()
        assert change.people_assigned == 2000
    # Filling is what the action does: each unit to the footprint it borders most.
    assert drawn(fixed(place, plan, "coverage", 1).after, art) == "AABB\nAABB\nAABB"


def test_an_empty_footprint_is_deleted():
    place, plan = place_of("AB"), create(plan_of("AB"), name="Nobody's")
    issue = next(each for each in check(place, plan) if each.words.startswith("Nobody's"))
    change = fixes_for(plan, issue)[0].work(place, plan, Progress())
    assert [each.name for each in change.after.footprints] == ["A", "B"]
    assert not change.is_empty


def test_a_target_that_is_missed_is_met_with_least_change_where_it_is_required():
    place = place_of("ABAB\nABAB", layers={"pcn": "ppqq\nppqq"})
    required = replace(
        plan_of("ABAB\nABAB", Band(3000, 5000)), targets=(Target("pcn", "share", 0.9),)
    )
    issue = issue_of(place, required, "target")
    assert titles(required, issue) == ["Fix with least change", "Improve the plan"]
    wanted = replace(required, targets=(Target("pcn", "share", 0.9, "wanted"),))
    assert titles(wanted, issue_of(place, wanted, "target")) == ["Improve the plan"]
    after = fixed(place, required, "target").after
    assert not [each for each in check(place, after) if each.rule == "target"]
    assert drawn(after, "ABAB\nABAB") in ("AABB\nAABB", "BBAA\nBBAA")


@pytest.mark.parametrize(
    ("plan", "rule", "why"),
    [
        (lock(plan_of(ART, BAND), ["F01"]), "band", "A is locked"),
        (lock(plan_of("AAAB\nAABA\nBBBB", BAND), ["F01"]), "contiguity", "A is locked"),
        (Plan.empty(12), "coverage", "no footprints yet"),
        (Plan.empty(12), "empty", "no footprints yet"),
    ],
)
def test_where_there_is_no_fix_it_says_why(plan, rule, why):
    place = place_of(ART, 1500)
    tight = replace(plan, band=Band(1000, 5000))
    issue = issue_of(place, tight, rule)
    assert fixes_for(tight, issue) == ()
    assert why in no_fix_reason(tight, issue)


def test_an_accepted_issue_needs_no_fix():
    place, plan = place_of(ART, 1500), plan_of(ART, BAND)
    issue = replace(issue_of(place, plan, "band"), severity="accepted")
    assert "accepted" in no_fix_reason(plan, issue)


# --- in the window ---


def issues(driver, qtbot):
    panel = driver.window.panels.issues
    qtbot.waitUntil(lambda: panel.model.is_current)
    return panel


def choose(driver, qtbot, rule):
    panel = issues(driver, qtbot)
    issue = next(each for each in panel.model.issues if each.rule == rule)
    panel.list.setCurrentIndex(panel.model.index(panel.model.row_of(issue)))
    return panel


def shown_change(driver, qtbot):
    qtbot.waitUntil(lambda: driver.session.generator.preview.proposal is not None, timeout=60_000)
    return driver.session.generator.preview.proposal


def test_a_button_shows_the_fix_and_taking_it_is_one_step(open_driver, qtbot):
    document = open_driver.document
    before = document.plan
    panel = choose(open_driver, qtbot, "coverage")
    buttons = [each for each in panel.bar.fix_buttons if each.isVisible()]
    assert [each.text() for each in buttons] == ["Finish the plan", "Fill gaps"]
    qtbot.mouseClick(buttons[1], LEFT)
    proposal = shown_change(open_driver, qtbot)
    assert proposal.change.people_assigned == 3000
    assert document.plan is before
    # While it is shown nothing else can change the plan, and the buttons say so.
    assert not buttons[0].isEnabled()
    assert buttons[0].accessibleDescription() == document.held_reason
    assert open_driver.session.generator.preview.take()
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Fill gaps"
    assert not len(document.plan.unassigned_rows)
    wait_idle(open_driver, qtbot)
    document.undo_stack.undo()
    assert document.plan is before


def test_by_keys_a_menu_offers_the_fixes_by_number(open_driver, qtbot):
    document = open_driver.document
    choose(open_driver, qtbot, "coverage")
    open_driver.window.action(type(open_driver.session.operations.fix_issue)).trigger()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [each.text() for each in menu.actions()] == ["&1  Finish the plan", "&2  Fill gaps"]
    qtbot.keyClick(menu, Qt.Key.Key_2)
    assert shown_change(open_driver, qtbot).title == "Fill gaps"
    open_driver.session.generator.preview.discard()
    assert document.undo_stack.count() == 0
    assert document.held_reason == ""


def test_a_search_goes_on_off_the_windows_thread_and_is_shown(open_driver, qtbot):
    panel = choose(open_driver, qtbot, "band")
    assert panel.bar.fix_buttons[0].text() == "Rebalance A"
    panel.bar.fix_buttons[0].click()
    assert open_driver.document.held_reason
    change = shown_change(open_driver, qtbot).change
    assert change.verb == "rebalance"
    sizes = np.bincount(change.after.assignment[change.after.assignment >= 0])
    assert sorted(sizes.tolist()) == [4, 5]
    open_driver.session.generator.preview.discard()
    wait_idle(open_driver, qtbot)


def test_without_a_chosen_issue_there_is_nothing_to_fix(open_driver, qtbot):
    panel, fix = issues(open_driver, qtbot), open_driver.session.operations.fix_issue
    open_driver.document.choose_issue(None)
    assert "Choose an issue" in fix.reason_now()
    assert "Choose an issue" in panel.bar.reason.text()
    assert not any(each.isVisible() for each in panel.bar.fix_buttons)


def test_issues_are_limited_by_severity_and_come_back_when_one_is_stepped_to(open_driver, qtbot):
    document = open_driver.document
    plan = replace(document.plan, targets=(Target("pcn", "containment", 1.0, "wanted"),))
    document.apply(plan, "Targets")
    panel = issues(open_driver, qtbot)
    tester = QAbstractItemModelTester(panel.model, FAIL)
    texts = [panel.filter.itemText(number) for number in range(panel.filter.count())]
    counts = panel.model.counts()
    assert texts[0] == f"All ({len(panel.model.issues)})"
    assert texts[1:] == [
        f"To put right ({counts['required']})",
        f"Advice ({counts['advice']})",
        "Accepted (0)",
    ]
    assert counts["advice"] == 1
    panel.filter.setFocus()
    qtbot.keyClick(panel.filter, Qt.Key.Key_Down)
    qtbot.keyClick(panel.filter, Qt.Key.Key_Down)
    rows = [panel.model.issue_at(row) for row in range(panel.model.rowCount())]
    assert [each.severity for each in rows if each] == ["advice"]
    required = next(each for each in panel.model.issues if each.severity == "required")
    document.choose_issue(required)
    assert panel.model.issue_at(panel.list.currentIndex().row()) == required
    assert panel.filter.currentIndex() == 0
    assert tester is not None


def test_the_chosen_issue_stays_chosen_while_its_figures_change(open_driver, qtbot):
    document = open_driver.document
    panel = choose(open_driver, qtbot, "coverage")
    before = document.chosen_issue
    document.apply(assign(document.plan, np.array([3]), "F02"), "Give one")
    issues(open_driver, qtbot)
    after = document.chosen_issue
    assert before is not None
    assert after is not None
    assert (after.rule, after.words) != (before.rule, before.words)
    assert panel.model.issue_at(panel.list.currentIndex().row()) == after
    document.apply(assign(document.plan, np.array([7, 11]), "F02"), "Give the rest")
    issues(open_driver, qtbot)
    assert document.chosen_issue is None


def test_the_arrows_go_from_issue_to_issue(open_driver, qtbot):
    panel = issues(open_driver, qtbot)
    back, on = panel.step_buttons
    found = panel.model.issues
    for expected in (*found, found[0]):
        qtbot.mouseClick(on, LEFT)
        assert open_driver.document.chosen_issue == expected
        assert panel.model.issue_at(panel.list.currentIndex().row()) == expected
    qtbot.mouseClick(back, LEFT)
    assert open_driver.document.chosen_issue == found[-1]
    assert back.accessibleName() == "Previous issue"
