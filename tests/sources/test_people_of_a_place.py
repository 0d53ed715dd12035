"""People come from further tables, whole or by age, and each unit's are counted once."""

from typing import Any

import pytest

from icp_footprints.errors import FootprintsError
from icp_footprints.sources.ledgers import LedgerColumn
from icp_footprints.sources.new_place import Recipe, read_place
from icp_footprints.sources.opened_table import ColumnChoice
from tests.sources.making import is_one_clear_line, write_csv
from tests.sources.tables_at_hand import (
    OTHERS,
    UNITS,
    N,
    census,
    notes_of,
    place_from,
    published_units,
    refused,
    role_of,
    with_people,
)


def test_published_columns_need_no_options(tmp_path):
    columns = {"pop_total": [1500] * N, "LAD24CD": ["E06000001"] * N, "LAD24NM": ["Testham"] * N}
    place = place_from(tmp_path, columns=columns)
    assert place.name == "Testham"
    assert place.units.ids == tuple(UNITS)
    assert place.units.names[1] == "Testham 001A"
    assert place.ledger().total == 1500 * N


def test_people_come_from_another_file_in_any_order_with_rows_of_other_places(tmp_path):
    order = [3, 0, 7, 5, 1, 2, 6, 4]
    units = [*OTHERS, *(UNITS[i] for i in order)]
    place = place_from(tmp_path, census(tmp_path, [7] * 4 + [100 + i for i in order], units=units))
    assert place.ledger().people.tolist() == [100 + i for i in range(N)]
    assert place.ledger().source == "Column pop_total of census.csv"
    source = place.sources[1]
    assert (source.role, source.file, source.detail) == ("residents", "census.csv", "12 rows")
    assert len(source.sha256) == 64
    assert source.join is not None
    assert (source.join.rows_read, source.join.ids_matched) == (12, N)
    assert source.join.only_in_file.count == 4
    assert source.join.people_unjoined == 28


def test_a_place_whose_people_nobody_counts_says_how_to_add_them(tmp_path):
    assert refused(tmp_path, names=("units.gpkg", "--resident", "--data"))


def test_a_file_that_lacks_units_is_refused_unless_accepted(tmp_path):
    short = census(tmp_path, units=UNITS[:6])
    assert refused(tmp_path, short, names=("census.csv", "2 units", UNITS[6], "--allow-empty"))
    place = place_from(tmp_path, short, allow_empty=True)
    assert place.ledger().people.tolist()[5:] == [1005, 0, 0]
    assert "nobody in 2 units" in notes_of(place, "census.csv")


def test_a_unit_that_is_there_twice_is_refused_with_both_lines(tmp_path):
    twice = census(tmp_path, units=[*UNITS, UNITS[2]])
    assert refused(tmp_path, twice, names=("census.csv", UNITS[2], "line 4", "line 10"))


def test_rows_of_smaller_areas_are_added_up(tmp_path):
    rows = [(f"E00{i:06d}", UNITS[i % N], 10 * i) for i in range(1, 3 * N)]
    path = write_csv(tmp_path / "oa.csv", ["OA21CD", "LSOA21CD", "pop_total"], rows)
    place = place_from(tmp_path, path)
    expected = [sum(10 * i for i in range(1, 3 * N) if i % N == unit) for unit in range(N)]
    assert place.ledger().people.tolist() == expected


def test_a_file_of_another_place_is_refused_with_its_codes(tmp_path):
    assert refused(tmp_path, census(tmp_path, units=OTHERS), names=("census.csv", OTHERS[0]))


def test_two_files_that_count_people_differently_are_both_named(tmp_path):
    columns = {"pop_total": [1500] * N}
    names = ("units.gpkg", "census.csv", "pop_total", "--column census.csv:people=pop_total")
    assert refused(tmp_path, census(tmp_path), columns=columns, names=names)


def test_two_files_that_count_the_same_people_are_no_matter(tmp_path):
    people = [1500 + i for i in range(N)]
    place = place_from(tmp_path, census(tmp_path, people), columns={"pop_total": people})
    assert place.ledger().source == "Column pop_total of units.gpkg"


@pytest.mark.parametrize(
    "options",
    [
        {"columns": (ColumnChoice("people", "POP TOTAL", "census.csv"),)},
        {"resident_column": "census.csv:pop_total"},
    ],
)
def test_the_file_that_is_named_counts(tmp_path, options):
    path = census(tmp_path)
    units = published_units(tmp_path, pop_total=[1500] * N)
    place = read_place(Recipe(units=str(units), tables=(str(path),), **options))
    assert place.ledger().people.tolist() == [1000 + i for i in range(N)]


def test_a_column_named_for_no_file_there_is_is_refused(tmp_path):
    path = census(tmp_path)
    units = published_units(tmp_path)
    for choice, name in (
        (ColumnChoice("people", "pop_total", "other.csv"), "other.csv"),
        (ColumnChoice("people", "absent"), "absent"),
        (ColumnChoice("people", "absent", "census.csv"), "absent"),
    ):
        with pytest.raises(FootprintsError) as caught:
            read_place(Recipe(units=str(units), tables=(str(path),), columns=(choice,)))
        assert is_one_clear_line(caught.value, name, "census.csv")


def test_ages_stand_beside_the_people_they_are_of(tmp_path):
    young, old = [400 + i for i in range(N)], [600] * N
    ages: dict[str, Any] = {"pop_0_15": young, "pop_16_plus": old}
    place = place_from(tmp_path, census(tmp_path, **ages))
    found = place.ledger().ages
    assert found is not None
    assert found.lows == (0, 16)
    assert found.people.tolist() == [[a, b] for a, b in zip(young, old, strict=True)]
    assert "add up" not in notes_of(place, "census.csv")


def test_ages_that_do_not_add_up_are_kept_and_said(tmp_path):
    ages: dict[str, Any] = {"pop_0_15": [400] * N, "pop_16_plus": [600] * N}
    place = place_from(tmp_path, census(tmp_path, **ages))
    assert "ages of 7 units do not add up" in notes_of(place, "census.csv")
    assert f"-{sum(range(N))} people" in notes_of(place, "census.csv")


def test_further_ledgers_come_from_any_column(tmp_path):
    path = census(tmp_path, MYE2022=[2000] * N)
    place = place_from(tmp_path, path, ledgers=(LedgerColumn("mid2022", "mye2022"),))
    ledger = place.ledger("mid2022")
    assert (ledger.total, ledger.source) == (2000 * N, "Column MYE2022 of census.csv")
    assert role_of(place, "census.csv") == "residents, ledger 'mid2022'"


def test_a_second_ledger_of_residents_is_refused(tmp_path):
    ledgers = (LedgerColumn("resident", "pop_total"),)
    assert refused(tmp_path, census(tmp_path), ledgers=ledgers, names=("'resident'", "--resident"))


def test_a_column_that_two_files_have_is_asked_for_by_file(tmp_path):
    first, second = census(tmp_path, x=[1] * N), census(tmp_path, name="b.csv", x=[2] * N)
    ledgers = (LedgerColumn("other", "x"),)
    options = {"resident_column": "census.csv:pop_total"}
    names = ("census.csv", "b.csv", "census.csv:x")
    assert refused(tmp_path, first, second, ledgers=ledgers, names=names, **options)
    ledgers = (LedgerColumn("other", "b.csv:x"),)
    place = place_from(tmp_path, first, second, ledgers=ledgers, **options)
    assert place.ledger("other").total == 2 * N


def test_figures_too_small_for_people_are_asked_about(tmp_path):
    """1.477 where 1,477 is meant is a figure like any other, but no area is so small."""
    rows = zip(UNITS, [1.5] * N, strict=True)
    path = write_csv(tmp_path / "gp.csv", ["LSOA21CD", "listed"], rows)
    place = with_people(tmp_path, path, ledgers=(LedgerColumn("gp", "listed"),))
    assert "the units hold 1.5 people on average: are these the right" in notes_of(place, "gp.csv")
    assert "on average" not in notes_of(place, "units.gpkg")


@pytest.mark.parametrize("cut", [1, 2])
def test_codes_without_their_letters_are_said_to_be_that_and_not_of_another_area(tmp_path, cut):
    path = census(tmp_path, units=[code[cut:] for code in UNITS])
    lost = f"{UNITS[0][cut:]} for {UNITS[0]}"
    with pytest.raises(FootprintsError) as caught:
        place_from(tmp_path, path)
    names = ("census.csv", "The letters at the start of the codes are gone", lost, "as text")
    assert is_one_clear_line(caught.value, *names)
    assert "same area" not in str(caught.value)
    assert "another area" not in str(caught.value)


def test_females_and_males_of_one_age_are_added(tmp_path):
    rows = [(code, 60 + i, 10, 20 + i, 10, 20) for i, code in enumerate(UNITS)]
    header = ["LSOA21CD", "Total", "F0 to 15", "F16 and over", "M0 to 15", "M16 and over"]
    place = place_from(tmp_path, write_csv(tmp_path / "ages.csv", header, rows))
    ages = place.ledger().ages
    assert ages is not None
    assert ages.labels == ("0 to 15", "16 and over")
    assert ages.people.tolist() == [[20, 40 + i] for i in range(N)]
