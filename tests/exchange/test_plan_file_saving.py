"""Saving: under any name, whole or not at all, and never over what one may not replace."""

import shutil
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from icp_footprints.errors import InputError
from icp_footprints.exchange import plan_file
from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import Footprint, Plan
from icp_footprints.plan.target import Target
from tests.exchange.full_disk import full_disk
from tests.exchange.plan_files import digest, edit, full, saved
from tests.grids import place_of, plan_of


@pytest.mark.parametrize("name", ["a b.gpkg", "a#b.gpkg", "a?b.gpkg", "a%20b.gpkg", "Tŷ 🏥.gpkg"])
def test_any_name_of_a_file_will_do(tmp_path, name):
    folder = tmp_path / f"in {name}"
    folder.mkdir()
    place, plan = full()
    assert open_plan_file(saved(folder / name, place, plan))[1] == plan
    assert [path.name for path in folder.iterdir()] == [name]


def test_a_relative_path_will_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    _, plan = full()
    assert open_plan_file(saved(Path("plan.gpkg"), *full()))[1] == plan


def test_opening_changes_nothing_and_leaves_nothing_behind(tmp_path):
    path = saved(tmp_path / "a.gpkg", *full())
    before = digest(path), path.stat().st_mtime_ns
    open_plan_file(path)
    assert (digest(path), path.stat().st_mtime_ns) == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.gpkg"]


def test_a_file_without_leave_to_write_opens(tmp_path):
    path = saved(tmp_path / "a.gpkg", *full())
    path.chmod(0o444)
    assert open_plan_file(path)[1] == full()[1]


def test_saving_where_one_cannot_leaves_the_old_file(tmp_path):
    place, plan = full()
    target = tmp_path / "folder.gpkg"
    target.mkdir()
    for path, words in (
        (target, "is a folder"),
        (tmp_path / "nowhere" / "a.gpkg", "no folder"),
        (tmp_path / f"{'x' * 300}.gpkg", "too long"),
    ):
        with pytest.raises(InputError, match=words):
            save_plan_file(path, place, plan)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.gpkg"]


def test_saving_over_a_read_only_file_leaves_it(tmp_path, monkeypatch):
    place, plan = full()
    path = saved(tmp_path / "a.gpkg", place, plan)
    before = digest(path)
    # Root may write anywhere: the system's own answer to "may I?" stands in.
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(InputError, match="read-only"):
        save_plan_file(path, place, Plan.empty(12))
    assert digest(path) == before


@pytest.mark.parametrize("step", ["write_tables", "write_map_layers"])
@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt, MemoryError])
def test_a_crash_while_saving_leaves_the_old_file_and_nothing_else(
    tmp_path, monkeypatch, step, fault
):
    place, plan = full()
    path = saved(tmp_path / "a.gpkg", place, plan)
    before = digest(path)
    real = getattr(plan_file, step)

    def crash(*args: object) -> None:
        real(*args)
        raise fault("power cut")

    monkeypatch.setattr(plan_file, step, crash)
    with pytest.raises(fault, match="power cut"):
        save_plan_file(path, place, Plan.empty(12))
    assert digest(path) == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.gpkg"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
@pytest.mark.parametrize("room", [100, 30_000, 90_000, 150_000, 190_000])
def test_a_full_disk_is_one_line_and_leaves_the_old_file(tmp_path, room):
    place, plan = full()
    path = saved(tmp_path / "a.gpkg", place, plan)
    before = digest(path)
    assert path.stat().st_size > room
    with full_disk(room), pytest.raises(InputError, match="could not be written whole") as caught:
        save_plan_file(path, place, replace(plan, name="Other"))
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert digest(path) == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.gpkg"]


def test_saving_over_a_file_replaces_it_whole(tmp_path):
    place, plan = full()
    path = saved(tmp_path / "a.gpkg", place, plan)
    save_plan_file(path, place_of("AB"), Plan.empty(2))
    found, empty = open_plan_file(path)
    assert (len(found.units), empty) == (2, Plan.empty(2))
    assert [each.name for each in tmp_path.iterdir()] == ["a.gpkg"]


def test_a_log_that_qgis_left_beside_the_file_does_not_spoil_the_next_save(tmp_path):
    """QGIS opens GeoPackages in WAL mode: what it has not yet written in lies in a -wal file."""
    place, plan = full()
    path = saved(tmp_path / "a.gpkg", place, plan)
    qgis = sqlite3.connect(path)
    qgis.execute("PRAGMA journal_mode = WAL")
    qgis.execute("UPDATE plan SET value = 'Edited in QGIS' WHERE key = 'name'")
    qgis.commit()
    assert (tmp_path / "a.gpkg-wal").stat().st_size
    # As the files lie when QGIS, or the computer, has stopped without tidying up.
    stopped = tmp_path / "stopped"
    stopped.mkdir()
    for each in tmp_path.glob("a.gpkg*"):
        shutil.copy(each, stopped / each.name)
    qgis.close()
    assert open_plan_file(stopped / "a.gpkg")[1].name == "Edited in QGIS"
    renamed = replace(plan, name="Saved here")
    save_plan_file(stopped / "a.gpkg", place, renamed)
    assert open_plan_file(stopped / "a.gpkg")[1] == renamed


def test_an_edit_made_in_qgis_while_it_is_open_is_read(tmp_path):
    path = saved(tmp_path / "a.gpkg", *full())
    edit(path, "PRAGMA journal_mode = WAL", "UPDATE plan SET value = 'Q' WHERE key = 'name'")
    assert open_plan_file(path)[1].name == "Q"


TYPED = {
    "a name": lambda plan, text: replace(plan, footprints=(Footprint("F01", text),)),
    "a reason": lambda plan, text: replace(
        plan, exceptions=(RecordedException("coverage", "", text, "Board", "2026-11-22"),)
    ),
    "a layer": lambda plan, text: replace(plan, targets=(Target(text, "share", 0.5),)),
}


@pytest.mark.parametrize("text", ["half \ud800 pair", "nul\0byte"])
@pytest.mark.parametrize("what", list(TYPED))
def test_a_text_no_file_can_hold_is_refused_in_words(tmp_path, what, text):
    path = saved(tmp_path / "plan.gpkg", place_of("A"), plan_of("A"))
    before = digest(path)
    with pytest.raises(InputError, match="no file can hold"):
        save_plan_file(path, place_of("A"), TYPED[what](plan_of("A"), text))
    assert digest(path) == before
