"""How much each row of a file counts in the means of its units: by the people it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from icp_footprints.errors import InputError
from icp_footprints.sources.opening.tables import Texts
from icp_footprints.sources.recognition.codes import tidy_code
from icp_footprints.sources.recognition.roles import Role
from icp_footprints.sources.unit_file import UnitFile

DEPRIVATION_ROLES: tuple[Role, ...] = ("imd_score", "imd_rank", "imd_decile")


@dataclass(frozen=True, eq=False)
class RowWeights:
    """What the rows of a file count for in its units.

    Parameters
    ----------
    weights
        CSR array (units, rows) of people, or of parts where people are not known.
    in_equal_parts
        Array (units,): whether a unit is made of several rows whose people no file knows.
    """

    weights: csr_array
    in_equal_parts: NDArray[np.bool_]


def weigh_rows(file: UnitFile, files: Sequence[UnitFile]) -> RowWeights:
    """Weigh the rows of each unit by the people they stand for.

    Rows count the people of their own table; without such a column, those that another of the
    files gives for the same code. Where some of a unit's rows have none, or nobody lives there,
    its rows count alike.

    Parameters
    ----------
    file
        The file to weigh.
    files
        All files about units.
    """
    weights = file.join.weights
    rows_of_unit = np.diff(weights.indptr)
    unit = np.repeat(np.arange(len(rows_of_unit)), rows_of_unit)
    if (rows_of_unit <= 1).all():
        return RowWeights(weights, np.zeros(len(rows_of_unit), dtype=np.bool_))
    people = _people_of_rows(file, files)[weights.indices]
    share = np.asarray(weights.data, dtype=np.float64)
    unknown = np.bincount(unit[np.isnan(people)], minlength=len(rows_of_unit)) > 0
    held = np.bincount(unit, np.nan_to_num(share * people), minlength=len(rows_of_unit))
    alike = unknown | (held == 0) | (rows_of_unit <= 1)
    data = np.where(alike[unit], share, share * people)
    weighed = csr_array((data, weights.indices, weights.indptr), shape=weights.shape)
    return RowWeights(weighed, unknown & (rows_of_unit > 1))


def _people_of_rows(file: UnitFile, files: Sequence[UnitFile]) -> NDArray[np.float64]:
    """Array (rows,) of people, NaN where no file knows them."""
    if file.opened.recognition.has("people"):
        return file.opened.people()
    codes = _tidy(file.row_codes)
    people = np.full(len(codes), np.nan)
    # People beside an index are of older years: they count where nothing else does.
    for other in sorted(files, key=_has_deprivation):
        if other is not file and other.opened.recognition.has("people") and np.isnan(people).any():
            held = _people_by_code(other)
            theirs = np.array([held.get(code, np.nan) for code in codes], dtype=np.float64)
            people = np.where(np.isnan(people), theirs, people)
    return people


def _has_deprivation(file: UnitFile) -> bool:
    return any(file.opened.recognition.has(role) for role in DEPRIVATION_ROLES)


def _people_by_code(file: UnitFile) -> dict[str, float]:
    """People by code; none where some are wrong: whoever counts them says so."""
    try:
        people = file.opened.people()
    except InputError:
        return {}
    found: dict[str, float] = {}
    for code, count in zip(_tidy(file.row_codes).tolist(), people.tolist(), strict=True):
        if code:
            found[code] = found.get(code, 0) + count
    return found


def _tidy(codes: Texts) -> NDArray[np.object_]:
    return np.array([tidy_code(str(code)) for code in codes], dtype=object)
