"""Counts of 1 to 4 people: never printed, nor to be worked out from the figures beside them.

A footprint's people and a unit's are published totals. How many people of a *footprint* belong to
an *area* of a registration layer is not: such a count under 5 could be about one family. It is
printed as ``<5``, and what would give it away is made coarse:

- shares and matches from which such a count (or the few people missing to a whole) follows are
  rounded to a step of at least ten people;
- in a layer with a ``<5`` piece, no area's total is printed, the layer's own figures are rounded
  the same way, and where a footprint's other pieces would leave only the hidden one over, they
  are rounded to tens.

Nearly every plan of real places has none of these, and then every figure is exact.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.place import Place
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.measures import coterminosity as measure
from icp_footprints.measures.population import area_people, footprint_people, overlap_people
from icp_footprints.measures.scorecard import (
    AreaSplit,
    FootprintScore,
    LayerScore,
    Scorecard,
)
from icp_footprints.plan.plan import Plan

LEAST_PRINTED = 5
FEWER = "<5"


def is_small(count: float) -> bool:
    """Whether a count is of somebody, but of fewer than five."""
    return 0 < round(count, 6) < LEAST_PRINTED


def printed_people(count: float) -> int | str:
    """The count as a whole number, or ``<5``."""
    return FEWER if is_small(count) else round(count)


def coarse(share: float, people: float) -> float:
    """A share of that many people, rounded to a step of at least ten of them."""
    step_people = 2 * LEAST_PRINTED
    decimals = math.floor(math.log10(people / step_people)) if people > step_people else 0
    return round(share, min(decimals, 6))


def has_hidden_piece(layer: LayerScore) -> bool:
    """Whether a piece of any split area of the layer is printed as ``<5``."""
    return any(is_small(count) for split in layer.splits for _, count in split.pieces)


def publishable(place: Place, plan: Plan, score: Scorecard) -> Scorecard:
    """The scorecard with every figure as it may be printed.

    Pieces under 5 keep their count: print them with `printed_people`.
    """
    people = footprint_people(place.ledger(plan.band.ledger), plan)
    layers: list[LayerScore] = []
    footprints = score.footprints
    for layer, exact in zip(place.layers, score.layers, strict=True):
        ledger = place.ledger(exact.ledger)
        overlap = overlap_people(ledger, layer, plan)
        total = area_people(ledger, layer)
        layers.append(_publishable_layer(exact, plan, people, overlap, total))
        hidden = _areas_not_totalled(exact, layer, total)
        footprints = tuple(
            _publishable_footprint(each, layer, hidden, overlap[number], total)
            for number, each in enumerate(footprints)
        )
    return replace(score, footprints=footprints, layers=tuple(layers))


def _publishable_footprint(
    score: FootprintScore,
    layer: ReferenceLayer,
    hidden: set[int],
    overlap: NDArray[np.float64],
    total: NDArray[np.float64],
) -> FootprintScore:
    """The score with its fit to one layer as it may be printed; `overlap` is its own row."""
    best = int(measure.best_area(overlap[np.newaxis])[0])
    fit = score.layers[layer.name]
    if best < 0:
        return score
    shared, area = float(overlap[best]), float(total[best])
    people = shared / fit.share if fit.share else 0.0
    # Units of a look-up layer are whole, and their people published.
    tells = layer.kind != "lookup" and (is_small(shared) or is_small(people - shared))
    tells_of_area = layer.kind != "lookup" and is_small(area - shared)
    if not tells and not tells_of_area and best not in hidden:
        return score
    coarser = replace(
        fit,
        share=coarse(fit.share, people) if tells else fit.share,
        match=coarse(fit.match, people + area - shared),
        containment=coarse(fit.containment, area),
    )
    return replace(score, layers={**score.layers, layer.name: coarser})


def _areas_not_totalled(
    score: LayerScore, layer: ReferenceLayer, total: NDArray[np.float64]
) -> set[int]:
    """Columns of split areas whose total, less the pieces printed, leaves fewer than five."""
    column = {code: j for j, code in enumerate(layer.area_ids)}
    hidden: set[int] = set()
    for split in score.splits:
        area = column[split.area]
        left = float(total[area]) - sum(n for _, n in split.pieces if not is_small(n))
        if is_small(left) or any(is_small(count) for _, count in split.pieces):
            hidden.add(area)
    return hidden


def _publishable_layer(
    exact: LayerScore,
    plan: Plan,
    people: NDArray[np.float64],
    overlap: NDArray[np.float64],
    total: NDArray[np.float64],
) -> LayerScore:
    assigned, everyone = float(people.sum()), float(total.sum())
    hides = has_hidden_piece(exact)
    apart = assigned - float(overlap.max(axis=1, initial=0.0).sum())
    spread = everyone - float(overlap.max(axis=0, initial=0.0).sum())
    if not hides and not is_small(apart) and not is_small(spread):
        return exact
    coarser = replace(
        exact,
        plan_share=coarse(exact.plan_share, assigned),
        plan_containment=coarse(exact.plan_containment, everyone),
        coterminosity=coarse(exact.coterminosity, min(assigned, everyone)),
        kept_whole=coarse(exact.kept_whole, everyone),
    )
    return replace(coarser, splits=_safe_splits(exact, plan, people)) if hides else coarser


def _safe_splits(
    exact: LayerScore, plan: Plan, people: NDArray[np.float64]
) -> tuple[AreaSplit, ...]:
    """The splits, in tens where a footprint's people less its pieces leave only a hidden one."""
    left = {each.id: float(people[number]) for number, each in enumerate(plan.footprints)}
    hiding: set[str] = set()
    for split in exact.splits:
        for footprint, count in split.pieces:
            if is_small(count):
                hiding.add(footprint)
            else:
                left[footprint] -= count
    in_tens = {footprint for footprint in hiding if left[footprint] < 2 * LEAST_PRINTED}

    def safe(footprint: str, count: float) -> float:
        rounds = footprint in in_tens and not is_small(count)
        return float(round(count, -1)) if rounds else count

    return tuple(
        replace(split, pieces=tuple((each, safe(each, count)) for each, count in split.pieces))
        for split in exact.splits
    )
