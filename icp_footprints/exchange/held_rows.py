"""What a file's own rows say of units and footprints, held against a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from icp_footprints.exchange.exporting.shapefile import cut_text
from icp_footprints.exchange.exporting.unit_csv import inert
from icp_footprints.exchange.stamps.stamp import Found, Row
from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import UNASSIGNED, Plan
from icp_footprints.wording import one_line

# As this program and ONS look-ups call them.
NAME_OF = {"footprint_id": "footprint_name", "FPCD": "FPNM", "id": "name"}
MOST_SAMPLED = 1_000


@dataclass(frozen=True)
class Compared:
    """What was compared, and what of it differs.

    Parameters
    ----------
    noun
        What the rows are: ``unit`` or ``footprint``; empty where they are neither.
    count
        How many of the plan's were compared.
    different
        Ids of those that the file has otherwise, not at all, twice, or beside the plan's.
    """

    noun: str = ""
    count: int = 0
    different: tuple[str, ...] = ()


def compare_rows(place: Place, plan: Plan, found: Found) -> Compared:
    """Hold a file's rows against a plan: units by their footprint, or footprints by their name.

    Parameters
    ----------
    place, plan
        What the file should say.
    found
        What it does say. Which column holds the units' codes is found by what is in it, as
        look-ups name it by its year: ``LSOA21CD``.
    """
    rows = found.rows
    if not rows:
        return _emptied(plan) if found.is_listing else Compared()
    unit = _column_of(rows, {inert(each) for each in place.units.ids} | {*place.units.ids})
    # Among units, that is the unit's own.
    code = next((each for each in NAME_OF if each in rows[0] and not (unit and each == "id")), None)
    if code is None:
        return Compared()
    name = NAME_OF[code] if NAME_OF[code] in rows[0] else None
    wanted = _units(place, plan) if unit else _footprints(plan)
    if found.cuts_texts:
        wanted = {key: (of, cut_text(called)) for key, (of, called) in wanted.items()}
    # A file may leave out what is in no footprint, and footprints that hold nothing.
    needed = [key for key, said in wanted.items() if said[0]] if unit else _held(plan)
    different = _different(rows, wanted, unit or code, (code, name))
    listed = {row.get(unit or code, "") for row in rows}
    missing = [each for each in needed if not listed & {each, inert(each)}]
    noun = "unit" if unit else "footprint"
    return Compared(noun, len(wanted), (*different, *missing))


def _emptied(plan: Plan) -> Compared:
    """What a list without any row lacks of the plan."""
    held = tuple(_held(plan))
    return Compared("footprint", len(plan.footprints), held) if held else Compared()


Said = tuple[str, str]


def _units(place: Place, plan: Plan) -> dict[str, Said]:
    """Footprint and its name of each unit; empty where it is in none."""
    said = [(each.id, each.name) for each in plan.footprints]
    return {
        unit: ("", "") if number == UNASSIGNED else said[number]
        for unit, number in zip(place.units.ids, plan.assignment.tolist(), strict=True)
    }


def _footprints(plan: Plan) -> dict[str, Said]:
    return {each.id: (each.id, each.name) for each in plan.footprints}


def _held(plan: Plan) -> list[str]:
    """Ids of the footprints that hold a unit."""
    held = {*plan.assignment.tolist()}
    return [each.id for number, each in enumerate(plan.footprints) if number in held]


def _different(
    rows: Sequence[Row], wanted: dict[str, Said], key: str, columns: tuple[str, str | None]
) -> tuple[str, ...]:
    code, name = columns
    by_key = {inert(each): each for each in wanted}
    found: set[str] = set()
    # In the order of the file, each once.
    different: dict[str, None] = {}
    for row in rows:
        written = row.get(key, "")
        each = written if written in wanted else by_key.get(written, written)
        if each not in wanted or each in found:
            different[each] = None
            continue
        found.add(each)
        expected_code, expected_name = wanted[each]
        is_same = _says(row.get(code, ""), expected_code) and (
            name is None or _says(row.get(name, ""), expected_name)
        )
        if not is_same:
            different[each] = None
    return tuple(different)


def _says(written: str, expected: str) -> bool:
    # Formats leave out control characters, and put other blanks for line ends.
    return one_line(written) in (one_line(expected), one_line(inert(expected)))


def _column_of(rows: Sequence[Row], ids: set[str]) -> str | None:
    """The column in which most rows have a unit's id, if most have."""
    sampled = rows[:MOST_SAMPLED]
    counts = {column: sum(row.get(column) in ids for row in sampled) for column in rows[0]}
    best = max(counts, key=counts.__getitem__, default=None)
    return best if best is not None and counts[best] * 2 > len(sampled) else None
