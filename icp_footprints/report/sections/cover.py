"""What stands on the cover of a report: which plan this is, how far it has come, and its data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from icp_footprints.exchange.exporting.unit_columns import vintage_in_place
from icp_footprints.geography.place import Place
from icp_footprints.geography.source import Source
from icp_footprints.plan.content_hash import content_hash
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.status import Status
from icp_footprints.report.words import day_words, ledger_words

CHECK_DIGITS = 12
STATUS_WORDS = {
    Status.DRAFT: "Draft",
    Status.PROPOSED: "Proposed",
    Status.AGREED: "Agreed",
}


@dataclass(frozen=True)
class DataLine:
    """One kind of data that figures rest on, and its vintage: the file, and of when where known."""

    what: str
    vintage: str


@dataclass(frozen=True)
class Cover:
    """The cover of a report.

    Parameters
    ----------
    status_words
        Status and version in words, such as ``Draft, version 1``; when and by whom, where known.
    history
        What the plan became before, when and by whom, in words; the latest last.
    stamp
        What every page is marked with: ``DRAFT`` until the plan is agreed, then nothing.
    content_hash
        The plan's SHA-256, 64 digits.
    content_check
        The first digits of it, as they are printed.
    made_by
        Who made the report; may be empty.
    data
        The data that figures rest on, with their vintages.
    """

    place: str
    plan: str
    status: Status
    version: int
    status_words: str
    stamp: str
    content_hash: str
    content_check: str
    made_on: date
    made_by: str
    history: tuple[str, ...]
    data: tuple[DataLine, ...]


def cover(place: Place, plan: Plan, made_on: date, made_by: str = "") -> Cover:
    """The cover of a report of that plan."""
    digits = content_hash(place, plan)
    return Cover(
        place=place.name,
        plan=plan.name,
        status=plan.status,
        version=plan.version,
        status_words=_status_words(plan),
        stamp="" if plan.status is Status.AGREED else "DRAFT",
        content_hash=digits,
        content_check=digits[:CHECK_DIGITS],
        made_on=made_on,
        made_by=made_by.strip(),
        history=tuple(f"{each.words}." for each in plan.history),
        data=_data(place),
    )


def _status_words(plan: Plan) -> str:
    words = f"{STATUS_WORDS[plan.status]}, version {plan.version}"
    latest = plan.history[-1] if plan.history else None
    if latest is None or (latest.status, latest.version) != (plan.status, plan.version):
        return words
    by = f" by {latest.by}" if latest.by.strip() else ""
    return f"{words}, {day_words(date.fromisoformat(latest.on))}{by}"


def _data(place: Place) -> tuple[DataLine, ...]:
    """Files, then what is counted in them."""
    lines = [
        DataLine(_capital(source.role), _vintage(place, source))
        for source in place.sources
        if source.is_used
    ]
    lines += [
        DataLine(f"People, {ledger_words(ledger)}", ledger.source)
        for ledger in place.ledgers
        if ledger.source
    ]
    if place.profile.deprivation is not None:
        lines.append(DataLine("Deprivation", place.profile.deprivation.index))
    return tuple(lines)


def _vintage(place: Place, source: Source) -> str:
    """File and what it holds, with its day or year where neither tells and anything else does."""
    words = ", ".join(filter(None, (source.file, source.detail)))
    vintage = vintage_in_place(place, source)
    if vintage is None or vintage[-4:] in words:
        return words
    dated = next((note for note in source.notes if vintage[-4:] in note), f"{vintage} boundaries.")
    return f"{words}. {dated}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
