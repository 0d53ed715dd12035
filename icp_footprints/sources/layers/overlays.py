"""Overlay layers: polygons that do not nest with the units, such as communities or parishes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_array

from icp_footprints.errors import InputError
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.geography.source import Source
from icp_footprints.sources.columns import name_column_beside
from icp_footprints.sources.door.boundaries import Boundaries, read_boundaries
from icp_footprints.sources.layers.lookups import check_layer_name
from icp_footprints.sources.layers.overlay_shares import (
    STRIP_SHARE,
    OverlayShares,
    overlay_shares,
)
from icp_footprints.sources.layers.people_points import PeoplePoints
from icp_footprints.sources.opened_table import ColumnChoice, OpenedTable, recognised
from icp_footprints.sources.recognition.code_columns import repeats
from icp_footprints.sources.recognition.roles import Role
from icp_footprints.wording import count_words, people_words, shortlist

# Areas without ids are told apart by their names.
ID_ROLES: tuple[Role, ...] = ("id", "name")
# Ids in files this program wrote: there, codes in other columns are of other areas.
OWN_IDS = ("footprint_id", "unit_id")


@dataclass(frozen=True)
class Overlay:
    """A layer to read: its name, ``FILE`` or ``FILE:LAYER``, and its columns where given."""

    name: str
    source: str
    id_column: str | None = None
    name_column: str | None = None


@dataclass(frozen=True, eq=False)
class OverlayFound:
    """An overlay layer and the file it is from."""

    layer: ReferenceLayer
    opened: OpenedTable
    source: Source


def read_overlay(
    overlay: Overlay,
    units: NDArray[np.object_],
    people: NDArray[np.float64],
    points: PeoplePoints | None = None,
    choices: Iterable[ColumnChoice] = (),
    missing_crs: str | None = None,
) -> OverlayFound:
    """Read polygons and the share of each unit inside each.

    Parameters
    ----------
    overlay
        What to read.
    units
        Array (n,) of the units' polygons in EPSG:27700.
    people
        Array (n,) of residents, to say how many are in no area.
    points
        Where people live within units; left out, shares go by area.
    choices
        Columns the user named.
    missing_crs
        The reference system to read coordinates in, where the file states none.

    Raises
    ------
    InputError
        When it cannot be read, has no column of ids, or lies elsewhere.
    """
    boundaries = read_boundaries(overlay.source, missing_crs=missing_crs)
    opened = recognised(overlay.source, boundaries.table, choices)
    ids, names, polygons = _areas(overlay, opened, boundaries)
    shares = overlay_shares(units, polygons, points)
    held = np.flatnonzero(np.asarray(shares.shares.sum(axis=0)) > 0)
    if not len(held):
        raise InputError(
            f"No polygon of {opened.table.file} lies in this place.",
            "Use polygons of the same area, and check their reference system.",
        )
    name = check_layer_name(overlay.name)
    layer = ReferenceLayer(
        name=name,
        kind="overlay",
        area_ids=tuple(ids[j] for j in held),
        area_names=tuple(names[j] for j in held),
        shares=csr_array(shares.shares[:, held]),
        outside_share=shares.outside_share[held],
        method=_method(shares, points),
        covered=shares.covered,
    )
    notes = [*boundaries.notes, *_repeats(len(opened.table), len(ids))]
    notes += _notes(layer, shares, people)
    notes += _beyond(layer, shares.ground_outside[held])
    detail = f"{count_words(len(ids), 'area')}, {len(held):,} of them in the place"
    reached = np.diff(layer.shares.indptr) > 0
    notes.insert(0, _reached(reached, people))
    return OverlayFound(layer, opened, opened.source(f"overlay: {name}", detail, notes))


def _areas(
    overlay: Overlay, opened: OpenedTable, boundaries: Boundaries
) -> tuple[list[str], list[str], NDArray[np.object_]]:
    """Ids, names and polygons, one per area: rows of one id are parts of one area."""
    table = opened.table
    id_column, name_column = _columns(overlay, opened)
    rows_of: dict[str, list[int]] = {}
    for row, code in enumerate(table.columns[id_column]):
        if not code:
            raise InputError(
                f"{table.file}, {table.where(row)} has nothing in column '{id_column}'.",
                f"Every area needs an id: name another column, as in "
                f"--overlay {overlay.name}={overlay.source},COLUMN.",
            )
        rows_of.setdefault(str(code), []).append(row)
    ids = list(rows_of)
    names = [
        str(table.columns[name_column][rows[0]]) or code if name_column else code
        for code, rows in rows_of.items()
    ]
    polygons = np.empty(len(ids), dtype=object)
    polygons[:] = [
        boundaries.geometry[rows[0]]
        if len(rows) == 1
        else shapely.union_all(boundaries.geometry[rows])
        for rows in rows_of.values()
    ]
    return ids, names, polygons


def _columns(overlay: Overlay, opened: OpenedTable) -> tuple[str, str | None]:
    """The columns of ids and names: given, recognised, or the names in place of ids."""
    table, found = opened.table, opened.recognition
    role = f"layer '{overlay.name}'"
    named = table.find([overlay.name_column], role) if overlay.name_column else None
    if overlay.id_column:
        code = table.find([overlay.id_column], role)
        return code, named or name_column_beside(table.columns, code)
    own = next((each for each in OWN_IDS if _tells_apart(opened, each)), None)
    if own is not None and not (opened.is_chosen_for("id") or opened.is_chosen_for("unit")):
        return own, named or name_column_beside(table.columns, own)
    if opened.is_chosen_for("id") or not found.has("unit"):
        ids: Role | None = next((role for role in ID_ROLES if found.has(role)), None)
        if ids is None:
            raise InputError(
                f"{table.file} has no column of ids for layer '{overlay.name}' that could be "
                "recognised.",
                f"Name one, as in --overlay {overlay.name}={overlay.source},COLUMN. Its columns "
                f"are: {shortlist(list(table.columns), 40)}.",
            )
        code = found.column(ids)
        return code, named or (found.column("name") if found.has("name") else None)
    unit = found.units
    return unit.column, named or unit.name_column


def _tells_apart(opened: OpenedTable, column: str) -> bool:
    return column in opened.table.columns and repeats(opened.table, column) == 0


def _method(shares: OverlayShares, points: PeoplePoints | None) -> str:
    if points is None or shares.by_area.all():
        return "by area"
    inside = int((points.unit_rows >= 0).sum())
    by = f"by {count_words(inside, points.noun)}"
    left = int(shares.by_area.sum())
    return f"{by}, {count_words(left, 'unit')} by area" if left else by


def _repeats(rows: int, areas: int) -> list[str]:
    if rows == areas:
        return []
    again = count_words(rows - areas, "row has", "rows have")
    return [f"{again} the id of a row above: put together as parts of one area."]


def _beyond(layer: ReferenceLayer, ground_outside: NDArray[np.float64]) -> list[str]:
    """Areas of which ground lies outside the place, but nobody knows how many people."""
    beyond = np.isnan(layer.outside_share)
    count = int(beyond.sum())
    if not count:
        return []
    reach = count_words(count, "area reaches", "areas reach")
    # Some of each lies in the place, so it is never all of it.
    most = f"{min(ground_outside[beyond].max() * 100, 99.9):.1f} %"
    most, whose = (most, "its") if count == 1 else (f"up to {most}", "their")
    note = (
        f"{reach} beyond the place, {most} of {whose} ground: the share of {whose} people who live "
        "outside is not known."
    )
    return [note]


def _reached(reached: NDArray[np.bool_], people: NDArray[np.float64]) -> str:
    """How much of the place the areas reach, as a join of codes would say it."""
    units = f"{int(reached.sum()):,} of {count_words(len(reached), 'unit')} lie in its areas"
    if reached.all():
        return f"{units}."
    without = people_words(float(people[~reached].sum()))
    return f"{units}; the others have {without}."


def _notes(layer: ReferenceLayer, shares: OverlayShares, people: NDArray[np.float64]) -> list[str]:
    """What was left out and what belongs to several areas or none, counted, in words."""
    notes: list[str] = []
    strips = int(shares.strips.sum())
    if strips:
        each = count_words(strips, "strip")
        notes.append(
            f"{each} of under {STRIP_SHARE:.1%} of a unit, where lines were drawn differently, "
            "went to the unit's other areas."
        )
    several = int((np.diff(layer.shares.indptr) > 1).sum())
    if several:
        notes.append(f"{count_words(several, 'unit')} belong to more than one area in part.")
    sums = np.asarray(layer.shares.sum(axis=1), dtype=np.float64)
    double = int((sums > shares.covered + STRIP_SHARE).sum())
    if double:
        notes.append(
            f"Areas overlap each other in {count_words(double, 'unit')}: people there count in "
            "each of them."
        )
    outside = float((people * (1.0 - shares.covered)).sum())
    if round(outside):
        notes.append(f"{people_words(outside)} of the place are in no area.")
    return notes
