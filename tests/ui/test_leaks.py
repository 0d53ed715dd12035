"""What was opened and closed leaves nothing behind in the window that stays."""

import gc
import weakref
from collections import Counter

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from tests.grids import place_of, plan_of
from tests.ui.conftest import FIRST_PLAN, GROUND, PCNS
from tests.ui.driver import wait_idle

ROUNDS = 3


def settle():
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def use(driver):
    """Open a plan and edit it by each way that puts something on the map; the place opened."""
    place = place_of(GROUND, layers={"pcn": PCNS}, registered=[1100] * 12)
    driver.document.open(place, plan_of(FIRST_PLAN))
    for tool in ("PaintTool", "LassoTool", "DrawTool", "SplitTool", "MeasureTool", "SelectTool"):
        driver.use(tool)
        driver.drag([2, 3, 7, 6])
    driver.document.undo_stack.undo()
    driver.document.select([1, 2])
    return weakref.ref(place)


def census(driver, qtbot):
    """How many objects there are of each kind: Qt's in the window, on the map, and Python's."""
    # Checks run beside the window, and hold what they look at until they have answered.
    qtbot.wait(50)
    wait_idle(driver, qtbot)
    settle()
    return (
        Counter(type(each).__name__ for each in driver.window.findChildren(QObject)),
        Counter(type(each).__name__ for each in driver.map.scene().items()),
        Counter(
            type(each).__name__
            for each in gc.get_objects()
            if str(type(each).__module__).startswith(("ui.", "icp_footprints."))
        ),
    )


def test_a_plan_that_makes_room_for_another_goes_whole(open_driver):
    first = use(open_driver)
    use(open_driver)
    settle()
    assert first() is None


def test_opening_and_editing_again_and_again_adds_no_objects(open_driver, qtbot):
    use(open_driver)
    use(open_driver)
    before = census(open_driver, qtbot)
    for _ in range(ROUNDS):
        use(open_driver)
    after = census(open_driver, qtbot)
    for then, now in zip(before, after, strict=True):
        assert now - then == Counter()
