"""Reading the ONS look-up of LSOA 2011 to LSOA 2021, with or without population weights."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.sources.joining.changes import (
    NEW,
    OLD,
    STATED,
    ChangeLookup,
    ChangeRows,
    change_lookup,
)
from icp_footprints.sources.opening.tables import Table, Texts, read_table
from icp_footprints.sources.recognition.codes import tidy_code
from icp_footprints.sources.recognition.recognise import Recognition, recognise
from icp_footprints.wording import count_words


def read_change_lookup(
    source: str | Path, columns: Mapping[str, str] | None = None
) -> ChangeLookup:
    """Read the ONS look-up of LSOA 2011 to LSOA 2021.

    Parameters
    ----------
    source
        ``FILE`` with a column of LSOA 2011 codes and one of LSOA 2021 codes. Population weights
        and the change indicator (``CHGIND``) are used where there are any; without weights the
        people of a split area are shared out in equal parts, which `ChangeLookup.notes` says. A
        column of people of 2011 is used to divide merged areas again.
    columns
        Columns by role, where their names say too little.

    Raises
    ------
    InputError
        When a column is missing, a code or weight is wrong, or weights do not add up to 1.
    """
    table = read_table(source)
    found = recognise(table, columns)
    old_codes, old = _codes(table, _column(found, OLD))
    new_codes, new = _codes(table, _column(found, NEW))
    _check_rows(table, old, new, old_codes, new_codes)
    notes: list[str] = []
    stated = _stated(table, found.column("change")) if found.has("change") else None
    if found.has("weight"):
        weight = _weights(table, found.column("weight"))
    else:
        weight = 1 / np.bincount(old)[old]
        divided = len(set(old[weight < 1].tolist()))
        if divided:
            notes.append(
                f"{table.file} has no population weights: "
                f"{count_words(divided, 'split area')} of {OLD} are shared out in equal parts."
            )
    people = _people(table, found, old) if found.has("people") else None
    rows = ChangeRows(old_codes, new_codes, old, new, weight, stated, people)
    return change_lookup(table.file, rows, tuple(notes))


def _column(found: Recognition, vintage: int) -> str:
    for each in found.codes:
        if each.geography == "LSOA" and each.vintage == vintage:
            return each.column
    raise InputError(
        f"{found.file} has no column of LSOA {vintage} codes.",
        f"A change look-up has two: LSOA{OLD % 100}CD and LSOA{NEW % 100}CD.",
    )


def _codes(table: Table, column: str) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """The distinct codes of a column, and which of them each row has."""
    texts: Texts = table.columns[column]
    empty = texts == ""
    if empty.any():
        raise InputError(
            f"{table.file}, {table.where(int(np.argmax(empty)))} has no code in column '{column}'.",
            "Every row of a change look-up needs a code of each year.",
        )
    numbers, codes = pd.factorize(np.array([tidy_code(str(text)) for text in texts], dtype=object))
    return tuple(str(code) for code in codes), numbers.astype(np.int64)


def _check_rows(
    table: Table,
    old: NDArray[np.int64],
    new: NDArray[np.int64],
    old_codes: tuple[str, ...],
    new_codes: tuple[str, ...],
) -> None:
    """A pair of areas given twice would take the people across twice."""
    twice = pd.Series(old * len(new_codes) + new).duplicated().to_numpy()
    if twice.any():
        row = int(np.argmax(twice))
        first = int(np.argmax((old == old[row]) & (new == new[row])))
        raise InputError(
            f"{table.file}: {old_codes[old[row]]} to {new_codes[new[row]]} is there twice, in "
            f"{table.where(first)} and {table.where(row)}.",
            "Remove one of the two rows.",
        )


def _stated(table: Table, column: str) -> list[str]:
    letters = [str(text).strip().upper()[:1] for text in table.columns[column]]
    for row, letter in enumerate(letters):
        if letter not in STATED:
            raise InputError(
                f"{table.file}, {table.where(row)} has '{table.columns[column][row]}' in column "
                f"'{column}', which is none of {', '.join(STATED)}.",
                "Use the change indicator as ONS publishes it.",
            )
    return letters


def _weights(table: Table, column: str) -> NDArray[np.float64]:
    weights = table.numbers(column, "a population weight")
    bad = ~((weights >= 0) & (weights <= 1.001))
    if bad.any():
        row = int(np.argmax(bad))
        written = str(table.columns[column][row])
        has = f"the weight '{written}'" if written else "nothing"
        why = ", which is more than 1" if weights[row] > 1 else ""
        raise InputError(
            f"{table.file}, {table.where(row)} has {has} in column '{column}'{why}.",
            "Population weights are shares from 0 to 1.",
        )
    return weights


def _people(table: Table, found: Recognition, old: NDArray[np.int64]) -> NDArray[np.float64]:
    """People of each old area; an area's rows repeat the same figure."""
    people = table.people(found.column("people"))
    _, first = np.unique(old, return_index=True)
    of_old = people[first]
    unlike = of_old[old] != people
    if unlike.any():
        row = int(np.argmax(unlike))
        raise InputError(
            f"{table.file}, {table.where(row)} has another number of people than other rows of "
            f"the same area of {OLD}.",
            "Give each area of 2011 one number of people.",
        )
    return of_old
