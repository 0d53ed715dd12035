"""What a ceiling says, what it is made of, and what it refuses."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icp_footprints.errors import PlanError, ProblemError
from icp_footprints.measures.ceilings.ceiling import CEILING_MEASURES, Ceiling
from icp_footprints.measures.ceilings.knapsack import most_of_areas, most_within
from icp_footprints.measures.ceilings.packing import all_fit_whole
from icp_footprints.measures.ceilings.prove import ceiling, ceilings
from icp_footprints.measures.ceilings.question import question_of
from icp_footprints.plan.band import Band
from icp_footprints.progress import Cancelled, Progress
from tests.grids import place_of
from tests.measures.ceilings.every_plan import LAYER, asked

# Four wards of 3,000, 2,000, 2,000 and 1,000 people.
WARDS = "AAAB\nBCCD"
BAND = Band(3_000, 5_000)


def place():
    return place_of(WARDS, 1000, layers={"ward": WARDS})


things = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 20)), min_size=1, max_size=8)


@given(things, st.integers(0, 60))
def test_a_knapsack_with_one_thing_cut_holds_at_least_what_whole_things_can(held, room):
    worth, weights = np.array(held, dtype=float).T
    whole = max(
        sum(w for w, taken in zip(worth, chosen, strict=True) if taken)
        for chosen in product((False, True), repeat=len(held))
        if sum(c for c, taken in zip(weights, chosen, strict=True) if taken) <= room
    )
    found = most_within(worth, weights, room)
    assert whole - 1e-9 <= found <= worth.sum() + 1e-9
    # Only one thing is ever cut.
    assert found <= whole + worth.max() + 1e-9


@given(asked())
def test_one_footprint_never_holds_more_of_an_area_than_said(case):
    question = question_of(case.place, case.bands, LAYER, case.footprints)
    belonging = question.belonging.toarray()
    chosen = np.array(list(product((0, 1), repeat=question.units)))
    fits = (chosen @ question.counts.T <= question.room).all(axis=1)
    if fits.any():
        assert (
            (chosen[fits] @ belonging).max(axis=0) <= most_of_areas(question) * (1 + 1e-9)
        ).all()


def test_wards_that_fit_whole_leave_nothing_to_prove():
    found = {each.measure: each for each in ceilings(place(), (BAND,), 2)}
    assert all(each.status == "proved" for each in found.values())
    assert found["containment"].value == found["kept_whole"].value == 1
    assert found["splits"].value == 0
    # The two largest wards: 3,000 and 2,000 of 8,000.
    assert found["share"].value == pytest.approx(5 / 8, abs=1e-5)
    assert "nothing rules out a plan that splits no area" in found["splits"].words


@pytest.mark.parametrize(("footprints", "fits"), [(1, False), (2, True), (3, False)])
def test_a_packing_is_in_band(footprints, fits):
    assert all_fit_whole(question_of(place(), (BAND,), "ward", footprints)) is fits


def test_a_ward_too_large_for_the_band_must_be_split():
    wards = "AAAAAB"
    found = {
        each.measure: each
        for each in ceilings(
            place_of(wards, 1000, layers={"ward": wards}), (Band(3_000, 3_000),), 2
        )
    }
    assert found["splits"].value == 1
    assert found["containment"].value == pytest.approx(4 / 6, abs=1e-5)
    assert found["kept_whole"].value == pytest.approx(1 / 6, abs=1e-5)
    assert found["share"].value == pytest.approx(5 / 6, abs=1e-5)
    assert found["splits"].words == (
        "ward split areas: every plan of 2 footprints splits at least 1 area (resident; proved)."
    )


@pytest.mark.parametrize("footprints", [1, 3])
def test_a_number_of_footprints_that_cannot_be_in_band_is_a_value_of_its_own(footprints):
    for each in ceilings(place(), (BAND,), footprints):
        assert not each.possible
        assert "can be in band (resident)." in each.words


def test_whole_units_that_cannot_be_in_band_are_found_by_the_program():
    """Three units of 1,000 people make 3,000 in two footprints of 1,500: but no unit is cut."""
    made = place_of("AAA", 1000, layers={"ward": "XYZ"})
    assert {each.status for each in ceilings(made, (Band(1_500, 1_500),), 2)} == {"impossible"}


def test_a_further_band_on_another_ledger_counts_as_well():
    made = place_of("AABB", 1000, layers={"ward": "XXYY"}, registered=[1000, 1, 1, 1000])
    alone = ceiling(made, (Band(2_000, 2_000),), "ward", "containment", 2)
    both = (Band(2_000, 2_000), Band(0, 1_001, "registered"))
    assert alone.value == 1
    assert ceiling(made, both, "ward", "containment", 2).value == 1
    tight = (Band(2_000, 2_000), Band(0, 1_000, "registered"))
    assert not ceiling(made, tight, "ward", "containment", 2).possible


def test_nobody_in_the_place_and_nobody_in_the_layer():
    nobody = place_of("AA", 0, layers={"ward": "XX"})
    assert {each.value for each in ceilings(nobody, (Band(0, 10),), 1)} == {0}
    assert {each.status for each in ceilings(nobody, (Band(5, 10),), 1)} == {"impossible"}


@pytest.mark.parametrize("measure", CEILING_MEASURES)
def test_no_time_leaves_the_instant_bound(measure):
    found = ceiling(place(), (Band(3_000, 4_900),), "ward", measure, 2, seconds=0)
    assert found.value == found.instant
    assert found.status in {"instant", "proved"}


def test_a_time_that_is_far_too_short_still_gives_a_bound():
    rng = np.random.default_rng(1)
    letters = rng.choice(list("ABCDEFGHIJKLMNOP"), size=(20, 20))
    wards = "\n".join("".join(row) for row in letters)
    people = rng.integers(900, 2_000, 400).tolist()
    made = place_of(wards, people, layers={"ward": wards})
    total = sum(people)
    for measure in CEILING_MEASURES:
        found = ceiling(made, (Band(total // 13, total // 11),), "ward", measure, 12, seconds=1e-3)
        if found.is_count:
            assert found.value >= found.instant
        else:
            assert 0 < found.value <= found.instant


def test_a_cancel_before_the_start_stops_at_once():
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        ceilings(place(), (BAND,), 2, progress=progress)
    with pytest.raises(Cancelled):
        ceiling(place(), (BAND,), "ward", "share", 2, progress=progress)


def test_progress_is_told_in_order():
    heard: list[float] = []
    ceilings(place(), (BAND,), 2, progress=Progress(lambda fraction, _: heard.append(fraction)))
    assert heard == [0, 0.25, 0.5, 0.75, 1]


@pytest.mark.parametrize("footprints", [0, -1, 9])
def test_a_number_of_footprints_out_of_range_is_refused(footprints):
    with pytest.raises(ProblemError, match="1 to 8"):
        ceiling(place(), (BAND,), "ward", "share", footprints)


def test_what_is_not_there_is_refused_by_name():
    with pytest.raises(PlanError, match="'parish'"):
        ceiling(place(), (BAND,), "parish", "share", 2)
    with pytest.raises(PlanError, match="'pupils'"):
        ceiling(place(), (Band(1, 2, "pupils"),), "ward", "share", 2)
    with pytest.raises(ProblemError, match="needs a band"):
        ceiling(place(), (), "ward", "share", 2)
    with pytest.raises(ProblemError, match="two_way"):
        ceiling(place(), (BAND,), "ward", "two_way", 2)  # pyright: ignore[reportArgumentType]
    for seconds in (-1.0, float("nan"), float("inf")):
        with pytest.raises(ProblemError, match="seconds"):
            ceiling(place(), (BAND,), "ward", "share", 2, seconds=seconds)


def test_a_bound_is_rounded_so_that_it_still_holds():
    found = Ceiling("pcn", "share", 6, "resident", 0.65, 0.57341, "proved")
    assert found.words == (
        "pcn plan share: no plan of 6 footprints can pass 57.4 % (resident; proved)."
    )
    assert found.figure(0.5) == "50.0 %"
    assert found.figure(0.500_01) == "50.1 %"
