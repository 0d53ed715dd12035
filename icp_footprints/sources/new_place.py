"""Making a place from files: the recipe, and reading it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from icp_footprints.errors import InputError
from icp_footprints.geography.adjacency import Adjacency, AdjacencyEdit
from icp_footprints.geography.ledger import RESIDENT, Ledger
from icp_footprints.geography.place import Place
from icp_footprints.geography.shared_boundary import shared_boundaries
from icp_footprints.geography.source import Source
from icp_footprints.geography.units import UnitTable
from icp_footprints.progress import Progress
from icp_footprints.sources.columns import name_column_beside
from icp_footprints.sources.door.boundaries import Boundaries, read_boundaries
from icp_footprints.sources.layers.lookups import Lookup, read_lookup
from icp_footprints.sources.layers.registrations import read_registrations
from icp_footprints.sources.opening.features import split_layer
from icp_footprints.sources.opening.files import sha256_of
from icp_footprints.sources.opening.tables import Table
from icp_footprints.wording import count_words, shortlist


@dataclass(frozen=True)
class Recipe:
    """What to read and how, for one place.

    Parameters
    ----------
    units
        ``FILE`` or ``FILE:LAYER`` of the units' boundaries.
    id_column, name_column, resident_column
        Columns of unit codes, unit names and resident people.
    where
        Values wanted per column; empty for all rows.
    lookups
        Look-up layers from columns of the same file.
    registrations, practice_pcn
        NHS registrations and practice-to-PCN map; both or neither.
    crs
        Reference system of the boundaries, where the file does not say.
    place_name
        Name of the place; taken from the filter or the file where empty.
    bridges
        Bridges between units, with reasons.
    allow_empty, allow_islands
        Whether units without people, and units that touch no other, are accepted.
    notice
        Sentence that every screen and report must show.
    source_notes
        What to say of the units' file among the sources, such as its licence.
    """

    units: str
    id_column: str
    name_column: str
    resident_column: str
    where: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    lookups: tuple[Lookup, ...] = ()
    registrations: Path | None = None
    practice_pcn: Path | None = None
    crs: str | None = None
    place_name: str = ""
    bridges: tuple[AdjacencyEdit, ...] = ()
    allow_empty: bool = False
    allow_islands: bool = False
    notice: str = ""
    source_notes: tuple[str, ...] = ()


def read_place(recipe: Recipe, progress: Progress | None = None) -> Place:
    """Read a place from files, check it and join it.

    Raises
    ------
    InputError
        For anything that cannot be used, naming the file, column, row or code.
    """
    progress = progress or Progress()
    if (recipe.registrations is None) != (recipe.practice_pcn is None):
        raise InputError(
            "Registrations and the practice-to-PCN map belong together.",
            "Give both --registrations and --practice-pcn, or neither.",
        )
    path, _ = split_layer(recipe.units)
    progress.report(0.0, f"Reading {path.name}")
    boundaries = read_boundaries(recipe.units, recipe.where, recipe.crs)
    table = boundaries.table
    units = _units(recipe, boundaries)
    resident = _residents(recipe, table, units.ids)
    layers = [read_lookup(lookup, table) for lookup in recipe.lookups]
    progress.check_cancelled()
    progress.report(0.4, "Finding which units are neighbours")
    adjacency = _adjacency(recipe, units, path.name)
    ledgers = [resident]
    sources = [_units_source(recipe, boundaries, path, len(units), adjacency)]
    if recipe.registrations is not None and recipe.practice_pcn is not None:
        progress.report(0.7, f"Reading {recipe.registrations.name}")
        found = read_registrations(recipe.registrations, recipe.practice_pcn, units.ids)
        ledgers.append(found.ledger)
        layers.insert(0, found.layer)
        sources.extend(found.sources)
    progress.report(1.0, "Done")
    return Place(
        name=recipe.place_name or _place_name(recipe, table, path),
        units=units,
        adjacency=adjacency,
        ledgers=tuple(ledgers),
        layers=tuple(layers),
        sources=tuple(sources),
        notice=recipe.notice,
    )


def _units(recipe: Recipe, boundaries: Boundaries) -> UnitTable:
    table = boundaries.table
    id_column = table.find([recipe.id_column], "unit ids (--id)")
    name_column = table.find([recipe.name_column], "unit names (--name)")
    ids: list[str] = table.columns[id_column].tolist()
    first_row: dict[str, int] = {}
    for row, code in enumerate(ids):
        if not code:
            raise InputError(
                f"{table.file}, {table.where(row)} has no id in column '{id_column}'.",
                "Every unit needs an id.",
            )
        if first_row.setdefault(code, row) != row:
            raise InputError(
                f"{table.file}: {code} is in column '{id_column}' more than once, in "
                f"{table.where(first_row[code])} and {table.where(row)}.",
                "Every unit needs an id of its own: remove the copies or choose another column.",
            )
    names = [name or code for code, name in zip(ids, table.columns[name_column], strict=True)]
    return UnitTable(tuple(ids), tuple(names), boundaries.geometry)


def _residents(recipe: Recipe, table: Table, ids: tuple[str, ...]) -> Ledger:
    column = table.find([recipe.resident_column], "residents (--resident)")
    people = table.people(column)
    nobody = [ids[row] for row in np.flatnonzero(people == 0)]
    if len(nobody) == len(ids):
        raise InputError(
            f"{table.file}: no unit has people in column '{column}'.", "Choose another column."
        )
    if nobody and not recipe.allow_empty:
        raise InputError(
            f"{table.file}: units without people in column '{column}': {shortlist(nobody)}.",
            "Correct the figures, or add --allow-empty if nobody lives there.",
        )
    return Ledger(RESIDENT, "Residents", people, f"Column {column} of {table.file}")


def _adjacency(recipe: Recipe, units: UnitTable, file: str) -> Adjacency:
    pairs, lengths = shared_boundaries(units.geometry)
    adjacency = Adjacency(units.ids, pairs, lengths, recipe.bridges)
    lonely = [units.ids[row] for row in adjacency.lonely_rows()]
    if lonely and len(units) > 1 and not recipe.allow_islands:
        raise InputError(
            f"{file}: units that touch no other unit: {shortlist(lonely)}.",
            "Tie each to the mainland with --bridge CODE:CODE:REASON, or add --allow-islands.",
        )
    return adjacency


def _units_source(
    recipe: Recipe, boundaries: Boundaries, path: Path, n_units: int, adjacency: Adjacency
) -> Source:
    notes = list(recipe.source_notes)
    if recipe.where:
        chosen = "; ".join(f"{c} = {', '.join(values)}" for c, values in recipe.where.items())
        notes.append(f"Only rows with {chosen}.")
    if boundaries.mended:
        mended = count_words(boundaries.mended, "invalid boundary", "invalid boundaries")
        notes.append(f"{mended} mended.")
    pieces = int(adjacency.components.max()) + 1
    if pieces > 1:
        notes.append(f"The units lie in {pieces} pieces that do not touch.")
    return Source("units", path.name, sha256_of(path), count_words(n_units, "unit"), tuple(notes))


def _place_name(recipe: Recipe, table: Table, path: Path) -> str:
    """The name beside the code that was filtered by, if all rows share it; else the file's."""
    for wanted in recipe.where:
        column = table.find([wanted], "filter (--where)")
        named = name_column_beside(table.columns, column) or column
        names = set(table.columns[named]) - {""}
        if len(names) == 1:
            return str(names.pop())
    return path.stem
