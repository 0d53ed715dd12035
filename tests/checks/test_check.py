"""Each rule of the checks says in words what is wrong, where, and by how much."""

import pytest

from icp_footprints.checks.check import check
from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.measures.scorecard import scorecard
from icp_footprints.plan.actions import create
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Plan
from tests.grids import place_of, plan_of

BAND = Band(2000, 3000)


def issues(art, band=BAND, **place):
    return check(place_of(art, **place), plan_of(art, band))


def test_a_plan_without_faults_has_no_issues():
    assert issues("AAB\nABB") == []
    assert issues("AA\nBB", Band(2000, 2000)) == []


def test_units_in_no_footprint_are_counted_and_listed():
    found = issues("AA.\nAB.\nBB.", people=[1000] * 8 + [500])
    assert [issue.rule for issue in found] == ["coverage"]
    assert found[0].words == "3 units are in no footprint (2,500 people on the resident ledger)."
    assert found[0].units == ("U002", "U005", "U008")
    assert found[0].severity == "required"


def test_one_unit_in_no_footprint_is_said_in_the_singular():
    assert issues("AA.")[0].words.startswith("1 unit is in no footprint (1,000 people")


def test_an_unassigned_unit_where_nobody_lives_is_still_a_gap():
    found = issues("AA.", people=[1000, 1000, 0])
    assert found[0].words == "1 unit is in no footprint (0 people on the resident ledger)."


def test_an_empty_footprint_is_named_once_and_not_as_under_the_band():
    place, plan = place_of("AA"), create(plan_of("AA", BAND), name="West")
    found = check(place, plan)
    assert [(issue.rule, issue.words, issue.footprints) for issue in found] == [
        ("empty", "West holds no units.", ("F02",))
    ]


def test_a_footprint_in_parts_is_named_with_the_units_of_the_smaller_parts():
    found = issues("AABA\nB.BB", Band(0, 9000))
    stray = [issue for issue in found if issue.rule == "contiguity"]
    assert [issue.words for issue in stray] == [
        "A is in 2 parts: 1 unit lies apart from the largest, near Testham 003.",
        "B is in 2 parts: 1 unit lies apart from the largest, near Testham 004.",
    ]
    assert [(issue.footprints, issue.units) for issue in stray] == [
        (("F01",), ("U003",)),
        (("F02",), ("U004",)),
    ]


def test_every_part_but_the_largest_is_stray():
    (found,) = issues("A~AA~AAA", Band(0, 9000))
    assert found.words.startswith("A is in 3 parts: 3 units lie apart from the largest")
    assert set(found.units) == {"U000", "U001", "U002"}


def test_a_bridge_makes_one_part_of_two():
    ferry = AdjacencyEdit("bridge", "U001", "U002", "Ferry")
    place = place_of("AA~A").with_adjacency_edits([ferry])
    assert check(place, plan_of("AA~A", BAND)) == []


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (500, "A holds 1,000 people (resident), 1,000 too few for the band of 2,000 to 3,000."),
        (2000, "A holds 4,000 people (resident), 1,000 too many for the band of 2,000 to 3,000."),
    ],
)
def test_a_footprint_out_of_band_is_named_with_its_numbers(people, words):
    (found,) = issues("AA", people=people)
    assert (found.rule, found.words, found.footprints) == ("band", words, ("F01",))


@pytest.mark.parametrize("people", [1000, 1500])
def test_the_edges_of_the_band_are_in_it(people):
    assert issues("AA", people=people) == []


def test_the_band_is_checked_on_its_own_ledger():
    band = Band(2000, 3000, "registered")
    (found,) = issues("AA", band, people=1000, registered=[1900, 1900])
    assert found.words.startswith("A holds 3,800 people (registered), 800 too many")
    gap = issues("AA.", band, people=1, registered=[1000, 1000, 700])
    assert [issue.words for issue in gap] == [
        "1 unit is in no footprint (700 people on the registered ledger)."
    ]


def test_issues_come_in_the_order_coverage_parts_band():
    found = issues("ABA\n.BB", Band(5000, 9000))
    assert [issue.rule for issue in found] == ["coverage", "contiguity", "band", "band"]


def test_a_plan_without_footprints_says_so_first():
    found = check(place_of("AA"), Plan.empty(2))
    assert [issue.words for issue in found] == [
        "The plan has no footprints.",
        "2 units are in no footprint (2,000 people on the resident ledger).",
    ]


def test_a_scorecard_at_hand_gives_the_same_issues():
    place, plan = place_of("ABA\n.BB"), plan_of("ABA\n.BB")
    assert check(place, plan, scorecard(place, plan)) == check(place, plan)
