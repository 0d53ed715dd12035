"""One layer of the measures object, and how footprints fit it: figures that give nothing away."""

from __future__ import annotations

from icp_footprints.exchange.on_paper import counted_areas
from icp_footprints.exchange.small_counts import guarded_areas
from icp_footprints.measures.kept_whole import printed_kept_whole
from icp_footprints.measures.scorecard import AreaScore, FootprintScore, LayerScore, Scorecard
from icp_footprints.wording import is_small, printed_people

SHARE_DECIMALS = 6

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
        self._layer = layer
        self._guarded = guarded_areas(score, layer)
        self._areas = {each.area: each for each in layer.area_scores}

    def fit(self, footprint: FootprintScore) -> Json:
        """How a footprint fits the layer."""
        layer, fit = self._layer, footprint.layers[self._layer.name]
        in_both = fit.share * footprint.people[layer.ledger]
        is_hidden = layer.kind == "registration" and is_small(in_both)
        is_guarded = is_hidden or fit.best_area in self._guarded
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

    def figures(self) -> Json:
        """The layer's own figures."""
        layer, hides = self._layer, bool(self._guarded)
        return {
            "ledger": layer.ledger,
            "areas": layer.areas,
            "plan_share": share_json(layer.plan_share),
            "plan_containment": share_json(layer.plan_containment),
            "coterminosity": share_json(layer.coterminosity),
            "kept_whole": printed_kept_whole(layer),
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
            "effective_splits": share_json(layer.effective_splits),
            "effective_splits_sum": share_json(layer.effective_splits_sum),
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
        return {
            "area": area.area,
            "area_name": area.area_name,
            "ledger": self._layer.ledger,
            "people": None if is_guarded else round(area.people),
            "best_footprint": area.best_footprint or None,
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


def _or_none(value: float | None) -> float | None:
    return None if value is None else share_json(value)
