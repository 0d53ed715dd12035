"""A scorecard that follows edits is the scorecard of the plan from scratch, to the last bit."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.errors import PlanError
from icp_footprints.geography.ledger import Ledger
from icp_footprints.measures.live_scorecard import LiveScorecard
from icp_footprints.measures.scorecard import scorecard
from icp_footprints.plan.actions import assign, create, delete, fill_gaps, merge, rename
from icp_footprints.plan.band import Band
from icp_footprints.plan.difference import difference
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.target import Target
from tests.examples import examples
from tests.grids import place_of, plan_of
from tests.measures.small_places import cases

VERBS = ["create", "fill_gaps", "unassign", "bands", "targets", "name", "reverse", "scatter"]
NEEDING_FOOTPRINTS = ["assign", "assign", "assign", "delete", "merge", "rename"]


def an_edit(place, plan, data):
    """Some edit of the plan, as the plan that it leads to."""
    n, ids = len(place.units), [footprint.id for footprint in plan.footprints]
    numbers = data.draw(st.lists(st.integers(0, n - 1), unique=True))
    rows = np.array(numbers, dtype=np.intp)

    def some():
        return data.draw(st.sampled_from(ids))

    edits = {
        "create": lambda: create(plan, rows),
        "fill_gaps": lambda: fill_gaps(place.adjacency, plan),
        "unassign": lambda: assign(plan, rows, None),
        "assign": lambda: assign(plan, rows, some()),
        "delete": lambda: delete(plan, some()),
        "merge": lambda: merge(
            plan, some(), data.draw(st.lists(st.sampled_from(ids), unique=True))
        ),
        "rename": lambda: rename(plan, some(), f"Name {data.draw(st.integers(0, 10**9))}"),
        "bands": lambda: replace(plan, band=Band(10, 90, ledger()), further_bands=()),
        "targets": lambda: replace(plan, targets=(Target("pcn", measure(), 0.5),)),
        "name": lambda: replace(plan, name="Another name"),
        "reverse": lambda: reversed_order(plan),
        "scatter": lambda: replace(plan, assignment=anywhere()),
    }

    def ledger():
        return data.draw(st.sampled_from(["resident", "registered"]))

    def measure():
        return data.draw(st.sampled_from(["share", "containment", "two_way", "kept_whole"]))

    def anywhere():
        numbers = data.draw(st.lists(st.integers(-1, len(ids) - 1), min_size=n, max_size=n))
        return np.array(numbers, dtype=np.int16)

    return edits[data.draw(st.sampled_from(VERBS + NEEDING_FOOTPRINTS * bool(ids)))]()


def reversed_order(plan):
    """The same footprints, the last first."""
    turned = len(plan.footprints) - 1 - plan.assignment
    numbers = np.where(plan.assignment < 0, plan.assignment, turned).astype(np.int16)
    return replace(plan, footprints=plan.footprints[::-1], assignment=numbers)


@given(st.data())
@settings(deadline=None, max_examples=examples(100))
def test_after_any_edits_it_is_what_measuring_from_scratch_gives(data):
    case = data.draw(cases())
    plans, live = [case.plan], LiveScorecard(case.place, case.plan)
    assert live.scorecard == scorecard(case.place, case.plan)
    for _ in range(data.draw(st.integers(1, 6))):
        # Now and then back to an earlier plan, as undo does.
        again = data.draw(st.sampled_from([None, None, *plans]))
        plan = an_edit(case.place, plans[-1], data) if again is None else again
        at_hand = data.draw(st.booleans())
        live.update(plan, difference(plans[-1], plan) if at_hand else None)
        if data.draw(st.booleans()):
            assert live.scorecard == scorecard(case.place, plan)
        plans.append(plan)
    assert live.plan is plans[-1]
    assert live.scorecard == scorecard(case.place, plans[-1])


@given(st.data())
@settings(deadline=None, max_examples=examples(40))
def test_a_scorecard_says_the_same_later_even_where_it_is_first_read_after_more_changes(data):
    case = data.draw(cases())
    live, measured = LiveScorecard(case.place, case.plan), scorecard(case.place, case.plan)
    spread, splits = measured.spread, [layer.splits for layer in measured.layers]
    early = live.scorecard
    for _ in range(5):
        live.update(an_edit(case.place, live.plan, data))
        _ = live.scorecard
    assert early.spread == spread
    assert [layer.splits for layer in early.layers] == splits
    assert early == measured


ART = "AABB\nAACC\nDDCC"
PEOPLE = [3, 0.1, 5, 7, 11, 2, 13, 0.7, 17, 19, 23, 0.3]


def test_what_a_change_does_not_touch_is_the_same_object():
    place = place_of(ART, layers={"ward": "XXYY\nXXYY\nZZWW"})
    live = LiveScorecard(place, plan_of(ART))
    before = live.scorecard
    live.update(assign(live.plan, np.array([0]), "F02"))
    after = live.scorecard
    kept = [a is b for a, b in zip(before.footprints, after.footprints, strict=True)]
    assert kept == [False, False, True, True]
    areas = zip(before.layers[0].area_scores, after.layers[0].area_scores, strict=True)
    assert {a.area for a, b in areas if a is not b} == {"X"}
    assert live.scorecard is after


def test_fractions_of_people_leave_no_dust_behind():
    place = place_of(ART, layers={"ward": "XYXY\nXYXY\nXYXY"})
    place = replace(place, ledgers=(Ledger("resident", "Residents", np.array(PEOPLE)),))
    live, start = LiveScorecard(place, plan_of(ART)), plan_of(ART)
    first = live.scorecard
    for row in range(12):
        live.update(assign(live.plan, np.array([row]), "F01"))
    for row in range(12):
        here = start.footprints[start.assignment[row]].id
        live.update(assign(live.plan, np.array([row]), here))
    assert replace(live.scorecard, plan=first.plan) == first


def test_units_that_overlap_are_dissolved_and_give_the_same_either_way():
    place = place_of(ART)
    wider = place.units.geometry.copy()
    wider[5] = wider[5].buffer(3, join_style="mitre")
    place = replace(place, units=replace(place.units, geometry=wider))
    assert not place.units.is_clean_coverage
    live = LiveScorecard(place, plan_of(ART))
    live.update(assign(live.plan, np.array([5]), "F04"))
    assert live.scorecard == scorecard(place, live.plan)


def test_a_plan_of_another_place_or_a_ledger_not_there_is_refused():
    with pytest.raises(PlanError, match="another place"):
        LiveScorecard(place_of("AB"), Plan.empty(3))
    with pytest.raises(PlanError, match="no ledger named 'registered'"):
        LiveScorecard(place_of("AB"), plan_of("AB"), "registered")
    two = replace(plan_of("AB"), further_bands=(Band(1, 2, "registered"),))
    with pytest.raises(PlanError, match="no ledger named 'registered'"):
        LiveScorecard(place_of("AB"), two)
