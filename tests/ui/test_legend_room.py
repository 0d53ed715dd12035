"""The legend lies over as few units as can be, and can be put away with a key."""

from __future__ import annotations

import pytest
import shapely
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtTest import QTest

from tests.grids import place_of, plan_of
from tests.ui.driver import wait_idle
from ui.canvas.home_fit import CORNERS, LOWER, MOST_CLEAR, RIGHT, best_fit, fitting_scale
from ui.canvas.legend_keeper import units_under
from ui.canvas.map_choices import LEGEND

VIEW, LEGEND_SIZE = QSizeF(600, 400), QSizeF(150, 100)
CLOSEST = 10.0
LOWER_RIGHT, UPPER_RIGHT, UPPER_LEFT = CORNERS
# Places of 10 x 10 squares, in the scene (y grows downwards), with one corner left empty.
EMPTY = {
    "none": lambda _x, _y: False,
    "lower right": lambda x, y: x > 3 and y > 3,
    "upper right": lambda x, y: x > 3 and y < 6,
    "upper left": lambda x, y: x < 6 and y < 6,
}


def squares(empty):
    is_empty = EMPTY[empty]
    return [(x, y) for x in range(10) for y in range(10) if not is_empty(x, y)]


def counted(units, rect):
    """By hand: a square counts when it and the rectangle share a point."""
    return sum(
        x <= rect.right() and rect.left() <= x + 1 and y <= rect.bottom() and rect.top() <= y + 1
        for x, y in units
    )


def legend_rect(fit):
    """Where the legend lies in the scene, from the corner of the view inwards."""
    half = VIEW / 2 / fit.px_per_m
    seen = QRectF(
        fit.middle.x() - half.width(),
        fit.middle.y() - half.height(),
        2 * half.width(),
        2 * half.height(),
    )
    size = LEGEND_SIZE / fit.px_per_m
    left = seen.right() - size.width() if fit.corner in RIGHT else seen.left()
    top = seen.bottom() - size.height() if fit.corner in LOWER else seen.top()
    return seen, QRectF(left, top, size.width(), size.height())


@pytest.mark.parametrize(
    ("empty", "corner"),
    [("lower right", LOWER_RIGHT), ("upper right", UPPER_RIGHT), ("upper left", UPPER_LEFT)],
)
def test_the_legend_stands_in_the_corner_that_is_empty(empty, corner):
    units = squares(empty)
    home = QRectF(0, 0, 15, 10)
    units += [(x, y) for x in range(10, 15) for y in range(10) if empty == "upper left"]
    if empty != "upper left":
        home = QRectF(0, 0, 10, 10 * VIEW.height() / VIEW.width())
        units = [(x, y * 0.5) for x, y in units]
    fit = best_fit(home, VIEW, LEGEND_SIZE, CLOSEST * 10, lambda rect: counted(units, rect))
    assert fit.corner == corner
    assert fit.covered == 0
    assert fit.px_per_m == fitting_scale(home, VIEW)


def test_a_place_without_an_empty_corner_is_shown_beside_the_legend():
    units, home = squares("none"), QRectF(0, 0, 10, 10)
    fit = best_fit(home, VIEW, QSizeF(250, 300), 1000, lambda rect: counted(units, rect))
    assert fit.covered == 0
    assert fit.corner == LOWER_RIGHT
    assert fit.px_per_m == fitting_scale(home, VIEW - QSizeF(250, 0))


@pytest.mark.parametrize("empty", EMPTY)
def test_what_is_said_of_a_fit_is_so_on_the_map(empty):
    units, home = squares(empty), QRectF(0, 0, 10, 10)
    fit = best_fit(home, VIEW, LEGEND_SIZE, 1000, lambda rect: counted(units, rect))
    seen, legend = legend_rect(fit)
    assert seen.contains(home)
    assert counted(units, legend) == fit.covered == 0
    assert fit.px_per_m >= (1 - MOST_CLEAR) * fitting_scale(home, VIEW)


def test_units_in_a_rectangle_are_counted_by_their_shapes(open_driver):
    picker, units = open_driver.map.picker, open_driver.document.place.units.geometry
    west, south, east, north = shapely.total_bounds(units)
    step = (east - west) / 8
    for bounds in (
        (west, south, east, north),
        (west - 10, south - 10, west - 5, south - 5),
        (west + step, south + step, west + 3 * step, south + 2 * step),
    ):
        by_hand = sum(shape.intersects(shapely.box(*bounds)) for shape in units)
        assert picker.count_in(*bounds) == by_hand


# --- in the window ------------------------------------------------------------------------------


def under(view):
    legend = QRectF(view.legend.geometry())
    return units_under(view.picker, view.viewportTransform().inverted()[0].mapRect(legend))


@pytest.mark.parametrize("size", [(1200, 800), (900, 800), (1366, 600)])
def test_no_unit_lies_under_the_legend_where_the_whole_place_is_shown(open_driver, qtbot, size):
    view = open_driver.map
    open_driver.window.resize(*size)
    qtbot.waitUntil(lambda: open_driver.window.size().toTuple() == size)
    view.show_place()
    for fill in ("people:resident", "share:pcn", "footprint"):
        view.choices.set_fill(fill)
        wait_idle(open_driver, qtbot)
        qtbot.wait(1)
        assert view.legend.isVisible()
        assert view.rect().contains(view.legend.geometry())
        assert under(view) == 0


def test_the_key_puts_the_legend_away_and_back(open_driver):
    view = open_driver.map
    whole = view.px_per_m
    QTest.keyClick(view, Qt.Key.Key_K)
    assert not view.legend.isVisible()
    assert not view.choices.is_visible(LEGEND)
    assert view.px_per_m >= whole
    QTest.keyClick(view, Qt.Key.Key_K)
    assert view.legend.isVisible()
    assert view.px_per_m == whole


def test_another_plan_is_fitted_to_its_own_legend(open_driver, qtbot):
    view, document = open_driver.map, open_driver.document
    view.choices.set_fill("people:resident")
    wait_idle(open_driver, qtbot)
    before = view.viewportTransform(), view.legend.geometry()
    place, plan = document.place, document.plan
    document.open(place_of("b", people=9000), plan_of("A"))
    wait_idle(open_driver, qtbot)
    document.open(place, plan)
    wait_idle(open_driver, qtbot)
    assert (view.viewportTransform(), view.legend.geometry()) == before
    assert under(view) == 0


def test_a_view_of_the_users_own_stays_when_the_legend_changes(open_driver, qtbot):
    view = open_driver.map
    view.zoom_by(1.5)
    before = view.viewportTransform()
    view.choices.set_fill("people:resident")
    wait_idle(open_driver, qtbot)
    QTest.keyClick(view, Qt.Key.Key_K)
    assert view.viewportTransform() == before


def test_the_map_stays_under_the_hand_while_a_stroke_is_under_way(open_driver):
    view = open_driver.map
    before = view.viewportTransform()
    open_driver.press(open_driver.position(2))
    for row in (6, 10):
        open_driver.move(open_driver.position(row), Qt.MouseButton.LeftButton)
        assert view.viewportTransform() == before
    open_driver.release(open_driver.position(10))


def test_card_and_legend_never_lie_over_one_another(open_driver):
    view = open_driver.map
    for corner in CORNERS:
        view._overlays.stand(corner)
        for row in range(12):
            open_driver.move(open_driver.position(row), Qt.MouseButton.NoButton)
            assert view.card.isVisible()
            assert not view.card.geometry().intersects(view.legend.geometry())
            bar = view._overlays.scale_bar.geometry()
            assert not bar.intersects(view.legend.geometry())
