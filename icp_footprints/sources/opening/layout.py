"""Where a table begins: which row holds its column names, below any titles and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from icp_footprints.errors import InputError
from icp_footprints.sources.columns import plain
from icp_footprints.sources.opening.cells import NUMBER

# How many rows, from the top, may hold the column names; and how many are looked at in all.
MOST_ABOVE, SAMPLE_ROWS = 100, 400

# Column names that England's publishers use, so that a header is known among titles.
KNOWN = re.compile(
    r"(2011_|2021_|20\d\d_)?(oa|lsoa|msoa|ward|wd|lad|ltla|utla|la|lau|cty|rgn|pcn|icb|sicbl|sub_icb"
    r"|sub_icb_location|par|parish|parncp|practice|prac|org|area|geography|gss|ons|local_authority"
    r"(_district)?)_?(\d\d|20\d\d)?_?(cd|code|codes|nm|name)(_\(20\d\d\))?"
    r"|mnemonic|number_of_patients|postcode|pcds?|easting|northing|latitude|longitude|lat|lon"
    r"|lsoa|msoa|oa|chgind|imd_(score|rank|decile)|index_of_multiple_deprivation.*"
)
GSS_CODE = re.compile(r"[EWSNK]\d{8}")


@dataclass(frozen=True)
class Layout:
    """Where the column names are among some rows, and how sure that is.

    Parameters
    ----------
    header
        Position of the row of column names.
    known
        How many of the names are ones that publishers use.
    width
        How many columns are named.
    fit
        Share of the rows below that have no more cells than that, and more than one.
    """

    header: int
    known: int
    width: int
    fit: float

    @property
    def sureness(self) -> int:
        """2 for a table with names that are known, 1 for a table, 0 for anything else."""
        return (1 + (self.known > 0)) if self.width > 1 and self.fit > 0 else 0

    @property
    def merit(self) -> tuple[bool, bool, float, int, int]:
        """By which one reading of a file is better than another."""
        return self.width > 1, self.known > 0, round(self.fit, 1), -self.header, self.width


def find_layout(rows: Sequence[Sequence[str]]) -> Layout | None:
    """Where the column names are, or None where every row is blank.

    Parameters
    ----------
    rows
        Stripped cells of the first rows of a file, the blank ones among them.
    """
    shapes = [_Shape.of(cells) for cells in rows[:SAMPLE_ROWS]]
    filled = [i for i, shape in enumerate(shapes) if shape.filled]
    if not filled:
        return None
    if max(shape.width for shape in shapes) == 1:
        return Layout(filled[0], _known(rows[filled[0]]), 1, 1.0)
    candidates = [i for i in filled[:MOST_ABOVE] if shapes[i].filled > 1]
    if not candidates:
        candidates = filled[:1]
    # One cell of data may happen to read like a name. Two in one row hardly do, and above data
    # stands a row as wide: titles are narrower.
    first = candidates[0]
    by_name = [
        i
        for i in candidates
        if _names_columns(rows, filled, i)
        and (i == first or _known(rows[i]) > 1 or shapes[i].width > shapes[first].width)
    ]
    if by_name:
        header = max(by_name, key=lambda i: (_known(rows[i]), -i))
    else:
        header = _climb(shapes, max(candidates, key=lambda i: (_area(shapes, i), -i)))
    below = len([i for i in filled if i > header])
    fit = _fitting(shapes, header) / below if below else 0.0
    return Layout(header, _known(rows[header]), shapes[header].width, fit)


def check_header(file: str, cells: Sequence[str], number: int, word: str) -> None:
    """Refuse a row of data in the place of the column names."""
    filled = [cell for cell in cells if cell]
    data = [cell for cell in filled if GSS_CODE.fullmatch(cell)]
    if not data and all(NUMBER.fullmatch(cell) for cell in filled):
        data = filled
    if data:
        raise InputError(
            f"{file} has no row of column names above {word} {number}, which holds "
            f"'{data[0][:40]}'.",
            "Add a first row that says what each column is.",
        )


@dataclass(frozen=True)
class _Shape:
    """How many cells a row has up to its last filled one, and how many of them are filled."""

    width: int
    filled: int

    @classmethod
    def of(cls, cells: Sequence[str]) -> _Shape:
        at = [i for i, cell in enumerate(cells) if cell]
        return cls(at[-1] + 1 if at else 0, len(at))


def _known(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if len(cell) < 60 and KNOWN.fullmatch(plain(cell)))


def _names_columns(rows: Sequence[Sequence[str]], filled: list[int], row: int) -> bool:
    """Whether a row has a known column name, and is not a line of a list of columns."""
    known = [i for i, cell in enumerate(rows[row]) if KNOWN.fullmatch(plain(cell[:60]))]
    at = filled.index(row)
    beside = [rows[i] for i in (*filled[max(at - 1, 0) : at], *filled[at + 1 : at + 2])]
    listed = [cells[i] for cells in beside for i in known if i < len(cells)]
    return bool(known) and not any(KNOWN.fullmatch(plain(cell[:60])) for cell in listed)


def _fitting(shapes: list[_Shape], row: int) -> int:
    """How many rows below one could be rows of data under it."""
    width = shapes[row].width
    return sum(1 for shape in shapes[row + 1 :] if shape.width <= width and shape.filled > 1)


def _area(shapes: list[_Shape], row: int) -> int:
    """How many cells a table with its column names in this row would have."""
    return shapes[row].width * _fitting(shapes, row)


def _climb(shapes: list[_Shape], row: int) -> int:
    """The top of the rows without a gap that are nearly as wide: titles are narrow.

    A header with a cell too few is then still the header, and the rows below are found ragged.
    """
    while row and shapes[row - 1].filled > 1 and 2 * shapes[row - 1].filled > shapes[row].width:
        row -= 1
    return row
