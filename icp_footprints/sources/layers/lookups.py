"""Look-up layers: one area per unit, from columns of the units' own table."""

from __future__ import annotations

import re
from dataclasses import dataclass

from icp_footprints.errors import InputError
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.sources.columns import name_column_beside
from icp_footprints.sources.opening.tables import Table

# Layer names become column names in files, so they are kept plain.
LAYER_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")


@dataclass(frozen=True)
class Lookup:
    """A layer to read: its name, its column of codes and, if any, its column of names."""

    name: str
    code_column: str
    name_column: str | None = None

    @classmethod
    def parse(cls, text: str) -> Lookup:
        """A look-up from ``NAME=CODE_COLUMN`` or ``NAME=CODE_COLUMN,NAME_COLUMN``."""
        name, equals, columns = text.partition("=")
        code, _, names = columns.partition(",")
        if not (equals and name.strip() and code.strip()):
            raise InputError(
                f"'{text}' is not a look-up.",
                "Write it as NAME=COLUMN, such as ward=ward24_code.",
            )
        return cls(check_layer_name(name.strip()), code.strip(), names.strip() or None)


def check_layer_name(name: str) -> str:
    """The name, if it can name a layer.

    Raises
    ------
    InputError
        When it holds anything but small letters, digits and underscores.
    """
    if not LAYER_NAME.fullmatch(name):
        raise InputError(
            f"'{name}' cannot name a layer.",
            "Use small letters, digits and underscores, starting with a letter: for example ward.",
        )
    return name


def read_lookup(lookup: Lookup, table: Table) -> ReferenceLayer:
    """The layer of a look-up.

    Names come from the column given, else from the one that goes with the codes
    (``ward24_name`` beside ``ward24_code``), else a code is its own name.

    Raises
    ------
    InputError
        When a column is missing or empty, or a code has two names in the column given.
    """
    role = f"layer '{lookup.name}'"
    code = table.find([lookup.code_column], role)
    name = (
        table.find([lookup.name_column], role)
        if lookup.name_column
        else name_column_beside(table.columns, code)
    )
    codes: list[str] = table.columns[code].tolist()
    names: dict[str, str] = {}
    for row, area in enumerate(codes):
        text = str(table.columns[name][row]) if name else ""
        if lookup.name_column and names.get(area, text) != text and area:
            raise InputError(
                f"{table.file}, {table.where(row)}: {area} is '{text}' in column '{name}', but "
                f"'{names[area]}' above.",
                "Choose another column of names.",
            )
        names.setdefault(area, text)
    return ReferenceLayer.from_lookup(lookup.name, codes, {c: n or c for c, n in names.items()})
