"""``generate-all``: every place planned, runs stopped and gone on with, refusals in one line."""

import csv
import inspect
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from icp_footprints.batch.settings import Settings
from icp_footprints.cli.generate_all import generate_all
from icp_footprints.exchange.plan_file import open_plan_file
from tests.batch.many_places import ARGUMENTS, BAND, CODES, NAMES, write_places
from tests.cli.command import CommandLine

REPOSITORY = Path(__file__).parents[2]
QUICK = (*ARGUMENTS[:-4], "--starts", "1", "--effort", "1", "--jobs", "1")
PATIENCE_S = 120.0


@pytest.fixture
def run(tmp_path, capsys) -> CommandLine:
    write_places(tmp_path)
    return CommandLine(tmp_path, capsys)


def table(folder: Path) -> list[dict[str, str]]:
    with (folder / "results.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plan_files(folder: Path) -> list[Path]:
    """The plans so far; one being written has a hidden name."""
    return sorted(folder.glob("[!.]*.gpkg"))


def test_every_place_is_planned_and_the_table_says_what_came_of_it(run):
    said = run.ok("generate-all", *QUICK).out
    assert "6 of 6 places planned" in said
    assert f"Not every footprint is in band in 1 place: {NAMES[5]}." in said
    out = run.folder / "out"
    rows = table(out)
    assert [row["place_code"] for row in rows] == list(CODES)
    assert [row["place_name"] for row in rows] == list(NAMES)
    assert [row["state"] for row in rows] == ["planned"] * 6
    for row in rows[:5]:
        place, plan = open_plan_file(out / row["plan_file"])
        assert place.name == row["place_name"]
        assert [layer.name for layer in place.layers] == ["ward"]
        assert len(plan.footprints) == int(row["footprints"]) == int(row["footprints_in_band"])
        assert (plan.assignment >= 0).all()
        assert plan.origin is not None
        assert plan.origin.seed == int(row["seed"])
        assert (plan.band, place.ledger().total) == (BAND, float(row["people"]))
        measured = json.loads(run.ok("measure", out / row["plan_file"], "--json").out)
        ward = measured["layers"]["ward"]
        for figure in ("plan_share", "plan_containment"):
            assert float(row[f"ward_{figure}"]) == pytest.approx(ward[figure], abs=5e-5)
        assert {each["band"] for each in measured["footprints"]} == {"in"}
        assert {each["parts"] for each in measured["footprints"]} == {1}
    # A place of too few people is one footprint all the same, and says what would mend it.
    assert (rows[5]["footprints"], rows[5]["footprints_in_band"]) == ("1", "0")
    assert "cannot be in band" in rows[5]["notes"]
    assert (out / rows[5]["plan_file"]).is_file()

    again = run.ok("generate-all", *QUICK).out
    assert "6 were done by an earlier run" in again
    assert table(out) == rows
    message = run.refused("generate-all", *QUICK, "--seed", 2, names=("seed was 1, now 2",))
    assert "--restart" in message


def test_the_same_plan_is_made_of_a_plan_file_with_the_seed_of_its_row(run):
    run.ok("generate-all", *QUICK, "--only", NAMES[0])
    row = table(run.folder / "out")[0]
    name = f"out/{row['plan_file']}"
    arguments = ("--seed", row["seed"], "--starts", 1, "--out", "again.gpkg")
    run.ok("generate", name, *arguments)
    plans = [open_plan_file(run.folder / each)[1] for each in (name, "again.gpkg")]
    assert plans[0].assignment.tolist() == plans[1].assignment.tolist()


def test_only_some_places_and_then_the_rest_are_as_all_at_once(run):
    run.ok("generate-all", *QUICK, "--only", NAMES[2].lower(), "--only", CODES[4])
    out = run.folder / "out"
    assert [row["place_code"] for row in table(out)] == [CODES[2], CODES[4]]
    some = {row["place_code"]: row["score"] for row in table(out)}
    run.ok("generate-all", *QUICK)
    arguments = [("all" if each == "out" else each) for each in QUICK]
    run.ok("generate-all", *arguments)
    scores = {row["place_code"]: row["score"] for row in table(out)}
    assert scores == {row["place_code"]: row["score"] for row in table(run.folder / "all")}
    assert some.items() <= scores.items()


def test_a_place_that_cannot_be_planned_has_a_row_and_the_exit_code_says_so(run):
    write_places(run.folder, empty=CODES[1])
    arguments = [f"0:{BAND.high}" if each == f"{BAND.low}:{BAND.high}" else each for each in QUICK]
    some = ("--only", NAMES[1], "--only", NAMES[5])
    ran = run("generate-all", *arguments, *some, "--allow-empty")
    assert (ran.code, ran.err) == (1, "")
    assert f"No plan of {NAMES[1]} ({CODES[1]}): Nobody lives in {NAMES[1]}" in ran.out
    rows = table(run.folder / "out")
    assert [row["state"] for row in rows] == ["failed", "planned"]
    assert "Nobody lives" in rows[0]["error"]
    assert (rows[0]["footprints"], rows[0]["score"], rows[0]["plan_file"]) == ("", "", "")


def test_targets_and_time_are_asked_of_every_place(run):
    asked = ("--target", "ward.containment>=0.99:required", "--time", 0.2)
    run.ok("generate-all", *QUICK, *asked, "--only", NAMES[0])
    row = table(run.folder / "out")[0]
    plan = open_plan_file(run.folder / "out" / row["plan_file"])[1]
    assert [target.name for target in plan.targets] == ["ward.containment>=0.99"]
    assert float(row["ward_plan_containment"]) >= 0.99
    assert dict(plan.origin.settings)["seconds"] == "0.2"
    names = ("target was ward.containment>=0.99:required, now not given",)
    run.refused("generate-all", *QUICK, names=names)


def test_a_target_that_no_plan_can_meet_is_said_in_the_row_of_the_place(run):
    # Two footprints of two wards each are all that this band allows.
    band = f"9000:{BAND.high}"
    arguments = [band if each == f"{BAND.low}:{BAND.high}" else each for each in QUICK]
    asked = ("--target", "ward.share>=0.99:required")
    ran = run("generate-all", *arguments, *asked, "--only", NAMES[0])
    assert ran.code == 1
    named = "Ward: plan share of at least 99 % (ward.share>=0.99) cannot be met"
    assert named in table(run.folder / "out")[0]["error"]


on_posix = pytest.mark.skipif(
    not hasattr(os, "killpg"), reason="NOT TESTED HERE: Windows has no groups of processes to stop"
)


def start(folder: Path, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "icp_footprints", "generate-all", *ARGUMENTS, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for_plans(running: subprocess.Popen, out: Path, least: int) -> None:
    wait_until(running, lambda: len(plan_files(out)) >= least)


def wait_for_rows(running: subprocess.Popen, out: Path, least: int) -> None:
    """A plan is there a moment before the record knows of it."""
    record = out / "run.json"
    wait_until(
        running,
        lambda: record.is_file() and len(json.loads(record.read_text())["rows"]) >= least,
    )


def wait_until(running: subprocess.Popen, is_there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_there():
        assert running.poll() is None, running.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.01)


@on_posix
def test_a_run_killed_half_way_leaves_whole_files_and_is_gone_on_with(run):
    out = run.folder / "out"
    running = start(run.folder, "--jobs", "1")
    try:
        wait_for_plans(running, out, 2)
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
    held = plan_files(out)
    assert 2 <= len(held) < 5, "not half way when it was killed"
    assert [open_plan_file(path)[0].name for path in held]
    before = {row["place_code"]: row for row in table(out)}
    done = json.loads((out / "run.json").read_text())["rows"]
    # The record is written before the table, and the kill may have come between the two.
    assert before.keys() <= {row["code"] for row in done}
    written = {row["plan_file"]: (out / row["plan_file"]).stat().st_mtime_ns for row in done}

    run.ok("generate-all", *ARGUMENTS, "--jobs", 1)
    after = {row["place_code"]: row for row in table(out)}
    assert list(after) == list(CODES)
    assert before.items() <= after.items()
    assert all((out / name).stat().st_mtime_ns == at for name, at in written.items())
    assert len(plan_files(out)) == 6


@on_posix
def test_ctrl_c_leaves_what_is_done_and_says_how_to_go_on(run):
    running = start(run.folder, "--jobs", "2")
    try:
        wait_for_rows(running, run.folder / "out", 1)
        os.killpg(running.pid, signal.SIGINT)
        said, errors = running.communicate(timeout=PATIENCE_S)
    finally:
        running.kill()
        running.communicate()
    assert (running.returncode, said) == (130, "")
    rows = table(run.folder / "out")
    assert errors == (
        f"Error: Stopped. Places done and kept in out: {len(rows)} of 6. Run the same command "
        "again to go on.\n"
    )
    assert 1 <= len(rows) < 6
    assert {row["plan_file"] for row in rows if row["plan_file"]} == {
        path.name for path in plan_files(run.folder / "out")
    }


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (("--by", "no_such"), ("no_such",)),
        (("--only", "Leeds"), ("Leeds", NAMES[0])),
        (("--weight", "pcn=2"), ("pcn", "ward")),
        (("--band", "registered=30000:50000"), ("registered",)),
        (("--seed", -1), ("-1",)),
        (("--starts", 0), ("search",)),
        (("--effort", 0), ("effort",)),
        (("--time", 0), ("0 seconds",)),
        (
            ("--target", "pcn.share>=0.5"),
            ("PCN: plan share of at least 50 % (pcn.share>=0.5)", "not there", "ward"),
        ),
        (("--target", "ward"), ("'ward'",)),
        (("--jobs", 0), ("jobs",)),
        (("--scheduler", "nowhere"), ("nowhere", "tcp://HOST:PORT")),
    ],
)
def test_what_makes_no_sense_is_one_line(run, arguments, names):
    run.refused("generate-all", *QUICK, *arguments, names=names)


def test_what_is_usual_is_the_same_here_and_in_the_library():
    usual = inspect.signature(generate_all).parameters
    held = Settings()
    assert (held.seed, held.starts, held.effort) == tuple(
        usual[name].default for name in ("seed", "starts", "effort")
    )


def test_a_folder_with_other_files_is_refused(run):
    (run.folder / "out").mkdir()
    (run.folder / "out" / "letter.txt").touch()
    run.refused("generate-all", *QUICK, names=("letter.txt",))


def test_restart_is_for_every_place(run):
    names = ("--restart", "--only", "delete their plan files")
    run.refused("generate-all", *QUICK, "--restart", "--only", NAMES[0], names=names)
