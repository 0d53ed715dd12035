"""Drafts as footprints of a plan: ids and names that are unique, and what the plan knew of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np

from icp_footprints.errors import InputError
from icp_footprints.exchange.importing.found import Draft, Found, is_usable_id, shown
from icp_footprints.exchange.importing.imported import Finding, finding
from icp_footprints.geography.place import Place
from icp_footprints.plan.matching import best_pairs, people_in_common
from icp_footprints.plan.plan import MOST_FOOTPRINTS, Footprint, Plan, footprint_id


@dataclass(frozen=True, eq=False)
class Numbered:
    """Footprints, the position of each draft among them, and what was changed in their names."""

    footprints: tuple[Footprint, ...]
    position: tuple[int, ...]
    findings: tuple[Finding, ...]


def numbered(place: Place, found: Found, into: Plan, file: str) -> Numbered:
    """The footprints of a file with ids and names of their own.

    One without an id has that of the plan's footprint of its name, else of the one it has most
    people in common with, else a new one. Footprints that the plan has too stand in its order, the
    others in that of the file, or of their ids where its rows are units.

    Raises
    ------
    InputError
        When there are more than a plan can hold.
    """
    if len(found.drafts) > MOST_FOOTPRINTS:
        raise InputError(
            f"{file} has {len(found.drafts):,} footprints, but a plan can hold at most "
            f"{MOST_FOOTPRINTS:,}.",
            "Keep the rows of one place, or name the column of footprints with --column.",
        )
    ids, unusable = _ids(place, found, into)
    names, changed = _names(found.drafts, ids)
    made = [
        _footprint(draft, code, name, into)
        for draft, code, name in zip(found.drafts, ids, names, strict=True)
    ]
    order = _order(ids, into, is_sorted=found.kind == "look-up")
    position = [0] * len(made)
    for at, number in enumerate(order):
        position[number] = at
    findings = (
        *finding(
            "ids that cannot be used",
            unusable,
            "Ids that cannot be used, or are used twice, replaced by new ones ({n}): {}.",
        ),
        *finding(
            "names made different", changed, "Names of several footprints made different ({n}): {}."
        ),
    )
    return Numbered(tuple(made[number] for number in order), tuple(position), findings)


def _ids(place: Place, found: Found, into: Plan) -> tuple[list[str], list[str]]:
    ids = [""] * len(found.drafts)
    taken: set[str] = set()
    unusable: list[str] = []
    for number, draft in enumerate(found.drafts):
        if is_usable_id(draft.id) and draft.id not in taken:
            ids[number] = draft.id
            taken.add(draft.id)
        elif draft.id:
            unusable.append(shown(draft.id))
    by_name = {each.name: each.id for each in into.footprints}
    for number, draft in enumerate(found.drafts):
        code = "" if ids[number] else by_name.get(draft.name, "")
        if code and code not in taken:
            ids[number] = code
            taken.add(code)
    for number, code in _by_ground(place, found, into, ids, taken).items():
        ids[number] = code
        taken.add(code)
    taken |= {each.id for each in into.footprints}
    fresh = 1
    for number, code in enumerate(ids):
        if not code:
            while footprint_id(fresh) in taken:
                fresh += 1
            ids[number] = footprint_id(fresh)
            taken.add(ids[number])
    return ids, unusable


def _by_ground(
    place: Place, found: Found, into: Plan, ids: list[str], taken: set[str]
) -> dict[int, str]:
    """Ids of the plan's footprints for drafts that have none, by the people they share."""
    left = [number for number, code in enumerate(ids) if not code]
    free = [number for number, each in enumerate(into.footprints) if each.id not in taken]
    if not (left and free):
        return {}
    people = place.ledger(into.band.ledger).people
    shape = (len(into.footprints), len(found.drafts))
    both = people_in_common(people, into.assignment, found.numbers, shape)
    return {
        left[new]: into.footprints[free[old]].id
        for old, new in best_pairs(both[np.ix_(free, left)])
    }


def _names(drafts: tuple[Draft, ...], ids: list[str]) -> tuple[list[str], list[str]]:
    """A name for each footprint that no other has, and those that had to be changed."""
    wanted = [draft.name or code for draft, code in zip(drafts, ids, strict=True)]
    taken: set[str] = set()
    # A name that some footprint has from its file is not given to another.
    given = set(wanted)
    count: dict[str, int] = {}
    names: list[str] = []
    changed: list[str] = []
    for name in wanted:
        chosen = name
        if name in taken:
            number = count.get(name, 1)
            while chosen in taken or chosen in given:
                number += 1
                chosen = f"{name} ({number})"
            count[name] = number
            changed.append(f"{shown(name)} ({number})")
        taken.add(chosen)
        names.append(chosen)
    return names, changed


def _footprint(draft: Draft, code: str, name: str, into: Plan) -> Footprint:
    """The footprint; what the file does not speak of is as the plan has it under id and name."""
    known = next((each for each in into.footprints if each.id == code), None)
    base = known if known is not None and known.name == name else Footprint(code, name)
    return replace(
        base,
        locked=known is not None and known.locked,
        notes=base.notes if draft.notes is None else draft.notes,
        lead=base.lead if draft.lead is None else draft.lead,
        partners=base.partners if draft.partners is None else draft.partners,
        colour=base.colour if draft.colour is None else draft.colour,
    )


def _order(ids: list[str], into: Plan, *, is_sorted: bool) -> list[int]:
    """Positions of the footprints: those of the plan in its order, then the others."""
    known = {each.id: number for number, each in enumerate(into.footprints)}

    def key(number: int) -> tuple[int, list[tuple[int, str]], int]:
        by_id = _numbers_as_such(ids[number]) if is_sorted else []
        return known.get(ids[number], len(known)), by_id, number

    return sorted(range(len(ids)), key=key)


def _numbers_as_such(text: str) -> list[tuple[int, str]]:
    """A key by which F2 comes before F10."""
    parts = re.split(r"([0-9]{1,18})", text)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
