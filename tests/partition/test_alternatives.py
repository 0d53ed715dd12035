"""Alternatives: good, truly different, none beaten by another, the same again for the same seed."""

import itertools

import numpy as np
import pytest

from icp_footprints.errors import ProblemError
from icp_footprints.partition.alternative import people_moved
from icp_footprints.partition.alternatives import alternatives
from icp_footprints.partition.generate import generate
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.band import Band
from icp_footprints.plan.contiguity import footprint_parts
from icp_footprints.plan.plan import Footprint, Plan
from icp_footprints.progress import Cancelled, Progress
from tests.grids import place_of

ROWS = "XXXXXX\nXXXXXX\nYYYYYY\nYYYYYY\nZZZZZZ\nZZZZZZ"
COLUMNS = "AABBCC\nAABBCC\nAABBCC\nAABBCC\nAABBCC\nAABBCC"


@pytest.fixture(scope="module")
def torn():
    """A place whose PCNs lie across its communities: no plan can follow both."""
    random = np.random.default_rng(5)
    people = random.integers(600, 1400, 36).tolist()
    return place_of(ROWS, people=people, layers={"pcn": ROWS, "community": COLUMNS})


def as_plan(numbers, people=None):
    count = max(numbers) + 1
    footprints = tuple(Footprint(f"F{i}", f"N{i}") for i in range(count))
    return Plan("P", np.array(numbers, dtype=np.int16), footprints)


@pytest.fixture(scope="module")
def found(torn):
    return alternatives(Problem(torn, Band(9_000, 15_000), footprints=3, starts=2))


def test_plans_keep_every_rule_and_differ(torn, found):
    assert 2 <= len(found.found) <= 6
    for each in found.found:
        assert len(each.plan.unassigned_rows) == 0
        assert [len(parts) for parts in footprint_parts(torn.adjacency, each.plan)] == [1] * 3
        assert all(footprint.band == "in" for footprint in each.score.footprints)
        assert each.plan.band == Band(9_000, 15_000)
    for one, other in itertools.combinations(found.found, 2):
        moved = people_moved(torn, "resident", one.plan, other.plan)
        assert moved >= 0.02 * torn.ledger().total


def test_none_is_matched_or_beaten_in_everything(found):
    def merits(each):
        layers = [x for s in each.score.layers for x in (s.plan_containment, s.plan_share)]
        return [-each.score.cut_share, -each.size_spread, *layers]

    for one, other in itertools.permutations(found.found, 2):
        ahead = [a - b for a, b in zip(merits(one), merits(other), strict=True)]
        assert min(ahead) < -1e-6 or max(ahead) <= 1e-6


def test_the_directions_lead_where_they_say(found):
    by_name = {each.direction: each for each in found.found}
    first = found.found[0]
    assert first.direction == "best by the usual score"
    assert all(each.result.score <= first.result.score + 1e-9 for each in found.found)
    if "balanced" in by_name:
        assert by_name["balanced"].size_spread <= first.size_spread
    if "compact" in by_name:
        assert by_name["compact"].score.cut_share <= first.score.cut_share


def test_directions_without_a_plan_of_their_own_are_told(found):
    directions = {"best by the usual score", "community first", "compact", "balanced"}
    told = {each.direction for each in found.found}
    for name in directions - told:
        assert any(note.startswith(f"'{name}'") for note in found.notes)


def test_the_same_seed_gives_the_same_plans(torn, found):
    again = alternatives(Problem(torn, Band(9_000, 15_000), footprints=3, starts=2))
    assert [each.plan.assignment.tolist() for each in again.found] == [
        each.plan.assignment.tolist() for each in found.found
    ]


def test_the_open_plan_is_what_people_moved_are_counted_from(torn):
    problem = Problem(torn, Band(9_000, 15_000), footprints=3, starts=2)
    base = generate(problem).plan
    found = alternatives(Problem(torn, Band(9_000, 15_000), footprints=3, starts=2, base=base))
    assert found.found
    assert all(
        each.people_moved == pytest.approx(people_moved(torn, "resident", base, each.plan))
        for each in found.found
    )
    # What the usual search finds is the open plan itself, which is no alternative to it.
    told = {each.direction for each in found.found}
    assert told.isdisjoint({"best by the usual score", "fewest changes from today"})
    assert all(each.people_moved >= 0.02 * torn.ledger().total for each in found.found)
    for name in ("best by the usual score", "fewest changes from today"):
        words = f"'{name}' came back to today's plan: nothing better was found that way."
        assert words in found.notes


def test_where_today_s_plan_is_the_only_one_there_are_no_alternatives():
    place = place_of("AABB")
    base = as_plan([0, 0, 1, 1])
    found = alternatives(Problem(place, Band(2000, 2000), starts=1, effort=0.2, base=base))
    assert found.found == ()
    assert len(found.notes) == 4
    assert all("came back to today's plan: nothing better" in note for note in found.notes)


def test_people_moved_matches_footprints_whatever_their_numbers():
    place = place_of("AAAAAA", people=[1, 2, 4, 8, 16, 32])
    before = as_plan([0, 0, 1, 1, 2, 2])
    for order in itertools.permutations(range(3)):
        renamed = as_plan([order[number] for number in before.assignment.tolist()])
        assert people_moved(place, "resident", before, renamed) == 0
    assert people_moved(place, "resident", before, as_plan([0, 1, 1, 1, 2, 2])) == 2
    assert people_moved(place, "resident", before, as_plan([0, 0, 0, 0, 1, 1])) == 3


def test_people_moved_is_the_least_over_every_matching():
    random = np.random.default_rng(3)
    place = place_of("AAAAAAAA", people=random.integers(1, 99, 8).tolist())
    people = place.ledger().people
    for _ in range(40):
        one = random.integers(0, 3, 8)
        other = random.integers(0, 3, 8)
        one[:3], other[:3] = range(3), range(3)
        least = min(
            float(people[np.array([order[f] for f in one]) != other].sum())
            for order in itertools.permutations(range(3))
        )
        plans = as_plan(one.tolist()), as_plan(other.tolist())
        assert people_moved(place, "resident", *plans) == pytest.approx(least)


@pytest.mark.parametrize("most", [0, 2, 7])
def test_three_to_six_can_be_asked_for(torn, most):
    with pytest.raises(ProblemError, match="Ask for 3 to 6"):
        alternatives(Problem(torn, Band(9_000, 15_000)), most)


def test_stopping_stops_every_search(torn):
    progress = Progress(lambda _fraction, _text: progress.cancel())
    with pytest.raises(Cancelled):
        alternatives(Problem(torn, Band(9_000, 15_000), starts=50), progress=progress)
