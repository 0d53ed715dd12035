"""A mixed-integer program built up in columns and rows, and the bound that HiGHS proves on it."""

from __future__ import annotations

import math
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csc_array

from icp_footprints.measures.ceilings.question import Floats, Ints

INFEASIBLE, SOLVED = 2, 0


class Proof(NamedTuple):
    """What is proven of a program.

    ``bound`` is a value that no solution exceeds (infinite where none was found in time),
    ``closed`` whether the best solution reaches it, ``possible`` whether there may be a solution.
    """

    bound: float
    closed: bool
    possible: bool = True


class Program:
    """A program that maximises a number of people or areas.

    Columns are 0 or more and should be about 1 at most: HiGHS may miss the best by a ten-millionth
    of what they can reach, each.
    """

    def __init__(self) -> None:
        self._gains: list[Floats] = []
        self._tops: list[Floats] = []
        self._whole: list[Floats] = []
        self._entries: list[tuple[Any, Any, Any]] = []
        self._least: list[Floats] = []
        self._most: list[Floats] = []
        self._columns = self._rows = 0

    def columns(
        self, count: int, gain: ArrayLike = 0.0, top: ArrayLike = 1.0, whole: bool = False
    ) -> Ints:
        """Add columns from 0 to ``top``, each worth its ``gain``; their numbers."""
        numbers = np.arange(self._columns, self._columns + count, dtype=np.intp)
        self._columns += count
        self._gains.append(_spread(gain, count))
        self._tops.append(_spread(top, count))
        self._whole.append(_spread(float(whole), count))
        return numbers

    def rows(self, count: int, least: ArrayLike = -np.inf, most: ArrayLike = np.inf) -> Ints:
        """Add rows that must lie between ``least`` and ``most``; their numbers."""
        numbers = np.arange(self._rows, self._rows + count, dtype=np.intp)
        self._rows += count
        self._least.append(_spread(least, count))
        self._most.append(_spread(most, count))
        return numbers

    def put(self, rows: ArrayLike, columns: ArrayLike, values: ArrayLike) -> None:
        """Add values, each times its column, to rows; the three are broadcast together."""
        spread = np.broadcast_arrays(rows, columns, values)
        self._entries.append((spread[0].ravel(), spread[1].ravel(), spread[2].ravel()))

    def solve(self, seconds: float) -> Proof:
        """Prove the lowest bound that the time allows; HiGHS itself cannot be interrupted."""
        rows, columns, values = (
            np.concatenate([entry[part] for entry in self._entries]) for part in range(3)
        )
        # A row of tens of thousands of people would be held to a millionth of a person.
        scale = np.zeros(self._rows)
        np.maximum.at(scale, rows, np.abs(values))
        scale[scale == 0] = 1.0
        shape = (self._rows, self._columns)
        matrix = csc_array(coo_array((values / scale[rows], (rows, columns)), shape=shape))
        least, most = np.concatenate(self._least) / scale, np.concatenate(self._most) / scale
        tops: Any = np.concatenate(self._tops)
        found: Any = milp(
            -np.concatenate(self._gains),
            integrality=np.concatenate(self._whole),
            bounds=Bounds(0.0, tops),
            constraints=LinearConstraint(matrix, *cast("tuple[Any, Any]", (least, most))),
            options={"time_limit": seconds, "mip_rel_gap": 0.0},
        )
        if found.status == INFEASIBLE:
            return Proof(-math.inf, closed=True, possible=False)
        # Never the value of the best solution: the bound on what was not looked at.
        bound = -math.inf if found.mip_dual_bound is None else float(found.mip_dual_bound)
        if not math.isfinite(bound):
            return Proof(math.inf, closed=False)
        return Proof(-bound, closed=found.status == SOLVED)


def _spread(value: ArrayLike, count: int) -> Floats:
    return np.broadcast_to(np.asarray(value, dtype=np.float64), (count,))
