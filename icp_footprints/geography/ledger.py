"""Ledgers: the ways of counting a unit's people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import InputError

RESIDENT = "resident"
REGISTERED = "registered"


@dataclass(frozen=True, eq=False)
class AgeBands:
    """People of each unit by age.

    Parameters
    ----------
    labels
        What the reader sees, youngest first, such as ``0 to 15`` and ``65 and over``.
    lows
        The youngest age of each band, in whole years, ascending.
    people
        Array (n, bands) of people; finite and not negative.
    """

    labels: tuple[str, ...]
    lows: tuple[int, ...]
    people: NDArray[np.float64]

    def __post_init__(self) -> None:
        if not len(self.labels) == len(self.lows) == self.people.shape[1]:
            raise InputError("Age bands, their labels and their people differ in number.")
        if list(self.lows) != sorted(set(self.lows)):
            raise InputError("Age bands overlap or are not in order.")
        if not np.all(np.isfinite(self.people)) or np.any(self.people < 0):
            raise InputError("An age band has people that are missing or negative.")
        self.people.setflags(write=False)


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
    ages
        The same people by age, where that is known.
    """

    name: str
    label: str
    people: NDArray[np.float64]
    source: str = ""
    ages: AgeBands | None = None

    def __post_init__(self) -> None:
        if not np.all(np.isfinite(self.people)) or np.any(self.people < 0):
            raise InputError(
                f"Ledger '{self.name}' has a unit whose people are missing or negative.",
                "Every unit needs a count of zero or more.",
            )
        if self.ages is not None and len(self.ages.people) != len(self.people):
            raise InputError(f"The ages of ledger '{self.name}' are not one row per unit.")
        self.people.setflags(write=False)

    @property
    def total(self) -> float:
        """People in the whole place."""
        return float(self.people.sum())
