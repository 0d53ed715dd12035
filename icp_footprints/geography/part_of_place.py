"""A part of a place as a place of its own, such as one local authority out of a whole country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.geography.adjacency import Adjacency
from icp_footprints.geography.ledger import REGISTERED, RESIDENT, Ledger
from icp_footprints.geography.place import Place
from icp_footprints.geography.points import PointLayer
from icp_footprints.geography.profile import Deprivation, UnitProfile, UrbanRural
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.geography.source import Source
from icp_footprints.geography.units import UnitTable
from icp_footprints.wording import count_words

Rows = NDArray[np.intp]


def part_of_place(
    place: Place, rows: Sequence[int] | Rows, name: str, without: Sequence[str] = ()
) -> Place:
    """Some units of a place, with all that is known of them, as a place.

    What reading those units alone would give, but for two things: boundaries were mended with their
    neighbours', and points outside the part are left out.

    Parameters
    ----------
    place
        The whole place.
    rows
        Array (k,) of rows of units, in ascending order.
    name
        What the part is called.
    without
        Names of layers that the part is not to have.

    Raises
    ------
    InputError
        When rows are not units of the place, or not in ascending order.
    """
    kept = np.asarray(rows, dtype=np.intp)
    n = len(place.units)
    if len(kept) and not (kept[0] >= 0 and kept[-1] < n and bool((np.diff(kept) > 0).all())):
        raise InputError("The units of a part are not rows of the place, in ascending order.")
    new_row = np.full(n, -1, dtype=np.int64)
    new_row[kept] = np.arange(len(kept))
    units = _units(place.units, kept)
    return Place(
        name=name,
        units=units,
        adjacency=_adjacency(place.adjacency, units, new_row),
        ledgers=tuple(_ledger(ledger, kept) for ledger in place.ledgers),
        layers=tuple(
            _layer(layer, kept, _people_of(place, layer))
            for layer in place.layers
            if layer.name not in without
        ),
        sources=tuple(_source(source, place) for source in place.sources),
        notice=place.notice,
        point_layers=tuple(_points(points, new_row) for points in place.point_layers),
        profile=_profile(place.profile, kept),
    )


def _units(units: UnitTable, rows: Rows) -> UnitTable:
    return UnitTable(
        tuple(units.ids[row] for row in rows.tolist()),
        tuple(units.names[row] for row in rows.tolist()),
        units.geometry[rows],
        _people_centres(units, rows),
    )


def _people_centres(units: UnitTable, rows: Rows) -> NDArray[np.float64] | None:
    if units.people_centres is None or np.isnan(units.people_centres[rows]).all():
        return None
    return units.people_centres[rows]


def _adjacency(whole: Adjacency, units: UnitTable, new_row: NDArray[np.int64]) -> Adjacency:
    pairs = new_row[whole.shared_pairs]
    within = (pairs >= 0).all(axis=1)
    held = set(units.ids)
    return Adjacency(
        units.ids,
        pairs[within].astype(np.int32),
        whole.shared_boundary_m[within],
        tuple(edit for edit in whole.edits if edit.unit_a in held and edit.unit_b in held),
    )


def _ledger(ledger: Ledger, rows: Rows) -> Ledger:
    ages = ledger.ages and replace(ledger.ages, people=ledger.ages.people[rows])
    return replace(ledger, people=ledger.people[rows], ages=ages)


def _people_of(place: Place, layer: ReferenceLayer) -> NDArray[np.float64]:
    """Array (n,): the people whose shares a layer holds."""
    wanted = REGISTERED if layer.kind == "registration" else RESIDENT
    held = {ledger.name: ledger.people for ledger in place.ledgers}
    return held.get(wanted, held[RESIDENT])


def _layer(layer: ReferenceLayer, rows: Rows, people: NDArray[np.float64]) -> ReferenceLayer:
    """The layer of some units, with the areas that any of them has a share of."""
    shares = layer.shares[rows]
    held = np.flatnonzero(np.asarray(shares.sum(axis=0)) > 0)
    shares = shares[:, held]
    shares.sort_indices()
    inside_whole = np.asarray(layer.shares.T @ people, dtype=np.float64)[held]
    inside = np.asarray(shares.T @ people[rows], dtype=np.float64)
    # An area nobody lives in tells nothing: what was known of it stays.
    of_inside = np.divide(inside, inside_whole, out=np.ones(len(held)), where=inside_whole > 0)
    outside = 1.0 - np.minimum(of_inside, 1.0) * (1.0 - layer.outside_share[held])
    return replace(
        layer,
        area_ids=tuple(layer.area_ids[j] for j in held.tolist()),
        area_names=tuple(layer.area_names[j] for j in held.tolist()),
        shares=shares,
        outside_share=outside,
        covered=None if layer.covered is None else layer.covered[rows],
    )


def _source(source: Source, place: Place) -> Source:
    """The source, with its figures said to be about all that was read."""
    told = (*(source.join.sentences if source.join else ()), *source.notes)
    if not told:
        return source
    read = count_words(len(place.units), "unit")
    about = f"This place is a part of {place.name}: what follows is about all {read} of it."
    return replace(source, notes=(about, *told), join=None)


def _points(points: PointLayer, new_row: NDArray[np.int64]) -> PointLayer:
    # A point outside has the row -1, which must not be taken for the last unit.
    rows = np.where(points.unit_rows >= 0, new_row[points.unit_rows], -1)
    inside = np.flatnonzero(rows >= 0)
    return replace(
        points,
        ids=tuple(points.ids[each] for each in inside.tolist()),
        names=tuple(points.names[each] for each in inside.tolist()),
        xy=points.xy[inside],
        unit_rows=rows[inside],
    )


def _profile(profile: UnitProfile, rows: Rows) -> UnitProfile:
    deprivation, urban_rural = profile.deprivation, profile.urban_rural
    return UnitProfile(
        deprivation
        and Deprivation(deprivation.index, deprivation.score[rows], deprivation.decile[rows]),
        urban_rural and _classes(urban_rural, rows),
    )


def _classes(urban_rural: UrbanRural, rows: Rows) -> UrbanRural:
    """The classes that any of the units is of."""
    of_unit = urban_rural.unit_class[rows]
    held = np.unique(of_unit[of_unit >= 0])
    position = np.full(len(urban_rural.classes) + 1, -1, dtype=np.int16)  # the last is for -1
    position[held] = np.arange(len(held), dtype=np.int16)
    return UrbanRural(
        tuple(urban_rural.classes[j] for j in held.tolist()),
        position[of_unit],
        tuple(urban_rural.is_rural[j] for j in held.tolist()),
    )
