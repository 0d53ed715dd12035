"""Whatever is done to a plan, nobody is lost and every earlier plan stays as it was."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.measures.population import footprint_people
from icp_footprints.plan.actions import assign, create, delete, fill_gaps, merge, rename
from icp_footprints.plan.difference import difference
from icp_footprints.plan.plan import EDITED, GENERATED, Origin
from tests.examples import examples
from tests.grids import place_of, plan_of

ART = "AABB\nA.~B\nCC.C"
PEOPLE = [3, 0, 5, 7, 11, 2, 13, 1, 17, 19, 23]
PLACE = place_of(ART, people=PEOPLE)
START = replace(plan_of(ART), origin=Origin(GENERATED, seed=1))


def an_edit(plan, data):
    """Some edit of the plan, as the plan that it leads to."""
    rows = np.array(
        data.draw(st.lists(st.integers(0, len(PEOPLE) - 1), unique=True)), dtype=np.intp
    )
    ids = [footprint.id for footprint in plan.footprints]
    verbs = ["create", "fill_gaps", "unassign"] + ["assign", "delete", "merge", "rename"] * bool(
        ids
    )
    verb = data.draw(st.sampled_from(verbs))
    match verb:
        case "create":
            return create(plan, rows)
        case "fill_gaps":
            return fill_gaps(PLACE.adjacency, plan)
        case "unassign":
            return assign(plan, rows, None)
        case "assign":
            return assign(plan, rows, data.draw(st.sampled_from(ids)))
        case "delete":
            return delete(plan, data.draw(st.sampled_from(ids)))
        case "merge":
            others = data.draw(st.lists(st.sampled_from(ids), unique=True))
            return merge(plan, data.draw(st.sampled_from(ids)), others)
        case _:
            free = f"Name {data.draw(st.integers(0, 10**9))}"
            taken = {footprint.name for footprint in plan.footprints}
            return plan if free in taken else rename(plan, data.draw(st.sampled_from(ids)), free)


def contents(plan):
    return plan.assignment.tolist(), plan.footprints, plan.name, plan.band, plan.origin


@given(st.data())
@settings(deadline=None, max_examples=examples(100))
def test_edits_conserve_people_and_units_and_leave_every_earlier_plan_alone(data):
    history = [START]
    copies = [contents(START)]
    for _ in range(data.draw(st.integers(1, 8))):
        before = history[-1]
        after = an_edit(before, data)
        inside = footprint_people(PLACE.ledger(), after).sum()
        outside = sum(PEOPLE[row] for row in after.unassigned_rows)
        assert inside + outside == sum(PEOPLE)
        assert len(after.assignment) == len(PEOPLE)
        assert not after.assignment.flags.writeable
        assert difference(before, after).is_empty == (before == after)
        history.append(after)
        copies.append(contents(after))
    assert [contents(plan) for plan in history] == copies


@given(st.data())
@settings(deadline=None, max_examples=examples(60))
def test_a_difference_tells_a_view_how_to_get_from_one_plan_to_the_other(data):
    before = START
    for _ in range(3):
        after = an_edit(before, data)
        found = difference(before, after)
        totals = [
            dict(
                zip(
                    (f.id for f in plan.footprints),
                    footprint_people(PLACE.ledger(), plan),
                    strict=True,
                )
            )
            for plan in (before, after)
        ]
        changed = {
            key for key in totals[0].keys() & totals[1].keys() if totals[0][key] != totals[1][key]
        }
        assert changed <= found.touched
        before = after


@given(st.data())
@settings(deadline=None, max_examples=examples(60))
def test_a_generated_plan_that_was_edited_says_so_and_keeps_its_seed(data):
    after = an_edit(START, data)
    if (
        after.assignment.tolist() != START.assignment.tolist()
        or after.footprints != START.footprints
    ):
        assert after.origin == replace(START.origin, method=EDITED)


def test_an_edit_that_changes_nothing_leaves_a_generated_plan_generated():
    held = START.rows("F01")
    assert assign(START, held, "F01").origin.method == GENERATED
    assert rename(START, "F01", START.footprints[0].name).origin.method == GENERATED
