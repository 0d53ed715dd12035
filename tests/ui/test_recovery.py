import os
import threading

import numpy as np
import pytest

from icp_footprints.errors import InputError
from tests.ui.driver import Driver, wait_idle
from ui.settings import Settings


def leave_behind(driver, qtbot, endings=("", ".json")):
    """An unsaved change, and a copy of it as a program that stopped would leave it."""
    driver.click(3)
    recovery = driver.session.recovery
    recovery.copy_now()
    wait_idle(driver, qtbot)
    left = recovery.copy_path.with_name("unsaved-1-abc.footprints.gpkg")
    for ending in endings:
        copy = recovery.copy_path.with_name(recovery.copy_path.name + ending)
        left.with_name(left.name + ending).write_bytes(copy.read_bytes())
    return left


def end(later, qtbot):
    """Close the program of the next start."""
    later.messages.answer = "discard"
    later.window.close()
    qtbot.waitUntil(lambda: later.window._is_closing or not later.document.is_open)
    later.session.runner.shut_down()
    later.window.deleteLater()


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
    left = leave_behind(open_driver, qtbot, ("",))
    plan = open_driver.document.plan

    later = Driver(tmp_path)
    # The first program still holds its own copy.
    assert [each.path for each in later.session.recovery.left_behind()] == [left]
    later.messages.recovered = answer
    assert later.session.open_recovered.offer() == (answer == "open")
    wait_idle(later, qtbot)
    qtbot.waitUntil(lambda: not later.session.runner.is_busy)
    if answer == "open":
        assert np.array_equal(later.document.plan.assignment, plan.assignment)
        assert later.document.has_unsaved_changes
        assert later.session.recovery.copy_path.exists()
    assert left.exists() == (answer == "later")
    end(later, qtbot)


@pytest.mark.parametrize("is_changed", [False, True])
def test_recovered_work_is_saved_to_its_own_file_unless_that_was_changed(
    open_driver, qtbot, tmp_path, is_changed
):
    path = tmp_path / "mine.footprints.gpkg"
    open_driver.files.path = path
    open_driver.session.operations.save.run()
    wait_idle(open_driver, qtbot)
    leave_behind(open_driver, qtbot)
    if is_changed:
        os.utime(path, (1, 1))
    before = path.read_bytes()

    later = Driver(tmp_path)
    later.messages.recovered = "open"
    assert later.session.open_recovered.offer()
    wait_idle(later, qtbot)
    assert later.document.path == path
    later.session.operations.save.run()
    wait_idle(later, qtbot)
    assert (path.read_bytes() == before) == is_changed
    assert later.document.has_unsaved_changes == is_changed
    assert (f"{path.name} changed" in later.messages.questions) == is_changed
    end(later, qtbot)


def test_later_changes_do_not_put_the_copy_off(open_driver, qtbot):
    timer = open_driver.session.recovery._timer
    assert 0 < timer.interval() <= 60_000
    assert not timer.isActive()
    open_driver.click(3)
    assert timer.isActive()
    started = []
    timer.start = lambda *_: started.append(1)
    open_driver.click(7)
    open_driver.click(11)
    assert timer.isActive()
    assert started == []


def test_a_copy_that_failed_is_tried_again(open_driver, qtbot, monkeypatch):
    recovery = open_driver.session.recovery
    really = recovery._write

    def fails(*_):
        raise InputError("No room.")

    monkeypatch.setattr(recovery, "_write", fails)
    open_driver.click(3)
    recovery.copy_now()
    wait_idle(open_driver, qtbot)
    assert not recovery.copy_path.exists()
    assert open_driver.messages.errors == []
    assert recovery._timer.isActive()
    monkeypatch.setattr(recovery, "_write", really)
    recovery.copy_now()
    wait_idle(open_driver, qtbot)
    assert recovery.copy_path.exists()


def test_a_folder_in_the_way_keeps_no_copy_and_disturbs_nobody(open_driver, qtbot):
    recovery = open_driver.session.recovery
    recovery._folder.parent.mkdir(parents=True, exist_ok=True)
    recovery._folder.write_text("not a folder")
    open_driver.click(3)
    recovery.copy_now()
    wait_idle(open_driver, qtbot)
    assert open_driver.messages.errors == []
    assert recovery._timer.isActive()


def test_a_copy_written_while_the_plan_is_saved_goes_again(open_driver, qtbot, tmp_path):
    recovery = open_driver.session.recovery
    go = threading.Event()
    really = recovery._write

    def slow(*arguments):
        assert go.wait(20)
        really(*arguments)

    recovery._write = slow
    open_driver.click(3)
    recovery.copy_now()
    open_driver.files.path = tmp_path / "a.footprints.gpkg"
    open_driver.session.operations.save.run()
    qtbot.waitUntil(lambda: not open_driver.document.has_unsaved_changes, timeout=20_000)
    go.set()
    wait_idle(open_driver, qtbot)
    assert not recovery.copy_path.exists()
    assert recovery._lock is None


def test_only_what_was_changed_is_copied(open_driver, qtbot):
    recovery = open_driver.session.recovery
    written = []
    really = recovery._write
    recovery._write = lambda *arguments: (written.append(1), really(*arguments))
    open_driver.click(3)
    recovery.copy_now()
    wait_idle(open_driver, qtbot)
    recovery.copy_now()
    wait_idle(open_driver, qtbot)
    assert len(written) == 1
    assert not recovery._timer.isActive()


def test_the_question_names_the_plan_and_the_time(open_driver, qtbot, tmp_path):
    left = leave_behind(open_driver, qtbot)
    recovery = open_driver.session.recovery
    (found,) = recovery.left_behind()
    assert found.note.title == open_driver.document.title
    assert found.words.startswith(f"“{found.note.title}” as of ")
    left.with_name(left.name + ".json").write_text("[1")
    (found,) = recovery.left_behind()
    assert found.words.startswith("“a plan” as of ")


@pytest.mark.parametrize(
    ("stored", "every"), [("5", 5.0), ("soon", 30.0), ("9999", 30.0), ("0", 0.1)]
)
def test_the_time_between_copies_is_a_setting_within_bounds(tmp_path, stored, every):
    settings = Settings(tmp_path / "s.ini")
    settings._store.setValue("recovery/copy_every_s", stored)
    assert settings.copy_every_s == every
