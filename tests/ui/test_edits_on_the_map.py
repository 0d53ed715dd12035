import pytest
import shapely
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from shapely import affinity

from icp_footprints.geography.adjacency import AdjacencyEdit
from tests.grids import place_of, plan_of
from ui.canvas.layers.edits import boundary_between

BRIDGE = AdjacencyEdit("bridge", "U001", "U002", "Silver Jubilee Bridge")
BARRIER = AdjacencyEdit("barrier", "U000", "U001", "The railway")


@pytest.fixture
def place():
    return place_of("aa~b").with_adjacency_edits([BRIDGE, BARRIER])


@pytest.fixture
def shown(open_driver, place):
    open_driver.document.open(place, plan_of("AA~B"))
    return open_driver


def pixel(driver, east, north):
    """The colour of the map at a point, drawn as it stands on screen."""
    view = driver.map
    image = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    view.render(painter)
    painter.end()
    at = view.viewportTransform().map(QPointF(east, -north)).toPoint()
    return image.pixelColor(at)


def test_a_barrier_is_drawn_on_the_shared_boundary(shown, place):
    line = boundary_between(place, BARRIER)
    assert shapely.length(line) == pytest.approx(1000)
    east, north = shapely.get_coordinates(shapely.centroid(line))[0]
    # Clear of the labels.
    north -= 300
    assert pixel(shown, east, north) == shown.map.map_style.edit
    assert pixel(shown, east + 200, north) != shown.map.map_style.edit


def test_a_bridge_ends_in_a_dot_in_each_unit(shown):
    centres = shown.map.picker.middles
    shown.map.layers.labels.clear()
    for row in (1, 2):
        assert pixel(shown, *centres[row]) == shown.map.map_style.edit
    assert pixel(shown, *centres[0]) != shown.map.map_style.edit
    pen = shown.map.layers.edits._bridges.pen()
    assert pen.style() == Qt.PenStyle.DashLine
    assert shown.map.layers.edits._bridges.path().elementCount() == 2


def test_the_reason_is_in_the_card_and_in_what_the_keyboard_says(shown, qtbot):
    shown.move(shown.position(1), Qt.MouseButton.NoButton)
    facts = shown.map.card._facts.text()
    assert "Bridge to Testham 002: Silver Jubilee Bridge" in facts
    assert "Barrier to Testham 000: The railway" in facts
    keyboard = shown.session.tools.keyboard
    keyboard._place_cursor(2)
    assert "Bridge to Testham 001: Silver Jubilee Bridge" in shown.messages.statuses[-1]
    assert "railway" not in shown.messages.statuses[-1]


def test_the_edits_go_with_their_place(shown):
    shown.document.open(place_of("aa~b"), plan_of("AA~B"))
    for item in (
        shown.map.layers.edits._bridges,
        shown.map.layers.edits._ends,
        shown.map.layers.edits._barriers,
    ):
        assert item.path().isEmpty()


def test_units_that_only_touch_or_lie_apart_have_no_boundary_to_mark():
    apart = place_of("a~a").with_adjacency_edits([AdjacencyEdit("barrier", "U000", "U001", "x")])
    corner = place_of("a~\n~a").with_adjacency_edits(
        [AdjacencyEdit("barrier", "U000", "U001", "x")]
    )
    for place in (apart, corner):
        assert shapely.length(boundary_between(place, place.adjacency.edits[0])) < 5


def test_untidy_neighbours_are_marked_all_the_same():
    place = place_of("aa").with_adjacency_edits([AdjacencyEdit("barrier", "U000", "U001", "x")])
    geometry = place.units.geometry.copy()
    geometry[1] = affinity.translate(geometry[1], 0.4)
    units = type(place.units)(place.units.ids, place.units.names, geometry)
    untidy = type(place)(place.name, units, place.adjacency, place.ledgers)
    found = boundary_between(untidy, place.adjacency.edits[0])
    assert shapely.length(found) == pytest.approx(1000, abs=10)
