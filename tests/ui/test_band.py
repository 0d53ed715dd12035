from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from icp_footprints.plan.band import Band
from icp_footprints.plan.target import Target
from tests.grids import place_of
from tests.ui.conftest import GROUND
from tests.ui.driver import wait_idle
from ui.dialogs.band import BandDialog
from ui.dialogs.generate import GenerateDialog


@pytest.fixture
def dialog(open_driver, qtbot):
    document = open_driver.document
    dialog = BandDialog(document.place, document.plan)
    qtbot.addWidget(dialog)
    return dialog


def test_the_dialog_starts_from_the_plan_and_says_what_is_possible(dialog):
    assert dialog.bands() == (Band(3000, 5000),)
    assert dialog.outlook.text() == (
        "Testham has 12,000 people (Residents): 3 to 4 footprints could all hold 3,000 to 5,000."
    )


def test_a_band_on_each_ledger_at_the_same_time(dialog):
    row = dialog.further["registered"]
    row.has_band.setChecked(True)
    row.low.setValue(3300)
    row.high.setValue(5500)
    assert dialog.bands() == (Band(3000, 5000), Band(3300, 5500, "registered"))
    dialog.foremost.ledger.setCurrentIndex(1)
    # The row of the foremost ledger gives way; there is one band at most on a ledger.
    assert dialog.bands() == (Band(3000, 5000, "registered"), Band(3000, 5000))
    assert row.has_band.isHidden()


def test_an_impossible_band_cannot_be_set(dialog):
    dialog.foremost.high.setValue(100)
    assert not dialog.set_button.isEnabled()
    assert "not possible" in dialog.outlook.text()


def test_setting_the_band_is_one_step_that_the_window_follows(open_driver, qtbot):
    document = open_driver.document

    def answer():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, BandDialog)
        dialog.foremost.low.setValue(5000)
        dialog.foremost.high.setValue(7000)
        dialog.set_button.click()

    QTimer.singleShot(0, answer)
    open_driver.window.action(type(open_driver.session.operations.set_bands)).trigger()
    assert document.plan.band == Band(5000, 7000)
    assert document.undo_stack.undoText() == "Set the band to 5,000 to 7,000"
    assert document.undo_stack.count() == 1
    assert document.figures.of("F01").band == "in"
    assert "5,000 to 7,000" in open_driver.window.panels.footprints.summary.text()
    document.undo_stack.undo()
    assert document.plan.band == Band(3000, 5000)
    assert document.figures.of("F01").band == "over"


def test_the_same_band_again_is_no_step(open_driver):
    open_driver.session.operations.set_bands.set_bands((Band(3000, 5000),))
    assert open_driver.document.undo_stack.count() == 0


def test_generating_keeps_further_bands_and_targets(open_driver, qtbot):
    document = open_driver.document
    further, target = Band(3000, 6000, "registered"), Target("pcn", "share", 0.5)
    plan = replace(document.plan, further_bands=(further,), targets=(target,))
    document.open(place_of(GROUND, layers={"pcn": GROUND}, registered=[1100] * 12), plan)
    dialog = GenerateDialog(document.place, plan)
    qtbot.addWidget(dialog)
    problem = replace(dialog.problem(), footprints=3, starts=1)
    open_driver.session.operations.generate.generate(problem)
    wait_idle(open_driver, qtbot)
    assert open_driver.session.generator.preview.take()
    assert len(document.plan.footprints) == 3
    assert document.plan.further_bands == (further,)
    assert document.plan.targets == (target,)
