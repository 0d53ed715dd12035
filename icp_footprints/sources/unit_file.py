"""Files about units: those that were joined to the units of the place, by role and by column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, eye_array

from icp_footprints.errors import InputError
from icp_footprints.geography.source import JoinReport
from icp_footprints.sources.columns import find_column, plain
from icp_footprints.sources.joining.causes import LETTERS_GONE
from icp_footprints.sources.joining.changes import ChangeLookup
from icp_footprints.sources.joining.join import Join, join, refuse_repeats
from icp_footprints.sources.opened_table import OpenedTable
from icp_footprints.sources.opening.tables import Texts
from icp_footprints.sources.recognition.code_columns import CodeColumn
from icp_footprints.sources.recognition.roles import ROLE_WORDS, Role
from icp_footprints.wording import shortlist


@dataclass(frozen=True, eq=False)
class UnitFile:
    """A table with rows about units, joined to the units of the place.

    Parameters
    ----------
    opened
        The table.
    column
        Its column of unit codes.
    unit_ids
        Ids of the place's units.
    join
        Which rows belong to which units.
    is_units
        Whether it is the file of the units' own boundaries.
    """

    opened: OpenedTable
    column: str
    unit_ids: tuple[str, ...]
    join: Join
    is_units: bool = False

    @property
    def name(self) -> str:
        """Name of the file."""
        return self.opened.table.file

    @property
    def codes(self) -> Texts:
        """Array (rows,) of unit codes."""
        return self.opened.table.columns[self.column]

    @cached_property
    def missing(self) -> NDArray[np.bool_]:
        """Array (units,): whether no row is about the unit."""
        return np.diff(self.join.weights.indptr) == 0

    @property
    def is_finer(self) -> bool:
        """Whether its rows are about smaller areas than the units."""
        found = self.opened.recognition
        return any(each.column == found.units.column != self.column for each in found.codes)

    @property
    def row_codes(self) -> Texts:
        """Array (rows,) of codes of what the rows are about: units, or smaller areas."""
        if self.is_finer:
            return self.opened.table.columns[self.opened.recognition.units.column]
        return self.codes

    def people(self) -> NDArray[np.float64]:
        """Array (units,) of the people it counts in each unit.

        Raises
        ------
        InputError
            As `OpenedTable.people`.
        """
        return self.join.total(self.opened.people())

    def refuse_repeats(self) -> None:
        """Refuse a file with two rows for one unit, unless its rows are about smaller areas."""
        if not self.is_units and not self.is_finer:
            refuse_repeats(self.opened.table, self.column, self.join)


@dataclass(frozen=True, eq=False)
class Use:
    """A use that a file was put to, and what there is to say about it."""

    file: OpenedTable
    words: str
    notes: tuple[str, ...] = ()


def units_own_file(opened: OpenedTable, column: str, unit_ids: tuple[str, ...]) -> UnitFile:
    """The units' own file, each row its unit."""
    n = len(unit_ids)
    report = JoinReport(rows_read=n, ids_matched=n)
    return UnitFile(opened, column, unit_ids, Join(csr_array(eye_array(n)), report), True)


def join_to_units(
    opened: OpenedTable, units: UnitFile, change: ChangeLookup | None = None
) -> UnitFile | None:
    """A table joined to the units, or None where it is about other areas.

    Parameters
    ----------
    opened
        The table.
    units
        The units' own file.
    change
        The look-up of LSOA 2011 to 2021, for tables of the other year.

    Raises
    ------
    InputError
        When it has codes of such units, but none of this place.
    """
    column = _column_of_units(opened, units)
    if column is None:
        return None
    codes = opened.table.columns[column.column]
    people = _people_for_report(opened)
    joined = join(codes, units.unit_ids, people, change, column.vintage)
    if not joined.weights.nnz:
        causes = " ".join(joined.report.causes)
        if causes.startswith(LETTERS_GONE):
            raise InputError(
                f"No code in column '{column.column}' of {opened.table.file} is a unit of this "
                f"place: {causes}",
                f"The place has codes such as {shortlist(list(units.unit_ids[:3]))}.",
            )
        raise InputError(
            f"No code in column '{column.column}' of {opened.table.file} is a unit of this place: "
            f"it has codes such as {shortlist(sorted({*codes.tolist()} - {''})[:3])}, the place "
            f"has {shortlist(list(units.unit_ids[:3]))}. {causes}",
            "Use a file for the same area and of the same year's boundaries, add "
            "--change-lookup FILE for LSOAs of 2011, or name its column of unit codes with "
            f"--column {opened.table.file}:unit=COLUMN.",
        )
    return UnitFile(opened, column.column, units.unit_ids, joined)


def _people_for_report(opened: OpenedTable) -> NDArray[np.float64] | None:
    """People of each row; None where there are none, or some are wrong: their user says so."""
    try:
        return opened.people()
    except InputError:
        return None


def _column_of_units(opened: OpenedTable, units: UnitFile) -> CodeColumn | None:
    """The column with codes of such areas as the units are, the same year's first."""
    found = opened.recognition
    if opened.is_chosen_for("unit"):
        return found.units
    own = {plain(each.column): each for each in units.opened.recognition.codes}.get(
        plain(units.column)
    )
    if own is None:
        # Units with codes of the user's own: the column of that name, else whatever joins.
        same = [each for each in opened.table.columns if plain(each) == plain(units.column)]
        if same:
            return CodeColumn(same[0], "", None, None)
        held = {code.upper() for code in units.unit_ids}
        for each in (each for each in found.codes if not each.is_aside):
            if not held.isdisjoint(str(code).upper() for code in opened.table.columns[each.column]):
                return each
        return found.units
    codes = [each for each in found.codes if not each.is_aside]
    alike = [each for each in codes if each.geography == own.geography]
    alike.sort(key=lambda each: each.vintage != own.vintage)
    return alike[0] if alike else None


def same_people(one: UnitFile, other: UnitFile) -> bool:
    """Whether two files count as many people in every unit.

    Raises
    ------
    InputError
        As `UnitFile.people`.
    """
    # Shares added up in another order may differ in their last digits.
    return bool(np.isclose(one.people(), other.people(), rtol=1e-9, atol=1e-9).all())


def find_in_files(
    text: str, files: Sequence[UnitFile], role: str, unused: Sequence[str] = ()
) -> tuple[UnitFile, str]:
    """The file and column meant by ``COLUMN`` or ``FILE:COLUMN``.

    A plain column is looked for in the units' own file first. Names of files that have no codes of
    units, `unused`, are for errors only.

    Raises
    ------
    InputError
        When no file has it, or several that are not the units' own.
    """
    file, colon, column = text.rpartition(":")
    if colon:
        called = [each for each in files if each.opened.is_called(file)]
        if called:
            return called[0], called[0].opened.table.find([column], role)
    holding = [each for each in files if _has_column(each, text)]
    if len(holding) > 1 and not holding[0].is_units:
        raise InputError(
            f"The column '{text}' for the {role} is in {shortlist([f.name for f in holding])}.",
            f"Say which one is meant, such as {holding[0].name}:{text}.",
        )
    if holding:
        return holding[0], holding[0].opened.table.find([text], role)
    if len(files) == 1 and not unused:
        table = files[0].opened.table
        return files[0], find_column(table.columns, [text], table.file, role)
    raise InputError(
        f"No file has a column '{text}' for the {role}: {shortlist([f.name for f in files])}"
        f"{unused_words(unused)}.",
        f"The columns of {files[0].name} are: "
        f"{shortlist(list(files[0].opened.table.columns), 40)}.",
    )


def unused_words(unused: Sequence[str]) -> str:
    """Why files that were given are not looked in, to go on with a sentence."""
    if not unused:
        return ""
    has = "has" if len(unused) == 1 else "have"
    return f", and {shortlist(list(unused))} {has} no codes of such areas as the units are"


def _has_column(file: UnitFile, column: str) -> bool:
    return plain(column) in {plain(each) for each in file.opened.table.columns}


def file_with(
    roles: Sequence[Role],
    files: Sequence[UnitFile],
    same: Callable[[UnitFile, UnitFile], bool],
) -> UnitFile | None:
    """The one file that has any of these roles; None where none has.

    A file for which the user named a column for the role comes before those in which the column
    was recognised only. Of files that say the same of every unit the first is taken.

    Parameters
    ----------
    roles
        The first is the one to name in an error.
    files
        The files about units, the units' own first.
    same
        Whether two files say the same of every unit.

    Raises
    ------
    InputError
        When several files say different things, naming all and the way to choose.
    """
    held = [each for each in files if any(each.opened.recognition.has(role) for role in roles)]
    chosen = [each for each in held if any(each.opened.is_chosen_for(role) for role in roles)]
    found = chosen or held
    if not found:
        return None
    unlike = [each for each in found[1:] if not same(found[0], each)]
    if not unlike:
        return found[0]
    columns = [_role_held(each, roles) for each in (found[0], *unlike)]
    words = [f"{file} (column '{column}')" for file, _, column in columns]
    file, role, column = columns[-1]
    raise InputError(
        f"More than one file has {ROLE_WORDS[roles[0]]}, and they differ: {shortlist(words)}.",
        f"Name the one to use, such as --column {file}:{role}={column}.",
    )


def _role_held(file: UnitFile, roles: Sequence[Role]) -> tuple[str, Role, str]:
    found = file.opened.recognition
    role: Role = next(role for role in roles if found.has(role))
    return file.name, role, found.column(role)
