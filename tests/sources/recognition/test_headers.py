"""Headers of areas as published, in any vintage and letter case."""

import pytest

from icp_footprints.sources.columns import name_column_beside, plain
from icp_footprints.sources.recognition.headers import FINENESS, read_header

# Header, kind of area, year of boundaries, code or name.
PUBLISHED = [
    ("LSOA21CD", "LSOA", 2021, "code"),
    ("LSOA21NM", "LSOA", 2021, "name"),
    ("LSOA11CD", "LSOA", 2011, "code"),
    ("lsoa21_code", "LSOA", 2021, "code"),
    ("LSOA 21 CODE", "LSOA", 2021, "code"),
    ("LSOA_CODE", "LSOA", None, "code"),
    ("LSOA code (2021)", "LSOA", 2021, "code"),
    ("LSOA name (2011)", "LSOA", 2011, "name"),
    ("LSOA 2021 Code", "LSOA", 2021, "code"),
    ("LSOA 2021 Name", "LSOA", 2021, "name"),
    ("lsoa_2011", "LSOA", 2011, ""),
    ("lsoa21", "LSOA", 2021, ""),
    ("2021 super output area - lower layer", "LSOA", 2021, ""),
    ("Lower layer Super Output Areas Code", "LSOA", None, "code"),
    ("Lower layer Super Output Areas", "LSOA", None, ""),
    ("OA21CD", "OA", 2021, "code"),
    ("oa11", "OA", 2011, ""),
    ("Output Areas Code", "OA", None, "code"),
    ("MSOA21CD", "MSOA", 2021, "code"),
    ("msoa21nm", "MSOA", 2021, "name"),
    ("msoa21hclnm", "MSOA", 2021, "local name"),
    ("msoa_hcl_name", "MSOA", None, "local name"),
    ("Middle layer Super Output Areas Code", "MSOA", None, "code"),
    ("2021 super output area - middle layer", "MSOA", 2021, ""),
    ("WD24CD", "ward", 2024, "code"),
    ("WD24NM", "ward", 2024, "name"),
    ("ward20_code", "ward", 2020, "code"),
    ("Electoral wards and divisions Code", "ward", None, "code"),
    ("osward", "ward", None, ""),
    ("LAD24CD", "local authority", 2024, "code"),
    ("LTLA24CD", "local authority", 2024, "code"),
    ("ltla24_code", "local authority", 2024, "code"),
    ("ladcd", "local authority", None, "code"),
    ("LA Code (2018 boundaries)", "local authority", 2018, "code"),
    ("LA name (2021 boundaries)", "local authority", 2021, "name"),
    ("Local Authority District code (2024)", "local authority", 2024, "code"),
    ("Lower tier local authorities Code", "local authority", None, "code"),
    ("oslaua", "local authority", None, ""),
    ("UTLA24CD", "county or unitary authority", 2024, "code"),
    ("CTYUA23NM", "county or unitary authority", 2023, "name"),
    ("PAR23CD", "parish", 2023, "code"),
    ("PARNCP23NM", "parish", 2023, "name"),
    ("ICB24CD", "ICB", 2024, "code"),
    ("ICB24CDH", "ICB", 2024, "other code"),
    ("icb24_code_nhs", "ICB", 2024, "other code"),
    ("SICBL24CD", "sub-ICB", 2024, "code"),
    ("SICBL24NM", "sub-ICB", 2024, "name"),
    ("SUB_ICB_LOCATION_CODE", "sub-ICB", None, "code"),
    ("ONS_SUB_ICB_LOCATION_CODE", "sub-ICB", None, "code"),
    ("PCN_CODE", "PCN", None, "code"),
    ("PCN Name", "PCN", None, "name"),
    ("PCON24CD", "constituency", 2024, "code"),
    ("RGN22NM", "region", 2022, "name"),
    ("BUA22CD", "built-up area", 2022, "code"),
]
NOTHING = [
    "pop_total",
    "Total",
    "name",
    "code",
    "mnemonic",
    "PRACTICE_CODE",
    "pop_weight_11_to_21",
    "imd_rank",
    "postcode_district",
    "n_lsoa21",
    "lat",
    "long",
    "%",
    "",
    "Aged 5 to 9 years",
    "RUC21CD",
    "latitude",
    "wardrobe",
    "oaktree",
]


@pytest.mark.parametrize(("column", "geography", "vintage", "part"), PUBLISHED)
@pytest.mark.parametrize("case", [str, str.upper, str.lower, str.title])
def test_published_headers_in_any_letter_case(column, geography, vintage, part, case):
    header = read_header(case(column))
    assert header is not None
    assert (header.geography, header.vintage, header.part) == (geography, vintage, part)
    assert not header.is_aside


@pytest.mark.parametrize("column", NOTHING)
def test_other_headers_are_of_no_area(column):
    assert read_header(column) is None


@pytest.mark.parametrize("column", ["located_lsoa21_code", "main_ltla24_code"])
def test_a_header_of_where_something_lies_is_aside(column):
    header = read_header(column)
    assert header is not None
    assert header.is_aside


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("WD24CD", "WD24NM"),
        ("ward24_code", "ward24_name"),
        ("LSOA code (2021)", "LSOA name (2021)"),
        ("LSOA 2021 Code", "LSOA 2021 Name"),
        ("PCN_CODE", "PCN_NAME"),
        ("Lower layer Super Output Areas Code", "Lower layer Super Output Areas"),
        ("code", "name"),
    ],
)
def test_the_name_that_goes_with_a_code(code, name):
    assert name_column_beside([code, "other", name], code) == name
    assert name_column_beside([code.lower(), "x", name.upper()], code.lower()) == name.upper()
    assert name_column_beside([code, "other"], code) is None


def test_plain_names_compare_whatever_case_spaces_and_punctuation():
    assert plain(" LSOA code (2021) ") == plain("lsoa_CODE-2021") == "lsoa_code_2021"
    assert plain("Number  of\nPatients") == "number_of_patients"


def test_small_areas_are_finer_than_large_ones():
    assert list(FINENESS[:4]) == ["OA", "LSOA", "MSOA", "ward"]
    assert FINENESS.index("PCN") < FINENESS.index("ICB")
