"""Ceilings beside a plan: which are given, in what order, and within what time."""

import pytest

from icp_footprints.errors import ProblemError
from icp_footprints.measures.ceilings.of_plan import (
    QUICK,
    SHARES,
    CeilingTime,
    ceilings_of_plan,
    reached_by,
)
from icp_footprints.measures.ceilings.prove import ceiling
from icp_footprints.measures.scorecard import scorecard
from icp_footprints.plan.band import Band
from icp_footprints.progress import Cancelled, Progress
from tests.grids import place_of, plan_of

BAND = Band(2500, 5000)
DRAWN = "XXXYYY\nXXXYYY"
# Three areas of four units, which no two footprints in band hold all of; and areas of one unit.
PLACE = place_of(
    "AAAAAA\nAAAAAA",
    [700, 800, 600, 750, 650, 700, 800, 700, 600, 650, 750, 800],
    layers={"street": "ABCDEF\nGHIJKL", "pcn": "PPQQRR\nPPQQRR"},
)


def score_of(band=BAND, drawing=DRAWN):
    return scorecard(PLACE, plan_of(drawing, band))


def test_a_plan_in_band_has_three_ceilings_a_layer_and_passes_none():
    score = score_of()
    found = ceilings_of_plan(PLACE, score)
    assert score.layer("pcn").comparable
    assert [layer.name for layer in score.layers] == ["street", "pcn"]
    assert [each.layer for each in found] == ["pcn"] * 3 + ["street"] * 3
    assert [each.measure for each in found] == [*SHARES, *SHARES]
    for each in found:
        alone = ceiling(PLACE, (BAND,), each.layer, each.measure, 2)
        assert each.value == pytest.approx(alone.value)
        assert each.status == alone.status == "proved"
        reached = reached_by(score, each)
        assert reached is not None
        assert reached <= each.value + 1e-9


@pytest.mark.parametrize("allowed", [CeilingTime(0), CeilingTime(0.5, 0)])
def test_without_time_there_are_quick_bounds(allowed):
    found = ceilings_of_plan(PLACE, score_of(), allowed)
    assert all(each.value == each.instant for each in found)
    assert "instant" in {each.status for each in found}


NOT_COMPLETE = "XXXYYY\nXXXYY."


@pytest.mark.parametrize("drawing", [NOT_COMPLETE, "." * 12])
def test_a_plan_that_is_not_complete_has_none(drawing):
    assert ceilings_of_plan(PLACE, score_of(drawing=drawing)) == ()


@pytest.mark.parametrize("band", [Band(6000, 9000), Band(3000, 3500)])
def test_a_plan_out_of_band_has_none(band):
    assert ceilings_of_plan(PLACE, score_of(band)) == ()


def test_who_asks_to_stop_is_heard():
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        ceilings_of_plan(PLACE, score_of(), QUICK, progress)


@pytest.mark.parametrize("seconds", [-1.0, float("nan"), float("inf")])
def test_a_time_that_makes_no_sense_is_refused(seconds):
    with pytest.raises(ProblemError, match="cannot be proved in"):
        CeilingTime(seconds)
