"""Rows of a registrations file: each patient once, at home in a unit, elsewhere, or unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.sources.layers.practices import PracticeMap, in_capitals, pcn_code
from icp_footprints.sources.opened_table import OpenedTable
from icp_footprints.sources.opening.tables import Table, Texts

# How files name the sum of the sexes.
BOTH_SEXES = ("ALL", "TOTAL", "PERSONS", "PERSON", "BOTH", "ALL PERSONS", "T", "P")
# Codes of places people live in; others (EMPTY, CLOSED) say that the place is not known.
PLACE_CODE = re.compile(r"[A-Z]\d{8}|\d{2}[A-Z0-9]{4,}")
NOT_IN_MAP = -2
NO_PCN = -1


@dataclass(frozen=True, eq=False)
class Patients:
    """Rows of a registrations file, each patient counted once.

    Parameters
    ----------
    homes
        Array (r,) of the codes of where the patients live, as the file has them.
    practices
        Array (r,) of practice codes.
    pcns
        Array (r,): position in `pcn_codes`; -1 for a practice in no PCN, -2 for one that the map
        of practices does not have.
    pcn_codes
        Codes of the PCNs.
    counts
        Array (r,) of patients; models may count fractions.
    is_home_known
        Array (r,): whether the code of the home is that of a place.
    notes
        What was repaired, one sentence each.
    """

    homes: Texts
    practices: Texts
    pcns: NDArray[np.int64]
    pcn_codes: tuple[str, ...]
    counts: NDArray[np.float64]
    is_home_known: NDArray[np.bool_]
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.counts)


def read_patients(file: OpenedTable, practice_map: PracticeMap | None) -> Patients:
    """The rows of a registrations file.

    Where a practice and unit have a row for all sexes, it is used; else their rows are added up.

    Parameters
    ----------
    file
        A table with practices, units and numbers of patients.
    practice_map
        Which PCN each practice is in; left out, the file has a column of PCNs itself.

    Raises
    ------
    InputError
        When a column is missing, a count is wrong, or two rows are of one practice, unit and sex.
    """
    recognition = file.recognition
    count = _count_column(file)
    file.table.people(count)  # every count is checked, also those that totals make superfluous
    unit, practice = recognition.units.column, recognition.column("practice")
    table = _each_once(file.table, practice, unit, _sexes(file))
    practices = in_capitals(table.columns[practice])
    homes = table.columns[unit]
    pcns, codes = _pcns(file, table, practices, practice_map)
    place, home = pd.factorize(in_capitals(homes))
    is_place = np.array([PLACE_CODE.fullmatch(str(code)) is not None for code in home], np.bool_)
    return Patients(
        homes=homes,
        practices=practices,
        pcns=pcns,
        pcn_codes=codes,
        counts=table.people(count),
        is_home_known=is_place[place],
        notes=file.table.number_notes(count),
    )


def _count_column(file: OpenedTable) -> str:
    recognition = file.recognition
    has_people_only = recognition.has("people") and not recognition.has("patients")
    return recognition.column("people" if has_people_only else "patients")


def _sexes(file: OpenedTable) -> Texts | None:
    """Sex of each row in capitals, ALL for both; None where the file has no such column."""
    if not file.recognition.has("sex"):
        return None
    sexes = in_capitals(file.table.columns[file.recognition.column("sex")])
    sexes[np.isin(sexes.astype(str), BOTH_SEXES)] = "ALL"
    return sexes


def _each_once(table: Table, practice: str, unit: str, sexes: Texts | None) -> Table:
    """The rows that count each patient once."""
    practices, _ = pd.factorize(in_capitals(table.columns[practice]))
    units, homes = pd.factorize(in_capitals(table.columns[unit]))
    pair = practices.astype(np.int64) * len(homes) + units
    if sexes is None:
        _refuse_twice(table, pair, practice, unit)
        return table
    sex, kinds = pd.factorize(sexes)
    _refuse_twice(table, pair * len(kinds) + sex, practice, unit)
    is_total = sexes == "ALL"
    return table.rows(is_total | ~np.isin(pair, pair[is_total]))


def _refuse_twice(table: Table, key: NDArray[np.int64], practice: str, unit: str) -> None:
    """Two rows of one practice, unit and sex are a file put together twice, never more people."""
    again = pd.Series(key).duplicated().to_numpy() & (table.columns[unit] != "")
    if again.any():
        row = int(np.argmax(again))
        first = int(np.argmax(key == key[row]))
        raise InputError(
            f"{table.file}, {table.where(row)}: practice {table.columns[practice][row]} and unit "
            f"{table.columns[unit][row]} are in {table.where(first)} already.",
            "Each practice and unit may have one row for each sex: remove the copies, or use one "
            "month's file.",
        )


def _pcns(
    file: OpenedTable, table: Table, practices: Texts, practice_map: PracticeMap | None
) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """PCN of each row, and the codes of the PCNs."""
    if practice_map is None:
        row_of, texts = pd.factorize(table.columns[file.recognition.column("pcn")])
        found = [pcn_code(text) for text in texts]
    else:
        row_of, texts = pd.factorize(practices)
        found = [practice_map.pcn_of.get(str(code)) for code in texts]
    codes = tuple(sorted({code for code in found if code}))
    column = {code: j for j, code in enumerate(codes)}
    numbers = [NOT_IN_MAP if code is None else column.get(code, NO_PCN) for code in found]
    return np.array(numbers, dtype=np.int64)[row_of], codes
