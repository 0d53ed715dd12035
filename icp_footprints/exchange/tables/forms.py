"""What a table of a plan file is, and reading one by columns."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Row = tuple[object, ...]


@dataclass(frozen=True)
class Form:
    """A table as QGIS lists it: its columns with their types, and those that tell rows apart."""

    columns: str
    key: str = "position"

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.split()[0] for column in self.columns.split(","))


Forms = Mapping[str, Form]


def numbers(
    base: sqlite3.Connection, query: str, parameters: Row = (), width: int = 3
) -> tuple[NDArray[np.float64], ...]:
    """The columns of a query as float64 arrays, each (rows,).

    Raises
    ------
    ValueError, TypeError
        When a cell is not a number.
    """
    found = base.execute(query, parameters).fetchall()
    table = np.array(found, dtype=np.float64).reshape(-1, width)
    return tuple(np.ascontiguousarray(table[:, i]) for i in range(width))


def positions(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """Row or column numbers that were read as float64.

    Raises
    ------
    ValueError
        When one is not a whole number, or beyond any table.
    """
    if not np.all((np.abs(values) < 2**31) & (values == np.floor(values))):
        raise ValueError("a number of a row is not a whole number")
    return values.astype(np.int64)


def as_json(texts: tuple[object, ...]) -> str:
    """A list as text, readable in any language."""
    return json.dumps(texts, ensure_ascii=False)


def texts_of(cell: str) -> tuple[str, ...]:
    """The texts of a list written by `as_json`."""
    found: object = json.loads(cell)
    if not isinstance(found, list):
        raise TypeError("a list of texts is something else")
    return tuple(str(text) for text in found)
