"""Every control of the real window and of every dialog: a name, a way in, a way out, and words."""

import re

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QAction, QFont, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDateEdit,
    QGraphicsView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTextBrowser,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Plan
from tests.grids import place_of, plan_of
from tests.ui.all_dialogs import each_shown
from tests.ui.conftest import FIRST_PLAN, GROUND, PCNS
from ui.app import application
from ui.dialog_room import room_for
from ui.dialogs.band import BandDialog

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QGraphicsView,
    QLineEdit,
    QPlainTextEdit,
)
MOST_TABS = 400
# The laptop that a planner is given.
SCREEN = (1366, 768)
# Text scaled to 200 %.
TWICE = 2.0


@pytest.fixture
def full_driver(open_driver, qtbot):
    """The window with every panel open."""
    for dock in open_driver.window.docks.values():
        dock.show()
    qtbot.wait(1)
    return open_driver


def controls(parent):
    """What can be reached with Tab and seen, but for the inside of a control."""
    for widget in parent.findChildren(QWidget):
        if widget.isVisibleTo(parent) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget


def name_of(widget):
    face = QAccessible.queryAccessibleInterface(widget)
    return face.text(QAccessible.Text.Name) or widget.accessibleName()


def is_inside(widget):
    """Whether a widget is a part of another control, which speaks for it."""
    parent = widget.parentWidget()
    return isinstance(parent, QComboBox | QAbstractSpinBox) or isinstance(
        widget.parent(), QAbstractItemView
    )


def described(widget):
    within = []
    while widget is not None:
        within.append(f"{type(widget).__name__} {widget.objectName()}".strip())
        widget = widget.parentWidget()
    return " < ".join(within[:4])


def nameless(parent):
    return [
        described(widget)
        for widget in controls(parent)
        if isinstance(widget, CONTROLS) and not is_inside(widget) and not name_of(widget)
    ]


def test_every_control_of_the_window_has_a_name(full_driver):
    assert nameless(full_driver.window) == []


def test_every_control_of_a_dialog_has_a_name_and_takes_the_focus(open_driver, qtbot):
    for shown in each_shown(open_driver, qtbot):
        assert nameless(shown) == []
        assert shown.windowTitle()
        assert out_of_reach(shown) == []


def out_of_reach(shown):
    """Controls that can be used with the mouse alone."""
    return [
        described(widget)
        for widget in shown.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and widget.isVisibleTo(shown)
        and widget.isEnabled()
        and not is_inside(widget)
        and not is_scroll_bar(widget)
        # Of a group of them Tab reaches the one chosen, arrow keys the others.
        and not isinstance(widget, QRadioButton)
        and not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def is_scroll_bar(widget):
    return widget.metaObject().className() in ("QScrollBar", "QTableCornerButton", "QToolButton")


def most_stays(widget):
    """How often Tab may stay within a control: parts of a date, links of a page."""
    if isinstance(widget, QTextBrowser):
        return 40
    return 3 if isinstance(widget, QDateEdit) else 1


def tab_round(start, key=Qt.Key.Key_Tab):
    """What Tab reaches from a widget until it comes back there; fails where it never does."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    first = QApplication.focusWidget()
    assert first is not None
    reached = [first]
    for _ in range(MOST_TABS):
        QTest.keyClick(reached[-1], key)
        here = QApplication.focusWidget()
        assert here is not None, f"Tab leads nowhere from {described(reached[-1])}"
        if here is first:
            return reached
        reached.append(here)
        stays = reached[-most_stays(here) - 1 :]
        assert set(stays) != {here} or len(stays) <= most_stays(here), f"Tab stays: {here}"
    pytest.fail(f"Tab never comes back; it is at {described(QApplication.focusWidget())}")


def stands_in(widgets, parent):
    return any(parent.isAncestorOf(widget) for widget in widgets)


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_reaches_every_panel_and_comes_back(full_driver, qtbot, key):
    window = full_driver.window
    window.activateWindow()
    reached = set()
    # Of panels that share a place only the one in front can be reached.
    for title, dock in window.docks.items():
        dock.raise_()
        qtbot.waitUntil(lambda dock=dock: not dock.widget().visibleRegion().isEmpty())
        found = tab_round(full_driver.map, key)
        assert stands_in(found, dock), f"Tab does not reach {title}"
        reached.update(found)
    assert full_driver.map in reached


def has_focus(parent):
    focus = QApplication.focusWidget()
    return focus is not None and parent.isAncestorOf(focus)


def test_tab_goes_round_in_a_dialog_and_reaches_every_control(open_driver, qtbot):
    for shown in each_shown(open_driver, qtbot):
        shown.activateWindow()
        qtbot.waitUntil(lambda shown=shown: has_focus(shown))
        found = set(tab_round(QApplication.focusWidget()))
        missed = [
            described(widget)
            for widget in controls(shown)
            if isinstance(widget, CONTROLS)
            and widget.isEnabled()
            and not is_inside(widget)
            and not isinstance(widget, QRadioButton)
            and widget not in found
        ]
        assert missed == []


def test_esc_closes_every_dialog(open_driver, qtbot):
    for shown in each_shown(open_driver, qtbot):
        qtbot.keyClick(shown, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda shown=shown: not isValid(shown) or not shown.isVisible())


def actions_of_menus(window):
    found = []
    for menu in window.menuBar().actions():
        for action in menu.menu().actions():
            entries = action.menu().actions() if action.menu() else [action]
            # A menu with nothing in it says so in one grey line, which is the reason.
            if action.menu() and not any(entry.isEnabled() for entry in entries):
                continue
            found += [(menu.text(), entry) for entry in entries if not entry.isSeparator()]
    return found


def plain(action):
    return action.text().replace("&", "").rstrip("…")


@pytest.mark.parametrize("is_open", [True, False])
def test_every_entry_has_a_status_tip_and_a_tooltip_that_says_more(driver, is_open):
    if is_open:
        place = place_of(GROUND, layers={"pcn": PCNS})
        driver.document.open(place, plan_of(FIRST_PLAN, Band(3000, 5000)))
    entries = actions_of_menus(driver.window)
    assert len(entries) > 30
    assert [plain(action) for _, action in entries if not action.statusTip()] == []
    bare = [
        plain(action)
        for _, action in entries
        if re.sub("<[^>]*>", "", action.toolTip()).strip() in ("", plain(action))
    ]
    assert bare == []


@pytest.mark.parametrize("is_open", [True, False])
def test_every_entry_that_is_disabled_says_why(driver, is_open):
    if is_open:
        place = place_of(GROUND, layers={"pcn": PCNS})
        driver.document.open(place, plan_of(FIRST_PLAN, Band(3000, 5000)))
    disabled = [action for _, action in actions_of_menus(driver.window) if not action.isEnabled()]
    assert disabled or is_open
    silent = [plain(action) for action in disabled if "Not now:" not in action.statusTip()]
    assert silent == []
    for action in disabled:
        reason = action.statusTip().removeprefix("Not now: ")
        words = re.sub("<[^>]*>", " ", action.toolTip())
        assert reason.split(".")[0][:30] in words.replace("&#x27;", "'"), plain(action)


def test_no_two_entries_have_the_same_shortcut(open_driver):
    window = open_driver.window
    used = {}
    for action in window.findChildren(QAction):
        if action.shortcutContext() == Qt.ShortcutContext.WidgetShortcut:
            continue
        for keys in action.shortcuts():
            other = used.setdefault(keys.toString(), action)
            assert other is action, f"{keys.toString()}: {plain(other)} and {plain(action)}"


def test_every_control_that_is_disabled_in_a_panel_says_why(full_driver):
    full_driver.document.activate(None)
    silent = [
        described(widget)
        for dock in full_driver.window.docks.values()
        for widget in dock.widget().findChildren(QAbstractButton)
        if widget.isVisible()
        and not widget.isEnabled()
        and not is_scroll_bar(widget)
        and not widget.toolTip()
    ]
    assert silent == []


# --- text at 200 % ---------------------------------------------------------------------------


@pytest.fixture
def large_text(qtbot):
    app = application()
    before = app.font()
    large = QFont(before)
    large.setPointSizeF(before.pointSizeF() * TWICE)
    app.setFont(large)
    yield
    app.setFont(before)


@pytest.fixture
def large_driver(large_text, open_driver):
    return open_driver


def clipped(parent):
    """Labels and buttons with less room than their words need."""
    found = []
    for widget in parent.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.isVisibleTo(parent):
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            is_clipped = widget.height() < widget.heightForWidth(widget.width())
        else:
            words = widget.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, widget.text())
            is_clipped = widget.width() < words.width() or widget.height() < words.height()
        if is_clipped and not is_scroll_bar(widget):
            found.append(f"{described(widget)}: {widget.text()}")
    return found


def test_no_words_of_the_first_hint_are_clipped_and_no_card_is_over_them(large_driver, qtbot):
    document, window = large_driver.document, large_driver.window
    document.open(document.place, Plan.empty(len(document.place.units)))
    large_driver.map.show_card(0)
    hint = window.hint
    qtbot.waitUntil(lambda: hint.isVisible() and hint.height() >= hint.heightForWidth(hint.width()))
    assert clipped(hint) == []
    in_window = QRect(hint.mapTo(window, QPoint(0, 0)), hint.size())
    card = large_driver.map.card
    assert card.isVisible()
    assert not in_window.intersects(QRect(card.mapTo(window, QPoint(0, 0)), card.size()))


def test_no_words_of_a_dialog_are_clipped_at_twice_the_size(large_driver, qtbot):
    for dialog in each_shown(large_driver, qtbot):
        dialog.resize(room_for(dialog, QSize(*SCREEN)))
        qtbot.wait(1)
        assert clipped(dialog) == []
        needed = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
        assert needed.width() <= SCREEN[0], dialog
        assert needed.height() <= SCREEN[1], dialog


def test_a_dialog_is_made_as_large_as_its_words_need_when_it_is_shown(large_driver, qtbot):
    dialog = BandDialog(
        large_driver.document.place, large_driver.document.plan, large_driver.window
    )
    needed = room_for(dialog, dialog.screen().availableGeometry().size())
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert dialog.width() >= needed.width()
    assert dialog.height() >= needed.height()
    dialog.close()


def test_the_window_and_its_panels_fit_the_screen_at_twice_the_size(large_driver, qtbot):
    window = large_driver.window
    for dock in window.docks.values():
        dock.show()
    window.resize(*SCREEN)
    qtbot.wait(1)
    too_large = {
        title: dock.widget().minimumSizeHint().toTuple()
        for title, dock in window.docks.items()
        if dock.widget().minimumSizeHint().height() > SCREEN[1] / 2
        or dock.widget().minimumSizeHint().width() > SCREEN[0] / 2
    }
    assert too_large == {}
    assert window.minimumSizeHint().width() <= SCREEN[0]
    assert window.minimumSizeHint().height() <= SCREEN[1]
    assert window.size().toTuple() == SCREEN


def test_no_letter_with_alt_means_two_things(open_driver):
    window = open_driver.window
    menus = window.menuBar().actions()
    seen = [each for each in window.findChildren(QWidget) if each.isVisible()]
    buttons = [
        each.text()
        for each in seen
        if isinstance(each, QAbstractButton) and not isinstance(each, QToolButton)
    ]
    labels = [each.text() for each in seen if isinstance(each, QLabel) and each.buddy() in seen]
    texts = [*(action.text() for action in menus), *buttons, *labels]
    letters: dict[str, set[str]] = {}
    for text in texts:
        letter = QKeySequence.mnemonic(text).toString()
        if letter:
            letters.setdefault(letter, set()).add(text)
    in_menus = {QKeySequence.mnemonic(each.text()).toString() for each in menus}
    assert {"Alt+F", "Alt+P"} <= in_menus
    assert {key: told for key, told in letters.items() if key in in_menus and len(told) > 1} == {}
