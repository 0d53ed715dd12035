import pytest
from PySide6.QtCore import Qt

from tests.ui.driver import MIDDLE
from tests.ui.pointing import click, point_at


def tool_in_use(driver):
    return next(each.objectName() for each in driver.window.tool_actions if each.isChecked())


@pytest.mark.parametrize("before", ["PaintTool", "SelectTool"])
def test_a_click_picks_the_footprint_and_the_tool_before_is_back(open_driver, qtbot, before):
    open_driver.use(before)
    qtbot.keyClick(open_driver.map, Qt.Key.Key_I)
    assert tool_in_use(open_driver) == "EyedropperTool"
    point_at(open_driver, (2.5, 0.5))
    assert open_driver.messages.statuses[-1] == "Click to make B the active footprint."
    click(open_driver, (2.5, 0.5))
    assert open_driver.document.active_footprint_id == "F02"
    assert tool_in_use(open_driver) == before
    assert open_driver.messages.statuses[-1] == "B is now the active footprint."
    assert open_driver.document.undo_stack.count() == 0


def test_there_is_nothing_to_pick_where_no_footprint_is(open_driver):
    open_driver.use("EyedropperTool")
    click(open_driver, (3.5, 0.5))
    assert "Testham 003 is in no footprint" in open_driver.messages.statuses[-1]
    click(open_driver, (-0.2, -0.2))
    assert open_driver.messages.statuses[-1] == "There is no unit here."
    assert open_driver.document.active_footprint_id == "F01"
    assert tool_in_use(open_driver) == "EyedropperTool"


def test_another_button_picks_nothing(open_driver):
    open_driver.use("EyedropperTool")
    open_driver.click(2, MIDDLE)
    assert open_driver.document.active_footprint_id == "F01"


def test_picking_by_keyboard_alone(open_driver, qtbot):
    view = open_driver.map
    qtbot.keyClick(view, Qt.Key.Key_Up)
    while open_driver.session.tools.keyboard.row % 4 != 2:
        qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_I)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert open_driver.document.active_footprint_id == "F02"
    assert tool_in_use(open_driver) == "PaintTool"
    assert open_driver.document.undo_stack.count() == 0
