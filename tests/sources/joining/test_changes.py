"""The look-up of LSOA 2011 to 2021: read, checked, and right in both directions."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from icp_footprints.errors import InputError
from icp_footprints.sources.joining.change_file import read_change_lookup
from icp_footprints.sources.joining.changes import ChangeRows, change_lookup
from icp_footprints.sources.joining.join import join
from tests.examples import examples
from tests.sources.joining.changing import NEW, OLD, PEOPLE, ROWS, write_changes
from tests.sources.making import is_one_clear_line


def texts(values):
    return np.array(values, dtype=object)


def read(folder, *arguments, **options):
    return read_change_lookup(str(write_changes(folder / "changes.csv", *arguments, **options)))


def refused(folder, *names, **options):
    with pytest.raises(InputError) as caught:
        read(folder, **options)
    return is_one_clear_line(caught.value, "changes.csv", *names)


def dense(found, forward=True):
    matrix = (found.forward if forward else found.backward).todense()
    rows, columns = (
        (found.new_codes, found.old_codes) if forward else (found.old_codes, found.new_codes)
    )
    return {
        (columns[j], rows[i]): float(matrix[i, j])
        for i in range(len(rows))
        for j in range(len(columns))
        if matrix[i, j]
    }


def test_weights_forwards_are_those_of_the_file(tmp_path):
    found = read(tmp_path)
    assert dense(found) == {(old, new): weight for old, new, _, weight in ROWS}
    assert dict(zip(found.old_codes, found.changes, strict=True)) == dict(
        zip(OLD, ("exact", "split", "merged", "merged", "recut", "recut"), strict=True)
    )
    assert found.notes == ()


def test_weights_backwards_go_by_people_where_they_are_known(tmp_path):
    expected = {}
    into = defaultdict(float)
    for old, new, _, weight in ROWS:
        into[new] += PEOPLE[old] * weight
    for old, new, _, weight in ROWS:
        expected[new, old] = pytest.approx(PEOPLE[old] * weight / into[new])
    found = read(tmp_path)
    assert dense(found, forward=False) == expected
    assert "by their people" in found.backward_note


def test_weights_backwards_are_equal_parts_where_no_people_are_known(tmp_path):
    found = read(tmp_path, without=["pop_total"])
    back = dense(found, forward=False)
    assert back["E01033771", "E01000003"] == back["E01033771", "E01000004"] == 0.5
    assert back["E01033769", "E01000002"] == back["E01033770", "E01000002"] == 1
    assert "in equal parts" in found.backward_note


def test_without_weights_split_areas_are_shared_out_equally_and_it_says_so(tmp_path):
    found = read(tmp_path, without=["pop_weight_11_to_21", "pop_total"])
    forward = dense(found)
    assert forward["E01000002", "E01033769"] == forward["E01000002", "E01033770"] == 0.5
    assert forward["E01000003", "E01033771"] == forward["E01000001", "E01000001"] == 1
    assert len(found.notes) == 1
    assert "2 split areas of 2011 are shared out in equal parts" in found.notes[0]
    assert "in equal parts" in found.forward_note


def test_without_the_change_indicator_it_is_told_by_the_parts(tmp_path):
    found = read(tmp_path, without=["CHGIND"])
    assert dict(zip(found.old_codes, found.changes, strict=True)) == dict(
        zip(OLD, ("exact", "split", "merged", "merged", "recut", "recut"), strict=True)
    )


@pytest.mark.parametrize(
    "header",
    [
        ("lsoa11_code", "lsoa21_code", "change_code", "pop_weight_11_to_21", "pop_total"),
        ("lsoa11cd", "lsoa21cd", "chgind", "weight", "population"),
        ("LSOA code (2011)", "LSOA code (2021)", "Change Indicator", "Weight", "Pop_Total"),
    ],
)
def test_published_headers(tmp_path, header):
    assert dense(read(tmp_path, header=header)) == dense(read(tmp_path))


def test_columns_can_be_named(tmp_path):
    header = ("LSOA11CD", "LSOA21CD", "CHGIND", "share", "pop_total")
    path = write_changes(tmp_path / "changes.csv", header=header)
    assert dense(read_change_lookup(path, {"weight": "share"})) == dense(read(tmp_path))


def test_rounding_of_weights_is_taken_out(tmp_path):
    rows = [*ROWS[:1], (*ROWS[1][:3], 0.25001), *ROWS[2:]]
    found = read(tmp_path, rows)
    np.testing.assert_allclose(np.asarray(found.forward.sum(axis=0)), 1, rtol=1e-15)


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([ROWS[0], (*ROWS[1][:3], 0.3), *ROWS[2:]], ("E01000002", "1.050")),
        ([ROWS[0], *ROWS[2:]], ("E01000002", "0.750")),
        ([(*ROWS[0][:3], 7), *ROWS[1:]], ("line 2", "7", "more than 1")),
        ([(*ROWS[0][:3], -1), *ROWS[1:]], ("line 2", "'-1'", "pop_weight_11_to_21")),
        ([(*ROWS[0][:3], ""), *ROWS[1:]], ("line 2", "nothing", "pop_weight_11_to_21")),
        ([(*ROWS[0][:2], "?", 1), *ROWS[1:]], ("line 2", "'?'", "CHGIND", "U, S, M, X")),
        ([("", *ROWS[0][1:]), *ROWS[1:]], ("line 2", "no code", "LSOA11CD")),
        ([*ROWS, ROWS[1]], ("E01000002", "E01033769", "line 3", "line 10")),
    ],
)
def test_a_wrong_look_up_is_refused_naming_the_row_or_code(tmp_path, rows, names):
    assert refused(tmp_path, *names, rows=rows)


@pytest.mark.parametrize(("gone", "year"), [("LSOA11CD", "2011"), ("LSOA21CD", "2021")])
def test_a_look_up_without_one_of_the_years_is_refused(tmp_path, gone, year):
    assert refused(tmp_path, f"no column of LSOA {year} codes", "LSOA11CD", without=[gone])


def test_people_of_one_area_that_differ_between_rows_are_refused(tmp_path):
    path = write_changes(tmp_path / "changes.csv")
    path.write_text(path.read_text().replace("0.75,2000", "0.75,1999"))
    with pytest.raises(InputError) as caught:
        read_change_lookup(path)
    assert is_one_clear_line(caught.value, "changes.csv", "line 4")


# --- converting ------------------------------------------------------------------------------


def test_a_table_of_2011_becomes_one_of_2021(tmp_path):
    people = np.array([PEOPLE[code] for code in OLD], dtype=float)
    joined = join(texts(OLD), NEW, people, read(tmp_path))
    assert joined.total(people).tolist() == [1000, 500, 1500, 1200, 780, 420]
    conversion = joined.report.conversion
    assert conversion is not None
    assert (conversion.from_vintage, conversion.to_vintage) == (2011, 2021)
    counts = (conversion.exact, conversion.merged, conversion.split, conversion.recut)
    # Units of the place: two are parts of a split area, one is put together from two.
    assert counts == (1, 1, 2, 2)
    assert joined.report.people_unjoined == 0
    assert joined.report.is_complete
    assert joined.is_spread


def test_a_table_of_2021_becomes_one_of_2011(tmp_path):
    people = np.array([1000, 500, 1500, 1200, 780, 420], dtype=float)
    joined = join(texts(NEW), OLD, people, read(tmp_path))
    np.testing.assert_allclose(joined.total(people), [PEOPLE[code] for code in OLD])
    conversion = joined.report.conversion
    assert conversion is not None
    assert (conversion.from_vintage, conversion.to_vintage) == (2021, 2011)
    # One unit is put together from both children; two are parts of the merged area.
    counts = (conversion.exact, conversion.merged, conversion.split, conversion.recut)
    assert counts == (1, 1, 2, 2)


def test_every_unit_found_is_counted_once_however_many_codes_it_takes(tmp_path):
    # The file has a unit's own code, and codes of areas whose other parts are elsewhere.
    units = (NEW[0], NEW[1], NEW[3], NEW[5])
    conversion = join(texts([*OLD, "Total"]), units, None, read(tmp_path)).report.conversion
    assert conversion is not None
    counts = (conversion.exact, conversion.merged, conversion.split, conversion.recut)
    assert counts == (1, 1, 1, 1)
    mixed = join(texts([NEW[3], OLD[1]]), NEW, None, read(tmp_path)).report
    assert mixed.conversion is not None
    assert (mixed.conversion.exact, mixed.conversion.split) == (1, 2)
    assert mixed.ids_matched == 3


def test_scores_are_weighted_by_the_people_who_bring_them(tmp_path):
    people = np.array([PEOPLE[code] for code in OLD], dtype=float)
    scores = np.array([10, 20, 30, 50, 60, np.nan])
    means = join(texts(OLD), NEW, people, read(tmp_path)).mean(scores, people)
    merged = (30 * 300 + 50 * 900) / 1200
    np.testing.assert_allclose(means, [10, 20, 20, merged, 60, np.nan])


def test_rows_that_are_shared_out_have_no_one_unit(tmp_path):
    joined = join(texts(OLD), NEW, None, read(tmp_path))
    with pytest.raises(InputError) as caught:
        assert joined.rows is None
    assert is_one_clear_line(caught.value, "several units")


def test_a_table_of_the_places_own_year_is_left_alone(tmp_path):
    for units in (OLD, NEW):
        joined = join(texts(units), units, None, read(tmp_path))
        assert joined.report.conversion is None
        assert joined.rows.tolist() == list(range(6))
        assert joined.report.causes == ()


def test_a_place_whose_areas_did_not_change_needs_no_conversion(tmp_path):
    joined = join(texts(["E01000001"]), ("E01000001",), None, read(tmp_path), vintage=2011)
    assert joined.report.conversion is None
    assert joined.rows.tolist() == [0]


def test_a_header_of_the_other_year_is_converted_though_no_code_tells(tmp_path):
    joined = join(texts(["E01000001"]), NEW[:2], None, read(tmp_path), vintage=2011)
    assert joined.report.conversion is not None
    assert joined.report.conversion.exact == 1


def test_an_area_and_what_it_became_are_never_both_counted(tmp_path):
    people = np.array([2000, 500, 1000])
    codes = texts(["E01000002", "E01033769", "E01000001"])
    joined = join(codes, NEW, people, read(tmp_path))
    assert joined.total(people).tolist() == [1000, 500, 0, 0, 0, 0]
    assert joined.report.people_unjoined == 2000
    assert any("mixes boundaries" in cause for cause in joined.report.causes)
    assert any("E01000002" in cause for cause in joined.report.causes)


def test_part_of_a_split_area_outside_the_place_stays_outside(tmp_path):
    people = np.array([1000.0, 2000.0])
    joined = join(texts(OLD[:2]), NEW[:2], people, read(tmp_path))
    assert joined.total(people).tolist() == [1000, 500]
    assert joined.report.people_unjoined == 1500


@st.composite
def change_rows(draw):
    """Random look-ups: each old area goes to one to three new ones, by random weights."""
    count = draw(st.integers(1, 8))
    pairs = []
    for old in range(count):
        new = draw(st.lists(st.integers(0, count), min_size=1, max_size=3, unique=True))
        weights = draw(st.lists(st.integers(1, 100), min_size=len(new), max_size=len(new)))
        pairs += [(old, n, w / sum(weights)) for n, w in zip(new, weights, strict=True)]
    used = sorted({new for _, new, _ in pairs})
    old, new, weight = zip(*pairs, strict=True)
    known = draw(st.booleans())
    people = draw(st.lists(st.integers(1, 5000), min_size=count, max_size=count))
    return ChangeRows(
        tuple(f"E01{i:06d}" for i in range(count)),
        tuple(f"E01{100000 + i:06d}" for i in used),
        np.array(old),
        np.array([used.index(n) for n in new]),
        np.array(weight),
        None,
        np.array(people, dtype=float) if known else None,
    )


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(change_rows(), st.data())
def test_converting_conserves_people_both_ways(rows, data):
    found = change_lookup("changes.csv", rows)
    people = np.array(
        data.draw(
            st.lists(
                st.integers(0, 5000), min_size=len(rows.old_codes), max_size=len(rows.old_codes)
            )
        ),
        dtype=float,
    )
    forwards = join(texts(found.old_codes), found.new_codes, people, found)
    now = forwards.total(people)
    assert now.sum() == pytest.approx(people.sum(), abs=1e-6)
    assert forwards.report.people_unjoined == pytest.approx(0, abs=1e-6)
    backwards = join(texts(found.new_codes), found.old_codes, now, found)
    assert backwards.total(now).sum() == pytest.approx(people.sum(), abs=1e-6)
    # By hand: what each new area gets.
    expected = defaultdict(float)
    for old, new, weight in zip(rows.old, rows.new, rows.weight, strict=True):
        expected[found.new_codes[new]] += people[old] * weight
    np.testing.assert_allclose(now, [expected[code] for code in found.new_codes], atol=1e-6)


@settings(max_examples=examples(80), deadline=None)
@given(change_rows())
def test_there_and_back_with_the_people_of_the_look_up_is_the_start(rows):
    if rows.people is None:
        return
    found = change_lookup("changes.csv", rows)
    now = found.forward @ rows.people
    np.testing.assert_allclose(found.backward @ now, rows.people, rtol=1e-9)
