"""Ledgers: the ways of counting a unit's people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import InputError

RESIDENT = "resident"
REGISTERED = "registered"


@dataclass(frozen=True, eq=False)
class Ledger:
    """People per unit, counted one way.

    Parameters
    ----------
    name
        Short name used on the command line and in files, such as ``resident``.
    label
        What the reader sees, such as ``Residents``.
    people
        Array (n,) of people per unit; finite and not negative.
    source
        Where the count comes from, in words.
    """

    name: str
    label: str
    people: NDArray[np.float64]
    source: str = ""

    def __post_init__(self) -> None:
        if not np.all(np.isfinite(self.people)) or np.any(self.people < 0):
            raise InputError(
                f"Ledger '{self.name}' has a unit whose people are missing or negative.",
                "Every unit needs a count of zero or more.",
            )
        self.people.setflags(write=False)

    @property
    def total(self) -> float:
        """People in the whole place."""
        return float(self.people.sum())
