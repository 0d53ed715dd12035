"""A border pushed from inside a footprint."""

import pytest
from PySide6.QtCore import Qt

from tests.ui.drawing import begin, locked, on_map, said, shown, stroke
from tests.ui.driver import RIGHT

START = "AAB.\nAAB.\nAAB."


@pytest.fixture
def push_driver(open_driver):
    open_driver.use("PushBorderTool")
    return open_driver


def test_units_swept_join_the_footprint_that_the_push_starts_in(push_driver):
    push_driver.document.activate("F01")
    begin(push_driver, (2.5, 0.5), (1.5, 0.5), (1.5, 2.5))
    assert push_driver.map.highlight.previewed == {1, 5, 9}
    assert said(push_driver) == (
        "B: 3 units, +3,000 to 6,000 (Residents) ▲ 1,000 too many; leaves A 3,000 ✓ in band"
    )
    assert shown(push_driver) == START
    push_driver.release(on_map(push_driver, 1.5, 2.5))
    assert shown(push_driver) == "ABB.\nABB.\nABB."
    assert push_driver.document.active_footprint_id == "F01"
    assert push_driver.document.undo_stack.count() == 1


def test_unassigned_ground_is_pushed_into_as_well(push_driver):
    stroke(push_driver, (2.5, 1.5), (3.5, 1.5))
    assert shown(push_driver) == "AAB.\nAABB\nAAB."


def test_units_that_the_footprint_does_not_reach_stay(push_driver):
    locked(push_driver, "F02")
    begin(push_driver, (1.5, 1.5), (3.5, 1.5))
    assert said(push_driver).startswith("B is locked")
    assert "1 unit left out: not touching" in said(push_driver)
    push_driver.release(on_map(push_driver, 3.5, 1.5))
    assert shown(push_driver) == START
    assert push_driver.document.undo_stack.count() == 0


def test_a_way_round_what_is_locked_is_taken(push_driver):
    locked(push_driver, "F02")
    document = push_driver.document
    from icp_footprints.plan.actions import assign, lock

    free = assign(document.plan, document.plan.rows("F02")[1:], None)
    document.apply(lock(free, ["F02"]), "Leave B one unit")
    begin(push_driver, (1.5, 1.5), (3.5, 1.5), (3.5, 0.5), (2.5, 0.5))
    assert push_driver.map.highlight.previewed == {6, 7, 3}
    assert said(push_driver).endswith("1 unit left out: B locked")
    push_driver.release(on_map(push_driver, 2.5, 0.5))
    assert shown(push_driver) == "AABA\nAAAA\nAA.."


def test_a_push_starts_inside_a_footprint(push_driver):
    stroke(push_driver, (3.5, 1.5), (2.5, 1.5))
    assert push_driver.messages.notes[-1].startswith("Start inside a footprint")
    stroke(push_driver, (1.5, 1.5), (2.5, 1.5), button=RIGHT)
    assert shown(push_driver) == START


def test_a_locked_footprint_is_not_pushed(push_driver):
    locked(push_driver, "F01")
    stroke(push_driver, (1.5, 1.5), (2.5, 1.5))
    assert push_driver.messages.notes[-1].startswith("A is locked")
    assert shown(push_driver) == START


def test_escape_discards_a_push(push_driver, qtbot):
    begin(push_driver, (1.5, 1.5), (2.5, 1.5))
    qtbot.keyClick(push_driver.map, Qt.Key.Key_Escape)
    push_driver.release(on_map(push_driver, 2.5, 1.5))
    assert push_driver.map.highlight.previewed == set()
    assert shown(push_driver) == START
