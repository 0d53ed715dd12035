"""The program is killed while painting and while saving: what is left on disk is whole."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
from tests.e2e.app_to_kill import LOG, PLAN_FILE, gestures_in, ground, plan_after
from tests.ui.driver import Driver, wait_idle
from ui.app import application
from ui.document import PlanDocument
from ui.file_lock import holder, lock_path
from ui.operations.save import write_plan
from ui.recovery import Recovery
from ui.tasks.runner import Runner

ROOT = Path(__file__).resolve().parents[2]
PAINTING_KILLS, SAVING_KILLS = 1, 3
PATIENCE_S = 120

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="Needs fork to start many programs quickly."
)


@pytest.fixture(scope="module")
def nursery():
    """Makes programs to kill."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.app_to_kill"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def told(folder: Path, what: str) -> list[int]:
    """What the program said it had done, in order; a line cut off by the kill counts not."""
    path = folder / LOG
    lines = path.read_text().split("\n")[:-1] if path.exists() else []
    return [int(line.split()[1]) for line in lines if line.startswith(f"{what} ")]


def kill(nursery, manner: str, folder: Path, enough: tuple[str, int], after_s: float) -> None:
    """Start a program, wait until it has done so much, and kill it a moment later."""
    nursery.stdin.write(f"{manner} {folder}\n")
    nursery.stdin.flush()
    child = int(nursery.stdout.readline())
    deadline = time.monotonic() + PATIENCE_S
    try:
        while len(told(folder, enough[0])) < enough[1]:
            assert time.monotonic() < deadline, f"it has not {enough[0]} {enough[1]} times"
            time.sleep(0.005)
        time.sleep(after_s)
    finally:
        os.kill(child, signal.SIGKILL)
    assert nursery.stdout.readline() == "gone\n"


def copies(folder: Path) -> list:
    """What the next start would find."""
    document = PlanDocument()
    runner = Runner(lambda *_: None, document)
    return Recovery(document, runner, folder, write_plan).left_behind()


@pytest.mark.parametrize("number", range(PAINTING_KILLS))
def test_killed_while_painting_nothing_a_copy_was_due_for_is_lost(qapp, nursery, tmp_path, number):
    delay = random.Random(number).uniform(0, 0.25)
    # It paints without a pause, and copies are made nevertheless, one after the other.
    kill(nursery, "paint", tmp_path, ("copied", 2 + number % 2), delay)
    (left,) = copies(tmp_path)
    place, plan = open_plan_file(left.path)
    assert len(place.units) == len(plan.assignment)
    assert gestures_in(plan) >= told(tmp_path, "copied")[-1] > 0
    assert gestures_in(plan) <= told(tmp_path, "painted")[-1] + 1
    assert left.note.title == f"{place.name} – Plan"


@pytest.mark.parametrize("number", range(SAVING_KILLS))
def test_killed_while_saving_the_file_is_the_old_or_the_new_one(qapp, nursery, tmp_path, number):
    path = tmp_path / PLAN_FILE
    save_plan_file(path, ground(), plan_after(3))
    delay = random.Random(number).uniform(0, 0.15)
    # It saves all the time, so that the kill falls into one save or another.
    kill(nursery, "save", tmp_path, ("saved", number % 3), delay)
    place, plan = open_plan_file(path)
    assert len(place.units) == len(plan.assignment)
    saved = told(tmp_path, "saved")
    assert gestures_in(plan) >= (saved[-1] if saved else 3)
    for left in copies(tmp_path):
        gestures_in(open_plan_file(left.path)[1])
    # Its note is nobody's any more.
    assert holder(path) is None
    assert not lock_path(path).exists()


def test_the_next_start_offers_what_was_left_and_opens_it(nursery, tmp_path, qtbot):
    kill(nursery, "paint", tmp_path, ("copied", 1), 0.0)
    application()
    later = Driver(tmp_path)
    later.messages.recovered = "open"
    assert later.session.open_recovered.offer()
    wait_idle(later, qtbot)
    qtbot.waitUntil(lambda: later.document.is_open)
    assert "“" in later.messages.questions[0]
    assert gestures_in(later.document.plan) >= told(tmp_path, "copied")[-1]
    assert later.document.has_unsaved_changes
    wait_idle(later, qtbot)
    # The old copy went when this program had written its own.
    qtbot.waitUntil(later.session.recovery.copy_path.exists)
    assert copies(tmp_path) == []
    later.messages.answer = "discard"
    later.window.close()
    qtbot.waitUntil(lambda: not later.window.isVisible())
    later.session.runner.shut_down()
    later.window.deleteLater()
