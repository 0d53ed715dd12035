"""What a table can serve as, by the columns it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from icp_footprints.sources.columns import plain
from icp_footprints.sources.opening.tables import Table
from icp_footprints.sources.recognition.ages import AgeColumn
from icp_footprints.sources.recognition.code_columns import CodeColumn, repeats
from icp_footprints.sources.recognition.roles import Role

Use = Literal[
    "people",
    "ages",
    "deprivation",
    "urban_rural",
    "lookup",
    "registrations",
    "practice_pcn",
    "points",
    "people_points",
    "postcodes",
    "change_lookup",
]
# Columns that only postcode directories call so.
DIRECTORY = frozenset({"pcds", "pcd", "pcd2", "pcd7", "pcd8"})
# What a file of units' centres has, and nothing else but numbers of its rows.
OF_CENTRES: frozenset[Role] = frozenset(
    {"unit", "unit_name", "easting", "northing", "longitude", "latitude"}
)
ROW_NUMBERS = frozenset({"fid", "objectid", "object_id", "globalid", "global_id", "ogc_fid"})
# Where ONS puts the label of an area on a map, which is not where its people live.
LABELS = frozenset({"bng_e", "bng_n", "long", "lat"})
SMALL_AREAS = frozenset({"LSOA", "OA"})
# A list of practices may name a few of them twice.
MOSTLY_ONCE = 0.05


def uses_of(
    table: Table,
    codes: tuple[CodeColumn, ...],
    columns: Mapping[Role, str],
    ages: tuple[AgeColumn, ...],
) -> tuple[Use, ...]:
    """What a table can serve as.

    Parameters
    ----------
    table
        The table.
    codes, columns, ages
        What was recognised in it.
    """
    uses: list[Use] = []
    if is_change_lookup(codes, columns):
        if columns.keys() & {"change", "weight"}:
            return ("change_lookup",)
        uses.append("change_lookup")
    once = "unit" in columns and repeats(table, columns["unit"]) == 0
    is_directory = _is_directory(table, columns)
    if once and not is_directory and (not uses or "people" in columns):
        uses += _of_units(codes, columns, ages)
    if {"practice", "patients", "unit"} <= columns.keys():
        uses.append("registrations")
    if {"practice", "pcn"} <= columns.keys() and _is_mostly_once(table, columns["practice"]):
        uses.append("practice_pcn")
    if is_directory:
        uses.append("postcodes")
    elif _has_position(table, columns) and "registrations" not in uses:
        if not once:
            uses.append("points")
        is_of_people = are_of_people(codes, columns, table.columns)
        if is_of_people or (not once and may_be_of_people(columns)):
            uses.append("people_points")
    return tuple(uses)


def is_change_lookup(codes: tuple[CodeColumn, ...], columns: Mapping[Role, str]) -> bool:
    """Whether a table tells how the LSOAs of 2011 became those of 2021."""
    years = {each.vintage for each in codes if each.geography == "LSOA"}
    finer = any(each.geography == "OA" for each in codes)
    return {2011, 2021} <= years and "postcode" not in columns and not finer


def are_of_people(
    codes: tuple[CodeColumn, ...], columns: Mapping[Role, str], held: Iterable[str]
) -> bool:
    """Whether points can be nothing but centres of small areas, as ONS publishes them.

    Parameters
    ----------
    codes, columns
        What was recognised.
    held
        All columns of the file.
    """
    known = {column for role, column in columns.items() if role in OF_CENTRES}
    about = [each for each in codes if each.column == columns.get("unit")]
    return (
        bool(about)
        and about[0].geography in SMALL_AREAS
        and all(name in known or plain(name) in ROW_NUMBERS for name in held)
        and not LABELS & {plain(name) for name in held}
    )


def may_be_of_people(columns: Iterable[Role]) -> bool:
    """Whether points have no names of their own, as places to count have."""
    return not {"name", "practice", "practice_name", "pcn"} & set(columns)


def lookup_columns(
    codes: tuple[CodeColumn, ...], columns: Mapping[Role, str]
) -> tuple[CodeColumn, ...]:
    """The columns of codes that can be layers: all but the unit's own and those aside."""
    unit = columns.get("unit")
    return tuple(each for each in codes if each.column != unit and not each.is_aside)


def _of_units(
    codes: tuple[CodeColumn, ...], columns: Mapping[Role, str], ages: tuple[AgeColumn, ...]
) -> list[Use]:
    uses: list[Use] = []
    if "people" in columns:
        uses.append("people")
    if ages:
        uses.append("ages")
    if columns.keys() & {"imd_score", "imd_decile", "imd_rank"}:
        uses.append("deprivation")
    if "urban_rural" in columns:
        uses.append("urban_rural")
    if lookup_columns(codes, columns):
        uses.append("lookup")
    return uses


def _has_position(table: Table, columns: Mapping[Role, str]) -> bool:
    if {"easting", "northing"} <= columns.keys() or {"longitude", "latitude"} <= columns.keys():
        return True
    return "postcode" in columns and len(table) > 0


def _is_directory(table: Table, columns: Mapping[Role, str]) -> bool:
    if "postcode" not in columns or not _has_position(table, columns):
        return False
    placed = {"easting", "longitude", "unit"} & columns.keys()
    called_so = plain(columns["postcode"]) in DIRECTORY
    bare = not columns.keys() & {"name", "id", "practice", "pcn"}
    return bool(placed) and (called_so or bare) and _is_mostly_once(table, columns["postcode"])


def _is_mostly_once(table: Table, column: str) -> bool:
    return repeats(table, column) <= MOSTLY_ONCE * len(table)
