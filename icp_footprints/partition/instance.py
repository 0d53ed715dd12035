"""The problem as flat arrays, as the compiled kernel reads it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack

from icp_footprints.measures.population import area_people
from icp_footprints.partition.problem import Problem


@dataclass(frozen=True, eq=False)
class Instance:
    """Arrays of one problem; n units, m directed neighbour pairs, c areas of all layers together.

    Parameters
    ----------
    neighbour_start, neighbours, border
        CSR of the adjacency: (n + 1,), (m,) rows and (m,) cost of cutting each pair, in units of
        the objective.
    people
        Array (n,) of people on the ledger of the band.
    area_start, areas, area_people
        CSR of unit x area: (n + 1,), columns and people of the unit who belong to the area.
    layer_start
        Array (layers + 1,): first column of each layer.
    share_worth
        Array (layers,): what one more person in a footprint's best area adds to the objective.
    containment_worth
        Array (c,): what one more of an area's people in its best footprint adds.
    low, high
        The band.
    """

    neighbour_start: NDArray[np.int32]
    neighbours: NDArray[np.int32]
    border: NDArray[np.float64]
    people: NDArray[np.float64]
    area_start: NDArray[np.int32]
    areas: NDArray[np.int32]
    area_people: NDArray[np.float64]
    layer_start: NDArray[np.int32]
    share_worth: NDArray[np.float64]
    containment_worth: NDArray[np.float64]
    low: float
    high: float


def instance_of(problem: Problem) -> Instance:
    """The arrays of a problem. Layers of no weight are left out."""
    place, band = problem.place, problem.band
    ledger = place.ledger(band.ledger)
    objective = problem.objective()
    terms = [term for term in objective.terms if term.share_weight or term.containment_weight]
    layers = [place.layer(term.layer) for term in terms]
    sizes = [len(layer.area_ids) for layer in layers]
    shares = csr_array(
        hstack([layer.shares for layer in layers], format="csr")
        if layers
        else csr_array((len(place.units), 0))
    )
    counts = csr_array(shares.multiply(ledger.people[:, None]))
    counts.eliminate_zeros()
    counts.sort_indices()
    members = [float(area_people(ledger, layer).sum()) for layer in layers]
    containment = [
        np.full(size, term.containment_weight / people if people else 0.0)
        for term, size, people in zip(terms, sizes, members, strict=True)
    ]
    matrix = place.adjacency.matrix
    all_border = float(place.adjacency.lengths_m.sum())
    cut_worth = objective.cut_weight / all_border if all_border else 0.0
    return Instance(
        neighbour_start=matrix.indptr.astype(np.int32),
        neighbours=matrix.indices.astype(np.int32),
        border=matrix.data.astype(np.float64) * cut_worth,
        people=ledger.people.astype(np.float64),
        area_start=counts.indptr.astype(np.int32),
        areas=counts.indices.astype(np.int32),
        area_people=counts.data.astype(np.float64),
        layer_start=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32),
        share_worth=np.array([term.share_weight / ledger.total for term in terms]),
        containment_worth=np.concatenate([np.empty(0), *containment]),
        low=float(band.low),
        high=float(band.high),
    )
