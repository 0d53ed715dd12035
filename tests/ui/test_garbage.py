"""Objects in cycles go on the window's thread, and windows that are closed go whole."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject, QThread

from ui.garbage import GarbageOnThisThread


class Knot(QObject):
    """Part of a cycle; remembers nothing but on which thread it goes."""

    def __init__(self, gone_on):
        super().__init__()
        self.itself = self
        weakref.finalize(self, lambda: gone_on.append(QThread.currentThread()))


@pytest.fixture
def garbage(qtbot):
    parent = QObject()
    made = GarbageOnThisThread(parent)
    yield made
    made.stop()


def leave_knots():
    """More cycles than Python lets pile up before it looks for them."""
    for _ in range(2 * gc.get_threshold()[0]):
        knot = []
        knot.append(knot)


def test_nothing_is_collected_on_another_thread(garbage):
    gone_on = []
    Knot(gone_on)
    worker = threading.Thread(target=leave_knots)
    worker.start()
    worker.join()
    assert gone_on == []
    garbage.collect_due()
    assert gone_on == [QThread.currentThread()]


def test_what_grows_old_is_collected_in_time(garbage):
    gone_on = []
    knot = Knot(gone_on)
    gc.collect()
    del knot
    rounds = 0
    while not gone_on:
        leave_knots()
        garbage.collect_due()
        rounds += 1
        assert rounds < 1000


def test_what_grew_old_waits_for_the_end_of_long_work(qtbot):
    parent, busy = QObject(), [True]
    garbage = GarbageOnThisThread(parent, lambda: busy[0])
    gone_on = []
    knot = Knot(gone_on)
    gc.collect()
    del knot
    for _ in range(1000):
        leave_knots()
        garbage.collect_due()
    assert gone_on == []
    busy[0] = False
    while not gone_on:
        leave_knots()
        garbage.collect_due()
    garbage.stop()


def test_it_is_the_timer_that_collects(garbage, qtbot):
    gone_on = []
    Knot(gone_on)
    leave_knots()
    qtbot.waitUntil(lambda: gone_on == [QThread.currentThread()], timeout=10_000)
