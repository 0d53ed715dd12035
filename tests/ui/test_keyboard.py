from PySide6.QtCore import Qt

from tests.grids import drawn
from tests.ui.conftest import GROUND


def test_the_keyboard_alone_assigns_units(open_driver, qtbot):
    view, keyboard = open_driver.map, open_driver.session.keyboard
    qtbot.keyClick(view, Qt.Key.Key_Up)
    start = keyboard.row
    assert start is not None
    for _ in range(4):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert keyboard.row % 4 == 3
    for _ in range(4):
        qtbot.keyClick(view, Qt.Key.Key_Up)
    assert keyboard.row == 3
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert drawn(open_driver.document.plan, GROUND) == "AABA\nAAB.\nAAB."
    qtbot.keyClick(view, Qt.Key.Key_2)
    assert drawn(open_driver.document.plan, GROUND) == "AABB\nAAB.\nAAB."
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert drawn(open_driver.document.plan, GROUND) == "AAB.\nAAB.\nAAB."
    assert open_driver.document.undo_stack.count() == 3
    assert "Testham 003. In: Unassigned" in open_driver.messages.statuses[-1]


def test_shift_and_arrows_select_and_enter_gives_them_all(open_driver, qtbot):
    view = open_driver.map
    open_driver.session.keyboard.press(Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier)
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert open_driver.document.selection.tolist() == [3, 7]
    qtbot.keyClick(view, Qt.Key.Key_2)
    assert drawn(open_driver.document.plan, GROUND) == "AABB\nAABB\nAAB."
    assert open_driver.document.undo_stack.undoText() == "Add 2 units to B"
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not len(open_driver.document.selection)


def test_zoom_keys(open_driver, qtbot):
    view = open_driver.map
    fitted = view.px_per_m
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.px_per_m > fitted
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.px_per_m < fitted
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.px_per_m == fitted


def test_a_footprint_number_that_is_not_there_is_said(open_driver, qtbot):
    qtbot.keyClick(open_driver.map, Qt.Key.Key_Up)
    qtbot.keyClick(open_driver.map, Qt.Key.Key_9)
    assert open_driver.messages.statuses[-1] == "There is no footprint 9."


def test_everything_that_takes_focus_has_a_name(open_driver):
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QGraphicsView

    window = open_driver.window
    for kind in (QAbstractButton, QAbstractItemView, QGraphicsView):
        for widget in window.findChildren(kind):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                face = QAccessible.queryAccessibleInterface(widget)
                assert face.text(QAccessible.Text.Name), widget
