import threading
import time

import pytest
from PySide6.QtCore import QObject

from icp_footprints.errors import InputError
from ui.tasks.runner import UPDATE_EVERY_MS, Runner


@pytest.fixture
def runner(qapp):
    parent = QObject()
    runner = Runner(lambda *_: None, parent)
    yield runner
    runner.shut_down()


def test_the_answer_comes_on_the_main_thread(runner, qtbot):
    heard = []
    runner.submit(
        lambda _: threading.current_thread().name,
        lambda name: heard.append((name, threading.current_thread())),
        title="Thinking",
    )
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [("Thinking", threading.main_thread())]


def test_work_has_a_thread_that_python_knows(runner, qtbot):
    """On a thread of Qt's own, pyproj would crash at the second file."""
    heard = []
    runner.submit(lambda _: threading.current_thread(), heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert type(heard[0]) is threading.Thread


def test_progress_is_told_seldom_however_often_it_is_reported(runner, qtbot):
    told, done = [], []

    def work(progress):
        end = time.monotonic() + 0.5
        count = 0
        while time.monotonic() < end:
            count += 1
            progress.report(count % 1000 / 1000, "counting")
        return count

    task = runner.submit(work, done.append, title="Counting")
    task.progressed.connect(lambda fraction, text: told.append((fraction, text)))
    qtbot.waitUntil(lambda: bool(done))
    assert done[0] > 1000
    assert 0 < len(told) <= 500 / UPDATE_EVERY_MS + 2


def test_each_end_is_told_once(runner, qtbot):
    heard = []

    def submit(work):
        runner.submit(
            work,
            lambda _: heard.append("done"),
            heard.append,
            lambda: heard.append("cancelled"),
            title="x",
        ).cancel()

    def fails(_):
        raise InputError("No such file.", "Choose another.")

    submit(lambda _: None)
    submit(lambda progress: [progress.check_cancelled(), time.sleep(0.01)])
    submit(fails)
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert "No such file. Choose another." in heard
    assert len(heard) == 3


def test_nothing_is_answered_after_shutting_down(runner, qtbot):
    heard = []
    runner.submit(lambda _: time.sleep(0.05), heard.append)
    runner.shut_down()
    runner.submit(lambda _: None, heard.append)
    qtbot.wait(100)
    assert heard == []
