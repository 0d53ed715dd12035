import pytest
from PySide6.QtCore import Qt

from tests.ui.pointing import click, double_click, draw, point_at, press_and_draw

SQUARE = [(0.1, 0.1), (1.9, 0.1), (1.9, 1.9), (0.1, 1.9)]


@pytest.fixture
def measuring(open_driver):
    open_driver.use("MeasureTool")
    yield open_driver
    # Whatever is measured, the plan and the selection stay as they are.
    assert open_driver.document.undo_stack.count() == 0
    assert open_driver.document.selection.tolist() == []


def said(driver):
    return driver.messages.statuses[-1]


def test_an_area_drawn_by_hand(measuring):
    draw(measuring, [*SQUARE, (0.1, 0.12)])
    assert said(measuring).startswith("4 units, Residents 4,000, Patients 4,400, 4.0 km². ")
    area_km2 = float(said(measuring).split(": ")[-1].removesuffix(" km²"))
    assert area_km2 == pytest.approx(1.8 * 1.8, abs=0.11)
    assert measuring.map.sketch.is_shown


def test_what_is_unassigned_in_an_area_is_told(measuring):
    draw(measuring, [(2.1, 0.1), (3.9, 0.1), (3.9, 0.9), (2.1, 0.9)])
    assert "of which unassigned 1 unit, Residents 1,000" in said(measuring)


def test_the_figures_follow_the_pointer(measuring, qtbot):
    press_and_draw(measuring, [(0.1, 0.1), (1.9, 0.1), (1.9, 0.9)])
    assert "1 unit, Residents 1,000" in said(measuring)
    qtbot.keyClick(measuring.map, Qt.Key.Key_Escape)
    assert said(measuring) == ""
    assert not measuring.map.sketch.is_shown


def test_a_distance_along_a_line(measuring):
    click(measuring, (0.5, 0.5))
    point_at(measuring, (1.0, 0.5))
    assert said(measuring) == f"Distance: {metres_of(measuring, 0.5)} m"
    click(measuring, (3.5, 0.5))
    double_click(measuring, (3.5, 2.5))
    kilometres = float(said(measuring).removeprefix("Distance: ").removesuffix(" km"))
    assert kilometres == pytest.approx(5.0, abs=2 / measuring.map.px_per_m / 1000)
    # What was measured stays; pointing elsewhere adds nothing to it.
    point_at(measuring, (1.5, 1.5))
    assert measuring.map.sketch.is_shown
    assert f"{kilometres:,.2f} km" in said(measuring)


def metres_of(driver, km):
    """The distance between the two pixels that are so far apart."""
    from tests.ui.pointing import pixel

    one, other = pixel(driver, (0.5, 0.5)), pixel(driver, (0.5 + km, 0.5))
    return f"{(other.x() - one.x()) / driver.map.px_per_m:,.0f}"


def test_a_click_on_the_first_corner_makes_the_line_an_area(measuring):
    for at in (*SQUARE, SQUARE[0]):
        click(measuring, at)
    assert said(measuring).startswith("4 units, Residents 4,000")


def test_measuring_by_keyboard_alone(measuring, qtbot):
    view = measuring.map
    qtbot.keyClick(view, Qt.Key.Key_Up)
    start = measuring.session.tools.keyboard.row
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert measuring.session.tools.keyboard.row == start + 1
    assert said(measuring) == "Distance: 1.00 km"
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert said(measuring) == "Distance: 2.00 km"
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    assert said(measuring) == "Distance: 1.00 km"
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert said(measuring) == "Distance: 1.00 km"
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not view.sketch.is_shown
