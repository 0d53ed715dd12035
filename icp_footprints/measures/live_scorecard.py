"""A scorecard that follows a plan: after a change only touched footprints and areas are measured.

What a change touches is worked out whole again from its units, never by adding and subtracting, and
by the same functions that measure a plan from scratch: the figures are the same to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from icp_footprints.errors import PlanError
from icp_footprints.geography.place import Place
from icp_footprints.measures.area_table import AreaTable
from icp_footprints.measures.coverage import coverage_but_for
from icp_footprints.measures.footprint import MeasuredFootprint
from icp_footprints.measures.ground import Ground, ground_of
from icp_footprints.measures.profile import profile_of
from icp_footprints.measures.recent import RecentFootprints
from icp_footprints.measures.scores import FootprintScore, Scorecard
from icp_footprints.measures.target_results import target_results
from icp_footprints.plan.difference import PlanDifference, difference
from icp_footprints.plan.plan import Plan


class LiveScorecard:
    """The measures of a plan, kept up to date as it changes.

    Parameters
    ----------
    place, plan
        What to measure.
    ledger
        The ledger of coterminosity and coverage; that of the plan's first band where None.

    Raises
    ------
    PlanError
        When the plan is of another place, or the place lacks a ledger.
    """

    def __init__(self, place: Place, plan: Plan, ledger: str | None = None) -> None:
        if len(plan.assignment) != len(place.units):
            raise PlanError("The plan was made for another place: it has other units.")
        self._place, self._wanted_ledger = place, ledger
        self._people = {each.name: each.total for each in place.ledgers}
        self._ground = self._ground_for(plan, None)
        self._begin(plan)

    @property
    def plan(self) -> Plan:
        """The plan that was measured last."""
        return self._plan

    def update(self, plan: Plan, change: PlanDifference | None = None) -> None:
        """Follow a change of the plan.

        Parameters
        ----------
        plan
            The plan as it is now, of the same place.
        change
            What differs from the plan measured before; worked out where it is not at hand.
        """
        change = change or difference(self._plan, plan)
        order = self._order if plan.footprints is self._plan.footprints else _order(plan)
        if self._plan.bands != plan.bands or _in_another_order(self._order, order):
            self._ground = self._ground_for(plan, self._ground)
            self._begin(plan)
            return
        self._plan, self._order, self._scorecard = plan, order, None
        pairs = self._ground.pairs_at(change.rows)
        self._cut_m[pairs] = self._ground.cut_m(plan.assignment, pairs)
        gone = [(key, self._footprints.pop(key).areas, {}) for key in change.removed]
        again = (change.touched | change.added) - change.removed
        before = {key: each.areas for key in again if (each := self._footprints.get(key))}
        self._measure(again)
        moved = [(key, before.get(key, {}), self._footprints[key].areas) for key in again]
        self._areas.follow([*gone, *moved], order)
        for renamed in change.relabelled - change.touched:
            old = self._footprints[renamed]
            name = plan.footprints[order[renamed]].name
            self._footprints[renamed] = replace(old, score=replace(old.score, name=name))
        self._line_up(change)

    @property
    def scorecard(self) -> Scorecard:
        """The measures of the plan as it stands."""
        if self._scorecard is None:
            self._scorecard = self._assemble()
        return self._scorecard

    def would_be(
        self, plan: Plan, change: PlanDifference | None = None
    ) -> dict[str, FootprintScore]:
        """What another plan would make of the footprints in which it differs, by id.

        The scorecard stays that of the plan measured last; each figure is the one that `update`
        would lead to, to the last bit.

        Parameters
        ----------
        plan
            A plan of the same place with the same bands, as a gesture under way would make it.
        change
            What differs from the plan measured last; worked out where it is not at hand.
        """
        change = change or difference(self._plan, plan)
        order = self._order if plan.footprints is self._plan.footprints else _order(plan)
        scores: dict[str, FootprintScore] = {}
        for key in (change.touched | change.added) - change.removed:
            scores[key] = self._recent.measure(plan, order[key]).score
        return scores

    def _ground_for(self, plan: Plan, known: Ground | None) -> Ground:
        for band in plan.bands:
            self._place.ledger(band.ledger)
        wanted = self._wanted_ledger or plan.band.ledger
        if known is not None and known.ledger.name == wanted:
            return known
        return ground_of(self._place, wanted)

    def _begin(self, plan: Plan) -> None:
        """Measure everything."""
        ground = self._ground
        self._plan, self._order = plan, _order(plan)
        self._recent = RecentFootprints(ground)
        self._scorecard: Scorecard | None = None
        self._footprints: dict[str, MeasuredFootprint] = {}
        everywhere = np.arange(len(self._place.units))
        self._profile = profile_of(self._place, ground.sums(everywhere))
        self._cut_m = ground.cut_m(plan.assignment)
        self._measure(self._order)
        held = {key: each.areas for key, each in self._footprints.items()}
        self._areas = AreaTable(ground, plan.band, held, self._order)
        self._line_up(None)

    def _measure(self, footprint_ids: Iterable[str]) -> None:
        for key in footprint_ids:
            self._footprints[key] = self._recent.measure(self._plan, self._order[key])

    def _line_up(self, change: PlanDifference | None) -> None:
        """Scores of all footprints, and what is added up of them, in plan order."""
        if change is None or change.added or change.removed:
            measured = [self._footprints[key] for key in self._order]
            k, layers = len(measured), len(self._place.layers)
            self._sums = np.array([each.sums for each in measured]).reshape(k, 1 + 2 * layers)
            self._scores = [each.score for each in measured]
            return
        for key in change.touched | change.relabelled:
            number, each = self._order[key], self._footprints[key]
            self._sums[number] = each.sums
            self._scores[number] = each.score

    def _assemble(self) -> Scorecard:
        place, plan, ledger = self._place, self._plan, self._ground.ledger.name
        people, *of_layers = self._sums.sum(axis=0).tolist()
        layers = self._areas.layer_scores(
            people, of_layers[::2], of_layers[1::2], len(self._scores)
        )
        cut_m, all_m = float(self._cut_m.sum()), self._ground.boundary_m
        gaps = plan.unassigned_rows
        return Scorecard(
            place=place.name,
            plan=plan.name,
            band=plan.band,
            footprints=tuple(self._scores),
            layers=layers,
            coverage=coverage_but_for(place, gaps, ledger),
            cut_share=cut_m / all_m if all_m else 0.0,
            ledger=ledger,
            bands=plan.bands,
            people=dict(self._people),
            cut_length_m=cut_m,
            profile=self._profile,
            points=self._ground.point_scores(gaps),
            targets=target_results(plan, layers, ledger),
        )


def _order(plan: Plan) -> dict[str, int]:
    return {footprint.id: number for number, footprint in enumerate(plan.footprints)}


def _in_another_order(before: dict[str, int], after: dict[str, int]) -> bool:
    """Whether footprints in both plans follow each other differently."""
    if before is after:
        return False
    return [key for key in before if key in after] != [key for key in after if key in before]
