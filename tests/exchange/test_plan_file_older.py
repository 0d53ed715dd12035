"""Plan files saved by earlier versions of the program still open, with all they held."""

import gzip
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
from icp_footprints.exchange.plan_tables import SCHEMA_VERSION
from icp_footprints.plan.actions.lock import lock
from tests.exchange.plan_files import (
    assert_same_place,
    digest,
    edit,
    full,
    of_schema_1,
    refused,
)

# What version 0.1.0, the last of schema 1, saved of `of_schema_1`.
KEPT = Path(__file__).with_name("plan_of_schema_1.gpkg.gz")


def schema_1(folder: Path) -> Path:
    path = folder / "old.footprints.gpkg"
    path.write_bytes(gzip.decompress(KEPT.read_bytes()))
    return path


def test_a_file_of_schema_1_opens_with_all_it_held(tmp_path):
    path = schema_1(tmp_path)
    before = digest(path)
    place, plan = open_plan_file(path)
    expected_place, expected_plan = of_schema_1()
    assert_same_place(place, expected_place)
    assert plan == expected_plan
    assert digest(path) == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_saved_again_it_is_of_todays_schema_and_holds_what_is_added(tmp_path):
    path = schema_1(tmp_path)
    place, plan = full()
    open_plan_file(path)
    save_plan_file(path, place, plan)
    assert_same_place(open_plan_file(path)[0], place)
    assert open_plan_file(path)[1] == plan
    base = sqlite3.connect(path)
    version = base.execute("SELECT value FROM plan WHERE key = 'schema_version'").fetchone()[0]
    base.close()
    assert int(version) == SCHEMA_VERSION == 4


def test_a_file_saved_before_footprints_could_be_locked_opens_with_none_locked(tmp_path):
    place, plan = full()
    path = tmp_path / "a.gpkg"
    save_plan_file(path, place, plan)
    assert [each.locked for each in open_plan_file(path)[1].footprints] == [
        False,
        True,
        False,
        True,
    ]
    edit(path, "ALTER TABLE footprints DROP COLUMN locked")
    found_place, found = open_plan_file(path)
    assert_same_place(found_place, place)
    assert found == lock(plan, ["F02", "F09"], locked=False)


def test_a_file_of_schema_2_opens_with_nobody_named_and_no_colour_chosen(tmp_path):
    place, plan = full()
    path = tmp_path / "a.gpkg"
    save_plan_file(path, place, plan)
    edit(
        path,
        *(f"ALTER TABLE footprints DROP COLUMN {name}" for name in ("lead", "partners", "colour")),
        "UPDATE plan SET value = '2' WHERE key = 'schema_version'",
    )
    before = digest(path)
    found_place, found = open_plan_file(path)
    assert_same_place(found_place, place)
    plain = [replace(each, lead="", partners="", colour=None) for each in plan.footprints]
    assert plain != list(plan.footprints)
    assert found == replace(plan, footprints=tuple(plain))
    assert digest(path) == before


def test_a_lock_that_another_program_left_out_is_none(tmp_path):
    place, plan = full()
    path = tmp_path / "a.gpkg"
    save_plan_file(path, place, plan)
    edit(
        path,
        "ALTER TABLE footprints DROP COLUMN locked",
        "ALTER TABLE footprints ADD COLUMN locked BOOLEAN",
    )
    assert open_plan_file(path)[1] == lock(plan, ["F02", "F09"], locked=False)


def test_of_several_edits_of_one_pair_the_last_holds(tmp_path):
    """Schema 1 let a pair be given twice, which is refused today."""
    twice = "INSERT INTO adjacency_edits VALUES (2, 'barrier', 'U011', 'U000', 'No ferry now')"
    edits = open_plan_file(edit(schema_1(tmp_path), twice))[0].adjacency.edits
    assert [(each.kind, each.reason) for each in edits] == [
        ("barrier", "Railway"),
        ("barrier", "No ferry now"),
    ]


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM plan WHERE key = 'band_low'",
        "UPDATE plan SET value = 'x' WHERE key = 'band_low'",
        "UPDATE plan SET value = '9999' WHERE key = 'band_low'",
        "UPDATE plan SET value = 'nobody' WHERE key = 'band_ledger'",
        "UPDATE ledgers SET name = 'gone' WHERE position = 1",
        "DROP TABLE ledgers",
        "DROP TABLE layers",
        "DROP TABLE sources",
        "UPDATE layers SET kind = 'x'",
    ],
)
def test_a_damaged_file_of_schema_1_is_refused(tmp_path, damage):
    refused(edit(schema_1(tmp_path), damage), "damaged")
