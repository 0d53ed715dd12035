"""Which layers compare with footprints, and which areas a report may leave out."""

from dataclasses import replace

import numpy as np
import pytest

from icp_footprints.measures.comparable import is_minor
from icp_footprints.measures.scorecard import scorecard
from icp_footprints.plan.band import Band
from tests.exchange.test_small_counts import registration
from tests.grids import place_of, plan_of

BAND = Band(30_000, 50_000)


@pytest.mark.parametrize(
    ("people", "outside", "comparable", "minor"),
    [
        (299, 0.9, True, True),
        (299, 0.5, True, False),  # half of it lives here: a small area, but one of this place
        (299, None, True, True),
        (299, None, False, False),  # a small parish
        (299, 0.99, False, True),
        (300, 0.99, True, False),
    ],
)
def test_an_area_is_minor_when_few_of_its_people_live_here(people, outside, comparable, minor):
    assert is_minor(people, outside, BAND, comparable) is minor


def test_a_band_from_nobody_up_makes_nothing_minor():
    assert not is_minor(1, 0.99, Band(0, 10), comparable=True)


def test_small_areas_do_not_compare_and_registrations_always_do():
    pcn = registration([[900, 100], [900, 100]], [1000, 1000])
    place = place_of("AB", layers={"ward": "xy", "town": "zz"}, more_layers=(pcn,))
    score = scorecard(place, plan_of("AB", Band(1500, 3000)))
    assert {each.name: each.comparable for each in score.layers} == {
        "ward": False, "town": True, "pcn": True,
    }  # fmt: skip


def test_minor_areas_are_named_and_still_counted():
    pcn = registration([[990, 8], [990, 8]], [1000, 1000])
    pcn = replace(pcn, outside_share=np.array([0.0, 0.99]))
    score = scorecard(place_of("AB", more_layers=(pcn,)), plan_of("AB", Band(1900, 2000)))
    (layer,) = score.layers
    assert layer.minor_areas == ("P1",)
    assert layer.areas == 2
    assert [each.is_minor for each in layer.area_scores] == [False, True]
