"""One column of the footprint table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ui.figures import FootprintFigures
from ui.models.lines import Bar

MARK, NAME = "mark", "name"
"""Keys of the columns without which the table says nothing."""


@dataclass(frozen=True)
class Column:
    """One column: its heading, what a cell says, and what it is worth for sorting and copying.

    ``key`` is what the choice to show or hide it is remembered by.
    """

    key: str
    title: str
    tip: str
    text: Callable[[FootprintFigures], str]
    value: Callable[[FootprintFigures], float | str]
    is_figure: bool = False
    more: Callable[[FootprintFigures], str] = lambda _: ""
    """What a mark in the cell means, in words."""
    is_shown: bool = True
    """Whether it is there until the user says otherwise."""
    sort: Callable[[FootprintFigures], float | str] | None = None
    """What to sort by, where that is not the value."""
    bar: Callable[[FootprintFigures], Bar | None] = lambda _: None

    @property
    def name(self) -> str:
        """What a menu calls it."""
        return self.title or "Colour and mark"

    @property
    def can_hide(self) -> bool:
        """Whether the table says anything without it."""
        return self.key not in (MARK, NAME)
