import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from icp_footprints.plan.plan import Footprint, Plan
from tests.grids import place_of
from ui.all_panels import side_widths
from ui.app import Faults, application
from ui.canvas.style import is_dark


def test_the_binding_loses_no_reference_to_none(qtbot):
    """PySide6 6.12 before Python 3.12 lost one per call, and aborted after minutes of use."""
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(1000):
        widget.update()
    assert sys.getrefcount(None) > before - 300


def test_without_a_plan_nothing_on_it_can_be_done_and_each_says_why(driver):
    can = {
        type(each).__name__
        for each in driver.session.operations.each()
        if not each.disabled_reason()
    }
    assert can == {"NewPlan", "OpenPlan", "OpenSample"}
    for action in driver.window.actions_of.values():
        assert action.isEnabled() == (not action.operation.disabled_reason())
        if not action.isEnabled():
            assert action.operation.disabled_reason() in action.statusTip()


def test_every_operation_has_words_for_the_user(driver):
    for each in driver.session.operations.each():
        assert each.title
        assert each.tip.endswith(".")
        assert each.icon


def test_the_title_shows_unsaved_changes(open_driver):
    assert not open_driver.window.isWindowModified()
    open_driver.click(3)
    assert open_driver.window.isWindowModified()
    open_driver.document.undo_stack.undo()
    assert not open_driver.window.isWindowModified()


def test_names_from_files_are_shown_as_plain_text(open_driver):
    document = open_driver.document
    hostile = '<img src="file:///x">&<b>bold</b>'
    plan = Plan(
        hostile, document.plan.assignment, (Footprint("F01", hostile), Footprint("F02", "B"))
    )
    document.open(place_of("aaaa\naaaa\naaaa"), plan)
    open_driver.click(3)
    for action in open_driver.window.actions_of.values():
        assert "<img" not in action.toolTip()
        assert "<b>" not in action.toolTip()
    open_driver.map.show_card(0)
    label = open_driver.map.card.findChildren(QLabel)[-1]
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_the_hint_goes_with_the_first_footprint(open_driver):
    place = open_driver.document.place
    open_driver.document.open(place, Plan.empty(len(place.units)))
    assert open_driver.window.hint.isVisible()
    open_driver.window.hint.new_button.click()
    assert not open_driver.window.hint.isVisible()


def test_in_a_small_window_the_map_keeps_half_of_the_width(open_driver, qtbot):
    assert open_driver.window.width() == 1200
    qtbot.waitUntil(lambda: open_driver.map.width() > 600)


@pytest.mark.parametrize("wide", [1024, 1200, 1400, 1920, 3840])
def test_the_sides_leave_the_map_more_than_half(wide):
    left, right = side_widths(wide)
    assert left + right < wide / 2
    assert right <= 0.4 * wide


def test_a_fault_nobody_expected_is_told_once(open_driver, qtbot, caplog):
    faults = Faults(open_driver.session)
    fault = ValueError("inside")
    faults(ValueError, fault, None)
    faults(ValueError, fault, None)
    qtbot.waitUntil(lambda: len(open_driver.messages.errors) > 0)
    assert len(open_driver.messages.errors) == 1
    assert "still open" in open_driver.messages.errors[0][1]


def test_a_dark_theme_changes_the_map(open_driver, qtbot):
    app = application()
    light = app.palette()
    before = open_driver.map.map_style
    dark = QPalette(QColor("#202020"))
    try:
        app.setPalette(dark)
        qtbot.waitUntil(lambda: open_driver.map.map_style != before)
        assert is_dark(open_driver.map.palette())
    finally:
        app.setPalette(light)
    qtbot.waitUntil(lambda: open_driver.map.map_style == before)


def test_the_layout_is_remembered_in_the_settings_it_was_given(open_driver):
    open_driver.window.close()
    assert not open_driver.settings.layout("geometry").isEmpty()
    assert not open_driver.settings.layout("window").isEmpty()


def test_the_whole_toolbar_is_seen_at_its_usual_width_and_the_zooms_at_less(open_driver, qtbot):
    window = open_driver.window
    for width, unseen in ((1400, set[str]()), (1200, {"Export"})):
        window.resize(width, 800)
        qtbot.waitUntil(lambda width=width: window.toolbar.width() >= width - 20)
        actions = [each for each in window.toolbar.actions() if not each.isSeparator()]
        assert len(actions) > 15
        hidden = {
            each.iconText()
            for each in actions
            if not window.toolbar.widgetForAction(each).isVisible()
        }
        assert hidden <= unseen
