"""What is known of units beyond how many people they hold: deprivation, town or country."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import InputError

DECILE_UNKNOWN = 0
MOST_DEPRIVED_DECILES = (1, 2)


@dataclass(frozen=True, eq=False)
class Deprivation:
    """An index of deprivation, such as IMD 2025.

    Parameters
    ----------
    index
        What the reader sees, such as ``IMD 2025``.
    score
        Array (n,) of scores, higher for more deprived; NaN where a unit has none.
    decile
        Array (n,) int8 of national deciles, 1 for the most deprived tenth; 0 where unknown.
    """

    index: str
    score: NDArray[np.float64]
    decile: NDArray[np.int8]

    def __post_init__(self) -> None:
        if self.score.shape != self.decile.shape:
            raise InputError(f"{self.index}: scores and deciles differ in number.")
        if np.any(np.isinf(self.score)):
            raise InputError(f"{self.index} has a score that is not a number.")
        if np.any((self.decile < DECILE_UNKNOWN) | (self.decile > 10)):
            raise InputError(f"{self.index} has a decile outside 1 to 10.")
        self.score.setflags(write=False)
        self.decile.setflags(write=False)


@dataclass(frozen=True, eq=False)
class UrbanRural:
    """The urban or rural class of each unit.

    Parameters
    ----------
    classes
        Names of the classes as published.
    unit_class
        Array (n,) int16: position in `classes`, or -1 where unknown.
    is_rural
        Whether each class is rural.
    """

    classes: tuple[str, ...]
    unit_class: NDArray[np.int16]
    is_rural: tuple[bool, ...]

    def __post_init__(self) -> None:
        if len(self.classes) != len(self.is_rural):
            raise InputError("Urban and rural classes differ in number.")
        if np.any((self.unit_class < -1) | (self.unit_class >= len(self.classes))):
            raise InputError("A unit has an urban or rural class that is not in the list.")
        self.unit_class.setflags(write=False)


@dataclass(frozen=True, eq=False)
class UnitProfile:
    """What is known of the units; each part may be missing."""

    deprivation: Deprivation | None = None
    urban_rural: UrbanRural | None = None
