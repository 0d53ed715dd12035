"""Published tables are recognised by their columns, whatever their year and letter case."""

import pytest

from icp_footprints.errors import InputError
from tests.sources.making import is_one_clear_line
from tests.sources.recognition.columns_at_hand import (
    LADS,
    LSOAS,
    MADE_2021,
    MSOAS,
    NAMES,
    NUMBERS,
    PCNS,
    PRACTICES,
    WARDS,
    found,
)


@pytest.mark.parametrize("case", [str, str.upper, str.lower, str.title])
@pytest.mark.parametrize(
    ("column", "cells", "geography", "vintage"),
    [
        ("LSOA21CD", LSOAS, "LSOA", 2021),
        ("LSOA11CD", LSOAS, "LSOA", 2011),
        ("lsoa21_code", LSOAS, "LSOA", 2021),
        ("LSOA code (2021)", LSOAS, "LSOA", 2021),
        ("LSOA_CODE", LSOAS, "LSOA", None),
        ("LSOA_CODE", [*LSOAS[:2], MADE_2021[0]], "LSOA", 2021),
        ("OA21CD", ["E00000001", "E00000002", "E00000003"], "OA", 2021),
        ("MSOA21CD", MSOAS, "MSOA", 2021),
        ("WD24CD", WARDS, "ward", 2024),
        ("LAD24CD", LADS, "local authority", 2024),
        ("LTLA24CD", LADS, "local authority", 2024),
        ("ltla24_code", LADS, "local authority", 2024),
        ("UTLA24CD", ["E10000001", "E06000002", "E08000003"], "county or unitary authority", 2024),
        ("PAR23CD", ["E04000001", "E04000002", "E04000003"], "parish", 2023),
        ("ICB24CD", ["E54000001", "E54000002", "E54000003"], "ICB", 2024),
        ("SICBL24CD", ["E38000001", "E38000002", "E38000003"], "sub-ICB", 2024),
        ("PCN_CODE", PCNS, "PCN", None),
        # What the values say goes before a header that is wrong or says nothing.
        ("LSOA_CODE", MSOAS, "MSOA", None),
        ("mnemonic", LSOAS, "LSOA", None),
        ("geography code", WARDS, "ward", None),
        ("column 1", PCNS, "PCN", None),
        ("area", LADS, "local authority", None),
        ("2021 super output area - lower layer", [f"{c} : X 001A" for c in LSOAS], "LSOA", 2021),
        ("data zone", ["S01006506", "S01006507", "S01006508"], "LSOA", None),
    ],
)
def test_a_column_of_codes(column, cells, geography, vintage, case):
    units = found({"first": ["x", "y", "z"], case(column): cells, "Total": NUMBERS}).units
    assert (units.column, units.geography, units.vintage) == (case(column), geography, vintage)


@pytest.mark.parametrize(
    "cells", [NAMES, NUMBERS, ["E01000001", "North", "South"], ["", "", ""], ["E99", "E01", "E1"]]
)
def test_a_column_of_other_values_is_no_column_of_codes(cells):
    assert found({"area": cells, "x": NUMBERS}).codes == ()


def test_names_go_with_their_codes():
    recognition = found(
        {
            "msoa21cd": MSOAS,
            "msoa21nm": NAMES,
            "msoa21hclnm": ["Easterside", "Easterside", "Linthorpe"],
            "LSOA21CD": LSOAS,
            "LSOA21NM": NAMES,
            "LSOA11NM": NAMES,
        }
    )
    names = {each.geography: each.name_column for each in recognition.codes}
    assert names == {"MSOA": "msoa21hclnm", "LSOA": "LSOA21NM"}
    assert recognition.column("unit_name") == "LSOA21NM"


def test_nomis_mnemonic_takes_names_and_year_from_the_column_beside_it():
    header = "2021 super output area - lower layer"
    recognition = found({header: NAMES, "mnemonic": LSOAS, "2021": NUMBERS})
    assert (recognition.units.column, recognition.units.vintage) == ("mnemonic", 2021)
    assert recognition.units.name_column == header
    assert recognition.column("people") == "2021"


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        # The finest that there is, and of those the least repeated, then the latest.
        ({"LAD24CD": LADS, "MSOA21CD": MSOAS, "LSOA21CD": LSOAS}, "LSOA21CD"),
        ({"LSOA11CD": [LSOAS[0], *LSOAS[:2]], "LSOA21CD": LSOAS}, "LSOA21CD"),
        ({"LSOA21CD": [LSOAS[0], *LSOAS[:2]], "LSOA11CD": LSOAS}, "LSOA11CD"),
        ({"LSOA11CD": LSOAS, "LSOA21CD": LSOAS}, "LSOA21CD"),
        # Ids of the user's own come before codes that repeat.
        ({"WD24CD": WARDS, "code": ["a", "b", "c"]}, "code"),
        ({"ward_code": ["WA", "WB", "WB"], "unit_id": ["1", "2", "3"]}, "unit_id"),
        ({"code": ["a", "b", "c"], "name": NAMES}, "code"),
        # Where something lies is not what it is about.
        ({"located_lsoa21_code": LSOAS, "WD24CD": WARDS}, "WD24CD"),
    ],
)
def test_the_column_the_rows_are_about(columns, expected):
    assert found(columns).units.column == expected


@pytest.mark.parametrize("case", [str, str.upper, str.lower, str.title])
@pytest.mark.parametrize("patients", ["NUMBER_OF_PATIENTS", "Number of Patients", "ALL_PATIENTS"])
def test_nhs_registrations(case, patients):
    names = ["PUBLICATION", "EXTRACT_DATE", "PRACTICE_CODE", "PRACTICE_NAME", "LSOA_CODE", "SEX"]
    names = [case(name) for name in [*names, patients]]
    cells = [["GP"] * 3, ["01OCT2025"] * 3, PRACTICES, NAMES, LSOAS, ["ALL"] * 3, NUMBERS]
    recognition = found(dict(zip(names, cells, strict=True)))
    roles = ("practice", "practice_name", "unit", "sex", "patients")
    assert [recognition.column(role) for role in roles] == names[2:]
    assert recognition.uses == ("registrations",)


def test_modelled_patients_with_a_pcn_are_registrations():
    recognition = found(
        {
            "lsoa21_code": LSOAS * 2,
            "practice_code": PRACTICES * 2,
            "pcn_code": PCNS * 2,
            "modelled_patients": NUMBERS * 2,
        }
    )
    assert recognition.uses == ("registrations",)
    assert recognition.units.column == "lsoa21_code"


@pytest.mark.parametrize(
    ("practice", "pcn", "name"),
    [
        ("PRACTICE_CODE", "PCN_CODE", "PCN_NAME"),
        ("Partner\nOrganisation\nCode", "PCN Code", "PCN Name"),
        ("Organisation Code", "PCN Code", "PCN Name"),
        ("practice_code", "pcn_code", "pcn_name"),
    ],
)
def test_the_practice_to_pcn_map(practice, pcn, name):
    recognition = found({practice: PRACTICES, pcn: PCNS, name: NAMES, "ICB_CODE": ["QHM"] * 3})
    assert [recognition.column(role) for role in ("practice", "pcn", "pcn_name")] == [
        practice,
        pcn,
        name,
    ]
    assert "practice_pcn" in recognition.uses
    assert not recognition.has("unit")


def test_organisations_that_are_no_practices_are_not_taken_for_such():
    assert not found({"Organisation Code": ["RX1", "RW3", "R0A"], "Total": NUMBERS}).has("practice")


@pytest.mark.parametrize(
    "people",
    [
        "pop_total",
        "mye2020_total",
        "mye_2022",
        "Total",
        "All Ages",
        "All usual residents",
        "Total: All usual residents",
        "Age: Total",
        "Age: Total; measures: Value",
        "Sex: All persons; measures: Value",
        "Residence type: Total; measures: Value",
        "Total population: mid 2022 (excluding prisoners)",
        "Observation",
        "OBS_VALUE",
        "population",
        "Residents",
        "2021",
    ],
)
def test_columns_of_people(people):
    recognition = found({"LSOA21CD": LSOAS, "LSOA21NM": NAMES, people: NUMBERS})
    assert recognition.column("people") == people
    assert recognition.uses == ("people",)


@pytest.mark.parametrize("people", ["Total", "Observation", "Persons"])
def test_a_column_of_words_is_not_one_of_people(people):
    assert not found({"LSOA21CD": LSOAS, people: NAMES}).has("people")


def test_several_columns_of_years_are_not_guessed_between():
    assert not found({"LSOA21CD": LSOAS, "2020": NUMBERS, "2021": NUMBERS}).has("people")
    columns = {"LSOA21CD": LSOAS, "mye2019_total": NUMBERS, "mye2020_total": NUMBERS}
    assert found(columns).column("people") == "mye2020_total"


IMD = "Index of Multiple Deprivation (IMD)"


@pytest.mark.parametrize(
    ("score", "rank", "decile"),
    [
        (
            f"{IMD} Score",
            f"{IMD} Rank (where 1 is most deprived)",
            f"{IMD} Decile (where 1 is most deprived 10% of LSOAs)",
        ),
        (
            f"{IMD} Score",
            f"{IMD} Rank (where 1 is most deprived)",
            f"{IMD} Decile (where 1 is most deprived 10% of LSOA",
        ),
        ("imd_score", "imd_rank", "imd_decile"),
        ("IMD2019_SCORE", "IMD2019_RANK", "IMD2019_DECILE"),
        ("IMDScore", "IMDRank0", "IMDDec0"),
        ("IMD_Score", "IMD_Rank", "IMD_Decile"),
    ],
)
@pytest.mark.parametrize("year", [2011, 2021])
def test_the_indices_of_deprivation(score, rank, decile, year):
    columns = {
        f"LSOA code ({year})": LSOAS,
        f"LSOA name ({year})": NAMES,
        "Local Authority District code (2024)": LADS,
        "Income Score (rate)": ["0.1", "0.2", "0.3"],
        "Income Rank (where 1 is most deprived)": ["1", "2", "3"],
        rank: ["3", "2", "1"],
        decile: ["3", "2", "1"],
        score: ["8.7", "4.7", "19"],
    }
    recognition = found(columns)
    roles = ("imd_score", "imd_rank", "imd_decile")
    assert [recognition.column(role) for role in roles] == [score, rank, decile]
    assert (recognition.units.geography, recognition.units.vintage) == ("LSOA", year)
    assert "deprivation" in recognition.uses


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (["RUC21CD", "RUC21NM"], "RUC21NM"),
        (["ruc11cd"], "ruc11cd"),
        (["ruc21_code", "ruc21_name", "urban_rural"], "ruc21_name"),
        (["urban_rural"], "urban_rural"),
        (["Rural Urban Classification 2011 (2 fold)"], "Rural Urban Classification 2011 (2 fold)"),
        (["ru11ind"], "ru11ind"),
    ],
)
def test_urban_and_rural(columns, expected):
    cells = {column: ["UN1", "RLF1", "RSN1"] for column in columns}
    recognition = found({"LSOA21CD": LSOAS, **cells})
    assert recognition.column("urban_rural") == expected
    assert "urban_rural" in recognition.uses


@pytest.mark.parametrize(
    ("columns", "roles"),
    [
        (["easting", "northing"], ["easting", "northing"]),
        (["Easting", "Northing"], ["easting", "northing"]),
        (["oseast1m", "osnrth1m"], ["easting", "northing"]),
        (["east1m", "north1m"], ["easting", "northing"]),
        (["Latitude", "Longitude"], ["latitude", "longitude"]),
        (["lat", "long"], ["latitude", "longitude"]),
        (["latitude_1m", "longitude_1m"], ["latitude", "longitude"]),
        (["Postcode"], ["postcode"]),
        (["Site Postcode"], ["postcode"]),
    ],
)
def test_files_of_points(columns, roles):
    positions = {column: ["53.1", "53.2", "53.3"] for column in columns}
    recognition = found({"EstablishmentName": NAMES, "URN": ["1", "2", "3"], **positions})
    assert [recognition.column(role) for role in roles] == columns
    assert (recognition.column("id"), recognition.column("name")) == ("URN", "EstablishmentName")
    assert recognition.uses == ("points",)


def test_x_and_y_are_degrees_where_the_numbers_are_small():
    in_degrees = found({"name": NAMES, "x": ["-2.1", "-2.2", "1.7"], "y": ["53", "53", "52"]})
    assert (in_degrees.column("longitude"), in_degrees.column("latitude")) == ("x", "y")
    assert not in_degrees.has("easting")
    in_metres = found({"name": NAMES, "X": ["365948", "384429", "1"], "Y": ["343708", "1", "2"]})
    assert (in_metres.column("easting"), in_metres.column("northing")) == ("X", "Y")


ONSPD = (
    "pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,osward,parish,oseast1m,osnrth1m,oa11,lsoa11,msoa11"
)


@pytest.mark.parametrize(
    "header",
    [
        f"{ONSPD},ru11ind,lat,long,imd,oa21,lsoa21,msoa21",
        "pcd7,pcd8,pcds,doterm,east1m,north1m,oa21cd,lsoa21cd,lad25cd,ruc21ind,lat,long",
        "Postcode,Eastings,Northings",
    ],
)
def test_postcode_directories(header):
    kinds = {"oslaua": LADS, "lad25cd": LADS, "osward": WARDS, "oa11": ["E00000001"] * 3}
    kinds |= {"lsoa11": LSOAS, "lsoa21": LSOAS, "lsoa21cd": LSOAS, "msoa11": MSOAS}
    names = header.split(",")
    cells = {name: kinds.get(name, ["1", "2", "3"]) for name in names}
    postcodes = ["CW3 0AH", "SK9 1PA", "WS6 7AB"]
    cells |= {name: postcodes for name in names if name.lower().startswith(("pcd", "postcode"))}
    recognition = found(cells)
    assert recognition.uses == ("postcodes",)
    assert recognition.column("postcode") == ("pcds" if "pcds" in names else "Postcode")
    assert recognition.has("easting")


@pytest.mark.parametrize(
    ("columns", "change", "weight"),
    [
        (["LSOA11CD", "LSOA11NM", "LSOA21CD", "LSOA21NM", "CHGIND", "LAD22CD"], "CHGIND", None),
        (
            ["lsoa11_code", "change_code", "lsoa21_code", "pop_weight_11_to_21"],
            "change_code",
            "pop_weight_11_to_21",
        ),
    ],
)
def test_the_change_look_up(columns, change, weight):
    recognition = found(dict.fromkeys(columns, LSOAS) | {change: ["U", "S", "M"]})
    assert recognition.uses == ("change_lookup",)
    assert recognition.column("change") == change
    assert recognition.has("weight") == (weight is not None)


def test_codes_of_both_years_alone_are_a_look_up_of_changes_but_beside_people_they_are_more():
    columns = {"LSOA11CD": LSOAS, "LSOA21CD": LSOAS, "MSOA21CD": MSOAS}
    assert found(columns).uses == ("change_lookup",)
    assert found({**columns, "pop_total": NUMBERS}).uses == ("change_lookup", "people", "lookup")


def test_a_look_up_with_ages_and_more_serves_as_all_of_it():
    recognition = found(
        {
            "LSOA21CD": LSOAS,
            "MSOA21CD": MSOAS,
            "WD24CD": WARDS,
            "pop_total": NUMBERS,
            "pop_0_15": ["1", "2", "3"],
            "pop_16_plus": ["1", "2", "3"],
        }
    )
    assert recognition.uses == ("people", "ages", "lookup")
    assert [each.label for each in recognition.ages] == ["0 to 15", "16 and over"]


def test_codes_of_two_kinds_of_areas_of_which_the_smaller_are_the_units():
    recognition = found({"OA21CD": ["E00000001", "E00000002", "E00000003"], "LSOA21CD": LSOAS})
    assert recognition.units.geography == "OA"
    columns = {each.geography: each.column for each in recognition.codes}
    assert columns == {"OA": "OA21CD", "LSOA": "LSOA21CD"}
    assert recognition.units.column == "OA21CD"


def test_a_table_of_which_nothing_is_recognised_says_so():
    recognition = found({"a": ["x", "y", "z"]})
    assert (recognition.codes, recognition.uses, dict(recognition.columns)) == ((), (), {})
    with pytest.raises(InputError) as caught:
        assert recognition.units
    assert is_one_clear_line(caught.value, "data.csv", "--column unit=COLUMN")


def test_endless_headers_are_left_alone():
    recognition = found(
        {"aged 1 " * 100_000: NUMBERS, "a" * 500_000 + "_code": LSOAS, "1_" * 9999: NAMES}
    )
    assert recognition.units.geography == "LSOA"
    assert recognition.ages == ()
