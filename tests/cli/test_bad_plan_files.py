"""What is no plan file, and where nothing can be written: one clear line for every command."""

import re
import sqlite3
from pathlib import Path

import pytest

from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
from icp_footprints.exchange.plan_tables import SCHEMA_VERSION
from icp_footprints.plan.plan import Plan
from tests.cli.command import contents
from tests.sources.making import units_frame, write

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
