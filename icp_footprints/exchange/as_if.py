"""A layer as if each of its counts of 1 to 4 people were another one: see `small_counts`."""

from __future__ import annotations

import math
from dataclasses import replace

from icp_footprints.exchange.small_counts import guarded_areas, left_over
from icp_footprints.measures.area import measure_area
from icp_footprints.measures.comparable import is_minor
from icp_footprints.measures.coterminosity import (
    coterminosity,
    match,
    match_words,
    passes_two_way,
    share_of,
)
from icp_footprints.measures.ground import Area
from icp_footprints.measures.scorecard import (
    AreaScore,
    FootprintScore,
    LayerFit,
    LayerScore,
    Scorecard,
)
from icp_footprints.wording import is_small


def layer_as_if(score: Scorecard, layer: LayerScore, count: float) -> LayerScore:
    """A layer measured as if every count of 1 to 4 people were that count.

    Parameters
    ----------
    score
        The plan's scorecard.
    layer
        One of its layers.
    count
        What each small count is taken for, of a footprint and an area or of an area and no
        footprint.
    """
    guarded = guarded_areas(layer)
    if not guarded:
        return layer
    order = {each.id: number for number, each in enumerate(score.footprints)}
    areas = tuple(
        _area_as_if(each, score, order, count) if each.area in guarded else each
        for each in layer.area_scores
    )
    people_of = {each.area: each.people for each in areas}
    fits = [fit_as_if(each, layer, people_of, count) for each in score.footprints]
    everybody = sum(each.people[layer.ledger] for each in score.footprints)
    most = sum(
        fit.share * each.people[layer.ledger]
        for each, fit in zip(score.footprints, fits, strict=True)
    )
    two_way = sum(fit.passes_two_way for fit in fits)
    people = math.fsum(each.people for each in areas)
    share = share_of(most, everybody)
    containment = share_of(math.fsum(each.best_people for each in areas), people)
    known = [(each.effective_splits, each.people) for each in areas]
    split = [each for each in areas if each.is_split]
    return replace(
        layer,
        people=people,
        plan_share=share,
        plan_containment=containment,
        coterminosity=coterminosity(share, containment),
        kept_whole=share_of(math.fsum(each.people for each in areas if each.kept_whole), people),
        kept_whole_areas=sum(each.kept_whole for each in areas),
        split_areas=len(split),
        area_scores=areas,
        minor_areas=tuple(each.area for each in areas if each.is_minor),
        pieces=sum(len(each.pieces) for each in split),
        two_way=two_way,
        two_way_share=share_of(two_way, len(fits)),
        effective_splits=share_of(
            math.fsum(value * n for value, n in known if value is not None),
            math.fsum(n for value, n in known if value is not None),
        ),
        effective_splits_sum=math.fsum(value for value, _ in known if value is not None),
    )


def fit_as_if(
    footprint: FootprintScore, layer: LayerScore, people_of: dict[str, float], count: float
) -> LayerFit:
    """How a footprint would fit a layer.

    Parameters
    ----------
    footprint, layer
        Which.
    people_of
        People of each area of the layer, by its id, as if its small counts were that count.
    count
        What a small count is taken for.
    """
    fit, people = footprint.layers[layer.name], footprint.people[layer.ledger]
    if not fit.best_area:
        return fit
    # A footprint may have fewer people in all.
    in_both = min(_as_if(fit.share * people, count), people)
    share = share_of(in_both, people)
    containment = share_of(in_both, people_of[fit.best_area])
    agreement = match(in_both, people, people_of[fit.best_area])
    return fit._replace(
        share=share,
        match=agreement,
        containment=containment,
        match_words=match_words(agreement),
        passes_two_way=passes_two_way(share, containment),
    )


def _area_as_if(
    area: AreaScore, score: Scorecard, order: dict[str, int], count: float
) -> AreaScore:
    held = {key: _as_if(people, count) for key, people in area.held.items()}
    people = sum(held.values()) + _as_if(left_over(area), count)
    outside = area.outside_share
    if outside is not None:
        outside = 1.0 - (1.0 - outside) * share_of(people, area.people)
    is_few = is_minor(people, outside, score.band, comparable=True)
    return measure_area(Area(0, area.area, area.area_name, people, outside), held, order, is_few)


def _as_if(people: float, count: float) -> float:
    return count if is_small(people) else people
