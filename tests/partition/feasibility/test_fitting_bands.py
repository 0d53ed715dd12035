"""Bands that would mend it: near to the one asked for, and never too small for a unit."""

from hypothesis import assume, given
from hypothesis import strategies as st

from icp_footprints.partition.feasibility.feasibility import feasibility
from icp_footprints.partition.feasibility.fitting_bands import fitting_bands, fitting_bands_words
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.band import Band
from tests.grids import place_of

FEW = st.integers(1, 20_000)


@given(units=st.lists(FEW, min_size=1, max_size=12), low=st.integers(0, 20_000), span=FEW)
def test_people_fit_every_band_that_is_named_and_so_does_the_largest_unit(units, low, span):
    people, largest, band = sum(units), max(units), Band(low, low + span)
    assume(not any(count <= len(units) for count in band.footprint_counts(people)))
    for each, count in fitting_bands(people, band, len(units), largest):
        assert each.high >= largest
        assert each.ledger == band.ledger
        assert 1 <= count <= len(units)
        assert count * each.low <= people <= count * each.high
        assert each.low <= band.low
        assert each.high >= band.high


def test_a_large_unit_raises_the_top_of_every_band_named():
    # 13,000 people in three units fit two footprints of 6,500, were the unit of 9,000 not one.
    said = fitting_bands_words(13_000, Band(2000, 4000), 3, 9000)
    assert said == "2,000 to 9,000 people (resident; 2 footprints)"


def test_feasibility_names_no_band_smaller_than_its_largest_unit():
    problem = Problem(place_of("AAA", [4000, 9000, 4000]), Band(4100, 4200))
    (words,) = (each.words for each in feasibility(problem).findings if each.rule == "piece")
    assert "a band such as 4,100 to 9,000 people (resident; 2 footprints);" in words
