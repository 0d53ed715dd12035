"""No plan ever beats a ceiling: every plan of tiny places is tried."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.measures.ceilings import homes, share
from icp_footprints.measures.ceilings.ceiling import CEILING_MEASURES
from icp_footprints.measures.ceilings.knapsack import most_of_areas
from icp_footprints.measures.ceilings.prove import ceiling, ceilings
from icp_footprints.measures.ceilings.question import question_of
from icp_footprints.measures.ceilings.share import prove_share
from icp_footprints.plan.band import Band
from tests.examples import examples
from tests.grids import place_of
from tests.measures.ceilings.every_plan import (
    LAYER,
    Asked,
    asked,
    best_of_every_plan,
    held_by_every_plan,
)

thorough = settings(deadline=None, max_examples=examples(60))
SECONDS = 30.0


@given(asked())
@thorough
def test_no_plan_in_band_beats_any_ceiling(case):
    best = best_of_every_plan(case)
    found = {
        each.measure: each
        for each in ceilings(case.place, case.bands, case.footprints, seconds=SECONDS)
    }
    assert tuple(found) == CEILING_MEASURES
    for measure, reached in best.items():
        each = found[measure]
        assert each.possible
        assert each.status == "proved"
        if measure == "splits":
            assert each.instant <= each.value <= reached
        else:
            assert reached - 1e-12 <= each.value <= each.instant <= 1


@given(asked())
@thorough
def test_no_plan_in_band_beats_an_instant_bound(case):
    for measure, reached in best_of_every_plan(case).items():
        found = ceiling(case.place, case.bands, LAYER, measure, case.footprints, seconds=0)
        assert found.value == found.instant
        assert found.possible
        if measure == "splits":
            assert found.value <= reached
        else:
            assert found.value >= reached - 1e-12


def best_labels(question) -> float | None:
    """The most people in the area whose label their unit bears, over all ways to label units."""
    n, k, m = question.units, question.footprints, len(question.area_people)
    belonging = question.belonging.toarray()
    best = None
    for labels in product(range(m), repeat=n):
        held = [
            [sum(counts[i] for i in range(n) if labels[i] == j) for j in range(m)]
            for counts in question.counts
        ]
        fits = any(
            sum(number) == k
            and all(
                low * number[j] <= of_band[j] <= high * number[j]
                for of_band, low, high in zip(held, question.lows, question.highs, strict=True)
                for j in range(m)
            )
            for number in product(range(k + 1), repeat=m)
        )
        if fits:
            value = sum(belonging[i, j] for i, j in enumerate(labels))
            best = value if best is None else max(best, value)
    return best


@given(asked(most_units=5))
@settings(deadline=None, max_examples=examples(30))
def test_the_ceiling_of_share_is_the_best_way_to_label_units(case):
    question = question_of(case.place, case.bands, LAYER, case.footprints)
    if not len(question.area_people):
        return
    expected = best_labels(question)
    proof = prove_share(question, most_of_areas(question), SECONDS)
    assert proof.possible == (expected is not None)
    if expected is not None:
        assert proof.closed
        assert proof.bound == pytest.approx(expected, abs=1e-4)


def test_the_enumeration_that_ceilings_are_judged_by_is_itself_right():
    layer = ReferenceLayer.from_lookup(LAYER, ["X", "X", "Y"])
    place = place_of("AAA", [10, 20, 30], more_layers=(layer,))
    case = Asked(place, 2, (Band(20, 40),))
    held = held_by_every_plan(case)
    # Two ways to divide them, each counted twice: the footprints change places.
    assert sorted(held.tolist()) == [
        [[0, 30], [30, 0]],
        [[10, 30], [20, 0]],
        [[20, 0], [10, 30]],
        [[30, 0], [0, 30]],
    ]
    assert best_of_every_plan(case) == {
        "share": 1.0,
        "containment": 1.0,
        "kept_whole": 1.0,
        "splits": 0.0,
    }


@given(asked(), st.sampled_from([0.0, 0.3, 0.6]))
@thorough
def test_what_large_places_leave_out_only_loosens_a_ceiling(case, few):
    """Units cut, small areas left out or merged: done in places too large to try every plan of."""
    best = best_of_every_plan(case)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(share, "MOST_WHOLE", 0)
        patch.setattr(share, "FEW", few)
        patch.setattr(homes, "MOST_WHOLE", 0)
        patch.setattr(homes, "TAILS", (0.5, few))
        found = ceilings(case.place, case.bands, case.footprints, seconds=SECONDS)
    for each in found if best else ():
        reached = best[each.measure]
        assert each.possible
        if each.is_count:
            assert each.instant <= each.value <= reached
        else:
            assert reached - 1e-12 <= each.value <= each.instant
