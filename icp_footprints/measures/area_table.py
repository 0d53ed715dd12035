"""Every area's score, and which of them a change touches."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping

import numpy as np

from icp_footprints.measures.area import measure_area
from icp_footprints.measures.comparable import fills_a_footprint, is_minor
from icp_footprints.measures.coterminosity import coterminosity, share_of
from icp_footprints.measures.ground import Ground
from icp_footprints.measures.scores import AreaScore, LayerScore
from icp_footprints.plan.band import Band

Held = Mapping[int, float]
# People in the best footprint, people kept whole, kept whole, split, pieces of a split, effective
# splits, those times people, and the people they are known for.
FIGURES = 8


class AreaTable:
    """The areas of every layer, measured again where footprints come to hold something else.

    Parameters
    ----------
    ground, band
        What is measured.
    held
        People of each footprint, by its id, in each area of the ground.
    order
        The number of each footprint, by id.
    """

    def __init__(
        self, ground: Ground, band: Band, held: Mapping[str, Held], order: Mapping[str, int]
    ) -> None:
        self._ground = ground
        count = len(ground.place.layers)
        self._layers = [_LayerAreas(ground, band, number) for number in range(count)]
        of_area: list[dict[str, float]] = [{} for _ in ground.areas]
        for footprint_id, areas in held.items():
            for area, people in areas.items():
                of_area[area][footprint_id] = people
        # Frozen from here on, for the scores keep them: a change makes new ones.
        self._held: list[Mapping[str, float]] = [*of_area]
        for layer in self._layers:
            layer.measure_all(self._held, order)

    def follow(self, changes: Iterable[tuple[str, Held, Held]], order: Mapping[str, int]) -> None:
        """Measure again the areas of which a footprint holds other people than before.

        Parameters
        ----------
        changes
            Id of a footprint and its people by area, before and after.
        order
            The number of each footprint, by id.
        """
        touched: dict[int, dict[str, float]] = {}
        layer_of = self._ground.layer_of_area
        for footprint_id, before, after in changes:
            for area in before.keys() - after.keys():
                if area not in touched:
                    touched[area] = dict(self._held[area])
                del touched[area][footprint_id]
            for area, people in after.items():
                if before.get(area) != people:
                    if area not in touched:
                        touched[area] = dict(self._held[area])
                    touched[area][footprint_id] = people
        for area, held in touched.items():
            self._held[area] = held
            self._layers[layer_of[area]].measure(area, held, order)

    def layer_scores(
        self, people: float, best: list[float], passes: list[float], footprints: int
    ) -> tuple[LayerScore, ...]:
        """The score of each layer.

        Parameters
        ----------
        people
            People in all footprints.
        best, passes
            For each layer: people of all footprints' best areas, and how many footprints pass the
            two-way rule.
        footprints
            How many there are.
        """
        return tuple(
            layer.score(people, most, round(passing), footprints)
            for layer, most, passing in zip(self._layers, best, passes, strict=True)
        )


class _LayerAreas:
    """The areas of one layer, and what its score is added up from."""

    def __init__(self, ground: Ground, band: Band, number: int) -> None:
        self._layer, self._ledger = ground.place.layers[number], ground.ledger
        self._first, last = ground.layer_start[number : number + 2].tolist()
        self._areas = ground.areas[self._first : last]
        self._comparable = fills_a_footprint(ground.ledger, self._layer, band)
        self._minor = [
            is_minor(area.people, area.outside_share, band, self._comparable)
            for area in self._areas
        ]
        self._minor_ids = tuple(
            area.id for area, few in zip(self._areas, self._minor, strict=True) if few
        )
        self._people = float(ground.area_people[self._first : last].sum())
        outside = np.maximum(1.0 - self._layer.covered_share, 0.0)
        self._people_outside = float((ground.ledger.people * outside).sum())
        self._scores: list[AreaScore] = []
        # What each area adds, figure after figure. An array of the standard library: one number
        # of it is written far quicker than one of NumPy's.
        self._figures = array("d", bytes(8 * FIGURES * len(self._areas)))
        self._table = np.frombuffer(self._figures).reshape(FIGURES, len(self._areas))

    def measure_all(self, held: list[Mapping[str, float]], order: Mapping[str, int]) -> None:
        """Measure every area for the first time."""
        for i, area in enumerate(self._areas):
            score = measure_area(area, held[self._first + i], order, self._minor[i])
            self._scores.append(score)
            self._note(i, score)

    def measure(self, number: int, held: Mapping[str, float], order: Mapping[str, int]) -> None:
        """Measure one area again, by its number in the ground."""
        i = number - self._first
        score = self._scores[i] = measure_area(self._areas[i], held, order, self._minor[i])
        self._note(i, score)

    def _note(self, i: int, score: AreaScore) -> None:
        """Write down what the area of that number in the layer adds."""
        people, pieces, effective = score.people, len(score.pieces), score.effective_splits
        known, split, figures = effective is not None, pieces > 1, self._figures
        count, effective = len(self._areas), effective or 0.0
        for figure in (
            score.best_people,
            people if score.kept_whole else 0.0,
            score.kept_whole,
            split,
            pieces if split else 0,
            effective,
            effective * people,
            people if known else 0.0,
        ):
            figures[i] = figure
            i += count

    def score(self, people: float, most: float, passing: int, footprints: int) -> LayerScore:
        """The score of the layer, its figures added up from all areas anew."""
        added = self._table.sum(axis=1).tolist()
        best, kept_people, kept, split, pieces, effective, weighted, known = added
        share, containment = share_of(most, people), share_of(best, self._people)
        return LayerScore(
            name=self._layer.name,
            ledger=self._ledger.name,
            areas=len(self._areas),
            people=self._people,
            plan_share=share,
            plan_containment=containment,
            coterminosity=coterminosity(share, containment),
            kept_whole=share_of(kept_people, self._people),
            kept_whole_areas=round(kept),
            split_areas=round(split),
            kind=self._layer.kind,
            comparable=self._comparable,
            area_scores=tuple(self._scores),
            minor_areas=self._minor_ids,
            pieces=round(pieces),
            two_way=passing,
            two_way_share=share_of(passing, footprints),
            effective_splits=share_of(weighted, known),
            effective_splits_sum=effective,
            people_outside=self._people_outside,
            method=self._layer.method,
        )
