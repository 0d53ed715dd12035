"""Ledgers of a place: residents, and any other column of people, with ages where given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.geography.ledger import RESIDENT, AgeBands, Ledger
from icp_footprints.sources.layers.lookups import check_layer_name
from icp_footprints.sources.recognition.ages import ages_of_rows
from icp_footprints.sources.row_people import DEPRIVATION_ROLES
from icp_footprints.sources.unit_file import (
    UnitFile,
    file_with,
    find_in_files,
    same_people,
    unused_words,
)
from icp_footprints.wording import count_words, shortlist

# People by age are rounded or perturbed before publication, so small differences are normal.
SUM_TOLERANCE = 0.5
# The smallest areas that England publishes, OAs, have at least 100 people.
FEWEST_ON_AVERAGE = 20.0


@dataclass(frozen=True)
class LedgerColumn:
    """A further ledger to read: its name and its column, which may be written ``FILE:COLUMN``."""

    name: str
    column: str


@dataclass(frozen=True, eq=False)
class LedgerFound:
    """A ledger, the file it is from, and what there is to say about it."""

    ledger: Ledger
    file: UnitFile
    notes: tuple[str, ...] = field(default=())

    @property
    def use(self) -> str:
        """What the file was used for, in words."""
        return "residents" if self.ledger.name == RESIDENT else f"ledger '{self.ledger.name}'"


def read_ledgers(
    files: Sequence[UnitFile],
    resident_column: str | None,
    others: Iterable[LedgerColumn],
    allow_empty: bool,
    unused: Sequence[str] = (),
) -> list[LedgerFound]:
    """The ledgers, residents first.

    Parameters
    ----------
    files
        Files about units, the units' own first.
    resident_column
        Column of residents; left out, the one recognised.
    others
        Further ledgers.
    allow_empty
        Whether units without people, or that a file lacks, are accepted.
    unused
        Names of files that have no codes of units, for errors.

    Raises
    ------
    InputError
        When a column is missing or named by several files, or a unit has no people.
    """
    if resident_column:
        file, column = find_in_files(resident_column, files, "residents (--resident)", unused)
    else:
        found = file_with(["people"], _files_of_people(files), same_people)
        if found is None:
            raise InputError(
                f"No column of residents was recognised in {shortlist([f.name for f in files])}"
                f"{unused_words(unused)}.",
                "Name one with --resident COLUMN, or add a file of people (--data FILE; with "
                "generate-all, after the boundaries).",
            )
        file, column = found, found.opened.recognition.column("people")
    ledgers = [_ledger(RESIDENT, "Residents", file, column, allow_empty)]
    _check_residents(ledgers[0].ledger, file, column, allow_empty)
    for each in others:
        name = check_layer_name(each.name)
        if name == RESIDENT:
            raise InputError(
                f"The ledger '{RESIDENT}' is there already.",
                "Name its column with --resident, or give the other ledger another name.",
            )
        file, column = find_in_files(each.column, files, f"ledger '{name}' (--ledger)")
        label = name.replace("_", " ").capitalize()
        ledgers.append(_ledger(name, label, file, column, allow_empty))
    return ledgers


def _files_of_people(files: Sequence[UnitFile]) -> list[UnitFile]:
    """Files to look for residents in.

    Indices of deprivation bring the people they were weighted with, which are of older years: they
    count only where nothing else does.
    """
    held = [each for each in files if each.opened.recognition.has("people")]
    others = [
        each
        for each in held
        if each.is_units
        or each.opened.is_chosen_for("people")
        or not any(each.opened.recognition.has(role) for role in DEPRIVATION_ROLES)
    ]
    return others or held


def _check_residents(ledger: Ledger, file: UnitFile, column: str, allow_empty: bool) -> None:
    nobody = [file.unit_ids[row] for row in np.flatnonzero(ledger.people == 0)]
    if len(nobody) == len(file.unit_ids):
        raise InputError(
            f"{file.name}: no unit has people in column '{column}'.", "Choose another column."
        )
    if nobody and not allow_empty:
        raise InputError(
            f"{file.name}: units without people in column '{column}': {shortlist(nobody)}.",
            "Correct the figures, or add --allow-empty if nobody lives there.",
        )


def _ledger(name: str, label: str, file: UnitFile, column: str, allow_empty: bool) -> LedgerFound:
    file.refuse_repeats()
    missing = [file.unit_ids[row] for row in np.flatnonzero(file.missing)]
    if missing and not allow_empty:
        raise InputError(
            f"{file.name} has no row for {count_words(len(missing), 'unit')} of the place: "
            f"{shortlist(missing)}. {' '.join(file.join.report.causes)}",
            "Use a file with all units, or add --allow-empty to count nobody there.",
        )
    table = file.opened.table
    people = file.join.total(table.people(column))
    ages, notes = _ages(name, file, column, people)
    notes = (*table.number_notes(column), *notes, *_too_few(name, people))
    source = f"Column {column} of {table.file}"
    if file.join.report.conversion is not None:
        source += ", converted to the boundaries of the units"
    if missing:
        notes = (*notes, f"Ledger '{name}': nobody in {count_words(len(missing), 'unit')}.")
    return LedgerFound(Ledger(name, label, people, source, ages), file, notes)


def _too_few(name: str, people: NDArray[np.float64]) -> tuple[str, ...]:
    """A question where figures are too small for people of areas, such as thousands."""
    mean = float(people.mean())
    if not 0 < mean < FEWEST_ON_AVERAGE:
        return ()
    note = (
        f"Ledger '{name}': the units hold {mean:.1f} people on average: are these the right "
        "figures? They may be in thousands, or have a point to part thousands."
    )
    return (note,)


def _ages(
    name: str, file: UnitFile, column: str, people: NDArray[np.float64]
) -> tuple[AgeBands | None, tuple[str, ...]]:
    """The same people by age, where the file has ages beside that column of people."""
    found = file.opened.recognition
    if not found.ages or not (found.has("people") and found.column("people") == column):
        return None, ()
    # Females and males may have a column each for the same ages.
    spans = sorted({(each.low, each.high) for each in found.ages}, key=lambda span: span[0])
    if not _are_in_sequence(spans):
        return None, (f"Ages of {file.name} have gaps or overlap, so they are not used.",)
    of_rows = ages_of_rows(file.opened.table, found.ages)
    bands = file.join.total(of_rows.people)
    held = AgeBands(of_rows.labels, of_rows.lows, bands)
    difference = bands.sum(axis=1) - people
    unlike = np.abs(difference) > SUM_TOLERANCE
    if not unlike.any():
        return held, ()
    note = (
        f"Ledger '{name}': ages of {count_words(int(unlike.sum()), 'unit')} do not add up to "
        f"column '{column}'; over the whole place they are {difference.sum():+,.0f} people."
    )
    return held, (note,)


def _are_in_sequence(spans: Sequence[tuple[int, int | None]]) -> bool:
    return all(high is not None and high + 1 == low for (_, high), (low, _) in pairwise(spans))
