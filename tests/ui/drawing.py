"""Drawing on the small place in squares of 1 km: (0, 0) is its upper left corner."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt

from tests.grids import ORIGIN_M, SQUARE_M, drawn
from tests.ui.conftest import GROUND
from tests.ui.driver import LEFT, NO_BUTTON, Driver


def on_map(driver: Driver, x: float, y: float) -> QPoint:
    """Where a point is on the map, in pixels."""
    east, north = ORIGIN_M[0] + x * SQUARE_M, ORIGIN_M[1] - y * SQUARE_M
    return driver.map.viewportTransform().map(QPointF(east, -north)).toPoint()


def stroke(driver: Driver, *points: tuple[float, float], button: Qt.MouseButton = LEFT) -> None:
    """Press at the first point, move through the others, let go at the last."""
    begin(driver, *points, button=button)
    driver.release(on_map(driver, *points[-1]), button)


def begin(driver: Driver, *points: tuple[float, float], button: Qt.MouseButton = LEFT) -> None:
    """The same without letting go."""
    driver.press(on_map(driver, *points[0]), button)
    for point in points[1:]:
        driver.move(on_map(driver, *point), button)


def clicks(driver: Driver, *points: tuple[float, float]) -> None:
    """Click at one point after the other, the pointer moving there with no button down."""
    for point in points:
        at = on_map(driver, *point)
        driver.move(at, NO_BUTTON)
        driver.press(at)
        driver.release(at)


def shown(driver: Driver) -> str:
    """The plan as ASCII art."""
    return drawn(driver.document.plan, GROUND)


def said(driver: Driver) -> str:
    """What the status line says."""
    return driver.messages.statuses[-1]


def locked(driver: Driver, *ids: str) -> None:
    """Lock footprints of the open plan."""
    from icp_footprints.plan.actions import lock

    driver.document.apply(lock(driver.document.plan, ids), "Lock")
    driver.document.undo_stack.clear()


def double_click(driver: Driver, x: float, y: float) -> None:
    """The second of two quick clicks there, as Qt tells of it; the first was a click."""
    at = on_map(driver, x, y)
    driver._send(QEvent.Type.MouseButtonDblClick, at, LEFT, LEFT, None)
    driver.release(at)
