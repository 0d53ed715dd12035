"""A sheet of the workbook before it is written: columns, rows, and cells that keep their type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from icp_footprints.report.words import printable

LONGEST_CELL = 32_767
LONGEST_SHEET_NAME = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
# Excel keeps this name for itself.
RESERVED = "history"
COUNT = re.compile(r"-?\d{1,3}(,\d{3})*|-?\d+")
SHARE = re.compile(r"(-?\d+(?:\.(\d+))?) ?%")
NUMBER = re.compile(r"-?[\d,]*\d(\.\d+)?")


class Kind(Enum):
    """What a column holds, by which its cells are formatted."""

    TEXT = "text"
    WORDS = "words"
    """Sentences, that run over lines."""
    COUNT = "count"
    SHARE = "share"
    KM2 = "km2"
    RATIO = "ratio"
    FIGURE = "figure"
    """A count, a share or words, from cell to cell."""
    DATE = "date"


class Number(NamedTuple):
    """A number, and the format that Excel shows it in."""

    value: float
    format: str


Cell = str | Number
COUNT_FORMAT, SHARE_FORMAT, WHOLE_SHARE_FORMAT = "#,##0", "0.0 %", "0 %"
FORMATS = {Kind.KM2: "#,##0.00", Kind.RATIO: "0.000", Kind.COUNT: COUNT_FORMAT}


@dataclass(frozen=True)
class Column:
    """A column: its heading, what it holds, and how wide it is, in letters."""

    heading: str
    kind: Kind = Kind.TEXT
    width: float = 12


@dataclass(frozen=True)
class Sheet:
    """One sheet, which holds one table.

    Parameters
    ----------
    name
        What its tab says, as it was asked for; see `sheet_names`.
    title, note
        The two lines above the table.
    columns, rows
        The table; rows have one value for each column: text, a number, or None for nothing.
    below
        Sentences below the table.
    frozen
        How many columns stay in sight when others are scrolled.
    filters
        Whether the headings can filter rows.
    """

    name: str
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | float | None, ...], ...]
    below: tuple[str, ...] = ()
    frozen: int = 0
    filters: bool = True


def cell(value: str | float | None, kind: Kind) -> Cell:
    """A value as it is written: words stay words in columns of text, whatever they look like.

    In columns of figures, text such as ``1,234``, ``55.8 %`` becomes the number; ``<5``, a dash
    or ``not printed`` stay.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        shown = FORMATS.get(kind, COUNT_FORMAT)
        # No more digits than are shown: the rest is the dust of floats.
        return Number(round(float(value), len(shown.partition(".")[2])), shown)
    if kind in (Kind.TEXT, Kind.WORDS, Kind.DATE):
        return fitted(value)
    return _number(value, kind) or fitted(value)


def _number(text: str, kind: Kind) -> Number | None:
    share = SHARE.fullmatch(text) if kind in (Kind.SHARE, Kind.FIGURE) else None
    if share:
        # From its digits: 55.8 / 100 by floats would not always be 0.558.
        value = round(float(share[1]) / 100, 6)
        return Number(value, SHARE_FORMAT if share[2] else WHOLE_SHARE_FORMAT)
    if COUNT.fullmatch(text):
        return Number(float(text.replace(",", "")), FORMATS.get(kind, COUNT_FORMAT))
    if NUMBER.fullmatch(text):
        decimals = len(text.partition(".")[2])
        return Number(float(text.replace(",", "")), f"#,##0.{'0' * decimals}")
    return None


def fitted(text: str) -> str:
    """Text as a cell can hold it; cut, with a note that says so, where it is too long."""
    clean = printable(text)
    if _letters(clean) <= LONGEST_CELL:
        return clean
    note = f"… (cut here: {len(clean):,} letters in all)"
    return f"{_first(clean, LONGEST_CELL - len(note))}{note}"


def sheet_names(wanted: list[str]) -> list[str]:
    """Names that Excel allows, each once, as near as can be to those wanted."""
    taken: set[str] = set()
    names: list[str] = []
    for text in wanted:
        clean = " ".join(FORBIDDEN.sub(" ", printable(text)).split()).strip("'") or "Sheet"
        name, number = _first(clean, LONGEST_SHEET_NAME).strip(" '"), 1
        while not name or name.lower() in taken or name.lower() == RESERVED:
            number += 1
            ending = f" {number}"
            name = f"{_first(clean, LONGEST_SHEET_NAME - len(ending)).rstrip()}{ending}"
        taken.add(name.lower())
        names.append(name)
    return names


def _letters(text: str) -> int:
    """Letters as Excel counts them: signs beyond the first 65,536 are two."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def _first(text: str, most: int) -> str:
    """The beginning of a text, of so many letters as Excel counts them."""
    if _letters(text) <= most:
        return text
    used = 0
    for position, letter in enumerate(text):
        used += 2 if letter > "\uffff" else 1
        if used > most:
            return text[:position]
    return text
