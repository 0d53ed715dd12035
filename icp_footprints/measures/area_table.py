"""Every area's score, and which of them a change touches."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping

import numpy as np

from icp_footprints.measures.area import measure_area
from icp_footprints.measures.comparable import fills_a_footprint, is_minor
from icp_footprints.measures.coterminosity import coterminosity, share_of
from icp_footprints.measures.ground import Ground
from icp_footprints.measures.scores import AreaScore, AreaSplit, LayerScore
from icp_footprints.plan.band import Band

Held = Mapping[int, float]
# An array of the standard library: one row of it is written far quicker than one of NumPy's.
COLUMNS = 7


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
        self._held: list[dict[str, float]] = [{} for _ in ground.areas]
        for footprint_id, areas in held.items():
            for area, people in areas.items():
                self._held[area][footprint_id] = people
        count = len(ground.place.layers)
        self._layers = [_LayerAreas(ground, band, number) for number in range(count)]
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
        touched: set[int] = set()
        for footprint_id, before, after in changes:
            for area in before.keys() - after.keys():
                del self._held[area][footprint_id]
                touched.add(area)
            for area, people in after.items():
                if before.get(area) != people:
                    self._held[area][footprint_id] = people
                    touched.add(area)
        for area in touched:
            self._layers[self._ground.areas[area].layer].measure(area, self._held[area], order)

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
        of_area = ground.area_people[self._first : last]
        self._people = float(of_area.sum())
        outside = np.maximum(1.0 - self._layer.covered_share, 0.0)
        self._people_outside = float((ground.ledger.people * outside).sum())
        # Split areas are listed largest first: the rank of each area, and those that are split.
        self._rank = np.argsort(np.argsort(-of_area, kind="stable")).tolist()
        self._split_ranks: list[int] = []
        self._splits: list[AreaSplit] = []
        self._scores: list[AreaScore] = []
        # Columns: people in the best footprint, people kept whole, kept whole, pieces of a split,
        # effective splits, those times people, and the people they are known for.
        self._sums = array("d", bytes(8 * COLUMNS * len(self._areas)))

    def measure_all(self, held: list[dict[str, float]], order: Mapping[str, int]) -> None:
        """Measure every area for the first time."""
        for i, area in enumerate(self._areas):
            score = measure_area(area, held[self._first + i], order, self._minor[i])
            self._scores.append(score)
            self._note(i, score)

    def measure(self, number: int, held: Mapping[str, float], order: Mapping[str, int]) -> None:
        """Measure one area again, by its number in the ground."""
        i = number - self._first
        score = measure_area(self._areas[i], held, order, self._minor[i])
        self._scores[i] = score
        self._note(i, score)

    def _note(self, i: int, score: AreaScore) -> None:
        effective = score.effective_splits
        known = effective is not None
        self._sums[COLUMNS * i : COLUMNS * (i + 1)] = array(
            "d",
            (
                score.best_people,
                score.people if score.kept_whole else 0.0,
                score.kept_whole,
                len(score.pieces) if score.is_split else 0,
                effective or 0.0,
                (effective or 0.0) * score.people,
                score.people if known else 0.0,
            ),
        )
        rank = self._rank[i]
        at = bisect_left(self._split_ranks, rank)
        is_listed = at < len(self._split_ranks) and self._split_ranks[at] == rank
        if score.is_split:
            split = AreaSplit(score.area, score.area_name, score.pieces)
            self._split_ranks[at : at + is_listed] = [rank]
            self._splits[at : at + is_listed] = [split]
        elif is_listed:
            del self._split_ranks[at], self._splits[at]

    def score(self, people: float, most: float, passing: int, footprints: int) -> LayerScore:
        """The score of the layer, its figures added up from all areas anew."""
        best, kept_people, kept, pieces, effective, weighted, known = _added_up(self._sums)
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
            splits=tuple(self._splits),
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


def _added_up(table: array[float]) -> list[float]:
    """The sum of each column."""
    return np.frombuffer(table).reshape(-1, COLUMNS).sum(axis=0).tolist()
