"""Plan and Footprint: frozen values; every edit makes a new plan."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import PlanError
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.status import Status, StatusChange
from icp_footprints.plan.target import Target
from icp_footprints.wording import shortlist

UNASSIGNED = -1
# The assignment is an int16 array.
MOST_FOOTPRINTS = 32_000
# Beyond this, a version is no count but damage.
MOST_VERSIONS = 100_000
# What a footprint's chosen colour is a position in: the palette that every map is drawn with.
COLOURS = 8
# How a plan was made, as readers see it.
BY_HAND = "drawn by hand"
GENERATED = "generated"
THEN_EDITED = ", then edited by hand"
EDITED = f"{GENERATED}{THEN_EDITED}"
# The file's name follows.
IMPORTED_FROM = "imported from "


@dataclass(frozen=True)
class Footprint:
    """One neighbourhood: an id that never changes and a name that may.

    A locked footprint gains and loses nothing when footprints are generated, repaired or improved.

    Parameters
    ----------
    id, name
        What it is known by; no two of a plan share either.
    notes
        What people have written about it.
    locked
        Whether searches leave it alone.
    lead
        Its clinical lead.
    partners
        Those who serve it beside the lead: practices, the council, voluntary groups.
    colour
        The position in the palette that was chosen for it, from 0 to `COLOURS` - 1; None has the
        program choose one that its neighbours do not have.
    """

    id: str
    name: str
    notes: str = ""
    locked: bool = False
    lead: str = ""
    partners: str = ""
    colour: int | None = None


@dataclass(frozen=True)
class Origin:
    """How a plan was made, so that it can be made again."""

    method: str = BY_HAND
    seed: int | None = None
    settings: tuple[tuple[str, str], ...] = ()
    version: str = ""
    made_at: str = ""

    def edited(self) -> Origin:
        """The origin of a plan changed by hand: nothing makes that plan again by itself."""
        is_as_made = self.method.startswith((GENERATED, IMPORTED_FROM))
        if not is_as_made or self.method.endswith(THEN_EDITED):
            return self
        return replace(self, method=f"{self.method}{THEN_EDITED}")


@dataclass(frozen=True, eq=False)
class Plan:
    """One assignment of every unit of a place to a footprint or to unassigned.

    Parameters
    ----------
    name
        What the plan is called.
    assignment
        Array (n,) int16, in unit order: the number of the unit's footprint in `footprints`, or
        -1 (unassigned). A read-only copy is kept.
    footprints
        The footprints; a footprint may hold no unit.
    band
        The people a footprint should hold.
    origin
        How the plan was made.
    further_bands
        Bands on other ledgers that hold at the same time; `band` is the first and foremost.
    targets
        Coterminosity goals.
    exceptions
        Recorded departures from bands, contiguity, coverage or targets.
    status
        How far it has come.
    version
        Its number, from 1: what was agreed and is then edited becomes the next.
    history
        When it was proposed and agreed, version by version, and by whom; the latest last.

    Raises
    ------
    PlanError
        When the version is below 1 or that of its history, the assignment names a footprint that is
        not there, a colour is not in the palette, or ids, names, ledgers of bands, targets or
        exceptions are repeated.
    """

    name: str
    assignment: NDArray[np.int16]
    footprints: tuple[Footprint, ...] = ()
    band: Band = field(default_factory=Band)
    origin: Origin = field(default_factory=Origin)
    further_bands: tuple[Band, ...] = ()
    targets: tuple[Target, ...] = ()
    exceptions: tuple[RecordedException, ...] = ()
    status: Status = Status.DRAFT
    version: int = 1
    history: tuple[StatusChange, ...] = ()

    def __post_init__(self) -> None:
        if self.version not in range(1, MOST_VERSIONS):
            raise PlanError(f"A plan has no version {self.version}.", "Versions count from 1.")
        latest = max((each.version for each in self.history), default=0)
        if latest > self.version:
            raise PlanError(
                f"The plan is version {self.version}, but its history has version {latest}.",
                "Open an earlier copy of it.",
            )
        if len(self.footprints) > MOST_FOOTPRINTS:
            raise PlanError(f"A plan can hold at most {MOST_FOOTPRINTS:,} footprints.")
        numbers = self.assignment
        if numbers.dtype != np.int16:
            raise PlanError("A plan's assignment must be an int16 array.")
        if len(numbers) and not (
            int(numbers.min()) >= UNASSIGNED and int(numbers.max()) < len(self.footprints)
        ):
            raise PlanError("The assignment names a footprint that is not in the plan.")
        for footprint in self.footprints:
            if footprint.colour is not None and footprint.colour not in range(COLOURS):
                raise PlanError(
                    f"{footprint.name} has colour {footprint.colour + 1}, but there are {COLOURS}.",
                    "Choose one of them.",
                )
        for what, values in (
            ("footprint has the id", [footprint.id for footprint in self.footprints]),
            ("footprint has the name", [footprint.name for footprint in self.footprints]),
            ("band counts people on the ledger", [band.ledger for band in self.bands]),
            ("target is", [target.name for target in self.targets]),
            ("exception is from", [f"{x.rule} {x.subject}".strip() for x in self.exceptions]),
        ):
            repeated = [value for value, count in Counter(values).items() if count > 1]
            if repeated:
                raise PlanError(f"More than one {what} {shortlist(repeated)}.", "Keep one of them.")
        # A copy of its own: the caller's array may be part of one that changes.
        own = numbers.copy()
        own.setflags(write=False)
        object.__setattr__(self, "assignment", own)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Plan):
            return NotImplemented
        return self._values() == other._values() and np.array_equal(
            self.assignment, other.assignment
        )

    __hash__ = None  # pyright: ignore[reportAssignmentType] - compared by content, never a key

    def _values(self) -> tuple[object, ...]:
        """All but the assignment."""
        return (
            *(self.name, self.footprints, self.origin, self.bands, self.targets, self.exceptions),
            *(self.status, self.version, self.history),
        )

    @property
    def bands(self) -> tuple[Band, ...]:
        """Every band, the foremost first; one at most on a ledger."""
        return (self.band, *self.further_bands)

    @classmethod
    def empty(cls, n_units: int, name: str = "New plan", band: Band | None = None) -> Plan:
        """A plan without footprints: every unit unassigned."""
        return cls(name, np.full(n_units, UNASSIGNED, dtype=np.int16), (), band or Band())

    def number(self, footprint_id: str) -> int:
        """The number of a footprint in `footprints` and `assignment`.

        Raises
        ------
        PlanError
            When the plan has no such footprint.
        """
        number = self._numbers.get(footprint_id)
        if number is not None:
            return number
        held = shortlist([footprint.id for footprint in self.footprints]) or "none"
        raise PlanError(f"There is no footprint '{footprint_id}' in this plan.", f"It has: {held}.")

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """The number of each footprint, by id: they are asked for hundreds of times an edit."""
        return {footprint.id: number for number, footprint in enumerate(self.footprints)}

    def footprint(self, footprint_id: str) -> Footprint:
        """The footprint with that id."""
        return self.footprints[self.number(footprint_id)]

    def rows(self, footprint_id: str) -> NDArray[np.intp]:
        """Rows of the units in a footprint."""
        return np.flatnonzero(self.assignment == self.number(footprint_id))

    @property
    def locked_ids(self) -> frozenset[str]:
        """Ids of the footprints that are locked."""
        return frozenset(footprint.id for footprint in self.footprints if footprint.locked)

    @property
    def unassigned_rows(self) -> NDArray[np.intp]:
        """Rows of the units in no footprint."""
        return np.flatnonzero(self.assignment == UNASSIGNED)

    def with_assignment(self, assignment: NDArray[np.int16]) -> Plan:
        """This plan with another assignment, made by hand."""
        return self.edited(assignment=assignment)

    def edited(
        self,
        assignment: NDArray[np.int16] | None = None,
        footprints: tuple[Footprint, ...] | None = None,
    ) -> Plan:
        """This plan with its assignment or footprints changed by hand; itself if they are not."""
        changed = replace(
            self,
            assignment=self.assignment if assignment is None else assignment,
            footprints=self.footprints if footprints is None else footprints,
        )
        return self if changed == self else replace(changed, origin=self.origin.edited())

    @property
    def ids_on_record(self) -> frozenset[str]:
        """Ids that exceptions name: a new footprint must not seem to be one of those."""
        return frozenset(each.footprint_id for each in self.exceptions if each.is_about_a_footprint)

    def next_footprint_id(self) -> str:
        """An id that no footprint of this plan has, nor had one on record: ``F01``, ``F02``, ..."""
        taken = {each.id for each in self.footprints} | self.ids_on_record
        numbers = [int(each[1:]) for each in taken if each[:1] == "F" and each[1:].isdecimal()]
        return footprint_id(max(numbers, default=0) + 1)


def is_storable(text: str) -> bool:
    """Whether files can hold a text: not with a NUL, nor with half a surrogate pair."""
    return not any(letter == "\x00" or "\ud800" <= letter <= "\udfff" for letter in text)


def footprint_id(number: int) -> str:
    """The id of the footprint made as the given number: ``F01`` for 1."""
    return f"F{number:02d}"
