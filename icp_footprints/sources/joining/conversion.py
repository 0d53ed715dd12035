"""Choosing whether codes of one year have to be converted to the place's, and doing so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csc_array, csr_array

from icp_footprints.geography.source import Conversion
from icp_footprints.sources.joining.changes import NEW, OLD, Change, ChangeLookup
from icp_footprints.sources.joining.matching import Matching

# What happened to an area, told from the other year: the child of a split joins its parent again.
BACKWARDS: dict[Change, Change] = {"split": "merged", "merged": "split"}


@dataclass(frozen=True, eq=False)
class Spread:
    """Which units the distinct codes of a file go to.

    Parameters
    ----------
    weights
        CSR array (units, codes): share of each code's people that goes to each unit.
    conversion
        How codes of another year were converted; None for a plain match.
    note
        How divided areas were shared out; empty where none was.
    clashing
        Codes that were not converted, because the file also has areas they became.
    """

    weights: csr_array
    conversion: Conversion | None = None
    note: str = ""
    clashing: tuple[str, ...] = ()


def year_of_codes(codes: tuple[str, ...], change: ChangeLookup) -> int | None:
    """The year that only some of the codes tell; None where none or as many of each do."""
    only_old = sum(code in change.old_row and code not in change.new_row for code in codes)
    only_new = sum(code in change.new_row and code not in change.old_row for code in codes)
    if only_old == only_new:
        return None
    return OLD if only_old > only_new else NEW


def spread_codes(
    matching: Matching, change: ChangeLookup | None = None, vintage: int | None = None
) -> Spread:
    """Send each code to its unit; codes of the other year to the units they became or came from.

    Parameters
    ----------
    matching
        The codes and units.
    change
        The change look-up, if there is one.
    vintage
        The year that the column's header states, if it does.
    """
    plain = _plain(matching)
    if change is None:
        return plain
    place_year = year_of_codes(matching.unit_codes, change)
    if place_year is None:
        return plain
    other = OLD if place_year == NEW else NEW
    foreign, clashing = _foreign_codes(matching, change, place_year)
    file_year = vintage if vintage in (OLD, NEW) else year_of_codes(matching.codes, change)
    if not foreign and file_year != other:
        return Spread(plain.weights, clashing=clashing)
    return _converted(matching, change, place_year, foreign, clashing)


def _plain(matching: Matching) -> Spread:
    found = np.flatnonzero(matching.unit_of_code >= 0)
    shape = (len(matching.unit_codes), len(matching.codes))
    weights = coo_array((np.ones(len(found)), (matching.unit_of_code[found], found)), shape=shape)
    return Spread(csr_array(weights))


def _foreign_codes(
    matching: Matching, change: ChangeLookup, place_year: int
) -> tuple[list[int], tuple[str, ...]]:
    """Positions of codes of the other year only, and codes that clash.

    Where a file has both an area and what became of it, converting would count people twice.
    """
    theirs, table, ours = _direction(change, place_year)
    held = set(matching.codes)
    native = set(ours)
    foreign: list[int] = []
    clashing: list[str] = []
    for position in np.flatnonzero(matching.unit_of_code < 0).tolist():
        code = matching.codes[position]
        if code not in theirs or code in native:
            continue
        area = theirs[code]
        parts = table.indices[table.indptr[area] : table.indptr[area + 1]].tolist()
        if any(ours[part] in held for part in parts):
            clashing.append(code)
        else:
            foreign.append(position)
    return foreign, tuple(clashing)


def _direction(
    change: ChangeLookup, place_year: int
) -> tuple[dict[str, int], csc_array, tuple[str, ...]]:
    """Column of each code of the other year, the weights by column, and codes of the place's."""
    if place_year == NEW:
        return change.old_row, change.forward.tocsc(), change.new_codes
    return change.new_row, change.backward.tocsc(), change.old_codes


def _converted(
    matching: Matching,
    change: ChangeLookup,
    place_year: int,
    foreign: list[int],
    clashing: tuple[str, ...],
) -> Spread:
    theirs, table, ours = _direction(change, place_year)
    unit = {code: row for row, code in enumerate(matching.unit_codes)}
    unit_of_area = np.array([unit.get(code, -1) for code in ours], dtype=np.int64)
    found = np.flatnonzero(matching.unit_of_code >= 0)
    units: list[NDArray[Any]] = [matching.unit_of_code[found]]
    columns: list[NDArray[Any]] = [found]
    weights: list[NDArray[Any]] = [np.ones(len(found))]
    for position in foreign:
        area = theirs[matching.codes[position]]
        part = slice(table.indptr[area], table.indptr[area + 1])
        inside = unit_of_area[table.indices[part]] >= 0
        units.append(unit_of_area[table.indices[part]][inside])
        weights.append(table.data[part][inside])
        columns.append(np.full(int(inside.sum()), position))
    shape = (len(matching.unit_codes), len(matching.codes))
    pairs = (np.concatenate(units), np.concatenate(columns))
    spread = csr_array(coo_array((np.concatenate(weights), pairs), shape=shape))
    forwards = place_year == NEW
    kinds = _kinds(matching, change, spread, forwards)
    divided = kinds["split"] + kinds["recut"]
    note = (change.forward_note if forwards else change.backward_note) if divided else ""
    conversion = Conversion(OLD if forwards else NEW, place_year, **kinds)
    return Spread(spread, conversion, note, clashing)


def _kinds(
    matching: Matching, change: ChangeLookup, spread: csr_array, forwards: bool
) -> dict[str, int]:
    """How many units of the place that the file reaches are exact, merged, split and recut."""
    counts = {"exact": 0, "merged": 0, "split": 0, "recut": 0}
    ours = change.new_row if forwards else change.old_row
    changes = change.changes_of_new if forwards else change.changes
    as_they_are = set(matching.unit_of_code.tolist())
    for unit in np.flatnonzero(np.diff(spread.indptr)).tolist():
        area = ours.get(matching.unit_codes[unit])
        # What the file has under the unit's own code was not converted.
        kind = "exact" if area is None or unit in as_they_are else changes[area]
        counts[kind if forwards else BACKWARDS.get(kind, kind)] += 1
    return counts
