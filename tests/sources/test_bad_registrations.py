"""Registrations and maps of practices that cannot be used are refused, naming file and line."""

import pytest

from icp_footprints.errors import InputError
from tests.sources.making import is_one_clear_line
from tests.sources.patients_at_hand import (
    MAP,
    MAP_HEADER,
    NHS_HEADER,
    ROWS,
    SEXED,
    UNITS,
    read_registrations,
    refused,
    write_map,
    write_registrations,
)


@pytest.mark.parametrize("unit", [UNITS[0], UNITS[0].lower(), "E01999999", "EMPTY"])
def test_a_row_that_is_there_twice_names_both_lines_and_the_codes(tmp_path, unit):
    rows = [("P1", unit.upper(), 11), ("P2", UNITS[1], 12), ("P1", unit, 13)]
    assert refused(tmp_path, "reg.csv", "line 2", "line 4", "P1", unit, rows=rows)


def test_a_sex_that_is_there_twice_is_refused_even_beside_a_total(tmp_path):
    assert refused(tmp_path, "reg.csv", "line 3", "line 6", rows=[*SEXED, SEXED[1]])


def test_registrations_without_pcns_need_the_map(tmp_path):
    with pytest.raises(InputError) as caught:
        read_registrations(write_registrations(tmp_path / "reg.csv"), None)
    assert is_one_clear_line(caught.value, "reg.csv", "--practice-pcn")


@pytest.mark.parametrize("count", ["-1", "few", "", "<5", "*", "1,20", "nan"])
def test_a_count_that_is_no_number_names_its_line_and_column(tmp_path, count):
    rows = [*ROWS[:2], ("P1", UNITS[1], count), *ROWS[2:]]
    assert refused(tmp_path, "reg.csv", "line 4", "'NUMBER_OF_PATIENTS'", rows=rows)


def test_the_line_is_that_of_the_file_even_after_empty_lines(tmp_path):
    path = write_registrations(tmp_path / "reg.csv", [*ROWS, ("P1", UNITS[0], "few")])
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines[:2], "", *lines[2:]]) + "\n")
    bad = next(i for i, line in enumerate(path.read_text().splitlines(), 1) if "few" in line)
    with pytest.raises(InputError) as caught:
        read_registrations(path, write_map(tmp_path / "map.csv"), UNITS)
    assert is_one_clear_line(caught.value, f"line {bad} ")


def test_rows_that_end_in_a_comma_are_not_read_a_column_too_far(tmp_path):
    path = write_registrations(tmp_path / "reg.csv")
    header, *rest = path.read_text().splitlines()
    path.write_text("\n".join([header, *(f"{line}," for line in rest)]) + "\n")
    found = read_registrations(path, write_map(tmp_path / "map.csv"), UNITS)
    assert found.ledger.people.tolist() == [40, 20, 0]


def test_a_map_whose_rows_have_a_cell_too_many_does_not_mix_up_columns(tmp_path):
    pcn_map = write_map(tmp_path / "map.csv")
    header, *rest = pcn_map.read_text().splitlines()
    pcn_map.write_text("\n".join([header, *(f"{line},extra" for line in rest)]) + "\n")
    registrations = write_registrations(tmp_path / "reg.csv", [*ROWS, ("SURGERY", UNITS[0], 5)])
    with pytest.raises(InputError) as caught:
        read_registrations(registrations, pcn_map, UNITS)
    assert is_one_clear_line(caught.value, "map.csv", "line 2")


def test_codes_that_join_nothing_are_shown_beside_those_of_the_place(tmp_path):
    rows = [("P1", "E01555555", 5), ("P2", "EMPTY", 5)]
    assert refused(tmp_path, "reg.csv", "E01555555", UNITS[0], "2011 and 2021", rows=rows)


def test_a_map_of_other_practices_is_refused_with_examples(tmp_path):
    pcns = (("X1", "U1", "North"), ("X2", "U2", "South"))
    assert refused(tmp_path, "reg.csv", "map.csv", "P1, P2", pcns=pcns)


def test_a_place_where_nobody_is_in_a_pcn_is_refused_naming_the_file(tmp_path):
    rows = [("P1", "E01999999", 5), ("P3", UNITS[0], 5)]
    assert refused(tmp_path, "reg.csv", rows=rows)


def test_a_practice_in_two_pcns_names_the_line_and_both(tmp_path):
    pcns = (*MAP, ("P1", "U2", "South, PCN"))
    assert refused(tmp_path, "map.csv", "line 5", "P1", "U1", "U2", pcns=pcns)


@pytest.mark.parametrize("missing", ["PRACTICE_CODE", "NUMBER_OF_PATIENTS"])
def test_a_missing_column_of_registrations_is_named(tmp_path, missing):
    header = ["OTHER" if name == missing else name for name in NHS_HEADER]
    path = write_registrations(tmp_path / "reg.csv", header=header)
    with pytest.raises(InputError) as caught:
        read_registrations(path, write_map(tmp_path / "map.csv"), UNITS)
    role = {"PRACTICE_CODE": "practice", "NUMBER_OF_PATIENTS": "patients"}
    assert is_one_clear_line(caught.value, "reg.csv", f"--column {role[missing]}=", "PUBLICATION")


@pytest.mark.parametrize("missing", ["PRACTICE_CODE", "PCN_CODE"])
def test_a_missing_column_of_the_map_is_named(tmp_path, missing):
    header = ["OTHER" if name == missing else name for name in MAP_HEADER]
    path = write_map(tmp_path / "map.csv", header=header)
    with pytest.raises(InputError) as caught:
        read_registrations(write_registrations(tmp_path / "reg.csv"), path, UNITS)
    role = {"PRACTICE_CODE": "practice", "PCN_CODE": "pcn"}
    assert is_one_clear_line(caught.value, "map.csv", f"--column {role[missing]}=", "PUBLICATION")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"PRACTICE_CODE,LSOA_CODE,NUMBER_OF_PATIENTS\r\n", "no rows"),
        (b"PRACTICE_CODE,LSOA_CODE\nP1,E01000001,3,4,5\nP1,2\n", "reg.csv"),
        (b"a,b\n1,2\n1,2,3,4\n", "reg.csv"),
        (b"PK\x03\x04\x00\x00\x81\x8d\x8f", "reg.csv"),
        (b'PRACTICE_CODE,LSOA_CODE,NUMBER_OF_PATIENTS\n"P1,E01000001,3\n', "reg.csv"),
    ],
)
def test_what_is_no_such_csv_file_is_refused_in_words(tmp_path, data, words):
    (tmp_path / "reg.csv").write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_registrations(tmp_path / "reg.csv", write_map(tmp_path / "map.csv"), UNITS)
    assert is_one_clear_line(caught.value, words)


def test_missing_files_and_other_kinds_of_file_are_named(tmp_path):
    registrations, pcn_map = write_registrations(tmp_path / "reg.csv"), tmp_path / "map.csv"
    with pytest.raises(InputError) as caught:
        read_registrations(registrations, pcn_map, UNITS)
    assert is_one_clear_line(caught.value, pcn_map)
    (tmp_path / "map.xlsx").write_bytes(b"PK")
    with pytest.raises(InputError) as caught:
        read_registrations(registrations, tmp_path / "map.xlsx", UNITS)
    assert is_one_clear_line(caught.value, "map.xlsx")
