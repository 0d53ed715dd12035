"""What the header of a column of area codes or names says: kind of area, year, code or name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from icp_footprints.sources.columns import plain

Part = Literal["code", "name", "local name", "other code", ""]

# Words for each kind of area in headers of ONS, NHS England, NOMIS and MHCLG, as `plain` has them.
GEOGRAPHIES: dict[str, tuple[str, ...]] = {
    "OA": ("oa", "output_area"),
    "LSOA": (
        "lsoa",
        "lower_layer_super_output_area",
        "lower_super_output_area",
        "super_output_area_lower_layer",
        "data_zone",
        "dz",
    ),
    "MSOA": (
        "msoa",
        "middle_layer_super_output_area",
        "middle_super_output_area",
        "super_output_area_middle_layer",
    ),
    "ward": (
        "wd",
        "ward",
        "osward",
        "electoral_ward",
        "electoral_wards_and_division",
        "electoral_wards_division",
        "electoral_ward_division",
        "wards_or_electoral_division",
    ),
    "parish": ("par", "parish", "parncp", "civil_parish", "parishes"),
    "county division": ("ced", "county_electoral_division"),
    "built-up area": ("bua", "built_up_area"),
    "constituency": ("pcon", "parliamentary_constituency", "westminster_constituency"),
    "PCN": ("pcn", "primary_care_network"),
    "local authority": (
        "lad",
        "ltla",
        "la",
        "laua",
        "oslaua",
        "local_authority",
        "local_authorities",
        "local_authority_district",
        "lower_tier_local_authority",
        "lower_tier_local_authorities",
        "local_authority_district_unitary",
        "local_authority_county_unitary_district",
        "district",
    ),
    "county or unitary authority": (
        "utla",
        "ctyua",
        "upper_tier_local_authority",
        "upper_tier_local_authorities",
        "county_unitary",
    ),
    "county": ("cty", "oscty", "county"),
    "sub-ICB": ("sicbl", "sub_icb", "sub_icb_location", "subicb", "sub_icb_loc"),
    "CCG": ("ccg", "clinical_commissioning_group"),
    "ICB": ("icb", "integrated_care_board"),
    "STP": ("stp", "sustainability_and_transformation_partnership"),
    "NHS region": ("nhser", "comm_region", "nhs_england_region"),
    "region": ("rgn", "region", "gor"),
    "country": ("ctry", "country", "countries"),
}
# The finest first: the order in which a column can be about the units.
FINENESS = tuple(GEOGRAPHIES)
STEMS = {stem: geography for geography, stems in GEOGRAPHIES.items() for stem in stems}

PARTS: dict[str, Part] = {
    "cd": "code",
    "code": "code",
    "codes": "code",
    "nm": "name",
    "name": "name",
    "names": "name",
    "hclnm": "local name",
    "nmw": "",
    "hclnmw": "",
    "cdh": "other code",
}
# Words that say nothing about the kind of area.
NOISE = frozenset(
    {
        "ons",
        "the",
        "of",
        "boundaries",
        "boundary",
        "gss",
        "best",
        "fit",
        "bestfit",
        "official",
        "id",
        "geography",
        "geographic",
    }
)
# Words that say that the area is not what the row is about, only where something lies.
ASIDE = frozenset({"located", "main", "nearest", "parent", "patient_parent", "hq"})
# LSOA21CD, wd24nm, lsoa11 and ladcd: a stem, a year and an ending in one word.
JOINED = re.compile(r"([a-z]+?)(\d{2})?(cdh|cd|nmw|nm|hclnmw|hclnm|code|name)?")
# Published headers are shorter; in one that is longer nothing is looked for.
LONGEST_HEADER = 200
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Header:
    """What a header says of a column of areas.

    Parameters
    ----------
    geography
        Kind of area, such as ``LSOA``.
    vintage
        Year of the boundaries; None where it is not said.
    part
        Whether it is the code, the name or the local name; empty where it is not said.
    is_aside
        Whether the area is only where something lies, as in ``located_lsoa21_code``.
    """

    geography: str
    vintage: int | None
    part: Part
    is_aside: bool = False


def read_header(column: str) -> Header | None:
    """What a header says, or None where it names no kind of area."""
    if len(column) > LONGEST_HEADER:
        return None
    words: list[str] = []
    vintage: int | None = None
    part: Part | None = None
    is_aside = False
    text = plain(column)
    for word in ("msoa_hcl_name", "hcl_name"):
        if text.endswith(word):
            return Header("MSOA", None, "local name")
    for word in text.split("_"):
        if word in ASIDE:
            is_aside = True
        elif word in PARTS:
            part = PARTS[word]
        elif word == "nhs" and part == "code":
            part = "other code"
        elif YEAR.fullmatch(word):
            vintage = int(word)
        elif re.fullmatch(r"\d\d", word) and words:
            vintage = 2000 + int(word)
        elif word not in NOISE:
            stem, year, ending = _unjoin(word)
            words.append(stem)
            vintage = 2000 + int(year) if year else vintage
            part = PARTS[ending] if ending else part
    geography = _geography("_".join(words))
    if geography is None:
        return None
    return Header(geography, vintage, part or "", is_aside)


def _unjoin(word: str) -> tuple[str, str, str]:
    """The stem, two-digit year and ending of a word such as ``lsoa21cd``; else the word alone."""
    found = JOINED.fullmatch(word)
    if found and found.group(1) in STEMS:
        return found.group(1), found.group(2) or "", found.group(3) or ""
    return word, "", ""


def _geography(stem: str) -> str | None:
    for each in (stem, stem.removesuffix("s")):
        if each in STEMS:
            return STEMS[each]
    return None
