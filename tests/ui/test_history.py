"""The history panel: named steps, a jump to any of them, and where the plan was saved."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.ui.driver import LEFT, wait_idle

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FAIL = QAbstractItemModelTester.FailureReportingMode.Warning
TEXT, SAID = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole


def history(driver):
    return driver.window.panels.history


def shown(driver, role=TEXT):
    model = history(driver).model
    return [model.index(row).data(role) for row in range(model.rowCount())]


def three_steps(driver):
    operations = driver.session.operations
    operations.rename_footprint.rename("F01", "<b>West</b>\t& Co")
    operations.fill_gaps.run()
    driver.document.activate("F02")
    operations.lock_footprints.run()


def bring_into_sight(driver):
    driver.window.docks["History"].show()
    driver.window.docks["History"].raise_()


def click(driver, qtbot, row):
    panel = history(driver)
    bring_into_sight(driver)
    spot = panel.list.visualRect(panel.model.index(row)).center()
    qtbot.mouseClick(panel.list.viewport(), LEFT, pos=spot)


def test_the_steps_are_named_and_a_click_goes_to_any_of_them(open_driver, qtbot):
    document = open_driver.document
    start = document.plan
    assert shown(open_driver) == ["▶ The plan as it was opened – saved here"]
    three_steps(open_driver)
    assert shown(open_driver) == [
        "✓ The plan as it was opened – saved here",
        "✓ Rename A to <b>West</b> & Co",
        "✓ Fill gaps with 3 units",
        "▶ Lock B",
    ]
    end = document.plan
    click(open_driver, qtbot, 1)
    assert document.undo_stack.index() == 1
    assert (document.plan.footprints[0].name, document.plan.locked_ids) == (
        "<b>West</b>\t& Co",
        frozenset(),
    )
    assert [line[0] for line in shown(open_driver)] == ["✓", "▶", "↷", "↷"]
    click(open_driver, qtbot, 3)
    assert document.plan is end
    click(open_driver, qtbot, 0)
    assert document.plan is start
    # Nothing was lost by going back.
    assert len(shown(open_driver)) == 4


def test_by_keys_alone(open_driver, qtbot):
    document, panel = open_driver.document, history(open_driver)
    three_steps(open_driver)
    open_driver.window.docks["History"].show()
    open_driver.window.docks["History"].raise_()
    panel.list.setFocus()
    assert panel.list.currentIndex().row() == 3
    qtbot.keyClick(panel.list, Qt.Key.Key_Up)
    qtbot.keyClick(panel.list, Qt.Key.Key_Up)
    assert document.undo_stack.index() == 3
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert document.undo_stack.index() == 1
    panel.saved_button.setFocus()
    qtbot.keyClick(panel.saved_button, Qt.Key.Key_Space)
    assert document.undo_stack.index() == 0
    assert not panel.saved_button.isEnabled()
    assert "as it was saved" in panel.saved_button.toolTip()


def test_the_mark_moves_to_where_the_plan_was_saved_and_goes_with_a_lost_step(
    open_driver, qtbot, tmp_path
):
    three_steps(open_driver)
    # Out of sight, the panel waits; what came meanwhile is there as soon as it is seen.
    bring_into_sight(open_driver)
    assert history(open_driver).summary.text() == "At step 3 of 3; saved at step 0."
    operations, document = open_driver.session.operations, open_driver.document
    document.undo_stack.setIndex(2)
    open_driver.files.path = tmp_path / "a.footprints.gpkg"
    operations.save_as.run()
    wait_idle(open_driver, qtbot)
    assert [line.endswith("saved here") for line in shown(open_driver)] == [
        False,
        False,
        True,
        False,
    ]
    assert history(open_driver).summary.text() == "At step 2 of 3; as saved."
    assert (
        shown(open_driver, SAID)[2]
        == "Step 2: Fill gaps with 3 units, where the plan is now, saved here"
    )
    document.undo_stack.setIndex(1)
    assert history(open_driver).summary.text() == "At step 1 of 3; saved at step 2."
    assert operations.go_to_step.reason_now() == ""
    operations.lock_footprints.run()
    # Another second step: the saved one can no longer be reached.
    document.activate("F01")
    operations.lock_footprints.run()
    assert not any(line.endswith("saved here") for line in shown(open_driver))
    assert "no step at which" in operations.go_to_step.reason_now()


def test_a_held_plan_stays_as_it_is_and_says_why(open_driver, qtbot):
    three_steps(open_driver)
    document = open_driver.document
    document.hold("A change is shown.")
    click(open_driver, qtbot, 0)
    assert document.undo_stack.index() == 3
    assert open_driver.messages.statuses[-1] == "A change is shown."
    document.release()
    click(open_driver, qtbot, 0)
    assert document.undo_stack.index() == 0


def test_the_model_keeps_qts_rules(open_driver):
    tester = QAbstractItemModelTester(history(open_driver).model, FAIL)
    three_steps(open_driver)
    stack = open_driver.document.undo_stack
    for step in (1, 3, 0, 2):
        stack.setIndex(step)
    open_driver.session.operations.delete_footprint.run()
    open_driver.document.open(open_driver.document.place, open_driver.document.plan)
    assert shown(open_driver) == ["▶ The plan as it was opened – saved here"]
    assert tester is not None


@pytest.mark.parametrize(
    "shift", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier]
)
def test_both_customary_keys_redo(open_driver, qtbot, shift):
    key = Qt.Key.Key_Z if shift else Qt.Key.Key_Y
    three_steps(open_driver)
    stack = open_driver.document.undo_stack
    qtbot.keyClick(open_driver.map, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stack.index() == 2
    qtbot.keyClick(open_driver.map, key, Qt.KeyboardModifier.ControlModifier | shift)
    assert stack.index() == 3
