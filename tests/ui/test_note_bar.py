"""The bar that says what was done: it keeps off the legend, wherever that stands."""

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect

from tests.examples import examples
from ui.panels.note_bar import GAP_PX, clear_of

ROOM = QRect(12, 12, 876, 576)
SIDE = st.integers(20, 500)


@settings(deadline=None, max_examples=examples(200))
@given(st.tuples(SIDE, SIDE), st.tuples(SIDE, SIDE), st.tuples(st.booleans(), st.booleans()))
def test_the_bar_is_moved_aside_where_there_is_room(bar, legend, corner):
    place = QRect(QPoint(0, 0), QPoint(*bar))
    place.moveCenter(ROOM.center())
    place.moveBottom(ROOM.bottom())
    other = QRect(QPoint(0, 0), QPoint(*legend))
    is_right, is_low = corner
    other.moveRight(ROOM.right()) if is_right else other.moveLeft(ROOM.left())
    other.moveBottom(ROOM.bottom()) if is_low else other.moveTop(ROOM.top())
    found = clear_of(place, other, ROOM)
    assert found.size() == place.size()
    if not place.intersects(other):
        assert found == place
    elif found == place:
        # No side has room for both, nor is there any above.
        assert place.width() + GAP_PX + other.width() > ROOM.width() - GAP_PX
        assert place.height() + GAP_PX + other.height() > ROOM.height() - GAP_PX
    else:
        assert ROOM.contains(found)
        assert not found.intersects(other)


def test_a_note_leaves_the_legend_to_be_read(open_driver, qtbot):
    window, legend = open_driver.window, open_driver.map.legend
    window.resize(900, 700)
    qtbot.waitUntil(legend.isVisible)
    window.note_bar.show_note("Saved as a file with a name of some length: north.geojson", None)
    bar = QRect(window.note_bar.mapToGlobal(QPoint(0, 0)), window.note_bar.size())
    told = QRect(legend.mapToGlobal(QPoint(0, 0)), legend.size())
    assert window.note_bar.isVisible()
    assert not bar.intersects(told)
