"""What was found in a file as a draft of a plan, with the report of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from icp_footprints import __version__
from icp_footprints.errors import PlanError
from icp_footprints.exchange.importing.cut_texts import SHAPEFILE_ENDINGS, with_whole_texts
from icp_footprints.exchange.importing.differing import moved_people
from icp_footprints.exchange.importing.footprints import numbered
from icp_footprints.exchange.importing.found import NOWHERE, Found
from icp_footprints.exchange.importing.imported import (
    CutUnit,
    Finding,
    Imported,
    ImportReport,
    Side,
    finding,
)
from icp_footprints.geography.place import Place
from icp_footprints.geography.units_in_shape import HeldBy
from icp_footprints.plan.band import Band
from icp_footprints.plan.difference import difference
from icp_footprints.plan.locks import locked_changed
from icp_footprints.plan.plan import IMPORTED_FROM, UNASSIGNED, Footprint, Origin, Plan
from icp_footprints.plan.status import Status
from icp_footprints.sources.opening.files import sha256_of
from icp_footprints.wording import shortlist

PLACED_BY: dict[HeldBy, str] = {"centre": "their centres", "area": "most of their area"}


@dataclass(frozen=True)
class ReadFrom:
    """The file: its path and name, how polygons were read, and what was noted in opening it."""

    path: Path
    name: str
    by: HeldBy
    notes: tuple[str, ...]


def made_plan(place: Place, found: Found, into: Plan | None, source: ReadFrom) -> Imported:
    """The plan `into` with the footprints found, or a new plan of them.

    Raises
    ------
    InputError
        When there are more footprints than a plan can hold.
    PlanError
        When a locked footprint would change.
    """
    band = found.bands[0] if found.bands else None
    base = into or Plan.empty(len(place.units), source.path.name.partition(".")[0], band)
    if source.path.suffix.lower() in SHAPEFILE_ENDINGS:
        found = with_whole_texts(found, base)
    held = numbered(place, found, base, source.name)
    position = np.array([*held.position, UNASSIGNED], dtype=np.int16)
    assignment = position[found.numbers]
    plan = base
    if held.footprints != base.footprints or not np.array_equal(assignment, base.assignment):
        plan = replace(
            base,
            assignment=assignment,
            footprints=held.footprints,
            origin=_origin(found, source),
            status=Status.DRAFT,
        )
    _check_locks(base, plan)
    plan, dropped = _with_exceptions(base, plan)
    findings = (*found.findings, *held.findings, *_other_band(found, into), *dropped)
    report = _report(place, base, plan, found, source)
    cut = _cut_units(place, found, held.footprints, held.position, plan.band.ledger)
    return Imported(plan, replace(report, findings=findings, cut=cut))


def _origin(found: Found, source: ReadFrom) -> Origin:
    by = "their codes" if found.kind == "look-up" else PLACED_BY[source.by]
    return Origin(
        method=f"{IMPORTED_FROM}{source.name}",
        settings=(("units placed by", by), ("SHA-256 of the file", sha256_of(source.path))),
        version=__version__,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _check_locks(before: Plan, after: Plan) -> None:
    locked = locked_changed(before, after)
    if not locked:
        return
    names = shortlist([each.name for each in locked], 3)
    raise PlanError(
        f"Locked footprints would gain or lose units: {names}."
        if len(locked) > 1
        else f"{names} is locked, and would gain or lose units.",
        "Unlock first what may change.",
    )


def _with_exceptions(before: Plan, after: Plan) -> tuple[Plan, tuple[Finding, ...]]:
    """The plan without exceptions about footprints that are no longer there as they were.

    Nobody has agreed to anything about other units under the same id.
    """
    change = difference(before, after)
    gone = change.touched | change.removed
    dropped = [
        each
        for each in before.exceptions
        if each.is_about_a_footprint and each.footprint_id in gone
    ]
    if not dropped:
        return after, ()
    kept = tuple(each for each in before.exceptions if each not in dropped)
    words = "Exceptions about footprints that are no longer as they were left out ({n}): {}."
    named = [f"{each.rule} {each.subject}" for each in dropped]
    return replace(after, exceptions=kept), finding("exceptions left out", named, words)


def _other_band(found: Found, into: Plan | None) -> tuple[Finding, ...]:
    other = [band for band in found.bands if into is not None and band not in into.bands]
    return tuple(
        Finding("other band", 1, f"{_band_words(band)}: the plan keeps its own.") for band in other
    )


def _band_words(band: Band) -> str:
    return f"The file has a band of {band.low:,} to {band.high:,} ({band.ledger})"


def _report(
    place: Place, before: Plan, after: Plan, found: Found, source: ReadFrom
) -> ImportReport:
    people = place.ledger(after.band.ledger).people
    unassigned = after.unassigned_rows
    nobody = float(people[unassigned].sum())
    return ImportReport(
        file=source.name,
        kind=found.kind,
        by="" if found.kind == "look-up" else source.by,
        footprints=len(after.footprints),
        assigned=len(people) - len(unassigned),
        people_assigned=float(people.sum()) - nobody,
        unassigned=unassigned,
        people_unassigned=nobody,
        ledger=after.band.ledger,
        cut=(),
        findings=(),
        moved=moved_people(place, before, after),
        notes=source.notes,
    )


def _cut_units(
    place: Place,
    found: Found,
    footprints: tuple[Footprint, ...],
    position: tuple[int, ...],
    ledger: str,
) -> tuple[CutUnit, ...]:
    people = place.ledger(ledger).people
    ids: list[str | None] = [footprints[at].id for at in position]

    def id_of(number: int) -> str | None:
        return None if number == NOWHERE else ids[number]

    units = [
        CutUnit(
            place.units.ids[cut.row],
            place.units.names[cut.row],
            id_of(cut.number),
            tuple(
                Side(id_of(number), share, share * float(people[cut.row]))
                for number, share in cut.sides
            ),
            float(people[cut.row]) * max(0.0, 1.0 - dict(cut.sides).get(cut.number, 0.0)),
        )
        for cut in found.cuts
    ]
    return tuple(sorted(units, key=lambda unit: (-unit.people_elsewhere, unit.unit_id)))
