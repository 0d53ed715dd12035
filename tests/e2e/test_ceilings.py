"""Ceilings of real places: the figures known for them, and generated plans held beside them."""

import json
from functools import cache

import pytest

from icp_footprints.exchange.plan_file import save_plan_file
from icp_footprints.geography.place import Place
from icp_footprints.measures.ceilings.ceiling import CeilingMeasure
from icp_footprints.measures.ceilings.prove import ceiling
from icp_footprints.measures.scorecard import scorecard
from icp_footprints.partition.generate import generate
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Plan
from icp_footprints.sources.layers.lookups import Lookup
from icp_footprints.sources.new_place import Recipe, read_place
from tests.e2e.real_places import program, real_data

BAND = Band(30_000, 50_000)
# Long enough for these programs on a busy machine; each takes a second or two on an idle one.
SECONDS = 120.0


@cache
def staffordshire(local_authority: str = "") -> Place:
    """One local authority of Staffordshire and Stoke-on-Trent, or all nine as one place."""
    data = real_data()
    return read_place(
        Recipe(
            units=f"{data / 'staffordshire' / 'boundaries.gpkg'}:lsoa21",
            where={"ltla24_name": (local_authority,)} if local_authority else {},
            place_name=local_authority or "Staffordshire",
            registrations=str(data / "staffordshire" / "gp-reg-pat-prac-lsoa-all.csv"),
            practice_pcn=str(data / "england" / "gp-reg-pat-prac-map.csv"),
            lookups=(Lookup.parse("msoa=msoa21_code"),),
        )
    )


@pytest.mark.parametrize(
    ("local_authority", "footprints", "known"),
    [
        ("Stoke-on-Trent", 6, 0.5735),
        ("Stoke-on-Trent", 7, 0.6263),
        ("Newcastle-under-Lyme", 3, 0.7103),
        ("East Staffordshire", 3, 0.9772),
    ],
)
def test_no_plan_of_a_real_place_can_pass_the_known_share_of_pcns(
    local_authority, footprints, known
):
    place = staffordshire(local_authority)
    found = ceiling(place, (BAND,), "pcn", "share", footprints, seconds=SECONDS)
    assert found.status == "proved"
    assert found.value == pytest.approx(known, abs=6e-5)


def test_the_instant_bound_of_all_nine_authorities_as_one_place():
    found = ceiling(staffordshire(), (BAND,), "pcn", "share", 28, seconds=0)
    assert found.value == found.instant == pytest.approx(0.805, abs=5e-4)


@pytest.mark.parametrize(
    ("local_authority", "footprints"), [("Newcastle-under-Lyme", 3), ("East Staffordshire", 3)]
)
def test_a_generated_plan_stays_below_every_ceiling(local_authority, footprints):
    place = staffordshire(local_authority)
    plan = generate(Problem(place, BAND, footprints, starts=2)).plan
    score = scorecard(place, plan)
    assert all(each.band == "in" for each in score.footprints)
    for layer in score.layers:
        reached_by: dict[CeilingMeasure, float] = {
            "share": layer.plan_share,
            "containment": layer.plan_containment,
            "kept_whole": layer.kept_whole,
        }
        for measure, reached in reached_by.items():
            found = ceiling(place, (BAND,), layer.name, measure, footprints, seconds=SECONDS)
            assert found.status == "proved"
            assert reached <= found.value <= found.instant
        fewest = ceiling(place, (BAND,), layer.name, "splits", footprints, seconds=SECONDS)
        assert fewest.instant <= fewest.value <= len(layer.splits)


def test_the_command_prints_json_and_nothing_else(tmp_path):
    place = staffordshire("Stoke-on-Trent")
    plan = Plan.empty(len(place.units), "Stoke", BAND)
    save_plan_file(tmp_path / "stoke.gpkg", place, plan)
    said = program(tmp_path, "ceiling", "stoke.gpkg", "--footprints", 6, "--time", 0.2, "--json")
    found = json.loads(said)["ceilings"]
    assert len(found) == 8
    assert all(each["possible"] for each in found)
