"""Distinct codes of a column, and which units of a place they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from icp_footprints.sources.opening.tables import Texts
from icp_footprints.sources.recognition.codes import tidy_code


@dataclass(frozen=True, eq=False)
class Matching:
    """The distinct codes of a column beside the units of a place.

    Parameters
    ----------
    unit_codes
        The units' ids as they are compared.
    codes
        Distinct codes of the column as they are compared, in their order in the file.
    code_of_row
        Array (rows,): position of each row's code in `codes`, -1 where the cell is empty.
    unit_of_code
        Array (codes,): row of the unit with that code, -1 where there is none.
    """

    unit_codes: tuple[str, ...]
    codes: tuple[str, ...]
    code_of_row: NDArray[np.int64]
    unit_of_code: NDArray[np.int64]


def match_codes(codes: Texts, unit_ids: tuple[str, ...]) -> Matching:
    """Match codes to units whatever their letter case and the spaces round them."""
    tidy_units = tuple(tidy_code(unit) for unit in unit_ids)
    # Ids of the user's own may differ in letter case only: those are compared as they stand.
    tidy = tidy_code if len(set(tidy_units)) == len(unit_ids) else str.strip
    units = tidy_units if tidy is tidy_code else tuple(unit.strip() for unit in unit_ids)
    raw_of_row, raw = pd.factorize(codes)
    of_raw, distinct = pd.factorize(np.array([tidy(str(code)) for code in raw], dtype=object))
    position = {code: row for row, code in enumerate(units)}
    names = [str(code) for code in distinct]
    filled = np.array([bool(name) for name in names], dtype=np.bool_)
    number = np.where(filled, np.cumsum(filled) - 1, -1)
    # Both look-ups end in -1, which is where pandas sends a missing value.
    of_raw = np.append(number[of_raw] if len(of_raw) else of_raw, -1)
    kept = tuple(name for name in names if name)
    return Matching(
        unit_codes=units,
        codes=kept,
        code_of_row=of_raw[raw_of_row].astype(np.int64),
        unit_of_code=np.array([position.get(name, -1) for name in kept], dtype=np.int64),
    )
