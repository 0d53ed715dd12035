"""Counts under five are not printed, and cannot be had by subtraction from what is."""

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from icp_footprints.exchange.measures_json import measures
from icp_footprints.geography.ledger import Ledger
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.plan.target import Target
from icp_footprints.wording import printed_people
from tests.examples import examples
from tests.grids import place_of, plan_of

BASES = {size: place_of("ABCD"[:size]) for size in (2, 3, 4)}


def registration(counts, people, name="pcn"):
    """A registration layer from people of each unit (row) in each area (column)."""
    shares = np.array(counts, dtype=float) / np.array(people, dtype=float)[:, None]
    n = shares.shape[1]
    ids = tuple(f"P{j}" for j in range(n))
    names = tuple(f"Area {j}" for j in range(n))
    return ReferenceLayer(name, "registration", ids, names, csr_array(shares), np.full(n, np.nan))


def measured(counts, people, plan=None) -> Any:
    """What is printed of a plan of one footprint per unit."""
    base = BASES[len(people)]
    resident = Ledger("resident", "Residents", np.array(people, dtype=float))
    place = replace(base, ledgers=(resident,), layers=(registration(counts, people),))
    return measures(place, plan or plan_of("ABCD"[: len(people)]))


@pytest.mark.parametrize(
    ("count", "shown"), [(0, 0), (1, "<5"), (4, "<5"), (4.99, "<5"), (5, 5), (4.9999999999, 5)]
)
def test_printed_people(count, shown):
    assert printed_people(count) == shown


@st.composite
def tables(draw):
    """People of each of a few footprints in each of a few areas, and of the footprints."""
    k, m = draw(st.integers(2, 4)), draw(st.integers(2, 3))
    size = st.one_of(st.integers(0, 4), st.integers(5, 19), st.integers(100, 3000))
    counts = draw(st.lists(st.lists(size, min_size=m, max_size=m), min_size=k, max_size=k))
    beside = draw(st.lists(st.sampled_from([1, 3, 40, 900]), min_size=k, max_size=k))
    return counts, [sum(row) + more for row, more in zip(counts, beside, strict=True)]


@settings(max_examples=examples(200), deadline=None)
@given(tables())
def test_no_printed_count_and_no_difference_of_printed_counts_is_under_five(table):
    counts, people = table
    found = measured(counts, people)
    for area in found["layers"]["pcn"]["area_scores"]:
        column = [row[int(area["area"][1:])] for row in counts]
        known = {key: shown for key, shown in area["pieces"].items() if isinstance(shown, int)}
        for row, footprint in enumerate(found["footprints"]):
            fit = footprint["layers"]["pcn"]
            if fit["best_area"] == area["area"] and fit["share"] is not None:
                known[footprint["id"]] = round(fit["share"] * people[row])
        assert not any(0 < count < 5 for count in known.values())
        if area["people"] is not None:
            assert area["people"] == sum(column)
            assert not 0 < area["people"] - sum(known.values()) < 5
        if area["containment"] is not None:
            assert area["containment"] == pytest.approx(max(column) / sum(column), abs=1e-6)


def test_an_area_with_a_handful_of_people_gives_neither_its_people_nor_shares():
    found = measured([[983, 17], [997, 3]], [1000, 1000])["layers"]["pcn"]
    large, small = found["area_scores"]
    assert small["pieces"] == {"F01": 17, "F02": "<5"}
    assert [small[key] for key in ("people", "containment", "effective_splits")] == [None] * 3
    assert large["pieces"] == {"F02": 997, "F01": 983}
    assert large["people"] == 1980
    # That 3 of F02's 1,000 are left says nothing: they may be in no area at all.
    assert found["people_outside"] is None
    assert found["hides_counts"]


def test_what_is_left_over_is_not_told_either():
    """3 of 10,003 are in another footprint: too few for a piece, but total less piece is 3."""
    found = measured([[10_000, 500], [3, 9000]], [10_600, 9100])
    area = found["layers"]["pcn"]["area_scores"][0]
    assert area["pieces"] == {"F01": 10_000}
    assert (area["people"], area["containment"]) == (None, None)
    assert [each["layers"]["pcn"]["containment"] for each in found["footprints"]] == [
        None,
        0.947368,
    ]


# People of each of three footprints in four networks, as in a small town at a county's edge: the
# last two have 7 people between two footprints, and 7 are few enough for no piece.
TOWN = [[31_000, 400, 900, 869], [1200, 30_200, 8242, 3], [990, 6038, 29_759, 4]]
TOWN_PEOPLE = [36_000, 42_000, 38_000]


def could_be(area, k):
    """All whole counts of k footprints that agree with everything that is printed of an area."""
    shown, total = area["pieces"], area["people"]
    floor = sum(n for n in shown.values() if isinstance(n, int))
    others = range(40 if total is None else total - floor + 1)
    cells = [shown.get(f"F{number + 1:02d}") for number in range(k)]
    ranges = [others if cell is None else range(1, 5) if cell == "<5" else [cell] for cell in cells]
    for counts in itertools.product(*ranges):
        people = sum(counts)
        if not people or people != (total or people):
            continue
        effective = people**2 / sum(n * n for n in counts) - 1
        if all(
            shown_as is None or abs(value - shown_as) <= 0.5e-6 + 1e-9
            for value, shown_as in (
                (effective, area["effective_splits"]),
                (max(counts) / people, area["containment"]),
            )
        ):
            yield counts


def test_seven_people_in_two_footprints_do_not_tell_that_three_are_in_one():
    found = measured(TOWN, TOWN_PEOPLE)["layers"]["pcn"]
    *open_areas, edge = found["area_scores"]
    assert edge["pieces"] == {"F01": 869}
    guarded = ("people", "containment", "kept_whole", "effective_splits", "outside_share")
    assert [edge[key] for key in guarded] == [None] * 5
    assert all(area["people"] for area in open_areas)
    solutions = list(could_be(edge, 3))
    assert all(len({each[cell] for each in solutions}) > 4 for cell in (1, 2))
    # Nor do the sums over areas, though the people of every other area are printed.
    known = sum(area["people"] for area in open_areas)
    best = sum(max(area["pieces"].values()) for area in found["area_scores"])
    apart = sum(area["people"] * area["effective_splits"] for area in open_areas)
    left = {
        (a, b)
        for a, b in itertools.product(range(41), repeat=2)
        for people in [869 + a + b]
        for squares in [869**2 + a * a + b * b]
        for mean in [(apart + people * (people**2 / squares - 1)) / (known + people)]
        if abs(best / (known + people) - found["plan_containment"]) <= 0.0005
        and abs(mean - found["effective_splits"]) <= 0.0005
    }
    assert {3, 4} < {a for a, _ in left}
    assert {3, 4} < {b for _, b in left}
    assert (0, 5) in left


@st.composite
def tables_and_others(draw):
    """A table, and one with other counts of 1 to 4 in the same cells, of the same footprints."""
    counts, people = draw(tables())
    edge = st.sampled_from([None, 18, 19, 57, 76, 95, 113])
    # Where a hidden count decides what is a piece, kept whole, or a handful.
    counts = [[draw(edge) or n for n in row] if draw(st.booleans()) else row for row in counts]
    others = [[draw(st.integers(1, 4)) if 0 < n < 5 else n for n in row] for row in counts]
    room = draw(st.sampled_from([0, 1, 900]))
    people = [max(sum(row), sum(other)) + room for row, other in zip(counts, others, strict=True)]
    return counts, others, [max(n, 1) for n in people]


@settings(max_examples=examples(80), deadline=None)
@given(tables_and_others())
def test_the_file_is_the_same_whatever_the_small_counts_are(case):
    counts, others, people = case
    one, other = measured(counts, people), measured(others, people)
    fits = [[each["layers"]["pcn"] for each in found["footprints"]] for found in (one, other)]
    if [each["best_area"] for each in fits[0]] != [each["best_area"] for each in fits[1]]:
        # Which of a footprint's several small counts is the largest is told, but none of them.
        assert any(each["share"] is None for each in fits[0])
        return
    assert one["layers"] == other["layers"]
    assert one["footprints"] == other["footprints"]


@settings(max_examples=examples(40), deadline=None)
@given(tables())
def test_no_small_count_is_the_only_one_that_agrees_with_what_is_printed_of_its_area(table):
    counts, people = table
    k = len(people)
    for area in measured(counts, people)["layers"]["pcn"]["area_scores"]:
        column = [row[int(area["area"][1:])] for row in counts]
        if k > 3 or not any(0 < n < 5 for n in column):
            continue
        solutions = list(could_be(area, k))
        assert tuple(column) in solutions
        for cell, n in enumerate(column):
            assert not 0 < n < 5 or len({each[cell] for each in solutions}) > 1


def test_targets_are_no_finer_than_their_layer():
    targets = [f"pcn.{key}>=0.5" for key in ("share", "containment", "coterminosity")]
    plan = replace(plan_of("ABC"), targets=tuple(map(Target.parse, targets)))
    found = measured(TOWN, TOWN_PEOPLE, plan)
    layer = found["layers"]["pcn"]
    keys = ("plan_share", "plan_containment", "coterminosity")
    assert [each["value"] for each in found["targets"]] == [layer[key] for key in keys]
    # All footprints' shares are printed, and with them their mean.
    assert layer["plan_share"] == round((31_000 + 30_200 + 29_759) / sum(TOWN_PEOPLE), 6)
    assert [round(layer[key], 3) for key in keys[1:]] == [layer[key] for key in keys[1:]]


def test_how_many_are_kept_whole_is_not_told_by_their_share():
    """P1 and P2 are kept whole, with one person each: 2 of 40,000 people, 0.00005 of them."""
    counts = [[12_000, 1, 0], [8000, 0, 1]]
    found = measured(counts, [20_000, 20_000])["layers"]["pcn"]
    assert (found["kept_whole_areas"], found["kept_whole"]) == (2, 0.0)
    # Of 102 people no rounding would leave it open.
    found = measured([[60, 1, 0], [40, 0, 1]], [80, 80])["layers"]["pcn"]
    assert found["kept_whole"] is None
    exact = measured([[12_000, 10, 0], [8000, 0, 10]], [20_000, 20_000])["layers"]["pcn"]
    assert exact["kept_whole"] == round(20 / 20_020, 6)


@settings(max_examples=examples(100), deadline=None)
@given(tables())
def test_small_counts_of_areas_kept_whole_could_be_all_of_one_or_all_of_four(table):
    counts, people = table
    found = measured(counts, people)["layers"]["pcn"]
    if found["kept_whole"] is None:
        return
    columns = [[row[int(each["area"][1:])] for row in counts] for each in found["area_scores"]]
    whole = [column for column in columns if max(column) >= 0.95 * sum(column)]
    everybody = sum(map(sum, columns))
    known = sum(n for column in whole for n in column if n >= 5)
    few = sum(0 < n < 5 for column in whole for n in column)
    if few:
        truth = sum(map(sum, whole)) / everybody
        taken = sum(2.5 if 0 < n < 5 else n for column in columns for n in column)
        rounded = [d for d in range(1, 7) if taken / 10**d >= 20]
        # One and the same rounding shows the truth, all ones and all fours alike.
        assert any(
            round(truth, d) == found["kept_whole"]
            and all(
                abs((known + each * few) / everybody - found["kept_whole"]) <= 0.5 / 10**d + 1e-9
                for each in (1, 4)
            )
            for d in rounded
        )


def test_the_share_outside_is_not_told_of_a_guarded_area():
    """Lists are published: 3 of 150,003 patients are 0.99998 outside."""
    people = [1000, 1000]
    layer = registration([[983, 0], [997, 3]], people)
    layer = replace(layer, outside_share=np.array([0.1, 0.99998]))
    resident = Ledger("resident", "Residents", np.array(people, dtype=float))
    place = replace(BASES[2], ledgers=(resident,), layers=(layer,))
    found: Any = measures(place, plan_of("AB"))
    shares = [each["outside_share"] for each in found["layers"]["pcn"]["area_scores"]]
    assert shares == [0.1, None]


def test_what_reports_count_stands_beside_all_areas():
    people = [20_000, 20_000]
    found = measured([[12_000, 10, 0], [8000, 0, 10]], people)["layers"]["pcn"]
    on_paper = ("areas_counted_on_paper", "kept_whole_on_paper", "split_on_paper")
    assert (found["areas"], found["kept_whole_areas"]) == (3, 2)
    assert [found[key] for key in on_paper] == [3 - len(found["minor_areas"]), 0, 1]


def test_without_a_hidden_count_every_figure_is_exact():
    found = measured([[700, 250], [100, 850]], [1000, 1000])["layers"]["pcn"]
    assert not found["hides_counts"]
    assert found["people_outside"] == 100
    assert [each["people"] for each in found["area_scores"]] == [800, 1100]
    first = found["area_scores"][0]
    assert first["containment"] == 0.875
    assert first["effective_splits"] == round(800**2 / (700**2 + 100**2) - 1, 6)


def test_look_ups_count_published_people_and_stay_exact():
    place: Any = place_of("AB", [996, 4], layers={"ward": "xx"})
    found: Any = measures(place, plan_of("AB"))["layers"]
    assert not found["ward"]["hides_counts"]
    assert found["ward"]["area_scores"][0]["people"] == 1000
