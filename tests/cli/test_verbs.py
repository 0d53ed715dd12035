"""Repair, finish, rebalance, improve, least-change and lock from the command line."""

import json
import shutil
from pathlib import Path

import pytest

from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
from icp_footprints.plan.actions.lock import lock
from icp_footprints.plan.band import Band
from tests.cli.command import CommandLine, nothing_changes
from tests.grids import drawn, place_of, plan_of

ART = "AAAABB\nAAAABB\nAAAABB"
WARDS = "PPPQQQ\nPPPQQQ\nPPPQQQ"
STRAY = "AAABBA\nAAABBB\nAAABBB"
GAPS = "AAA.BB\nAAA.BB\nAAABBB"
QUICK = ("--effort", "0.2")


@pytest.fixture(scope="module")
def plans(tmp_path_factory) -> Path:
    """Plans of two footprints: out of band, with a stray part, with gaps."""
    folder = tmp_path_factory.mktemp("plans")
    place, band = place_of(ART, 1000, layers={"ward": WARDS}), Band(9000, 9000)
    for name, art in (("plan", ART), ("stray", STRAY), ("gaps", GAPS)):
        save_plan_file(folder / f"{name}.gpkg", place, plan_of(art, band))
    return folder


@pytest.fixture
def planned(plans, tmp_path, capsys) -> CommandLine:
    """A folder with those plans, to change."""
    shutil.copytree(plans, tmp_path, dirs_exist_ok=True)
    return CommandLine(tmp_path, capsys)


def drawn_in(run: CommandLine, name: str) -> str:
    return drawn(open_plan_file(run.folder / name)[1], ART)


@pytest.mark.parametrize(
    ("verb", "plan", "named"),
    [
        ("repair", "stray.gpkg", ()),
        ("finish", "gaps.gpkg", ()),
        ("rebalance", "plan.gpkg", ("F01", "F02")),
        ("improve", "plan.gpkg", ()),
        ("least-change", "plan.gpkg", ()),
    ],
)
def test_each_verb_shows_what_changes_and_writes_it(planned, verb, plan, named):
    with nothing_changes(planned.folder):
        shown = planned.ok(verb, plan, *named, *QUICK, "--preview").out
        told = json.loads(planned.ok(verb, plan, *named, *QUICK, "--preview", "--json").out)
    assert shown.endswith("Nothing was written.\n")
    assert (told["verb"], told["changed"], told["written"]) == (verb, True, False)
    said = planned.ok(verb, plan, *named, *QUICK)
    assert said.out == shown.replace("Nothing was written.", f"Wrote {plan}")
    assert told["words"] in said.out
    assert "B (F02)" in said.out
    assert "Score " in said.out
    # Three units go from A to B, or what is astray or in none joins B; then both have 9.
    assert drawn_in(planned, plan) == "AAABBB\nAAABBB\nAAABBB"
    after = open_plan_file(planned.folder / plan)[1]
    assert after.origin.settings[-1] == ("then", f"{verb}, seed 1; searches 8; effort 0.2")
    moved = sum(each["units"] for each in told["moves"])
    assert told["people_moved"] + told["people_assigned"] == moved * 1000
    assert len(told["units"]) == moved


def test_json_tells_people_and_bands_before_and_after(planned):
    told = json.loads(planned.ok("least-change", "plan.gpkg", *QUICK, "--json").out)
    assert told["written"] is True
    assert told["moves"] == [{"from": "F01", "to": "F02", "units": 3, "people": 3000}]
    assert [each["id"] for each in told["units"]] == ["U003", "U009", "U015"]
    assert told["footprints"] == [
        {
            "id": footprint,
            "name": name,
            "bands": [
                {
                    "ledger": "resident",
                    "people_before": before,
                    "state_before": state,
                    "people_after": 9000,
                    "state_after": "in",
                }
            ],
        }
        for footprint, name, before, state in (
            ("F01", "A", 12000, "over"),
            ("F02", "B", 6000, "under"),
        )
    ]
    assert told["score_after"] > told["score_before"]
    again = json.loads(planned.ok("least-change", "plan.gpkg", *QUICK, "--json").out)
    assert (again["changed"], again["written"], again["moves"]) == (False, False, [])


def test_another_file_is_written_and_one_drawn_by_hand_is_not_replaced(planned):
    planned.ok("improve", "plan.gpkg", *QUICK, "--out", "new.gpkg")
    assert drawn_in(planned, "plan.gpkg") == ART
    assert drawn_in(planned, "new.gpkg") != ART
    planned.refused(
        "improve", "plan.gpkg", *QUICK, "--out", "gaps.gpkg", names=("gaps.gpkg", "--replace")
    )
    planned.ok("improve", "plan.gpkg", *QUICK, "--out", "gaps.gpkg", "--replace")
    assert drawn_in(planned, "gaps.gpkg") != GAPS


def test_locks_and_pins_hold(planned):
    said = planned.ok("least-change", "plan.gpkg", *QUICK, "--lock", "F01").out
    assert "2 footprints stay outside the band of 9,000 to 9,000 by 6,000 people in all" in said
    assert (
        "U003"
        not in json.loads(
            planned.ok(
                "least-change", "plan.gpkg", *QUICK, "--pin", "U003", "--preview", "--json"
            ).out
        )["units"]
    )
    assert drawn_in(planned, "plan.gpkg") == ART


def test_footprints_are_locked_and_unlocked_in_the_plan_file(planned):
    assert planned.ok("lock", "plan.gpkg").out == "No footprint is locked.\n"
    said = planned.ok("lock", "plan.gpkg", "F02", "F01").out
    assert said == "F01 A: locked\nF02 B: locked\nWrote plan.gpkg\n"
    plan = open_plan_file(planned.folder / "plan.gpkg")[1]
    assert plan == lock(plan_of(ART, Band(9000, 9000)), ["F01", "F02"])
    with nothing_changes(planned.folder):
        assert "Nothing changes" in planned.ok("improve", "plan.gpkg", *QUICK).out
    said = planned.ok("lock", "plan.gpkg", "F01", "F02", "--unlock").out
    assert said == "No footprint is locked.\nWrote plan.gpkg\n"
    assert drawn_in(planned, "plan.gpkg") == ART


def test_other_bands_and_targets_are_met(planned):
    band, target = ("--band", "5000:13000"), ("--target", "ward.containment>=100%")
    planned.ok("least-change", "plan.gpkg", *QUICK, *band, *target)
    plan = open_plan_file(planned.folder / "plan.gpkg")[1]
    assert plan.bands == (Band(5000, 13_000),)
    assert [each.name for each in plan.targets] == ["ward.containment>=1"]
    assert drawn_in(planned, "plan.gpkg") == "AAABBB\nAAABBB\nAAABBB"


@pytest.mark.parametrize(
    ("command", "names"),
    [
        (("repair", "plan.gpkg", "--lock", "F09"), ("'F09'", "F01, F02")),
        (("improve", "plan.gpkg", "--pin", "X9"), ("X9",)),
        (("improve", "plan.gpkg", "--effort", "0"), ("effort",)),
        (("improve", "plan.gpkg", "--effort", "nan"), ("effort",)),
        (("improve", "plan.gpkg", "--seed", "-1"), ("seed -1",)),
        (("rebalance", "plan.gpkg", "F01"), ("Two or more",)),
        (("rebalance", "plan.gpkg", "F01", "F09"), ("'F09'",)),
        (("rebalance", "plan.gpkg", "F01", "F02", "--lock", "F02"), ("B is locked",)),
        (("finish", "gaps.gpkg", "--footprints", "19"), ("19 footprints",)),
        (("finish", "gaps.gpkg", "--footprints", "0"), ("0 footprints",)),
        (("finish", "gaps.gpkg", "--footprints", "1"), ("2 footprints",)),
        (("least-change", "plan.gpkg", "--band", "x"), ("'x'",)),
        (("least-change", "plan.gpkg", "--band", "gone=1:2"), ("gone",)),
        (("least-change", "plan.gpkg", "--target", "parish.share>=1"), ("parish",)),
        (("lock", "plan.gpkg", "F09"), ("'F09'",)),
        (("lock", "none.gpkg"), ("none.gpkg",)),
        (("repair", "plan.gpkg", "--out", "plan.txt"), ("plan.txt", ".gpkg")),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(planned, command, names):
    planned.refused(*command, names=names)
