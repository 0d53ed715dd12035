import numpy as np

from icp_footprints.plan.actions import assign, delete, lock, merge, rename
from icp_footprints.plan.locks import is_locked, locked_changed, locked_holding
from tests.grids import plan_of

PLAN = lock(plan_of("AABBCC.."), ["F01", "F03"])


def names(footprints):
    return [each.name for each in footprints]


def test_which_units_are_in_locked_footprints():
    rows = np.array([0, 2, 5, 7])
    assert is_locked(PLAN, rows).tolist() == [True, False, True, False]
    assert names(locked_holding(PLAN, rows)) == ["A", "C"]
    assert locked_holding(PLAN, np.array([2, 3, 6])) == ()
    assert locked_holding(PLAN, np.empty(0, dtype=np.intp)) == ()


def test_an_edit_names_the_locked_footprints_that_it_would_change():
    cases = {
        "gains": assign(PLAN, np.array([6]), "F01"),
        "loses": assign(PLAN, np.array([1]), "F02"),
        "loses to no footprint": assign(PLAN, np.array([1]), None),
        "goes": delete(PLAN, "F01"),
        "is merged away": merge(PLAN, "F02", ["F01"]),
    }
    for case, after in cases.items():
        assert names(locked_changed(PLAN, after)) == ["A"], case
    assert names(locked_changed(PLAN, assign(PLAN, np.array([1, 5]), None))) == ["A", "C"]


def test_what_changes_no_locked_footprint_is_free():
    for after in (
        PLAN,
        assign(PLAN, np.array([6]), "F02"),
        delete(PLAN, "F02"),
        rename(PLAN, "F01", "Another name"),
        lock(PLAN, ["F01"], locked=False),
    ):
        assert locked_changed(PLAN, after) == ()


def test_a_lock_added_by_the_edit_itself_holds_nothing_back():
    unlocked = plan_of("AABB")
    assert locked_changed(unlocked, lock(assign(unlocked, np.array([2]), "F01"), ["F01"])) == ()
