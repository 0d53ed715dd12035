"""Locked footprints refuse every edit by hand, and say so by name."""

import numpy as np
import pytest

from icp_footprints.plan.actions import assign, fill_gaps
from tests.ui.drawing import locked, shown
from ui.operations.hand_edit import Edit

START = "AAB.\nAAB.\nAAB."
WORDS = "A is locked, so it gains and loses no units. Unlock it first."


@pytest.fixture
def locked_driver(open_driver):
    locked(open_driver, "F01")
    return open_driver


def test_operations_on_a_locked_footprint_are_disabled_with_a_reason(locked_driver):
    document, operations = locked_driver.document, locked_driver.session.operations
    document.activate("F01")
    document.select([3])
    assert operations.assign_units.disabled_reason() == WORDS
    assert operations.delete_footprint.disabled_reason() == WORDS
    document.choose_footprints(["F01", "F02"])
    assert operations.merge_footprints.disabled_reason() == WORDS
    document.select([0, 5])
    assert operations.unassign_units.disabled_reason() == WORDS
    assert operations.new_footprint.disabled_reason() == WORDS
    document.activate("F02")
    assert operations.assign_units.disabled_reason() == WORDS
    assert operations.delete_footprint.disabled_reason() == ""
    locked(locked_driver, "F02")
    assert "These footprints are locked" in operations.fill_gaps.disabled_reason()
    assert "A, B" in operations.fill_gaps.disabled_reason()


def test_units_of_locked_footprints_stay_behind_and_it_is_said(locked_driver):
    document, operations = locked_driver.document, locked_driver.session.operations
    document.activate("F02")
    document.select([1, 3])
    operations.assign_units.run()
    assert shown(locked_driver) == "AABB\nAAB.\nAAB."
    assert locked_driver.messages.notes[-1] == "1 unit left out: A locked"
    document.select([1, 2, 3])
    operations.unassign_units.run()
    assert shown(locked_driver) == START.replace("AAB.", "AA..", 1)
    assert locked_driver.messages.notes[-1] == "1 unit left out: A locked"
    document.select([1, 3])
    operations.new_footprint.run()
    assert document.plan.rows(document.plan.footprints[-1].id).tolist() == [3]


def test_the_keyboard_is_refused_as_well(locked_driver, qtbot):
    keyboard, operations = locked_driver.session.tools.keyboard, locked_driver.session.operations
    assert keyboard is not None
    operations.assign_units.assign(np.array([3]), "F01")
    assert locked_driver.messages.notes[-1] == WORDS
    operations.assign_units.assign(np.array([0]), "F02")
    assert locked_driver.messages.notes[-1] == WORDS
    operations.unassign_units.unassign(np.array([0]))
    assert locked_driver.messages.notes[-1] == WORDS
    assert locked_driver.document.undo_stack.count() == 0


def test_gaps_are_filled_round_a_locked_footprint(locked_driver):
    document = locked_driver.document
    document.apply(assign(document.plan, document.plan.rows("F02")[:2], None), "Less of B")
    locked_driver.session.operations.fill_gaps.run()
    assert shown(locked_driver) == "AABB\nAABB\nAABB"
    assert document.plan == fill_gaps(document.place.adjacency, document.plan)


def test_whatever_plans_an_edit_a_lock_forbids_it_in_the_end(locked_driver):
    document, operations = locked_driver.document, locked_driver.session.operations
    for after in (
        assign(document.plan, np.array([3]), "F01"),
        assign(document.plan, np.array([0]), None),
    ):
        assert not operations.assign_units.make(Edit(after, "Anything"))
        assert locked_driver.messages.notes[-1] == WORDS
    assert shown(locked_driver) == START
    assert operations.assign_units.make(
        Edit(assign(document.plan, np.array([3]), "F02"), "Anything")
    )
