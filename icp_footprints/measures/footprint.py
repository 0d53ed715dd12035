"""The measures of one footprint, worked out whole from its units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from icp_footprints.measures.compactness import compactness
from icp_footprints.measures.coterminosity import match, match_words, passes_two_way, share_of
from icp_footprints.measures.ground import Ground, Rows
from icp_footprints.measures.profile import profile_of
from icp_footprints.measures.scores import NO_FIT, FootprintScore, LayerFit
from icp_footprints.plan.band import BandState
from icp_footprints.plan.contiguity import count_parts
from icp_footprints.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class MeasuredFootprint:
    """A footprint's score, and what the figures of the plan are added up from.

    Parameters
    ----------
    score
        Its score.
    areas
        People of the footprint by area of the `Ground`, areas ascending.
    sums
        Its people on the ledger of coterminosity; then, for each layer, people of its best area
        and 1 where it passes the two-way rule.
    """

    score: FootprintScore
    areas: Mapping[int, float]
    sums: tuple[float, ...]


def measure_footprint(ground: Ground, plan: Plan, number: int, rows: Rows) -> MeasuredFootprint:
    """Measure the footprint of that number, which holds the given units (rows ascending)."""
    footprint = plan.footprints[number]
    sums = ground.sums(rows)
    people = {ledger.name: sums[f"people {ledger.name}"] for ledger in ground.place.ledgers}
    counted = people[ground.ledger.name]
    areas = ground.areas_of(rows)
    best = _best_areas(ground, areas)
    fits = [_fit(ground, area, areas[area], counted) if area >= 0 else NO_FIT for area in best]
    added: list[float] = []
    for area, fit in zip(best, fits, strict=True):
        added += (areas.get(area, 0.0), float(fit.passes_two_way))
    area_m2, perimeter_m = ground.outline(rows, sums)
    states: dict[str, BandState] = {
        band.ledger: band.state(people[band.ledger]) for band in plan.bands
    }
    layers = ground.place.layers
    return MeasuredFootprint(
        score=FootprintScore(
            id=footprint.id,
            name=footprint.name,
            people=people,
            band=states[plan.band.ledger],
            units=len(rows),
            parts=count_parts(ground.neighbours, rows.tolist()),
            area_km2=area_m2 / 1e6,
            polsby_popper=compactness(area_m2, perimeter_m),
            layers={layer.name: fit for layer, fit in zip(layers, fits, strict=True)},
            perimeter_km=perimeter_m / 1e3,
            bands=states,
            profile=profile_of(ground.place, sums),
            points=ground.points_in(rows),
        ),
        areas=areas,
        sums=(counted, *added),
    )


def _best_areas(ground: Ground, areas: Mapping[int, float]) -> list[int]:
    """The area of each layer that most people belong to, the first of equals; -1 for none."""
    layers, layer_of = len(ground.place.layers), ground.layer_of_area
    best, most = [-1] * layers, [0.0] * layers
    for area, people in areas.items():
        layer = layer_of[area]
        if people > most[layer]:
            best[layer], most[layer] = area, people
    return best


def _fit(ground: Ground, number: int, both: float, people: float) -> LayerFit:
    area = ground.areas[number]
    share, containment = share_of(both, people), share_of(both, area.people)
    agreement = match(both, people, area.people)
    return LayerFit(
        best_area=area.id,
        best_area_name=area.name,
        share=share,
        match=agreement,
        containment=containment,
        match_words=match_words(agreement),
        passes_two_way=passes_two_way(share, containment),
        outside_share=area.outside_share,
        ledger=ground.ledger.name,
    )
