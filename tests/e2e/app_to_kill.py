"""The real program, painting or saving without end, for `test_killed.py` to kill.

Started once, it loads everything and then forks a program for each line it reads, so that each
takes a fraction of a second. A line is ``paint FOLDER`` or ``save FOLDER``.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import numpy as np

from icp_footprints.geography.place import Place
from icp_footprints.plan.actions import assign, create
from icp_footprints.plan.plan import Plan
from tests.grids import place_of

SIDE = 16
UNITS = SIDE * SIDE
PLAN_FILE = "Testham.footprints.gpkg"
LOG = "log.txt"
COPY_EVERY_S = 0.2
GESTURE_MS = 12


def ground() -> Place:
    """A place of many units, all alike."""
    return place_of("\n".join("a" * SIDE for _ in range(SIDE)))


def plan_after(gestures: int) -> Plan:
    """The plan after so many gestures: each gives the next unit to the one footprint."""
    plan = create(Plan.empty(UNITS, "Plan"), np.array([UNITS - 1]))
    rows = np.arange(min(gestures, UNITS - 1))
    return assign(plan, rows, plan.footprints[0].id) if len(rows) else plan


def gestures_in(plan: Plan) -> int:
    """How many gestures went into a plan, which must be one that the program made."""
    held = np.flatnonzero(plan.assignment == 0)
    made = len(held) - 1
    assert held.tolist() == [*range(made), UNITS - 1], "not a plan that was ever on screen"
    return made


def run(manner: str, folder: Path) -> None:
    """Work until killed."""
    from PySide6.QtCore import QTimer

    from tests.ui.driver import Driver
    from ui.app import application
    from ui.settings import Settings

    app = application()
    settings = Settings(folder / "settings.ini")
    settings._store.setValue("recovery/copy_every_s", COPY_EVERY_S)
    settings._store.sync()
    log = os.open(folder / LOG, os.O_CREAT | os.O_APPEND | os.O_WRONLY)

    def tell(what: str, number: int) -> None:
        os.write(log, f"{what} {number}\n".encode())

    driver = Driver(folder)
    driver.window.resize(700, 600)
    driver.window.show()
    document = driver.document
    if manner == "save":
        driver.session.operations.open_plan.open(folder / PLAN_FILE)
    else:
        document.open(ground(), plan_after(0), is_saved=False)
    recovery = driver.session.recovery
    really = recovery._write

    def write(path, place, plan):
        number = gestures_in(plan)
        really(path, place, plan)
        tell("copied", number)

    recovery._write = write

    def gesture() -> None:
        if not document.is_open:
            return
        made = gestures_in(document.plan)
        if made < UNITS - 1:
            driver.click(made)
            tell("painted", gestures_in(document.plan))
        else:
            document.undo_stack.setIndex(0)
        if manner == "save":
            save = driver.session.operations.save
            if not save.disabled_reason():
                number = gestures_in(document.plan)
                save.save(then=lambda: tell("saved", number))

    timer = QTimer()
    timer.timeout.connect(gesture)
    timer.start(GESTURE_MS)
    app.exec()


def main() -> None:
    """Fork a program for each line; end with the input."""
    # Loaded before the forks.
    importlib.import_module("ui.session")

    for line in sys.stdin:
        manner, _, folder = line.strip().partition(" ")
        child = os.fork()
        if child == 0:
            try:
                run(manner, Path(folder))
            finally:
                os._exit(1)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)
        sys.stdout.write("gone\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
