"""A window per test, with settings of its own and somebody to answer its questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.grids import place_of, plan_of
from tests.ui.driver import Driver
from ui.app import application

# Twelve units of 1,000 people, each in two layers; the band is 3,000 to 5,000.
GROUND = """
    aaaa
    aaaa
    aaaa
"""
PCNS = """
    ppqq
    ppqq
    ppqq
"""
FIRST_PLAN = """
    AAB.
    AAB.
    AAB.
"""


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    application()
    driver = Driver(tmp_path)
    window = driver.window
    window.resize(1200, 800)
    with qtbot.waitExposed(window):
        window.show()
    yield driver
    driver.messages.answer = "discard"
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    driver.session.runner.shut_down()
    window.deleteLater()


@pytest.fixture
def open_driver(driver: Driver) -> Driver:
    """The window with a small place open and two footprints, A the active one."""
    from icp_footprints.plan.band import Band

    place = place_of(GROUND, layers={"pcn": PCNS}, registered=[1100] * 12)
    driver.document.open(place, plan_of(FIRST_PLAN, Band(3000, 5000)))
    return driver
