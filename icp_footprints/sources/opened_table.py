"""A table that was opened for a place: its rows, what was recognised in it, where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.geography.source import JoinReport, Source
from icp_footprints.sources.columns import plain
from icp_footprints.sources.extract_date import extract_notes
from icp_footprints.sources.opening.files import sha256_of, split_layer
from icp_footprints.sources.opening.tables import Table, read_table
from icp_footprints.sources.recognition.recognise import Recognition, recognise
from icp_footprints.sources.recognition.roles import ROLE_WORDS, Role
from icp_footprints.wording import shortlist


@dataclass(frozen=True)
class ColumnChoice:
    """A column the user names for a role, where its own name says too little.

    Parameters
    ----------
    role
        What the column holds, such as ``people``.
    column
        Its name; letter case and spaces do not matter.
    file
        The file it is in; empty for whichever file has such a column.
    """

    role: Role
    column: str
    file: str = ""

    def __str__(self) -> str:
        return f"{self.file}{':' if self.file else ''}{self.role}={self.column}"


@dataclass(frozen=True, eq=False)
class OpenedTable:
    """A table with what was recognised in it.

    Parameters
    ----------
    given
        The file as the user wrote it, such as ``FILE.xlsx:SHEET``.
    table, recognition
        Its rows, and the columns by role.
    choices
        Those of the user's choices of columns that are about this file.
    """

    given: str
    table: Table
    recognition: Recognition
    choices: tuple[ColumnChoice, ...] = ()

    @property
    def path(self) -> Path:
        """The file itself."""
        return split_layer(self.given)[0]

    def is_called(self, file: str) -> bool:
        """Whether the user means this file by that name."""
        return file in names_of(self.given, self.table)

    def is_chosen_for(self, role: Role) -> bool:
        """Whether the user named a column of this file for a role."""
        return any(choice.role == role for choice in self.choices)

    def people(self) -> NDArray[np.float64]:
        """Array (rows,) of the people in the column recognised for them.

        Raises
        ------
        InputError
            When there is no such column, or a count in it is wrong.
        """
        return self.table.people(self.recognition.column("people"))

    def source(
        self, role: str, detail: str, notes: Sequence[str] = (), join: JoinReport | None = None
    ) -> Source:
        """The file as one of the sources of a place."""
        return Source(
            role=role,
            file=self.table.file,
            sha256=sha256_of(self.path),
            detail=detail,
            notes=tuple(dict.fromkeys((*extract_notes(self.table), *self.table.notes, *notes))),
            join=join,
        )


def open_table(given: str | Path, choices: Iterable[ColumnChoice] = ()) -> OpenedTable:
    """Read a table and recognise its columns.

    Parameters
    ----------
    given
        ``FILE``, ``FILE.xlsx:SHEET`` or ``FILE.zip:MEMBER``.
    choices
        Columns the user named; those that are about other files are left alone.

    Raises
    ------
    InputError
        When the file cannot be read, or lacks a column named for it.
    """
    return recognised(str(given), read_table(given), choices)


def recognised(given: str, table: Table, choices: Iterable[ColumnChoice] = ()) -> OpenedTable:
    """A table already read, with what is recognised in it."""
    plainly = {plain(column) for column in table.columns}
    about = tuple(
        choice
        for choice in choices
        if (
            choice.file in names_of(given, table)
            if choice.file
            else plain(choice.column) in plainly
        )
    )
    columns = {
        choice.role: table.find([choice.column], f"{ROLE_WORDS[choice.role]} (--column)")
        for choice in about
    }
    return OpenedTable(given, table, recognise(table, columns), about)


def names_of(given: str, table: Table) -> set[str]:
    """The names by which a user may call a file."""
    path, _ = split_layer(given)
    return {given, str(path), path.name, table.file}


def check_choices(choices: Iterable[ColumnChoice], files: Sequence[OpenedTable]) -> None:
    """Check that every column the user named was found in some file.

    Raises
    ------
    InputError
        Naming the first choice that is about no file that was read.
    """
    used = {choice for file in files for choice in file.choices}
    for choice in choices:
        if choice not in used:
            names = shortlist([file.table.file for file in files])
            raise InputError(
                f"--column {choice}: no file that was read is called '{choice.file}'."
                if choice.file
                else f"--column {choice}: no file that was read has a column '{choice.column}'.",
                f"The files are: {names}.",
            )
