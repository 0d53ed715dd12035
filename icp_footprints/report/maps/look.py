"""How a printed map is to look: its size, fills, labels and what is drawn on top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from icp_footprints.errors import InputError

Fill = Literal["colour", "pattern", "colour+pattern"]
"""Colours; black-and-white patterns; or both, for a copier of unknown kind."""
LabelStyle = Literal["names", "numbers", "none"]

LEAST_SIZE = 160.0
MOST_SIZE = 4000.0


@dataclass(frozen=True)
class MapSize:
    """The size of a whole picture in page units, of which letters are 9 to 13 high.

    Parameters
    ----------
    width
        Of the picture, with everything that stands round the map.
    height
        Of the picture; None has it as tall as what it holds needs.

    Raises
    ------
    InputError
        When nothing could be read at that size.
    """

    width: float = 720.0
    height: float | None = None

    def __post_init__(self) -> None:
        for words, value in (("wide", self.width), ("high", self.height)):
            if value is not None and not LEAST_SIZE <= value <= MOST_SIZE:
                raise InputError(
                    f"A map cannot be {value:g} units {words}.",
                    f"Choose {LEAST_SIZE:g} to {MOST_SIZE:g}.",
                )


@dataclass(frozen=True)
class MapLook:
    """What a map shows, and how.

    Parameters
    ----------
    fill
        How footprints are told apart.
    labels
        Names where they fit, else numbers of the plan's order; numbers everywhere; or none.
    figures
        Whether people and band state stand under a name.
    overlay
        The layer whose borders are drawn dashed on top; empty for none. A unit counts to the area
        that has most of its people.
    points
        Names of the point layers to draw.
    title
        Whether the map's title stands on top.
    key
        Whether numbers are explained below; where a table stands beside the map they need not be.
    locator
        Whether a footprint's map shows where in the place it lies.
    small_print
        Whether ledger, notice and attribution stand below the map.
    """

    fill: Fill = "colour"
    labels: LabelStyle = "names"
    figures: bool = True
    overlay: str = ""
    points: tuple[str, ...] = ()
    title: bool = False
    key: bool = True
    locator: bool = True
    small_print: bool = True

    @property
    def has_colour(self) -> bool:
        """Whether footprints are filled with colours."""
        return self.fill != "pattern"

    @property
    def has_pattern(self) -> bool:
        """Whether footprints are filled with patterns."""
        return self.fill != "colour"
