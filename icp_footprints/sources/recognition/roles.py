"""What a column can be for, and the names publishers give it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from icp_footprints.sources.columns import plain

Role = Literal[
    "unit",
    "unit_name",
    "people",
    "practice",
    "practice_name",
    "pcn",
    "pcn_name",
    "patients",
    "sex",
    "easting",
    "northing",
    "longitude",
    "latitude",
    "postcode",
    "imd_score",
    "imd_rank",
    "imd_decile",
    "urban_rural",
    "change",
    "weight",
    "end_date",
    "id",
    "name",
]

# What each role is, in words for errors and `inspect`.
ROLE_WORDS: dict[Role, str] = {
    "unit": "unit codes",
    "unit_name": "unit names",
    "people": "people",
    "practice": "practice codes",
    "practice_name": "practice names",
    "pcn": "PCN codes",
    "pcn_name": "PCN names",
    "patients": "number of patients",
    "sex": "sex",
    "easting": "easting",
    "northing": "northing",
    "longitude": "longitude",
    "latitude": "latitude",
    "postcode": "postcodes",
    "imd_score": "deprivation score",
    "imd_rank": "deprivation rank",
    "imd_decile": "deprivation decile",
    "urban_rural": "urban or rural",
    "change": "how the area changed",
    "weight": "population weight",
    "end_date": "end date",
    "id": "ids",
    "name": "names",
}

# Names as `plain` has them, the best first. A name that starts with ^ is a pattern.
NAMES: dict[Role, tuple[str, ...]] = {
    "unit": (),
    "unit_name": (),
    "people": (
        "pop_total",
        "total_population",
        "population_total",
        "all_usual_residents",
        "total_all_usual_residents",
        "usual_residents",
        r"^(mye|pop|population|mid)_?(19|20)\d\d(_(total|population|all_ages))?$",
        r"^(residence_type|age|sex)_(total|all_persons)(_measures_value)?$",
        r"^sex_all_persons_age_.*measures_value$",
        r"^total_population_.*$",
        "all_ages",
        "all_persons",
        "population",
        "pop",
        "residents",
        "people",
        "persons",
        "total",
        "obs_value",
        "observation",
    ),
    "practice": (
        "practice_code",
        "gp_practice_code",
        "gp_code",
        "prac_code",
        "practice",
        "partner_organisation_code",
        "org_code",
        "organisation_code",
        "ods_code",
    ),
    "practice_name": (
        "practice_name",
        "gp_practice_name",
        "gp_name",
        "prac_name",
        "partner_name",
        "org_name",
        "organisation_name",
    ),
    "pcn": ("pcn_code", "pcn_ods_code", "primary_care_network_code", "pcn"),
    "pcn_name": ("pcn_name", "primary_care_network_name"),
    "patients": (
        "number_of_patients",
        "no_of_patients",
        "registered_patients",
        "all_patients",
        "total_patients",
        "patient_count",
        "patients",
        "modelled_patients",
        "list_size",
    ),
    "sex": ("sex", "gender"),
    "easting": (
        "easting",
        "eastings",
        "oseast1m",
        "east1m",
        "point_e",
        "x_coordinate",
        "bng_e",
        "practice_weighted_e",
        "east",
        "x",
    ),
    "northing": (
        "northing",
        "northings",
        "osnrth1m",
        "north1m",
        "point_n",
        "y_coordinate",
        "bng_n",
        "practice_weighted_n",
        "north",
        "y",
    ),
    "longitude": ("longitude", "long", "lon", "lng", "longitude_1m", "point_lon"),
    "latitude": ("latitude", "lat", "latitude_1m", "point_lat"),
    "postcode": (
        "pcds",
        "postcode",
        "post_code",
        "pcd8",
        "pcd2",
        "pcd7",
        "pcd",
        "practice_postcode",
        "site_postcode",
        "^[a-z_]*postcode$",
    ),
    "imd_score": (r"^(index_of_multiple_deprivation_)?imd(_?\d{2,4})?_?score$", "imdscore"),
    "imd_rank": (r"^(index_of_multiple_deprivation_)?imd(_?\d{2,4})?_?rank0?(_where_1_.*)?$",),
    "imd_decile": (
        r"^(index_of_multiple_deprivation_)?imd(_?\d{2,4})?_?dec(ile|il)?0?(_where_1_.*)?$",
    ),
    "urban_rural": (
        r"^ruc_?\d{2,4}_?(nm|name)$",
        "urban_rural",
        "rural_urban",
        r"^rural_urban_classification.*(?<!code)(?<!cd)$",
        r"^(ruc_?\d{2,4}|ruc)(_?(cd|code|ind))?$",
        r"^ru\d\dind$",
    ),
    "change": ("chgind", "chg_ind", "change_code", "change_indicator", "change"),
    "weight": (r"^pop(ulation)?_weight.*$", "weight"),
    "end_date": (r"^.*(relationship|membership)_end_date$", "end_date"),
    "id": (
        "id",
        "ref",
        "reference",
        "urn",
        "uprn",
        "site_id",
        "site_code",
        "area_id",
        "os_id",
        "footprint_id",
    ),
    "name": (
        "name",
        "site_name",
        "establishmentname",
        "area_name",
        "label",
        "title",
        "footprint_name",
    ),
}

# Figures in such columns are people only where nothing better is there: they must look like it.
GENERIC = frozenset({"total", "people", "persons", "obs_value", "observation", "pop"})


def columns_for(role: Role, columns: Mapping[str, str]) -> tuple[str, ...]:
    """The columns that bear the best name of a role that any bears; more than one is a doubt.

    Parameters
    ----------
    role
        The role.
    columns
        The names as `plain` has them, by column.
    """
    for name in NAMES[role]:
        if name.startswith("^"):
            found = [column for column, text in columns.items() if re.match(name, text)]
            if found:
                # Of several years the latest, of several indices the first.
                return (max(found, key=plain),) if role == "people" else (found[0],)
        else:
            found = [column for column, text in columns.items() if text == name]
            if found:
                return tuple(found)
    return ()


def accepted_names(role: Role) -> tuple[str, ...]:
    """Names of a role to show a reader; patterns are left out."""
    return tuple(name for name in NAMES[role] if not name.startswith("^"))
