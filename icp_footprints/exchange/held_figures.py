"""What a file's footprints say of people and ground, held against a plan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.footprint_properties import OF_THE_PLAN
from icp_footprints.exchange.exporting.property_names import ledger_keys
from icp_footprints.exchange.exporting.short_names import short_names
from icp_footprints.exchange.stamps.stamp import Drawn, Found
from icp_footprints.geography.place import Place
from icp_footprints.measures.population import footprint_people
from icp_footprints.plan.plan import UNASSIGNED, Plan
from icp_footprints.wording import one_line

AREA, UNITS = "area_km2", "units"
# What stands before people in a file, which may take a short name from them.
BEFORE_PEOPLE = ("id", "name", *OF_THE_PLAN, "program_version", "sources")
# The figure is written at 4 decimals; people may be off by the half that was rounded.
AREA_ROUNDED_KM2 = 0.000_051
PEOPLE_ROUNDED = 0.501
# Of outlines: corners at 7 decimals of a degree, and a way to degrees that may be another one.
SHARE_OFF, SHARE_OFF_IN_DEGREES = 1e-6, 1e-4


@dataclass(frozen=True)
class Figures:
    """What of the figures and outlines of a file's footprints was compared, and what differs.

    Parameters
    ----------
    count
        How many footprints were compared; 0 where the file draws none.
    people
        Whether people were: the file may leave them out.
    different
        Each footprint that differs with what does: ``F02 (people_resident, outline)``.
    ids
        The ids of those.
    """

    count: int = 0
    people: bool = False
    different: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


def compare_figures(place: Place, plan: Plan, found: Found) -> Figures:
    """Hold footprints' people, units, areas and outlines against a plan.

    Parameters
    ----------
    place, plan
        What the file should say.
    found
        What it does say. Footprints that the plan lacks are told by `held_rows`.
    """
    if not found.footprints:
        return Figures()
    as_is = _areas(ExportContent(place, plan))
    wanted = _wanted(place, plan, as_is)
    outlines = as_is
    if found.simplified_m and place.units.is_clean_coverage:
        outlines = _areas(ExportContent(place, plan, simplify_m=found.simplified_m))
    keys = _people_keys(place)
    number_of = {each: number for number, each in enumerate(wanted)}
    id_of = {one_line(each): each for each in wanted}
    compared, has_people = 0, False
    different: dict[str, str] = {}
    for each in found.footprints:
        code = id_of.get(one_line(each.row.get("id", "")))
        if code is None:
            continue
        compared += 1
        has_people = has_people or any(key in each.row for key in keys)
        wrong = [
            key for key, value in wanted[code].items() if _differs(each.row.get(key), key, value)
        ]
        if _is_other_outline(each, outlines[number_of[code]]):
            wrong.append("outline")
        if wrong:
            different[code] = f"{code} ({', '.join(wrong)})"
    return Figures(compared, has_people, tuple(different.values()), tuple(different))


def _people_keys(place: Place) -> dict[str, str]:
    """Every column that may hold a ledger's people, with the ledger."""
    ledgers = ledger_keys(place)
    short = short_names((*BEFORE_PEOPLE, *ledgers.values()))
    return {key: name for name, long in ledgers.items() for key in (long, short[long])}


def _wanted(place: Place, plan: Plan, areas: list[float]) -> dict[str, dict[str, float]]:
    """The figures of each footprint by its id, under every name they may have."""
    keys = _people_keys(place)
    people = {each.name: footprint_people(each, plan) for each in place.ledgers}
    held = plan.assignment[plan.assignment != UNASSIGNED]
    units = np.bincount(held, minlength=len(plan.footprints))
    return {
        each.id: {
            **{key: float(people[name][number]) for key, name in keys.items()},
            UNITS: float(units[number]),
            AREA: areas[number],
        }
        for number, each in enumerate(plan.footprints)
    }


def _areas(content: ExportContent) -> list[float]:
    """The area in km2 of each footprint as an export draws it."""
    return (shapely.area(content.footprint_shapes) / 1e6).tolist()


def _differs(written: str | None, key: str, expected: float) -> bool:
    """Whether a figure differs, as far as the file has it."""
    if written is None:
        return False
    try:
        value = float(written)
    except ValueError:
        return True
    allowed = AREA_ROUNDED_KM2 if key == AREA else PEOPLE_ROUNDED
    # No number is not near anything.
    return not abs(value - expected) <= allowed + 1e-9 * abs(expected)


def _is_other_outline(each: Drawn, expected: float) -> bool:
    found = each.area_km2 or 0.0
    share = SHARE_OFF if each.is_exact else SHARE_OFF_IN_DEGREES
    return abs(found - expected) > share * expected + AREA_ROUNDED_KM2
