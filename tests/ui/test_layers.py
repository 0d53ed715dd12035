"""What the map shows is what is chosen in the Layers panel, by mouse or by keys."""

import json
from dataclasses import replace

import numpy as np
import pytest
import shapely
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from icp_footprints.geography.points import PointLayer
from icp_footprints.plan.actions import assign
from tests.grids import place_of, plan_of
from tests.ui.conftest import FIRST_PLAN, GROUND, PCNS
from tests.ui.driver import Driver, wait_idle
from ui.canvas.fills import unit_fill
from ui.canvas.map_choices import EDITS, FOOTPRINTS, LABELS, LEGEND, UNITS
from ui.canvas.reference_lines import area_lines
from ui.panels.layers import LayersPanel

KEYS = [LEGEND, LABELS, EDITS, FOOTPRINTS, "reference:pcn", UNITS]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def panel(open_driver):
    panel = open_driver.window.panels.layers
    assert isinstance(panel, LayersPanel)
    return panel


def keys(panel):
    return [each.key for each in panel._choices.entries]


RGB = QImage.Format.Format_RGB32


def choose(panel, key):
    panel.list.setCurrentIndex(panel.model.index(panel.model.row_of(key)))


def picture_of(driver):
    """The map as it stands on the screen, from the tiles, once all of them are drawn."""
    while True:
        picture = driver.map.viewport().grab().toImage()
        if driver.map.layers.sheet.is_finished:
            return driver.map.viewport().grab().toImage()
        assert not picture.isNull()
        QApplication.processEvents()


def pixel(driver, east, north):
    """The colour at a point."""
    picture = picture_of(driver)
    at = driver.map.viewportTransform().map(QPointF(east, -north)).toPoint()
    return picture.pixelColor(at)


def clear(driver):
    """Nothing over the units but what a test puts there."""
    for key in (LEGEND, LABELS):
        driver.map.choices.set_visible(key, False)
    driver.document.activate(None)


def test_the_panel_lists_the_layers_of_the_place(open_driver, panel):
    assert keys(panel) == KEYS
    titles = [panel.model.index(row).data() for row in range(panel.model.rowCount())]
    assert titles == [
        "Legend",
        "Labels",
        "Bridges and barriers",
        "Footprint outlines",
        "PCN outlines",
        "Units",
    ]
    assert panel.list.accessibleName()
    assert panel.opacity.accessibleName()


def test_the_model_keeps_its_promises(open_driver, panel):
    tester = QAbstractItemModelTester(
        panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    choices = open_driver.map.choices
    choices.set_visible("reference:pcn", True)
    choices.set_opacity(UNITS, 40)
    assert choices.move("reference:pcn", 5)
    held = choices.entry("reference:pcn")
    assert panel.model.entry(panel.model.index(5)) == held
    assert not choices.move(LABELS, 4)
    place = place_of(GROUND, layers={"pcn": PCNS, "ward": GROUND})
    open_driver.document.open(place, plan_of(FIRST_PLAN))
    assert panel.model.rowCount() == 7
    del tester


def test_space_hides_and_shows_the_chosen_layer(open_driver, panel, qtbot):
    clear(open_driver)
    east, north = open_driver.map.picker.middles[0]
    fill = open_driver.map.fill_of("F01")
    assert pixel(open_driver, east, north) == fill
    choose(panel, UNITS)
    qtbot.keyClick(panel.list, Qt.Key.Key_Space)
    assert not open_driver.map.choices.is_visible(UNITS)
    assert pixel(open_driver, east, north) == open_driver.map.map_style.sea
    qtbot.keyClick(panel.list, Qt.Key.Key_Space)
    assert pixel(open_driver, east, north) == fill


def test_a_weaker_fill_is_blended_with_the_land(open_driver, panel):
    clear(open_driver)
    choose(panel, UNITS)
    panel.opacity.setValue(50)
    east, north = open_driver.map.picker.middles[0]
    found, style = pixel(open_driver, east, north), open_driver.map.map_style
    full = open_driver.map.fill_of("F01")
    for one, full_one, land in zip(
        found.getRgb()[:3], full.getRgb()[:3], style.unassigned.getRgb()[:3], strict=True
    ):
        assert abs(one - (full_one + land) / 2) <= 1


def test_alt_and_the_buttons_move_a_layer_and_fixed_ones_say_why(open_driver, panel, qtbot):
    choose(panel, "reference:pcn")
    qtbot.keyClick(panel.list, Qt.Key.Key_Up, ALT)
    assert keys(panel).index("reference:pcn") == 3
    assert panel.list.currentIndex().row() == 3
    assert not panel.up.isEnabled()
    assert "cannot go further up" in panel.up.toolTip()
    panel.down.click()
    assert keys(panel) == KEYS
    choose(panel, LABELS)
    assert not panel.up.isEnabled()
    assert "always lies over" in panel.up.toolTip()
    assert not panel.opacity.isEnabled()
    assert "full strength" in panel.opacity.toolTip()


def test_dragging_a_layer_moves_it(open_driver, panel):
    model = panel.model
    data = model.mimeData([model.index(model.row_of(UNITS))])
    nowhere = model.index(-1)
    model.dropMimeData(data, Qt.DropAction.MoveAction, 3, 0, nowhere)
    assert keys(panel)[3] == UNITS
    # Below the last row: after what it was dragged past.
    model.dropMimeData(data, Qt.DropAction.MoveAction, 6, 0, nowhere)
    assert keys(panel) == KEYS
    # Not over what lies on top of everything, nor onto a row.
    model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, nowhere)
    assert not model.canDropMimeData(data, Qt.DropAction.MoveAction, -1, 0, model.index(0))
    assert keys(panel) == KEYS


def test_order_decides_what_is_seen(open_driver):
    clear(open_driver)
    choices, style = open_driver.map.choices, open_driver.map.map_style
    border = (330_500.0, 389_000.0)
    outline = pixel(open_driver, border[0] + 1500, border[1])
    choices.move(UNITS, 3)
    choices.set_visible("reference:pcn", True)
    under = pixel(open_driver, 332_000, 388_500)
    assert choices.move(UNITS, 5)
    over = pixel(open_driver, 332_000, 388_500)
    assert under != over
    assert outline != style.sea


def test_choices_are_remembered_for_the_next_window(open_driver, panel, tmp_path, qtbot):
    choices = open_driver.map.choices
    choices.set_visible("reference:pcn", True)
    choices.set_opacity(UNITS, 60)
    choices.move("reference:pcn", 5)
    choices.set_fill("people:registered")
    other = Driver(tmp_path)
    other.document.open(open_driver.document.place, open_driver.document.plan)
    assert other.map.choices.entries == choices.entries
    assert other.map.choices.fill.key == "people:registered"
    # A place without that layer and ledger: nothing is lost.
    other.document.open(place_of("ab"), plan_of("AB"))
    assert other.map.choices.fill.key == "footprint"
    other.map.choices.set_visible(LEGEND, False)
    other.document.open(open_driver.document.place, open_driver.document.plan)
    assert other.map.choices.is_visible("reference:pcn")
    wait_idle(other, qtbot)
    other.session.runner.shut_down()
    other.window.deleteLater()


@pytest.mark.parametrize(
    "stored",
    [
        "not json",
        "[]",
        json.dumps({"shown": [], "opacity": {"units": "x"}, "order": 3, "fill": None}),
        json.dumps({"shown": {"units": "no"}, "opacity": {"units": 900}, "order": [None, {}]}),
    ],
)
def test_damaged_choices_are_left_aside(driver, stored):
    driver.settings._store.setValue("map/choices", stored)
    driver.document.open(place_of(GROUND, layers={"pcn": PCNS}), plan_of(FIRST_PLAN))
    assert [each.key for each in driver.map.choices.entries] == KEYS
    assert driver.map.choices.entry(UNITS).opacity == 100
    assert driver.map.choices.is_visible(UNITS)


def test_reference_outlines_are_drawn_once_where_areas_meet(open_driver):
    place = open_driver.document.place
    lines = area_lines(place, "pcn")
    # 4 by 3 km: the edge all round, and the border down the middle.
    assert shapely.length(lines).sum() == pytest.approx(14_000 + 3_000)
    clear(open_driver)
    open_driver.map.choices.set_visible(FOOTPRINTS, False)
    middle = {(332_000.0, 390_000.0 - 25 * n) for n in range(1, 60)}
    before = {pixel_colours(open_driver, middle)}
    open_driver.map.choices.set_visible("reference:pcn", True)
    assert {pixel_colours(open_driver, middle)} != before


def pixel_colours(driver, points):
    picture = picture_of(driver)
    transform = driver.map.viewportTransform()
    at = [transform.map(QPointF(east, -north)).toPoint() for east, north in sorted(points)]
    return tuple(picture.pixelColor(each).name() for each in at)


def test_points_have_marks(open_driver):
    place = open_driver.document.place
    xy = np.array([[330_500.0, 389_250.0]])
    points = PointLayer("gp", "GP practices", ("P1",), ("Dr A",), xy, np.array([0]))
    open_driver.document.open(replace(place, point_layers=(points,)), plan_of(FIRST_PLAN))
    clear(open_driver)
    before = pixel(open_driver, 330_500, 389_250)
    open_driver.map.choices.set_visible("points:gp", True)
    assert pixel(open_driver, 330_500, 389_250) == open_driver.map.map_style.layer_lines[-1]
    assert before != open_driver.map.map_style.layer_lines[-1]


def test_the_fill_is_chosen_in_the_panel_and_told_on_map_and_card(open_driver, panel, qtbot):
    clear(open_driver)
    open_driver.map.choices.set_visible(LEGEND, True)
    people = [1000, 1000, 1000, 2000, 2000, 2000, 3000, 3000, 4000, 4000, 5000, 5000]
    place = place_of(GROUND, people=people, layers={"pcn": PCNS})
    open_driver.document.open(place, plan_of(FIRST_PLAN))
    row = panel.fill.findData("people:resident")
    panel.fill.setFocus()
    panel.fill.setCurrentIndex(row)
    panel.fill.activated.emit(row)
    legend = open_driver.map.legend
    fill = open_driver.map.layers.fill
    assert sum(int(each.brief.split()[0]) for each in legend.rows if each.fill) == 12
    assert "units" in legend.accessibleDescription()
    for unit in (0, 11):
        group = fill.classes[fill.class_of[unit]]
        open_driver.map.show_card(unit)
        facts = open_driver.map.card._facts.text()
        assert f"Residents: {people[unit]:,} ({group})" in facts
        assert f"Code: U{unit:03d}" in facts
    east, north = open_driver.map.picker.middles[11]
    assert pixel(open_driver, east, north) == open_driver.map.layers.colours()[-1]


def test_fills_change_no_unit_when_units_move(open_driver):
    open_driver.map.choices.set_fill("area:pcn")
    before = open_driver.map.layers.units.numbers.copy()
    open_driver.click(3)
    assert open_driver.document.plan.assignment[3] == 0
    assert np.array_equal(open_driver.map.layers.units.numbers, before)
    place = open_driver.document.place
    fill = unit_fill(place, open_driver.map.choices.fill)
    assert fill is not None
    assert np.array_equal(fill.class_of, place.layer("pcn").dominant_area)


def test_labels_tell_what_a_gesture_would_make_and_go_back(open_driver):
    labels = open_driver.map.layers.labels
    assert labels._items["F01"].text == "A\n6,000 ▲"
    open_driver.map.show_would_be({"F01": "7,000 ▲"})
    assert labels._items["F01"].text == "A\n7,000 ▲"
    assert labels._items["F02"].text == "B\n3,000 ✓"
    open_driver.map.show_would_be({})
    assert labels._items["F01"].text == "A\n6,000 ▲"


def test_labels_never_lie_on_one_another(open_driver):
    art = "ABCDEFGH\nIJKLMNOP\nQRSTUVWX"
    open_driver.document.open(place_of(art), plan_of(art))
    for factor in (1.0, 0.8, 0.7, 0.6, 3.0):
        open_driver.map.zoom_by(factor)
        px = open_driver.map.px_per_m
        boxes = []
        for item in open_driver.map.layers.labels._items.values():
            if item.isVisible():
                shift = item.transform()
                box = item.boundingRect().translated(
                    item.x() * px + shift.dx(), item.y() * px + shift.dy()
                )
                assert not any(box.intersects(other) for other in boxes)
                boxes.append(box)
        assert boxes


def test_a_part_drawn_again_is_as_if_all_were(open_driver):
    clear(open_driver)
    document = open_driver.document
    pick = np.random.default_rng(3)
    for _ in range(12):
        rows = np.unique(pick.integers(0, 12, 2)).astype(np.intp)
        target = document.plan.footprints[int(pick.integers(0, 2))].id
        document.apply(assign(document.plan, rows, target), "Give")
        if pick.random() < 0.3:
            open_driver.map.zoom_by(1.25 if pick.random() < 0.5 else 0.8)
        parts = picture_of(open_driver)
        open_driver.map.layers.sheet.spoil_all()
        assert parts == picture_of(open_driver)


def test_a_picture_for_elsewhere_is_drawn_as_on_the_screen(open_driver):
    clear(open_driver)
    view = open_driver.map
    image = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    view.render(painter)
    painter.end()
    # Where units are in no footprint, the hatching may start elsewhere.
    for row in np.flatnonzero(open_driver.document.plan.assignment >= 0).tolist():
        east, north = view.picker.middles[row]
        at = view.viewportTransform().map(QPointF(east + 100, -north)).toPoint()
        assert image.pixelColor(at) == pixel(open_driver, east + 100, north)


def test_tiles_drawn_later_are_shown_on_the_screen(open_driver, qtbot, monkeypatch):
    """What is on the screen, not what a fresh drawing of the widget would be."""
    clear(open_driver)
    window, view = open_driver.window, open_driver.map
    sheet = view.layers.sheet
    # One tile at a time, as on a slow machine.
    monkeypatch.setattr("ui.canvas.sheet.DRAW_FOR_S", 0.0)
    waited = 0
    for step in (1.3, 1.3, 0.7):
        view.zoom_by(step)
        qtbot.waitUntil(lambda: sheet.is_finished)
        sheet.spoil_all()
        QApplication.processEvents()
        waited += not sheet.is_finished
        qtbot.waitUntil(lambda: sheet.is_finished)
        QApplication.processEvents()
        corner = view.viewport().mapTo(window, QPoint(0, 0))
        there = QRect(corner, view.viewport().size())
        screen = window.screen().grabWindow(window.winId()).toImage().copy(there)
        fresh = window.grab().toImage().copy(there)
        assert screen.convertToFormat(RGB) == fresh.convertToFormat(RGB)
    assert waited
