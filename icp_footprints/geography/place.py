"""A place: the units, adjacency, ledgers and reference layers that a plan is made on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from icp_footprints.errors import InputError, PlanError
from icp_footprints.geography.adjacency import Adjacency, AdjacencyEdit
from icp_footprints.geography.ledger import RESIDENT, Ledger
from icp_footprints.geography.points import PointLayer
from icp_footprints.geography.profile import UnitProfile
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.geography.source import Source
from icp_footprints.geography.units import UnitTable
from icp_footprints.wording import shortlist

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, eq=False)
class Place:
    """The area being planned, validated once and never changed.

    Parameters
    ----------
    name
        Name of the place, such as ``Wirral``.
    units, adjacency, ledgers, layers
        All in the same unit order. There is always a ledger named ``resident``.
    sources
        The files it was made from.
    notice
        A sentence every screen and report must show, such as that of demonstration data.
    point_layers
        Local assets, such as GP practices.
    profile
        Deprivation and the like, per unit.
    """

    name: str
    units: UnitTable
    adjacency: Adjacency
    ledgers: tuple[Ledger, ...]
    layers: tuple[ReferenceLayer, ...] = ()
    sources: tuple[Source, ...] = ()
    notice: str = ""
    point_layers: tuple[PointLayer, ...] = ()
    profile: UnitProfile = field(default_factory=UnitProfile)

    def __post_init__(self) -> None:
        n = len(self.units)
        if self.adjacency.unit_ids != self.units.ids:
            raise InputError("The adjacency was made for other units.")
        if RESIDENT not in [ledger.name for ledger in self.ledgers]:
            raise InputError(f"The place has no ledger named '{RESIDENT}'.")
        for ledger in self.ledgers:
            if ledger.people.shape != (n,):
                raise InputError(f"Ledger '{ledger.name}' does not have one count per unit.")
        for layer in self.layers:
            if layer.n_units != n:
                raise InputError(f"Layer '{layer.name}' does not have one row per unit.")
        self._check_rows(n)
        for what, held in (
            ("ledger", self.ledgers),
            ("layer", self.layers),
            ("layer of points", self.point_layers),
        ):
            names = [each.name for each in held]
            repeated = sorted({name for name in names if names.count(name) > 1})
            if repeated:
                raise InputError(
                    f"More than one {what} is called {shortlist(repeated)}.",
                    "Give each its own name ('pcn' is that of the registrations layer).",
                )

    def _check_rows(self, n: int) -> None:
        for points in self.point_layers:
            if np.any(points.unit_rows >= n):
                raise InputError(f"Points '{points.name}' were placed in other units.")
        deprivation, urban_rural = self.profile.deprivation, self.profile.urban_rural
        if deprivation is not None and deprivation.score.shape != (n,):
            raise InputError(f"{deprivation.index} does not have one score per unit.")
        if urban_rural is not None and urban_rural.unit_class.shape != (n,):
            raise InputError("Urban and rural classes are not one per unit.")

    def ledger(self, name: str = RESIDENT) -> Ledger:
        """The ledger of that name.

        Raises
        ------
        PlanError
            When the place has no such ledger.
        """
        for ledger in self.ledgers:
            if ledger.name == name:
                return ledger
        raise PlanError(
            f"This place has no ledger named '{name}'.",
            f"It has: {shortlist([ledger.name for ledger in self.ledgers])}.",
        )

    def layer(self, name: str) -> ReferenceLayer:
        """The reference layer of that name.

        Raises
        ------
        PlanError
            When the place has no such layer.
        """
        for layer in self.layers:
            if layer.name == name:
                return layer
        held = shortlist([layer.name for layer in self.layers]) or "none"
        raise PlanError(f"This place has no layer named '{name}'.", f"It has: {held}.")

    def with_adjacency_edits(self, edits: Sequence[AdjacencyEdit]) -> Place:
        """This place with the given bridges and barriers."""
        return replace(self, adjacency=self.adjacency.with_edits(edits))

    def graph(self) -> nx.Graph[str]:
        """The adjacency as a networkx graph; nodes carry ``name`` and ``people_<ledger>``."""
        graph = self.adjacency.graph()
        for row, code in enumerate(self.units.ids):
            graph.nodes[code]["name"] = self.units.names[row]
            for ledger in self.ledgers:
                graph.nodes[code][f"people_{ledger.name}"] = float(ledger.people[row])
        return graph
