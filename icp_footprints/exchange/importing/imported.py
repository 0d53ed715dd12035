"""What an import is asked for, what it makes, and what it has to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.plan.plan import Plan
from icp_footprints.wording import shortlist

# How units found their footprints: by their codes, or by the shapes of the footprints.
Kind = Literal["look-up", "polygons"]
Role = Literal["unit", "id", "name"]
ROLES: tuple[Role, ...] = ("unit", "id", "name")
FIRST_NAMED = 10


@dataclass(frozen=True)
class ImportColumns:
    """Columns the user names; None has the program recognise one.

    Parameters
    ----------
    unit, id, name
        Codes of units, ids of footprints and names of footprints.
    """

    unit: str | None = None
    id: str | None = None
    name: str | None = None

    @classmethod
    def parse(cls, texts: list[str]) -> ImportColumns:
        """Columns from texts such as ``name=Locality``.

        Raises
        ------
        InputError
            When one is written in another way, or a role is named twice.
        """
        given: dict[str, str] = {}
        for text in texts:
            role, equals, column = text.partition("=")
            role = role.strip().lower()
            if not equals or not column.strip() or role not in ROLES:
                raise InputError(
                    f"--column {text} says nothing that can be used.",
                    f"Write it as ROLE=COLUMN, where ROLE is one of: {', '.join(ROLES)}.",
                )
            if role in given:
                raise InputError(f"--column {role}=... is given twice.", "Name one column.")
            given[role] = column.strip()
        return cls(**given)


@dataclass(frozen=True)
class Finding:
    """Something in the file that did not fit, or was put right.

    Parameters
    ----------
    kind
        What it is, such as ``codes not in the place``: the same from version to version.
    count
        How many.
    words
        It in a sentence, with the first few by name.
    named
        The first ten.
    """

    kind: str
    count: int
    words: str
    named: tuple[str, ...] = ()


@dataclass(frozen=True)
class Side:
    """The part of a cut unit in one footprint; None stands for no footprint.

    Parameters
    ----------
    footprint_id
        The footprint.
    area_share
        Share of the unit's area, from 0 to 1.
    people
        As many of its people, as if they lived evenly over its area.
    """

    footprint_id: str | None
    area_share: float
    people: float


@dataclass(frozen=True)
class CutUnit:
    """A unit that the line of a polygon cuts, and the footprint it went to as a whole.

    Parameters
    ----------
    unit_id, unit_name
        The unit.
    footprint_id
        Where it went; None where it is left in no footprint.
    sides
        Its parts, the largest first; where polygons overlap, they come to more than the unit.
    people_elsewhere
        As many of its people as live outside of where it went, as if they lived evenly.
    """

    unit_id: str
    unit_name: str
    footprint_id: str | None
    sides: tuple[Side, ...]
    people_elsewhere: float


@dataclass(frozen=True)
class Moved:
    """How the footprints differ from those the plan had.

    Each is set against the one it has most people in common with, whatever either is called.

    Parameters
    ----------
    units, people
        Those that would be in another footprint than now.
    units_new, people_new
        Those that are in none now and would be in one.
    units_left, people_left
        Those that are in one now and would be in none.
    """

    units: int
    people: float
    units_new: int
    people_new: float
    units_left: int
    people_left: float


@dataclass(frozen=True, eq=False)
class ImportReport:
    """What was read, what was made of it and what did not fit.

    Parameters
    ----------
    file
        The file's name, with the layer, sheet or member read where one was named.
    kind
        Whether units found their footprints by code or by shape.
    by
        ``centre`` or ``area`` for polygons; empty for a look-up.
    footprints
        How many footprints there are now.
    assigned, people_assigned
        Units in a footprint, and their people on `ledger`.
    unassigned
        Rows of the units in none, ascending.
    people_unassigned
        Their people.
    ledger
        The ledger that counts people: that of the plan's band.
    cut
        Units that polygons cut, those with most people elsewhere first.
    findings
        What did not fit, or was put right.
    moved
        The difference from the footprints the plan had; None where it had none.
    notes
        What was noted when the file was opened.
    """

    file: str
    kind: Kind
    by: str
    footprints: int
    assigned: int
    people_assigned: float
    unassigned: NDArray[np.intp]
    people_unassigned: float
    ledger: str
    cut: tuple[CutUnit, ...]
    findings: tuple[Finding, ...]
    moved: Moved | None
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Imported:
    """A plan made of somebody's footprints: always a draft.

    Parameters
    ----------
    plan
        The plan; the one imported into where the file says nothing else.
    report
        What there is to say of it.
    """

    plan: Plan
    report: ImportReport


def finding(kind: str, named: list[str], sentence: str) -> tuple[Finding, ...]:
    """A finding about some things by name; nothing where there are none.

    Parameters
    ----------
    kind
        What it is.
    named
        All of them.
    sentence
        With ``{n}`` where their count stands, and ``{}`` where the first few do.
    """
    if not named:
        return ()
    words = sentence.replace("{n}", f"{len(named):,}")
    words = words.replace("{}", shortlist(named, FIRST_NAMED), 1)
    return (Finding(kind, len(named), words, tuple(named[:FIRST_NAMED])),)
