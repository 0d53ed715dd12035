"""Profiles: deprivation, ages, density and town or country, of each footprint and of the place.

Deprivation, density and rural share count people on the resident ledger; ages on the ledger that
knows them. Every figure is a sum over units of what one unit adds, so that all of them come out of
one table of `profile_columns`, summed over a footprint's rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.ledger import RESIDENT, Ledger
from icp_footprints.geography.place import Place
from icp_footprints.geography.profile import DECILE_UNKNOWN, MOST_DEPRIVED_DECILES

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DeprivationProfile:
    """Deprivation, weighted by residents. Units without a figure are left out, and counted."""

    index: str
    """Which index, such as ``IMD 2025``."""
    mean_score: float | None
    """None where nobody lives in a unit with a score; higher is more deprived."""
    most_deprived_share: float | None
    """Share of people who live in the 20 % most deprived units nationally (deciles 1 and 2)."""
    units_without_score: int
    units_without_decile: int


@dataclass(frozen=True, slots=True)
class AgeProfile:
    """The share of people in each age band, youngest first, on one ledger."""

    ledger: str
    shares: tuple[tuple[str, float | None], ...]
    """Label and share of the people of known age; None where there are none."""


@dataclass(frozen=True, slots=True)
class RuralProfile:
    """Share of residents who live in a rural unit; units of unknown class left out, and counted."""

    rural_share: float | None
    units_without_class: int


@dataclass(frozen=True, slots=True)
class Profile:
    """Who lives in a footprint or place; parts that its place knows nothing of are None."""

    ledger: str
    people: float
    people_per_km2: float | None
    deprivation: DeprivationProfile | None
    ages: AgeProfile | None
    rural: RuralProfile | None

    @property
    def figures(self) -> dict[str, float | None]:
        """Every figure by a short key, in a fixed order for one place."""
        found: dict[str, float | None] = {"people_per_km2": self.people_per_km2}
        if self.deprivation is not None:
            found["mean_score"] = self.deprivation.mean_score
            found["most_deprived_share"] = self.deprivation.most_deprived_share
        if self.rural is not None:
            found["rural_share"] = self.rural.rural_share
        if self.ages is not None:
            found |= {f"age {label}": share for label, share in self.ages.shares}
        return found


@dataclass(frozen=True, slots=True)
class Spread:
    """How far footprints differ in one figure of their profiles."""

    figure: str
    """Its key in `Profile.figures`."""
    ledger: str
    place: float | None
    """The figure of the whole place."""
    lowest: float
    lowest_footprint: str
    highest: float
    highest_footprint: str
    difference: float
    """Highest less lowest."""


def aged_ledger(place: Place) -> Ledger | None:
    """The ledger whose ages are shown: residents where their ages are known, else the first."""
    aged = [ledger for ledger in place.ledgers if ledger.ages is not None]
    return next((ledger for ledger in aged if ledger.name == RESIDENT), (aged or [None])[0])


def profile_columns(place: Place) -> dict[str, Floats]:
    """What each unit adds to the figures of a profile: arrays (n,), by name."""
    residents = place.ledger(RESIDENT).people
    columns = {"residents": residents, "area_m2": place.units.area_m2}
    deprivation, urban_rural = place.profile.deprivation, place.profile.urban_rural
    if deprivation is not None:
        scored = ~np.isnan(deprivation.score)
        known = deprivation.decile != DECILE_UNKNOWN
        worst = np.isin(deprivation.decile, MOST_DEPRIVED_DECILES)
        columns |= {
            "scored": residents * scored,
            "score": residents * np.where(scored, deprivation.score, 0.0),
            "ranked": residents * known,
            "most_deprived": residents * worst,
            "no_score": (~scored).astype(np.float64),
            "no_decile": (~known).astype(np.float64),
        }
    if urban_rural is not None:
        known = urban_rural.unit_class >= 0
        rural = np.array([*urban_rural.is_rural, False])[urban_rural.unit_class]
        columns |= {
            "classed": residents * known,
            "rural": residents * rural,
            "no_class": (~known).astype(np.float64),
        }
    aged = aged_ledger(place)
    if aged is not None and aged.ages is not None:
        columns |= {f"age {i}": aged.ages.people[:, i] for i in range(len(aged.ages.labels))}
    return columns


def profile_of(place: Place, total: Mapping[str, float]) -> Profile:
    """The profile of some units.

    Parameters
    ----------
    place
        Which figures there are.
    total
        The `profile_columns`, summed over the units.
    """
    deprivation, aged = place.profile.deprivation, aged_ledger(place)
    return Profile(
        ledger=RESIDENT,
        people=total["residents"],
        people_per_km2=_mean(total["residents"], total["area_m2"] / 1e6),
        deprivation=None
        if deprivation is None
        else DeprivationProfile(
            index=deprivation.index,
            mean_score=_mean(total["score"], total["scored"]),
            most_deprived_share=_mean(total["most_deprived"], total["ranked"]),
            units_without_score=round(total["no_score"]),
            units_without_decile=round(total["no_decile"]),
        ),
        ages=None if aged is None else _ages(aged, total),
        rural=None
        if place.profile.urban_rural is None
        else RuralProfile(_mean(total["rural"], total["classed"]), round(total["no_class"])),
    )


def spread_of(place: Profile, footprints: Mapping[str, Profile]) -> tuple[Spread, ...]:
    """The spread of every figure across footprints; of equals the first is named.

    Parameters
    ----------
    place
        The profile of the whole place.
    footprints
        The profile of each footprint, by its id.
    """
    ids, figures = list(footprints), [each.figures for each in footprints.values()]
    age_ledger = place.ages.ledger if place.ages is not None else ""
    found: list[Spread] = []
    for key, of_place in place.figures.items():
        values = [(value, i) for i, each in enumerate(figures) if (value := each[key]) is not None]
        if not values:
            continue
        lowest, highest = min(values, key=itemgetter(0)), max(values, key=itemgetter(0))
        found.append(
            Spread(
                figure=key,
                ledger=age_ledger if key.startswith("age ") else RESIDENT,
                place=of_place,
                lowest=lowest[0],
                lowest_footprint=ids[lowest[1]],
                highest=highest[0],
                highest_footprint=ids[highest[1]],
                difference=highest[0] - lowest[0],
            )
        )
    return tuple(found)


def _ages(ledger: Ledger, total: Mapping[str, float]) -> AgeProfile:
    labels = ledger.ages.labels if ledger.ages is not None else ()
    counts = [total[f"age {i}"] for i in range(len(labels))]
    everybody = sum(counts)
    return AgeProfile(
        ledger.name,
        tuple([(label, _mean(n, everybody)) for label, n in zip(labels, counts, strict=True)]),
    )


def _mean(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None
