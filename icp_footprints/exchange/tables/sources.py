"""Tables of the files a place was made from, and of what of them joined."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from icp_footprints.exchange.tables.forms import Form, Forms, Row, as_json, texts_of
from icp_footprints.geography.source import Conversion, JoinReport, OneSided, Source

# `source` is the position of the file in `sources`. Lists of texts are JSON.
FORMS: Forms = {
    "sources": Form("position INTEGER, role TEXT, file TEXT, sha256 TEXT, detail TEXT, notes TEXT"),
    "joins": Form(
        "source INTEGER, rows_read INTEGER, ids_matched INTEGER, only_in_file INTEGER, "
        "only_in_file_first TEXT, only_in_place INTEGER, only_in_place_first TEXT, "
        "people_unjoined REAL, causes TEXT",
        "source",
    ),
    "conversions": Form(
        "source INTEGER, from_vintage INTEGER, to_vintage INTEGER, exact INTEGER, "
        "merged INTEGER, split INTEGER, recut INTEGER",
        "source",
    ),
}


def rows(sources: Sequence[Source]) -> dict[str, list[Row]]:
    """The rows of these tables."""
    joins = [(i, source.join) for i, source in enumerate(sources) if source.join]
    return {
        "sources": [
            (i, x.role, x.file, x.sha256, x.detail, as_json(x.notes)) for i, x in enumerate(sources)
        ],
        "joins": [
            (
                i,
                join.rows_read,
                join.ids_matched,
                join.only_in_file.count,
                as_json(join.only_in_file.examples),
                join.only_in_place.count,
                as_json(join.only_in_place.examples),
                join.people_unjoined,
                as_json(join.causes),
            )
            for i, join in joins
        ],
        "conversions": [
            (i, x.from_vintage, x.to_vintage, x.exact, x.merged, x.split, x.recut)
            for i, join in joins
            if (x := join.conversion)
        ],
    }


def read_sources(base: sqlite3.Connection) -> tuple[Source, ...]:
    """The files the place was made from, in their order."""
    joins = _read_joins(base)
    found = base.execute(
        "SELECT position, role, file, sha256, detail, notes FROM sources ORDER BY position"
    ).fetchall()
    lost = sorted(joins.keys() - {position for position, *_ in found})
    if lost:
        raise ValueError(f"its table joins is about source {lost[0]}, which is not there")
    return tuple(
        Source(role, file, sha256, detail, texts_of(notes), joins.get(position))
        for position, role, file, sha256, detail, notes in found
    )


def _read_joins(base: sqlite3.Connection) -> dict[int, JoinReport]:
    """The join report of each source that has one, by its position."""
    conversions: dict[int, Conversion] = {
        source: Conversion(*(int(count) for count in counts))
        for source, *counts in base.execute(f"SELECT {_names('conversions')} FROM conversions")  # noqa: S608
    }
    joins: dict[int, JoinReport] = {}
    for source, read, matched, file, file_first, place, place_first, people, causes in base.execute(
        f"SELECT {_names('joins')} FROM joins"  # noqa: S608
    ):
        joins[source] = JoinReport(
            rows_read=int(read),
            ids_matched=int(matched),
            only_in_file=OneSided(int(file), texts_of(file_first)),
            only_in_place=OneSided(int(place), texts_of(place_first)),
            people_unjoined=None if people is None else float(people),
            causes=texts_of(causes),
            conversion=conversions.pop(source, None),
        )
    if conversions:
        raise ValueError("its table conversions is about a source that did not join")
    return joins


def _names(table: str) -> str:
    return ", ".join(FORMS[table].names)
