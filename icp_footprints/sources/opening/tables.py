"""Tables as text: CSV files and the columns of boundary files, every cell a stripped string."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.sources.columns import find_column
from icp_footprints.sources.opening.files import check_file
from icp_footprints.wording import shortlist

# UTF-8 with or without a byte order mark, and what Excel on Windows writes.
ENCODINGS = ("utf-8-sig", "cp1252")

Texts = NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Table:
    """Columns of text, and where each row stands in its file.

    Parameters
    ----------
    file
        Name of the file, for errors.
    columns
        Arrays (rows,) of stripped strings, empty where a value is missing.
    row_numbers
        Array (rows,): the number by which a person finds the row in the file.
    row_word
        What such a number counts: ``line`` or ``row``.
    """

    file: str
    columns: Mapping[str, Texts]
    row_numbers: NDArray[np.int64]
    row_word: str = "row"

    def __len__(self) -> int:
        return len(self.row_numbers)

    def find(self, wanted: Sequence[str], role: str) -> str:
        """The name of the column that has one of the wanted names; see `find_column`."""
        return find_column(self.columns, wanted, self.file, role)

    def where(self, row: int) -> str:
        """A row in words, such as ``line 7``."""
        return f"{self.row_word} {self.row_numbers[row]}"

    def rows(self, chosen: NDArray[np.bool_]) -> Table:
        """The chosen rows only."""
        kept = {name: values[chosen] for name, values in self.columns.items()}
        return Table(self.file, kept, self.row_numbers[chosen], self.row_word)

    def people(self, column: str) -> NDArray[np.float64]:
        """A column of counts of people.

        Raises
        ------
        InputError
            When one is missing, negative or not a number, naming the row.
        """
        texts: Any = self.columns[column]
        numbers: NDArray[np.float64] = np.asarray(pd.to_numeric(texts, errors="coerce"), np.float64)
        bad = ~np.isfinite(numbers) | (numbers < 0)
        if bad.any():
            row = int(np.argmax(bad))
            shown = f"'{texts[row]}'" if texts[row] else "nothing"
            raise InputError(
                f"{self.file}, {self.where(row)} has {shown} in column '{column}', which is not a "
                "number of people.",
                "Every count must be a number of 0 or more.",
            )
        return numbers


def read_csv(path: Path) -> Table:
    """A CSV file as text.

    Raises
    ------
    InputError
        When it is missing, empty or not a CSV file.
    """
    check_file(path, {".csv": (), ".txt": ()})
    lines = _parse(path)
    header = [name.strip() for name in lines[0][1]]
    while header and not header[-1]:
        header.pop()
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise InputError(
            f"{path.name} has more than one column called {shortlist(twice)}.",
            "Rename or remove one of them.",
        )
    rows = [(line, cells) for line, cells in lines[1:] if any(cell.strip() for cell in cells)]
    if not rows:
        raise InputError(f"{path.name} has no rows.", "Choose a file with data in it.")
    _check_width(path.name, header, rows)
    columns = {
        name: np.array(
            [_text(cells[i]) if i < len(cells) else "" for _, cells in rows], dtype=object
        )
        for i, name in enumerate(header)
    }
    return Table(path.name, columns, np.array([line for line, _ in rows], dtype=np.int64), "line")


def _parse(path: Path) -> list[tuple[int, list[str]]]:
    """The cells of every record, and the line of the file it ends on; the header is the first."""
    content = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        try:
            records = [(reader.line_num, cells) for cells in reader]
        except csv.Error as error:
            raise InputError(
                f"{path.name}, line {reader.line_num} cannot be read as CSV: {error}.",
                "Save it again as CSV (comma separated).",
            ) from error
        filled = [(line, cells) for line, cells in records if any(cells)]
        if not filled:
            raise InputError(f"{path.name} has no rows.", "Choose a file with data in it.")
        return filled
    raise InputError(
        f"{path.name} is in an unknown encoding.", "Save it again as CSV UTF-8 (comma separated)."
    )


def _check_width(file: str, header: list[str], rows: list[tuple[int, list[str]]]) -> None:
    """Cells beyond the header would be in nobody's column; empty ones do no harm."""
    for line, cells in rows:
        if any(cell.strip() for cell in cells[len(header) :]):
            raise InputError(
                f"{file}, line {line} has {len(cells)} cells, but the header has {len(header)}.",
                "A comma inside a name needs quotes round the name: save it again from Excel.",
            )


def text_columns(frame: Any) -> dict[str, Texts]:
    """The columns of a pandas table as arrays of stripped strings."""
    return {
        str(column).strip(): np.array([_text(value) for value in frame[column]], dtype=object)
        for column in frame.columns
    }


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.replace("\x00", "").strip()
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    # A column of whole codes with a gap in it is read as numbers with a point.
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
