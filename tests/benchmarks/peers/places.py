"""The places of the table, read with the product's own readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.adjacency import Adjacency
from icp_footprints.geography.ledger import Ledger
from icp_footprints.geography.place import Place
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.geography.units import UnitTable
from icp_footprints.sources.layers.lookups import Lookup
from icp_footprints.sources.new_place import Recipe, read_place
from icp_footprints.sources.sample import sample_place
from tests.benchmarks.timing import REAL_DATA

MSOA = Lookup.parse("msoa=msoa21_code")


class Row(NamedTuple):
    """A place and a number of footprints, with the figures to match or beat.

    ``plain_score`` and ``plain_seconds`` are those of a throw-away annealer on another machine.
    """

    key: str
    place: Callable[[], Place]
    footprints: int
    plain_score: float | None = None
    plain_seconds: float | None = None
    ceiling: float | None = None


@cache
def staffordshire(*authorities: str, name: str = "") -> Place:
    """Local authorities of Staffordshire by code as one place; all nine where none is given."""
    folder = Path(REAL_DATA)
    return read_place(
        Recipe(
            units=f"{folder / 'staffordshire' / 'boundaries.gpkg'}:lsoa21",
            id_column="lsoa21_code",
            name_column="lsoa21_name",
            resident_column="pop_total",
            where={"ltla24_code": authorities} if authorities else {},
            lookups=(MSOA,),
            registrations=folder / "staffordshire" / "gp-reg-pat-prac-lsoa-all.csv",
            practice_pcn=folder / "england" / "gp-reg-pat-prac-map.csv",
            place_name=name,
        )
    )


@cache
def cheshire_merseyside_authority(code: str, name: str) -> Place:
    """One local authority of Cheshire and Merseyside, with the modelled flows of patients."""
    folder = Path(REAL_DATA) / "cheshire_merseyside"
    return read_place(
        Recipe(
            units=f"{folder / 'boundaries.gpkg'}:lsoa21",
            id_column="lsoa21_code",
            name_column="lsoa21_name",
            resident_column="pop_total",
            where={"ltla24_code": (code,)},
            lookups=(MSOA,),
            registrations=folder / "MODELLED_cm_patients_by_practice_lsoa21.csv.gz",
            place_name=name,
        )
    )


def stoke() -> Place:
    """Stoke-on-Trent."""
    return staffordshire("E06000021", name="Stoke-on-Trent")


def newcastle() -> Place:
    """Newcastle-under-Lyme."""
    return staffordshire("E07000195", name="Newcastle-under-Lyme")


def east_staffordshire() -> Place:
    """East Staffordshire."""
    return staffordshire("E07000193", name="East Staffordshire")


def nine() -> Place:
    """Stoke-on-Trent and the eight districts of Staffordshire as one place."""
    return staffordshire(name="Nine Staffordshire LAs as one")


def liverpool() -> Place:
    """Liverpool; its PCNs are modelled."""
    return cheshire_merseyside_authority("E08000012", "Liverpool (modelled)")


def cheshire_east() -> Place:
    """Cheshire East; its PCNs are modelled."""
    return cheshire_merseyside_authority("E06000049", "Cheshire East (modelled)")


# Where the issue names no number of footprints: people over 40,000, the middle of the band.
REAL_ROWS = (
    Row("stoke", stoke, 6, 2.197, 0.35, 0.5735),
    Row("stoke", stoke, 7, 2.189, 0.3, 0.6263),
    Row("newcastle", newcastle, 3, 2.405, 0.2, 0.7103),
    Row("east_staffordshire", east_staffordshire, 3, 2.352, 0.2, 0.9772),
    Row("nine", nine, 28, 2.32, 5.0, 0.805),
    Row("liverpool", liverpool, 12),
    Row("cheshire_east", cheshire_east, 10),
)
SAMPLE_ROW = Row("wirral", sample_place, 8)


def rows(keys: set[str]) -> list[Row]:
    """The rows asked for by the names of their places, all where none is named."""
    known = [*(REAL_ROWS if REAL_DATA else ()), SAMPLE_ROW]
    return [row for row in known if not keys or row.key in keys]


def sub_place(place: Place, chosen: NDArray[np.intp], name: str) -> Place:
    """The given rows of a place as a place of their own."""
    chosen = np.sort(chosen)
    new_row = np.full(len(place.units), -1, dtype=np.int32)
    new_row[chosen] = np.arange(len(chosen), dtype=np.int32)
    ids = tuple(place.units.ids[row] for row in chosen)
    pairs = new_row[place.adjacency.shared_pairs]
    inside = (pairs >= 0).all(axis=1)
    return Place(
        name=name,
        units=UnitTable(
            ids, tuple(place.units.names[row] for row in chosen), place.units.geometry[chosen]
        ),
        adjacency=Adjacency(ids, pairs[inside], place.adjacency.shared_boundary_m[inside]),
        ledgers=tuple(
            Ledger(each.name, each.label, each.people[chosen], each.source)
            for each in place.ledgers
        ),
        layers=tuple(_sub_layer(layer, chosen) for layer in place.layers),
    )


def _sub_layer(layer: ReferenceLayer, chosen: NDArray[np.intp]) -> ReferenceLayer:
    shares = layer.shares[chosen]
    held = np.unique(shares.indices)
    return replace(
        layer,
        area_ids=tuple(layer.area_ids[area] for area in held),
        area_names=tuple(layer.area_names[area] for area in held),
        shares=shares[:, held],
        outside_share=np.full(len(held), np.nan),
        covered=None if layer.covered is None else layer.covered[chosen],
    )
