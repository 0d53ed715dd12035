"""What a gesture would make of footprints is what measuring the plan it makes gives."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.measures.live_scorecard import LiveScorecard
from icp_footprints.measures.scorecard import scorecard
from icp_footprints.plan.actions import assign, create, delete, merge
from icp_footprints.plan.difference import difference
from tests.examples import examples
from tests.measures.small_places import cases


def an_edit(plan, data):
    rows = st.lists(st.integers(0, len(plan.assignment) - 1), unique=True)
    chosen = np.array(data.draw(rows), dtype=np.intp)
    ids = [footprint.id for footprint in plan.footprints]
    verb = data.draw(
        st.sampled_from(["create", "unassign"] + ["assign", "delete", "merge"] * bool(ids))
    )
    match verb:
        case "create":
            return create(plan, chosen)
        case "unassign":
            return assign(plan, chosen, None)
        case "assign":
            return assign(plan, chosen, data.draw(st.sampled_from(ids)))
        case "delete":
            return delete(plan, data.draw(st.sampled_from(ids)))
        case _:
            return merge(plan, data.draw(st.sampled_from(ids)), ids[:2])


@given(st.data())
@settings(deadline=None, max_examples=examples(20))
def test_the_figures_of_a_plan_that_is_not_taken_are_exact_and_leave_no_trace(data):
    case = data.draw(cases())
    live = LiveScorecard(case.place, case.plan)
    before = live.scorecard
    for _ in range(3):
        after = an_edit(case.plan, data)
        told = live.would_be(after)
        measured = {each.id: each for each in scorecard(case.place, after).footprints}
        change = difference(case.plan, after)
        assert told.keys() == (change.touched | change.added) - change.removed
        assert told == {key: measured[key] for key in told}
    assert live.plan is case.plan
    assert live.scorecard is before
    assert before == scorecard(case.place, case.plan)
