"""Options written as text, such as ``COL=VALUE``, as the values the readers take."""

from __future__ import annotations

from collections.abc import Iterable

from icp_footprints.errors import InputError
from icp_footprints.geography.adjacency import AdjacencyEdit


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
    parts = [part.strip() for part in text.split(":", 2)]
    if len(parts) != 3 or not all(parts):
        raise InputError(
            f"The bridge '{text}' is not complete.",
            "Write it as CODE:CODE:REASON, such as E01012367:E01012402:Silver Jubilee Bridge.",
        )
    return AdjacencyEdit("bridge", parts[0], parts[1], parts[2])
