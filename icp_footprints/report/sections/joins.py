"""What a report says about each file: what of it joined the units of the place, and what not."""

from __future__ import annotations

from dataclasses import dataclass

from icp_footprints.geography.source import JoinReport, OneSided, Source
from icp_footprints.wording import printed_people


@dataclass(frozen=True)
class JoinRow:
    """What joined of one file. Counts are as they may be printed."""

    role: str
    file: str
    rows_read: int
    ids_matched: int
    only_in_file: int
    only_in_file_first: str
    only_in_place: int
    only_in_place_first: str
    people_unjoined: int | str
    """A dash where the file counts no people."""
    remarks: tuple[str, ...]
    """Likely causes, and how ids of another year were converted."""


def join_rows(sources: tuple[Source, ...]) -> tuple[JoinRow, ...]:
    """A row for each file that was read against the units."""
    return tuple(_row(source, source.join) for source in sources if source.join is not None)


def _row(source: Source, join: JoinReport) -> JoinRow:
    unjoined = join.people_unjoined
    converted = () if join.conversion is None else (join.conversion.sentence,)
    return JoinRow(
        role=source.role,
        file=source.file,
        rows_read=join.rows_read,
        ids_matched=join.ids_matched,
        only_in_file=join.only_in_file.count,
        only_in_file_first=_first(join.only_in_file),
        only_in_place=join.only_in_place.count,
        only_in_place_first=_first(join.only_in_place),
        people_unjoined="–" if unjoined is None else printed_people(unjoined),
        remarks=(*join.causes, *converted),
    )


def _first(side: OneSided) -> str:
    """The ids that were kept as examples, and how many there are beside them."""
    more = side.count - len(side.examples)
    shown = ", ".join(side.examples)
    return f"{shown} and {more:,} more" if shown and more > 0 else shown
