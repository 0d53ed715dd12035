"""Footprints outside a band, found by adding up and said in one sentence."""

from icp_footprints.partition.out_of_band import out_of_band, out_of_band_words
from icp_footprints.plan.band import Band
from tests.grids import place_of, plan_of

PLACE = place_of("AABBCC", [1000, 1000, 900, 600, 3000, 100], registered=[500] * 6)
PLAN = plan_of("XXYYZZ", Band(1800, 2500))
LISTS = Band(1200, 2000, "registered")


def test_those_too_small_and_too_large_are_told_on_each_ledger():
    found = out_of_band(PLACE, PLAN, (PLAN.band, LISTS))
    assert [(each.footprint_id, each.people, each.is_over) for each in found] == [
        ("F02", 300, False),
        ("F03", 600, True),
        ("F01", 200, False),
        ("F02", 200, False),
        ("F03", 200, False),
    ]
    assert out_of_band_words(found[:2]) == (
        "2 footprints stay outside the band of 1,800 to 2,500 by 900 people in all, the least "
        "that was found: Y by 300 too few (resident), Z by 600 too many (resident)."
    )
    assert out_of_band_words(found[2:3]).startswith(
        "1 footprint stays outside the band of 1,200 to 2,000 by 200 "
    )


def test_what_partners_agreed_to_and_footprints_without_units_are_left_out():
    agreed = frozenset({("F02", "resident")})
    found = out_of_band(PLACE, PLAN, (PLAN.band,), agreed)
    assert [each.name for each in found] == ["Z"]
    empty = plan_of("YYYYYY", PLAN.band).edited(PLAN.assignment * 0, PLAN.footprints)
    assert [each.name for each in out_of_band(PLACE, empty, (PLAN.band,))] == ["X"]


def test_nothing_outside_is_nothing_to_say():
    assert out_of_band(PLACE, PLAN, (Band(0, 9000),)) == ()
    assert out_of_band_words(()) == ""
