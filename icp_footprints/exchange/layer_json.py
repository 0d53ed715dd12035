"""One layer of the measures object, and how footprints fit it: figures that give nothing away."""

from __future__ import annotations

from icp_footprints.exchange.as_if import fit_as_if, layer_as_if
from icp_footprints.exchange.on_paper import counted_areas
from icp_footprints.exchange.small_counts import LEAST, MIDDLE, MOST, decimals, guarded_areas
from icp_footprints.measures.kept_whole import printed_kept_whole
from icp_footprints.measures.scorecard import AreaScore, FootprintScore, LayerScore, Scorecard
from icp_footprints.measures.target_results import measured_value
from icp_footprints.plan.target import Measure
from icp_footprints.wording import is_small, printed_people

SHARE_DECIMALS = 6
# Measures that are shares summed over areas.
SUMS: tuple[Measure, ...] = ("share", "containment", "coterminosity")
# An area of a few people adds a whole one, or none, by who of them is where.
SPLITS_DECIMALS = 1

Json = dict[str, object]


def share_json(value: float) -> float:
    """A share at the decimals of the object."""
    return round(value, SHARE_DECIMALS)


class LayerPrinter:
    """What may be printed of one layer (see `small_counts`).

    Parameters
    ----------
    score
        The plan's scorecard.
    layer
        One of its layers.
    """

    def __init__(self, score: Scorecard, layer: LayerScore) -> None:
        self._guarded = guarded_areas(layer)
        # All figures are read from this one, so that none tells what the small counts are.
        self._layer = layer_as_if(score, layer, MIDDLE)
        self._areas = {each.area: each for each in self._layer.area_scores}
        self._people_of = {key: each.people for key, each in self._areas.items()}
        self._decimals = decimals(self._layer)
        # Where every footprint's share is printed, so is their mean.
        in_both = [
            each.layers[layer.name].share * each.people[layer.ledger] for each in score.footprints
        ]
        self._hides_shares = bool(self._guarded) and any(map(is_small, in_both))
        self._kept_whole = self._share_kept_whole(score, layer)

    def _share_kept_whole(self, score: Scorecard, layer: LayerScore) -> float | None:
        # Rounded so that small counts are open; not where they decide which areas are kept whole.
        kept = [
            [each.kept_whole for each in layer_as_if(score, layer, count).area_scores]
            for count in (LEAST, MOST)
        ]
        return printed_kept_whole(self._layer) if kept[0] == kept[1] else None

    def fit(self, footprint: FootprintScore) -> Json:
        """How a footprint fits the layer."""
        layer, measured = self._layer, footprint.layers[self._layer.name]
        in_both = measured.share * footprint.people[layer.ledger]
        is_hidden = layer.kind == "registration" and is_small(in_both)
        is_guarded = is_hidden or measured.best_area in self._guarded
        fit = fit_as_if(footprint, layer, self._people_of, MIDDLE) if is_guarded else measured
        return {
            "best_area": fit.best_area or None,
            "best_area_name": fit.best_area_name or None,
            "share": None if is_hidden else share_json(fit.share),
            "match": None if is_guarded else share_json(fit.match),
            "containment": None if is_guarded else share_json(fit.containment),
            "match_words": fit.match_words if layer.comparable else None,
            "two_way": fit.passes_two_way if layer.comparable else None,
            "outside_share": None if is_guarded else _or_none(fit.outside_share),
            "ledger": layer.ledger,
        }

    def value(self, measure: Measure) -> float | None:
        """What the plan reaches on the measure of a target, as it may be printed."""
        if measure == "kept_whole":
            return self._kept_whole
        value = measured_value(self._layer, measure)
        if measure == "share" and not self._hides_shares:
            return share_json(value)
        return self._sum(value) if measure in SUMS else value

    def _sum(self, value: float, most: int = SHARE_DECIMALS) -> float | None:
        """A figure summed over areas, at the decimals that it may have."""
        if not self._guarded:
            return share_json(value)
        places = min(self._decimals, most)
        return round(value, places) if places else None

    def figures(self) -> Json:
        """The layer's own figures."""
        layer, hides = self._layer, bool(self._guarded)
        return {
            "ledger": layer.ledger,
            "areas": layer.areas,
            "plan_share": self.value("share"),
            "plan_containment": self._sum(layer.plan_containment),
            "coterminosity": self._sum(layer.coterminosity),
            "kept_whole": self._kept_whole,
            "kept_whole_areas": layer.kept_whole_areas,
            "splits": [
                {
                    "area": split.area,
                    "area_name": split.area_name,
                    "pieces": _pieces(self._areas[split.area]),
                }
                for split in layer.splits
            ],
            "kind": layer.kind,
            "method": layer.method,
            "comparable": layer.comparable,
            "pieces": layer.pieces,
            "two_way": layer.two_way if layer.comparable else None,
            "two_way_share": share_json(layer.two_way_share) if layer.comparable else None,
            "effective_splits": self._sum(layer.effective_splits),
            "effective_splits_sum": self._sum(layer.effective_splits_sum, SPLITS_DECIMALS),
            "people_outside": None if hides else round(layer.people_outside),
            "minor_areas": list(layer.minor_areas),
            "hides_counts": hides,
            **self._on_paper(),
            "area_scores": [self._area(each) for each in layer.area_scores],
        }

    def _on_paper(self) -> Json:
        """How many areas reports count, which leave out those with a handful of people here."""
        counted = counted_areas(self._layer)
        return {
            "areas_counted_on_paper": len(counted),
            "kept_whole_on_paper": sum(area.kept_whole for area in counted),
            "split_on_paper": sum(area.is_split for area in counted),
        }

    def _area(self, area: AreaScore) -> Json:
        is_guarded = area.area in self._guarded
        best = None if is_guarded and _is_open(area) else area.best_footprint or None
        return {
            "area": area.area,
            "area_name": area.area_name,
            "ledger": self._layer.ledger,
            "people": None if is_guarded else round(area.people),
            "best_footprint": best,
            "containment": None if is_guarded else share_json(area.containment),
            "kept_whole": None if is_guarded else area.kept_whole,
            "pieces": _pieces(area),
            "effective_splits": None if is_guarded else _or_none(area.effective_splits),
            "outside_share": None if is_guarded else _or_none(area.outside_share),
            "minor": area.is_minor,
        }


def _pieces(area: AreaScore) -> dict[str, int | str]:
    """Footprint id and people of each piece, the largest first."""
    return {footprint: printed_people(people) for footprint, people in area.pieces}


def _is_open(area: AreaScore) -> bool:
    """Whether most people of an area are the largest of several small counts, which is not told."""
    return is_small(area.best_people) and len(area.held) > 1


def _or_none(value: float | None) -> float | None:
    return None if value is None else share_json(value)
