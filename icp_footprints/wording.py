"""Sentences put together: counts, short lists, one line."""

from __future__ import annotations

from collections.abc import Sequence


def one_line(text: str) -> str:
    """Text on one line, so that an error is always one line on screen."""
    return " ".join(text.split())


def shortlist(values: Sequence[str], limit: int = 10) -> str:
    """The first few values in words: ``A, B, C and 4 more``."""
    shown = ", ".join(values[:limit])
    more = len(values) - limit
    return f"{shown} and {more} more" if more > 0 else shown


def count_words(count: float, one: str, many: str = "") -> str:
    """A count and its noun: ``1 unit``, ``1,234 units``."""
    return f"{count:,.0f} {one if round(count) == 1 else many or one + 's'}"
