import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel

from icp_footprints.plan.band import Band
from tests.grids import drawn, place_of, plan_of
from tests.ui.conftest import GROUND
from tests.ui.driver import wait_idle
from ui.tools import number_keys


def test_the_keyboard_alone_assigns_units(open_driver, qtbot):
    view, keyboard = open_driver.map, open_driver.session.tools.keyboard
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
    open_driver.session.tools.keyboard.press(Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier)
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


MANY = "abcdefghijklmnop"


@pytest.fixture
def many_driver(open_driver):
    """Fourteen footprints of a unit each, and two units in none; the cursor is on the last."""
    plan = plan_of(MANY[:14] + "..", Band(500, 1500))
    open_driver.document.open(place_of(MANY), plan)
    keyboard = open_driver.session.tools.keyboard
    while keyboard.row != 15:
        keyboard.press(Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier)
    return open_driver


def test_two_digits_name_a_footprint_past_nine(many_driver, qtbot):
    view, keyboard = many_driver.map, many_driver.session.tools.keyboard
    qtbot.keyClick(view, Qt.Key.Key_1)
    assert keyboard.is_waiting
    assert "second digit" in many_driver.messages.statuses[-1]
    assert many_driver.document.undo_stack.count() == 0
    qtbot.keyClick(view, Qt.Key.Key_2)
    assert drawn(many_driver.document.plan, MANY)[15] == "l"
    # Nothing but a second digit is meant by 0 here: the map stays where it is.
    view.zoom_by(2.0)
    zoomed = view.px_per_m
    qtbot.keyClick(view, Qt.Key.Key_1)
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.px_per_m == zoomed
    assert drawn(many_driver.document.plan, MANY)[15] == "j"
    # No footprint has two digits of which the first is 2.
    qtbot.keyClick(view, Qt.Key.Key_2)
    assert not keyboard.is_waiting
    assert drawn(many_driver.document.plan, MANY)[15] == "b"
    qtbot.keyClick(view, Qt.Key.Key_1)
    qtbot.keyClick(view, Qt.Key.Key_9)
    assert many_driver.messages.statuses[-1] == "There is no footprint 19."
    assert many_driver.document.undo_stack.count() == 3


def test_one_digit_counts_on_enter_with_the_next_key_or_after_a_while(many_driver, qtbot):
    view, plan = many_driver.map, lambda: drawn(many_driver.document.plan, MANY)
    qtbot.keyClick(view, Qt.Key.Key_1)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert plan()[15] == "a"
    assert many_driver.document.undo_stack.count() == 1
    many_driver.document.undo_stack.undo()
    qtbot.keyClick(view, Qt.Key.Key_1)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert plan()[14:] == ".a"
    assert many_driver.session.tools.keyboard.row == 14
    qtbot.keyClick(view, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: plan()[14:] == "aa", timeout=20 * number_keys.SECOND_DIGIT_WITHIN_MS)


def test_escape_takes_a_first_digit_back(many_driver, qtbot):
    view = many_driver.map
    many_driver.document.select([14])
    qtbot.keyClick(view, Qt.Key.Key_1)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not many_driver.session.tools.keyboard.is_waiting
    assert many_driver.document.selection.tolist() == [14]
    assert many_driver.document.undo_stack.count() == 0


def test_a_number_with_ctrl_and_page_keys_choose_the_active_footprint(many_driver, qtbot):
    view, document = many_driver.map, many_driver.document
    qtbot.keyClick(view, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert document.active_footprint_id == "F03"
    assert "Active footprint: 3, c: 1,000 people, in band" in many_driver.messages.statuses[-1]
    qtbot.keyClick(view, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_4)
    assert document.active_footprint_id == "F14"
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert document.active_footprint_id == "F01"
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert document.active_footprint_id == "F13"
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert many_driver.session.tools.keyboard.row == 12
    assert document.undo_stack.count() == 0


def test_shift_selects_from_where_the_cursor_was(open_driver, qtbot):
    view, keyboard = open_driver.map, open_driver.session.tools.keyboard
    qtbot.keyClick(view, Qt.Key.Key_Up)
    start = keyboard.row
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert open_driver.document.selection.tolist() == [start, keyboard.row]


def test_n_steps_only_through_the_issues_that_the_list_is_limited_to(open_driver, qtbot):
    wait_idle(open_driver, qtbot)
    panel = open_driver.window.panels.issues
    model, document = panel.model, open_driver.document
    qtbot.waitUntil(lambda: model.is_current and bool(model.issues))
    severity = model.issues[-1].severity
    wanted = [each for each in model.issues if each.severity == severity]
    model.show_only(severity)
    for issue in [*wanted, wanted[0]]:
        qtbot.keyClick(open_driver.map, Qt.Key.Key_N)
        assert document.chosen_issue == issue
        assert model.shown_severity == severity
    assert model.counts()["accepted"] == 0
    model.show_only("accepted")
    open_driver.session.operations.next_issue.run()
    assert document.chosen_issue is None
    assert model.shown_severity == "accepted"
    assert "limited to" in open_driver.messages.statuses[-1]


def test_n_goes_from_issue_to_issue_and_round(open_driver, qtbot):
    wait_idle(open_driver, qtbot)
    model = open_driver.window.panels.issues.model
    qtbot.waitUntil(lambda: model.is_current and len(model.issues) > 1)
    view, document = open_driver.map, open_driver.document
    order = {"required": 0, "advice": 1, "accepted": 2}
    wanted = sorted(model.issues, key=lambda each: order[each.severity])
    for issue in [*wanted, wanted[0]]:
        qtbot.keyClick(view, Qt.Key.Key_N)
        assert document.chosen_issue == issue
        assert issue.words in open_driver.messages.statuses[-1]
        if issue.units:
            assert document.selection.tolist() == sorted(model.units_of(issue))
            assert open_driver.session.tools.keyboard.row == document.selection[0]
    qtbot.keyClick(view, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert document.chosen_issue == wanted[-1]
    assert document.undo_stack.count() == 0


def test_z_shows_the_selection_or_else_the_unit(open_driver, qtbot):
    view = open_driver.map
    whole = view.px_per_m
    open_driver.document.select([0, 1, 4, 5])
    qtbot.keyClick(view, Qt.Key.Key_Z)
    four = view.px_per_m
    assert four > whole
    open_driver.document.select([])
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Z)
    assert view.px_per_m > four
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.keyClick(view, Qt.Key.Key_Z)
    assert view.px_per_m == pytest.approx(whole)


def test_the_menu_key_opens_the_menu_of_the_unit(open_driver, qtbot):
    view, asked = open_driver.map, []
    keyboard = open_driver.session.tools.keyboard
    keyboard.menu_wanted.disconnect(open_driver.window.show_selection_menu)
    keyboard.menu_wanted.connect(asked.append)

    def press_menu_key():
        by_key = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(view, QContextMenuEvent(by_key, QPoint(), QPoint()))

    press_menu_key()
    assert asked == []
    qtbot.keyClick(view, Qt.Key.Key_Up)
    press_menu_key()
    assert open_driver.document.selection.tolist() == [keyboard.row]
    at = view.viewport().mapFromGlobal(asked[0])
    assert (at - open_driver.position(keyboard.row)).manhattanLength() <= 2


def test_the_list_of_keys_names_every_tool_and_each_of_its_keys(open_driver):
    from PySide6.QtWidgets import QLabel, QScrollArea

    from ui.dialogs.about import KeysDialog

    window = open_driver.window
    window.show_keys()
    dialog = window.findChild(KeysDialog)
    told = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for tool in open_driver.session.tools.in_order:
        assert f"    {tool.shortcut} " in told
        assert tool.title.replace("&", "") in told
        for key, meaning in tool.keys:
            assert key in told
            assert meaning[1:] in told
    assert dialog.height() <= dialog.screen().availableSize().height()
    assert dialog.findChild(QScrollArea).horizontalScrollBar().maximum() == 0
    dialog.close()


def test_everything_that_takes_focus_has_a_name(open_driver):
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QGraphicsView

    window = open_driver.window
    for kind in (QAbstractButton, QAbstractItemView, QGraphicsView):
        for widget in window.findChildren(kind):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                face = QAccessible.queryAccessibleInterface(widget)
                assert face.text(QAccessible.Text.Name), widget


def test_after_undo_the_card_tells_what_is_so(open_driver, qtbot):
    view, document = open_driver.map, open_driver.document
    qtbot.keyClick(view, Qt.Key.Key_Right)
    row = open_driver.session.tools.keyboard.row
    number = int(document.plan.assignment[row])
    other = next(i for i in range(len(document.plan.footprints)) if i != number)
    names = [each.name for each in document.plan.footprints]
    before = names[number] if number >= 0 else "Unassigned"
    document.activate(document.plan.footprints[other].id)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert card_words(view)[0] == f"In: {names[other]}"
    qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert card_words(view)[0] == f"In: {before}"
    assert f"In: {before}" in open_driver.messages.statuses[-1]


def card_words(view):
    return [each.text() for each in view.card.findChildren(QLabel)][1].split("\n")


def test_keys_follow_the_filter_of_the_tool_in_hand(open_driver, qtbot):
    view, choices = open_driver.map, open_driver.session.tools.choices
    keyboard = open_driver.session.tools.keyboard
    open_driver.use("PaintTool")
    choices.filter(only_unassigned=True)
    while keyboard.row != 2:
        keyboard.press(
            Qt.Key.Key_Up if (keyboard.row or 12) > 3 else Qt.Key.Key_Right,
            Qt.KeyboardModifier.NoModifier,
        )
    before = drawn(open_driver.document.plan, GROUND)
    qtbot.keyClick(view, Qt.Key.Key_1)
    assert drawn(open_driver.document.plan, GROUND) == before == "AAB.\nAAB.\nAAB."
    said = "Nothing was changed: under the toolbar, Change says only unassigned units."
    assert open_driver.messages.statuses[-1] == said
    # With units of both kinds selected, only those that may change do.
    open_driver.document.select([2, 3])
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert drawn(open_driver.document.plan, GROUND) == "AABA\nAAB.\nAAB."
    choices.filter(only_from="F02")
    open_driver.document.select([0, 2])
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert drawn(open_driver.document.plan, GROUND) == "AA.A\nAAB.\nAAB."
    open_driver.document.select([0])
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert open_driver.messages.statuses[-1].endswith("Change says only units of B.")
    # A tool without the filter leaves keys free.
    open_driver.use("SelectTool")
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert drawn(open_driver.document.plan, GROUND) == ".A.A\nAAB.\nAAB."
