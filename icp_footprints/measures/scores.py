"""The values of a scorecard: frozen, and all that screens, files and reports read figures from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from icp_footprints.geography.reference import LayerKind
from icp_footprints.measures.coverage import Coverage
from icp_footprints.measures.profile import Profile, Spread, spread_of
from icp_footprints.measures.target_result import TargetResult
from icp_footprints.plan.band import Band, BandState


# Tuples where many are made at every change of a plan: it takes a third of the time.
class LayerFit(NamedTuple):
    """How a footprint fits the area of one layer that most of its people belong to."""

    best_area: str
    best_area_name: str
    share: float
    match: float
    containment: float
    """Share of that area's people who are in this footprint."""
    match_words: str = "not coterminous"
    passes_two_way: bool = False
    """Whether share and containment are both at least 75 %."""
    outside_share: float | None = None
    """Share of the area's people who live outside the place; None where that is not known."""
    ledger: str = ""


NO_FIT = LayerFit("", "", 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class NamedPoint:
    """One point of a point layer, such as a GP practice."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class FootprintScore:
    """The measures of one footprint. ``people`` has one count per ledger of the place."""

    id: str
    name: str
    people: Mapping[str, float]
    band: BandState
    units: int
    parts: int
    area_km2: float
    polsby_popper: float
    layers: Mapping[str, LayerFit]
    perimeter_km: float
    bands: Mapping[str, BandState]
    """The state of each band of the plan, by ledger; ``band`` is that of the first."""
    profile: Profile
    points: Mapping[str, tuple[NamedPoint, ...]]
    """The points of each point layer that lie in the footprint."""


@dataclass(frozen=True, slots=True)
class AreaSplit:
    """An area with at least 5 % of its people in more than one footprint."""

    area: str
    area_name: str
    pieces: tuple[tuple[str, float], ...]
    """Footprint id and people of each piece, the largest first."""


class AreaScore(NamedTuple):
    """The measures of one area of a layer, of its people who live in the place."""

    area: str
    area_name: str
    people: float
    best_footprint: str
    """Id of the footprint that holds most of its people; empty where none holds any."""
    best_people: float
    """How many that footprint holds."""
    containment: float
    """Share of its people who are in that footprint."""
    kept_whole: bool
    pieces: tuple[tuple[str, float], ...]
    """Footprint id and people where that is at least 5 % of its people, the largest first."""
    held: Mapping[str, float]
    """People of it in every footprint that holds any, by the footprint's id."""
    effective_splits: float | None
    """``1 / sum s^2 - 1``; None where no footprint holds any of its people."""
    outside_share: float | None
    """Share of all its people who live outside the place; None where that is not known."""
    is_minor: bool
    """Whether only a handful of its people live in the place (see `comparable.is_minor`)."""

    @property
    def is_split(self) -> bool:
        """Whether more than one footprint holds a piece of it."""
        return len(self.pieces) > 1


@dataclass(frozen=True)
class LayerScore:
    """How a plan fits one reference layer. Every figure is on ``ledger``."""

    name: str
    ledger: str
    areas: int
    people: float
    """People of the place who belong to any area of the layer, one count for each area."""
    plan_share: float
    plan_containment: float
    coterminosity: float
    kept_whole: float
    """Share of people in areas kept whole."""
    kept_whole_areas: int
    split_areas: int
    kind: LayerKind
    comparable: bool
    """Whether its areas are about a footprint in size; else match and two-way rule say nothing."""
    area_scores: tuple[AreaScore, ...]
    """Every area with people in the place, in the order of the layer."""
    minor_areas: tuple[str, ...]
    """Ids of the areas of which only a handful of people live in the place."""
    pieces: int
    """Pieces of all split areas."""
    two_way: int
    """Footprints that pass the two-way rule."""
    two_way_share: float
    effective_splits: float
    """The people-weighted mean over areas."""
    effective_splits_sum: float
    people_outside: float
    """People of the place who belong to no area of the layer."""
    method: str = ""
    """How its shares were found, where that has to be said."""

    @cached_property
    def splits(self) -> tuple[AreaSplit, ...]:
        """The split areas, those with most people first."""
        split = sorted([each for each in self.area_scores if each.is_split], key=_most_first)
        return tuple([AreaSplit(each.area, each.area_name, each.pieces) for each in split])


@dataclass(frozen=True, slots=True)
class PointLayerScore:
    """The points of one layer that are in no footprint, and how many there are in all."""

    name: str
    label: str
    points: int
    outside: tuple[NamedPoint, ...]
    """Points that lie outside the place."""
    unassigned: tuple[NamedPoint, ...]
    """Points that lie in a unit of no footprint."""


@dataclass(frozen=True)
class Scorecard:
    """Every measure of a plan. Coterminosity and coverage count people on ``ledger``."""

    place: str
    plan: str
    band: Band
    footprints: tuple[FootprintScore, ...]
    layers: tuple[LayerScore, ...]
    coverage: Coverage
    cut_share: float
    ledger: str
    bands: tuple[Band, ...]
    people: Mapping[str, float]
    """People of the whole place, by ledger."""
    cut_length_m: float
    profile: Profile
    """The profile of the whole place, to hold beside that of each footprint."""
    points: tuple[PointLayerScore, ...]
    targets: tuple[TargetResult, ...]

    @cached_property
    def spread(self) -> tuple[Spread, ...]:
        """How far the footprints differ in each figure of their profiles."""
        return spread_of(self.profile, {each.id: each.profile for each in self.footprints})

    def footprint(self, footprint_id: str) -> FootprintScore:
        """The score of one footprint, by id."""
        return next(score for score in self.footprints if score.id == footprint_id)

    def layer(self, name: str) -> LayerScore:
        """The score of one layer, by name."""
        return next(score for score in self.layers if score.name == name)


def _most_first(score: AreaScore) -> float:
    return -score.people
