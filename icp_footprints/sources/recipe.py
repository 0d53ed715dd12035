"""The recipe of a place: which files to read, and how."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.geography.barriers import DEFAULT_TOLERANCE_M
from icp_footprints.sources.layers.lookups import Lookup
from icp_footprints.sources.layers.overlays import Overlay
from icp_footprints.sources.layers.points import PointsFile
from icp_footprints.sources.ledgers import LedgerColumn
from icp_footprints.sources.opened_table import ColumnChoice


class BarrierLines(NamedTuple):
    """Lines that part units, ``FILE`` or ``FILE:LAYER``, and why.

    Boundaries within ``within_m`` metres of a line count as lying along it.
    """

    source: str
    reason: str
    within_m: float = DEFAULT_TOLERANCE_M


@dataclass(frozen=True)
class Recipe:
    """What to read and how, for one place.

    Parameters
    ----------
    units
        ``FILE`` or ``FILE:LAYER`` of the units' boundaries.
    id_column, name_column, resident_column
        Columns of unit codes, unit names and resident people; recognised where left out.
        Residents may be in another file: ``FILE:COLUMN``.
    where
        Values wanted per column; empty for all rows.
    lookups
        Look-up layers from columns of the units' file or of a file of `tables`.
    registrations, practice_pcn
        NHS registrations and practice-to-PCN map; the map can be left out where the registrations
        have a column of PCNs.
    crs
        Reference system of the boundaries; also of overlays, points and lines, but only where
        their file states none.
    place_name
        Name of the place; taken from the filter or the file where empty.
    bridges, barriers
        Pairs of units made neighbours, or parted, each with its reason.
    allow_empty, allow_islands
        Whether units without people, and units that touch no other, are accepted.
    notice
        Sentence that every screen and report must show.
    source_notes
        What to say of the units' file among the sources, such as its licence.
    tables
        Further files about the units: people, ages, deprivation, look-ups, names of areas. What
        is recognised in them is used.
    columns
        Columns by role, where they are not recognised rightly.
    ledgers
        Further ways to count people.
    overlays
        Layers of polygons.
    people_points
        Where people live within units: postcodes or addresses, with a count of people or one each.
    point_layers
        Local assets, such as GP practices.
    postcodes
        A directory of postcodes, for files that have no coordinates.
    change_lookup
        The ONS look-up of LSOA 2011 to 2021, for files of the other year.
    barrier_lines
        Lines, such as rivers or motorways, that part the units on either side.
    """

    units: str
    id_column: str | None = None
    name_column: str | None = None
    resident_column: str | None = None
    where: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    lookups: tuple[Lookup, ...] = ()
    registrations: str | Path | None = None
    practice_pcn: str | Path | None = None
    crs: str | None = None
    place_name: str = ""
    bridges: tuple[AdjacencyEdit, ...] = ()
    allow_empty: bool = False
    allow_islands: bool = False
    notice: str = ""
    source_notes: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    columns: tuple[ColumnChoice, ...] = ()
    ledgers: tuple[LedgerColumn, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    people_points: str | None = None
    point_layers: tuple[PointsFile, ...] = ()
    postcodes: str | None = None
    change_lookup: str | None = None
    barriers: tuple[AdjacencyEdit, ...] = ()
    barrier_lines: tuple[BarrierLines, ...] = ()

    def files(self) -> tuple[str, ...]:
        """Every file to be read, as it was given."""
        given = [
            self.units,
            *self.tables,
            self.registrations,
            self.practice_pcn,
            self.change_lookup,
            self.postcodes,
            self.people_points,
            *(overlay.source for overlay in self.overlays),
            *(points.source for points in self.point_layers),
            *(lines.source for lines in self.barrier_lines),
        ]
        return tuple(str(file) for file in given if file)
