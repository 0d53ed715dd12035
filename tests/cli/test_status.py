"""Status and verify on the command line: from draft to agreed, and what then refuses."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import icp_footprints
from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.export import Kind, export_files
from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
from icp_footprints.plan.actions import set_status
from icp_footprints.plan.band import Band
from icp_footprints.plan.status import Status
from tests.cli.command import NEW, CommandLine, make_inputs, nothing_changes
from tests.grids import place_of, plan_of

ART = "AAABBB\nAAABBB\nAAABBB"
DAY, LATER = "2026-11-20", "2026-11-22"
BOARD = "Wirral Place Board"


@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    """A draft, the same with an issue, and the draft as agreed."""
    folder = tmp_path_factory.mktemp("status")
    place = place_of(ART, 1000, layers={"ward": "PPPQQQ\nPPPQQQ\nPPPQQQ"})
    draft = plan_of(ART, Band(8000, 10_000))
    proposed = set_status(place, draft, Status.PROPOSED, DAY, "The ICB")
    agreed = set_status(place, proposed, Status.AGREED, LATER, BOARD)
    for name, plan in (
        ("draft", draft),
        ("open", plan_of("AAABBB\nAAABBB\nAAABB.", Band(8000, 9000))),
        ("agreed", agreed),
    ):
        save_plan_file(folder / f"{name}.gpkg", place, plan)
    return folder


@pytest.fixture
def run(plans, tmp_path, capsys):
    shutil.copytree(plans, tmp_path, dirs_exist_ok=True)
    return CommandLine(tmp_path, capsys)


def told(run, *arguments):
    return json.loads(run.ok("status", *arguments, "--json").out)


def test_a_plan_goes_from_draft_to_agreed_and_to_its_next_version(run):
    digits = told(run, "draft.gpkg")["content_hash"]
    said = run.ok("status", "draft.gpkg").out
    assert f"Status: draft\nVersion: 1\nContent check: {digits}\nNobody has proposed" in said
    run.ok("status", "draft.gpkg", "--propose", "--on", DAY)
    said = run.ok("status", "draft.gpkg", "--agree", "--by", BOARD, "--on", LATER).out
    assert f"Version 1 agreed {LATER} by {BOARD} (content check {digits[:12]})" in said
    assert said.endswith(
        "Nothing stands open: every required rule is met or has a recorded "
        "exception.\nWrote draft.gpkg\n"
    )
    held = told(run, "draft.gpkg")
    assert (held["status"], held["plan_version"], held["can_become"]) == ("agreed", 1, [])
    assert held["as_recorded"] is True
    assert [each["on"] for each in held["history"]] == [DAY, LATER]
    with nothing_changes(run.folder):
        run.refused("status", "draft.gpkg", "--draft", names=("Make a new version",))
    shown = told(run, "draft.gpkg", "--new-version", "--on", "2026-12-01")
    assert (shown["status"], shown["plan_version"]) == ("draft", 2)
    assert (shown["content_hash"], shown["written"]) == (digits, "draft.gpkg")
    run.ok("bands", "draft.gpkg", "--band", "1:2")
    later = told(run, "draft.gpkg")
    assert later["content_hash"] != digits
    assert later["history"][1]["by"] == BOARD


def test_a_proposal_can_be_taken_back_and_a_change_since_is_told(run):
    run.ok("status", "draft.gpkg", "--propose")
    run.ok("bands", "draft.gpkg", "--band", "8000:9999")
    assert "Note: The plan has changed since it was proposed" in run.ok("status", "draft.gpkg").out
    assert told(run, "draft.gpkg")["as_recorded"] is False
    assert told(run, "draft.gpkg", "--draft")["status"] == "draft"


def test_a_plan_with_open_issues_is_agreed_only_where_asked(run):
    run.ok("status", "open.gpkg", "--propose")
    agree = ("status", "open.gpkg", "--agree", "--by", BOARD)
    run.refused(*agree, names=("1 issue stands open", "--with-issues"))
    found = told(run, "open.gpkg")["open"]
    assert [each["rule"] for each in found] == ["coverage"]
    assert found[0]["words"] in run.ok(*agree, "--with-issues").out


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (("--agree", "--propose"), ("--propose and --agree",)),
        (("--agree", "--by", "X"), ("Propose it first",)),
        (("--new-version",), ("draft already",)),
        (("--by", "X"), ("nothing to note",)),
        (("--propose", "--on", "22/11/2026"), ("'22/11/2026'",)),
        (("--propose", "--out", "agreed.gpkg"), ("agreed.gpkg",)),
    ],
)
def test_what_makes_no_sense_is_refused(run, options, names):
    run.refused("status", "draft.gpkg", *options, names=names)


def test_an_agreed_plan_stays_beside_its_next_version(run):
    before = (run.folder / "agreed.gpkg").read_bytes()
    run.ok("status", "agreed.gpkg", "--new-version", "--out", "second.gpkg")
    assert (run.folder / "agreed.gpkg").read_bytes() == before
    assert told(run, "second.gpkg")["plan_version"] == 2
    # One of them cannot take the place of the other by a search.
    run.refused(
        *("improve", "second.gpkg", "--out", "agreed.gpkg", "--replace"), names=("agreed.gpkg",)
    )


@pytest.mark.parametrize(
    "command",
    [
        ("generate", "--replace"),
        ("generate", "--out", "other.gpkg"),
        ("repair",),
        ("finish",),
        ("rebalance", "F01", "F02"),
        ("improve", "--out", "other.gpkg"),
        ("least-change",),
        ("bands", "--band", "1:2"),
        ("targets", "--add", "ward.share>=0.5"),
        ("targets", "--remove", "ward.share>=0.5"),
        ("exceptions", "--add", "coverage", "--reason", "Why", "--owner", "Who"),
        ("exceptions", "--remove", "coverage"),
        ("adjacency", "--barrier", "U000:U001:Railway"),
    ],
)
def test_every_command_that_edits_refuses_an_agreed_plan(run, command):
    verb, *options = command
    words = run.refused(verb, "agreed.gpkg", *options, names=("agreed.gpkg",))
    assert "icp-footprints status agreed.gpkg --new-version" in words
    assert f"Version 1 agreed {LATER} by {BOARD}" in words


def test_an_agreed_plan_is_not_replaced_by_a_new_one(run):
    make_inputs(run.folder)
    run.refused("new", "agreed.gpkg", *NEW, "--replace", names=("holds an agreed plan",))


def test_what_only_shows_an_agreed_plan_goes_on_working(run):
    with nothing_changes(run.folder):
        for command in ("bands", "targets", "exceptions", "adjacency"):
            run.ok(command, "agreed.gpkg")
        run.ok("repair", "agreed.gpkg", "--preview", "--effort", "0.1")
    run.ok("lock", "agreed.gpkg", "F01")
    assert open_plan_file(run.folder / "agreed.gpkg")[1].locked_ids == {"F01"}
    assert told(run, "agreed.gpkg")["as_recorded"] is True


def test_alternatives_of_an_agreed_plan_are_drafts_of_their_own(run):
    quick = ("--most", "3", "--footprints", "2", "--starts", "1", "--effort", "0.1")
    # An agreed plan across the wards, so that others are better.
    place, _ = open_plan_file(run.folder / "agreed.gpkg")
    across = plan_of("AAAAAA\nAAABBB\nBBBBBB", Band(8000, 10_000))
    proposed = set_status(place, across, Status.PROPOSED, DAY, "The ICB")
    agreed = set_status(place, proposed, Status.AGREED, LATER, BOARD)
    save_plan_file(run.folder / "across.gpkg", place, agreed)
    run.ok("alternatives", "across.gpkg", *quick, "--out", "others")
    found = sorted((run.folder / "others").iterdir())
    assert found
    for path in found:
        plan = open_plan_file(path)[1]
        assert (plan.status, plan.version, plan.history) == (Status.DRAFT, 1, ())


def test_verify_ends_as_scripts_expect(run):
    place, plan = open_plan_file(run.folder / "agreed.gpkg")
    export_files(ExportContent(place, plan), {Kind.UNIT_CSV: run.folder / "units.csv"})
    said = run.ok("verify", "units.csv", "agreed.gpkg").out
    assert said.startswith("units.csv: belongs to the plan.\n")
    other = run("verify", "units.csv", "open.gpkg")
    assert (other.code, other.err) == (1, "")
    assert "does not belong" in other.out
    verdict = json.loads(run("verify", "units.csv", "draft.gpkg", "--json").out)
    assert (verdict["answer"], verdict["belongs"]) == ("other status", False)
    assert (verdict["file_says"]["status"], verdict["plan_says"]["status"]) == ("agreed", "draft")
    assert (verdict["compared_count"], verdict["different_count"]) == (18, 0)
    (run.folder / "units.meta.json").unlink()
    (run.folder / "a.py").write_text("print(1)\n")
    for name in ("units.csv", "a.py"):
        said = run.refused("verify", name, "agreed.gpkg", names=(name, "no content check"))
        assert ("look-up" in said) == (name == "units.csv")
        told = run("verify", name, "agreed.gpkg", "--json")
        assert (told.code, json.loads(told.out)["answer"]) == (2, "no stamp")
    run.refused("verify", "none.csv", "agreed.gpkg", names=("none.csv",))
    run.refused("verify", "units.csv", "none.gpkg", names=("none.gpkg",))


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_reader_that_stops_reading_is_no_verdict(plans, options):
    """Run apart, with a pipe that nobody reads."""
    unread, written = os.pipe()
    os.close(unread)
    plan = str(plans / "draft.gpkg")
    command = [sys.executable, "-m", "icp_footprints", "verify", plan, plan, *options]
    root = Path(icp_footprints.__file__).parents[1]
    ran = subprocess.run(command, cwd=root, stdout=written, stderr=subprocess.PIPE, check=False)
    os.close(written)
    assert (ran.returncode, ran.stderr) == (141, b"")


@pytest.mark.parametrize(
    ("command", "option"),
    [("export", "--gpkg"), ("map", "--html"), ("report", "--html"), ("picture", "")],
)
def test_no_export_takes_the_place_of_another_plan(run, command, option):
    name = {"--gpkg": "agreed.gpkg", "--html": "agreed.html", "": "agreed.svg"}[option]
    if name != "agreed.gpkg":
        (run.folder / "agreed.gpkg").rename(run.folder / name)
    where = (option, name) if option else (name,)
    run.refused(command, "draft.gpkg", *where, names=(name, "is a plan file"))
