"""A column that the user names for a role counts, whatever its own name says."""

import pytest

from icp_footprints.errors import InputError
from tests.sources.making import is_one_clear_line
from tests.sources.recognition.columns_at_hand import LSOAS, NAMES, NUMBERS, found


def test_every_role_can_be_given():
    recognition = found(
        {"a": LSOAS, "b": NUMBERS, "pop_total": NUMBERS, "c": NAMES},
        unit="A",
        people="b",
        unit_name="c",
    )
    assert (recognition.units.column, recognition.column("people")) == ("a", "b")
    assert recognition.column("unit_name") == "c"
    assert recognition.units.geography == "LSOA"


def test_a_column_of_the_users_own_ids_can_be_given():
    recognition = found({"LSOA21CD": LSOAS, "patch": ["p1", "p2", "p3"]}, unit="patch")
    assert recognition.units.column == "patch"
    assert recognition.units.vintage is None


def test_a_role_that_there_is_not_is_refused_with_all_there_are():
    with pytest.raises(InputError) as caught:
        found({"a": LSOAS}, peeple="a")
    assert is_one_clear_line(
        caught.value, "--column peeple=a", "people", "imd_score", "urban_rural"
    )


def test_a_column_that_there_is_not_is_refused_with_all_there_are():
    with pytest.raises(InputError) as caught:
        found({"a": LSOAS, "b": NUMBERS}, people="c")
    assert is_one_clear_line(caught.value, "data.csv", "'c'", "--column people", "a, b")


def test_a_role_without_a_column_names_the_ways_out():
    recognition = found({"a": LSOAS, "b": NAMES})
    assert not recognition.has("patients")
    with pytest.raises(InputError) as caught:
        recognition.column("patients")
    assert is_one_clear_line(
        caught.value,
        "data.csv",
        "number of patients",
        "--column patients=COLUMN",
        "number_of_patients",
        "a, b",
    )


def test_two_columns_that_differ_in_letter_case_only_are_not_guessed_between():
    recognition = found({"LSOA21CD": LSOAS, "Population": NUMBERS, "POPULATION": NUMBERS})
    with pytest.raises(InputError) as caught:
        recognition.column("people")
    assert is_one_clear_line(caught.value, "Population, POPULATION", "--column people=COLUMN")
    given = found({"Population": NUMBERS, "POPULATION": LSOAS}, people="Population")
    assert given.column("people") == "Population"
