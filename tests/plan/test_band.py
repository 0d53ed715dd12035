"""The band is inclusive, and says which numbers of footprints can fit it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icp_footprints.errors import InputError
from icp_footprints.plan.band import Band


@pytest.mark.parametrize("text", ["30000:50000", "30,000:50,000", " 30000 : 50000 "])
def test_a_band_is_read_from_text(text):
    assert Band.parse(text, "registered") == Band(30_000, 50_000, "registered")


@pytest.mark.parametrize(
    "text", ["", ":", "30000", "30000:", ":50000", "a:b", "-1:5", "1:2:3", "1.5:2", "30k:50k"]
)
def test_text_that_is_no_band_is_quoted_back(text):
    with pytest.raises(InputError) as caught:
        Band.parse(text)
    assert caught.value.what == f"'{text}' is not a band of people."


@pytest.mark.parametrize(("low", "high"), [(50_000, 30_000), (0, 0), (-1, 10)])
def test_an_impossible_band_is_refused_with_its_numbers(low, high):
    with pytest.raises(InputError, match=f"{low:,} to {high:,}"):
        Band(low, high)


def test_the_edges_of_a_band_are_in_it():
    band = Band(30_000, 50_000)
    assert [band.state(n) for n in (29_999, 30_000, 50_000, 50_001)] == [
        "under",
        "in",
        "in",
        "over",
    ]
    assert [band.excess(n) for n in (29_999, 30_000, 50_000, 50_001)] == [1, 0, 0, 1]


@given(low=st.integers(1, 40), spread=st.integers(0, 30), people=st.integers(0, 300))
def test_footprint_counts_are_those_of_trying_every_number(low, spread, people):
    band = Band(low, low + spread)
    tried = [k for k in range(1, people + 2) if low * k <= people <= (low + spread) * k]
    assert list(band.footprint_counts(people)) == tried


def test_a_band_without_a_lower_edge_allows_up_to_one_footprint_a_person():
    assert list(Band(0, 10).footprint_counts(25)) == list(range(3, 26))


def test_a_band_in_words_has_thousands():
    assert Band(30_000, 50_000).words() == "30,000 to 50,000"
    assert Band(30_000, 50_000).middle == 40_000


def test_a_band_may_name_its_ledger():
    assert Band.parse("registered=1,000:2,000") == Band(1000, 2000, "registered")
    assert Band.parse(" registered = 1000:2000") == Band(1000, 2000, "registered")
    assert Band.parse("1000:2000", "registered") == Band(1000, 2000, "registered")


@pytest.mark.parametrize("text", ["=1:2", "a=", "a=1", "a=2:1"])
def test_a_band_with_half_a_ledger_is_refused(text):
    with pytest.raises(InputError):
        Band.parse(text)
