"""Options written as text, such as ``COL=VALUE``, as the values the readers take."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from icp_footprints.errors import InputError
from icp_footprints.geography.adjacency import AdjacencyEdit, EditKind
from icp_footprints.geography.barriers import DEFAULT_TOLERANCE_M
from icp_footprints.sources.columns import plain
from icp_footprints.sources.layers.lookups import check_layer_name
from icp_footprints.sources.layers.overlays import Overlay
from icp_footprints.sources.layers.points import PointsFile
from icp_footprints.sources.ledgers import LedgerColumn
from icp_footprints.sources.opened_table import ColumnChoice
from icp_footprints.sources.opening.files import is_there, split_layer
from icp_footprints.sources.recipe import BarrierLines
from icp_footprints.sources.recognition.roles import Role

# A line further from a boundary than this is another street.
MOST_WITHIN_M = 500.0


def parse_where(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Values wanted per column, from ``COL=VALUE`` texts.

    Raises
    ------
    InputError
        When a text has no column or no value.
    """
    wanted: dict[str, tuple[str, ...]] = {}
    for text in texts:
        column, equals, value = (part.strip() for part in text.partition("="))
        if not (column and equals and value):
            raise InputError(
                f"The filter '{text}' is not complete.",
                "Write it as --where COLUMN=VALUE, such as ltla24_code=E06000021.",
            )
        wanted[column] = (*wanted.get(column, ()), value)
    return wanted


def parse_weights(texts: Iterable[str]) -> dict[str, float]:
    """Weight per layer, from ``LAYER=W`` texts.

    Raises
    ------
    InputError
        When a text has no layer or its weight is not a number.
    """
    weights: dict[str, float] = {}
    for text in texts:
        layer, _, value = (part.strip() for part in text.partition("="))
        try:
            weights[layer] = float(value)
        except ValueError:
            raise InputError(
                f"The weight '{text}' is not a number for a layer.", "Write it as pcn=2."
            ) from None
    return weights


def parse_bridge(text: str) -> AdjacencyEdit:
    """A bridge from ``CODE:CODE:REASON``.

    Raises
    ------
    InputError
        When one of the three is missing.
    """
    return _edit("bridge", text, "E01012367:E01012402:Silver Jubilee Bridge")


def parse_barrier(text: str) -> AdjacencyEdit:
    """A barrier from ``CODE:CODE:REASON``.

    Raises
    ------
    InputError
        When one of the three is missing.
    """
    return _edit("barrier", text, "E01012367:E01012368:M56 without a crossing")


def _edit(kind: EditKind, text: str, example: str) -> AdjacencyEdit:
    parts = [part.strip() for part in text.split(":", 2)]
    if len(parts) != 3 or not all(parts):
        raise InputError(
            f"The {kind} '{text}' is not complete.",
            f"Write it as CODE:CODE:REASON, such as {example}.",
        )
    return AdjacencyEdit(kind, parts[0], parts[1], parts[2])


def parse_barrier_lines(text: str, within_m: float = DEFAULT_TOLERANCE_M) -> BarrierLines:
    """Lines that part units, from ``FILE=REASON`` or ``FILE:LAYER=REASON``.

    Parameters
    ----------
    text
        What was written.
    within_m
        How far from a line a boundary may run and still lie along it, in metres.

    Raises
    ------
    InputError
        When the file or the reason is missing, or the distance is not possible.
    """
    if not 0 < within_m <= MOST_WITHIN_M:
        raise InputError(
            f"Boundaries cannot lie along lines within {within_m:g} m of them.",
            f"Give --barrier-within a distance of up to {MOST_WITHIN_M:g} m.",
        )
    source, equals, reason = (part.strip() for part in text.partition("="))
    if not (source and equals and reason):
        raise InputError(
            f"The barrier lines '{text}' are not complete.",
            "Write them as FILE=REASON or FILE:LAYER=REASON, such as "
            "rivers.gpkg:mersey=River Mersey.",
        )
    return BarrierLines(source, reason, within_m)


def parse_column(text: str) -> ColumnChoice:
    """A column named for a role, from ``ROLE=COLUMN`` or ``FILE:ROLE=COLUMN``.

    Raises
    ------
    InputError
        When it is not complete or there is no such role.
    """
    left, equals, column = (part.strip() for part in text.partition("="))
    file, _, role = (part.strip() for part in left.rpartition(":"))
    if not (role and equals and column):
        raise InputError(
            f"The column '{text}' is not complete.",
            "Write it as ROLE=COLUMN or FILE:ROLE=COLUMN, such as people=Total.",
        )
    known = {plain(each): each for each in get_args(Role)}
    if plain(role) not in known:
        raise InputError(
            f"--column {text}: '{role}' is nothing a column can be.",
            f"Use one of: {', '.join(known.values())}.",
        )
    return ColumnChoice(known[plain(role)], column, file)


def parse_ledger(text: str) -> LedgerColumn:
    """A ledger from ``NAME=COLUMN`` or ``NAME=FILE:COLUMN``.

    Raises
    ------
    InputError
        When the name or column is missing, or the name cannot be used.
    """
    name, equals, column = (part.strip() for part in text.partition("="))
    if not (name and equals and column):
        raise InputError(
            f"'{text}' is not a ledger.", "Write it as NAME=COLUMN, such as mid2022=MYE2022."
        )
    return LedgerColumn(check_layer_name(name), column)


def parse_overlay(text: str) -> Overlay:
    """An overlay from ``NAME=FILE[:LAYER]`` with, where they are not recognised, ``,ID[,NAME]``.

    Raises
    ------
    InputError
        When the name or file is missing, or the name cannot be used.
    """
    name, source = _name_and_file(text, "overlay", "community=communities.gpkg,id,name")
    parts = source.split(",")
    # A file's own name may have commas in it: the columns are what follows a file that is there.
    file, columns = parts[0], parts[1:3]
    for count in range(min(len(parts), 3)):
        end = len(parts) - count
        path, layer = split_layer(",".join(parts[:end]))
        if is_there(path) and "," not in (layer or ""):
            file, columns = ",".join(parts[:end]), parts[end:]
            break
    return Overlay(name, file.strip(), *(column.strip() or None for column in columns))


def parse_points(text: str) -> PointsFile:
    """A layer of points from ``NAME=FILE`` or ``NAME=FILE:LAYER``.

    Raises
    ------
    InputError
        When the name or file is missing, or the name cannot be used.
    """
    return PointsFile(*_name_and_file(text, "layer of points", "practices=gp_practices.csv"))


def _name_and_file(text: str, what: str, example: str) -> tuple[str, str]:
    name, equals, source = (part.strip() for part in text.partition("="))
    if not (name and equals and source):
        raise InputError(f"The {what} '{text}' is not complete.", f"Write it as {example}.")
    return check_layer_name(name), source
