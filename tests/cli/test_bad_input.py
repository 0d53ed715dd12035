"""Every bad input is one clear line on the error stream, exit code 2, and nothing written."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pyogrio
import pytest

from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
from icp_footprints.exchange.plan_tables import SCHEMA_VERSION
from icp_footprints.plan.plan import Plan
from tests.cli.command import (
    LAYERS,
    NEW,
    CommandLine,
    contents,
    make_inputs,
    nothing_changes,
)
from tests.sources.making import codes, units_frame, write, write_csv

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def run(tmp_path, capsys) -> CommandLine:
    make_inputs(tmp_path)
    return CommandLine(tmp_path, capsys)


@pytest.fixture
def planned(run: CommandLine) -> CommandLine:
    """A folder with a plan file in it, without footprints yet."""
    run.ok("new", "plan.gpkg", *NEW, *LAYERS)
    return run


def changed(option: str, value: object) -> tuple[object, ...]:
    """The options of a good `new`, with one of them changed."""
    options = [*NEW, *LAYERS]
    options[options.index(option) + 1] = str(value)
    return tuple(options)


# -- new: options -------------------------------------------------------------------------------


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


# -- new: what is in the files ------------------------------------------------------------------

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


# -- generate -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "names"),
    [
        (("--band", "50000:30000"), ("50,000", "30,000")),
        (("--band", "abc"), ("'abc'",)),
        (("--band", "50000"), ("'50000'",)),
        (("--band", "50000:60000"), ("50,000 to 60,000", "96,000 people", "wider band")),
        (("--band", "100000:200000"), ("100,000 to 200,000", "96,000 people")),
        (("--band", "1:100"), ("64 units",)),
        (("--footprints", "0"), ("0 footprints", "64")),
        (("--footprints", "1000"), ("1000 footprints", "64")),
        (("--footprints", "-3"), ("-3", "64")),
        (("--footprints", "many"), ("--footprints",)),
        (("--footprints", "2.5"), ("--footprints",)),
        (("--footprints", "8"), ("8 footprints", "12,000 people", "30,000 to 50,000")),
        (("--ledger", "nobody"), ("'nobody'", "resident", "registered")),
        (("--weight", "absent=1"), ("absent", "pcn, ward")),
        (("--weight", "pcn"), ("'pcn'",)),
        (("--weight", "pcn=heavy"), ("'pcn=heavy'",)),
        (("--weight", "pcn=-1"), ("'pcn'", "-1")),
        (("--weight", "pcn=nan"), ("'pcn'", "nan")),
        (("--weight", "pcn=inf"), ("'pcn'", "inf")),
        (("--time", "0"), ("0 seconds",)),
        (("--time", "-1"), ("-1 seconds",)),
        (("--time", "nan"), ("nan seconds",)),
        (("--time", "inf"), ("inf seconds",)),
        (("--time", "soon"), ("--time",)),
        (("--starts", "0"), ("1 or more",)),
        (("--starts", "-2"), ("1 or more",)),
        (("--seed", "-1"), ("-1",)),
        (("--seed", "one"), ("--seed",)),
        (("--nonsense",), ("--nonsense",)),
        (("--out", "absent/plan.gpkg", "--starts", "1"), ("absent",)),
        (("--out", ".", "--starts", "1"), ()),
    ],
)
def test_generate_with_an_option_that_makes_no_sense(planned, more, names):
    planned.refused("generate", "plan.gpkg", *more, names=names)


def test_a_seed_of_any_size_is_a_seed(planned):
    planned.ok("generate", "plan.gpkg", "--seed", 10**25, "--starts", 1)


def test_a_file_that_cannot_be_written_is_known_before_the_search(planned):
    started = time.monotonic()
    planned.refused("generate", "plan.gpkg", "--out", "absent/p.gpkg", "--time", 6)
    assert time.monotonic() - started < 5


def test_stopping_a_search_leaves_the_plan_as_it_was(planned):
    command = [sys.executable, "-m", "icp_footprints", "generate", "plan.gpkg", "--time", "60"]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    pipe = subprocess.PIPE
    with (
        nothing_changes(planned.folder),
        subprocess.Popen(
            command, cwd=planned.folder, env=environment, stdout=pipe, stderr=pipe
        ) as running,
    ):
        time.sleep(8)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
        assert running.returncode == 130
        assert (out, err) == (b"", b"Error: Stopped. Nothing was written.\n")


# -- a plan file that is none, for every command ------------------------------------------------

COMMANDS = {
    "generate": ("generate", "{}"),
    "generate to another": ("generate", "{}", "--out", "new.gpkg"),
    "measure": ("measure", "{}"),
    "measure as JSON": ("measure", "{}", "--json"),
    "check": ("check", "{}"),
    "export": ("export", "{}", "--geojson", "f.geojson", "--csv", "u.csv"),
    "report": ("report", "{}", "--html", "r.html"),
}


def spoil(path: Path, how: str) -> tuple[str, ...]:
    """Make a file at the path that is no plan, from a good one; what the error must say."""
    match how:
        case "missing":
            path.unlink()
            return ("no file",)
        case "cut short":
            path.write_bytes(path.read_bytes()[:20_000])
            return ("damaged",)
        case "empty":
            path.write_bytes(b"")
            return ("not a plan file",)
        case "text":
            path.write_text("Minutes of the board\n")
            return ("not a plan file",)
        case "folder":
            path.unlink()
            path.mkdir()
            return ("folder",)
        case "boundaries":
            path.unlink()
            write(path, units_frame())
            return ("not a plan file", "icp-footprints new")
        case "newer":
            base = sqlite3.connect(path)
            base.execute(
                "UPDATE plan SET value = ? WHERE key = 'schema_version'", (str(SCHEMA_VERSION + 1),)
            )
            base.commit()
            base.close()
            return ("newer version",)
        case _:
            base = sqlite3.connect(path)
            base.execute("DROP TABLE shares")
            base.close()
            return ("damaged", "shares")


SPOILT = ("missing", "cut short", "empty", "text", "folder", "boundaries", "newer", "a table gone")


@pytest.mark.parametrize("how", SPOILT)
def test_no_command_takes_what_is_no_plan_file(planned, how):
    names = spoil(planned.folder / "plan.gpkg", how)
    for command in COMMANDS.values():
        arguments = [each.format("plan.gpkg") for each in command]
        planned.refused(*arguments, names=("plan.gpkg", *names))


@pytest.mark.parametrize("command", ["new", "generate", "measure", "check", "export", "report"])
def test_a_command_without_its_file_says_which(run, command):
    text = run.refused(command)
    assert re.search(r"argument|option", text)
    assert "--help" in text


def test_a_command_that_is_none(run):
    run.refused("generat", "plan.gpkg", names=("generat",))
    run.refused("--nonsense", names=("--nonsense",))


# -- export, report -----------------------------------------------------------------------------


def test_export_of_nothing_and_of_an_unknown_kind(planned):
    planned.refused("export", "plan.gpkg", names=("--geojson", "--csv"))
    planned.refused("export", "plan.gpkg", "--kml", "f.kml", names=("--kml",))


@pytest.mark.parametrize("option", ["--geojson", "--csv"])
@pytest.mark.parametrize("name", ["plan.gpkg", "./plan.gpkg", "folder/../plan.gpkg"])
def test_export_onto_the_plan_file_itself(planned, option, name):
    (planned.folder / "folder").mkdir()
    planned.refused("export", "plan.gpkg", option, name, names=("the plan file itself",))


@pytest.mark.parametrize("option", ["--geojson", "--csv"])
def test_export_where_nothing_can_be_written(planned, option):
    planned.refused("export", "plan.gpkg", option, "absent/f", names=("absent",))
    planned.refused("export", "plan.gpkg", option, ".", names=("folder",))


@pytest.mark.parametrize("csv", ["plan.gpkg", "absent/u.csv", "f.geojson"])
def test_export_writes_both_files_or_none(planned, csv):
    planned.refused("export", "plan.gpkg", "--geojson", "f.geojson", "--csv", csv, names=(csv,))


def test_report_where_nothing_can_be_written(planned):
    planned.refused("report", "plan.gpkg", "--html", "plan.gpkg", names=("the plan file itself",))
    planned.refused("report", "plan.gpkg", "--html", "absent/r.html", names=("absent",))


def test_the_demonstration_where_nothing_can_be_written(run):
    (run.folder / "file").write_text("x")
    run.refused("demo", "--no-window", "--out", "file", names=("file",))
    run.refused("demo", "--no-window", "--out", "file/in", names=("file",))
    run.refused("demo", "--no-window", "--out", "out", "--seed", "-1", names=("-1",))


def test_an_empty_plan_can_be_measured_exported_and_reported(planned):
    planned.ok("measure", "plan.gpkg")
    planned.ok("export", "plan.gpkg", "--geojson", "f.geojson", "--csv", "u.csv")
    planned.ok("report", "plan.gpkg", "--html", "r.html")
    assert {"f.geojson", "u.csv", "r.html"} <= set(contents(planned.folder))


def test_text_from_files_is_never_taken_for_markup(planned):
    path = planned.folder / "plan.gpkg"
    place, plan = open_plan_file(path)
    name = "[red]Hoylake[/red] :cat: [/]"
    save_plan_file(path, place, Plan(name, plan.assignment, plan.footprints, plan.band))
    assert name in planned.ok("measure", "plan.gpkg").out


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
