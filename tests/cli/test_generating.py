"""What `generate` and `alternatives` take beyond the band, on a plan that has footprints."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from icp_footprints.console import streams
from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import GENERATED
from tests.cli.command import WARDS, CommandLine
from tests.grids import place_of, plan_of

# 64 units of 1,500 people, 8 wards of 12,000; PCNs lie across the wards.
PCN = "\n".join(["PPQQRRSS"] * 8)
PLACE = place_of(WARDS, 1500, layers={"ward": WARDS, "pcn": PCN})
DRAWN = plan_of(WARDS.translate(str.maketrans("ABCDEFGH", "XXXYYYZZ")), Band(20_000, 40_000))

NOWHERE = str.maketrans("ABCDEFGH", "." * 8)


@pytest.fixture(scope="module")
def plan_file(tmp_path_factory) -> Path:
    """A plan of footprints of 36,000, 36,000 and 24,000 people."""
    path = tmp_path_factory.mktemp("drawn") / "plan.gpkg"
    save_plan_file(path, PLACE, DRAWN)
    return path


@pytest.fixture
def drawn(plan_file, tmp_path, capsys) -> CommandLine:
    """A folder with that plan, to change."""
    shutil.copy(plan_file, tmp_path)
    return CommandLine(tmp_path, capsys)


def opened(run, name="plan.gpkg"):
    return open_plan_file(run.folder / name)[1]


def test_a_locked_footprint_stays_as_it_is_with_its_id_and_name(drawn):
    before = opened(drawn)
    kept = before.footprints[1]
    drawn.ok("generate", "plan.gpkg", "--lock", kept.id, "--starts", 2, "--replace")
    after = opened(drawn)
    assert after.footprint(kept.id) == kept
    assert after.rows(kept.id).tolist() == before.rows(kept.id).tolist()
    assert len(after.unassigned_rows) == 0
    assert dict(after.origin.settings)["locked"] == kept.id


def test_a_range_of_footprints_is_swept_and_its_cost_shown(drawn):
    said = drawn.ok(
        "generate", "plan.gpkg", "--footprints", "3:4", "--starts", 2, "--out", "new.gpkg"
    ).out
    assert "Out of" in said
    assert "is the plan taken" in said
    assert len(opened(drawn, "new.gpkg").footprints) in (3, 4)


def test_ceilings_stand_beside_the_score(drawn):
    said = drawn.ok(
        "generate", "plan.gpkg", "--footprints", 3, "--starts", 2, "--out", "new.gpkg"
    ).out
    assert "no plan of 3 footprints can pass" in said
    assert "(resident; proved)" in said


def test_a_generated_plan_as_json(drawn):
    told = json.loads(
        drawn.ok(
            "generate", "plan.gpkg", "--footprints", "3:4", "--starts", 2, "--seed", 7,
            "--out", "new.gpkg", "--json",
        ).out
    )  # fmt: skip
    made = opened(drawn, "new.gpkg")
    assert (told["place"], told["plan"], told["written"]) == (PLACE.name, made.name, "new.gpkg")
    assert (told["seed"], told["version"]) == (7, made.origin.version)
    assert told["origin"]["settings"] == dict(made.origin.settings)
    people = PLACE.ledger("resident").people
    for number, each in enumerate(told["footprints"]):
        held = made.assignment == number
        assert (each["id"], each["name"]) == (
            made.footprints[number].id,
            f"Neighbourhood {number + 1}",
        )
        assert (each["units"], each["people"]["resident"]) == (held.sum(), people[held].sum())
        assert each["bands"] == {"resident": "in"}
    assert sum(each["units"] for each in told["footprints"]) == 64
    assert {each["footprints"] for each in told["tried"]} == {3, 4}
    taken = [each for each in told["tried"] if each["taken"]]
    assert [each["footprints"] for each in taken] == [len(made.footprints)]
    assert taken[0]["score"] == told["score"] == max(each["score"] for each in told["tried"])
    assert told["objective"]
    assert told["searches"] == int(told["origin"]["settings"]["searches"])
    measured = json.loads(drawn.ok("measure", "new.gpkg", "--json").out)
    for each in taken[0]["layers"]:
        assert each["plan_share"] == measured["layers"][each["layer"]]["plan_share"]
    assert told["plan_keeps_the_rules"]
    assert {(each["layer"], each["footprints"]) for each in told["ceilings"]} >= {
        ("pcn", len(made.footprints))
    }
    for each in told["ceilings"]:
        assert each["status"] in ("proved", "time limit", "instant")
        lower = each["measure"] == "splits"
        assert each["plan"] >= each["value"] if lower else each["plan"] <= each["value"] + 1e-6


def test_a_refused_search_says_nothing_as_json(drawn):
    drawn.refused("generate", "plan.gpkg", "--json", names=("--replace",))


def test_a_pinned_unit_stays_in_its_footprint(drawn):
    before = opened(drawn)
    quick = ("--starts", 2, "--effort", 0.5, "--ceilings", 0)
    drawn.ok("generate", "plan.gpkg", *quick, "--pin", PLACE.units.ids[0], "--out", "free.gpkg")
    free = opened(drawn, "free.gpkg")
    # What the search moves when it may, stays once it is pinned.
    moved = np.flatnonzero(free.assignment != before.assignment)
    assert len(moved)
    pinned = [PLACE.units.ids[row] for row in moved[:2]]
    pins = [word for unit in pinned for word in ("--pin", unit)]
    drawn.ok("generate", "plan.gpkg", *quick, *pins, "--replace")
    after = opened(drawn)
    for row in moved[:2]:
        home = before.footprints[before.assignment[row]].id
        assert after.footprints[after.assignment[row]].id == home
    assert dict(after.origin.settings)["pinned"] == ", ".join(sorted(pinned))
    assert len(after.unassigned_rows) == 0


def test_a_unit_that_cannot_be_pinned_is_named(drawn):
    drawn.refused("generate", "plan.gpkg", "--replace", "--pin", "E99", names=("E99", "codes"))
    rows = np.arange(len(PLACE.units))
    loose = replace(DRAWN, assignment=np.where(rows == 5, -1, DRAWN.assignment).astype(np.int16))
    save_plan_file(drawn.folder / "loose.gpkg", PLACE, loose)
    unit = PLACE.units.ids[5]
    names = (unit, "being in none")
    drawn.refused("generate", "loose.gpkg", "--replace", "--pin", unit, names=names)
    empty = plan_of(WARDS.translate(NOWHERE), DRAWN.band)
    save_plan_file(drawn.folder / "empty.gpkg", PLACE, empty)
    names = ("no plan to start from", "plan with footprints")
    drawn.refused("generate", "empty.gpkg", "--pin", unit, names=names)


def test_a_required_target_beyond_the_ceiling_is_named_before_any_search(drawn):
    names = ("PCN: plan share of at least 99 % (pcn.share>=0.99) cannot be met by any plan of 3",)
    drawn.refused(
        "generate", "plan.gpkg", "--footprints", 3, "--replace",
        "--target", "pcn.share>=0.99:required", names=names,
    )  # fmt: skip


def test_a_target_within_reach_is_met(drawn):
    target = "pcn.containment>=0.99:required"
    drawn.ok(
        "generate", "plan.gpkg", "--footprints", 4, "--replace", "--target", target,
        "--weight", "pcn=0.01",
    )  # fmt: skip
    after = opened(drawn)
    pcn = PLACE.layer("pcn").shares.toarray().argmax(axis=1)
    for column in range(4):
        held = np.bincount(after.assignment[pcn == column], minlength=4)
        assert held.max() == held.sum()


@pytest.mark.parametrize(
    ("more", "names"),
    [
        (("--footprints", "4:3"), ("wrong way round",)),
        (("--footprints", "three"), ("three",)),
        (("--lock", "F99"), ("F99", "F01")),
        (
            ("--target", "gp.share>=0.5"),
            ("Gp: plan share of at least 50 % (gp.share>=0.5)", "not there"),
        ),
        (("--effort", 0), ("effort",)),
        (("--compactness", -1), ("compactness",)),
        (
            ("--compactness", 0, "--weight", "ward=0", "--weight", "pcn=0"),
            ("Nothing counts", "above 0"),
        ),
    ],
)
def test_options_that_make_no_sense_are_named(drawn, more, names):
    drawn.refused("generate", "plan.gpkg", "--replace", *more, names=names)


def test_a_plan_of_another_place_is_replaced_only_when_asked_to(drawn):
    other = place_of("AABB", 20_000)
    made = plan_of("XXYY", Band(20_000, 40_000))
    generated = replace(made, origin=replace(made.origin, method=GENERATED))
    save_plan_file(drawn.folder / "there.gpkg", replace(other, name="Otherham"), generated)
    quick = ("--starts", 1, "--effort", 0.2, "--ceilings", 0)
    names = ("there.gpkg", "another place, Otherham", "--replace")
    drawn.refused("generate", "plan.gpkg", *quick, "--out", "there.gpkg", names=names)
    drawn.refused("improve", "plan.gpkg", "--out", "there.gpkg", names=names)
    drawn.ok("generate", "plan.gpkg", *quick, "--out", "there.gpkg", "--replace")
    assert open_plan_file(drawn.folder / "there.gpkg")[0].units.ids == PLACE.units.ids
    # Of the same place, what was generated may be generated again.
    drawn.ok("generate", "plan.gpkg", *quick, "--out", "there.gpkg", "--seed", 2)


def test_alternatives_are_told_written_and_leave_the_plan_alone(drawn):
    held = (drawn.folder / "plan.gpkg").read_bytes()
    quick = ("--starts", 1, "--effort", 0.3)
    said = drawn.ok("alternatives", "plan.gpkg", *quick, "--out", "choices").out
    assert (drawn.folder / "plan.gpkg").read_bytes() == held
    written = sorted((drawn.folder / "choices").glob("*.gpkg"))
    assert written
    assert all(path.name in said.replace("\n", "") for path in written)
    for path in written:
        assert len(open_plan_file(path)[1].unassigned_rows) == 0
    drawn.refused("alternatives", "plan.gpkg", "--out", "choices", names=("is there already",))


def test_alternatives_as_json(drawn):
    quick = ("--starts", 1, "--effort", 0.3)
    told = json.loads(drawn.ok("alternatives", "plan.gpkg", *quick, "--json").out)
    assert told["place"] == PLACE.name
    measured = json.loads(drawn.ok("measure", "plan.gpkg", "--json").out)
    today = told["today"]
    assert today["footprints"] == 3
    assert today["size_spread"] == 12_000
    assert {each["layer"]: each["plan_share"] for each in today["layers"]} == {
        name: layer["plan_share"] for name, layer in measured["layers"].items()
    }
    for each in told["alternatives"]:
        assert set(today) <= set(each)
        assert set(each["units"]) == set(PLACE.units.ids)
        assert len(set(each["units"].values())) == each["footprints"]
        assert each["people_moved"] is not None
    assert told["alternatives"][0]["direction"] == "best by the usual score"


def test_where_today_s_plan_is_the_best_in_every_direction_it_is_said(drawn):
    place = place_of("AABB")
    save_plan_file(drawn.folder / "only.gpkg", place, plan_of("AABB", Band(2000, 2000)))
    quick = ("--starts", 1, "--effort", 0.2)
    said = drawn.ok("alternatives", "only.gpkg", *quick, "--out", "choices").out
    assert said.splitlines()[0] == "No plan was found that could stand beside today's."
    assert "Note: 'compact' came back to today's plan: nothing better" in said
    assert list((drawn.folder / "choices").iterdir()) == []
    told = json.loads(drawn.ok("alternatives", "only.gpkg", *quick, "--json").out)
    assert (told["alternatives"], len(told["notes"])) == ([], 4)
    assert told["today"]["footprints"] == 2


def test_alternatives_stand_beside_todays_plan_in_80_columns(drawn, monkeypatch):
    monkeypatch.setattr(streams.out, "_width", 80)
    said = drawn.ok("alternatives", "plan.gpkg", "--starts", 1, "--effort", 0.3).out
    lines = said.splitlines()
    assert lines[:2] == ["Today: today's plan, the one in the file", "1: best by the usual score"]
    heading = next(
        line.split() for line in lines if "Today" in line.split()[:1] and ":" not in line
    )
    table = {
        name: line.removeprefix(f" {name}").split()
        for line in lines
        for name in ("Footprints", "People moved", "Largest less smallest", "ward containment")
        if line.startswith(f" {name}")
    }
    assert heading == ["Today", *map(str, range(1, len(heading)))]
    assert {len(cells) for cells in table.values()} == {len(heading)}
    assert table["Footprints"][0] == "3"
    assert table["People moved"][0] == "0"
    assert table["Largest less smallest"][0] == "12,000"
    assert max(len(line) for line in lines if line.startswith(" ")) <= 80


def test_without_footprints_there_is_no_plan_of_today(drawn):
    save_plan_file(
        drawn.folder / "empty.gpkg", PLACE, plan_of(WARDS.translate(NOWHERE), DRAWN.band)
    )
    quick = ("--starts", 1, "--effort", 0.3)
    assert "Today" not in drawn.ok("alternatives", "empty.gpkg", *quick).out


def test_alternatives_keep_the_targets_they_were_searched_with(drawn):
    target = "ward.splits<=9:wanted"
    quick = ("--starts", 1, "--effort", 0.3, "--target", target)
    drawn.ok("alternatives", "plan.gpkg", *quick, "--out", "choices")
    written = sorted((drawn.folder / "choices").glob("*.gpkg"))
    assert written
    for path in written:
        assert target in [each.text for each in open_plan_file(path)[1].targets]


def test_a_wrong_number_of_alternatives_makes_no_folder(drawn):
    drawn.refused("alternatives", "plan.gpkg", "--most", 99, "--out", "new", names=("99",))
    assert not (drawn.folder / "new").exists()


def test_a_status_written_elsewhere_offers_no_option_it_does_not_have(drawn):
    said = drawn.refused("status", "plan.gpkg", "--propose", "--by", "Me", "--out", "plan.gpkg")
    assert "--replace" not in said
