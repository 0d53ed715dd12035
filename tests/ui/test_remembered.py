"""What the user chose is there at the next start: in a window of its own with the same settings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from tests.grids import place_of, plan_of
from tests.ui.conftest import FIRST_PLAN, GROUND, PCNS
from tests.ui.driver import Driver, wait_idle

WARDS = """
    uuuu
    vvvv
    vvvv
"""
ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def start(driver, qtbot, tmp_path):
    """Starts the program again with the settings of the last start, and opens a plan."""
    started = []

    def start(layers=("pcn", "ward")):
        later = Driver(tmp_path)
        later.window.resize(1200, 800)
        later.window.show()
        art = {"pcn": PCNS, "ward": WARDS}
        place = place_of(GROUND, layers={name: art[name] for name in layers})
        later.document.open(place, plan_of(FIRST_PLAN))
        wait_idle(later, qtbot)
        started.append(later)
        return later

    yield start
    for each in started:
        each.messages.answer = "discard"
        each.window.close()
        each.session.runner.shut_down()
        each.window.deleteLater()


def header_of(driver):
    return driver.window.panels.footprints.table.horizontalHeader()


def column(driver, key):
    keys = [each.key for each in driver.window.panels.footprints.model.columns]
    return keys.index(key)


def test_brush_filter_layer_and_rule_of_the_tools(start):
    first = start()
    strip, choices = first.session.tool_options, first.session.tools.choices
    first.use("PaintTool")
    strip.brush.setValue(1)
    strip.filter.activated.emit(1)
    strip.layer.activated.emit(strip.layer.findData("ward"))
    strip.rule.activated.emit(1)
    strip.drawn.activated.emit(1)
    assert choices.brush == 1
    later = start()
    again = later.session.tools.choices
    assert (again.brush, again.only_unassigned, again.held_by) == (1, True, "area")
    assert again.fills_active
    assert again.layer is not None
    assert again.layer.name == "ward"
    strip = later.session.tool_options
    assert strip.brush.value() == 1
    assert strip.filter.currentIndex() == 1
    # A layer that this place has not is no loss: it is there again in one that has.
    elsewhere = start(layers=("pcn",)).session.tools.choices
    assert elsewhere.layer.name == "pcn"
    elsewhere.brush = 2
    assert start().session.tools.choices.layer.name == "ward"


def test_a_filter_by_footprint_is_of_one_plan_only(start):
    start().session.tools.choices.filter(only_from="F02")
    assert start().session.tools.choices.only_from is None


def test_layer_and_figure_of_the_matrix(start):
    panel = start().window.panels.matrix
    for box, data in ((panel.layer, "ward"), (panel.measure, None)):
        number = box.findData(data) if data else box.count() - 1
        box.setCurrentIndex(number)
        box.activated.emit(number)
    again = start().window.panels.matrix
    assert again.layer.currentData() == "ward"
    assert again.measure.currentData() == panel.measure.currentData()
    assert start(layers=("pcn",)).window.panels.matrix.layer.currentData() == "pcn"
    assert start().window.panels.matrix.layer.currentData() == "ward"


def test_widths_order_and_sorting_of_the_footprints_table(start, qtbot):
    first = start()
    header = header_of(first)
    area = column(first, "layer:ward")
    usual = header.sectionSize(area)
    # As the pointer does it: by the edge of a heading, by a heading itself, and by a click.
    edge = QPoint(header.sectionViewportPosition(1) + header.sectionSize(1) - 2, 10)
    qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    qtbot.mouseMove(header.viewport(), edge + QPoint(33, 0))
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(33, 0))
    name_px = header.sectionSize(1)
    header.moveSection(header.visualIndex(area), 2)
    table = first.window.panels.footprints.table
    table.sortByColumn(1, DESCENDING)
    order = [header.logicalIndex(place) for place in range(header.count())]

    later = start()
    again = header_of(later)
    assert abs(again.sectionSize(1) - name_px) <= 1
    assert again.sectionSize(area) == usual
    assert [again.logicalIndex(place) for place in range(again.count())] == order
    shown = later.window.panels.footprints.sorted
    assert [shown.index(row, 1).data() for row in range(3)] == ["Unassigned", "B", "A"]
    # Another place has other columns, and those that both have stay as they are.
    fewer = start(layers=("pcn",))
    assert abs(header_of(fewer).sectionSize(1) - name_px) <= 1
    fewer.window.panels.footprints.table.sortByColumn(1, ASCENDING)
    assert header_of(start()).visualIndex(area) == 2


def test_the_usual_columns_come_back_with_their_order_and_widths(start):
    first = start()
    header = header_of(first)
    usual = [header.logicalIndex(place) for place in range(header.count())]
    width = header.sectionSize(1)
    header.resizeSection(1, width + 50)
    header.moveSection(4, 1)
    first.window.panels.footprints.table.sortByColumn(1, DESCENDING)
    first.window.panels.footprints.columns.show_usual()
    for driver in (first, start()):
        again = header_of(driver)
        assert [again.logicalIndex(place) for place in range(again.count())] == usual
        assert again.sectionSize(1) == width
        assert again.sortIndicatorSection() == -1


def test_damaged_settings_are_as_none(start, driver):
    damaged = {
        "tools/choices": {"brush": "x", "layer": 5, "held_by": [], "only_unassigned": 1},
        "matrix/choices": {"layer": 3, "measure": ["?"]},
        "table/footprints": {"widths": {"name": -4, "band": "wide"}, "order": 7, "sort": [1]},
    }
    for name, choices in damaged.items():
        driver.settings.remember_choices(name, choices)
    later = start()
    choices = later.session.tools.choices
    assert (choices.brush, choices.only_unassigned, choices.held_by) == (0, False, "centre")
    assert header_of(later).sectionSize(1) > 20
    assert header_of(later).sortIndicatorSection() == -1


def test_what_the_program_does_to_the_columns_is_not_remembered(start):
    first = start()
    document = first.document
    document.apply(plan_of("AAAB\nAAAB\nAAAB"), "Other units")
    first.window.panels.footprints.columns.show("layer:ward", False)
    first.window.panels.footprints.columns.show("layer:ward", True)
    first.window.resize(1300, 700)
    assert first.settings.choices("table/footprints") == {}
