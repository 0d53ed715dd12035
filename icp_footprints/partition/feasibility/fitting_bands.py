"""Other bands that so many people would fit."""

from __future__ import annotations

import math

from icp_footprints.partition.feasibility.finding import listed
from icp_footprints.plan.band import Band
from icp_footprints.wording import count_words


def fitting_bands(
    people: float, band: Band, most: int, largest: float = 0.0
) -> list[tuple[Band, int]]:
    """The bands nearest to one in which people who do not fit it would, and by how many footprints.

    None of them is too small for the largest unit, which is never cut.

    Parameters
    ----------
    people
        How many there are.
    band
        The band that they do not fit.
    most
        The most footprints that can be made of their units.
    largest
        People of the largest unit.
    """
    if largest > band.high:
        band = Band(band.low, _rounded_up(largest), band.ledger)
        fits = [count for count in band.footprint_counts(people) if count <= most]
        if fits:
            return [(band, fits[0])]
    found: list[tuple[Band, int]] = []
    fewer = min(math.floor(people / band.high), most)
    if fewer:
        found.append((Band(band.low, _rounded_up(people / fewer), band.ledger), fewer))
    if fewer + 1 <= most:
        found.append((Band(_rounded_down(people / (fewer + 1)), band.high, band.ledger), fewer + 1))
    return found


def fitting_bands_words(people: float, band: Band, most: int, largest: float = 0.0) -> str:
    """Those bands in words: ``28,700 to 50,000 people (resident; 2 footprints)``; perhaps empty.

    Whether they do is up to the units, so a band is one that *could* do.
    """
    said = [
        f"{each.words()} people ({each.ledger}; {count_words(count, 'footprint')})"
        for each, count in fitting_bands(people, band, most, largest)
    ]
    return listed(said, "or")


def _step(people: float) -> int:
    return 100 if people >= 1_000 else 1


def _rounded_up(people: float) -> int:
    step = _step(people)
    return math.ceil(people / step) * step


def _rounded_down(people: float) -> int:
    step = _step(people)
    return math.floor(people / step) * step
