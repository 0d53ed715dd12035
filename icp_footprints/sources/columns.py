"""Finding columns by name, whatever their letter case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from icp_footprints.errors import InputError
from icp_footprints.wording import shortlist

# Pairs of words by which publishers tell an area's code from its name, in headers made plain:
# ward24_code, WD24CD, "LSOA code (2021)" and "LSOA 2021 Code"; NOMIS and ONS leave the name bare.
CODE_AND_NAME = (
    (r"_code$", "_name"),
    (r"cd$", "nm"),
    (r"_code(?=_\d{2,4}$)", "_name"),
    (r"^code_", "name_"),
    (r"_code$", ""),
    (r"^code$", "name"),
    (r"(^|_)id$", r"\1name"),
)


def plain(column: str) -> str:
    """A column name for comparing: lower case, words joined by one underscore."""
    return re.sub(r"[^0-9a-z]+", "_", column.strip().lower()).strip("_")


def find_column(columns: Iterable[str], wanted: Sequence[str], file: str, role: str) -> str:
    """The column that has one of the wanted names.

    Parameters
    ----------
    columns
        The columns there are.
    wanted
        Names to look for, the best first; letter case, spaces and punctuation do not matter.
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
        found = [column for column in held if plain(name) and plain(column) == plain(name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise InputError(
                f"{file} has more than one column called '{name}' for the {role}: "
                f"{shortlist(found)}.",
                "Rename one of them.",
            )
    others = f", nor {shortlist(list(wanted[1:]), 8)}" if len(wanted) > 1 else ""
    raise InputError(
        f"{file} has no column '{wanted[0]}' for the {role}{others}.",
        f"Its columns are: {shortlist(held, 40)}.",
    )


def name_column_beside(columns: Iterable[str], code_column: str) -> str | None:
    """The column of area names that goes with a column of area codes, if there is one.

    ``ward24_code`` goes with ``ward24_name``, ``WD24CD`` with ``WD24NM``, ``LSOA code (2021)``
    with ``LSOA name (2021)`` and ``Lower layer Super Output Areas Code`` with the same without
    ``Code``.
    """
    by_plain = {plain(column): column for column in columns}
    text = plain(code_column)
    for code, name in CODE_AND_NAME:
        changed = re.sub(code, name, text)
        if changed != text and changed in by_plain:
            return by_plain[changed]
    return None
