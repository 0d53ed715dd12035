import time

import pytest
from PySide6.QtCore import QTimer

from icp_footprints.measures.scorecard import scorecard
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.band import Band
from tests.ui.driver import wait_idle
from ui.dialogs.generate import GenerateDialog
from ui.dialogs.progress import ProgressDialog


def test_generating_replaces_the_plan_in_one_step(open_driver, qtbot):
    document = open_driver.document
    before = document.plan
    problem = Problem(document.place, Band(3000, 5000), footprints=3, starts=1)
    open_driver.session.operations.generate.generate(problem)
    wait_idle(open_driver, qtbot)
    assert open_driver.messages.errors == []
    assert len(document.plan.footprints) == 3
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Generate 3 footprints"
    model = open_driver.window.panels.footprints.model
    card = scorecard(document.place, document.plan)
    for score in card.footprints:
        row = model.row_of(score.id)
        assert model.index(row, 2).data() == f"{score.people['resident']:,.0f}"
    document.undo_stack.undo()
    assert document.plan is before


def test_cancelling_leaves_the_plan_and_the_window_stays_alive(open_driver, qtbot):
    document = open_driver.document
    before = document.plan
    gaps: list[float] = []
    last = [time.monotonic()]

    def tick():
        now = time.monotonic()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.timeout.connect(tick)
    # Enough searches to outlast the test; compiled by a first short run.
    open_driver.session.operations.generate.generate(
        Problem(document.place, Band(3000, 5000), footprints=3, starts=1)
    )
    wait_idle(open_driver, qtbot)
    document.undo_stack.undo()
    open_driver.session.operations.generate.generate(
        Problem(document.place, Band(3000, 5000), footprints=3, seconds=60.0)
    )
    dialog = open_driver.window.findChildren(ProgressDialog)[-1]
    last[0] = time.monotonic()
    timer.start(10)
    qtbot.waitUntil(lambda: len(gaps) > 50, timeout=30_000)
    assert dialog.isVisible()
    asked = time.monotonic()
    dialog.cancel_button.click()
    wait_idle(open_driver, qtbot)
    timer.stop()
    assert time.monotonic() - asked < 5
    assert max(gaps) < 0.75
    assert document.plan is before
    assert open_driver.messages.notes[-1] == "Stopped. Your plan is as it was."
    assert open_driver.messages.errors == []


def test_the_dialog_says_what_is_possible(open_driver, qtbot):
    document = open_driver.document
    dialog = GenerateDialog(document.place, document.plan)
    qtbot.addWidget(dialog)
    assert dialog.outlook.text() == (
        "Testham has 12,000 people (Residents): 3 to 4 footprints could all hold 3,000 to 5,000."
    )
    dialog.number.setValue(6)
    assert dialog.fixed_number.isChecked()
    assert "With 6, some would be outside it." in dialog.outlook.text()
    dialog.band_fields.low.setValue(7000)
    dialog.band_fields.high.setValue(8000)
    assert "no number of footprints" in dialog.outlook.text()
    dialog.band_fields.high.setValue(100)
    assert not dialog.generate_button.isEnabled()
    assert "not possible" in dialog.problem_words.text()


def test_the_dialog_gives_the_problem_as_set(open_driver, qtbot):
    document = open_driver.document
    dialog = GenerateDialog(document.place, document.plan)
    qtbot.addWidget(dialog)
    dialog.band_fields.preset.setCurrentIndex(1)
    assert (dialog.band_fields.low.value(), dialog.band_fields.high.value()) == (40_000, 60_000)
    dialog.band_fields.low.setValue(2000)
    dialog.band_fields.high.setValue(6000)
    dialog.weights["pcn"].setCurrentIndex(3)
    dialog.band_fields.ledger.setCurrentIndex(1)
    dialog.seed.setValue(7)
    problem = dialog.problem()
    assert problem.band == Band(2000, 6000, "registered")
    assert problem.footprints is None
    assert problem.weights == {"pcn": 2.0}
    assert problem.seed == 7


@pytest.mark.parametrize("fault", [ValueError("x"), MemoryError()])
def test_an_unexpected_fault_is_told_plainly(open_driver, qtbot, fault, caplog):
    def work(_):
        raise fault

    open_driver.session.runner.submit(work, lambda _: None, title="Doing something")
    wait_idle(open_driver, qtbot)
    title, words = open_driver.messages.errors[-1]
    assert title == "Doing something did not work"
    assert "Traceback" not in words
