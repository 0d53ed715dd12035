"""The units of a place: their boundaries, ids and names, and what the place is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from icp_footprints.errors import InputError
from icp_footprints.geography.units import UnitTable
from icp_footprints.sources.columns import name_column_beside
from icp_footprints.sources.door.boundaries import Boundaries, made_coverage, read_drawn_units
from icp_footprints.sources.opened_table import OpenedTable, recognised
from icp_footprints.sources.opening.tables import Table
from icp_footprints.sources.recipe import Recipe
from icp_footprints.sources.unit_file import UnitFile, units_own_file
from icp_footprints.wording import shortlist

# The kinds of area a place may be called by, the first that has one name for all units.
PLACES = ("local authority", "sub-ICB", "ICB")


@dataclass(frozen=True, eq=False)
class PlaceUnits:
    """The units, the file they are from, and what was mended in it."""

    units: UnitTable
    file: UnitFile
    notes: tuple[str, ...]

    @property
    def table(self) -> Table:
        """The units' own columns, one row per unit."""
        return self.file.opened.table


def read_place_units(recipe: Recipe) -> PlaceUnits:
    """Read the units' boundaries and recognise their columns.

    Raises
    ------
    InputError
        When a column is missing, or an id is missing or there twice.
    """
    drawn = read_drawn_units(recipe.units, recipe.where, recipe.crs)
    opened = recognised(recipe.units, drawn.table, recipe.columns)
    table = opened.table
    if recipe.id_column:
        id_column = table.find([recipe.id_column], "unit ids (--id)")
    else:
        id_column = opened.recognition.units.column
    ids: list[str] = table.columns[id_column].tolist()
    _check_ids(table, id_column, ids)
    names = _names(recipe, opened, id_column, ids)
    boundaries = made_coverage(drawn, id_column)
    units = UnitTable(tuple(ids), names, boundaries.geometry)
    file = units_own_file(opened, id_column, units.ids)
    notes = (*_notes(recipe, boundaries), *_codes_words(opened, id_column))
    return PlaceUnits(units, file, notes)


def _check_ids(table: Table, column: str, ids: Sequence[str]) -> None:
    first_row: dict[str, int] = {}
    for row, code in enumerate(ids):
        if not code:
            raise InputError(
                f"{table.file}, {table.where(row)} has no id in column '{column}'.",
                "Every unit needs an id.",
            )
        if first_row.setdefault(code, row) != row:
            raise InputError(
                f"{table.file}: {code} is in column '{column}' more than once, in "
                f"{table.where(first_row[code])} and {table.where(row)}.",
                "Every unit needs an id of its own: remove the copies or choose another column.",
            )


def _names(
    recipe: Recipe, opened: OpenedTable, id_column: str, ids: Sequence[str]
) -> tuple[str, ...]:
    """Names in the column given or recognised; a unit without a name is called by its id."""
    table, found = opened.table, opened.recognition
    if recipe.name_column:
        column = table.find([recipe.name_column], "unit names (--name)")
    elif opened.is_chosen_for("unit_name") or (
        found.has("unit_name") and found.has("unit") and found.column("unit") == id_column
    ):
        column = found.column("unit_name")
    else:
        column = name_column_beside(table.columns, id_column) or id_column
    texts = table.columns[column]
    return tuple(str(name) or code for code, name in zip(ids, texts, strict=True))


def _notes(recipe: Recipe, boundaries: Boundaries) -> tuple[str, ...]:
    notes = list(recipe.source_notes)
    if recipe.where:
        chosen = "; ".join(
            f"{column} = {shortlist(values)}" for column, values in recipe.where.items()
        )
        notes.append(f"Only rows with {chosen}.")
    return (*notes, *boundaries.notes)


def _codes_words(opened: OpenedTable, id_column: str) -> tuple[str, ...]:
    """Of which year's areas the codes are, which a look-up of the units is headed by."""
    return tuple(
        f"Unit codes: {each.column} ({each.geography} {each.vintage})."
        for each in opened.recognition.codes
        if each.column == id_column and each.vintage is not None
    )


def name_of_place(recipe: Recipe, found: PlaceUnits) -> str:
    """The name given, else the one that the filter, an authority or an ICB gives all units.

    Where no column gives one name to all, the place is called by its file.
    """
    if recipe.place_name:
        return recipe.place_name
    table = found.table
    for wanted in recipe.where:
        column = table.find([wanted], "filter (--where)")
        name = _only_name(table, name_column_beside(table.columns, column) or column)
        if name:
            return name
    codes = found.file.opened.recognition.codes
    for geography in PLACES:
        for each in codes:
            if each.geography == geography and not each.is_aside and each.name_column:
                name = _only_name(table, each.name_column)
                if name:
                    return name
    return Path(found.file.opened.path).stem


def _only_name(table: Table, column: str) -> str:
    """The one text that a column has in every row; empty where it has several."""
    names = set(table.columns[column].tolist()) - {""}
    return str(names.pop()) if len(names) == 1 else ""
