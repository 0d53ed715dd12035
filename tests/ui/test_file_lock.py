"""The note that a colleague has a plan file open."""

import json
import os
import platform
import subprocess
import sys
import threading
from dataclasses import replace

import pytest

from tests.ui.driver import Driver, wait_idle
from ui.file_lock import STALE_AFTER_S, holder, lock_path, own_note, refresh, release, take


@pytest.fixture
def plan_path(tmp_path):
    path = tmp_path / "Testham.footprints.gpkg"
    path.write_bytes(b"")
    return path


def colleagues(**changes):
    return replace(own_note(), user="jo.bloggs", machine="LAPTOP-7", **changes)


def age(path, seconds):
    then = path.stat().st_mtime - seconds
    os.utime(path, (then, then))


def test_the_note_stands_beside_the_file_and_says_who_where_and_since_when(plan_path):
    assert take(plan_path, colleagues())
    path = lock_path(plan_path)
    assert path.name == "~$Testham.footprints.gpkg.lock"
    held = json.loads(path.read_text(encoding="utf-8"))
    assert held.keys() == {"user", "machine", "since", "process", "key"}
    found = holder(plan_path)
    assert found is not None
    assert found.words.startswith("with jo.bloggs on the computer LAPTOP-7 since ")


def test_only_one_of_many_who_come_at_once_makes_it(plan_path):
    notes = [own_note() for _ in range(16)]
    gate, got = threading.Barrier(16), []

    def try_it(note):
        gate.wait()
        if take(plan_path, note):
            got.append(note)

    threads = [threading.Thread(target=try_it, args=(note,)) for note in notes]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(got) == 1
    found = holder(plan_path)
    assert found is not None
    assert found.key == got[0].key


def test_a_note_is_released_by_its_owner_only(plan_path):
    mine, theirs = own_note(), colleagues()
    take(plan_path, theirs)
    assert not take(plan_path, mine)
    release(plan_path, mine)
    assert holder(plan_path) == theirs
    release(plan_path, theirs)
    assert holder(plan_path) is None


def test_a_note_not_refreshed_for_long_is_taken_away(plan_path):
    note = colleagues()
    take(plan_path, note)
    age(lock_path(plan_path), STALE_AFTER_S - 60)
    assert holder(plan_path) == note
    age(lock_path(plan_path), 120)
    assert holder(plan_path) is None
    assert not lock_path(plan_path).exists()


def test_refreshing_keeps_a_note_young_and_brings_back_one_that_is_gone(plan_path):
    note = colleagues()
    take(plan_path, note)
    age(lock_path(plan_path), STALE_AFTER_S * 2)
    refresh(plan_path, note)
    assert holder(plan_path) == note
    lock_path(plan_path).unlink()
    refresh(plan_path, note)
    assert holder(plan_path) == note
    refresh(plan_path, own_note())
    assert holder(plan_path) == note


def test_a_note_of_a_program_on_this_computer_that_has_ended_is_taken_away(plan_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    take(plan_path, replace(own_note(), process=ended.pid))
    assert holder(plan_path) is None
    assert not lock_path(plan_path).exists()
    mine = own_note()
    take(plan_path, mine)
    found = holder(plan_path)
    assert found is not None
    assert "in another window on this computer" in found.words


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b'{"user": 1}',
        b"[" * 4000,
        json.dumps(
            {"user": "x", "machine": "y", "since": "soon", "process": 1, "key": "k"}
        ).encode(),
    ],
)
def test_a_note_nobody_can_read_is_nobodys_and_goes_when_it_is_old(plan_path, content):
    lock_path(plan_path).write_bytes(content)
    assert holder(plan_path) is None
    assert lock_path(plan_path).exists()
    age(lock_path(plan_path), STALE_AFTER_S + 60)
    assert holder(plan_path) is None
    assert not lock_path(plan_path).exists()


def test_what_somebody_wrote_in_a_note_is_kept_short(plan_path):
    take(plan_path, replace(colleagues(), user="x" * 1000))
    found = holder(plan_path)
    assert found is not None
    assert len(found.words) < 200


def test_a_folder_that_cannot_be_written_has_no_note_and_no_error(tmp_path):
    # A file where the folder should be fails for every user, unlike a read-only folder.
    (tmp_path / "taken").write_text("")
    inside = tmp_path / "taken" / "a.gpkg"
    assert not take(inside, own_note())
    refresh(inside, own_note())
    release(inside, own_note())
    assert holder(inside) is None


# --- in the window ------------------------------------------------------------------------------


@pytest.fixture
def saved(open_driver, qtbot, tmp_path):
    """The window with its plan saved, and so open here."""
    open_driver.files.path = tmp_path / "Testham.footprints.gpkg"
    open_driver.session.operations.save.run()
    wait_idle(open_driver, qtbot)
    return open_driver


def test_a_saved_plan_has_a_note_until_the_window_closes(saved, qtbot):
    path = saved.files.path
    qtbot.waitUntil(lock_path(path).exists)
    found = holder(path)
    assert found is not None
    assert found.machine == platform.node()
    saved.window.close()
    qtbot.waitUntil(lambda: not saved.window.isVisible())
    assert not lock_path(path).exists()


def test_the_note_moves_with_save_as(saved, qtbot, tmp_path):
    first = saved.files.path
    saved.files.path = tmp_path / "Other.footprints.gpkg"
    saved.session.operations.save_as.run()
    wait_idle(saved, qtbot)
    qtbot.waitUntil(lambda: lock_path(saved.files.path).exists() and not lock_path(first).exists())


@pytest.mark.parametrize("answer", ["copy", "anyway", "cancel"])
def test_a_file_that_is_open_elsewhere_is_asked_about(saved, qtbot, tmp_path, answer):
    path = saved.files.path
    qtbot.waitUntil(lock_path(path).exists)
    lock_path(path).unlink()
    take(path, colleagues())
    later = Driver(tmp_path)
    later.messages.in_use = answer
    later.session.operations.open_plan.open(path)
    wait_idle(later, qtbot)
    assert later.messages.questions[0].startswith(
        "Testham.footprints.gpkg is open with jo.bloggs on the computer LAPTOP-7 since "
    )
    assert later.document.is_open == (answer != "cancel")
    assert later.document.path == (path if answer == "anyway" else None)
    wait_idle(later, qtbot)
    if answer == "copy":
        # Saving asks for a name of its own, and the colleague's file stays as it is.
        before = path.read_bytes()
        later.files.path = tmp_path / "Copy.footprints.gpkg"
        later.session.operations.save.run()
        wait_idle(later, qtbot)
        assert later.document.path == tmp_path / "Copy.footprints.gpkg"
        assert path.read_bytes() == before
    later.messages.answer = "discard"
    later.window.close()
    later.session.runner.shut_down()
    later.window.deleteLater()
    found = holder(path)
    assert found is not None
    assert found.user == "jo.bloggs"


def test_opening_again_what_is_open_here_asks_nothing(saved, qtbot):
    qtbot.waitUntil(lock_path(saved.files.path).exists)
    saved.session.operations.open_plan.open(saved.files.path)
    wait_idle(saved, qtbot)
    assert saved.messages.questions == []
    assert saved.document.path == saved.files.path
