"""Feasibility of real places: the gap across the Mersey, large PCNs, local authority lines."""

from icp_footprints.geography.place import Place
from icp_footprints.partition.feasibility.feasibility import feasibility
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.band import Band
from icp_footprints.plan.target import Target
from icp_footprints.sources.layers.lookups import Lookup
from icp_footprints.sources.new_place import Recipe, read_place
from tests.e2e.real_places import real_data
from tests.e2e.test_ceilings import staffordshire
from tests.e2e.test_halton import nearest_across_the_mersey

BAND = Band(30_000, 50_000)


def cheshire_and_merseyside(**where: tuple[str, ...]) -> Place:
    data = real_data()
    return read_place(
        Recipe(
            units=f"{data / 'cheshire_merseyside' / 'boundaries.gpkg'}:lsoa21",
            where=where,
            place_name="Place",
            lookups=(Lookup.parse("la=ltla24_code"),),
        )
    )


def test_the_pieces_of_halton_are_told_of_the_bridge_that_would_mend_them():
    halton = cheshire_and_merseyside(ltla24_name=("Halton",))
    found = feasibility(Problem(halton, Band(40_000, 45_000)))
    pieces = [each for each in found.findings if each.rule == "piece"]
    assert len(pieces) == 2
    assert not found.is_possible
    for each in pieces:
        assert "What would mend it: a bridge" in each.words
        assert "not enough by itself" not in each.words
        assert all(code in each.words for code in nearest_across_the_mersey())


def test_a_borough_that_cannot_be_in_band_by_itself_is_told_of_its_neighbour():
    place = cheshire_and_merseyside(ltla24_name=("Knowsley", "St. Helens"))
    band = Band(60_000, 70_000)
    found = feasibility(Problem(place, band))
    # 154,516 people are too many for two footprints and too few for three.
    (piece,) = [each for each in found.findings if each.severity == "impossible"]
    assert "(154,516 people)" in piece.words
    assert (
        "too many for 2 footprints of 60,000 to 70,000 (resident) and too few for 3" in piece.words
    )
    assert "letting footprints cross the line" in piece.words
    # With the 183,262 people of its neighbour they are enough for five.
    assert feasibility(Problem(place, band, cross_authorities=True)).counts == (5,)


def test_the_pcn_that_no_footprint_of_staffordshire_can_hold():
    found = feasibility(Problem(staffordshire(), BAND), seconds=1)
    assert found.counts == tuple(range(23, 38))
    (large,) = [each for each in found.splits if each.name == "EAST STAFFORDSHIRE PCN"]
    assert (large.is_too_large, large.footprints) == (True, 3)
    assert any("9 local authorities" in each.words for each in found.findings)


def test_a_required_share_above_the_known_ceiling_is_refused_before_any_search():
    problem = Problem(
        staffordshire("Stoke-on-Trent"), BAND, 6, targets=(Target("pcn", "share", 0.58),)
    )
    found = feasibility(problem, seconds=120)
    assert not found.is_possible
    (target,) = [each for each in found.findings if each.rule == "target"]
    assert "cannot be met by any plan of 6 footprints: at most 57.4 %" in target.words
    below = Problem(problem.place, BAND, 6, targets=(Target("pcn", "share", 0.55),))
    assert feasibility(below, seconds=120).is_possible
