"""The ONS look-up of LSOA 2011 to LSOA 2021: how small areas changed, with population weights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import block_array, coo_array, csr_array, diags_array
from scipy.sparse.csgraph import connected_components

from icp_footprints.errors import InputError

OLD, NEW = 2011, 2021
# Weights are published to five digits; a sum further off than this is not rounding.
WEIGHT_TOLERANCE = 1e-3
Change = Literal["exact", "merged", "split", "recut"]
# The change indicator of ONS.
STATED: dict[str, Change] = {"U": "exact", "S": "split", "M": "merged", "X": "recut"}


@dataclass(frozen=True, eq=False)
class ChangeLookup:
    """How the LSOAs of 2011 became those of 2021.

    Parameters
    ----------
    file
        Name of the file.
    old_codes, new_codes
        Codes of 2011 and of 2021.
    forward
        CSR array (new, old): share of each old area's people who live in each new one; every
        column sums to 1.
    backward
        CSR array (old, new): share of each new area's people who live in each old one; every
        column sums to 1.
    changes
        How each old area changed, in the order of `old_codes`.
    notes
        What was assumed, one sentence each.
    forward_note, backward_note
        How divided areas are shared out in that direction, one sentence.
    """

    file: str
    old_codes: tuple[str, ...]
    new_codes: tuple[str, ...]
    forward: csr_array
    backward: csr_array
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()
    forward_note: str = ""
    backward_note: str = ""

    @cached_property
    def old_row(self) -> dict[str, int]:
        """Row of each code of 2011."""
        return {code: row for row, code in enumerate(self.old_codes)}

    @cached_property
    def new_row(self) -> dict[str, int]:
        """Row of each code of 2021."""
        return {code: row for row, code in enumerate(self.new_codes)}

    @cached_property
    def changes_of_new(self) -> tuple[Change, ...]:
        """How each area of 2021 came to be, told forwards: ``split`` for a child of a split."""
        column = self.backward.tocsc()
        first = column.indices[column.indptr[:-1]]
        return tuple(self.changes[old] for old in first)


@dataclass(frozen=True, eq=False)
class ChangeRows:
    """Rows of a change look-up, by position in the codes of 2011 and 2021.

    Parameters
    ----------
    old, new
        Arrays (rows,) of positions in `old_codes` and `new_codes`.
    weight
        Array (rows,): share of the old area's people who live in the new one.
    stated
        The letter of each row's change (U, S, M or X); None where the file has no such column.
    people
        Array (old codes,): people of each old area, to divide merged areas by; None if unknown.
    """

    old_codes: tuple[str, ...]
    new_codes: tuple[str, ...]
    old: NDArray[np.int64]
    new: NDArray[np.int64]
    weight: NDArray[np.float64]
    stated: list[str] | None
    people: NDArray[np.float64] | None


def change_lookup(file: str, rows: ChangeRows, notes: tuple[str, ...] = ()) -> ChangeLookup:
    """The look-up in both directions, from its rows.

    The weights of each old area have to add up to 1, within rounding, which is taken out.

    Raises
    ------
    InputError
        When they do not, naming the code.
    """
    shape = (len(rows.new_codes), len(rows.old_codes))
    weights = csr_array(coo_array((rows.weight, (rows.new, rows.old)), shape=shape))
    sums = np.asarray(weights.sum(axis=0), dtype=np.float64)
    wrong = np.flatnonzero(np.abs(sums - 1) > WEIGHT_TOLERANCE)
    if len(wrong):
        first = wrong[0]
        raise InputError(
            f"{file}: the population weights of {rows.old_codes[first]} add up to "
            f"{sums[first]:.3f}, not 1"
            f"{f', and so do those of {len(wrong) - 1:,} more' if len(wrong) > 1 else ''}.",
            "Use the whole look-up, with a row for every part of each area.",
        )
    forward = csr_array(weights @ diags_array(1 / sums))
    known = rows.people is not None and bool((rows.people > 0).all())
    people = rows.people if known and rows.people is not None else np.ones(shape[1])
    back = csr_array((forward @ diags_array(people)).T)
    into = np.asarray(back.sum(axis=0), dtype=np.float64)
    backward = csr_array(back @ diags_array(1 / np.where(into > 0, into, 1)))
    return ChangeLookup(
        file=file,
        old_codes=rows.old_codes,
        new_codes=rows.new_codes,
        forward=forward,
        backward=backward,
        changes=_changes(rows, forward),
        notes=notes,
        forward_note=_forward_note(file, notes),
        backward_note=_backward_note(file, known),
    )


def _forward_note(file: str, notes: tuple[str, ...]) -> str:
    how = "in equal parts" if notes else "by the share of people in each part"
    return f"Areas that were split in {NEW} are shared out {how}, as {file} says."


def _backward_note(file: str, known: bool) -> str:
    how = "by their people" if known else f"in equal parts, because {file} has no people of {OLD}"
    return f"Areas that were merged in {NEW} are divided again over those of {OLD} {how}."


def _changes(rows: ChangeRows, forward: csr_array) -> tuple[Change, ...]:
    """How each old area changed: as the file says, else by how many areas changed together."""
    if rows.stated is not None:
        letters: list[set[str]] = [set() for _ in rows.old_codes]
        for old, letter in zip(rows.old.tolist(), rows.stated, strict=True):
            letters[old].add(letter)
        return tuple(STATED[each.pop()] if len(each) == 1 else "recut" for each in letters)
    count_new, count_old = len(rows.new_codes), len(rows.old_codes)
    together = block_array([[None, forward], [forward.T, None]])
    _, group = connected_components(together, directed=False)
    many_new = np.bincount(group[:count_new], minlength=count_new + count_old) > 1
    many_old = np.bincount(group[count_new:], minlength=count_new + count_old) > 1
    kinds: dict[tuple[bool, bool], Change] = {
        (False, False): "exact",
        (True, False): "split",
        (False, True): "merged",
        (True, True): "recut",
    }
    return tuple(
        kinds[bool(many_new[each]), bool(many_old[each])] for each in group[count_new:].tolist()
    )
