"""Numbers are read however people set thousands apart; what could be read in two ways is not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icp_footprints.errors import InputError
from icp_footprints.sources.opening.cells import clean
from icp_footprints.sources.opening.tables import Table


def table(*cells: str, decimal_comma: bool = False) -> Table:
    column = np.array(cells, dtype=object)
    return Table(
        "a.csv", {"n": column}, np.arange(2, len(cells) + 2), "line", (), "", decimal_comma
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("1477", 1477),
        ("1,477", 1477),
        ("12,345,678", 12345678),
        ("1 477", 1477),
        ("1\u00a0477", 1477),
        ("1\u202f477", 1477),
        ("1,477.5", 1477.5),
        ("1606.0", 1606),
        ("+3", 3),
        (".5", 0.5),
        ("1e3", 1000),
        ("1.5E+3", 1500),
    ],
)
def test_counts_of_people_as_people_write_them(text, value):
    assert table(text, "1").people("n").tolist() == [value, 1]


@pytest.mark.parametrize(
    "text",
    [
        "", "-1", "few", "<5", "*", "c", "[c]", "..", "nan", "inf", "1e999", "1,47", ",477",
        "1,477,", "1 47", "1,477 000", "14 77", "1.477.000", "1,5", "0x10", "1_000", "١٢", "1٬477",
        "10%", "£5", "1-2", "01-Sep", "TRUE", "1 ,477", "--1", "1e", "e5", ".", "+",
    ],
)  # fmt: skip
def test_what_is_no_count_of_people_names_its_line(text):
    with pytest.raises(InputError) as caught:
        table("5", text).people("n")
    assert "a.csv, line 3" in str(caught.value)
    assert "column 'n'" in str(caught.value)


def test_numbers_may_be_missing_and_negative_but_nothing_else():
    values = table("-1.771", "", "8.742", "1,000").numbers("n", "a score")
    np.testing.assert_array_equal(values, [-1.771, np.nan, 8.742, 1000])
    with pytest.raises(InputError, match=r"line 3 has 'n/a' .* which is not a score"):
        table("1", "n/a").numbers("n", "a score")


def test_separators_taken_out_are_counted():
    assert table("1", "2").number_notes("n") == ()
    (note,) = table("1,000", "2", "3,000").number_notes("n")
    assert note.startswith("2 numbers in column 'n'")


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["12", "7"], [12, 7]),
        (["12,5", "7"], [12.5, 7]),
        (["0,512", "1,234"], [0.512, 1.234]),
        (["12,5", "1,234"], [12.5, 1.234]),
        (["1.234,5", "2"], [1234.5, 2]),
        (["1,234,567", "2"], [1234567, 2]),
        (["1.5", "2.25"], [1.5, 2.25]),
        (["1 234", "2"], [1234, 2]),
    ],
)
def test_a_semicolon_file_may_have_decimal_commas(cells, values):
    assert table(*cells, decimal_comma=True).people("n").tolist() == values


@pytest.mark.parametrize("cells", [["1,234", "5"], ["12,5", "1.234"]])
def test_what_a_semicolon_file_leaves_open_is_refused(cells):
    with pytest.raises(InputError, match="not a number of people"):
        table(*cells, decimal_comma=True).people("n")


@given(st.lists(st.integers(0, 10**9) | st.floats(0, 1e9), min_size=1))
def test_numbers_come_back_with_or_without_separators(values):
    written = [repr(value) for value in values]
    apart = [f"{value:,}" for value in values]
    expected = [float(value) for value in values]
    assert table(*written).people("n").tolist() == expected
    assert table(*apart).people("n").tolist() == [float(t.replace(",", "")) for t in apart]


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (" E01000001 ", "E01000001"),
        ('="E01000001"', "E01000001"),
        ('=" 007 "', "007"),
        ("E01000001\x00", "E01000001"),
        ("\x1bE01\x07", "E01"),
        ("E01\x00000001", "E01\ufffd000001"),
        ("1\x0b303", "1\ufffd303"),
        ("a\ud800b", "a\ufffdb"),
        ("E01000001\x1f \x1f", "E01000001"),
        ("two\nlines", "two\nlines"),
        ("M\u00f4n \u202eabc", "M\u00f4n \u202eabc"),
        ('=""', '=""'),
        ("=1+1", "=1+1"),
    ],
)
def test_cells_without_what_no_plan_file_could_hold(text, cleaned):
    assert clean(text) == cleaned


@given(st.text(st.characters(codec=None), max_size=20))
def test_clean_cells_stay_as_they_are_and_can_be_stored(text):
    cleaned = clean(text)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert not any(letter < " " and letter not in "\t\n\r" for letter in cleaned)
    if '"' not in text:
        assert clean(cleaned) == cleaned


def test_long_cells_of_blanks_are_cleaned_quickly():
    assert len(clean(f"a\x01{' ' * 3_000_000}b")) == 3_000_003


@pytest.mark.parametrize("text", ["1000000001", "1e15", "-1", "TRUE", "inf"])
def test_more_people_than_any_area_has_or_none_at_all_are_refused(text):
    with pytest.raises(InputError, match=r"line 3 has .* not a number of people"):
        table("1", text).people("n")
