"""Targets that are asked of every place of a run, where a place lacks the layer or misses one."""

from dataclasses import replace

from icp_footprints.batch.job import Job, plan_one
from icp_footprints.batch.row import Row
from icp_footprints.batch.settings import Settings
from icp_footprints.plan.band import Band
from icp_footprints.plan.target import Target
from tests.grids import place_of

PLACE = place_of("AAAA\nAAAA", layers={"ward": "PPQQ\nPPQQ"})
SETTINGS = Settings((Band(3000, 5000),), effort=0.2)


def noted(*targets):
    row = Row("E07000001", "Testham", len(PLACE.units), 8000.0, seed=1)
    return plan_one(Job(row, PLACE, replace(SETTINGS, targets=targets))).row


def test_a_target_on_a_layer_that_a_place_lacks_is_left_out_and_told():
    row = noted(Target("ward", "share", 0.5), Target("parish", "share", 0.5))
    assert row.state == "planned"
    (note,) = row.notes
    assert note == (
        "Parish: plan share of at least 50 % (parish.share>=0.5) is left out: nobody here belongs "
        "to an area of that layer."
    )


def test_a_target_that_is_met_has_no_note():
    assert noted(Target("ward", "share", 1.0, "required")).notes == ()
