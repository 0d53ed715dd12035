"""A line splits a footprint in two."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from icp_footprints.plan.band import Band
from tests.grids import place_of, plan_of
from tests.ui.conftest import GROUND
from tests.ui.drawing import begin, clicks, double_click, locked, on_map, said, shown, stroke

START = "AAB.\nAAB.\nAAB."


@pytest.fixture
def split_driver(open_driver):
    open_driver.map.zoom_by(0.8)
    open_driver.use("SplitTool")
    return open_driver


def test_a_line_across_a_footprint_parts_it(split_driver):
    begin(split_driver, (-0.2, 1.1), (2.2, 1.1))
    assert split_driver.map.highlight.previewed == {0, 1}
    assert said(split_driver) == (
        "New footprint: 2 units, 2,000 people (Residents) ▼ 1,000 too few; leaves A 4,000 ✓ in band"
    )
    assert shown(split_driver) == START
    split_driver.release(on_map(split_driver, 2.2, 1.1))
    plan = split_driver.document.plan
    assert plan.rows("F03").tolist() == [0, 1]
    assert plan.rows("F01").tolist() == [4, 5, 8, 9]
    assert plan.rows("F02").tolist() == [2, 6, 10]
    assert split_driver.document.undo_stack.undoText() == (
        "Split 2 units of A off as Neighbourhood 3"
    )
    assert split_driver.document.undo_stack.count() == 1


def test_a_short_line_is_carried_on(split_driver):
    stroke(split_driver, (0.8, 2.1), (1.2, 2.1))
    assert split_driver.document.plan.rows("F03").tolist() == [8, 9]


def test_the_footprint_that_holds_most_of_the_line_is_split(split_driver):
    stroke(split_driver, (1.7, 1.1), (3.4, 1.1))
    assert split_driver.document.plan.rows("F03").tolist() == [2]
    assert split_driver.document.plan.rows("F01").tolist() == [0, 1, 4, 5, 8, 9]


def test_clicked_corners_and_the_keyboard(split_driver, qtbot):
    clicks(split_driver, (-0.2, 1.1), (1.1, 1.1), (1.1, 3.2))
    assert shown(split_driver) == START
    qtbot.keyClick(split_driver.map, Qt.Key.Key_Return)
    assert split_driver.document.plan.rows("F03").tolist() == [4, 8]
    split_driver.document.undo_stack.undo()
    clicks(split_driver, (-0.2, 1.1), (2.2, 1.1))
    qtbot.keyClick(split_driver.map, Qt.Key.Key_Escape)
    qtbot.keyClick(split_driver.map, Qt.Key.Key_Return)
    assert shown(split_driver) == START


def test_a_line_that_splits_nothing_says_why(split_driver):
    stroke(split_driver, (3.2, 0.2), (3.2, 2.8))
    assert split_driver.messages.notes[-1] == "Draw the line across a footprint."
    stroke(split_driver, (0.1, -0.2), (0.1, 3.2))
    assert split_driver.messages.notes[-1] == "All units of A are on one side of the line."
    clicks(split_driver, (0.1, 0.1))
    double_click(split_driver, 0.1, 0.1)
    assert split_driver.messages.notes[-1] == "A line needs two ends: nothing was changed."
    assert split_driver.document.undo_stack.count() == 0


def test_a_locked_footprint_is_not_split(split_driver):
    locked(split_driver, "F01")
    begin(split_driver, (-0.2, 1.1), (1.9, 1.1))
    assert said(split_driver).startswith("A is locked")
    split_driver.release(on_map(split_driver, 1.9, 1.1))
    assert shown(split_driver) == START
    assert split_driver.messages.notes[-1].startswith("A is locked")


def test_the_preview_has_the_colour_that_the_new_footprint_will_have(open_driver):
    art = "AABC\nAABC\nAABC"
    open_driver.document.open(place_of(GROUND), plan_of(art, Band(3000, 5000)))
    open_driver.map.zoom_by(0.8)
    open_driver.use("SplitTool")
    # The part that leaves touches nothing but A; B and C keep their colours to themselves.
    begin(open_driver, (1.0, -0.2), (1.0, 3.2))
    fills = {fill.name() for fill in open_driver.map.highlight.fills.values()}
    open_driver.release(on_map(open_driver, 1.0, 3.2))
    names = [open_driver.map.fill_of(f"F0{number}").name() for number in (1, 2, 3, 4)]
    assert fills == {names[3]}
    assert len(set(names)) == 4


def test_units_go_to_the_side_of_their_people_s_centre(open_driver):
    document = open_driver.document
    # Everyone lives at the foot of their unit, which the line leaves below.
    lower = document.place.units.middles + np.array([0, -450])
    units = replace(document.place.units, people_centres=lower)
    document.open(replace(document.place, units=units), document.plan)
    open_driver.map.zoom_by(0.8)
    open_driver.use("SplitTool")
    document.activate("F01")
    stroke(open_driver, (-0.2, 1.8), (2.2, 1.8))
    # By their middles the second row would be above the line.
    assert document.plan.rows("F03").tolist() == [0, 1]
