"""The map of practices to Primary Care Networks (PCNs), as NHS England publishes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.sources.opened_table import OpenedTable
from icp_footprints.sources.opening.tables import Texts

# NHS England's code for a practice that is in no PCN.
NO_PCN = ("", "U", "UNALLOCATED")


@dataclass(frozen=True)
class PracticeMap:
    """Which PCN each practice is in.

    Parameters
    ----------
    pcn_of
        PCN code by practice code; empty for a practice in no PCN.
    name_of
        Name by PCN code.
    ended
        How many rows of memberships that have ended were left out.
    """

    pcn_of: Mapping[str, str]
    name_of: Mapping[str, str]
    ended: int = 0


def read_practice_map(file: OpenedTable) -> PracticeMap:
    """The map of a file with ``PRACTICE_CODE, PCN_CODE`` and, if any, ``PCN_NAME``.

    Raises
    ------
    InputError
        When a column is missing or a practice is in two PCNs.
    """
    table = file.table
    practice, code = (table.columns[file.recognition.column(role)] for role in ("practice", "pcn"))
    ended = _has_ended(file)
    pcn_of: dict[str, str] = {}
    for row, (practice_text, pcn_text) in enumerate(zip(practice, code, strict=True)):
        if ended[row]:
            continue
        key, pcn = str(practice_text).upper(), pcn_code(pcn_text)
        if pcn_of.setdefault(key, pcn) != pcn:
            raise InputError(
                f"{table.file}, {table.where(row)}: practice {key} is in PCN {pcn or 'none'} here "
                f"and in {pcn_of[key] or 'none'} above.",
                "Keep one PCN for each practice.",
            )
    for former in practice[ended]:
        pcn_of.setdefault(str(former).upper(), "")
    return PracticeMap(pcn_of, pcn_names(file), int(ended.sum()))


def _has_ended(file: OpenedTable) -> NDArray[np.bool_]:
    """Array (rows,): whether the practice has left the PCN of that row."""
    if not file.recognition.has("end_date"):
        return np.zeros(len(file.table), dtype=np.bool_)
    return file.table.columns[file.recognition.column("end_date")] != ""


def pcn_names(file: OpenedTable) -> dict[str, str]:
    """Name by PCN code, as the file first gives it; a PCN without a name is called by its code."""
    recognition = file.recognition
    codes = file.table.columns[recognition.column("pcn")]
    names = (
        file.table.columns[recognition.column("pcn_name")] if recognition.has("pcn_name") else codes
    )
    of_row, distinct = pd.factorize(codes)
    _, first = np.unique(of_row, return_index=True)
    found: dict[str, str] = {}
    for text, row in zip(distinct, first, strict=True):
        pcn = pcn_code(text)
        if pcn:
            found.setdefault(pcn, str(names[row]) or pcn)
    return found


def pcn_code(text: object) -> str:
    """A PCN's code in capitals; empty for those that stand for no PCN."""
    code = str(text).upper()
    return "" if code in NO_PCN else code


def in_capitals(texts: Texts) -> Texts:
    """Codes in capitals, as they are compared."""
    of_row, distinct = pd.factorize(texts)
    return np.array([str(text).upper() for text in distinct], dtype=object)[of_row]
