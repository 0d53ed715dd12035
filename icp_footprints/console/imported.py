"""An import on the command line: what was made of a file, and what did not fit."""

from __future__ import annotations

import json

from icp_footprints import __version__
from icp_footprints.console.streams import say
from icp_footprints.exchange.importing.imported import CutUnit, Imported, Moved
from icp_footprints.exchange.importing.words import SAME, sentences
from icp_footprints.geography.place import Place
from icp_footprints.wording import printed_people

SHARE_DECIMALS = 6
Json = dict[str, object]


def show_imported(place: Place, imported: Imported, *, is_same: bool) -> None:
    """The report, a sentence or two a line."""
    if place.notice:
        say(place.notice)
    for line in sentences(place.units.ids, imported):
        say(line)
    if is_same:
        say(SAME)


def imported_text(place: Place, imported: Imported, *, changed: bool, written: str | None) -> str:
    """The import as JSON text.

    ``file``, ``kind`` (``look-up`` or ``polygons``), ``by`` (``centre``, ``area`` or null),
    ``place``, ``plan``, ``program_version``, ``ledger``; ``changed`` and ``written``, whether
    footprints differ from those of the plan and the file written (null for none); ``footprints``,
    each with ``id``, ``name`` and ``units``; ``units_assigned``, ``people_assigned``;
    ``unassigned``, the ids of units in none, and ``people_unassigned``; ``moved``, null where the
    plan had no footprints; ``cut``, every unit that a line cuts, with ``unit_id``, ``unit_name``,
    ``footprint_id`` and ``sides`` (``footprint_id``, ``area_share``, ``people``, as if people
    lived evenly over it); ``findings``, each with ``kind``, ``count``, ``words`` and ``first``;
    ``notes``. Counts of fewer than 5 people are ``"<5"``.
    """
    plan, report = imported.plan, imported.report
    counts = {each.id: 0 for each in plan.footprints}
    for number in plan.assignment[plan.assignment >= 0].tolist():
        counts[plan.footprints[number].id] += 1
    told: Json = {
        "file": report.file,
        "kind": report.kind,
        "by": report.by or None,
        "place": place.name,
        "plan": plan.name,
        "program_version": __version__,
        "ledger": report.ledger,
        "changed": changed,
        "written": written,
        "footprints": [
            {"id": each.id, "name": each.name, "units": counts[each.id]} for each in plan.footprints
        ],
        "units_assigned": report.assigned,
        "people_assigned": printed_people(report.people_assigned),
        "unassigned": [place.units.ids[row] for row in report.unassigned.tolist()],
        "people_unassigned": printed_people(report.people_unassigned),
        "moved": report.moved and _moved_json(report.moved),
        "cut": [_cut_json(unit) for unit in report.cut],
        "findings": [
            {
                "kind": each.kind,
                "count": each.count,
                "words": each.words,
                "first": list(each.named),
            }
            for each in report.findings
        ],
        "notes": list(report.notes),
    }
    return json.dumps(told, indent=2, ensure_ascii=False, allow_nan=False)


def _moved_json(moved: Moved) -> Json:
    return {
        "units": moved.units,
        "people": printed_people(moved.people),
        "units_new": moved.units_new,
        "people_new": printed_people(moved.people_new),
        "units_left": moved.units_left,
        "people_left": printed_people(moved.people_left),
    }


def _cut_json(unit: CutUnit) -> Json:
    return {
        "unit_id": unit.unit_id,
        "unit_name": unit.unit_name,
        "footprint_id": unit.footprint_id,
        "sides": [
            {
                "footprint_id": side.footprint_id,
                "area_share": round(side.area_share, SHARE_DECIMALS),
                "people": printed_people(side.people),
            }
            for side in unit.sides
        ],
    }
