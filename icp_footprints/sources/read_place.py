"""Reading a place: each file opened, recognised, joined and checked, in one direction."""

from __future__ import annotations

from dataclasses import dataclass, replace

from icp_footprints.errors import InputError
from icp_footprints.geography.ledger import Ledger
from icp_footprints.geography.place import Place
from icp_footprints.geography.profile import UnitProfile
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.geography.source import Source
from icp_footprints.progress import Progress
from icp_footprints.sources.joining.change_file import read_change_lookup
from icp_footprints.sources.joining.changes import ChangeLookup
from icp_footprints.sources.layers.lookups import read_lookup
from icp_footprints.sources.layers.registrations import PCN_LAYER, read_registrations
from icp_footprints.sources.ledgers import read_ledgers
from icp_footprints.sources.located import read_located
from icp_footprints.sources.neighbours import Neighbours, read_neighbours
from icp_footprints.sources.opened_table import OpenedTable, check_choices, open_table
from icp_footprints.sources.opening.files import sha256_of, split_layer
from icp_footprints.sources.place_tables import (
    PlaceTables,
    columns_of_lookup,
    lookups_to_be_had,
    notes_on,
    read_tables,
    sources_of_tables,
)
from icp_footprints.sources.place_units import PlaceUnits, name_of_place, read_place_units
from icp_footprints.sources.profile import read_profile
from icp_footprints.sources.recipe import Recipe
from icp_footprints.sources.unit_file import Use
from icp_footprints.wording import count_words, shortlist


def read_place(recipe: Recipe, progress: Progress | None = None) -> Place:
    """Read a place from files, check it and join it.

    Raises
    ------
    InputError
        For anything that cannot be used, naming the file, column, row or code.
    """
    progress = progress or Progress()
    _check(recipe)
    progress.report(0.0, f"Reading {split_layer(recipe.units)[0].name}")
    found = read_place_units(recipe)
    change, change_sources = _change(recipe)
    progress.report(0.2, "Reading tables")
    tables = read_tables(recipe, found.file, change)
    known = _known_of_units(recipe, tables)
    progress.check_cancelled()
    progress.report(0.4, "Finding which units are neighbours")
    neighbours = read_neighbours(recipe, found.units)
    progress.check_cancelled()
    progress.report(0.6, "Reading registrations")
    registered = _registered(recipe, found.units.ids, change)
    progress.check_cancelled()
    progress.report(0.8, "Reading points and overlays")
    located = read_located(recipe, found.units, known.ledgers[0].people)
    check_choices(recipe.columns, [*tables.opened, *registered.opened, *located.opened])
    progress.report(1.0, "Done")
    return Place(
        name=name_of_place(recipe, found),
        units=replace(found.units, people_centres=located.people_centres),
        adjacency=neighbours.adjacency,
        ledgers=(known.ledgers[0], *registered.ledgers, *known.ledgers[1:]),
        layers=(*registered.layers, *known.layers, *located.layers),
        sources=(
            _units_source(recipe, found, neighbours, known.uses),
            *sources_of_tables(tables, recipe, known.uses),
            *registered.sources,
            *change_sources,
            *neighbours.sources,
            *located.sources,
        ),
        notice=recipe.notice,
        point_layers=located.point_layers,
        profile=known.profile,
    )


@dataclass(frozen=True, eq=False)
class _KnownOfUnits:
    """What the tables say of the units."""

    ledgers: tuple[Ledger, ...]
    layers: tuple[ReferenceLayer, ...]
    profile: UnitProfile
    uses: tuple[Use, ...]


@dataclass(frozen=True, eq=False)
class _Registered:
    """What GP registrations give, if there are any."""

    ledgers: tuple[Ledger, ...] = ()
    layers: tuple[ReferenceLayer, ...] = ()
    sources: tuple[Source, ...] = ()
    opened: tuple[OpenedTable, ...] = ()


def _check(recipe: Recipe) -> None:
    if recipe.practice_pcn is not None and recipe.registrations is None:
        raise InputError(
            "A practice-to-PCN map alone (--practice-pcn) does not say where patients live.",
            "Add the registrations with --registrations.",
        )
    names = [each.name for each in (*recipe.lookups, *recipe.overlays)]
    names += [PCN_LAYER] if recipe.registrations is not None else []
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InputError(
            f"More than one layer is called {shortlist(twice)}.",
            f"Give each its own name ('{PCN_LAYER}' is that of the registrations layer).",
        )


def _change(recipe: Recipe) -> tuple[ChangeLookup | None, tuple[Source, ...]]:
    if recipe.change_lookup is None:
        return None, ()
    change = read_change_lookup(recipe.change_lookup)
    path = split_layer(recipe.change_lookup)[0]
    detail = f"{len(change.old_codes):,} LSOAs of 2011, {len(change.new_codes):,} of 2021"
    source = Source("change look-up", change.file, sha256_of(path), detail, change.notes)
    return change, (source,)


def _known_of_units(recipe: Recipe, tables: PlaceTables) -> _KnownOfUnits:
    ledgers = read_ledgers(
        tables.about_units,
        recipe.resident_column,
        recipe.ledgers,
        recipe.allow_empty,
        [each.table.file for each in tables.about_areas],
    )
    uses = [Use(each.file.opened, each.use, each.notes) for each in ledgers]
    residents = ledgers[0]
    layers: list[ReferenceLayer] = []
    for lookup in recipe.lookups:
        columns, names = columns_of_lookup(lookup, tables, residents.file)
        layer, notes = read_lookup(lookup, columns, residents.ledger.people)
        layers.append(layer)
        uses += [Use(columns.file.opened, f"layer '{lookup.name}'", notes), *names]
    profile, profile_uses = read_profile(tables.about_units)
    return _KnownOfUnits(
        ledgers=tuple(each.ledger for each in ledgers),
        layers=tuple(layers),
        profile=profile,
        uses=(*uses, *profile_uses),
    )


def _registered(
    recipe: Recipe, unit_ids: tuple[str, ...], change: ChangeLookup | None
) -> _Registered:
    if recipe.registrations is None:
        return _Registered()
    opened = [open_table(recipe.registrations, recipe.columns)]
    if recipe.practice_pcn is not None:
        opened.append(open_table(recipe.practice_pcn, recipe.columns))
    practices = opened[1] if len(opened) > 1 else None
    found = read_registrations(opened[0], practices, unit_ids, change)
    return _Registered((found.ledger,), (found.layer,), found.sources, tuple(opened))


def _units_source(
    recipe: Recipe, found: PlaceUnits, neighbours: Neighbours, uses: tuple[Use, ...]
) -> Source:
    own = found.file
    notes = (
        *found.notes,
        *neighbours.notes,
        *notes_on(own.opened, uses),
        *lookups_to_be_had(own, recipe),
    )
    return own.opened.source("units", count_words(len(found.units), "unit"), notes)
