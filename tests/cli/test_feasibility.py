"""Feasibility from the command line: in words and as JSON, 0 when possible and 1 when not."""

import json

import pytest

from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
from icp_footprints.partition.feasibility.feasibility import feasibility
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.actions.set_bands import set_bands
from icp_footprints.plan.band import Band
from tests.cli.command import WARDS, CommandLine
from tests.grids import place_of, plan_of

# 64 units of 1,500 people, 8 wards of 12,000.
BAND = Band(20_000, 40_000)
PLACE = place_of(WARDS, 1500, layers={"ward": WARDS})
DRAWN = plan_of(WARDS.translate(str.maketrans("ABCDEFGH", "XXXYYYZZ")), BAND)


@pytest.fixture
def drawn(tmp_path, capsys) -> CommandLine:
    """A folder with a plan of footprints of 36,000, 36,000 and 24,000 people."""
    save_plan_file(tmp_path / "plan.gpkg", PLACE, DRAWN)
    empty = plan_of(WARDS.translate(str.maketrans("ABCDEFGH", "." * 8)), BAND)
    save_plan_file(tmp_path / "empty.gpkg", PLACE, empty)
    return CommandLine(tmp_path, capsys)


def impossible(run: CommandLine, *arguments: object) -> str:
    ran = run("feasibility", *arguments)
    assert (ran.code, ran.err) == (1, ""), ran
    return ran.out


def test_what_is_possible_ends_well(drawn):
    said = drawn.ok("feasibility", "plan.gpkg").out
    assert said.splitlines() == [
        (
            "Testham has 96,000 people (resident) in 64 units. 3 to 4 footprints could be in the "
            "band of 20,000 to 40,000 people (resident)."
        ),
        "Nothing was found that rules this out.",
    ]


def test_the_same_as_json_and_as_the_library_tells_it(drawn):
    options = ("--footprints", "3:4", "--band", "20000:40000", "--target", "ward.containment>=0.5")
    told = json.loads(drawn.ok("feasibility", "plan.gpkg", *options, "--json").out)
    place, plan = open_plan_file(drawn.folder / "plan.gpkg")
    found = feasibility(Problem(place, plan.band, (3, 4)))
    assert (told["place"], told["units"], told["possible"]) == ("Testham", 64, True)
    assert told["counts"] == told["counts_asked"] == list(found.counts) == [3, 4]
    assert told["counts_by_people"] == [3, 4]
    assert told["exact"] is False
    assert told["bands"] == [
        {"low": 20_000, "high": 40_000, "ledger": "resident", "people": 96_000}
    ]
    assert told["words"] == found.words
    assert (told["findings"], told["splits"], told["targets"]) == ([], [], [])


def test_what_is_not_possible_ends_with_1_and_says_why(drawn):
    said = impossible(drawn, "plan.gpkg", "--footprints", 6)
    assert "impossible: numbers: 6 footprints cannot all be in the band" in said
    assert "Ask for 3 to 4" in said
    assert said.splitlines()[-1] == "No plan can meet all that is asked."
    told = json.loads(impossible(drawn, "plan.gpkg", "--footprints", 6, "--json"))
    assert (told["possible"], told["counts_asked"]) == (False, [])


def test_a_required_target_out_of_reach_is_named_with_its_ceiling(drawn):
    said = impossible(drawn, "plan.gpkg", "--target", "ward.share>=0.7")
    assert "impossible: target ward.share>=0.7: Ward: plan share of at least 70 % cannot be" in said
    assert "met by any plan of 3 to 4 footprints: at most 50.0 %, with 4" in said
    told = json.loads(impossible(drawn, "plan.gpkg", "--target", "ward.share>=0.7", "--json"))
    assert [(each["target"], each["footprints"]) for each in told["targets"]] == [
        ("ward.share>=0.7", 3),
        ("ward.share>=0.7", 4),
    ]
    # 12,000 people of one ward in each of 3, or of 4, footprints.
    assert told["targets"][0]["best"] == pytest.approx(36_000 / 96_000, abs=1e-5)
    assert told["targets"][1]["best"] == pytest.approx(48_000 / 96_000, abs=1e-5)


def test_the_targets_and_bands_of_the_plan_hold_where_none_are_given(drawn):
    drawn.ok("targets", "plan.gpkg", "--add", "ward.share>=0.7")
    assert "ward.share>=0.7" in impossible(drawn, "plan.gpkg")
    drawn.ok("feasibility", "plan.gpkg", "--target", "ward.share>=0.7:wanted")
    drawn.ok("targets", "plan.gpkg", "--remove", "ward.share>=0.7")
    place, plan = open_plan_file(drawn.folder / "plan.gpkg")
    save_plan_file(drawn.folder / "narrow.gpkg", place, set_bands(plan, (Band(50_000, 60_000),)))
    said = impossible(drawn, "narrow.gpkg")
    assert "too many for 1 footprint of 50,000 to 60,000 (resident) and too few for 2" in said
    assert "a band such as 50,000 to 96,000 people (resident; 1 footprint)" in said


def test_locks_and_pins_are_heeded(drawn):
    said = drawn.ok("feasibility", "plan.gpkg", "--lock", "F01").out
    assert "1 footprint is locked. 40 units with 60,000 people (resident) may change" in said
    said = impossible(drawn, "plan.gpkg", "--lock", "F01", "--band", "20000:30000")
    assert "Locked footprint F01 (X) holds 36,000 people (resident), 6,000 too many" in said
    pins = [part for code in PLACE.units.ids[:20] for part in ("--pin", code)]
    said = impossible(drawn, "plan.gpkg", *pins, "--band", "20000:29000")
    assert "must keep its pinned units and holds at least" in said
    said = drawn.ok("feasibility", "plan.gpkg", "--start", "fill").out
    assert "there is nothing to fill" in said


def test_a_plan_without_footprints_will_do(drawn):
    assert "3 to 4 footprints could be" in drawn.ok("feasibility", "empty.gpkg").out


def test_nothing_is_written(drawn):
    before = (drawn.folder / "plan.gpkg").read_bytes()
    drawn.ok("feasibility", "plan.gpkg")
    assert (drawn.folder / "plan.gpkg").read_bytes() == before


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (("--footprints", "0"), ("0 footprints", "1 to 64")),
        (("--footprints", "65"), ("65 footprints", "1 to 64")),
        (("--footprints", "4:2"), ("4 to 2", "wrong way round")),
        (("--footprints", "many"), ("'many'",)),
        (("--band", "40000"), ("'40000'",)),
        (("--band", "nobody=1:2"), ("'nobody'", "resident")),
        (("--band", "1:2", "--band", "3:4"), ("More than one band", "resident")),
        (("--lock", "F09"), ("F09", "F01")),
        (("--pin", "E01"), ("E01",)),
        (("--pin", "U000", "--start", "empty"), ("Improve or fill",)),
        (("--target", "ward.share"), ("'ward.share'",)),
        (("--target", "parish.share>=0.5"), ("parish.share>=0.5", "ward")),
        (("--start", "later"), ("later",)),
        (("--time", "-1"), ("-1 seconds",)),
        (("--time", "nan"), ("nan seconds",)),
        (("--time", "inf"), ("inf seconds",)),
    ],
)
def test_options_that_make_no_sense_are_refused_in_one_line(drawn, options, names):
    drawn.refused("feasibility", "plan.gpkg", *options, names=names)


def test_locks_without_footprints_are_refused(drawn):
    drawn.refused("feasibility", "empty.gpkg", "--lock", "F01", names=("no plan to start from",))
