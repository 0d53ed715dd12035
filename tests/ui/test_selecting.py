import numpy as np
import pytest
from PySide6.QtCore import Qt

from tests.ui.driver import RIGHT
from tests.ui.pointing import click, double_click, draw, pixel, point_at, press_and_draw

SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
# Round the middles of the units 0, 1, 4 and 5, and of 2 and 6 beside them.
LEFT_BLOCK = [(0.2, 0.2), (1.8, 1.8)]
NEXT_BLOCK = [(2.8, 1.8), (2.2, 0.2)]


def selected(driver):
    return driver.document.selection.tolist()


@pytest.fixture
def selecting(open_driver):
    open_driver.use("SelectTool")
    return open_driver


def test_a_rectangle_takes_the_units_whose_middle_is_inside(selecting):
    draw(selecting, LEFT_BLOCK)
    assert selected(selecting) == [0, 1, 4, 5]
    draw(selecting, NEXT_BLOCK)
    assert selected(selecting) == [2, 6]
    assert selecting.document.undo_stack.count() == 0


def test_shift_adds_and_ctrl_and_alt_take_away(selecting):
    draw(selecting, LEFT_BLOCK)
    draw(selecting, NEXT_BLOCK, SHIFT)
    assert selected(selecting) == [0, 1, 2, 4, 5, 6]
    draw(selecting, [(0.2, 0.2), (3.8, 0.8)], CTRL)
    assert selected(selecting) == [4, 5, 6]
    draw(selecting, [(0.2, 1.2), (0.8, 1.8)], ALT)
    assert selected(selecting) == [5, 6]
    click(selecting, (0.5, 0.5), SHIFT)
    click(selecting, (1.5, 1.5), ALT)
    assert selected(selecting) == [0, 6]


def test_nothing_is_selected_before_the_button_comes_up(selecting):
    press_and_draw(selecting, LEFT_BLOCK)
    assert selected(selecting) == []
    assert selecting.map.sketch.is_shown
    assert selecting.messages.statuses[-1] == "Select 4 units, Residents 4,000, Patients 4,400"
    selecting.release(pixel(selecting, LEFT_BLOCK[-1]))
    assert selected(selecting) == [0, 1, 4, 5]
    assert not selecting.map.sketch.is_shown


@pytest.mark.parametrize("tool", ["SelectTool", "LassoTool"])
def test_escape_discards_a_shape_and_keeps_the_selection(open_driver, qtbot, tool):
    open_driver.use(tool)
    open_driver.document.select([3])
    press_and_draw(open_driver, [(0.1, 0.1), (1.9, 0.1), (1.9, 1.9), (0.1, 1.9)])
    qtbot.keyClick(open_driver.map, Qt.Key.Key_Escape)
    assert not open_driver.map.sketch.is_shown
    open_driver.release(pixel(open_driver, (0.1, 1.9)))
    assert selected(open_driver) == [3]


def test_another_tool_discards_a_shape(open_driver):
    open_driver.use("PolygonTool")
    for at in ((0.1, 0.1), (1.9, 0.1), (1.9, 1.9)):
        click(open_driver, at)
    assert open_driver.map.sketch.is_shown
    open_driver.use("SelectTool")
    assert not open_driver.map.sketch.is_shown
    assert selected(open_driver) == []


def test_a_click_by_a_hand_that_shakes_selects_the_unit(selecting):
    start = pixel(selecting, (1.5, 0.2))
    selecting.press(start)
    selecting.move(start + type(start)(7, 3))
    selecting.release(start + type(start)(7, 3))
    assert selected(selecting) == [1]


def test_a_click_beside_the_place_clears_and_ctrl_leaves_it(selecting):
    draw(selecting, LEFT_BLOCK)
    click(selecting, (-0.1, -0.1), CTRL)
    assert selected(selecting) == [0, 1, 4, 5]
    click(selecting, (-0.1, -0.1))
    assert selected(selecting) == []


def test_the_right_button_asks_for_the_menu_of_what_is_selected(selecting):
    asked = []
    selecting.session.tools.select.menu_wanted.connect(lambda: asked.append(selected(selecting)))
    selecting.session.tools.select.menu_wanted.disconnect(selecting.window.show_selection_menu)
    draw(selecting, LEFT_BLOCK)
    selecting.click(4, RIGHT)
    selecting.click(11, RIGHT)
    assert asked == [[0, 1, 4, 5], [11]]


def test_the_lasso_takes_what_it_goes_round(open_driver):
    open_driver.use("LassoTool")
    # An L: down the first column and along the last row.
    corners = [(0.1, 0.1), (0.9, 0.1), (0.9, 2.1), (2.9, 2.1), (2.9, 2.9), (0.1, 2.9)]
    draw(open_driver, corners)
    assert selected(open_driver) == [0, 4, 8, 9, 10]
    draw(open_driver, [(3.1, 0.1), (3.9, 0.1), (3.9, 0.9), (3.1, 0.9)], SHIFT)
    assert selected(open_driver) == [0, 3, 4, 8, 9, 10]
    click(open_driver, (1.5, 1.5))
    assert selected(open_driver) == [5]


def test_a_lasso_that_crosses_itself_takes_both_loops(open_driver):
    open_driver.use("LassoTool")
    draw(open_driver, [(0.1, 0.1), (3.9, 1.0), (3.9, 0.1), (0.1, 1.0)])
    assert selected(open_driver) == [0, 1, 2, 3]


@pytest.mark.parametrize("closing", ["double", "enter", "first"])
def test_a_polygon_is_closed_in_three_ways(open_driver, qtbot, closing):
    open_driver.use("PolygonTool")
    for at in ((0.1, 0.1), (1.9, 0.1), (1.9, 1.9)):
        click(open_driver, at)
    if closing == "double":
        double_click(open_driver, (0.1, 1.9))
    else:
        click(open_driver, (0.1, 1.9))
        assert selected(open_driver) == []
    if closing == "enter":
        qtbot.keyClick(open_driver.map, Qt.Key.Key_Return)
    elif closing == "first":
        click(open_driver, (0.1, 0.1))
    assert selected(open_driver) == [0, 1, 4, 5]
    assert not open_driver.map.sketch.is_shown


def test_the_polygon_shows_what_it_would_take_at_the_pointer(open_driver):
    open_driver.use("PolygonTool")
    click(open_driver, (0.1, 0.1))
    click(open_driver, (1.9, 0.1))
    point_at(open_driver, (1.9, 0.9))
    assert "Select 1 unit," in open_driver.messages.statuses[-1]
    point_at(open_driver, (1.0, 2.9))
    assert "Select 2 units" in open_driver.messages.statuses[-1]


def test_backspace_takes_the_last_corner_back_and_escape_all(open_driver, qtbot):
    open_driver.use("PolygonTool")
    view = open_driver.map
    for at in ((0.1, 0.1), (1.9, 0.1), (1.9, 1.9), (3.9, 2.9)):
        click(open_driver, at)
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    click(open_driver, (0.1, 1.9))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert selected(open_driver) == [0, 1, 4, 5]
    click(open_driver, (0.1, 0.1))
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    assert not view.sketch.is_shown
    for at in ((0.1, 0.1), (3.9, 0.1), (3.9, 2.9)):
        click(open_driver, at)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not view.sketch.is_shown
    assert selected(open_driver) == [0, 1, 4, 5]
    assert open_driver.document.undo_stack.count() == 0


def test_a_polygon_of_two_corners_selects_nothing_and_says_so(open_driver, qtbot):
    open_driver.use("PolygonTool")
    open_driver.document.select([7])
    click(open_driver, (0.1, 0.1))
    click(open_driver, (1.9, 0.1))
    qtbot.keyClick(open_driver.map, Qt.Key.Key_Return)
    assert selected(open_driver) == [7]
    assert "three corners" in open_driver.messages.statuses[-1]


def test_a_polygon_by_keyboard_alone(open_driver, qtbot):
    view = open_driver.map
    qtbot.keyClick(view, Qt.Key.Key_G)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Up)
        qtbot.keyClick(view, Qt.Key.Key_Left)
    assert open_driver.session.tools.keyboard.row == 0
    qtbot.keyClick(view, Qt.Key.Key_Space)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(view, key)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(view, key)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    # The corners are the middles of 0, 2 and 10; 5 is halfway along a side.
    assert selected(open_driver) == [0, 1, 2, 5, 6, 10]


def test_each_tool_says_what_it_waits_for_and_has_a_key(open_driver, qtbot):
    window, view = open_driver.window, open_driver.map
    keys = [each.shortcut for each in open_driver.session.tools.in_order]
    assert len(set(keys)) == len(keys)
    for tool in open_driver.session.tools.in_order:
        assert tool.tip.endswith(".")
        assert tool.icon
        qtbot.keyClick(view, getattr(Qt.Key, f"Key_{tool.shortcut}"))
        action = next(a for a in window.tool_actions if a.isChecked())
        assert action.objectName() == type(tool).__name__
        assert window.status_words.text() == (tool.hint or tool.tip)
        assert tool.shortcut in action.toolTip()


def test_the_status_bar_follows_selection_and_plan(open_driver):
    label = open_driver.window.selection_words
    assert label.text() == "Nothing selected"
    open_driver.document.select([2, 3])
    assert label.text() == "Selected: 2 units, Residents 2,000, Patients 2,200, 1 unassigned"
    assert "2.0 km², of which unassigned 1 unit, Residents 1,000" in label.toolTip()
    open_driver.session.operations.assign_units.run()
    assert label.text() == "Selected: 2 units, Residents 2,000, Patients 2,200"
    open_driver.session.operations.undo.run()
    assert label.text().endswith("1 unassigned")


def test_a_small_count_is_not_told(open_driver):
    from icp_footprints.plan.plan import Plan
    from tests.grids import place_of

    open_driver.document.open(place_of("aaaa", [3, 0, 5, 900], registered=[2] * 4), Plan.empty(4))
    open_driver.document.select([0])
    assert "Residents <5, Patients <5" in open_driver.window.selection_words.text()
    open_driver.document.select([1, 2])
    assert "Residents 5, Patients <5" in open_driver.window.selection_words.text()


def test_operations_that_select(open_driver):
    document, each = open_driver.document, open_driver.session.operations
    assert each.grow_selection.disabled_reason() == "Select units on the map first."
    assert each.clear_selection.disabled_reason() == "Select units on the map first."
    each.select_footprint.run()
    assert selected(open_driver) == [0, 1, 4, 5, 8, 9]
    each.invert_selection.run()
    assert selected(open_driver) == [2, 3, 6, 7, 10, 11]
    each.select_unassigned.run()
    assert selected(open_driver) == [3, 7, 11]
    each.clear_selection.run()
    assert selected(open_driver) == []
    document.select([0])
    each.grow_selection.run()
    assert selected(open_driver) == [0, 1, 4]
    each.grow_selection.run()
    assert selected(open_driver) == [0, 1, 2, 4, 5, 8]
    document.activate(None)
    assert "table" in each.select_footprint.disabled_reason()
    document.select([3, 7, 11])
    document.activate("F01")
    each.assign_units.run()
    assert each.select_unassigned.disabled_reason() == "Every unit is in a footprint."
    document.activate("F02")
    document.select([2, 6, 10])
    each.unassign_units.run()
    assert each.select_footprint.disabled_reason() == "The active footprint holds no units."


def test_growing_agrees_with_asking_each_unit(open_driver):
    random = np.random.default_rng(5)
    document = open_driver.document
    for _ in range(20):
        rows = random.choice(12, int(random.integers(1, 6)), replace=False).tolist()
        document.select(rows)
        open_driver.session.operations.grow_selection.run()
        wanted = set(rows)
        for row in rows:
            wanted |= set(document.place.adjacency.neighbours(row).tolist())
        assert selected(open_driver) == sorted(wanted)


def test_zooming_to_the_selection(open_driver):
    view, each = open_driver.map, open_driver.session.operations
    assert each.zoom_selection.disabled_reason() == "Select units on the map first."
    whole = view.px_per_m
    open_driver.document.select([5])
    each.zoom_selection.run()
    assert view.px_per_m > whole
    shown = view.viewport().rect()
    assert shown.contains(open_driver.position(5))
    assert not shown.contains(open_driver.position(7))


def test_every_key_is_used_once(open_driver):
    window = open_driver.window
    keys = [
        key.toString()
        for action in (*window.actions_of.values(), *window.tool_actions)
        for key in action.shortcuts()
    ]
    assert sorted(keys) == sorted(set(keys))
