"""What was found in a file, before it becomes a plan: footprints as drafts, and who is in each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.exchange.importing.imported import Finding, Kind
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import is_storable
from icp_footprints.wording import printable, shortened

NOWHERE = -1
# An id is written in commands and beside names: it is short and shows every letter it has.
LONGEST_ID = 60
SHOWN_LETTERS = 40


@dataclass(frozen=True)
class Draft:
    """A footprint as the file has it; None for what the file does not speak of.

    Parameters
    ----------
    id, name
        What it is called there; empty where it is not said.
    notes, lead, partners
        As in `Footprint`.
    colour
        As in `Footprint`.
    """

    id: str = ""
    name: str = ""
    notes: str | None = None
    lead: str | None = None
    partners: str | None = None
    colour: int | None = None

    @property
    def shown(self) -> str:
        """What to call it in a sentence."""
        return shown(self.name or self.id or "one without a name")


@dataclass(frozen=True)
class Cut:
    """A unit's row, the draft it went to (or -1), and its share of area in each, or in none."""

    row: int
    number: int
    sides: tuple[tuple[int, float], ...]


@dataclass(frozen=True, eq=False)
class Found:
    """Everything the file says.

    Parameters
    ----------
    kind
        Whether units found their footprints by code or by shape.
    drafts
        The footprints.
    numbers
        Array (n,): the position in `drafts` of the footprint of each unit, or -1.
    findings
        What did not fit, or was put right.
    cuts
        Units that polygons cut.
    bands
        Bands the file speaks of.
    """

    kind: Kind
    drafts: tuple[Draft, ...]
    numbers: NDArray[np.intp]
    findings: tuple[Finding, ...] = ()
    cuts: tuple[Cut, ...] = ()
    bands: tuple[Band, ...] = ()


def is_usable_id(text: str) -> bool:
    """Whether a text can be the id of a footprint."""
    return 0 < len(text) <= LONGEST_ID and text.isprintable() and is_storable(text)


def shown(name: str) -> str:
    """A name from a file as it stands in a sentence."""
    return shortened(" ".join(printable(name).split()), SHOWN_LETTERS)
