"""Which part of its file each source of a place was read from, for headings. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from icp_footprints.geography.source import Source
from icp_footprints.wording import count_words
from ui.wizard.answers import Answer, Kind

KIND_OF_ROLE: dict[str, Kind] = {
    "units": "units",
    "registrations": "registrations",
    "practice to PCN": "practice-pcn",
    "postcodes": "postcodes",
    "people points": "people-points",
    "change look-up": "change-lookup",
}


def headings(sources: Sequence[Source], answers: Sequence[Answer]) -> tuple[str, ...]:
    """The heading of each source, with the sheet that was read where its file has several."""
    # Tables come as often as they are wanted, in the order of the answers.
    tables = [each for each in answers if "data" in each.kinds]
    return tuple(_heading(source, answers, tables) for source in sources)


def _heading(source: Source, answers: Sequence[Answer], tables: list[Answer]) -> str:
    found = next((each for each in answers if _is_role(each, source)), None)
    if found is None:
        found = next((each for each in tables if _is_table(each, source)), None)
        if found is not None:
            tables.remove(found)
    if found is None or not found.look.part or source.file != Path(found.look.file).name:
        return f"{source.file} ({source.role})"
    return f"{found.look.part_title} ({source.role})"


def _is_role(each: Answer, source: Source) -> bool:
    role, _, name = source.role.partition(": ")
    if role in ("overlay", "points"):
        kind: Kind = "overlay" if role == "overlay" else "points"
        return kind in each.kinds and each.names[kind] == name
    return KIND_OF_ROLE.get(source.role) in each.kinds


def _is_table(each: Answer, source: Source) -> bool:
    held = each.look.inspection
    rows = count_words(held.rows, "row") if held is not None else ""
    return Path(each.look.file).name == source.file and rows == source.detail
