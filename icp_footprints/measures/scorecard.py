"""The scorecard: every measure of a plan in one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from icp_footprints.errors import PlanError
from icp_footprints.geography.dissolve import dissolve_footprints
from icp_footprints.geography.ledger import Ledger
from icp_footprints.geography.place import Place
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.measures import coterminosity as measure
from icp_footprints.measures.compactness import cut_share, polsby_popper
from icp_footprints.measures.coverage import Coverage, coverage
from icp_footprints.measures.population import area_people, footprint_people, overlap_people
from icp_footprints.plan.band import Band, BandState
from icp_footprints.plan.contiguity import footprint_parts
from icp_footprints.plan.plan import Plan


@dataclass(frozen=True)
class LayerFit:
    """How a footprint fits the area of one layer that most of its people belong to."""

    best_area: str
    best_area_name: str
    share: float
    match: float
    containment: float
    """Share of that area's people who are in this footprint."""


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class AreaSplit:
    """An area with at least 5 % of its people in more than one footprint."""

    area: str
    area_name: str
    pieces: tuple[tuple[str, float], ...]
    """Footprint id and people of each piece, the largest first."""


@dataclass(frozen=True)
class LayerScore:
    """How a plan fits one reference layer. Every figure is on ``ledger``."""

    name: str
    ledger: str
    areas: int
    people: float
    """People of the place who belong to any area of the layer."""
    plan_share: float
    plan_containment: float
    coterminosity: float
    kept_whole: float
    """Share of people in areas kept whole."""
    kept_whole_areas: int
    splits: tuple[AreaSplit, ...]


@dataclass(frozen=True)
class Scorecard:
    """Every measure of a plan. Coterminosity and the band count people on ``band.ledger``."""

    place: str
    plan: str
    band: Band
    footprints: tuple[FootprintScore, ...]
    layers: tuple[LayerScore, ...]
    coverage: Coverage
    cut_share: float

    def footprint(self, footprint_id: str) -> FootprintScore:
        """The score of one footprint, by id."""
        return next(score for score in self.footprints if score.id == footprint_id)


def scorecard(place: Place, plan: Plan) -> Scorecard:
    """Measure a plan; the README defines each measure.

    Raises
    ------
    PlanError
        When the plan is of another place, or the place lacks the band's ledger.
    """
    if len(plan.assignment) != len(place.units):
        raise PlanError("The plan was made for another place: it has other units.")
    ledger = place.ledger(plan.band.ledger)
    people = footprint_people(ledger, plan)
    overlaps = {layer.name: overlap_people(ledger, layer, plan) for layer in place.layers}
    return Scorecard(
        place=place.name,
        plan=plan.name,
        band=plan.band,
        footprints=_footprint_scores(place, plan, people, overlaps),
        layers=tuple(
            _layer_score(layer, ledger, plan, people, overlaps[layer.name])
            for layer in place.layers
        ),
        coverage=coverage(place, plan, ledger.name),
        cut_share=cut_share(place.adjacency, plan),
    )


def _footprint_scores(
    place: Place,
    plan: Plan,
    people: NDArray[np.float64],
    overlaps: Mapping[str, NDArray[np.float64]],
) -> tuple[FootprintScore, ...]:
    ledger = place.ledger(plan.band.ledger)
    by_ledger = {each.name: footprint_people(each, plan) for each in place.ledgers}
    shapes = dissolve_footprints(place.units, plan.assignment, range(len(plan.footprints)))
    parts = footprint_parts(place.adjacency, plan)
    fits = {
        layer.name: _layer_fits(layer, ledger, people, overlaps[layer.name])
        for layer in place.layers
    }
    return tuple(
        FootprintScore(
            id=footprint.id,
            name=footprint.name,
            people={name: float(counts[number]) for name, counts in by_ledger.items()},
            band=plan.band.state(float(people[number])),
            units=sum(len(part) for part in parts[number]),
            parts=len(parts[number]),
            area_km2=float(shapely.area(shapes[number])) / 1e6,
            polsby_popper=polsby_popper(shapes[number]),
            layers={name: fit[number] for name, fit in fits.items()},
        )
        for number, footprint in enumerate(plan.footprints)
    )


def _layer_fits(
    layer: ReferenceLayer,
    ledger: Ledger,
    people: NDArray[np.float64],
    overlap: NDArray[np.float64],
) -> list[LayerFit]:
    """The fit of every footprint with one layer, in plan order."""
    total = area_people(ledger, layer)
    best = measure.best_area(overlap)
    share = measure.footprint_share(overlap, people)
    match = measure.match(overlap, people, total)
    fits: list[LayerFit] = []
    for number, area in enumerate(best.tolist()):
        if area < 0:
            fits.append(LayerFit("", "", 0.0, 0.0, 0.0))
            continue
        contained = float(overlap[number, area]) / float(total[area])
        fits.append(
            LayerFit(
                best_area=layer.area_ids[area],
                best_area_name=layer.area_names[area],
                share=float(share[number]),
                match=float(match[number]),
                containment=contained,
            )
        )
    return fits


def _layer_score(
    layer: ReferenceLayer,
    ledger: Ledger,
    plan: Plan,
    people: NDArray[np.float64],
    overlap: NDArray[np.float64],
) -> LayerScore:
    total = area_people(ledger, layer)
    share = measure.plan_share(overlap, people)
    containment = measure.plan_containment(overlap, total)
    return LayerScore(
        name=layer.name,
        ledger=ledger.name,
        areas=int((total > 0).sum()),
        people=float(total.sum()),
        plan_share=share,
        plan_containment=containment,
        coterminosity=measure.coterminosity(share, containment),
        kept_whole=measure.kept_whole_share(overlap, total),
        kept_whole_areas=int(measure.kept_whole(overlap, total).sum()),
        splits=tuple(
            AreaSplit(
                area=layer.area_ids[split.area],
                area_name=layer.area_names[split.area],
                pieces=tuple((plan.footprints[n].id, count) for n, count in split.pieces),
            )
            for split in measure.splits(overlap, total)
        ),
    )
