"""Saving where something else happens at the same time."""

import os
import threading

import numpy as np
import pytest

from icp_footprints.errors import InputError
from icp_footprints.exchange.file_stamp import stamp_of
from icp_footprints.exchange.plan_file import open_plan_file
from tests.grids import place_of, plan_of
from tests.ui.driver import wait_idle
from ui.operations import save as save_module


@pytest.fixture
def plan_path(tmp_path):
    return tmp_path / "Testham.footprints.gpkg"


@pytest.fixture
def saved(open_driver, qtbot, plan_path):
    """The window with its plan saved, and one change since."""
    open_driver.files.path = plan_path
    open_driver.session.operations.save.run()
    wait_idle(open_driver, qtbot)
    open_driver.click(3)
    return open_driver


@pytest.fixture
def held(monkeypatch):
    """Saves wait for this event; how many have begun."""
    go, begun = threading.Event(), []
    really = save_module.write_plan

    def slow(*arguments):
        begun.append(arguments[2])
        assert go.wait(20)
        return really(*arguments)

    monkeypatch.setattr(save_module, "write_plan", slow)
    yield go, begun
    go.set()


def change_elsewhere(path):
    """Write to the file as another program would, without changing its size."""
    content = path.read_bytes()
    path.write_bytes(content)
    os.utime(path, ns=(1, 1))


@pytest.mark.parametrize("how", ["changed", "gone"])
def test_a_file_changed_by_another_program_is_not_overwritten_unasked(saved, qtbot, plan_path, how):
    if how == "gone":
        plan_path.unlink()
    else:
        change_elsewhere(plan_path)
    before = plan_path.read_bytes() if plan_path.exists() else None
    saved.messages.changed = "cancel"
    saved.session.operations.save.run()
    wait_idle(saved, qtbot)
    assert saved.messages.questions == [f"Testham.footprints.gpkg {how}"]
    assert (plan_path.read_bytes() if plan_path.exists() else None) == before
    assert saved.document.has_unsaved_changes


@pytest.mark.parametrize("how", ["changed", "gone"])
def test_saving_over_it_asks_once(saved, qtbot, plan_path, how):
    if how == "gone":
        plan_path.unlink()
    else:
        change_elsewhere(plan_path)
    saved.messages.changed = "over"
    saved.session.operations.save.run()
    wait_idle(saved, qtbot)
    assert not saved.document.has_unsaved_changes
    assert np.array_equal(open_plan_file(plan_path)[1].assignment, saved.document.plan.assignment)
    saved.click(7)
    saved.session.operations.save.run()
    wait_idle(saved, qtbot)
    assert len(saved.messages.questions) == 1
    assert not saved.document.has_unsaved_changes


def test_saving_as_another_file_leaves_theirs_alone(saved, qtbot, plan_path, tmp_path):
    change_elsewhere(plan_path)
    theirs = plan_path.read_bytes()
    saved.messages.changed = "other"
    saved.files.path = tmp_path / "Mine.footprints.gpkg"
    saved.session.operations.save.run()
    wait_idle(saved, qtbot)
    assert plan_path.read_bytes() == theirs
    assert saved.document.path == saved.files.path
    assert not saved.document.has_unsaved_changes


def test_a_file_opened_and_then_changed_is_noticed_too(saved, qtbot, plan_path):
    saved.messages.answer = "discard"
    saved.session.operations.open_plan.open(plan_path)
    wait_idle(saved, qtbot)
    change_elsewhere(plan_path)
    saved.click(3)
    saved.session.operations.save.run()
    wait_idle(saved, qtbot)
    assert saved.messages.questions[-1] == "Testham.footprints.gpkg changed"


def test_a_change_while_the_save_runs_is_refused_in_words(saved, qtbot, plan_path, held):
    go, begun = held
    saved.session.operations.save.run()
    qtbot.waitUntil(lambda: len(begun) == 1)
    change_elsewhere(plan_path)
    theirs = plan_path.read_bytes()
    go.set()
    wait_idle(saved, qtbot)
    assert "changed by another program" in saved.messages.errors[-1][1]
    assert plan_path.read_bytes() == theirs
    assert saved.document.has_unsaved_changes


def test_quitting_waits_for_the_save_under_way_and_writes_once(saved, qtbot, plan_path, held):
    go, begun = held
    saved.session.operations.save.run()
    saved.window.close()
    saved.window.close()
    assert saved.window.isVisible()
    assert saved.messages.questions == []
    go.set()
    qtbot.waitUntil(lambda: not saved.window.isVisible(), timeout=30_000)
    assert len(begun) == 1
    after = open_plan_file(plan_path)[1]
    assert np.array_equal(after.assignment, saved.document.plan.assignment)


def test_quitting_does_not_close_when_the_save_under_way_fails(saved, qtbot, monkeypatch):
    go = threading.Event()

    def fails(*_):
        assert go.wait(20)
        raise InputError("No room.")

    monkeypatch.setattr(save_module, "write_plan", fails)
    saved.session.operations.save.run()
    saved.window.close()
    go.set()
    wait_idle(saved, qtbot)
    assert saved.messages.errors[-1] == ("The plan was not saved", "No room.")
    assert saved.window.isVisible()
    assert saved.document.has_unsaved_changes
    # A save that works later does not remember the wish to leave.
    monkeypatch.undo()
    saved.session.operations.save.run()
    wait_idle(saved, qtbot)
    assert not saved.document.has_unsaved_changes
    assert saved.window.isVisible()


def test_changes_made_during_save_and_quit_are_asked_about(saved, qtbot, plan_path, held):
    go, begun = held
    saved.messages.answer = "save"
    saved.window.close()
    saved.click(7)
    saved.messages.answer = "cancel"
    go.set()
    wait_idle(saved, qtbot)
    assert len(saved.messages.questions) == 2
    assert saved.window.isVisible()
    assert saved.document.has_unsaved_changes
    saved.messages.answer = "save"
    saved.window.close()
    qtbot.waitUntil(lambda: not saved.window.isVisible(), timeout=30_000)
    assert len(begun) == 2
    after = open_plan_file(plan_path)[1]
    assert np.array_equal(after.assignment, saved.document.plan.assignment)


def test_a_save_asked_for_during_a_save_follows_it(saved, qtbot, plan_path, held, tmp_path):
    go, begun = held
    operations = saved.session.operations
    operations.save.run()
    assert operations.save.disabled_reason() == operations.save_as.disabled_reason() != ""
    saved.files.path = tmp_path / "Copy.footprints.gpkg"
    operations.save.save_as()
    qtbot.waitUntil(lambda: len(begun) == 1)
    go.set()
    qtbot.waitUntil(lambda: len(begun) == 2 and not saved.session.runner.is_busy, timeout=30_000)
    assert saved.document.path == saved.files.path
    assert plan_path.exists()


def test_a_save_asked_for_while_the_file_turns_out_changed_follows_the_answer(
    saved, qtbot, plan_path, tmp_path
):
    change_elsewhere(plan_path)
    theirs = plan_path.read_bytes()
    saved.messages.changed = "other"
    saved.files.path = tmp_path / "Mine.footprints.gpkg"
    closed = []
    saved.session.operations.save.save(lambda: closed.append("first"))
    saved.session.operations.save.wait(lambda: closed.append("second"))
    wait_idle(saved, qtbot)
    assert closed == ["second"]
    assert plan_path.read_bytes() == theirs
    assert saved.document.path == saved.files.path


def test_the_state_of_the_file_is_read_off_the_window_s_thread(saved, qtbot, monkeypatch):
    threads = []

    def slow(path):
        threads.append(threading.current_thread())
        return stamp_of(path)

    monkeypatch.setattr(save_module, "stamp_of", slow)
    saved.session.operations.save.run()
    wait_idle(saved, qtbot)
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()
    assert not saved.document.has_unsaved_changes


def test_another_plan_opened_meanwhile_is_not_written_to_the_changed_file(
    saved, qtbot, plan_path, monkeypatch
):
    change_elsewhere(plan_path)
    theirs = plan_path.read_bytes()
    go = threading.Event()

    def slow(path):
        assert go.wait(20)
        return stamp_of(path)

    monkeypatch.setattr(save_module, "stamp_of", slow)
    saved.messages.changed = "over"
    saved.session.operations.save.run()
    saved.document.open(place_of("AABB"), plan_of("AABB"))
    go.set()
    wait_idle(saved, qtbot)
    assert saved.messages.questions == []
    assert plan_path.read_bytes() == theirs
