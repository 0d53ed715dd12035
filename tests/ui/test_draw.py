"""A drawn shape becomes the units it holds."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from tests.ui.drawing import begin, clicks, double_click, locked, on_map, said, shown, stroke
from tests.ui.driver import NO_BUTTON

START = "AAB.\nAAB.\nAAB."
# Round the upper right four units, with the line well inside the two below.
CORNER = ((1.9, -0.1), (4.1, -0.1), (4.1, 2.3), (1.9, 2.3))


@pytest.fixture
def draw_driver(open_driver):
    open_driver.map.zoom_by(0.8)
    open_driver.use("DrawTool")
    return open_driver


def test_a_shape_drawn_by_hand_becomes_a_footprint(draw_driver):
    begin(draw_driver, *CORNER)
    assert draw_driver.map.highlight.previewed == {2, 3, 6, 7}
    assert said(draw_driver) == (
        "New footprint: 4 units, 4,000 people (Residents) ✓ in band; leaves B 1,000 ▼ 2,000 too "
        "few; the line cuts 5 units: 5 units with 5,000 people left out"
    )
    assert shown(draw_driver) == START
    draw_driver.release(on_map(draw_driver, *CORNER[-1]))
    plan = draw_driver.document.plan
    assert [each.name for each in plan.footprints] == ["A", "B", "Neighbourhood 3"]
    assert plan.rows("F03").tolist() == [2, 3, 6, 7]
    assert draw_driver.document.active_footprint_id == "F03"
    assert draw_driver.document.undo_stack.count() == 1
    assert draw_driver.document.undo_stack.undoText() == (
        "New footprint Neighbourhood 3 of 4 units"
    )
    assert not draw_driver.map.sketch.is_shown


def test_the_new_footprint_is_shown_in_a_colour_that_none_beside_it_has(draw_driver):
    begin(draw_driver, *CORNER)
    fills = draw_driver.map.highlight.fills
    colours = draw_driver.document.colours
    style = draw_driver.map.map_style
    assert {fill.name() for fill in fills.values()}.isdisjoint(
        {style.fill(colours[key]).name() for key in ("F01", "F02")}
    )
    draw_driver.release(on_map(draw_driver, *CORNER[-1]))


def test_clicked_corners_and_a_double_click(draw_driver):
    clicks(draw_driver, *CORNER)
    assert shown(draw_driver) == START
    double_click(draw_driver, *CORNER[-1])
    assert draw_driver.document.plan.rows("F03").tolist() == [2, 3, 6, 7]
    assert draw_driver.document.undo_stack.count() == 1


def test_a_click_on_the_first_corner_closes_the_shape(draw_driver):
    clicks(draw_driver, *CORNER, CORNER[0])
    assert draw_driver.document.plan.rows("F03").tolist() == [2, 3, 6, 7]


def test_enter_finishes_backspace_takes_back_and_escape_discards(draw_driver, qtbot):
    view = draw_driver.map
    clicks(draw_driver, *CORNER, (0.5, 2.9))
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert draw_driver.document.plan.rows("F03").tolist() == [2, 3, 6, 7]
    draw_driver.document.undo_stack.undo()
    clicks(draw_driver, *CORNER)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.highlight.previewed == set()
    assert not view.sketch.is_shown
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert shown(draw_driver) == START


def test_the_keyboard_alone_draws(draw_driver, qtbot):
    view, keyboard = draw_driver.map, draw_driver.session.tools.keyboard

    def go_to(row):
        keys = {-4: Qt.Key.Key_Up, 4: Qt.Key.Key_Down, -1: Qt.Key.Key_Left, 1: Qt.Key.Key_Right}
        if keyboard.row is None:
            qtbot.keyClick(view, Qt.Key.Key_Right)
        while (here := keyboard.row) != row:
            assert here is not None
            across = (row % 4) - (here % 4)
            step = (across > 0) - (across < 0) or (4 if row > here else -4)
            qtbot.keyClick(view, keys[step])

    for row in (2, 3, 11, 10):
        go_to(row)
        qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert draw_driver.document.plan.rows("F03").tolist() == [2, 3, 6, 7, 10, 11]


def test_by_area_a_unit_goes_with_most_of_its_ground(draw_driver):
    rule = draw_driver.session.tool_options.rule
    rule.activated.emit(1)
    # Six tenths of the units on the left, and their middles, lie inside; then four tenths.
    stroke(draw_driver, (1.4, -0.1), (4.1, -0.1), (4.1, 0.95), (1.4, 0.95))
    assert draw_driver.document.plan.rows("F03").tolist() == [1, 2, 3]
    draw_driver.document.undo_stack.undo()
    begin(draw_driver, (1.6, -0.1), (4.1, -0.1), (4.1, 0.95), (1.6, 0.95))
    assert said(draw_driver).endswith(
        "the line cuts 3 units: 2 units with 2,000 people taken in, "
        "1 unit with 1,000 people left out"
    )
    draw_driver.release(on_map(draw_driver, 1.6, 0.95))
    assert draw_driver.document.plan.rows("F03").tolist() == [2, 3]


def test_a_unit_goes_with_the_centre_of_its_people_where_that_is_known(open_driver):
    document = open_driver.document
    rule = open_driver.session.tool_options.rule
    open_driver.use("DrawTool")
    assert rule.itemText(0) == "by their middle"
    # Everyone lives in the right tenth of their unit, which a line through its middle leaves.
    units = replace(
        document.place.units, people_centres=document.place.units.middles + np.array([400, 0])
    )
    document.open(replace(document.place, units=units), document.plan)
    open_driver.map.zoom_by(0.8)
    open_driver.use("DrawTool")
    assert rule.itemText(0) == "by their people's centre"
    stroke(open_driver, (1.7, -0.1), (3.7, -0.1), (3.7, 0.95), (1.7, 0.95))
    assert document.plan.rows("F03").tolist() == [1, 2]


def test_a_shape_fills_the_active_footprint(draw_driver):
    draw_driver.session.tool_options.drawn.activated.emit(1)
    stroke(draw_driver, *CORNER)
    assert shown(draw_driver) == "AAAA\nAAAA\nAAB."
    assert draw_driver.document.undo_stack.undoText() == "Add 4 units to A"
    stroke(draw_driver, (-0.1, -0.1), (1.9, -0.1), (1.9, 1.9), (-0.1, 1.9))
    assert draw_driver.messages.notes[-1] == "These units are in it already"
    assert draw_driver.document.undo_stack.count() == 1


def test_locked_footprints_stay_out_of_a_drawn_shape(draw_driver):
    locked(draw_driver, "F02")
    begin(draw_driver, *CORNER)
    assert said(draw_driver).endswith("; 2 units left out: B locked")
    draw_driver.release(on_map(draw_driver, *CORNER[-1]))
    assert draw_driver.document.plan.rows("F03").tolist() == [3, 7]
    stroke(draw_driver, (2.1, -0.1), (2.9, -0.1), (2.9, 1.9), (2.1, 1.9))
    assert "B is locked" in draw_driver.messages.notes[-1]
    draw_driver.document.activate("F02")
    draw_driver.session.tools.choices.fills_active = True
    stroke(draw_driver, *CORNER)
    assert "B is locked" in draw_driver.messages.notes[-1]
    assert draw_driver.document.undo_stack.count() == 1


def test_only_unassigned_units_are_drawn_in(draw_driver):
    draw_driver.session.tools.choices.filter(only_unassigned=True)
    stroke(draw_driver, *CORNER)
    assert draw_driver.document.plan.rows("F03").tolist() == [3, 7]


def test_too_few_corners_and_a_shape_over_the_sea_change_nothing(draw_driver, qtbot):
    clicks(draw_driver, *CORNER[:2])
    qtbot.keyClick(draw_driver.map, Qt.Key.Key_Return)
    assert draw_driver.messages.notes[-1] == "A shape needs three corners: nothing was changed."
    stroke(draw_driver, (-0.3, -0.3), (-0.1, -0.3), (-0.1, 3.2), (-0.3, 3.2))
    assert draw_driver.messages.notes[-1] == "The shape holds no unit"
    assert draw_driver.document.undo_stack.count() == 0


def test_another_tool_discards_the_shape(draw_driver):
    clicks(draw_driver, *CORNER)
    draw_driver.use("PaintTool")
    assert draw_driver.map.highlight.previewed == set()
    draw_driver.use("DrawTool")
    draw_driver.move(on_map(draw_driver, 0.5, 0.5), NO_BUTTON)
    assert draw_driver.map.highlight.previewed == set()


def test_a_shape_that_draws_in_gives_units_back(draw_driver):
    begin(draw_driver, *CORNER)
    draw_driver.move(on_map(draw_driver, 1.9, 1.2))
    assert draw_driver.map.highlight.previewed == {2, 3, 6, 7}
    for y in (2.2, 1.2, 0.9, -0.3):
        draw_driver.move(on_map(draw_driver, 3.1, y))
    draw_driver.move(on_map(draw_driver, 1.9, -0.3))
    before = draw_driver.map.highlight.previewed
    draw_driver.release(on_map(draw_driver, 1.9, -0.3))
    plan = draw_driver.document.plan
    assert set(plan.rows(plan.footprints[-1].id).tolist()) == before
