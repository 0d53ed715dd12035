"""Who lives in each footprint, beside the whole place: the figures of its card."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from icp_footprints.geography.ledger import RESIDENT
from icp_footprints.geography.place import Place
from icp_footprints.geography.profile import DECILE_UNKNOWN
from icp_footprints.measures.profile import Profile
from icp_footprints.plan.plan import Plan
from icp_footprints.report.sections.age_groups import AgeGroup, group_share
from icp_footprints.report.words import percent

NONE = "–"
MOST_DEPRIVED_TENTH = 1


@dataclass(frozen=True)
class CardFigure:
    """One figure of a footprint, and the same of the whole place."""

    figure: str
    here: str
    place: str


def deprived_tenths(place: Place, plan: Plan) -> tuple[list[float | None], float | None]:
    """Share of residents in the most deprived tenth of England: of each footprint, of the place.

    None where nobody lives in a unit whose tenth is known.
    """
    deprivation = place.profile.deprivation
    if deprivation is None:
        return [None] * len(plan.footprints), None
    people = place.ledger(RESIDENT).people
    known = people * (deprivation.decile != DECILE_UNKNOWN)
    worst = people * (deprivation.decile == MOST_DEPRIVED_TENTH)
    inside, count = plan.assignment >= 0, len(plan.footprints)
    wholes = np.bincount(plan.assignment[inside], known[inside], count).tolist()
    parts = np.bincount(plan.assignment[inside], worst[inside], count).tolist()
    each = [_share(part, whole) for part, whole in zip(parts, wholes, strict=True)]
    return each, _share(float(worst.sum()), float(known.sum()))


def deprivation_figures(
    here: Profile, place: Profile, tenth_here: float | None, tenth_place: float | None
) -> tuple[CardFigure, ...]:
    """Deprivation of a footprint against the place; nothing where no index was loaded."""
    of_here, of_place = here.deprivation, place.deprivation
    if of_here is None or of_place is None:
        return ()
    return (
        CardFigure(
            f"{of_place.index} mean score",
            _score(of_here.mean_score),
            _score(of_place.mean_score),
        ),
        CardFigure(
            "In the most deprived fifth of England",
            _percent(of_here.most_deprived_share),
            _percent(of_place.most_deprived_share),
        ),
        CardFigure(
            "In the most deprived tenth of England", _percent(tenth_here), _percent(tenth_place)
        ),
    )


def age_figures(
    here: Profile, place: Profile, groups: tuple[AgeGroup, ...]
) -> tuple[CardFigure, ...]:
    """Ages of a footprint against the place; nothing where they are not known."""
    if here.ages is None or place.ages is None:
        return ()
    return tuple(
        CardFigure(
            group.label,
            _percent(group_share(group, here.ages.shares)),
            _percent(group_share(group, place.ages.shares)),
        )
        for group in groups
    )


def ground_figures(here: Profile, place: Profile) -> tuple[CardFigure, ...]:
    """How densely people live, and how many in the country."""
    figures = [
        CardFigure("People per km²", _density(here.people_per_km2), _density(place.people_per_km2))
    ]
    if here.rural is not None and place.rural is not None:
        figures.append(
            CardFigure(
                "In rural units",
                _percent(here.rural.rural_share),
                _percent(place.rural.rural_share),
            )
        )
    return tuple(figures)


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


def _density(value: float | None) -> str:
    return NONE if value is None else f"{value:,.0f}"


def _score(value: float | None) -> str:
    return NONE if value is None else f"{value:.1f}"


def _percent(value: float | None) -> str:
    return NONE if value is None else percent(value)
