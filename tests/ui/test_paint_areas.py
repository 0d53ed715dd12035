"""Whole areas of a layer at a time."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from scipy.sparse import csr_array

from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.plan.band import Band
from tests.grids import place_of, plan_of
from tests.ui.conftest import FIRST_PLAN, GROUND
from tests.ui.drawing import begin, locked, on_map, said, shown, stroke
from tests.ui.driver import RIGHT

WARDS = """
    vvww
    vxxw
    .xxw
"""


@pytest.fixture
def wards_driver(driver):
    place = place_of(GROUND, layers={"ward": WARDS, "pcn": "ppqq\nppqq\nppqq"})
    driver.document.open(place, plan_of(FIRST_PLAN, Band(3000, 5000)))
    driver.use("PaintAreasTool")
    return driver


def choose_layer(driver, name):
    layer = driver.session.tool_options.layer
    layer.activated.emit([layer.itemText(i) for i in range(layer.count())].index(name))


def test_one_click_gives_the_whole_ward(wards_driver):
    begin(wards_driver, (3.5, 0.5))
    assert said(wards_driver) == (
        "A: 4 units, +4,000 to 10,000 (Residents) ▲ 5,000 too many; "
        "leaves B 2,000 ▼ 1,000 too few; Ward w"
    )
    assert shown(wards_driver) == "AAB.\nAAB.\nAAB."
    wards_driver.release(on_map(wards_driver, 3.5, 0.5))
    assert shown(wards_driver) == "AAAA\nAABA\nAABA"
    assert wards_driver.document.undo_stack.count() == 1


def test_a_drag_gives_every_area_it_crosses(wards_driver):
    wards_driver.document.activate("F02")
    begin(wards_driver, (0.5, 0.5), (2.5, 1.5))
    assert said(wards_driver).endswith("2 wards: v, x")
    wards_driver.release(on_map(wards_driver, 2.5, 1.5))
    assert shown(wards_driver) == "BBB.\nBBB.\nABB."


def test_the_right_button_takes_the_whole_area_out(wards_driver):
    choose_layer(wards_driver, "PCN")
    stroke(wards_driver, (1.5, 1.5), button=RIGHT)
    assert shown(wards_driver) == "..B.\n..B.\n..B."


def test_a_unit_in_no_area_is_left_alone(wards_driver):
    stroke(wards_driver, (0.5, 2.5), button=RIGHT)
    assert shown(wards_driver) == "AAB.\nAAB.\nAAB."
    assert wards_driver.document.undo_stack.count() == 0


def test_escape_discards(wards_driver, qtbot):
    begin(wards_driver, (3.5, 0.5))
    qtbot.keyClick(wards_driver.map, Qt.Key.Key_Escape)
    wards_driver.release(on_map(wards_driver, 3.5, 0.5))
    assert wards_driver.map.highlight.previewed == set()
    assert wards_driver.document.undo_stack.count() == 0


def test_a_unit_goes_with_the_area_that_most_of_its_people_belong_to(driver):
    shares = np.array([[0.6, 0.4], [0.4, 0.6], [0.2, 0.3], [0.5, 0.1]] * 3)
    layer = ReferenceLayer(
        "pcn", "registration", ("p", "q"), ("P", "Q"), csr_array(shares), np.full(2, np.nan)
    )
    driver.document.open(place_of(GROUND, more_layers=(layer,)), plan_of(FIRST_PLAN))
    driver.document.activate("F02")
    driver.use("PaintAreasTool")
    stroke(driver, (0.5, 0.5))
    assert shown(driver) == "BABB\nBABB\nBABB"


def test_filter_and_locks_hold_for_areas_too(wards_driver):
    wards_driver.session.tools.choices.filter(only_unassigned=True)
    stroke(wards_driver, (3.5, 0.5))
    assert shown(wards_driver) == "AABA\nAABA\nAABA"
    wards_driver.document.undo_stack.undo()
    wards_driver.session.tools.choices.filter()
    locked(wards_driver, "F02")
    begin(wards_driver, (3.5, 0.5))
    assert said(wards_driver).endswith("Ward w; 1 unit left out: B locked")
    wards_driver.release(on_map(wards_driver, 3.5, 0.5))
    assert shown(wards_driver) == "AABA\nAABA\nAABA"


def test_the_keyboard_alone_gives_and_takes_out_areas(wards_driver, qtbot):
    view, keyboard = wards_driver.map, wards_driver.session.tools.keyboard
    qtbot.keyClick(view, Qt.Key.Key_Right)
    for _ in range(4):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert keyboard.row % 4 == 3
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert shown(wards_driver) == "AAAA\nAABA\nAABA"
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert shown(wards_driver) == "AA..\nAAB.\nAAB."
    assert wards_driver.document.undo_stack.count() == 2


def test_a_place_without_layers_says_so(driver):
    place = replace(place_of(GROUND), layers=())
    driver.document.open(place, plan_of(FIRST_PLAN))
    driver.use("PaintAreasTool")
    stroke(driver, (0.5, 0.5))
    assert driver.messages.notes[-1] == "This place has no layer of areas to paint by."
    assert not driver.session.tool_options.layer.isEnabled()
