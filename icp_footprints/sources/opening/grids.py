"""Rows of cells as columns: where the table begins and ends among the lines of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.sources.opening.cells import Texts
from icp_footprints.wording import count_words, one_line, shortlist

# A row as it stands in a file: its number there and its cells, stripped.
Row = tuple[int, Sequence[str]]


@dataclass(frozen=True, eq=False)
class Grid:
    """A table's cells in columns, before anything knows what they mean.

    Parameters
    ----------
    columns
        Arrays (rows,) of stripped strings by column name.
    row_numbers
        Array (rows,) of each row's number in its file.
    notes
        What was left out or repaired, one sentence each.
    """

    columns: dict[str, Texts]
    row_numbers: NDArray[np.int64]
    notes: tuple[str, ...] = ()


def grid_of(
    file: str, rows: Sequence[Row], header: int, word: str, ragged: str, is_whole: bool = True
) -> Grid:
    """The table whose column names are in one of the rows.

    Parameters
    ----------
    file
        Name of the file, for errors.
    rows
        Every row of the file; those without cells, or with empty ones only, are blank.
    header
        Which of them holds the column names.
    word
        What a row's number counts: ``line`` or ``row``.
    ragged
        The way out where rows are not of one width.
    is_whole
        Whether the last row is known to be whole.

    Raises
    ------
    InputError
        When there are no rows, column names are the same, or a row has too many or too few cells.
    """
    body, below = _without_footnotes(rows[header + 1 :], _used(rows[header][1]))
    filled = [row for row in body if _used(row[1])]
    if not filled:
        raise no_rows(file)
    widest = max(_used(cells) for _, cells in filled)
    names, unnamed = _names(rows[header][1], widest)
    check_names(file, names)
    width = len(names)
    may_lack = _may_lack([cells for _, cells in filled], width)
    short = 0
    for i, (number, cells) in enumerate(filled):
        is_short = len(cells) < width
        short += is_short
        may_be_cut = i == len(filled) - 1 and not is_whole
        if _used(cells) > width or (is_short and (may_be_cut or len(cells) < may_lack)):
            said = count_words(len(cells) if is_short else _used(cells), "cell")
            raise InputError(
                f"{file}, {word} {number} has {said}, but the header has {width}.", ragged
            )
    if short:
        filled = [(number, [*cells, *[""] * (width - len(cells))]) for number, cells in filled]
    columns = {name: _column([cells[i] for _, cells in filled]) for i, name in enumerate(names)}
    numbers = np.array([number for number, _ in filled], dtype=np.int64)
    notes = [
        *note_above(rows[:header], word),
        *(f"The column without a name is called '{name}'." for name in unnamed),
        *_note_short(short, word),
        *_note_below(below, word),
    ]
    return Grid(columns, numbers, tuple(notes))


def no_rows(file: str) -> InputError:
    """The error of a table without a line of data."""
    return InputError(f"{file} has no rows.", "Choose a file with data in it.")


def check_names(file: str, names: Sequence[str]) -> None:
    """Refuse column names that are the same."""
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InputError(
            f"{file} has more than one column called {shortlist(twice)}.",
            "Rename or remove one of them.",
        )


def note_above(rows: Sequence[Row], word: str) -> list[str]:
    """What to say of the lines above the column names."""
    titles = [cells for _, cells in rows if _used(cells)]
    if not titles:
        return []
    first = " ".join(cell for cell in titles[0] if cell)
    more = " and so on" if len(titles) > 1 else ""
    count = count_words(len(titles), word)
    return [f"{count} above the column names left out: '{_short(first)}'{more}."]


def _note_short(count: int, word: str) -> list[str]:
    if not count:
        return []
    ends = "ends" if count == 1 else "end"
    return [f"{count_words(count, word)} {ends} before the last column: what lacks is empty."]


def _may_lack(rows: Sequence[Sequence[str]], width: int) -> int:
    """From which column on cells may lack: each is left empty by some row that has it.

    Old Excel leaves out empty cells at the ends of rows. A row that lacks what all others have is
    another matter: it has lost a comma, and its figures stand in the wrong columns.
    """
    first = width
    while first and any(len(cells) >= width and not cells[first - 1] for cells in rows):
        first -= 1
    return first


def _note_below(rows: Sequence[Row], word: str) -> list[str]:
    if not rows:
        return []
    more = " and so on" if len(rows) > 1 else ""
    count, (first, cells) = count_words(len(rows), word), rows[0]
    return [f"{count} below the data left out, from {word} {first}: '{_short(cells[0])}'{more}."]


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _used(cells: Sequence[str]) -> int:
    """How many cells a row has up to its last filled one."""
    width = len(cells)
    while width and not cells[width - 1]:
        width -= 1
    return width


def _without_footnotes(rows: Sequence[Row], width: int) -> tuple[Sequence[Row], Sequence[Row]]:
    """The rows of data, and the notes after a blank row that fill the first cell only."""
    cut = end = len(rows)
    while width > 1 and end and _used(rows[end - 1][1]) <= 1:
        end -= 1
        if not _used(rows[end][1]):
            cut = end
    return rows[:cut], [row for row in rows[cut:] if _used(row[1])]


def _names(header: Sequence[str], widest: int) -> tuple[list[str], list[str]]:
    """Column names, and those made up for columns that hold something but have none."""
    width = min(len(header), max(_used(header), widest))
    names = [name or f"column {i + 1}" for i, name in enumerate(header[:width])]
    return names, [names[i] for i in range(width) if not header[i]]


def _column(cells: list[str]) -> Texts:
    held = np.empty(len(cells), dtype=object)
    held[:] = cells
    return held
