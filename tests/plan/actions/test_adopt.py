"""Adopting the footprints of a generated plan."""

from dataclasses import replace

import numpy as np

from icp_footprints.plan.actions.adopt import adopt
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.target import Target
from tests.grids import plan_of

REGISTERED = Band(1000, 2000, "registered")
TARGET = Target("pcn", "share", 0.75)
ABOUT_TARGET = RecordedException("target", TARGET.name, "Agreed", "Board", "2026-11-22")
ABOUT_FOOTPRINT = RecordedException("band", "F01", "Rural", "Board", "2026-11-22")


def before():
    return replace(
        plan_of("AAB", Band(900, 1900)),
        further_bands=(REGISTERED,),
        targets=(TARGET,),
        exceptions=(ABOUT_TARGET, ABOUT_FOOTPRINT),
    )


def test_footprints_come_from_the_one_and_rules_from_the_other():
    made = plan_of("ABB", Band(800, 1800))
    after = adopt(before(), made)
    assert np.array_equal(after.assignment, made.assignment)
    assert (after.footprints, after.band, after.origin) == (
        made.footprints,
        made.band,
        made.origin,
    )
    assert after.further_bands == (REGISTERED,)
    assert after.targets == (TARGET,)


def test_nobody_has_agreed_to_an_exception_about_a_new_footprint():
    assert adopt(before(), plan_of("ABB")).exceptions == (ABOUT_TARGET,)


def test_a_band_on_a_further_ledger_becomes_the_foremost():
    made = plan_of("ABB", Band(1100, 2100, "registered"))
    assert adopt(before(), made).bands == (made.band, Band(900, 1900))


def test_a_band_on_a_new_ledger_takes_the_place_of_the_foremost():
    made = plan_of("ABB", Band(5, 6, "pupils"))
    assert adopt(before(), made).bands == (made.band, REGISTERED)
