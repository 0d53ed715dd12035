import numpy as np
import pytest

from tests.ui.driver import Driver, wait_idle


def test_unsaved_work_is_copied_and_a_save_takes_the_copy_away(open_driver, qtbot, tmp_path):
    recovery = open_driver.session.recovery
    recovery.copy_now()
    assert not open_driver.session.runner.is_busy or not recovery.copy_path.exists()
    open_driver.click(3)
    recovery.copy_now()
    wait_idle(open_driver, qtbot)
    assert recovery.copy_path.exists()
    open_driver.files.path = tmp_path / "a.footprints.gpkg"
    open_driver.session.operations.save.run()
    wait_idle(open_driver, qtbot)
    assert not recovery.copy_path.exists()


def test_closing_without_saving_takes_the_copy_away(open_driver, qtbot):
    open_driver.click(3)
    open_driver.session.recovery.copy_now()
    wait_idle(open_driver, qtbot)
    open_driver.messages.answer = "discard"
    open_driver.window.close()
    qtbot.waitUntil(lambda: not open_driver.window.isVisible())
    assert not open_driver.session.recovery.copy_path.exists()


@pytest.mark.parametrize("answer", ["open", "delete", "later"])
def test_work_left_behind_is_offered_at_the_next_start(open_driver, qtbot, tmp_path, answer):
    open_driver.click(3)
    recovery = open_driver.session.recovery
    recovery.copy_now()
    wait_idle(open_driver, qtbot)
    left = recovery.copy_path.with_name("unsaved-1-abc.footprints.gpkg")
    left.write_bytes(recovery.copy_path.read_bytes())
    plan = open_driver.document.plan

    later = Driver(tmp_path)
    # The first program still holds its own copy.
    assert later.session.recovery.left_behind() == [left]
    later.messages.recovered = answer
    assert later.session.open_recovered.offer() == (answer == "open")
    wait_idle(later, qtbot)
    qtbot.waitUntil(lambda: not later.session.runner.is_busy)
    if answer == "open":
        assert np.array_equal(later.document.plan.assignment, plan.assignment)
        assert later.document.has_unsaved_changes
        assert later.session.recovery.copy_path.exists()
    assert left.exists() == (answer == "later")
    later.messages.answer = "discard"
    later.window.close()
    qtbot.waitUntil(lambda: later.window._is_closing or not later.document.is_open)
    later.session.runner.shut_down()
    later.window.deleteLater()
