import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.pointing import click, metres, pixel

UNIT_5 = (1.5, 1.5)


def where(driver, at):
    """Easting and northing of a pixel."""
    point = driver.map.scene_point(at.toPointF())
    return point.x(), -point.y()


def assert_still_under(driver, at, km, within_px=2):
    east, north = where(driver, at)
    off_px = within_px / driver.map.px_per_m
    assert east == pytest.approx(metres(km)[0], abs=off_px)
    assert north == pytest.approx(metres(km)[1], abs=off_px)


def test_the_wheel_zooms_where_the_pointer_is(open_driver):
    view, at = open_driver.map, pixel(open_driver, UNIT_5)
    before = view.px_per_m
    for turned, is_nearer in ((120, True), (-120, False)):
        event = QWheelEvent(
            QPointF(at),
            QPointF(view.viewport().mapToGlobal(at)),
            QPoint(),
            QPoint(0, turned),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.viewport(), event)
        assert (view.px_per_m > before * 1.1) == is_nearer
        assert_still_under(open_driver, at, UNIT_5)
    assert view.px_per_m == pytest.approx(before, rel=1e-6)


def test_a_pinch_on_a_touch_pad_zooms_there_and_discards_a_stroke(open_driver):
    view, at = open_driver.map, pixel(open_driver, UNIT_5)
    before = view.px_per_m
    open_driver.press(open_driver.position(3))
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        QPointF(at),
        QPointF(at),
        QPointF(view.viewport().mapToGlobal(at)),
        0.25,
        QPointF(),
    )
    QApplication.sendEvent(view.viewport(), event)
    assert view.px_per_m == pytest.approx(before * 1.25)
    assert_still_under(open_driver, at, UNIT_5)
    open_driver.release(open_driver.position(3))
    assert open_driver.document.undo_stack.count() == 0


def touch(driver, screen, does, *places):
    """What fingers do: press, move or release, each at its place on the map."""
    viewport = driver.map.viewport()
    fingers = QTest.touchEvent(viewport, screen)
    for number, at in enumerate(places):
        # QTest takes the place in the window.
        getattr(fingers, does)(number, viewport.mapTo(viewport.window(), at))
    fingers.commit()


def test_two_fingers_on_a_screen_zoom_and_one_draws(open_driver):
    view, middle = open_driver.map, pixel(open_driver, UNIT_5)
    screen = QTest.createTouchDevice()
    before = view.px_per_m
    spread = [QPoint(60 + 12 * each, 0) for each in range(6)]
    touch(open_driver, screen, "press", middle - spread[0], middle + spread[0])
    for each in spread[1:]:
        touch(open_driver, screen, "move", middle - each, middle + each)
    touch(open_driver, screen, "release", middle - spread[-1], middle + spread[-1])
    assert view.px_per_m == pytest.approx(before * 2, rel=0.15)
    # The map moves by whole pixels at each of the five steps.
    assert_still_under(open_driver, middle, UNIT_5, within_px=5)
    assert open_driver.document.undo_stack.count() == 0
    view.show_place()
    at = open_driver.position(3)
    touch(open_driver, screen, "press", at)
    touch(open_driver, screen, "release", at)
    assert open_driver.document.undo_stack.undoText() == "Add 1 unit to A"


def test_space_drags_the_map_with_a_polygon_under_way(open_driver, qtbot):
    view = open_driver.map
    open_driver.use("PolygonTool")
    click(open_driver, (0.1, 0.1))
    click(open_driver, (3.9, 0.1))
    view.zoom_by(2.0)
    before = view.scene_point(QPointF(0, 0))
    qtbot.keyPress(view, Qt.Key.Key_Space)
    centre = view.viewport().rect().center()
    open_driver.press(centre)
    open_driver.move(centre + QPoint(30, 20))
    open_driver.release(centre + QPoint(30, 20))
    qtbot.keyRelease(view, Qt.Key.Key_Space)
    moved = before - view.scene_point(QPointF(0, 0))
    assert moved.x() * view.px_per_m == pytest.approx(30, abs=1.5)
    assert moved.y() * view.px_per_m == pytest.approx(20, abs=1.5)
    view.show_place()
    click(open_driver, (3.9, 2.9))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert open_driver.document.selection.tolist() == [1, 2, 3, 6, 7, 11]
