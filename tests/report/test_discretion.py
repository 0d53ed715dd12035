"""No count of one to four people is printed, nor can be worked out from what is."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.plan.band import Band
from icp_footprints.report.content import report_content
from icp_footprints.report.discretion import NOT_PRINTED, Discretion
from tests.examples import examples
from tests.exchange.test_small_counts import registration
from tests.grids import place_of, plan_of

DAY = date(2026, 11, 5)
COUNT = st.sampled_from([0, 0, 1, 3, 4, 5, 17, 400, 1200])


def is_small(count):
    return 0 < round(count, 6) < 5


@settings(max_examples=examples(150), deadline=None)
@given(
    letters=st.text("ABC.", min_size=4, max_size=4),
    counts=st.lists(st.tuples(COUNT, COUNT, COUNT, COUNT), min_size=4, max_size=4),
)
def test_what_is_printed_gives_no_small_count_away(letters, counts):
    """People of each unit (row) in each of three areas, and in none (last)."""
    table = np.array(counts, dtype=float)
    people = np.maximum(table.sum(axis=1), 1)
    layer = registration(table[:, :3], people)
    place = place_of(letters, people.astype(int).tolist(), more_layers=(layer,))
    section = report_content(place, plan_of(letters, Band(1, 9000)), DAY).layers[0]
    # Everything that is in common: footprints (and no footprint) with areas (and no area).
    table[:, 3] = people - table[:, :3].sum(axis=1)
    in_common = [table[[letter == each for letter in letters]].sum(axis=0) for each in set(letters)]
    printed: list[int | str] = []
    for split in section.splits:
        printed += [split.people, split.rest, *(piece.people for piece in split.pieces)]
    printed += [row.people for row in section.areas_held]
    assert not any(isinstance(count, int) and is_small(count) for count in printed)
    if any(is_small(count) for counts in in_common for count in counts):
        assert section.rounds
        assert all(count == "<5" or count % 10 == 0 for count in printed)  # pyright: ignore[reportOperatorIssue]
    else:
        assert not section.rounds
        check_differences(section, plan_of(letters), place)


def check_differences(section, plan, place):
    """Exact counts: nothing small is left between a total and the parts printed beside it."""
    people = {f.id: 0.0 for f in plan.footprints}
    for row, number in enumerate(plan.assignment.tolist()):
        if number >= 0:
            people[plan.footprints[number].id] += place.ledgers[0].people[row]
    for split in section.splits:
        assert not is_small(split.people - sum(piece.people for piece in split.pieces))
        for piece in split.pieces:
            people[piece.footprint] -= piece.people
    assert not any(is_small(left) for left in people.values())


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
