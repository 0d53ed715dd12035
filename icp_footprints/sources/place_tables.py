"""The tables of a place: the units' own, and further files about units or about areas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from icp_footprints.geography.source import NOT_USED, Source
from icp_footprints.sources.columns import name_column_beside, plain
from icp_footprints.sources.joining.changes import ChangeLookup
from icp_footprints.sources.layers.lookups import Lookup, LookupColumns
from icp_footprints.sources.opened_table import OpenedTable, open_table
from icp_footprints.sources.recipe import Recipe
from icp_footprints.sources.recognition.uses import lookup_columns
from icp_footprints.sources.unit_file import (
    UnitFile,
    Use,
    find_in_files,
    join_to_units,
    same_people,
)
from icp_footprints.wording import count_words, shortlist

# Fewer rows than these are not all small areas of England, so a sum over a file might leave out
# part of an area.
NATIONAL_ROWS = {"OA": 170_000, "LSOA": 32_000, "MSOA": 6_700}

NOTHING_NEW = (
    "Nothing was taken from it: what was recognised in it had been found in a file before it. "
    "'inspect' says what was recognised."
)


@dataclass(frozen=True, eq=False)
class PlaceTables:
    """The files that say something of units or areas.

    Parameters
    ----------
    about_units
        Files joined to the units, the units' own first.
    about_areas
        Files with rows about areas, such as names of MSOAs.
    """

    about_units: tuple[UnitFile, ...]
    about_areas: tuple[OpenedTable, ...] = ()

    @property
    def opened(self) -> tuple[OpenedTable, ...]:
        """All of them, as opened."""
        return (*(file.opened for file in self.about_units), *self.about_areas)


def read_tables(recipe: Recipe, own: UnitFile, change: ChangeLookup | None) -> PlaceTables:
    """Read the further tables of a recipe and join them to the units.

    Raises
    ------
    InputError
        When one cannot be read, or has codes of units but none of this place.
    """
    about_units, about_areas = [own], list[OpenedTable]()
    for given in recipe.tables:
        opened = open_table(given, recipe.columns)
        joined = join_to_units(opened, own, change)
        if joined is None:
            about_areas.append(opened)
        else:
            about_units.append(joined)
    return PlaceTables(tuple(about_units), tuple(about_areas))


def columns_of_lookup(
    lookup: Lookup, tables: PlaceTables, residents: UnitFile
) -> tuple[LookupColumns, list[Use]]:
    """Where a look-up is to be read, and the files about its areas that name them."""
    role = f"layer '{lookup.name}'"
    first, code = find_in_files(lookup.code_column, tables.about_units, role)
    own_names = _names_beside(first, code)
    file, code = _wider(lookup, first, code, tables)
    table, name = file.opened.table, None
    if lookup.name_column:
        named = lookup.name_column
        bare = named if named in table.columns else named.rpartition(":")[2]
        name = table.find([bare], role)
    known = {each.column: each for each in file.opened.recognition.codes}.get(code)
    other_names = {} if file is first else own_names
    uses: list[Use] = []
    for areas in tables.about_areas:
        about = areas.recognition.units
        if known is not None and about.geography == known.geography and about.name_column:
            texts = (areas.table.columns[each] for each in (about.column, about.name_column))
            other_names |= {str(c): str(n) for c, n in zip(*texts, strict=True) if n}
            uses.append(Use(areas, f"names of layer '{lookup.name}'"))
    beside = known.name_column if known is not None else None
    people_of = _people_of_the_country(residents, tables) if _is_national(file) else {}
    return LookupColumns(file, code, name, beside, other_names, people_of), uses


def _is_national(file: UnitFile) -> bool:
    """Whether a file holds all units of England, beyond the place."""
    kind = {each.column: each.geography for each in file.opened.recognition.codes}
    least = NATIONAL_ROWS.get(kind.get(file.column, ""))
    return not file.is_units and least is not None and len(set(file.codes.tolist())) >= least


def _names_beside(file: UnitFile, code: str) -> dict[str, str]:
    """Names by area code from the column that goes with the codes, if there is one."""
    table, found = file.opened.table, file.opened.recognition
    known = {each.column: each for each in found.codes}.get(code)
    beside = known.name_column if known is not None else name_column_beside(table.columns, code)
    if beside is None:
        return {}
    texts = (table.columns[each].tolist() for each in (code, beside))
    return {area: name for area, name in zip(*texts, strict=True) if name}


def _wider(lookup: Lookup, file: UnitFile, code: str, tables: PlaceTables) -> tuple[UnitFile, str]:
    """A file of the whole country that says of the units what their own file says, if any.

    Only such a file tells how far areas reach beyond the place.
    """
    if not file.is_units or lookup.name_column or plain(lookup.code_column) != plain(code):
        return file, code
    own = file.opened.table.columns[code].tolist()
    for other in tables.about_units:
        alike = [each for each in other.opened.table.columns if plain(each) == plain(code)]
        if not alike or not _is_national(other):
            continue
        weights, texts = other.join.weights, other.opened.table.columns[alike[0]]
        is_one_each = bool(np.all(np.diff(weights.indptr) == 1))
        if is_one_each and texts[weights.indices].tolist() == own:
            return other, alike[0]
    return file, code


def _people_of_the_country(residents: UnitFile, tables: PlaceTables) -> Mapping[str, float]:
    """People by unit code, where a file of the same residents holds the whole country."""
    if not _counts_people(residents):
        return {}
    for file in (residents, *tables.about_units):
        if _is_national(file) and _counts_people(file) and same_people(file, residents):
            codes = (code.upper() for code in file.codes.tolist())
            return dict(zip(codes, file.opened.people().tolist(), strict=True))
    return {}


def _counts_people(file: UnitFile) -> bool:
    found = file.opened.recognition
    return found.has("people") and "people" not in found.doubtful


def sources_of_tables(tables: PlaceTables, recipe: Recipe, uses: Sequence[Use]) -> list[Source]:
    """The further tables as sources, each with what it was used for."""
    sources: list[Source] = []
    for file in tables.about_units[1:]:
        opened = file.opened
        notes = (*notes_on(opened, uses), *lookups_to_be_had(file, recipe))
        if not notes and not any(use.file is opened for use in uses):
            notes = (NOTHING_NEW,)
        detail = count_words(len(opened.table), "row")
        sources.append(opened.source(_role(opened, uses), detail, notes, file.join.report))
    for opened in tables.about_areas:
        notes = notes_on(opened, uses)
        if not any(use.file is opened for use in uses):
            about = opened.recognition.units.geography
            notes = (f"Its rows are about areas of the kind {about}, which no layer needs.",)
        detail = count_words(len(opened.table), "row")
        sources.append(opened.source(_role(opened, uses), detail, notes))
    return sources


def notes_on(opened: OpenedTable, uses: Sequence[Use]) -> tuple[str, ...]:
    """What there is to say about the uses of one file."""
    return tuple(note for use in uses if use.file is opened for note in use.notes)


def _role(opened: OpenedTable, uses: Sequence[Use]) -> str:
    return ", ".join(dict.fromkeys(use.words for use in uses if use.file is opened)) or NOT_USED


def lookups_to_be_had(file: UnitFile, recipe: Recipe) -> tuple[str, ...]:
    """Columns of codes that nobody asked to be a layer, in one sentence."""
    asked = {plain(lookup.code_column.rpartition(":")[2]) for lookup in recipe.lookups}
    found = file.opened.recognition
    names = [
        each.column
        for each in lookup_columns(found.codes, found.columns)
        if plain(each.column) not in asked and each.column != file.column
    ]
    if not names:
        return ()
    return (f"Could be layers as well: the columns {shortlist(names)}.",)
