"""Columns of area codes: found by header, else by their values; and the one the rows are about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from icp_footprints.sources.columns import name_column_beside, plain
from icp_footprints.sources.opening.tables import Table, Texts
from icp_footprints.sources.recognition.codes import LAST_LSOA_2011, kind_of_codes, tidy_code
from icp_footprints.sources.recognition.headers import FINENESS, Header, read_header

# So many cells of a column, evenly spread, say what it holds.
SAMPLE = 400
# A column without a telling header is one of codes where this share of its cells are.
ENOUGH = 0.8
# Kinds of area that a practice belongs to, but nobody lives in by address.
OF_PRACTICES = frozenset({"PCN", "sub-ICB", "CCG", "ICB", "STP", "NHS region"})
# Ids of a user's own areas, in headers made plain.
OWN_IDS = ("unit_id", "unit_code", "unit", "area_code", "area_id", "geography_code", "code", "id")
OWN = "unit"
# Footprints beside units, as this program exports them: a look-up of units.
FOOTPRINT_ID, FOOTPRINT = "footprint_id", "footprint"
# Columns of this program's exports that name the area most of a footprint belongs to.
BEST_AREA = re.compile(r".*_best_area(_name)?")


@dataclass(frozen=True)
class CodeColumn:
    """A column of area codes.

    Parameters
    ----------
    column
        Its header.
    geography
        The kind of area, such as ``LSOA``, ``ward`` or ``local authority``; ``unit`` for ids of
        the user's own.
    vintage
        Year of the boundaries, where header or values tell it. A code such as E01000001 may be
        of 2011 or of 2021: only the join can tell.
    name_column
        The column of names that goes with it, if there is one.
    is_aside
        Whether the code only says where something lies, as ``located_lsoa21_code`` of a practice.
    """

    column: str
    geography: str
    vintage: int | None = None
    name_column: str | None = None
    is_aside: bool = False


def code_columns(table: Table) -> tuple[CodeColumn, ...]:
    """The columns of area codes, in the order of the table."""
    headers = {
        column: read_header(column)
        for column in table.columns
        if not BEST_AREA.fullmatch(plain(column))
    }
    has_units = any(plain(column) == "unit_id" for column in table.columns)
    found: list[CodeColumn] = []
    for column, header in headers.items():
        geography = _geography(header, table.columns[column])
        if has_units and plain(column) == FOOTPRINT_ID:
            geography = FOOTPRINT
        if geography is not None:
            found.append(_code_column(table, column, geography, headers))
    return tuple(found)


def sample_of(texts: Texts) -> list[str]:
    """Some cells of a column that are not empty, evenly spread."""
    step = max(1, len(texts) // SAMPLE)
    return [str(text) for text in texts[::step] if text]


def _geography(header: Header | None, texts: Texts) -> str | None:
    """The kind of area whose codes a column holds, or None where it holds none."""
    if header is not None and header.part in {"name", "local name"}:
        return None
    kind = kind_of_codes(sample_of(texts))
    by_values = kind.geographies if kind.share >= ENOUGH else ()
    if header is None:
        return by_values[0] if by_values else None
    if not by_values:
        return header.geography if header.part else None
    # Codes say what they are; a header decides only between kinds that share their codes.
    return header.geography if header.geography in by_values else by_values[0]


def _code_column(
    table: Table, column: str, geography: str, headers: Mapping[str, Header | None]
) -> CodeColumn:
    header = headers[column]
    named = _name_column(table, column, geography, headers)
    beside = headers.get(named) if named else None
    vintage = header.vintage if header is not None else None
    if vintage is None and beside is not None:
        vintage = beside.vintage
    if vintage is None and geography == "LSOA":
        vintage = _vintage_of_values(table.columns[column])
    return CodeColumn(column, geography, vintage, named, header is not None and header.is_aside)


def _name_column(
    table: Table, column: str, geography: str, headers: Mapping[str, Header | None]
) -> str | None:
    """The names that go with a column of codes; for an MSOA the House of Commons Library's."""
    own = headers[column]
    alike = [
        (name, header)
        for name, header in headers.items()
        if header is not None
        and name != column
        and header.geography == geography
        and (own is None or own.vintage is None or header.vintage in {None, own.vintage})
    ]
    for name, header in alike:
        if header.part == "local name":
            return name
    beside = name_column_beside(table.columns, column)
    if beside is not None:
        return beside
    if own is not None and own.is_aside:
        return None
    for name, header in alike:
        # "2021 super output area - lower layer" beside "mnemonic": names without the word.
        bare = not header.part and not kind_of_codes(sample_of(table.columns[name])).geographies
        if header.part == "name" or (bare and own is None):
            return name
    return None


def _vintage_of_values(texts: Texts) -> int | None:
    """2021 where some LSOA was made in that year; older codes are of 2011 as well as of 2021."""
    codes = {tidy_code(str(text)) for text in pd.unique(texts)}
    english = re.compile(r"E01\d{6}")
    return (
        2021 if any(english.fullmatch(code) and code > LAST_LSOA_2011 for code in codes) else None
    )


def unit_column(
    table: Table, codes: tuple[CodeColumn, ...], has_practices: bool
) -> CodeColumn | None:
    """The column that says which unit a row is about: the finest, and of those the least repeated.

    A column of the user's own ids, in which every row has one of its own, comes before codes that
    repeat. A table of practices is about no unit by its PCNs or ICBs.
    """
    likely = [
        each
        for each in codes
        if not each.is_aside
        and each.geography != FOOTPRINT
        and not (has_practices and each.geography in OF_PRACTICES)
    ]
    finest = min((_fineness(each) for each in likely), default=None)
    best = [each for each in likely if _fineness(each) == finest]
    if len(best) > 1:
        best.sort(key=lambda each: (-_distinct(table, each.column), -(each.vintage or 0)))
    if best and repeats(table, best[0].column) == 0:
        return best[0]
    own = _own_ids(table, has_practices)
    if own is not None and (not best or repeats(table, own.column) == 0):
        return own
    return best[0] if best else None


def _fineness(code: CodeColumn) -> int:
    return FINENESS.index(code.geography) if code.geography in FINENESS else len(FINENESS)


def _own_ids(table: Table, has_practices: bool) -> CodeColumn | None:
    by_plain = {plain(column): column for column in table.columns}
    for name in OWN_IDS:
        column = by_plain.get(name)
        if column is not None and not (has_practices and name in {"code", "id"}):
            return CodeColumn(column, OWN, None, name_column_beside(table.columns, column))
    return None


def _distinct(table: Table, column: str) -> int:
    return len(pd.unique(table.columns[column]))


def repeats(table: Table, column: str) -> int:
    """How many rows have a code that a row above them has."""
    texts = table.columns[column]
    empty = int(np.count_nonzero(texts == ""))
    return len(texts) - empty - (len(pd.unique(texts)) - (empty > 0))
