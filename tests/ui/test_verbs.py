"""Each verb on a drawn plan: why it cannot be done, and what it does by menu and by Enter."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from icp_footprints.measures.scorecard import scorecard
from icp_footprints.plan.actions import lock
from icp_footprints.plan.band import Band
from icp_footprints.plan.contiguity import footprint_parts
from icp_footprints.plan.plan import UNASSIGNED, Plan
from tests.grids import drawn, place_of, plan_of
from tests.ui.conftest import GROUND, PCNS
from tests.ui.driver import wait_idle
from ui.operations.finish import Finish
from ui.operations.improve import Improve
from ui.operations.least_change import LeastChange
from ui.operations.rebalance import Rebalance
from ui.operations.repair import Repair

IN_PARTS = "ABBA\nABBB\nABBB"
UNEVEN = "AAAB\nAAAB\nAAAB"


def open_plan(driver, art, low=4000, high=8000):
    place = place_of(GROUND, layers={"pcn": PCNS})
    driver.document.open(place, plan_of(art, Band(low, high)))


def do(driver, qtbot, verb):
    """Choose the verb, wait for what it finds, and take it with the Enter key."""
    driver.window.action(verb).trigger()
    assert driver.session.progress_strip.isVisible()
    wait_idle(driver, qtbot)
    assert driver.messages.errors == []
    assert driver.session.generator.preview.proposal is not None
    driver.map.setFocus()
    qtbot.keyClick(driver.map, Qt.Key.Key_Return)
    assert driver.document.undo_stack.count() == 1
    return driver.document.plan


def reason(driver, verb):
    action = driver.window.action(verb)
    assert action.isEnabled() == (not action.operation.disabled_reason())
    return action.operation.disabled_reason()


def test_repair_puts_every_footprint_in_one_part(open_driver, qtbot):
    open_plan(open_driver, UNEVEN)
    assert reason(open_driver, Repair) == "Every footprint is in one part."
    open_plan(open_driver, IN_PARTS)
    plan = do(open_driver, qtbot, Repair)
    assert drawn(plan, GROUND) == "ABBB\nABBB\nABBB"
    assert open_driver.document.undo_stack.undoText() == "Repair footprints in parts"


def test_finish_assigns_the_rest_and_moves_nothing_else(open_driver, qtbot):
    open_plan(open_driver, UNEVEN)
    assert reason(open_driver, Finish) == "Every unit is in a footprint."
    open_plan(open_driver, "AAB.\nAAB.\nAAB.")
    before = open_driver.document.plan
    plan = do(open_driver, qtbot, Finish)
    assert not len(plan.unassigned_rows)
    kept = before.assignment >= 0
    assert np.array_equal(plan.assignment[kept], before.assignment[kept])


def test_least_change_meets_the_band_with_the_fewest_people(open_driver, qtbot):
    open_plan(open_driver, "AABB\nAABB\nAABB")
    assert reason(open_driver, LeastChange) == "Every band and required target is met."
    open_plan(open_driver, UNEVEN, 4000, 8000)
    before = open_driver.document.plan
    plan = do(open_driver, qtbot, LeastChange)
    # B has 3,000 of the 4,000 it needs, and a unit is 1,000.
    assert (plan.assignment != before.assignment).sum() == 1
    assert all(each.band == "in" for each in scorecard(open_driver.document.place, plan).footprints)


def test_improve_never_lowers_the_score(open_driver, qtbot):
    open_plan(open_driver, "AAAA\nAAAB\nBBBB", 5000, 7000)
    plan = do(open_driver, qtbot, Improve)
    place = open_driver.document.place
    assert scorecard(place, plan).layer("pcn").plan_share == 1.0
    assert all(len(parts) == 1 for parts in footprint_parts(place.adjacency, plan))


def test_rebalance_takes_the_active_footprint_and_those_beside_it(open_driver, qtbot):
    open_plan(open_driver, "AAAB\nAAAB\nCCCB", 3000, 5000)
    document = open_driver.document
    document.activate("F02")
    rebalance = open_driver.session.operations.rebalance
    assert rebalance.footprint_ids() == ("F01", "F02", "F03")
    document.choose_footprints(["F01", "F03"])
    assert rebalance.footprint_ids() == ("F01", "F03")
    assert rebalance.text() == "Re&balance 2 footprints"
    before = document.plan
    plan = do(open_driver, qtbot, Rebalance)
    assert np.array_equal(plan.rows("F02"), before.rows("F02"))
    people = [each.people["resident"] for each in scorecard(document.place, plan).footprints]
    assert all(3000 <= count <= 5000 for count in people)


def test_rebalance_says_why_it_cannot(open_driver):
    open_plan(open_driver, "AABB\nAABB\nAABB")
    document = open_driver.document
    document.choose_footprints(["F01"])
    document.activate(None)
    assert reason(open_driver, Rebalance) == "Choose a footprint in the table first."
    document.activate("F01")
    assert reason(open_driver, Rebalance) == ""
    document.apply(lock(document.plan, ["F02"]), "Lock B")
    assert reason(open_driver, Rebalance) == (
        "No footprint beside this one can exchange units with it."
    )
    document.activate("F02")
    assert reason(open_driver, Rebalance) == "This footprint is locked. Unlock it first."


@pytest.mark.parametrize("verb", [Repair, Finish, Improve, LeastChange, Rebalance])
def test_without_footprints_each_says_so(open_driver, verb):
    document = open_driver.document
    document.open(document.place, Plan.empty(12))
    assert reason(open_driver, verb) == "The plan has no footprints yet."


@pytest.mark.parametrize("verb", [Repair, Improve, LeastChange])
def test_with_footprints_that_hold_nothing_each_says_so(open_driver, verb):
    document = open_driver.document
    empty = replace(document.plan, assignment=np.full(12, UNASSIGNED, dtype=np.int16))
    document.open(document.place, empty)
    assert reason(open_driver, verb) == "No unit is in a footprint yet."


@pytest.mark.parametrize("verb", [Improve, LeastChange])
def test_cancelling_in_the_first_millisecond_changes_nothing(open_driver, qtbot, verb):
    open_plan(open_driver, UNEVEN)
    before = open_driver.document.plan
    open_driver.window.action(verb).trigger()
    open_driver.session.progress_strip.cancel_button.click()
    wait_idle(open_driver, qtbot)
    assert open_driver.document.plan is before
    assert open_driver.document.held_reason == ""
    assert open_driver.messages.errors == []


def test_where_nothing_is_better_it_says_so(open_driver, qtbot):
    open_plan(open_driver, "AABB\nAABB\nAABB", 5000, 7000)
    open_driver.window.action(Improve).trigger()
    wait_idle(open_driver, qtbot)
    assert not open_driver.session.preview_bar.isVisible()
    assert open_driver.document.held_reason == ""
    assert open_driver.messages.notes
