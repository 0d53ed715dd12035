"""Which units are neighbours: shared boundaries, bridges, barriers, and the pieces they leave."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from icp_footprints.errors import InputError
from icp_footprints.geography.adjacency import Adjacency
from icp_footprints.geography.barriers import barriers_along
from icp_footprints.geography.pieces import pieces_in_words, pieces_of
from icp_footprints.geography.shared_boundary import shared_lines
from icp_footprints.geography.source import Source
from icp_footprints.geography.units import UnitTable
from icp_footprints.sources.door.lines import read_lines
from icp_footprints.sources.opening.files import sha256_of, split_layer
from icp_footprints.sources.recipe import BarrierLines, Recipe
from icp_footprints.sources.recognition.recognise import recognise
from icp_footprints.wording import count_words, shortlist

# How much further off a boundary may lie that is told of as nearly along the lines.
WIDER = 2.0


@dataclass(frozen=True, eq=False)
class Neighbours:
    """The adjacency, the files of lines it was made with, and what there is to say about it."""

    adjacency: Adjacency
    sources: tuple[Source, ...]
    notes: tuple[str, ...]


def read_neighbours(recipe: Recipe, units: UnitTable) -> Neighbours:
    """Find the neighbours among units, and cut and tie them as the recipe says.

    Raises
    ------
    InputError
        When a file of lines cannot be read, or a unit is left that touches no other.
    """
    adjacency = Adjacency.of(units, (*recipe.bridges, *recipe.barriers))
    sources: list[Source] = []
    for lines in recipe.barrier_lines:
        adjacency, source = parted_along(lines, units, adjacency, recipe.crs)
        sources.append(source)
    lonely = [units.ids[row] for row in adjacency.lonely_rows()]
    if lonely and len(units) > 1 and not recipe.allow_islands:
        raise InputError(
            f"{_cause(recipe, units, adjacency, lonely)}: units that touch no other unit: "
            f"{shortlist(lonely)}.",
            "Tie each to the mainland with --bridge CODE:CODE:REASON, or add --allow-islands.",
        )
    return Neighbours(adjacency, tuple(sources), _notes(units, adjacency))


def parted_along(
    lines: BarrierLines, units: UnitTable, adjacency: Adjacency, missing_crs: str | None = None
) -> tuple[Adjacency, Source]:
    """The adjacency with neighbours cut apart along lines from a file, and that file as a source.

    A pair that was tied or parted before stays as it was said. Where lines have names, the reasons
    end with them.

    Parameters
    ----------
    lines
        The file of lines, and why they part units.
    units, adjacency
        The units, and their neighbours so far.
    missing_crs
        The reference system to read the lines in, where their file states none.

    Raises
    ------
    InputError
        When the file cannot be read, or no boundary lies along its lines.
    """
    found = read_lines(lines.source, missing_crs=missing_crs)
    known = recognise(found.table)
    names = (
        [str(t) for t in found.table.columns[known.column("name")]] if known.has("name") else None
    )
    along = partial(
        barriers_along,
        units,
        adjacency,
        found.geometry,
        lines.reason,
        boundaries=shared_lines(units.geometry),
    )
    cut, wider = along(lines.within_m, names=names), along(WIDER * lines.within_m)
    path, _ = split_layer(lines.source)
    if not cut:
        raise InputError(
            f"No boundary between neighbours of this place lies within {lines.within_m:g} m of the "
            f"lines of {path.name}.",
            "Check that they are of this area, or take boundaries further off with "
            "--barrier-within METRES.",
        )
    where = f"Their boundary lies within {lines.within_m:g} m of the lines."
    parted = [f"{count_words(len(cut), 'pair')} of units parted: {lines.reason}. {where}"]
    if len(wider) > len(cut):
        more = count_words(len(wider) - len(cut), "more pair")
        parted.append(
            f"{more} would be parted within {WIDER * lines.within_m:g} m: look on the map whether "
            "the lines leave a way round."
        )
    notes = tuple(dict.fromkeys((*found.table.notes, *found.notes, *parted)))
    detail = count_words(len(found.geometry), "line")
    source = Source("barrier lines", path.name, sha256_of(path), detail, notes)
    return adjacency.with_edits([*adjacency.edits, *cut]), source


def _cause(recipe: Recipe, units: UnitTable, adjacency: Adjacency, lonely: list[str]) -> str:
    """The file to blame for lonely units: that of lines, where it is they that cut them off."""
    before = adjacency.with_edits([*recipe.bridges, *recipe.barriers]).lonely_rows()
    by_lines = set(lonely) - {units.ids[row] for row in before}
    files = [each.source for each in recipe.barrier_lines] if by_lines else [recipe.units]
    return shortlist([split_layer(file)[0].name for file in files])


def _notes(units: UnitTable, adjacency: Adjacency) -> tuple[str, ...]:
    """Pieces that do not touch, and bridges and barriers of no effect."""
    notes = [pieces_in_words(pieces_of(units, adjacency))]
    idle = adjacency.idle_edits()
    for kind, where in (("bridge", "touch anyway"), ("barrier", "do not touch")):
        pairs = [f"{edit.unit_a} and {edit.unit_b}" for edit in idle if edit.kind == kind]
        if pairs:
            notes.append(
                f"{kind.capitalize()}s between units that {where} change nothing: "
                f"{shortlist(pairs)}."
            )
    return tuple(note for note in notes if note)
