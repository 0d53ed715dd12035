"""Columns of people by age, each family of published headers."""

import numpy as np
import pytest

from icp_footprints.errors import InputError
from icp_footprints.sources.opening.tables import Table
from icp_footprints.sources.recognition.ages import age_columns, ages_of_rows

FIVE_YEARS = [*[(low, low + 4) for low in range(0, 85, 5)], (85, None)]


def spans(columns):
    return [(each.low, each.high) for each in age_columns(columns)]


def table(columns):
    held = {name: np.array(cells, dtype=object) for name, cells in columns.items()}
    return Table("ages.csv", held, np.arange(2, 2 + len(next(iter(held.values())))), "line")


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (["pop_0_15", "pop_16_24", "pop_65_plus"], [(0, 15), (16, 24), (65, None)]),
        (["mye2020_age_00_04", "mye2020_age_05_09"], [(0, 4), (5, 9)]),
        (["mye2020_age_85_89", "mye2020_age_90_plus"], [(85, 89), (90, None)]),
        (["Age 0 - 4", "Age 5 - 9", "Age 10+"], [(0, 4), (5, 9), (10, None)]),
        (["0-4", "5-9", "10+"], [(0, 4), (5, 9), (10, None)]),
        (
            ["F0 to 15", "F16 to 29", "M0 to 15", "M16 to 29"],
            [(0, 15), (0, 15), (16, 29), (16, 29)],
        ),
        (["Under 16", "16 to 64", "65 and over"], [(0, 15), (16, 64), (65, None)]),
        (["Aged under 16", "Aged 16 to 64", "Aged 65 and over"], [(0, 15), (16, 64), (65, None)]),
        (["people_aged_0_to_17", "people_aged_18_and_over"], [(0, 17), (18, None)]),
        (["age_0", "age_1", "age_2_plus"], [(0, 0), (1, 1), (2, None)]),
        (
            [
                "Dependent Children aged 0-15: mid 2022 (excluding prisoners)",
                "Population aged 16-59: mid 2022 (excluding prisoners)",
                "Older population aged 60 and over: mid 2022 (excluding prisoners)",
                "Working age population 18-59/64: for use with Employment Domain (excl. prisoners)",
            ],
            [(0, 15), (16, 59), (60, None)],
        ),
    ],
)
def test_families_of_headers(columns, expected):
    assert spans(columns) == expected


@pytest.mark.parametrize(
    "form",
    ["Age: {}; measures: Value", "{}", "Age (18 categories): {}", "Age: {}"],
)
def test_census_five_year_bands(form):
    middle = [f"Aged {low} to {high} years" for low, high in FIVE_YEARS[1:-1]]
    names = ["Total", "Aged 4 years and under", *middle, "Aged 85 years and over"]
    found = age_columns([form.format(name) for name in names])
    assert [(each.low, each.high) for each in found] == FIVE_YEARS
    assert [found[0].label, found[1].label, found[-1].label] == ["0 to 4", "5 to 9", "85 and over"]


def test_census_single_years_inside_five_year_bands_are_counted_once():
    names = ["Age: Total", "Age: Aged 4 years and under", "Age: Aged under 1 year"]
    names += [f"Age: Aged {age} year{'s' if age > 1 else ''}" for age in range(1, 5)]
    names += ["Age: Aged 5 to 9 years", "Age: Aged 10 years and over"]
    assert spans(names) == [*[(age, age) for age in range(5)], (5, 9), (10, None)]


def test_bare_single_years_as_ons_published_them_to_2020():
    names = ["LSOA Code", "All Ages", *map(str, range(90)), "90+"]
    assert spans(names) == [*[(age, age) for age in range(90)], (90, None)]


@pytest.mark.parametrize("last", ["F90", "F90+"])
def test_single_years_by_sex_have_two_columns_an_age(last):
    women = [*[f"F{age}" for age in range(90)], last]
    men = [name.replace("F", "M") for name in women]
    found = age_columns(["LSOA 2021 Code", "Total", *women, *men])
    assert len(found) == 182
    assert {each.column for each in found} == {*women, *men}
    assert found[0].low == found[1].low == 0


def test_all_persons_stand_before_the_sexes():
    names = ["pop_0_15", "pop_16_plus", "f_0_15", "f_16_plus", "m_0_15", "m_16_plus"]
    assert [each.column for each in age_columns(names)] == names[:2]


def test_the_latest_of_several_years_is_taken():
    names = ["mye2019_age_0_15", "mye2019_age_16_plus", "mye2020_age_0_15", "mye2020_age_16_plus"]
    assert [each.column for each in age_columns(names)] == names[2:]


@pytest.mark.parametrize(
    "names",
    [
        ["pop_2020", "pop_2021"],
        ["pop_weight_11_to_21", "lsoa11", "lsoa21", "oa01"],
        ["1", "2", "3"],
        ["5-9", "10-14", "15-19"],
        ["ruc_11", "ruc_21"],
        ["imd_19", "imd_25"],
        ["Age (6 categories) Code", "Observation"],
        ["pop_0_15", "pop_10_20", "pop_15_65"],
        ["Mid-2011: People per Sq Km", "Mid-2021: People per Sq Km"],
        ["pop_0_15"],
        ["age", "mean_age_20", "pct_aged_0_15", "pct_aged_16_plus"],
        ["pop_16_10", "pop_10_5"],
    ],
)
def test_columns_that_are_no_ages_or_would_count_people_twice(names):
    assert age_columns(names) == ()


def test_people_of_rows_by_age_add_both_sexes():
    rows = {
        "F0 to 15": ["1", "1,200"],
        "M0 to 15": ["2", "3"],
        "F16+": ["5", "0"],
        "M16+": ["7", "8"],
    }
    ages = ages_of_rows(table(rows), age_columns(rows))
    assert ages.labels == ("0 to 15", "16 and over")
    assert ages.lows == (0, 16)
    assert ages.people.tolist() == [[3, 12], [1203, 8]]


def test_a_cell_that_is_no_number_of_people_is_named():
    rows = {"pop_0_15": ["1", "few"], "pop_16_plus": ["2", "3"]}
    with pytest.raises(InputError, match=r"ages\.csv, line 3 has 'few' in column 'pop_0_15'"):
        ages_of_rows(table(rows), age_columns(rows))
