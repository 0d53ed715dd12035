"""Every bad input of `new` is one clear line on the error stream, exit code 2, nothing written."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pyogrio
import pytest

from tests.cli.command import LAYERS, NEW
from tests.sources.making import codes, units_frame, write, write_csv

REPOSITORY = Path(__file__).parents[2]


def changed(option: str, value: object) -> tuple[object, ...]:
    """The options of a good `new`, with one of them changed."""
    options = [*NEW, *LAYERS]
    options[options.index(option) + 1] = str(value)
    return tuple(options)


@pytest.mark.parametrize(
    ("option", "value", "names"),
    [
        ("--units", "absent.gpkg", ("absent.gpkg",)),
        ("--units", "units.gpkg:absent", ("units.gpkg", "'absent'", "lsoa21, other")),
        ("--units", "units.gpkg", ("units.gpkg", "lsoa21, other")),
        ("--units", "reg.csv", ("reg.csv", ".gpkg")),
        ("--units", ".", ("folder",)),
        ("--units", "", ()),
        ("--id", "absent", ("units.gpkg", "'absent'", "ward_code", "--id")),
        ("--name", "absent", ("units.gpkg", "'absent'", "ward_code", "--name")),
        ("--resident", "absent", ("units.gpkg", "'absent'", "ward_code", "--resident")),
        ("--resident", "name", ("units.gpkg", "row 1", "'name'", "Testham 000")),
        ("--id", "ward_code", ("units.gpkg", "WA", "row 1", "row 2")),
        ("--lookup", "ward=absent", ("units.gpkg", "'absent'", "'ward'")),
        ("--lookup", "ward", ("'ward'", "NAME=COLUMN")),
        ("--lookup", "My Ward=ward_code", ("'My Ward'",)),
        ("--lookup", "pcn=ward_code", ("pcn",)),
        ("--registrations", "absent.csv", ("absent.csv",)),
        ("--registrations", "map.csv", ("map.csv", "--column")),
        ("--practice-pcn", "absent.csv", ("absent.csv",)),
        ("--practice-pcn", "reg.csv", ("reg.csv", "--column pcn=")),
        ("--practice-pcn", "units.gpkg", ("units.gpkg", ".csv")),
    ],
)
def test_new_with_one_option_wrong(run, option, value, names):
    run.refused("new", "plan.gpkg", *changed(option, value), names=names)


@pytest.mark.parametrize(
    ("more", "names"),
    [
        (("--where", "la_code="), ("'la_code='", "COLUMN=VALUE")),
        (("--where", "=E06000001"), ("'=E06000001'", "COLUMN=VALUE")),
        (("--where", "nonsense"), ("'nonsense'", "COLUMN=VALUE")),
        (("--where", ""), ("COLUMN=VALUE",)),
        (("--where", "la_code=E06000999"), ("units.gpkg", "la_code", "E06000999", "E06000001")),
        (("--where", "absent=1"), ("units.gpkg", "'absent'", "la_code")),
        (("--band", "50000:30000"), ("50,000", "30,000")),
        (("--band", "abc"), ("'abc'", "30000:50000")),
        (("--band", "-1:5"), ("'-1:5'",)),
        (("--band", "0:0"), ("band",)),
        (("--crs", "EPSG:0"), ("EPSG:0", "EPSG:27700")),
        (("--crs", "EPSG:4326"), ("units.gpkg", "Great Britain")),
        (("--bridge", "E01000001"), ("'E01000001'", "CODE:CODE:REASON")),
        (("--bridge", "E01000001:E01000002"), ("CODE:CODE:REASON",)),
        (("--bridge", "a:cat:"), ("'a:cat:'",)),
        (("--bridge", "E01000001:E09:Ferry"), ("E09", "Ferry")),
        (("--bridge", "E01000001:E01000001:Ferry"), ("E01000001",)),
        (("--nonsense",), ("--nonsense",)),
        (("another.gpkg",), ("another.gpkg",)),
    ],
)
def test_new_with_one_option_too_many(run, more, names):
    run.refused("new", "plan.gpkg", *NEW, *LAYERS, *more, names=names)


def test_new_needs_units(run):
    at = NEW.index("--units")
    run.refused("new", "plan.gpkg", *NEW[:at], *NEW[at + 2 :], names=("--units",))


@pytest.mark.parametrize("alone", [LAYERS[2:4], LAYERS[4:6]])
def test_registrations_and_the_map_only_together(run, alone):
    """Registrations that name no PCN say nothing of PCNs; a map alone says nothing of patients."""
    run.refused("new", "plan.gpkg", *NEW, *alone, names=("--practice-pcn",))


@pytest.mark.parametrize(
    ("more", "names"),
    [
        (("--data", "absent.csv"), ("absent.csv",)),
        (("--column", "people"), ("'people'", "ROLE=COLUMN")),
        (("--column", "beauty=name"), ("'beauty'", "people")),
        (("--ledger", "pupils"), ("'pupils'", "NAME=COLUMN")),
        (("--ledger", "pupils=absent"), ("'absent'",)),
        (("--overlay", "old"), ("'old'",)),
        (("--overlay", "old=absent.gpkg"), ("absent.gpkg",)),
        (("--points", "libraries=map.csv"), ("map.csv",)),
        (("--change-lookup", "map.csv"), ("map.csv",)),
        (("--postcodes", "map.csv"), ("map.csv",)),
        (("--barrier", "E01000001:E01000002"), ("REASON",)),
        (("--barrier-lines", "rivers.gpkg"), ("rivers.gpkg", "REASON")),
        (("--band", "pupils=1:2"), ("'pupils'",)),
        (("--band", "1:2", "--band", "3:4"), ("resident",)),
        (("--target", "pcn.beauty>=0.5"), ("beauty", "containment")),
        (("--target", "parish.share>=0.5"), ("'parish'", "pcn")),
        (("--target", "pcn.share<=0.5"), ("pcn.share<=0.5", ">=")),
        (("--target", "pcn.share>=75"), ("75%",)),
    ],
)
def test_new_with_one_wrong_thing_more(run, more, names):
    run.refused("new", "plan.gpkg", *NEW, *LAYERS, *more, names=names)


@pytest.mark.parametrize("out", ["absent/plan.gpkg", "folder", "x" * 300 + ".gpkg"])
def test_new_where_nothing_can_be_written(run, out):
    (run.folder / "folder").mkdir()
    run.refused("new", out, *NEW, "--replace", names=(out[:20],))


def test_new_onto_the_boundaries_themselves(run):
    run.refused("new", "units.gpkg", *NEW, names=("units.gpkg",))
    run.refused("new", "units.gpkg", *NEW, "--replace", names=("units.gpkg",))


ROW_5 = {
    "an empty id": ("code", "", ("row 5", "'code'")),
    "an id twice": ("code", "E01000001", ("E01000001", "row 1", "row 5")),
    "negative people": ("people", "-3", ("row 5", "'people'", "'-3'")),
    "people that are no number": ("people", "a few", ("row 5", "'people'", "'a few'")),
    "people missing": ("people", "", ("row 5", "'people'")),
    "no people": ("people", "0", ("E01000005", "'people'", "--allow-empty")),
}


@pytest.mark.parametrize("fault", list(ROW_5))
def test_a_row_of_the_boundaries_that_cannot_be_used(run, fault):
    column, value, names = ROW_5[fault]
    frame = units_frame("AAAA\nAAAA", people=["1500"] * 8)
    frame.loc[4, column] = value
    write(run.folder / "bad.gpkg", frame)
    run.refused("new", "plan.gpkg", *BAD, names=("bad.gpkg", *names))


BAD = ("--units", "bad.gpkg", *NEW[2:])


def test_boundaries_without_a_reference_system(run):
    frame = units_frame().set_crs(None, allow_override=True)
    with pytest.warns(UserWarning, match="crs"):
        write(run.folder / "bad.gpkg", frame, None)
    run.refused("new", "plan.gpkg", *BAD, names=("bad.gpkg", "--crs"))
    run.ok("new", "plan.gpkg", *BAD, "--crs", "EPSG:27700")


def test_units_that_touch_nothing(run):
    write(run.folder / "bad.gpkg", units_frame("AA~A"))
    run.refused("new", "plan.gpkg", *BAD, names=("bad.gpkg", "E01000003", "--bridge"))
    run.ok("new", "islands.gpkg", *BAD, "--allow-islands")
    ran = run.ok("new", "bridged.gpkg", *BAD, "--bridge", "E01000002:E01000003:The ferry")
    assert "2 neighbour pairs" in ran.out


def test_units_without_people_that_are_accepted(run):
    write(run.folder / "bad.gpkg", units_frame("AAA", people=[0, 1500, 1500]))
    run.ok("new", "plan.gpkg", *BAD, "--allow-empty")


def test_points_and_lines_instead_of_areas(run):
    frame = units_frame("AAA")
    frame.geometry = frame.geometry.centroid
    write(run.folder / "bad.gpkg", frame)
    run.refused("new", "plan.gpkg", *BAD, names=("bad.gpkg", "row 1", "Point"))


def test_a_damaged_file_of_boundaries(run):
    whole = (run.folder / "units.gpkg").read_bytes()
    (run.folder / "bad.gpkg").write_bytes(whole[: len(whole) // 2])
    run.refused("new", "plan.gpkg", *BAD, names=("bad.gpkg",))


def test_registrations_whose_codes_do_not_join(run):
    rows = [("P1", code, 5) for code in codes(9, start=500)]
    write_csv(run.folder / "bad.csv", ("PRACTICE_CODE", "LSOA_CODE", "NUMBER_OF_PATIENTS"), rows)
    names = ("bad.csv", "E01000500", "E01000001", "2011 and 2021")
    run.refused("new", "plan.gpkg", *changed("--registrations", "bad.csv"), names=names)


def test_registrations_of_practices_that_the_map_does_not_have(run):
    rows = [("X1", code, 5) for code in codes(9)]
    write_csv(run.folder / "bad.csv", ("PRACTICE_CODE", "LSOA_CODE", "NUMBER_OF_PATIENTS"), rows)
    names = ("bad.csv", "map.csv", "X1")
    run.refused("new", "plan.gpkg", *changed("--registrations", "bad.csv"), names=names)


@pytest.mark.parametrize("count", ["-1", "some", ""])
def test_registrations_with_a_count_that_is_none(run, count):
    rows = [("P1", codes(1)[0], 5), ("P1", codes(1)[0], count)]
    write_csv(run.folder / "bad.csv", ("PRACTICE_CODE", "LSOA_CODE", "NUMBER_OF_PATIENTS"), rows)
    names = ("bad.csv", "line 3", "'NUMBER_OF_PATIENTS'")
    run.refused("new", "plan.gpkg", *changed("--registrations", "bad.csv"), names=names)


def test_warnings_of_the_map_library_do_not_reach_the_user(run):
    """GDAL warns, for example, of a table that is listed but not there; the units are fine."""
    frame = units_frame("AAA")
    write(run.folder / "bad.gpkg", frame)
    base = sqlite3.connect(run.folder / "bad.gpkg")
    base.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
        "VALUES ('gone', 'attributes', 'gone')"
    )
    base.commit()
    base.close()
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    ran = subprocess.run(
        [sys.executable, "-m", "icp_footprints", "new", "plan.gpkg", *BAD],
        cwd=run.folder,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert pyogrio.read_info(run.folder / "plan.gpkg", layer="units")["features"] == 3
