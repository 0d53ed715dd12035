"""The commands as the issue writes them, on real files: from boundaries to a report."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from icp_footprints import __version__
from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
from icp_footprints.resources import data_folder
from tests.cli.command import (
    BAND,
    LAYERS,
    NEW,
    CommandLine,
    contents,
    into_pipes,
    make_inputs,
    nothing_changes,
)
from tests.cli.made_once import MadeOnce
from tests.sources.making import codes

REPOSITORY = Path(__file__).parents[2]
SHARE = {"type": "number", "minimum": 0, "maximum": 1}
COUNT = {"type": "integer", "minimum": 0}
# Pieces of 1 to 4 people are not printed.
PIECE = {"oneOf": [{"type": "integer", "minimum": 0}, {"const": "<5"}]}


def all_of(**properties: object) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": list(properties)}


# Written from the words of the issue, not from the program.
MEASURES_SCHEMA = all_of(
    place={"type": "string", "minLength": 1},
    plan={"type": "string"},
    seed={"type": ["integer", "null"]},
    version={"type": "string"},
    footprints={
        "type": "array",
        "items": all_of(
            id={"type": "string"},
            name={"type": "string"},
            people=all_of(resident=COUNT, registered=COUNT),
            band={"enum": ["in", "under", "over"]},
            parts=COUNT,
            polsby_popper=SHARE,
            layers={
                "type": "object",
                "additionalProperties": all_of(
                    best_area={"type": ["string", "null"]}, share=SHARE, match=SHARE
                ),
            },
        ),
    },
    layers={
        "type": "object",
        "additionalProperties": all_of(
            plan_share=SHARE,
            plan_containment=SHARE,
            coterminosity=SHARE,
            kept_whole=SHARE,
            splits={
                "type": "array",
                "items": all_of(
                    area={"type": "string"},
                    pieces={
                        "type": "object",
                        "minProperties": 2,
                        "additionalProperties": PIECE,
                    },
                ),
            },
        ),
    },
    coverage=all_of(units=COUNT, unassigned_units=COUNT, unassigned_people=COUNT),
)


@pytest.fixture
def planned(run: CommandLine, made_once: MadeOnce) -> CommandLine:
    """A folder with a generated plan in it."""
    made_once.bring(
        run,
        ("new", "plan.gpkg", *NEW, *LAYERS, "--place", "Testham", "--band", BAND),
        ("generate", "plan.gpkg", "--footprints", 4, "--starts", 2),
    )
    return run


def measured(run: CommandLine, name: str = "plan.gpkg") -> dict[str, Any]:
    return json.loads(run.ok("measure", name, "--json").out)


def test_from_boundaries_to_report(run):
    ran = run.ok("new", "plan.gpkg", *NEW, "--where", "la_code=E06000001", *LAYERS)
    assert "Testham: 64 units, 112 neighbour pairs" in ran.out
    assert "96,000 people (ledger 'resident')" in ran.out
    assert "Layer 'pcn': 2 areas (registration)" in ran.out
    assert "Layer 'ward': 8 areas (lookup)" in ran.out
    assert "12 patients in 1 row have no known home" in ran.out
    assert ran.out.endswith("Wrote plan.gpkg\n")

    ran = run("check", "plan.gpkg")
    assert ran.code == 1
    assert ran.err == ""
    assert "required: empty: The plan has no footprints." in ran.out.splitlines()

    ran = run.ok("generate", "plan.gpkg", "--footprints", 4, "--band", BAND, "--starts", 2)
    assert "Seed 1." in ran.out
    assert "Coverage: all 64 units are in exactly one footprint." in ran.out

    found = measured(run)
    assert len(found["footprints"]) == 4
    assert {each["band"] for each in found["footprints"]} == {"in"}
    assert {each["parts"] for each in found["footprints"]} == {1}
    assert sum(each["people"]["resident"] for each in found["footprints"]) == 96_000
    assert found["coverage"]["unassigned_units"] == 0
    assert run.ok("check", "plan.gpkg").out.startswith("Every required rule is met")

    run.ok("export", "plan.gpkg", "--geojson", "f.geojson", "--csv", "u.csv")
    run.ok("report", "plan.gpkg", "--html", "r.html")
    assert "<svg" in (run.folder / "r.html").read_text("utf-8")
    assert len(json.loads((run.folder / "f.geojson").read_text("utf-8"))["features"]) == 4


def test_measures_are_the_object_that_the_issue_promises(planned):
    found = measured(planned)
    jsonschema.validate(found, MEASURES_SCHEMA)
    assert found["version"] == __version__
    assert (found["place"], found["seed"]) == ("Testham", 1)
    assert list(found["layers"]) == ["pcn", "ward"]
    assert all(list(each["layers"]) == ["pcn", "ward"] for each in found["footprints"])


def test_measures_of_an_empty_plan_and_of_one_without_registrations_fit_too(run):
    run.ok("new", "plan.gpkg", *NEW)
    found = measured(run)
    assert (found["footprints"], found["layers"], found["seed"]) == ([], {}, None)
    assert found["coverage"] == found["coverage"] | {
        "units": 64,
        "unassigned_units": 64,
        "unassigned_people": 96_000,
    }


def test_measure_shows_a_table_that_says_the_ledger(planned):
    text = planned.ok("measure", "plan.gpkg").out
    assert "Neighbourhood 1" in text
    assert "20,000 to 40,000 people (resident)" in text
    assert "resident ledger" in text


def test_the_csv_names_every_unit_once(planned):
    planned.ok("export", "plan.gpkg", "--csv", "units.csv")
    with (planned.folder / "units.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    code, name, *_ = rows[0]
    assert list(rows[0]) == [code, name, "FPCD", "FPNM"]
    assert [row[code] for row in rows] == codes(64)
    assert {row["FPCD"] for row in rows} == {"F01", "F02", "F03", "F04"}


def test_the_same_seed_gives_the_same_csv_and_another_seed_is_remembered(run):
    run.ok("new", "plan.gpkg", *NEW, *LAYERS, "--band", BAND)
    texts = []
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        run.ok("generate", "plan.gpkg", "--seed", seed, "--starts", 2, "--out", f"{name}.gpkg")
        run.ok("export", f"{name}.gpkg", "--csv", f"{name}.csv")
        texts.append((run.folder / f"{name}.csv").read_bytes())
    assert texts[0] == texts[1]
    assert measured(run, "c.gpkg")["seed"] == 6


def test_out_leaves_the_plan_itself_alone(planned):
    before = contents(planned.folder)
    planned.ok("generate", "plan.gpkg", "--footprints", 3, "--out", "other.gpkg", "--starts", 2)
    after = contents(planned.folder)
    assert after.pop("other.gpkg")
    assert after == before
    assert len(measured(planned, "other.gpkg")["footprints"]) == 3


def test_the_number_of_footprints_is_chosen_within_the_band(run):
    run.ok("new", "plan.gpkg", *NEW)
    run.ok("generate", "plan.gpkg", "--band", "45,000:50,000", "--starts", 2)
    found = measured(run)
    assert [each["band"] for each in found["footprints"]] == ["in", "in"]
    assert found["band"] == {"low": 45_000, "high": 50_000, "ledger": "resident"}


def test_the_band_can_count_registered_people(planned):
    planned.ok(
        "generate", "plan.gpkg", "--band", "20000:50000", "--ledger", "registered", "--starts", 2
    )
    found = measured(planned)
    assert found["ledger"] == "registered"
    assert all(20_000 <= each["people"]["registered"] <= 50_000 for each in found["footprints"])


def test_the_band_of_the_plan_is_kept_until_another_is_given(run):
    run.ok("new", "plan.gpkg", *NEW, "--band", "20000:30000")
    run.ok("generate", "plan.gpkg", "--starts", 2)
    assert measured(run)["band"] == {"low": 20_000, "high": 30_000, "ledger": "resident"}


def test_weights_are_part_of_how_a_plan_was_made(planned):
    ran = planned.ok(
        *("generate", "plan.gpkg", "--weight", "pcn=0", "--weight", "ward=3", "--starts", 2)
    )
    assert "Layer" in ran.out
    _, plan = open_plan_file(planned.folder / "plan.gpkg")
    objective = dict(plan.origin.settings)["objective"]
    assert "3 x (ward" in objective
    assert "pcn" not in objective


def test_time_bounds_the_search(run):
    run.ok("new", "plan.gpkg", *NEW, "--band", BAND)
    assert "Wrote plan.gpkg" in run.ok("generate", "plan.gpkg", "--time", 1).out
    assert {each["band"] for each in measured(run)["footprints"]} == {"in"}


def test_check_says_one_line_for_each_issue_and_ends_with_1(planned):
    path = planned.folder / "plan.gpkg"
    place, plan = open_plan_file(path)
    assignment = plan.assignment.copy()
    corner = assignment[0]
    assignment[63] = corner
    assignment[assignment == assignment[9]] = corner
    assignment[5] = -1
    save_plan_file(path, place, plan.with_assignment(assignment))
    with nothing_changes(planned.folder):
        ran = planned("check", "plan.gpkg")
    assert ran.code == 1
    assert ran.err == ""
    rules = [line.split(": ")[:2] for line in ran.out.splitlines()]
    assert ["required", "coverage"] in rules
    assert ["required", "contiguity"] in rules
    assert all(severity in {"required", "advice"} for severity, _ in rules)


def test_the_report_goes_beside_the_plan(planned):
    shutil.copy(planned.folder / "plan.gpkg", planned.folder / "leeds.footprints.gpkg")
    assert "leeds.html" in planned.ok("report", "leeds.footprints.gpkg").out
    assert (planned.folder / "leeds.html").stat().st_size > 1000


def test_new_replaces_only_when_told_to(run):
    run.ok("new", "plan.gpkg", *NEW)
    run.refused("new", "plan.gpkg", *NEW, names=("plan.gpkg", "--replace"))
    run.ok("new", "plan.gpkg", *NEW, "--place", "Again", "--replace")
    assert measured(run)["place"] == "Again"


def draw_by_hand(path: Path) -> None:
    place, plan = open_plan_file(path)
    moved = plan.assignment.copy()
    moved[0] = -1
    save_plan_file(path, place, plan.with_assignment(moved))


def test_generate_keeps_footprints_drawn_by_hand_unless_told_otherwise(planned):
    draw_by_hand(planned.folder / "plan.gpkg")
    names = ("plan.gpkg", "by hand", "--out", "--replace")
    planned.refused("generate", "plan.gpkg", names=names)
    planned.ok("generate", "plan.gpkg", "--starts", 2, "--out", "other.gpkg")
    planned.ok("generate", "plan.gpkg", "--starts", 2, "--replace")
    assert measured(planned)["coverage"]["unassigned_units"] == 0


@pytest.mark.parametrize("out", ["./plan.gpkg", "{folder}/plan.gpkg", "../{name}/plan.gpkg"])
def test_out_that_is_the_plan_itself_spelled_otherwise_keeps_it_too(planned, out):
    draw_by_hand(planned.folder / "plan.gpkg")
    target = out.format(folder=planned.folder, name=planned.folder.name)
    planned.refused("generate", "plan.gpkg", "--starts", 2, "--out", target, names=("by hand",))


def test_out_onto_boundaries_or_another_plan_drawn_by_hand_is_refused(planned):
    shutil.copy(planned.folder / "plan.gpkg", planned.folder / "agreed.gpkg")
    draw_by_hand(planned.folder / "agreed.gpkg")
    for other in ("agreed.gpkg", "units.gpkg"):
        arguments = ("generate", "plan.gpkg", "--starts", 2, "--out", other)
        planned.refused(*arguments, names=(other,))


# -- as a program of its own ---------------------------------------------------------------------


def program(folder: Path, *arguments: object, **environment: str):
    return subprocess.run(
        [sys.executable, "-m", "icp_footprints", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), **environment},
        capture_output=True,
        timeout=240,
        check=False,
    )


def test_the_program_itself_runs_the_whole_job(tmp_path):
    make_inputs(tmp_path)
    for arguments in (
        ("new", "p.gpkg", *NEW, *LAYERS, "--band", BAND),
        ("generate", "p.gpkg", "--footprints", "4", "--starts", "1", "--ceilings", "0"),
        ("check", "p.gpkg"),
        ("export", "p.gpkg", "--geojson", "f.geojson", "--csv", "u.csv"),
        ("report", "p.gpkg", "--html", "r.html", "--ceilings", "0"),
    ):
        ran = program(tmp_path, *arguments)
        assert (ran.returncode, ran.stderr) == (0, b""), (arguments, ran)
    ran = program(tmp_path, "measure", "p.gpkg", "--json", PYTHONIOENCODING="ascii")
    jsonschema.validate(json.loads(ran.stdout.decode("utf-8")), MEASURES_SCHEMA)


def test_names_that_the_screen_cannot_show_do_not_stop_it(run):
    """Windows writes cp1252 into files and pipes."""
    new = ("new", "p.gpkg", *NEW, "--place", "Tŷ Mawr 🏥")
    ran = into_pipes(run.folder, *new, encoding="cp1252")
    assert (ran.code, ran.err) == (0, b""), ran
    assert b" Mawr" in ran.out
    report = ("report", "p.gpkg", "--html", "Tŷ/r.html")
    ran = into_pipes(run.folder, *report, encoding="cp1252")
    assert ran.code == 2
    assert ran.err.startswith(b"Error: T")


def test_a_reader_that_stops_early_sees_no_error(planned):
    command = [sys.executable, "-m", "icp_footprints", "measure", "plan.gpkg", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=planned.folder, env=environment, stdout=pipe, stderr=pipe
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""


def test_help_and_version(run):
    assert run.ok("--version").out == f"icp-footprints {__version__}\n"
    text = run.ok("--help").out
    for command in ("demo", "new", "generate", "measure", "check", "export", "report"):
        assert command in text
        assert "Usage" in run.ok(command, "--help").out
    assert "Usage" in run.ok().out


def test_the_demonstration_writes_every_kind_of_file_and_says_what_it_is(run):
    if not (data_folder() / "boundaries" / "wirral" / "manifest.toml").exists():
        pytest.skip("THE BUNDLED SAMPLE IS MISSING: data/boundaries/wirral has no manifest.toml")
    text = run.ok("demo", "--out", "shown", "--no-window").out
    assert "Demonstration data: real boundaries, modelled people and PCNs" in text
    assert {path.name for path in (run.folder / "shown").iterdir()} == {
        "wirral.footprints.gpkg",
        "wirral.geojson",
        "wirral-units.csv",
        "wirral-units.meta.json",
        "wirral-report.html",
        "wirral-measures.json",
    }
    for path in (run.folder / "shown").iterdir():
        assert path.name in text
    found = json.loads((run.folder / "shown" / "wirral-measures.json").read_text("utf-8"))
    jsonschema.validate(found, MEASURES_SCHEMA)
    assert "Demonstration data" in (run.folder / "shown" / "wirral-report.html").read_text("utf-8")
    run.ok("check", "shown/wirral.footprints.gpkg")
