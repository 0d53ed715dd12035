"""What rows of a file say of their footprints beside who is in them: notes, leads, bands."""

from __future__ import annotations

from collections import Counter

from icp_footprints.errors import InputError
from icp_footprints.exchange.importing.columns import FootprintColumns, unguarded
from icp_footprints.exchange.importing.found import Draft
from icp_footprints.exchange.importing.imported import Finding, finding
from icp_footprints.geography.ledger import RESIDENT
from icp_footprints.geography.place import Place
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import COLOURS
from icp_footprints.sources.columns import plain
from icp_footprints.sources.opening.tables import Table

HEADERS = {
    "notes": ("notes", "note", "comments", "comment"),
    "lead": ("lead", "clinical_lead"),
    "partners": ("partners",),
    "colour": ("colour", "color"),
}


def drafts_of(table: Table, columns: FootprintColumns, groups: list[list[int]]) -> list[Draft]:
    """One draft for each group of rows; where they differ, the most frequent name counts."""
    by_plain = {plain(name): name for name in reversed(list(table.columns))}
    cells = {
        what: unguarded(table.columns[by_plain[header]])
        for what, headers in HEADERS.items()
        for header in headers[::-1]
        if header in by_plain
    }
    ids = _cells(table, columns.id)
    names = _cells(table, columns.name)
    drafts: list[Draft] = []
    for rows in groups:
        said = {what: first_filled(values, rows) for what, values in cells.items()}
        drafts.append(
            Draft(
                id=ids[rows[0]],
                name=most_frequent(names, rows),
                notes=said.get("notes"),
                lead=said.get("lead"),
                partners=said.get("partners"),
                colour=_colour(said.get("colour", "")),
            )
        )
    return drafts


def different_names(
    table: Table, columns: FootprintColumns, groups: list[list[int]]
) -> tuple[Finding, ...]:
    """Ids under which the file has several names."""
    if columns.id is None or columns.name is None:
        return ()
    ids, names = _cells(table, columns.id), _cells(table, columns.name)
    several = [
        f"{ids[rows[0]]} ({', '.join(sorted(called)[:3])})"
        for rows in groups
        if ids[rows[0]] and len(called := {names[row] for row in rows} - {""}) > 1
    ]
    return finding(
        "names differ",
        [each[:100] for each in several],
        "Footprints that have several names in the file, the most frequent taken ({n}): {}.",
    )


def bands_of(place: Place, table: Table) -> tuple[Band, ...]:
    """The band that the first row speaks of, where it is one that the place can have."""
    by_plain = {plain(name): name for name in reversed(list(table.columns))}

    def said(*headers: str) -> str:
        held = [table.columns[by_plain[each]] for each in headers if each in by_plain]
        return str(held[0][0]) if held and len(held[0]) else ""

    low, high = said("band_low"), said("band_high")
    ledger = said("band_ledger", "bd_ledg", "band_ledge") or RESIDENT
    if not (low.isdecimal() and high.isdecimal()):
        return ()
    if ledger not in [each.name for each in place.ledgers] or max(len(low), len(high)) > 9:
        return ()
    try:
        return (Band(int(low), int(high), ledger),)
    except InputError:
        return ()


def most_frequent(texts: list[str], rows: list[int]) -> str:
    """The text that most of the rows have, the first of them where several are as frequent."""
    counts = Counter(texts[row] for row in rows if texts[row])
    return counts.most_common(1)[0][0] if counts else ""


def first_filled(texts: list[str], rows: list[int]) -> str:
    """The first text among the rows that is not empty."""
    return next((texts[row] for row in rows if texts[row]), "")


def _cells(table: Table, column: str | None) -> list[str]:
    return [""] * len(table) if column is None else unguarded(table.columns[column])


def _colour(text: str) -> int | None:
    return int(text) if text in {str(each) for each in range(COLOURS)} else None
