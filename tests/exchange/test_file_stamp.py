"""A plan file that another program has changed is not overwritten unasked."""

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from icp_footprints.errors import InputError
from icp_footprints.exchange import plan_file
from icp_footprints.exchange.file_stamp import ChangedFileError, FileStamp, stamp_of
from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from tests.exchange.plan_files import digest, edit, saved
from tests.grids import place_of, plan_of

PLACE, PLAN = place_of("AB"), plan_of("AB")
RENAME = "UPDATE plan SET value = 'Theirs' WHERE key = 'name'"


def known(path) -> FileStamp:
    found = stamp_of(path)
    assert found is not None
    return found


def test_saving_again_and_again_is_no_change_by_others(tmp_path):
    path = tmp_path / "a.gpkg"
    stamp = save_plan_file(path, PLACE, PLAN)
    for name in ("one", "two"):
        assert stamp == known(path)
        open_plan_file(path)
        assert stamp == known(path)
        stamp = save_plan_file(path, PLACE, replace(PLAN, name=name), stamp)
    assert open_plan_file(path)[1].name == "two"


def test_a_change_by_another_program_is_refused_and_kept(tmp_path):
    path = saved(tmp_path / "a.gpkg", PLACE, PLAN)
    stamp = known(path)
    edit(path, RENAME)
    before = digest(path)
    with pytest.raises(ChangedFileError, match="changed by another program") as caught:
        save_plan_file(path, PLACE, PLAN, stamp)
    assert isinstance(caught.value, InputError)
    assert str(path) in str(caught.value)
    assert "Save under another name" in caught.value.remedy
    assert digest(path) == before
    assert open_plan_file(path)[1].name == "Theirs"
    # Asked to all the same, it saves.
    save_plan_file(path, PLACE, PLAN)
    assert open_plan_file(path)[1] == PLAN


def test_a_change_of_the_same_size_and_time_is_seen(tmp_path):
    """As on a disk that keeps times to two seconds, or through a program that resets them."""
    path = saved(tmp_path / "a.gpkg", PLACE, PLAN)
    stamp, state = known(path), path.stat()
    edit(path, RENAME)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert path.stat().st_size == state.st_size
    assert known(path) != stamp


def test_a_change_that_qgis_still_holds_in_its_log_is_seen(tmp_path):
    path = saved(tmp_path / "a.gpkg", PLACE, PLAN)
    qgis = sqlite3.connect(path)
    qgis.execute("PRAGMA journal_mode = WAL")
    opened = known(path)
    main_file = path.read_bytes()
    qgis.execute(RENAME)
    qgis.commit()
    assert path.read_bytes() == main_file
    with pytest.raises(ChangedFileError):
        save_plan_file(path, PLACE, PLAN, opened)
    qgis.close()


def test_a_change_made_while_saving_is_seen_too(tmp_path, monkeypatch):
    path = saved(tmp_path / "a.gpkg", PLACE, PLAN)
    stamp, real = known(path), plan_file.write_tables

    def meanwhile(temporary: Path, place: Place, plan: Plan) -> None:
        real(temporary, place, plan)
        edit(path, RENAME)

    monkeypatch.setattr(plan_file, "write_tables", meanwhile)
    with pytest.raises(ChangedFileError):
        save_plan_file(path, PLACE, PLAN, stamp)
    assert open_plan_file(path)[1].name == "Theirs"
    assert [each.name for each in tmp_path.iterdir()] == ["a.gpkg"]


def test_a_file_that_has_gone_is_written_anew(tmp_path):
    path = saved(tmp_path / "a.gpkg", PLACE, PLAN)
    stamp = known(path)
    path.unlink()
    assert stamp_of(path) is None
    save_plan_file(path, PLACE, PLAN, stamp)
    assert open_plan_file(path)[1] == PLAN
