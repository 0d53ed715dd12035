"""What partners have agreed about sizes: in force while that band of that footprint is missed."""

from dataclasses import replace

import numpy as np
import pytest

from icp_footprints.errors import ProblemError
from icp_footprints.partition.generate import generate
from icp_footprints.partition.out_of_band import agreed_sizes
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import agreed_of_kept, scope_of
from icp_footprints.partition.taken import exceptions_lost, taken_plan
from icp_footprints.partition.verbs.finish import finish
from icp_footprints.partition.verbs.improve import improve
from icp_footprints.plan.actions.create import create
from icp_footprints.plan.actions.set_bands import set_bands
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.target import Target
from tests.grids import drawn, place_of, plan_of
from tests.partition.verbs.drawn_plans import QUICK

DAY = "2026-11-22"


def agreed(subject):
    return RecordedException("band", subject, "One campus.", "Board", DAY)


def with_exceptions(plan, *subjects, **changes):
    return replace(plan, exceptions=tuple(agreed(each) for each in subjects), **changes)


def test_a_target_that_todays_plan_meets_out_of_band_is_never_called_impossible():
    art = "AAAABB"
    place = place_of(art, 1000, layers={"ward": "PPPPQQ"})
    plan = replace(plan_of(art, Band(3000, 3000)), targets=(Target("ward", "containment", 1.0),))
    change = improve(place, plan, QUICK)
    assert drawn(change.after, art) == art


def test_an_exception_from_a_band_that_is_met_frees_nothing():
    art = "AABB"
    place = place_of(art, 1000, layers={"ward": "XXXY"})
    plan = with_exceptions(plan_of(art, Band(1000, 2000)), "F01")
    assert agreed_sizes(place, plan) == frozenset()
    after = improve(place, plan, QUICK).after
    people = np.bincount(after.assignment, place.ledger().people)
    assert people.max() <= 2000
    free = improve(place, replace(plan, band=Band(1000, 3000)), QUICK).after
    # Without the band the ward would be worth it.
    assert drawn(free, art) == "AAAB"


def test_an_exception_in_force_frees_its_own_footprint_on_its_own_ledger():
    art = "AAAB"
    place = place_of(art, 1000, registered=[1100] * 4)
    bands = (Band(1000, 2000), Band(1000, 3400, "registered"))
    plan = set_bands(with_exceptions(plan_of(art), "F01"), bands)
    assert agreed_sizes(place, plan) == {("F01", "resident")}
    # What a band of another ledger asks for is not agreed to.
    tighter = set_bands(plan, (bands[0], Band(1000, 2000, "registered")))
    assert agreed_sizes(place, tighter) == {("F01", "resident")}


def test_an_exception_stays_with_its_ledger_when_another_band_comes_first():
    plan = with_exceptions(plan_of("AABB", Band(1000, 2000)), "F01", "F02@registered")
    turned = set_bands(plan, (Band(1, 9, "registered"), Band(1000, 2000)))
    assert [each.subject for each in turned.exceptions] == ["F01@resident", "F02"]
    back = set_bands(turned, plan.bands)
    assert [each.subject for each in back.exceptions] == ["F01", "F02@registered"]


def test_what_is_out_of_band_by_agreement_goes_no_further_out():
    art = "AAAABB\nAAAABB"
    # Everything in ward X would be worth having together.
    place = place_of(art, 1000, layers={"ward": "XXXXXX\nXXXXXX"})
    plan = with_exceptions(plan_of(art, Band(1000, 6000)), "F01")
    problem = Problem(place, plan.band, base=plan, start="improve", starts=2, compactness=3.0)
    sizes = np.bincount(generate(problem).plan.assignment, place.ledger().people)
    assert sizes[0] <= 8000
    assert sizes[1] >= 1000


def test_a_new_footprint_never_takes_an_id_that_an_exception_names():
    plan = with_exceptions(plan_of("AABB"), "F03")
    assert plan.next_footprint_id() == "F04"
    assert create(plan, None, "New").footprints[-1].id == "F04"


def test_finish_gives_a_new_footprint_an_id_of_its_own():
    art = "AABB\nAABB\n....\n...."
    place = place_of(art.replace(".", "C"), 1000, layers={"ward": art.replace(".", "Z")})
    plan = with_exceptions(plan_of(art, Band(3000, 5000)), "F03")
    after = finish(place, plan, QUICK).after
    new = {each.id for each in after.footprints} - {"F01", "F02"}
    assert new
    assert "F03" not in new


def test_what_is_kept_keeps_what_was_agreed_about_it():
    art = "AAAB\nAAAB\nCCCC\nCCCC"
    place = place_of(art, 1000, layers={"ward": art})
    plan = with_exceptions(plan_of(art, Band(2000, 4000)), "F01", "F02")
    locked = Problem(place, plan.band, 4, base=plan, locked=frozenset({"F01"}), starts=1)
    anew = taken_plan(locked, plan, generate(locked).plan)
    assert "F01" in {each.subject for each in anew.exceptions}
    # F02 has the same two units again; F03 is another footprint now.
    more = with_exceptions(plan, "F01", "F02", "F03")
    other = replace(locked, base=more)
    anew = taken_plan(other, more, generate(other).plan)
    assert exceptions_lost(more, anew) == '1 exception (band of F03 "C")'
    improved = Problem(place, plan.band, base=plan, start="improve", starts=1)
    after = taken_plan(improved, plan, generate(improved).plan)
    assert [each.subject for each in after.exceptions] == ["F01", "F02"]
    assert after.name == plan.name
    assert exceptions_lost(plan, after) == ""


def test_an_exception_told_in_other_words_is_not_lost():
    plan = with_exceptions(plan_of("AABB", Band(1000, 2000)), "F01", "F02@registered")
    turned = set_bands(plan, (Band(1, 9, "registered"), Band(1000, 2000)))
    assert exceptions_lost(plan, turned) == ""
    bare = replace(turned, exceptions=())
    told = '2 exceptions (band of F01 "A", band of F02@registered "B")'
    assert exceptions_lost(plan, bare) == told


def test_more_footprints_than_are_left_to_make_are_refused_in_words():
    art = "AAA."
    place = place_of("AAAB", 1000)
    plan = plan_of(art, Band(2000, 2500))
    problem = Problem(place, plan.band, 3, base=plan, locked=frozenset({"F01"}), starts=1)
    with pytest.raises(ProblemError) as refused:
        generate(problem)
    assert "2 footprints at most" in str(refused.value)


def test_the_band_that_rules_a_number_out_is_the_one_named():
    place = place_of("AAAA\nAAAA", 1000, registered=[500] * 8)
    problem = Problem(
        place, Band(1000, 3000), 8, further_bands=(Band(1000, 9000, "registered"),), starts=1
    )
    with pytest.raises(ProblemError) as refused:
        generate(problem)
    assert "(registered), outside the band of 1,000 to 9,000" in str(refused.value)


def test_an_empty_footprint_that_is_kept_is_no_number_of_its_own():
    art = "AABB"
    place = place_of(art, 1000, layers={"ward": art})
    plan = create(plan_of(art, Band(1000, 2000)), None, "Nothing yet")
    result = generate(Problem(place, plan.band, base=plan, start="improve", starts=1))
    assert len(result.plan.footprints) == 3
    assert result.taken == 2
    assert "Other numbers" not in result.words


def test_nothing_is_agreed_about_a_new_footprint_with_an_old_id():
    art = "AAAB"
    place = place_of(art, 1000)
    plan = with_exceptions(plan_of(art, Band(1000, 2000)), "F01")
    kept = Problem(place, plan.band, base=plan, start="improve", starts=1)
    assert agreed_of_kept(kept, scope_of(kept)) == {("F01", "resident")}
    anew = Problem(place, plan.band, base=plan, starts=1)
    assert agreed_of_kept(anew, scope_of(anew)) == frozenset()
