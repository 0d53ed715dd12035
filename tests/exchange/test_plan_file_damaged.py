"""Files that are damaged, newer, or no plan files at all are refused in words and left alone."""

import contextlib
import random
import sqlite3

import pyogrio
import pytest

from icp_footprints import __version__
from icp_footprints.errors import PlanFileError
from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
from icp_footprints.exchange.plan_tables import SCHEMA_VERSION
from icp_footprints.plan.plan import Plan
from tests.exchange.plan_files import digest, edit, full, refused, saved
from tests.grids import place_of, plan_of


def test_a_file_cut_short_anywhere_is_refused_and_left_alone(tmp_path):
    whole = saved(tmp_path / "a.gpkg", *full()).read_bytes()
    path = tmp_path / "cut.gpkg"
    for length in [0, 1, 15, 16, 99, 100, 101, *range(512, len(whole), len(whole) // 40)]:
        path.write_bytes(whole[:length])
        refused(path)


def test_bytes_turned_at_random_never_crash_it_nor_change_the_file(tmp_path):
    place, plan = full()
    whole = saved(tmp_path / "a.gpkg", place, plan).read_bytes()
    path = tmp_path / "turned.gpkg"
    dice = random.Random(1)
    refusals: list[str] = []
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(dice.choice([1, 1, 4, 64])):
            data[dice.randrange(len(data))] ^= dice.randrange(1, 256)
        path.write_bytes(data)
        before = digest(path)
        try:
            open_plan_file(path)
        except PlanFileError as error:
            refusals.append(str(error))
        assert digest(path) == before
    assert refusals
    assert not any("\n" in text for text in refusals)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.gpkg", "turned.gpkg"]


DAMAGE = {
    "no units": ["DELETE FROM units"],
    "a unit twice": ["UPDATE units SET unit_id = 'U000'"],
    "a unit without a boundary": ["UPDATE units SET geom = NULL WHERE fid = 3"],
    "a boundary that is none": ["UPDATE units SET geom = x'4750000100' WHERE fid = 3"],
    "people below nobody": ["UPDATE units SET people_resident = -1 WHERE fid = 3"],
    "people missing": ["UPDATE units SET people_resident = NULL WHERE fid = 3"],
    "a footprint that is not there": ["UPDATE units SET footprint_id = 'X' WHERE fid = 3"],
    "a footprint named twice": ["UPDATE footprints SET footprint_name = 'x'"],
    "a footprint half locked": ["UPDATE footprints SET locked = 'x'"],
    "a colour that is a word": ["UPDATE footprints SET colour = 'red'"],
    "a colour that is half one": ["UPDATE footprints SET colour = 1.5"],
    "a colour beyond the palette": ["UPDATE footprints SET colour = 8"],
    "a colour below it": ["UPDATE footprints SET colour = -1"],
    "no settings": ["DELETE FROM plan"],
    "a band that is no number": ["UPDATE bands SET low = 'x'"],
    "a band upside down": ["UPDATE bands SET low = 9999 WHERE position = 0"],
    "settings that are no JSON": ["UPDATE plan SET value = '{' WHERE key = 'origin_settings'"],
    "settings that are other JSON": ["UPDATE plan SET value = '[1]' WHERE key = 'origin_settings'"],
    "a version that is no number": ["UPDATE plan SET value = 'x' WHERE key = 'schema_version'"],
    "no ledgers": ["DELETE FROM ledgers"],
    "a ledger without a column": ["UPDATE ledgers SET name = 'gone' WHERE position = 1"],
    "a share of a unit that is not there": ["UPDATE shares SET unit = 99 WHERE unit = 6"],
    "a share of unit minus one": ["UPDATE shares SET unit = -1 WHERE unit = 6"],
    "a share that is no number": ["UPDATE shares SET share = 'x' WHERE unit = 6"],
    "shares over the whole": ["UPDATE shares SET share = 2 WHERE unit = 6"],
    "an area that is missing": ["DELETE FROM areas WHERE area_id = 'U4'"],
    "a layer of no known kind": ["UPDATE layers SET kind = 'x' WHERE position = 0"],
    "neighbours that are not there": ["UPDATE adjacency SET unit_b = 99 WHERE unit_b = 11"],
    "a neighbour of itself": ["UPDATE adjacency SET unit_a = 11 WHERE unit_a = 10"],
    "a bridge to nowhere": ["UPDATE adjacency_edits SET unit_b = 'X'"],
    "an edit of no known kind": ["UPDATE adjacency_edits SET kind = 'x' WHERE position = 0"],
    "notes that are no JSON": ["UPDATE sources SET notes = 'x'"],
    "a band of two ledgers alike": ["UPDATE bands SET ledger = 'resident'"],
    "no bands": ["DELETE FROM bands"],
    "a further band on no ledger": ["UPDATE bands SET ledger = 'x' WHERE position = 2"],
    "a target of no known measure": ["UPDATE targets SET measure = 'x'"],
    "a target beyond the whole": ["UPDATE targets SET threshold = 1.5 WHERE position = 0"],
    "an exception without a reason": ["UPDATE exceptions SET reason = ' '"],
    "an exception on no day": ["UPDATE exceptions SET date = '2026-13-01'"],
    "ages of nobody's ledger": ["UPDATE ages SET ledger = 'x'"],
    "an age without a column": ["UPDATE ages SET column_name = 'x' WHERE position = 1"],
    "ages upside down": ["UPDATE ages SET lowest_age = 99 WHERE position = 0"],
    "people of an age below nobody": ["UPDATE units SET aged_from_16_resident = -1"],
    "a decile beyond ten": ["UPDATE units SET deprivation_decile = 258 WHERE fid = 3"],
    "a decile that is missing": ["UPDATE units SET deprivation_decile = NULL WHERE fid = 3"],
    "a score without a decile": ["ALTER TABLE units DROP COLUMN deprivation_decile"],
    "a class that is not there": ["UPDATE units SET urban_rural_class = 9 WHERE fid = 3"],
    "classes gone": ["DELETE FROM urban_rural_classes"],
    "a point without a place": ["UPDATE points SET geom = NULL WHERE fid = 1"],
    "a point in no unit": ["UPDATE points SET unit_id = 'x' WHERE fid = 1"],
    "a point too few": ["DELETE FROM points WHERE fid = 1"],
    "a point of no layer": ["UPDATE points SET layer = 'x' WHERE fid = 1"],
    "a point twice": ["UPDATE points SET point_id = 'N1'"],
    "points gone": ["DROP TABLE points"],
    "a covered share too few": ["DELETE FROM covered WHERE unit = 5"],
    "a covered share over the whole": ["UPDATE covered SET share = 2 WHERE unit = 5"],
    "a join of no source": ["UPDATE joins SET source = 9 WHERE source = 1"],
    "a conversion of no join": ["UPDATE conversions SET source = 2"],
    "rows that are no number": ["UPDATE joins SET rows_read = 'x'"],
    "causes that are no list": ["UPDATE joins SET causes = '{}'"],
    "a schema that never was": ["UPDATE plan SET value = '0' WHERE key = 'schema_version'"],
    "a table gone": ["DROP TABLE shares"],
    "a layer gone": ["DROP TABLE footprints"],
    "a column gone": ["ALTER TABLE units DROP COLUMN unit_name"],
}


@pytest.mark.parametrize("damage", list(DAMAGE))
def test_a_file_that_contradicts_itself_is_refused(tmp_path, damage):
    path = edit(saved(tmp_path / "a.gpkg", *full()), "PRAGMA trusted_schema = 1")
    base = sqlite3.connect(path)
    # GDAL's triggers keep a spatial index by functions that SQLite alone does not have.
    triggers = base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    base.close()
    edit(path, *(f"DROP TRIGGER {name}" for (name,) in triggers), *DAMAGE[damage])
    refused(path, "damaged")


def test_a_newer_file_says_which_version_it_needs(tmp_path):
    path = saved(tmp_path / "a.gpkg", *full())
    edit(
        path,
        f"UPDATE plan SET value = '{SCHEMA_VERSION + 1}' WHERE key = 'schema_version'",
        "UPDATE plan SET value = '9.8.7' WHERE key = 'program_version'",
    )
    newer = f"schema {SCHEMA_VERSION + 1}", f"up to {SCHEMA_VERSION}"
    refused(path, "newer version", "9.8.7", *newer, __version__)
    edit(path, "DROP TABLE shares")
    refused(path, "newer version")


def test_other_files_are_not_called_damaged_plans(tmp_path):
    plain = tmp_path / "plain.gpkg"
    units, _ = full()
    save_plan_file(plain, units, Plan.empty(12))
    frame = pyogrio.read_dataframe(plain, layer="units")
    other = tmp_path / "boundaries.gpkg"
    pyogrio.write_dataframe(frame, other, layer="units", driver="GPKG")
    refused(other, "not a plan file", "icp-footprints new")
    database = edit(tmp_path / "base.sqlite", "CREATE TABLE plan (key, value)")
    refused(database, "not a plan file")
    for name, data in (("notes.txt", b"Minutes\n"), ("empty.gpkg", b""), ("a.gpkg", b"\0" * 5000)):
        (tmp_path / name).write_bytes(data)
        refused(tmp_path / name, "not a plan file")


def test_missing_files_and_folders_are_named(tmp_path):
    refused(tmp_path / "absent.gpkg", "no file")
    refused(tmp_path / "no folder" / "absent.gpkg", "no file")
    refused(tmp_path, "folder")
    with pytest.raises(PlanFileError):
        open_plan_file(tmp_path / f"{'x' * 300}.gpkg")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE bands SET ledger = 'nobody'", "no ledger named 'nobody'"),
        ("UPDATE units SET unit_id = NULL WHERE fid = 1", "a unit has no id"),
    ],
)
def test_a_file_changed_by_hand_so_that_it_cannot_be_measured_is_refused(tmp_path, change, words):
    path = tmp_path / "a.footprints.gpkg"
    save_plan_file(path, place_of("AB"), plan_of("AB"))
    with contextlib.closing(sqlite3.connect(path)) as base, base:
        for trigger in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            base.execute(f"DROP TRIGGER {trigger[0]}")
        base.execute(change)
    with pytest.raises(PlanFileError, match=words):
        open_plan_file(path)
