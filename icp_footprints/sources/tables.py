"""Tables as text: CSV files and the columns of boundary files, every cell a stripped string."""

from __future__ import annotations

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
from icp_footprints.sources.files import check_file

# UTF-8 with or without a byte order mark, and what Excel on Windows writes.
ENCODINGS = ("utf-8-sig", "cp1252")
# The header is line 1 of a CSV file.
FIRST_DATA_LINE = 2

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
    frame = _parse(path)
    if frame.empty:
        raise InputError(f"{path.name} has no rows.", "Choose a file with data in it.")
    rows = np.arange(len(frame), dtype=np.int64) + FIRST_DATA_LINE
    return Table(path.name, text_columns(frame), rows, "line")


def _parse(path: Path) -> Any:
    for encoding in ENCODINGS:
        try:
            return pd.read_csv(path, dtype=str, encoding=encoding, keep_default_na=False)
        except UnicodeDecodeError:
            continue
        except ValueError as error:
            raise InputError(
                f"{path.name} cannot be read as a CSV file: {error}.",
                "Save it again as CSV (comma separated).",
            ) from error
    raise InputError(
        f"{path.name} is in an unknown encoding.", "Save it again as CSV UTF-8 (comma separated)."
    )


def text_columns(frame: Any) -> dict[str, Texts]:
    """The columns of a pandas table as arrays of stripped strings."""
    return {
        str(column).strip(): np.array([_text(value) for value in frame[column]], dtype=object)
        for column in frame.columns
    }


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    # A column of whole codes with a gap in it is read as numbers with a point.
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
