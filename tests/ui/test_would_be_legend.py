"""What the map says of a change that is not made yet: its labels and its legend."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from icp_footprints.partition.verbs.change import change_of
from icp_footprints.plan.actions import assign
from icp_footprints.plan.band import Band
from tests.grids import place_of, plan_of
from tests.ui.conftest import GROUND
from tests.ui.driver import RIGHT, wait_idle
from ui.canvas.legend import IF_MADE
from ui.canvas.map_choices import LEGEND

NOW = ["Over the band: 1", "In band: 1", "Unassigned: 3 units, 3,000"]


def told(driver):
    legend = driver.map.legend
    title, _, _ = legend.accessibleDescription().partition(".")
    return title, sorted(each.sentence() for each in legend.rows if each.figures)


def visible_labels(layer):
    return {key for key, item in layer._items.items() if item.isVisible()}


def preview(driver, qtbot):
    document = driver.document
    rows = np.array([1, 5, 9, 3, 7, 11], dtype=np.intp)
    after = assign(document.plan, rows, "F02")
    change = change_of("test", document.place, (document.plan, after), (0.5, 0.75), "Nothing.")
    driver.session.generator.preview.show_change(change, "Give B all")
    wait_idle(driver, qtbot)


def test_a_preview_has_the_only_labels_and_the_legend_counts_it(open_driver, qtbot):
    assert told(open_driver) == ("Footprints", sorted(NOW))
    live = open_driver.map.layers.labels
    assert visible_labels(live) == {"F01", "F02"}
    preview(open_driver, qtbot)
    shown = open_driver.session.generator.map_previews.change._labels
    qtbot.waitUntil(lambda: visible_labels(shown) == {"F01", "F02"})
    # A keeps three units, B has nine, no unit is in none.
    assert told(open_driver) == (IF_MADE, ["In band: 1", "Over the band: 1"])
    assert visible_labels(live) == set()
    open_driver.map.zoom_by(1.2)
    assert visible_labels(live) == set()
    open_driver.session.generator.preview.discard()
    assert told(open_driver) == ("Footprints", sorted(NOW))
    assert visible_labels(live) == {"F01", "F02"}


def test_a_preview_that_is_taken_leaves_its_counts(open_driver, qtbot):
    preview(open_driver, qtbot)
    assert open_driver.session.generator.preview.take()
    assert told(open_driver) == ("Footprints", ["In band: 1", "Over the band: 1"])
    assert visible_labels(open_driver.map.layers.labels) == {"F01", "F02"}


def test_over_another_fill_the_legend_tells_of_the_footprints_on_top(open_driver, qtbot):
    open_driver.map.choices.set_fill("area:pcn")
    before = told(open_driver)
    preview(open_driver, qtbot)
    assert told(open_driver)[0] == IF_MADE
    open_driver.session.generator.preview.discard()
    assert told(open_driver) == before


def test_opening_another_plan_during_a_preview_starts_afresh(open_driver, qtbot):
    preview(open_driver, qtbot)
    open_driver.document.open(place_of("ab"), plan_of("AB", Band(500, 2000)))
    assert told(open_driver) == ("Footprints", ["In band: 2"])
    assert visible_labels(open_driver.map.layers.labels) == {"F01", "F02"}


def test_the_first_press_changes_labels_and_legend_at_once(open_driver, qtbot):
    labels = open_driver.map.layers.labels
    open_driver.press(open_driver.position(2), RIGHT)
    assert labels._items["F02"].text.startswith("B\n2,000 ▼")
    assert told(open_driver) == (
        IF_MADE,
        sorted(["Over the band: 1", "Under the band: 1", "Unassigned: 4 units, 4,000"]),
    )
    qtbot.keyClick(open_driver.map, Qt.Key.Key_Escape)
    assert labels._items["F02"].text == "B\n3,000 ✓"
    assert told(open_driver) == ("Footprints", sorted(NOW))


def test_a_stroke_over_another_fill_leaves_its_legend(open_driver):
    open_driver.map.choices.set_fill("area:pcn")
    before = told(open_driver)
    open_driver.press(open_driver.position(3))
    assert told(open_driver) == before
    document = open_driver.document
    document.open(place_of("ab"), plan_of("AB", Band(500, 2000)))
    assert told(open_driver)[0] != IF_MADE


@pytest.mark.parametrize("art", ["abcdefghijkl", "a\nb\nc\nd\ne\nf\ng", GROUND])
@pytest.mark.parametrize("size", [(1200, 800), (900, 900)])
def test_the_whole_place_lies_clear_of_the_legend(open_driver, qtbot, art, size):
    view = open_driver.map
    open_driver.window.resize(*size)
    open_driver.document.open(place_of(art), plan_of(art))
    view.show_place()
    home = view.mapFromScene(view._home).boundingRect()
    assert view.viewport().rect().contains(home)
    assert view.legend.isVisible()
    assert not home.intersects(view.legend.geometry())
    with_legend = view.px_per_m
    view.choices.set_visible(LEGEND, False)
    view.show_place()
    assert view.px_per_m >= with_legend
    middle = view.mapFromScene(view._home.center())
    assert (middle - view.viewport().rect().center()).manhattanLength() <= 4
