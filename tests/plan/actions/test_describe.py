"""Describe a footprint."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icp_footprints.errors import PlanError
from icp_footprints.plan.actions import describe
from icp_footprints.plan.plan import GENERATED, Footprint, Origin
from tests.grids import plan_of

TEXT = st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=9)


@given(TEXT, TEXT, TEXT)
def test_only_what_is_given_changes(notes, lead, partners):
    plan = replace(plan_of("AB"), origin=Origin(GENERATED, 3))
    plan = describe(plan, "F02", notes="old", lead="Dr Old", partners="Old")
    after = describe(plan, "F02", notes=notes, lead=lead, partners=partners)
    found = after.footprint("F02")
    assert found.notes == ("old" if notes is None else notes.strip())
    assert found.lead == ("Dr Old" if lead is None else lead.strip())
    assert found.partners == ("Old" if partners is None else partners.strip())
    same = replace(found, notes="old", lead="Dr Old", partners="Old")
    assert (after.footprints[0], same) == plan.footprints
    # The seed still makes this plan: no unit moved.
    assert (after.origin, after.assignment.tolist()) == (plan.origin, plan.assignment.tolist())


def test_long_text_and_markup_are_kept_as_typed():
    text = "<b>bold</b> & =1+1\n" * 600
    assert describe(plan_of("A"), "F01", notes=text).footprints[0].notes == text.strip()


@pytest.mark.parametrize(
    ("field", "called"), [("notes", "notes"), ("lead", "clinical lead"), ("partners", "partners")]
)
def test_what_no_file_can_hold_is_refused(field, called):
    with pytest.raises(PlanError, match=f"The {called} of A has a character"):
        describe(plan_of("A"), "F01", **{field: "a\0b"})


def test_an_unknown_footprint_is_named():
    with pytest.raises(PlanError, match="'F09'"):
        describe(plan_of("A"), "F09", notes="x")


def test_nothing_given_changes_nothing():
    assert describe(plan_of("A"), "F01") == plan_of("A")
    assert plan_of("A").footprints == (Footprint("F01", "A"),)
