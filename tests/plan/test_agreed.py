"""Status, versions and history: what can follow what, and what an agreed plan refuses."""

from dataclasses import replace

import numpy as np
import pytest

from icp_footprints.errors import InputError, PlanError
from icp_footprints.plan.actions import adopt, new_version, rename, set_status
from icp_footprints.plan.agreed import agreement_of, check_may_change, is_as_recorded
from icp_footprints.plan.content_hash import content_hash
from icp_footprints.plan.plan import MOST_VERSIONS, Plan
from icp_footprints.plan.status import Status, StatusChange
from tests.grids import place_of, plan_of

PLACE = place_of("aaaa")
DRAFT = plan_of("AABB")
DAY, LATER = "2026-11-20", "2026-11-22"
PROPOSED = set_status(PLACE, DRAFT, Status.PROPOSED, DAY)
AGREED = set_status(PLACE, PROPOSED, Status.AGREED, LATER, "  The\nboard ")


def test_a_plan_is_proposed_then_agreed_and_remembers_both():
    digits = content_hash(PLACE, DRAFT)
    assert AGREED.history == (
        StatusChange(Status.PROPOSED, 1, DAY, "", digits),
        StatusChange(Status.AGREED, 1, LATER, "The board", digits),
    )
    assert (AGREED.status, AGREED.version) == (Status.AGREED, 1)
    assert [each.words for each in AGREED.history] == [
        "Version 1 proposed 2026-11-20",
        "Version 1 agreed 2026-11-22 by The board",
    ]
    assert content_hash(PLACE, AGREED) == digits


def test_the_next_version_is_a_draft_that_remembers_what_was_agreed():
    second = new_version(PLACE, AGREED, "2026-12-01")
    assert (second.status, second.version) == (Status.DRAFT, 2)
    assert second.history[:2] == AGREED.history
    assert second.history[2].words == "Version 2 a draft from 2026-12-01"
    assert agreement_of(second) is None
    assert agreement_of(second, 1) == AGREED.history[1]
    back = set_status(PLACE, PROPOSED, Status.DRAFT, LATER)
    assert (back.status, back.version) == (Status.DRAFT, 1)
    assert new_version(PLACE, PROPOSED, LATER).version == 2


@pytest.mark.parametrize(
    ("plan", "status", "words"),
    [
        (DRAFT, Status.AGREED, "is a draft. Propose it first."),
        (DRAFT, Status.DRAFT, "is a draft already"),
        (PROPOSED, Status.PROPOSED, "is proposed already"),
        (AGREED, Status.PROPOSED, "Make a new version"),
        (AGREED, Status.DRAFT, "Make a new version"),
        (AGREED, Status.AGREED, "is agreed already"),
    ],
)
def test_what_cannot_follow_is_refused(plan, status, words):
    with pytest.raises(PlanError, match=words):
        set_status(PLACE, plan, status, DAY, "Somebody")


@pytest.mark.parametrize(
    ("day", "by", "words"),
    [
        (DAY, " \n", "Nobody is named"),
        ("22 May", "X", "not a date"),
        ("20261122", "X", "not a date"),
        ("2026-02-30", "X", "not a date"),
        (DAY, "a\0b", "no file can hold"),
    ],
)
def test_nobody_agrees_on_no_day(day, by, words):
    with pytest.raises((InputError, PlanError), match=words):
        set_status(PLACE, PROPOSED, Status.AGREED, day, by)


def test_a_draft_needs_no_new_version():
    with pytest.raises(PlanError, match="draft already, version 1"):
        new_version(PLACE, DRAFT, DAY)


def test_only_an_agreed_plan_refuses_to_be_changed_and_names_the_way_out():
    for plan in (DRAFT, PROPOSED, new_version(PLACE, AGREED, DAY)):
        check_may_change(plan, "a.gpkg")
    with pytest.raises(PlanError, match=r"agreed 2026-11-22 by The board.*status a.gpkg --new-ver"):
        check_may_change(AGREED, "a.gpkg")


def test_a_plan_that_changed_since_it_was_proposed_is_told_from_one_that_did_not():
    assert is_as_recorded(PLACE, PROPOSED)
    assert not is_as_recorded(PLACE, rename(PROPOSED, "F01", "Other"))
    assert is_as_recorded(PLACE, rename(DRAFT, "F01", "Other"))
    assert not is_as_recorded(PLACE, rename(AGREED, "F01", "Other"))


def test_generated_footprints_keep_version_and_history():
    second = new_version(PLACE, AGREED, DAY)
    taken = adopt(second, plan_of("ABBB"))
    assert (taken.status, taken.version, taken.history) == (
        second.status,
        second.version,
        second.history,
    )


@pytest.mark.parametrize("version", [0, -1, MOST_VERSIONS])
def test_versions_count_from_one(version):
    with pytest.raises(PlanError, match="no version"):
        Plan("P", np.zeros(1, dtype=np.int16) - 1, version=version)


def test_a_history_of_later_versions_than_the_plan_has_is_refused():
    with pytest.raises(PlanError, match="version 1, but its history has version 2"):
        replace(new_version(PLACE, AGREED, DAY), version=1)
