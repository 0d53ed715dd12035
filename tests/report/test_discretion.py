"""No count of one to four people is printed, nor can be worked out from what is."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.plan.band import Band
from icp_footprints.report.content import report_content
from icp_footprints.report.discreet.discretion import NOT_PRINTED, WITHHELD, Discretion
from tests.examples import examples
from tests.exchange.test_small_counts import registration
from tests.grids import place_of, plan_of
from tests.report.printed_constraints import Reader

DAY = date(2026, 11, 5)
COUNT = st.sampled_from([0, 0, 1, 3, 4, 5, 17, 400, 1200])


def is_small(count):
    return 0 < round(count, 6) < 5


def tables(places):
    """People of each of four units (row) in each of three areas, and in none (last)."""
    row = st.tuples(COUNT, COUNT, COUNT, COUNT)
    return st.tuples(
        st.text("ABC.", min_size=4, max_size=4), st.lists(row, min_size=4, max_size=4)
    ).map(lambda drawn: places(*drawn))


def reported(letters, counts):
    """A report, its one layer, and the table of footprints (last: none) and areas (last: none)."""
    table = np.array(counts, dtype=float)
    people = np.maximum(table.sum(axis=1), 1)
    table[:, 3] = people - table[:, :3].sum(axis=1)
    layer = registration(table[:, :3], people)
    place = place_of(letters, people.astype(int).tolist(), more_layers=(layer,))
    report = report_content(place, plan_of(letters, Band(1, 9000)), DAY)
    rows = [*sorted(set(letters) - {"."}), "."]
    in_common = [
        sum((table[i] for i, letter in enumerate(letters) if letter == row), np.zeros(4))
        for row in rows
    ]
    return report, report.layers[0], np.array(in_common)


@settings(max_examples=examples(150), deadline=None)
@given(tables(reported))
def test_counts_are_rounded_where_any_is_small_and_else_exact(found):
    _, section, in_common = found
    printed: list[int | str] = []
    for split in section.splits:
        printed += [split.people, split.rest, *(piece.people for piece in split.pieces)]
    printed += [row.people for row in section.areas_held]
    assert not any(isinstance(count, int) and is_small(count) for count in printed)
    if not is_small_anywhere(in_common):
        assert not section.rounds
        assert all(isinstance(count, int) for count in printed)
        return
    assert section.rounds
    step = section.printing.step
    for count in printed:
        if step == WITHHELD:
            assert count in (0, NOT_PRINTED)
        else:
            assert count == "<5" or int(count) % step == 0


@settings(max_examples=examples(60), deadline=None)
@given(tables(reported))
def test_all_pages_together_leave_every_small_count_open(found):
    """Solved for as somebody would who has the report: at least two counts are possible."""
    report, section, in_common = found
    # Where there are no areas, everybody is in none, and no page has to tell.
    if not (in_common[:, :3].any() and is_small_anywhere(in_common)):
        return
    reader = Reader(report, section, [f"P{j}" for j in range(3) if in_common[:, j].any()])
    kept = [*np.flatnonzero(in_common[:, :3].any(axis=0)), 3]
    # A footprint of so few people in all is no footprint; its people are published.
    told = in_common.sum(axis=1, keepdims=True) < 5
    for row, column in np.argwhere((in_common > 0) & (in_common < 5) & ~told).tolist():
        least, most = reader.range_of(row, kept.index(column))
        assert least <= in_common[row, column] <= most
        assert most - least >= 1 - 1e-6, (row, column)


def is_small_anywhere(in_common):
    return bool(((in_common > 0) & (in_common < 5)).any())


def test_a_leak_is_seen_and_nothing_is_printed_then():
    """Six people, five of them in one area: to the nearest ten or not, one is in the other."""
    report, section, _ = reported("AABB", [(5, 1, 0, 0), (0,) * 4, (400, 0, 0, 0), (0, 400, 0, 0)])
    assert section.printing.step == WITHHELD
    assert {row.people for row in section.areas_held} == {NOT_PRINTED}
    assert "No count of people is printed here" in section.rounding
    assert {line.people for card in report.cards for line in card.layers[0].areas} == {NOT_PRINTED}


@pytest.mark.parametrize(
    ("count", "exact", "rounded"),
    [(0, 0, 0), (3, "<5", "<5"), (5, 5, 10), (16, 16, 20), (1_234, 1_234, 1_230)],
)
def test_people(count, exact, rounded):
    assert Discretion(rounds=False).people(count) == exact
    assert Discretion(rounds=True).people(count) == rounded


@pytest.mark.parametrize(
    ("whole", "shown"),
    [(20_000, "12.3 %"), (10_000, "12.3 %"), (9_999, "12 %"), (999, NOT_PRINTED)],
)
def test_no_share_is_finer_than_ten_people(whole, shown):
    assert Discretion(rounds=True).share(0.1234, whole) == shown
    assert Discretion(rounds=False).share(0.1234, whole) == "12.3 %"
