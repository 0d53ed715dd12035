"""The report of an import in plain sentences, the same on the command line and in the window."""

from __future__ import annotations

from icp_footprints.exchange.importing.found import shown
from icp_footprints.exchange.importing.imported import (
    FIRST_NAMED,
    CutUnit,
    Imported,
    ImportReport,
    Moved,
)
from icp_footprints.plan.plan import Plan
from icp_footprints.wording import count_words, people_words, shortlist

SAME = "The footprints in the file are those of the plan: there is nothing to change."
NOWHERE = "no footprint"


def headline(imported: Imported) -> str:
    """What the file gives, in a sentence."""
    report = imported.report
    by = {"": "", "centre": ", by their centres", "area": ", by most of their area"}[report.by]
    made = count_words(report.footprints, "footprint")
    units = count_words(report.assigned, "unit")
    people = people_words(report.people_assigned)
    return f"{made} with {units} ({people}){by}."


def unassigned_words(place_ids: tuple[str, ...], report: ImportReport) -> str:
    """Which units are in no footprint; a sentence too where all are in one."""
    rows = report.unassigned.tolist()
    if not rows:
        return "Every unit is in a footprint."
    units = count_words(len(rows), "unit")
    named = shortlist([place_ids[row] for row in rows], FIRST_NAMED)
    return f"{units} ({people_words(report.people_unassigned)}) in no footprint: {named}."


def cut_words(report: ImportReport) -> str:
    """How many units polygons cut; empty for none."""
    if not report.cut:
        return ""
    people = sum(unit.people_elsewhere for unit in report.cut)
    cut = count_words(len(report.cut), "unit is", "units are")
    return (
        f"{cut} cut by a line, and went whole to one side; about {people_words(people)} live on "
        "the other, if people live evenly over the area of a unit."
    )


def cut_unit_words(plan: Plan, unit: CutUnit) -> str:
    """One cut unit: where it went, and what lies on either side."""
    sides = "; ".join(
        f"{share_words(side.area_share)} of its area ({people_words(side.people)}) "
        f"in {called(plan, side.footprint_id)}"
        for side in unit.sides
    )
    name = f" {shown(unit.unit_name)}" if unit.unit_name else ""
    return f"{unit.unit_id}{name} went to {called(plan, unit.footprint_id)}: {sides}."


def share_words(share: float) -> str:
    """A share of an area; what is not quite all or nothing does not look so."""
    percent = min(max(share * 100, 0.1), 99.9)
    return f"{percent:.1f} %"


def called(plan: Plan, footprint_id: str | None) -> str:
    """A footprint's name in a sentence."""
    return NOWHERE if footprint_id is None else shown(plan.footprint(footprint_id).name)


def moved_words(moved: Moved | None) -> str:
    """The difference from the footprints there were; empty where there were none."""
    if moved is None:
        return ""
    told = [
        f"{count_words(units, 'unit')} ({people_words(people)}) {what}"
        for units, people, what in (
            (moved.units, moved.people, "in another footprint than now"),
            (moved.units_new, moved.people_new, "from none into a footprint"),
            (moved.units_left, moved.people_left, "from a footprint into none"),
        )
        if units
    ]
    if not told:
        return "Every unit stays with those it is with now."
    return f"Compared with the plan as it is: {', '.join(told)}."


def sentences(place_ids: tuple[str, ...], imported: Imported, most_cut: int = 10) -> list[str]:
    """All there is to say, a sentence or two a line."""
    plan, report = imported.plan, imported.report
    lines = [headline(imported), unassigned_words(place_ids, report)]
    lines += [words for words in (moved_words(report.moved),) if words]
    lines += [each.words for each in report.findings]
    lines += [words for words in (cut_words(report),) if words]
    lines += [cut_unit_words(plan, unit) for unit in report.cut[:most_cut]]
    if len(report.cut) > most_cut:
        lines.append(f"and {count_words(len(report.cut) - most_cut, 'unit')} more that are cut.")
    return [*lines, *report.notes]
