"""Pointing at the map in kilometres from the upper left corner of a place drawn in ASCII art."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from tests.grids import ORIGIN_M, SQUARE_M
from tests.ui.driver import LEFT, Driver

Km = tuple[float, float]


def metres(at: Km) -> tuple[float, float]:
    """Easting and northing of a point so many kilometres right of and below the corner."""
    return ORIGIN_M[0] + at[0] * SQUARE_M, ORIGIN_M[1] - at[1] * SQUARE_M


def pixel(driver: Driver, at: Km) -> QPoint:
    """Where that is on the map."""
    east, north = metres(at)
    return driver.map.viewportTransform().map(QPointF(east, -north)).toPoint()


def press_and_draw(driver: Driver, points: list[Km], keys=None) -> None:
    """Press at the first point and draw through the others, without letting go."""
    driver.press(pixel(driver, points[0]), keys=keys)
    for each in points[1:]:
        driver.move(pixel(driver, each), keys=keys)


def draw(driver: Driver, points: list[Km], keys=None) -> None:
    """Press at the first point, draw through the others and let go at the last."""
    press_and_draw(driver, points, keys)
    driver.release(pixel(driver, points[-1]), keys=keys)


def click(driver: Driver, at: Km, keys=None) -> None:
    driver.press(pixel(driver, at), keys=keys)
    driver.release(pixel(driver, at), keys=keys)


def double_click(driver: Driver, at: Km, keys=None) -> None:
    """Two quick clicks, as Qt tells of them."""
    click(driver, at, keys)
    viewport, here = driver.map.viewport(), pixel(driver, at)
    again = QMouseEvent(
        QEvent.Type.MouseButtonDblClick,
        QPointF(here),
        QPointF(viewport.mapToGlobal(here)),
        LEFT,
        LEFT,
        keys or Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, again)
    driver.release(here, keys=keys)


def point_at(driver: Driver, at: Km) -> None:
    """Move the pointer with no button down."""
    driver.move(pixel(driver, at), Qt.MouseButton.NoButton)
