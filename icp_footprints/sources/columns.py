"""Finding columns by name, whatever their letter case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from icp_footprints.errors import InputError
from icp_footprints.wording import shortlist

# Pairs of endings by which publishers tell an area's code from its name.
CODE_AND_NAME = (("_code", "_name"), ("cd", "nm"))


def plain(column: str) -> str:
    """A column name for comparing: lower case, words joined by one underscore."""
    return re.sub(r"[\s_]+", "_", column.strip().lower())


def find_column(columns: Iterable[str], wanted: Sequence[str], file: str, role: str) -> str:
    """The column that has one of the wanted names.

    Parameters
    ----------
    columns
        The columns there are.
    wanted
        Names to look for, the best first; letter case and spaces do not matter.
    file, role
        The file and what the column is for, named in the error.

    Raises
    ------
    InputError
        When there is none, or more than one that differ only in letter case.
    """
    held = list(columns)
    for name in wanted:
        if name in held:
            return name
        found = [column for column in held if plain(column) == plain(name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise InputError(
                f"{file} has more than one column called '{name}' for the {role}: "
                f"{shortlist(found)}.",
                "Rename one of them.",
            )
    raise InputError(
        f"{file} has no column '{wanted[0]}' for the {role}.",
        f"Its columns are: {shortlist(held, 40)}.",
    )


def name_column_beside(columns: Iterable[str], code_column: str) -> str | None:
    """The column of area names that goes with a column of area codes, if there is one.

    ``ward24_code`` goes with ``ward24_name`` and ``WD24CD`` with ``WD24NM``.
    """
    by_plain = {plain(column): column for column in columns}
    for code, name in CODE_AND_NAME:
        if plain(code_column).endswith(code):
            found = by_plain.get(plain(code_column).removesuffix(code) + name)
            if found is not None:
                return found
    return None
