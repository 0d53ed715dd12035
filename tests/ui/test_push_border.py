"""A border pushed from inside a footprint."""

import pytest
from PySide6.QtCore import Qt

from tests.ui.drawing import begin, locked, on_map, said, shown, stroke
from tests.ui.driver import RIGHT

UP, DOWN, LEFT_KEY, RIGHT_KEY = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
)
ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
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


def keys(driver, qtbot, *pressed):
    for key in pressed:
        qtbot.keyClick(driver.map, key)


@pytest.fixture
def at_a(push_driver, qtbot):
    """The keyboard stands on the unit of A in the second column of the middle row."""
    keyboard = push_driver.session.tools.keyboard
    keys(push_driver, qtbot, UP)
    while keyboard.row % 4 > 1:
        keys(push_driver, qtbot, LEFT_KEY)
    while keyboard.row > 5:
        keys(push_driver, qtbot, UP)
    while keyboard.row < 4:
        keys(push_driver, qtbot, DOWN)
    assert keyboard.row == 5
    return push_driver


def test_a_border_is_pushed_by_keys_alone(at_a, qtbot):
    at_a.document.activate("F02")
    keys(at_a, qtbot, ENTER)
    assert said(at_a).startswith("A: Go over its border with the arrow keys")
    keys(at_a, qtbot, RIGHT_KEY, RIGHT_KEY, UP)
    assert at_a.map.highlight.previewed == {6, 7, 3}
    assert said(at_a) == (
        "A: 3 units, +3,000 to 9,000 (Residents) ▲ 4,000 too many; leaves B 2,000 ▼ 1,000 too few; "
        "B would be in 2 parts"
    )
    assert shown(at_a) == START
    keys(at_a, qtbot, ENTER)
    assert shown(at_a) == "AABA\nAAAA\nAAB."
    assert at_a.map.highlight.previewed == set()
    assert at_a.document.undo_stack.count() == 1
    assert said(at_a).startswith("A: 3 units, +3,000 to 9,000")
    # The push is over: the next arrow only moves, and the active footprint is as it was.
    keys(at_a, qtbot, LEFT_KEY)
    assert at_a.map.highlight.previewed == set()
    assert at_a.document.active_footprint_id == "F02"


def test_escape_discards_a_push_by_keys_and_another_edit_does_too(at_a, qtbot):
    keys(at_a, qtbot, ENTER, RIGHT_KEY, ESCAPE, ENTER)
    assert said(at_a).startswith("B: Go over")
    keys(at_a, qtbot, LEFT_KEY)
    assert at_a.map.highlight.previewed == {5}
    keys(at_a, qtbot, Qt.Key.Key_Delete)
    assert at_a.map.highlight.previewed == set()
    assert shown(at_a) == "AAB.\nA.B.\nAAB."
    at_a.document.undo_stack.undo()
    keys(at_a, qtbot, ENTER, ENTER)
    assert said(at_a) == "Nothing was pushed."
    assert shown(at_a) == START


def test_a_push_by_keys_starts_inside_a_footprint_that_is_not_locked(at_a, qtbot):
    keys(at_a, qtbot, RIGHT_KEY, RIGHT_KEY, ENTER)
    assert at_a.messages.notes[-1].startswith("Start inside a footprint")
    locked(at_a, "F02")
    keys(at_a, qtbot, LEFT_KEY, ENTER)
    assert at_a.messages.notes[-1].startswith("B is locked")
    keys(at_a, qtbot, LEFT_KEY, ENTER, RIGHT_KEY, ENTER)
    assert shown(at_a) == START


def test_enter_means_the_selection_where_there_is_one(at_a, qtbot):
    at_a.document.activate("F02")
    at_a.document.select([3])
    keys(at_a, qtbot, ENTER)
    assert shown(at_a) == "AABB\nAAB.\nAAB."


def test_the_pointer_takes_over_from_a_push_by_keys(at_a, qtbot):
    keys(at_a, qtbot, ENTER, RIGHT_KEY)
    stroke(at_a, (2.5, 0.5), (3.5, 0.5))
    assert shown(at_a) == "AABB\nAAB.\nAAB."
    keys(at_a, qtbot, UP)
    assert at_a.map.highlight.previewed == set()
