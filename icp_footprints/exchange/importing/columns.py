"""Which columns of a stranger's file say what the unit is, and which footprint it is in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.exchange.exporting.unit_csv import FORMULA_STARTS
from icp_footprints.exchange.importing.imported import ImportColumns
from icp_footprints.geography.place import Place
from icp_footprints.sources.columns import name_column_beside, plain
from icp_footprints.sources.opening.tables import Table
from icp_footprints.wording import shortlist

# What people call a footprint in the headers of their files, the surest first.
WORDS = (
    *("footprint", "fp", "neighbourhood", "neighborhood", "nbhd", "nhood", "int", "inht", "nht"),
    *("locality", "cluster", "patch", "hub", "sector", "zone", "team", "area"),
)
ID_ENDS = frozenset({"id", "cd", "code", "ref", "reference", "no", "num", "number", "key"})
NAME_ENDS = frozenset({"name", "nm", "names", "title", "label"})
# A word with its ending and year in one: FPCD, FP25NM, INTname.
JOINED = re.compile(
    r"(?P<word>[a-z]+?)s?(?:\d{2}|\d{4})?(?P<end>cd|code|id|nm|name)?(?:\d{2}|\d{4})?"
)
# Words beside it that make a column one about the footprint, but not what the footprint is.
FIGURES = frozenset({"people", "km2", "ha", "share", "best", "low", "high", "population", "pop"})
# Of features, which are footprints themselves.
PLAIN_IDS = ("id", "code", "footprint_id", "fpcd")
OWN_ID_OF_KML = "id2"
PLAIN_NAMES = ("name", "footprint_name", "fpnm", "title", "label")


@dataclass(frozen=True)
class FootprintColumns:
    """Columns of ids and of names of footprints; at least one of the two."""

    id: str | None
    name: str | None


def unguarded(cells: Iterable[object]) -> list[str]:
    """Cells without the apostrophe that keeps a spreadsheet from running them."""
    texts = [str(cell) for cell in cells]
    return [
        text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text
        for text in texts
    ]


def rows_of_units(place: Place, cells: Iterable[object]) -> NDArray[np.intp]:
    """Array (rows,): the row in the place of the unit each cell names, or -1."""
    position = place.units.position
    upper = {code.upper(): row for code, row in position.items()}
    return np.array(
        [position.get(text, upper.get(text.upper(), -1)) for text in unguarded(cells)],
        dtype=np.intp,
    )


def unit_column(place: Place, table: Table, asked: ImportColumns) -> str | None:
    """The column that names most units of the place, or the one asked for; None for none.

    Raises
    ------
    InputError
        When there is no column of the name asked for.
    """
    if asked.unit is not None:
        return table.find([asked.unit], "units (--column unit=...)")
    known = {code.upper() for code in place.units.ids}
    counts = {
        name: len({text.upper() for text in unguarded(set(cells.tolist()))} & known)
        for name, cells in table.columns.items()
    }
    best = max(counts, key=counts.__getitem__, default=None)
    return best if best is not None and counts[best] else None


def lookup_columns(table: Table, unit: str, asked: ImportColumns) -> FootprintColumns:
    """The columns that say which footprint the unit of each row is in.

    Raises
    ------
    InputError
        When none can be recognised, or a column asked for is not there.
    """
    if asked.id is not None or asked.name is not None:
        return _asked(table, asked)
    about_units = {unit, name_column_beside(table.columns, unit)}
    others = [name for name in table.columns if name not in about_units]
    ids, names, bare = _by_words(others)
    if not (ids or names or bare) and len(others) == 1:
        # The units, and one thing said of each.
        bare = others
    if not (ids or names or bare):
        raise InputError(
            f"{table.file} has no column that says which footprint each unit is in.",
            "Name one with --column name=COLUMN. Its columns are: "
            f"{shortlist(list(table.columns), 40)}.",
        )
    first_id = ids[0] if ids else None
    if names:
        return FootprintColumns(first_id, names[0])
    if first_id is None:
        return FootprintColumns(None, bare[0])
    return FootprintColumns(first_id, bare[0] if bare else None)


def shape_columns(table: Table, asked: ImportColumns) -> FootprintColumns:
    """The columns of features that are footprints themselves; both may be missing.

    Raises
    ------
    InputError
        When a column asked for is not there.
    """
    given = _asked(table, asked)
    by_plain = {plain(name): name for name in reversed(list(table.columns))}
    if table.kind == "KML":
        # Every placemark has an id of its own kind; one that was asked for stands beside it.
        by_plain.pop("id", None)
        by_plain |= {"id": by_plain.pop(OWN_ID_OF_KML)} if OWN_ID_OF_KML in by_plain else {}
    ids, names, bare = _by_words(list(table.columns))
    exact_id = next((by_plain[each] for each in PLAIN_IDS if each in by_plain), None)
    exact_name = next((by_plain[each] for each in PLAIN_NAMES if each in by_plain), None)
    return FootprintColumns(
        given.id or exact_id or (ids[0] if ids else None),
        given.name or exact_name or (names[0] if names else bare[0] if bare else None),
    )


def _asked(table: Table, asked: ImportColumns) -> FootprintColumns:
    return FootprintColumns(
        None if asked.id is None else table.find([asked.id], "ids (--column id=...)"),
        None if asked.name is None else table.find([asked.name], "names (--column name=...)"),
    )


def _by_words(columns: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Columns of ids, of names, and those that do not say which; the surest first of each."""
    found: tuple[list[tuple[int, str]], ...] = ([], [], [])
    for column in columns:
        rank, end = _rank_and_end(column)
        if rank < len(WORDS):
            found[0 if end in ID_ENDS else 1 if end in NAME_ENDS else 2].append((rank, column))
    ids, names, bare = ([name for _, name in sorted(each, key=_rank)] for each in found)
    return ids, names, bare


def _rank(found: tuple[int, str]) -> int:
    return found[0]


def _rank_and_end(column: str) -> tuple[int, str]:
    """How sure a header is of a footprint (0 the surest), and what it ends in."""
    if len(column) > 200:
        return len(WORDS), ""
    rank, end = len(WORDS), ""
    tokens = plain(column).split("_")
    if FIGURES & set(tokens):
        return rank, ""
    for token in tokens:
        if token in ID_ENDS or token in NAME_ENDS:
            end = token
            continue
        joined = JOINED.fullmatch(token)
        for word in (token, joined["word"] if joined else token):
            if word in WORDS:
                rank = min(rank, WORDS.index(word))
                end = (joined["end"] if joined and joined["end"] and word != token else "") or end
    # Of a single general word, such as area, one needs to be sure that it is all there is.
    is_general = rank >= WORDS.index("hub")
    if is_general and len([each for each in tokens if each not in ID_ENDS | NAME_ENDS]) > 1:
        return len(WORDS), ""
    return rank, end
