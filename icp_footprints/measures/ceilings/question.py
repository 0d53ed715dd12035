"""What a ceiling is worked out from: plain arrays, and what follows from them at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array

from icp_footprints.errors import ProblemError
from icp_footprints.geography.place import Place
from icp_footprints.plan.band import Band

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
# Sums of floats differ in their last digits by the order of adding up: never by this much.
ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Question:
    """A place, one of its layers and the bands, as numbers.

    Parameters
    ----------
    people
        Array (n,): people of each unit on the ledger of coterminosity, that of the first band.
    belonging
        CSC array (n, m): people of each unit who belong to each area that anybody belongs to.
    counts
        Array (bands, n): people of each unit on the ledger of each band.
    lows, highs
        Arrays (bands,): the fewest and most people of a footprint.
    footprints
        How many footprints there are.
    """

    people: Floats
    belonging: csc_array
    counts: Floats
    lows: Floats
    highs: Floats
    footprints: int

    @property
    def units(self) -> int:
        """How many units there are."""
        return len(self.people)

    @cached_property
    def area_people(self) -> Floats:
        """Array (m,): people of each area, all of them above 0."""
        return np.asarray(self.belonging.sum(axis=0), dtype=np.float64)

    def of_area(self, area: int) -> tuple[Ints, Floats]:
        """The units of an area, given by its column, and its people in each."""
        first, last = self.belonging.indptr[area : area + 2].tolist()
        people = self.belonging.data[first:last].astype(np.float64)
        return self.belonging.indices[first:last].astype(np.intp), people

    @cached_property
    def room(self) -> Floats:
        """Array (bands,): most people of one footprint, the others holding enough of the rest."""
        others = (self.footprints - 1) * self.lows
        return np.minimum(self.highs, self.counts.sum(axis=1) - others) * (1 + ROUNDING)

    @cached_property
    def possible(self) -> bool:
        """Whether the sums of people rule out that so many footprints are all in band."""
        total, k = self.counts.sum(axis=1), self.footprints
        slack = ROUNDING * total
        fits = (k * self.lows <= total + slack) & (k * self.highs >= total - slack)
        too_large = self.counts.max(axis=1) > self.highs * (1 + ROUNDING)
        return bool(fits.all() and not too_large.any())


def question_of(place: Place, bands: tuple[Band, ...], layer: str, footprints: int) -> Question:
    """The numbers of one layer.

    Raises
    ------
    PlanError
        When the place lacks the layer or the ledger of a band.
    ProblemError
        When there are no bands, or there can be no plan of so many footprints.
    """
    if not bands:
        raise ProblemError("A ceiling needs a band.", "Give one, such as 30000:50000.")
    n = len(place.units)
    if not 1 <= footprints <= n:
        raise ProblemError(
            f"{footprints:,} footprints cannot be made from {n:,} units.", f"Ask for 1 to {n:,}."
        )
    people = place.ledger(bands[0].ledger).people
    belonging = csc_array(place.layer(layer).shares.multiply(people[:, None]))
    belonging.eliminate_zeros()
    belonging.sum_duplicates()
    held = np.flatnonzero(np.asarray(belonging.sum(axis=0)) > 0)
    return Question(
        people=people,
        belonging=csc_array(belonging[:, held]),
        counts=np.array([place.ledger(band.ledger).people for band in bands], dtype=np.float64),
        lows=np.array([band.low for band in bands], dtype=np.float64),
        highs=np.array([band.high for band in bands], dtype=np.float64),
        footprints=footprints,
    )
