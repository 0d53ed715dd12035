"""GP registrations become shares of PCNs and a ledger; nobody is counted twice or lost unsaid."""

from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from icp_footprints.sources.joining.change_file import read_change_lookup
from icp_footprints.sources.new_place import read_place
from tests.examples import examples
from tests.sources.making import recipe, units_frame, write, write_csv
from tests.sources.patients_at_hand import (
    MAP,
    MAP_HEADER,
    NHS_HEADER,
    ROWS,
    SEXED,
    UNITS,
    notes,
    read,
    read_registrations,
    shares,
    write_map,
    write_registrations,
)


def test_registrations_of_2011_are_shared_out_over_the_units_of_2021(tmp_path):
    """One area was split in two, two were merged into one; the rest stayed."""
    header = ("LSOA11CD", "LSOA21CD", "CHGIND", "pop_weight_11_to_21")
    changes = [
        ("E01000001", "E01033801", "S", 0.25),
        ("E01000001", "E01033802", "S", 0.75),
        ("E01000002", "E01033803", "M", 1),
        ("E01000003", "E01033803", "M", 1),
        ("E01000004", "E01000004", "U", 1),
    ]
    change = read_change_lookup(write_csv(tmp_path / "change.csv", header, changes))
    rows = [("P1", "E01000001", 80), ("P2", "E01000001", 20), ("P1", "E01000002", 30)]
    rows += [("P2", "E01000003", 10), ("P2", "E01000004", 50)]
    registrations = write_registrations(tmp_path / "reg.csv", rows)
    units = ("E01033801", "E01033803", "E01000004")  # the other part of the split is elsewhere
    found = read_registrations(registrations, write_map(tmp_path / "map.csv"), units, change)
    assert found.ledger.people.tolist() == [25, 40, 50]
    np.testing.assert_allclose(shares(found), [[0.8, 0.2], [0.75, 0.25], [0, 1]])
    # 60 of P1's 80 and 15 of P2's 20 live in the part that is not in the place.
    np.testing.assert_allclose(found.layer.outside_share, [60 / 110, 15 / 80])
    assert "75 patients are counted as living elsewhere" in notes(found)
    report = found.sources[0].join
    assert report is not None
    assert report.conversion is not None
    assert (report.conversion.exact, report.conversion.merged, report.conversion.split) == (1, 1, 1)


def test_shares_are_patients_of_each_pcn_over_patients_of_the_unit(tmp_path):
    found = read(tmp_path)
    assert found.layer.area_ids == ("U1", "U2")
    assert found.layer.area_names == ("North PCN", "South, PCN")
    assert shares(found) == [[0.75, 0.25], [0, 1], [0, 0]]
    assert found.ledger.people.tolist() == [40, 20, 0]
    assert found.layer.outside_share.tolist() == [60 / 90, 0]
    assert (found.layer.name, found.layer.kind, found.ledger.name) == (
        "pcn",
        "registration",
        "registered",
    )


@pytest.mark.parametrize("case", [str.upper, str.lower, str.title])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_columns_in_any_case_and_files_in_any_common_encoding(tmp_path, case, encoding):
    header = [case(name) for name in NHS_HEADER]
    registrations = write_registrations(tmp_path / "reg.csv", header=header, encoding=encoding)
    pcns = (("P1", "U1", "Môn PCN"), ("P2", "U2", "South, PCN"))
    header = [case(name) for name in MAP_HEADER]
    pcn_map = write_map(tmp_path / "map.csv", pcns, header, encoding=encoding)
    found = read_registrations(registrations, pcn_map, UNITS)
    assert shares(found) == [[0.75, 0.25], [0, 1], [0, 0]]
    assert found.layer.area_names == ("Môn PCN", "South, PCN")


@pytest.mark.parametrize("unit_column", ["LSOA_CODE", "lsoa11cd", "LSOA21CD", "LSOA 21 CODE"])
def test_names_of_the_unit_column_over_the_years(tmp_path, unit_column):
    header = [unit_column if name == "LSOA_CODE" else name for name in NHS_HEADER]
    if unit_column == "LSOA 21 CODE":
        header[4] = "LSOA21 CODE"
    registrations = write_registrations(tmp_path / "reg.csv", header=header)
    found = read_registrations(registrations, write_map(tmp_path / "map.csv"), UNITS)
    assert found.ledger.total == 60


def test_a_column_of_units_is_known_by_its_codes(tmp_path):
    header = ["HOME" if name == "LSOA_CODE" else name for name in NHS_HEADER]
    registrations = write_registrations(tmp_path / "reg.csv", header=header)
    assert read_registrations(registrations, write_map(tmp_path / "map.csv")).ledger.total == 60


def test_practice_and_unit_codes_join_whatever_their_case(tmp_path):
    rows = [(practice.lower(), unit.lower(), count) for practice, unit, count in ROWS]
    pcns = [(practice.lower(), pcn.lower(), name) for practice, pcn, name in MAP]
    assert shares(read(tmp_path, rows, pcns)) == shares(read(tmp_path))


def test_totals_beside_sexes_are_counted_once(tmp_path):
    assert read(tmp_path, SEXED).ledger.people.tolist() == [40, 0, 0]


def test_sexes_without_totals_are_added(tmp_path):
    rows = [row for row in SEXED if row[2] != "ALL"]
    assert read(tmp_path, rows).ledger.people.tolist() == [30, 0, 0]


def test_sexes_count_where_a_practice_and_unit_have_no_total(tmp_path):
    rows = [*SEXED, ("P2", UNITS[1], "MALE", 7), ("P2", UNITS[1], "FEMALE", 8)]
    assert read(tmp_path, rows).ledger.people.tolist() == [40, 15, 0]


@pytest.mark.parametrize("both", ["ALL", "all", "Total", "Persons"])
def test_names_of_both_sexes_together(tmp_path, both):
    rows = [(practice, unit, both if sex == "ALL" else sex, n) for practice, unit, sex, n in SEXED]
    assert read(tmp_path, rows).ledger.people.tolist() == [40, 0, 0]


@pytest.mark.parametrize("home", ["EMPTY", "CLOSED", "", "NO2011", "UNKNOWN", "W"])
def test_patients_of_no_known_home_are_left_out_and_said(tmp_path, home):
    found = read(tmp_path, [*ROWS, ("P1", home, 500)])
    assert found.layer.outside_share.tolist() == [60 / 90, 0]
    assert found.ledger.total == 60
    assert "500 patients in 1 row have no known home" in notes(found)


@pytest.mark.parametrize("home", ["S01006506", "W01001941", "95AA01S1", "E01999998"])
def test_patients_from_elsewhere_count_as_living_outside(tmp_path, home):
    found = read(tmp_path, [*ROWS, ("P2", home, 90)])
    assert found.layer.outside_share.tolist() == [60 / 90, 90 / 120]
    assert "150 patients in 2 rows elsewhere" in notes(found)


@pytest.mark.parametrize("pcn", ["U", "u", "", "UNALLOCATED", "Unallocated"])
def test_a_practice_in_no_pcn_counts_as_registered_only(tmp_path, pcn):
    pcns = (*MAP[:2], ("P3", pcn, "x"))
    found = read(tmp_path, [*ROWS, ("P3", UNITS[0], 40), ("P3", UNITS[2], 7)], pcns)
    assert found.layer.area_ids == ("U1", "U2")
    assert shares(found) == [[0.375, 0.125], [0, 1], [0, 0]]
    assert found.ledger.people.tolist() == [80, 20, 7]
    assert "47 patients in 2 rows of the place are with 1 practice in no PCN" in notes(found)
    assert "lacks" not in notes(found)


def test_a_practice_that_the_map_does_not_have_is_in_no_pcn_and_said_apart(tmp_path):
    found = read(tmp_path, [*ROWS, ("P9", UNITS[0], 30), ("P8", UNITS[0], 10)])
    assert shares(found)[0] == [0.375, 0.125]
    assert (
        "40 patients in 2 rows of the place are with 2 practices that the map of practices lacks"
    ) in notes(found)
    assert "practice in no PCN" not in notes(found)


def test_practices_that_have_left_a_pcn_are_in_the_one_they_joined(tmp_path):
    header = ("PRACTICE_CODE", "PCN_CODE", "PCN_NAME", "RELATIONSHIP_END_DATE")
    rows = [("P1", "U9", "Old", "2020"), ("P1", "U1", "North PCN", ""), ("P2", "U2", "S", "")]
    pcn_map = write_csv(tmp_path / "map.csv", header, [*rows, ("P3", "U1", "North PCN", "2021")])
    patients = write_registrations(tmp_path / "reg.csv", [*ROWS, ("P3", UNITS[0], 40)])
    found = read_registrations(patients, pcn_map)
    assert shares(found) == [[0.375, 0.125], [0, 1], [0, 0]]
    assert found.sources[1].notes == (
        "3 of 3 practices of the registrations found.",
        "2 memberships that ended left out.",
    )


def test_registrations_may_name_the_pcns_themselves(tmp_path):
    header = ("lsoa21_code", "practice_code", "pcn_code", "modelled_patients")
    rows = [(UNITS[0], "P1", "U1", 7.5), (UNITS[0], "P2", "U2", 2.5), (UNITS[1], "P3", "U", 20)]
    found = read_registrations(write_csv(tmp_path / "reg.csv", header, rows), None)
    assert found.layer.area_ids == found.layer.area_names == ("U1", "U2")
    assert shares(found) == [[0.75, 0.25], [0, 0], [0, 0]]
    assert found.ledger.people.tolist() == [10, 20, 0]
    assert [source.role for source in found.sources] == ["registrations"]


def test_patients_in_other_countries_are_counted_by_country(tmp_path):
    away = [("P1", "W01000001", 50), ("P2", "S01000001", 3), ("P1", "S01000002", 40)]
    found = read(tmp_path, [*ROWS, *away])
    assert "Of those elsewhere, 43 patients in Scotland, 50 patients in Wales." in notes(found)


def test_codes_of_no_known_home_are_listed_with_their_patients(tmp_path):
    rows = [*ROWS, ("P1", "EMPTY", 30), ("P2", "EMPTY", 30), ("P1", "CLOSED", 7)]
    assert (
        "67 patients in 3 rows have no known home and are left out: EMPTY 60 patients, "
        "CLOSED 7 patients."
    ) in notes(read(tmp_path, rows))


def test_a_few_of_no_known_home_are_not_told_by_what_the_others_leave(tmp_path):
    few = read(tmp_path, [*ROWS, ("P1", "EMPTY", 1048), ("P2", "CLOSED", 2)])
    assert (
        "Patients in 2 rows have no known home and are left out: EMPTY 1,048 patients, "
        "CLOSED <5 patients."
    ) in notes(few)
    # All but the 60 of the place are published: to say that 60 are elsewhere would tell 1,050.
    assert few.sources[0].detail == "6 rows, 1,170 patients"
    assert "60 patients in 3 rows live in the place, those in 1 row elsewhere." in notes(few)


def test_a_few_elsewhere_are_not_told_by_those_of_no_known_home(tmp_path):
    few = notes(read(tmp_path, [*ROWS[:3], ("P1", "EMPTY", 1048), ("P1", "E01999999", 3)]))
    assert "live in the place, <5 patients in 1 row elsewhere" in few
    assert "Patients in 1 row have no known home and are left out: EMPTY." in few


def test_a_few_who_are_all_that_is_not_in_the_place_are_not_told_by_the_sum(tmp_path):
    found = read(tmp_path, [*ROWS[:3], ("P1", "EMPTY", 3)])
    assert found.sources[0].detail == "4 rows"


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.sampled_from([0, 1, 3, 7, 900]), min_size=5, max_size=5))
def test_no_two_tables_that_differ_in_one_small_count_read_apart(counts):
    """A person moved from one place outside to another, where one of them holds but a few."""
    homes = ["E01999999", "W01000001", "EMPTY", "CLOSED", ""]

    def told(each):
        rows = [("P1", home, n) for home, n in zip(homes, each, strict=True) if n]
        with TemporaryDirectory() as folder:
            found = read(Path(folder), [("P1", UNITS[0], 50), *rows])
        return found.sources[0].detail, notes(found)

    # Rows are counted too: where there are as many as people, or under 5 people, one is in each.
    assume(sum(counts) > 5 or counts.count(0) == 4)
    here = told(counts)
    for i in (each for each in range(5) if 0 < counts[each] < 5):
        moved = [
            [n + by * (k == i) - by * (k == j) for k, n in enumerate(counts)]
            for j in [*range(5), None]
            for by in (1, -1)
            if j != i and 0 < counts[i] + by < 5 and (j is None or counts[j] - by > 0)
        ]
        assert any(told(each) == here for each in moved), (counts, i)


def test_units_without_patients_are_counted(tmp_path):
    assert "1 of 3 units have no registered patients." in notes(read(tmp_path))


def test_counts_of_a_few_people_are_never_printed(tmp_path):
    found = read(tmp_path, [("P1", UNITS[0], 3), ("P1", "EMPTY", 2), ("P1", "E01999999", 4)])
    assert notes(found).count("<5 patients") == 2
    assert not {"3", "2", "4"} & set(notes(found).replace("2 of 3 units", "").split())


def test_outside_share_of_units_that_are_not_coded_as_lsoas(tmp_path):
    rows = [("P1", "NORTH", 30), ("P1", "E01999999", 10)]
    found = read(tmp_path, rows, units=("NORTH", "SOUTH"))
    assert found.layer.outside_share.tolist() == [0.25]


def test_lower_case_unit_ids_join_too(tmp_path):
    found = read(tmp_path, units=tuple(code.lower() for code in UNITS))
    assert found.ledger.total == 60


def test_fractions_of_patients_as_models_give_them_make_the_same_shares(tmp_path):
    found = read(tmp_path, [("P1", UNITS[0], 0.3), ("P2", UNITS[0], 0.1)])
    np.testing.assert_allclose(shares(found)[0], [0.75, 0.25])


def test_a_practice_listed_twice_alike_is_no_matter(tmp_path):
    assert shares(read(tmp_path, pcns=(*MAP, MAP[0]))) == shares(read(tmp_path))


def test_a_map_without_names_calls_pcns_by_their_code(tmp_path):
    header = ["OTHER" if name == "PCN_NAME" else name for name in MAP_HEADER]
    path = write_map(tmp_path / "map.csv", header=header)
    found = read_registrations(write_registrations(tmp_path / "reg.csv"), path, UNITS)
    assert found.layer.area_names == ("U1", "U2")


def test_the_files_are_named_with_their_digest_and_totals(tmp_path):
    registrations, pcn_map = read(tmp_path).sources
    assert (registrations.file, pcn_map.file) == ("reg.csv", "map.csv")
    assert registrations.detail == "4 rows, 120 patients"
    assert pcn_map.detail == "3 practices"
    assert len(registrations.sha256) == len(pcn_map.sha256) == 64


def test_pcns_come_first_among_the_layers_of_a_place(tmp_path):
    from icp_footprints.sources.layers.lookups import Lookup

    made = recipe(
        write(tmp_path / "units.gpkg", units_frame()),
        lookups=(Lookup("ward", "ward_code"),),
        registrations=write_registrations(tmp_path / "reg.csv"),
        practice_pcn=write_map(tmp_path / "map.csv"),
    )
    place = read_place(made)
    assert [layer.name for layer in place.layers] == ["pcn", "ward"]
    assert [ledger.name for ledger in place.ledgers] == ["resident", "registered"]
    assert [source.role for source in place.sources] == [
        "units",
        "registrations",
        "practice to PCN",
    ]


PRACTICES = st.sampled_from(["P1", "P2", "P3", "P4", "P9"])
HOMES = st.sampled_from([*UNITS, "E01999999", "W01000001", "EMPTY", "CLOSED", ""])
PCNS = {"P1": "U1", "P2": "U2", "P3": "U2", "P4": ""}


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(PRACTICES, HOMES, st.integers(0, 5000)),
        max_size=40,
        unique_by=lambda row: row[:2],
    ),
    st.integers(1, 5000),
)
def test_shares_ledger_and_outside_share_agree_with_counting_by_hand(rows, first):
    rows = [("P1", UNITS[0], first), *(row for row in rows if row[:2] != ("P1", UNITS[0]))]
    with TemporaryDirectory() as folder:
        pcns = [(practice, pcn, f"{pcn} PCN") for practice, pcn in PCNS.items()]
        found = read(Path(folder), rows, pcns)
    of_unit: dict[str, int] = defaultdict(int)
    of_both: dict[tuple[str, str], int] = defaultdict(int)
    inside: dict[str, int] = defaultdict(int)
    outside: dict[str, int] = defaultdict(int)
    for practice, home, count in rows:
        pcn = PCNS.get(practice, "")
        if home in UNITS:
            of_unit[home] += count
            of_both[home, pcn] += count
            inside[pcn] += count
        elif home in ("E01999999", "W01000001"):
            outside[pcn] += count
    held = sorted(pcn for pcn in inside if pcn and inside[pcn])
    assert list(found.layer.area_ids) == held
    assert found.ledger.people.tolist() == [of_unit[unit] for unit in UNITS]
    expected = [
        [of_both[unit, pcn] / of_unit[unit] if of_unit[unit] else 0 for pcn in held]
        for unit in UNITS
    ]
    np.testing.assert_allclose(shares(found), expected, rtol=1e-12)
    np.testing.assert_allclose(
        found.layer.outside_share,
        [outside[pcn] / (outside[pcn] + inside[pcn]) for pcn in held],
        rtol=1e-12,
    )
