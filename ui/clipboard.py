"""Rows of a table on the clipboard, as cells that a spreadsheet takes and never runs."""

from __future__ import annotations

from collections.abc import Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def cell(value: float | str) -> str:
    """A value as one cell: a whole number plain, and a name that no spreadsheet would run."""
    if isinstance(value, str):
        start = "'" if value.startswith(FORMULA_STARTS) else ""
        return start + " ".join(value.split())
    return f"{value:.0f}" if value == int(value) else f"{value:.4f}"


def cells(rows: Sequence[Sequence[float | str]]) -> str:
    """Rows of values as text with tabs between cells."""
    return "\n".join("\t".join(cell(value) for value in row) for row in rows)
