"""Random numbers inside the compiled search, from a state that the seed sets."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from icp_footprints.partition.search.compiled import compiled


@compiled
def bits(source: NDArray[np.uint64]) -> np.uint64:
    """The next 64 random bits (xorshift64*, Vigna 2016)."""
    x = source[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    source[0] = x
    return x * np.uint64(2685821657736338717)


@compiled
def below(source: NDArray[np.uint64], n: int | np.int64) -> np.int64:
    """A random whole number from 0 to n - 1."""
    return np.int64((bits(source) >> np.uint64(32)) * np.uint64(n) >> np.uint64(32))


@compiled
def uniform(source: NDArray[np.uint64]) -> np.float64:
    """A random number from 0 to 1."""
    return np.float64(bits(source) >> np.uint64(11)) * (1.0 / 9007199254740992.0)
