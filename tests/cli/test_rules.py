"""Bands, targets, exceptions, bridges and barriers of a plan, from the command line."""

import json

import geopandas as gpd
import pytest
import shapely

from icp_footprints.exchange.plan_file import open_plan_file
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.target import Target
from tests.cli.command import BAND, LAYERS, NEW, CommandLine
from tests.cli.made_once import MadeOnce
from tests.grids import ORIGIN_M
from tests.sources.making import codes, write


@pytest.fixture
def planned(run: CommandLine, made_once: MadeOnce) -> CommandLine:
    """A folder with a generated plan of three footprints in it."""
    made_once.bring(
        run,
        ("new", "plan.gpkg", *NEW, *LAYERS, "--band", BAND),
        ("generate", "plan.gpkg", "--footprints", 3, "--starts", 1),
    )
    return run


def plan_in(run: CommandLine):
    return open_plan_file(run.folder / "plan.gpkg")[1]


def test_bands_on_two_ledgers_are_kept_and_shown(planned):
    said = planned.ok("bands", "plan.gpkg", "--band", BAND, "--band", "registered=1:2").out
    assert "20,000 to 40,000 people on the resident ledger" in said
    assert plan_in(planned).bands == (Band(20_000, 40_000), Band(1, 2, "registered"))
    assert "on the registered ledger" in planned.ok("bands", "plan.gpkg").out
    ran = planned("check", "plan.gpkg")
    assert ran.code == 1
    assert ran.out.count("(registered)") == 3
    planned.refused("bands", "plan.gpkg", "--band", "pupils=1:2", names=("'pupils'",))


def test_bands_and_targets_outlive_a_new_generation(planned):
    planned.ok("bands", "plan.gpkg", "--band", BAND, "--band", "registered=1:200000")
    planned.ok("targets", "plan.gpkg", "--add", "pcn.share>=0.1")
    planned.ok("generate", "plan.gpkg", "--footprints", 3, "--starts", 1, "--seed", 2)
    plan = plan_in(planned)
    assert plan.bands == (Band(20_000, 40_000), Band(1, 200_000, "registered"))
    assert plan.targets == (Target("pcn", "share", 0.1),)


def test_a_target_is_shown_met_or_missed_by_name(planned):
    said = planned.ok(
        "targets", "plan.gpkg", "--add", "ward.containment>=0:wanted", "--add", "ward.splits<=0"
    ).out
    assert "ward.containment>=0" in said
    assert "is met" in said
    assert plan_in(planned).targets == (
        Target("ward", "containment", 0.0, "wanted"),
        Target("ward", "splits", 0.0, "required"),
    )
    said = planned.ok("targets", "plan.gpkg", "--remove", "ward.splits<=0").out
    assert "splits" not in said
    planned.refused("targets", "plan.gpkg", "--remove", "ward.splits<=0", names=("ward.splits",))
    planned.refused("targets", "plan.gpkg", "--add", "parish.share>=0.5", names=("'parish'",))


def test_a_required_target_fails_the_check_until_partners_agree_to_an_exception(planned):
    planned.ok("targets", "plan.gpkg", "--add", "pcn.share>=1")
    ran = planned("check", "plan.gpkg")
    assert ran.code == 1
    assert "pcn.share>=1" in ran.out
    planned.ok(
        *("exceptions", "plan.gpkg", "--add", "target:pcn.share>=1"),
        *("--reason", "PCNs overlap", "--owner", "ICP board", "--date", "2026-11-22"),
    )
    assert plan_in(planned).exceptions == (
        RecordedException("target", "pcn.share>=1", "PCNs overlap", "ICP board", "2026-11-22"),
    )
    said = planned.ok("check", "plan.gpkg").out
    assert all(words in said for words in ("accepted", "PCNs overlap", "ICP board", "2026"))
    planned.ok("targets", "plan.gpkg", "--remove", "pcn.share>=1")
    said = planned.ok("check", "plan.gpkg").out.replace("\n", " ")
    goal = "'PCN: plan share of at least 100 %'"
    named = f"advice: exception target pcn.share>=1: The exception from the target {goal} no longer"
    assert named in said
    planned.ok("targets", "plan.gpkg", "--add", "pcn.share>=1")
    said = planned.ok("exceptions", "plan.gpkg", "--remove", "target:pcn.share>=1").out
    assert "no recorded exceptions" in said
    assert planned("check", "plan.gpkg").code == 1


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (("--add", "beauty:F01", "--reason", "a", "--owner", "b"), ("beauty:F01",)),
        (("--add", "band:F99", "--reason", "a", "--owner", "b"), ("'F99'",)),
        (("--add", "band:F01", "--owner", "b"), ("reason",)),
        (("--add", "band:F01", "--reason", "a"), ("owner",)),
        (("--add", "band:F01", "--reason", "a", "--owner", "b", "--date", "today"), ("'today'",)),
        (("--reason", "a"), ("--add",)),
        (("--remove", "band:F01"), ("band",)),
        (("--add", "coverage:F01", "--reason", "a", "--owner", "b"), ("coverage",)),
    ],
)
def test_an_exception_that_says_too_little_is_refused(planned, options, names):
    planned.refused("exceptions", "plan.gpkg", *options, names=names)


def test_a_bridge_and_a_barrier_come_and_go(planned):
    first, second, ninth = (codes(9)[i] for i in (0, 1, 8))
    far = codes(64)[63]
    said = planned.ok("adjacency", "plan.gpkg", "--bridge", f"{first}:{far}:Ferry").out
    assert "bridge" in said
    assert "Ferry" in said
    said = planned.ok(
        *("adjacency", "plan.gpkg", "--barrier", f"{first}:{second}:Canal"),
        *("--barrier", f"{first}:{ninth}:Canal"),
    ).out
    assert said.count("Canal") == 2
    place = open_plan_file(planned.folder / "plan.gpkg")[0]
    assert place.adjacency.neighbours(0).tolist() == [63]
    said = planned.ok("adjacency", "plan.gpkg", "--remove", f"{far}:{first}").out
    assert "Ferry" not in said
    assert "2 pieces" in said
    said = planned.ok("adjacency", "plan.gpkg", "--remove-all").out
    assert "No bridges or barriers" in said
    planned.refused("adjacency", "plan.gpkg", "--remove", f"{first}:{far}", names=(first, far))


def test_sources_say_again_what_joined(planned):
    said = planned.ok("sources", "plan.gpkg").out
    assert "64 units" in said
    assert "reg.csv (registrations)" in said


def test_inspect_says_what_a_file_can_serve_as(planned):
    said = planned.ok("inspect", "reg.csv").out
    assert "--registrations" in said
    assert "LSOA_CODE" in said
    said = planned.ok("inspect", "units.gpkg:lsoa21").out
    assert "--units" in said
    planned.refused("inspect", "absent.csv", names=("absent.csv",))


def test_a_line_drawn_too_far_off_says_so_and_can_be_taken_further(planned):
    """The line runs 40 m east of the boundary between the first two columns of units."""
    east, north = ORIGIN_M
    ends = [(east + 1040, north), (east + 1040, north - 8000)]
    river = gpd.GeoDataFrame(geometry=[shapely.LineString(ends)], crs="EPSG:27700")
    write(planned.folder / "river.gpkg", river)
    lines = ("--barrier-lines", "river.gpkg=River")
    planned.refused("adjacency", "plan.gpkg", *lines, names=("25 m", "--barrier-within"))
    said = planned.ok("adjacency", "plan.gpkg", *lines, "--barrier-within", 50).out
    assert said.count("River") == 8
    assert "2 pieces" in said
    assert "within 50 m" in planned.ok("sources", "plan.gpkg").out
    planned.refused("adjacency", "plan.gpkg", *lines, "--barrier-within", 0, names=("0 m",))


def test_coterminosity_can_be_counted_on_either_ledger(planned):
    shares = {
        ledger: json.loads(planned.ok("measure", "plan.gpkg", "--json", "--ledger", ledger).out)[
            "layers"
        ]["pcn"]
        for ledger in ("resident", "registered")
    }
    assert [shares[ledger]["ledger"] for ledger in shares] == ["resident", "registered"]
    place, plan = open_plan_file(planned.folder / "plan.gpkg")
    for ledger, found in shares.items():
        people = place.ledger(ledger).people[:, None] * place.layer("pcn").shares.toarray()
        best = [people[plan.assignment == i].sum(axis=0).max() for i in range(3)]
        assert found["plan_share"] == pytest.approx(
            sum(best) / place.ledger(ledger).total, abs=1e-6
        )
    planned.refused("measure", "plan.gpkg", "--ledger", "pupils", names=("'pupils'",))
