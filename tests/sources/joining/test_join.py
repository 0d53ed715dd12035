"""Joining by code: nobody is lost unsaid, and the report agrees with counting by hand."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.errors import InputError
from icp_footprints.sources.joining.join import Join, join, refuse_repeats
from icp_footprints.sources.opening.tables import Table
from tests.examples import examples
from tests.sources.making import codes as lsoas
from tests.sources.making import is_one_clear_line

UNITS = tuple(lsoas(4))


def texts(values):
    return np.array(values, dtype=object)


def cause(codes, units=UNITS, **options):
    return " ".join(join(texts(codes), tuple(units), **options).report.causes)


def test_rows_join_their_units_and_the_rest_is_reported():
    people = np.array([10.0, 20, 30, 40, 50])
    joined = join(texts([UNITS[0], UNITS[2], UNITS[0], "E01999999", ""]), UNITS, people)
    assert joined.rows.tolist() == [0, 2, 0, -1, -1]
    assert joined.total(people).tolist() == [40, 0, 20, 0]
    report = joined.report
    assert (report.rows_read, report.ids_matched) == (5, 2)
    assert (report.only_in_file.count, report.only_in_file.examples) == (1, ("E01999999",))
    assert (report.only_in_place.count, report.only_in_place.examples) == (2, (UNITS[1], UNITS[3]))
    assert report.people_unjoined == 90
    assert not report.is_complete
    assert not joined.is_spread


def test_a_table_by_age_is_summed_column_by_column():
    joined = join(texts([UNITS[1], UNITS[1]]), UNITS)
    counts = np.array([[1.0, 2], [10, 20]])
    assert joined.total(counts).tolist() == [[0, 0], [11, 22], [0, 0], [0, 0]]


@pytest.mark.parametrize(
    "written",
    [str.lower, lambda c: f"  {c} ", lambda c: f"{c[:3]} {c[3:]}", lambda c: f"{c} : North 001A",
     lambda c: f"\ufeff{c}"],
)  # fmt: skip
def test_letter_case_spaces_and_a_name_behind_the_code_do_not_matter(written):
    joined = join(texts([written(code) for code in UNITS]), UNITS)
    assert joined.rows.tolist() == [0, 1, 2, 3]
    lower = tuple(unit.lower() for unit in UNITS)
    assert join(texts(UNITS), lower).report.is_complete


def test_ids_of_the_users_own_that_differ_in_letter_case_only_stay_apart():
    joined = join(texts(["a", "A", "b"]), ("A", "a"))
    assert joined.rows.tolist() == [1, 0, -1]


def test_only_the_first_ten_of_one_side_are_listed():
    joined = join(texts(lsoas(30)), tuple(lsoas(25, start=20)))
    assert joined.report.only_in_file.count == 19
    assert joined.report.only_in_file.examples == tuple(lsoas(10))
    assert joined.report.only_in_place.count == 14
    assert joined.report.only_in_place.examples == tuple(lsoas(10, start=31))


def test_no_rows_and_no_people_are_no_fault_of_the_program():
    empty = join(texts([]), UNITS, np.empty(0))
    assert empty.total(np.empty(0)).tolist() == [0, 0, 0, 0]
    assert empty.rows.tolist() == []
    assert empty.report.people_unjoined == 0
    blank = join(texts(["", ""]), UNITS)
    assert blank.report.people_unjoined is None
    assert "2 rows of the file have no code" in " ".join(blank.report.causes)


def test_means_weigh_by_people_and_leave_out_what_has_no_score():
    codes = texts([UNITS[0], UNITS[0], UNITS[1], UNITS[2], UNITS[2]])
    scores = np.array([10, 40, np.nan, 1, 3])
    joined = join(codes, UNITS)
    np.testing.assert_allclose(joined.mean(scores), [25, np.nan, 2, np.nan])
    weighed = joined.mean(scores, np.array([300.0, 100, 5, 0, 0]))
    np.testing.assert_allclose(weighed, [17.5, np.nan, 2, np.nan])


def test_one_value_is_its_own_mean_to_the_last_digit():
    scores = np.array([8.742, 0.1, 31.193])
    people = np.array([1477.0, 3, 1511])
    joined = join(texts(UNITS[:3]), UNITS, people)
    assert joined.mean(scores, people).tolist()[:3] == scores.tolist()
    shared = Join(joined.weights * (1 / 3), joined.report)
    assert shared.mean(scores, people).tolist()[:3] == scores.tolist()


# --- causes in words --------------------------------------------------------------------------


def test_a_file_of_all_england_is_no_fault():
    words = cause(lsoas(900))
    assert words == "896 codes of the file are of other places, which the file covers as well."


def test_a_file_of_another_area():
    words = cause(lsoas(20, start=500))
    assert "probably of another area" in words
    assert "E01000500" in words


def test_a_file_of_a_neighbouring_area():
    assert "neighbouring area" in cause(lsoas(20, start=4))


def test_a_file_of_part_of_the_place():
    assert cause(UNITS[:3]) == "The file covers a part of the place only."
    assert cause(UNITS) == ""


def test_a_file_of_the_year_before_the_place():
    units = [*UNITS, "E01033769", "E01033770"]
    words = cause(lsoas(20), units)
    assert "2 units of the place were made in 2021" in words
    assert "LSOA 2011" in words
    assert "--change-lookup" in words


def test_a_file_of_the_year_after_the_place():
    words = cause([*UNITS[:3], "E01033769"])
    assert "made in 2021" in words
    assert "probably of LSOA 2011" in words
    assert "--change-lookup" in words


@pytest.mark.parametrize(
    ("codes", "word", "example"),
    [
        (["W01000044", "W01000045"], "2 codes are Welsh", "W01000044"),
        (["S01014015"], "1 code is Scottish", "S01014015"),
        (["N21000109"], "Northern Irish", "N21000109"),
        (["95GG01S1", "95AA01S2"], "Northern Irish", "95GG01S1"),
    ],
)
def test_codes_of_the_other_nations(codes, word, example):
    words = cause([*UNITS, *codes])
    assert word in words
    assert example in words


@pytest.mark.parametrize("code", ["EMPTY", "CLOSED", "U", "DUMMY", "empty", "NULL"])
def test_codes_that_stand_for_no_area(code):
    words = cause([*UNITS, code])
    assert f"{code.upper()} is no area" in words
    assert "EMPTY, CLOSED are no area" in cause([*UNITS, "EMPTY", "CLOSED"])


@pytest.mark.parametrize("code", ["01-Mar", "Mar-01", "01/03/2021", "2021-03-01", "1.00E+05"])
def test_codes_that_excel_has_turned_into_something_else(code):
    words = cause(["a1", code], ["a1", "b2"])
    assert "Excel has turned codes into dates" in words
    assert code.upper() in words


def test_leading_zeros_lost():
    words = cause(["1", "2", "30"], ["001", "002", "030"])
    assert "Leading zeros" in words
    assert "Leading zeros" in cause(["1.0", "2.0"], ["01", "02"])


@pytest.mark.parametrize(
    ("codes", "kind"),
    [
        (["E02000001", "E02000002"], "MSOA"),
        (["E05000001"], "ward"),
        (["E00000001"], "OA"),
        (["E07000001", "E06000001"], "local authority"),
        (["U12345"], "PCN"),
    ],
)
def test_codes_of_another_kind_of_area(codes, kind):
    words = cause(codes)
    assert f"another kind of area ({kind}, such as {codes[0]})" in words
    assert "the units are of LSOA" in words
    assert "--column unit=COLUMN" in words


def test_names_where_codes_should_be():
    words = cause(["Wirral 001A", "Wirral 001B"])
    assert "seems to hold names" in words
    assert "WIRRAL 001A" in words


def test_an_endless_value_is_cut_short_and_takes_no_time():
    report = join(texts(["A" * 1_000_000 + "1", "B " * 500_000]), UNITS).report
    assert max(map(len, report.sentences)) < 400


@pytest.mark.parametrize("written", [lambda c: c[1:], lambda c: c[2:], lambda c: f"{c[2:]}.0"])
def test_codes_that_lost_their_letter(written):
    words = cause([written(unit) for unit in UNITS])
    assert "The letters at the start of the codes are gone" in words
    assert f"{written(UNITS[0])} for {UNITS[0]}" in words
    assert "as text" in words
    assert "another area" not in words
    assert "not a code" not in words


@pytest.mark.parametrize("total", ["Total", "Grand total", "TOTAL (all areas)", "E92000001"])
def test_a_row_of_totals_is_mentioned_calmly(total):
    assert cause([*UNITS, total]) == "1 row is a total and is left out."
    assert cause([*UNITS, total, total]) == "2 rows are totals and are left out."
    part = cause([*UNITS[:3], total])
    assert part.startswith("1 row is a total and is left out.")
    assert "a part of the place only" in part


def test_a_total_is_not_counted_as_people_who_did_not_join():
    people = np.array([10.0, 20, 30, 40, 5, 7, 112])
    joined = join(texts([*UNITS, "E01999999", "", "Total"]), UNITS, people)
    assert joined.report.people_unjoined == 12


@pytest.mark.parametrize("note", ["Source: ONS", "Rounded to the nearest 5", "All Saints"])
def test_a_footnote_below_the_units_is_mentioned_calmly(note):
    words = cause([*UNITS, note])
    assert words == f"1 row is not about an area, such as '{note.upper()}', and is left out."
    assert "seems to hold names" in cause([note, "Anfield"]) or note[-1] == "5"


def test_a_row_about_the_authority_below_its_units_is_mentioned_calmly():
    words = cause([*UNITS, "E06000021"])
    assert words == (
        "1 row is about another area (local authority, such as E06000021) and is left out."
    )


def test_the_cause_of_most_comes_first():
    words = cause([*UNITS, *[f"W0100{i:04d}" for i in range(9)], "EMPTY"])
    assert words.index("Welsh") < words.index("EMPTY")


# --- one row for each unit --------------------------------------------------------------------


def table(cells):
    return Table("a.csv", {"code": texts(cells)}, np.arange(2, len(cells) + 2), "line")


def test_two_rows_for_one_unit_are_refused_naming_both_lines():
    held = table([UNITS[0], UNITS[1], "", "", f" {UNITS[0].lower()}"])
    with pytest.raises(InputError) as caught:
        refuse_repeats(held, "code")
    assert is_one_clear_line(caught.value, "a.csv", "line 2", "line 6", "--column unit=COLUMN")


def test_rows_repeated_outside_the_place_are_no_matter():
    held = table([UNITS[0], "E01999999", "E01999999", "", ""])
    refuse_repeats(held, "code", join(held.columns["code"], UNITS))
    with pytest.raises(InputError):
        refuse_repeats(held, "code")


# --- what must always hold --------------------------------------------------------------------

CELLS = st.sampled_from(
    [*UNITS, UNITS[0].lower(), f" {UNITS[1]} ", "E01999999", "W01000001", "EMPTY", "", "x y", "1"]
)


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(st.tuples(CELLS, st.integers(0, 5000)), max_size=60))
def test_joining_agrees_with_counting_by_hand_and_loses_nobody(rows):
    people = np.array([count for _, count in rows], dtype=float)
    joined = join(texts([cell for cell, _ in rows]), UNITS, people)
    by_unit: dict[str, float] = defaultdict(float)
    loose: dict[str, float] = defaultdict(float)
    for cell, count in rows:
        code = cell.strip().upper()
        (by_unit if code in UNITS else loose)[code] += count
    assert joined.total(people).tolist() == [by_unit[unit] for unit in UNITS]
    report = joined.report
    assert report.people_unjoined == sum(loose.values())
    assert joined.total(people).sum() + report.people_unjoined == people.sum()
    assert report.rows_read == len(rows)
    assert report.ids_matched == sum(unit in by_unit for unit in UNITS if by_unit[unit] or any(
        cell.strip().upper() == unit for cell, _ in rows))  # fmt: skip
    assert report.ids_matched + report.only_in_place.count == len(UNITS)
    assert report.only_in_file.count == len(set(loose) - {""})
    assert set(report.only_in_file.examples) <= set(loose)
    assert len(report.only_in_file.examples) == min(10, report.only_in_file.count)
    for sentence in report.sentences:
        assert sentence.endswith(".")
        assert "\n" not in sentence
