"""Exceptions: recorded, reasoned, named departures from a rule of the plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal, get_args

from icp_footprints.errors import InputError
from icp_footprints.wording import shortlist

ExceptedRule = Literal["band", "contiguity", "coverage", "target"]


@dataclass(frozen=True)
class RecordedException:
    """A departure that partners have agreed to, with who answers for it.

    Parameters
    ----------
    rule
        What is departed from.
    subject
        The footprint's id for a band (``F01``, or ``F01@registered`` for the band on another
        ledger than the first) or contiguity; a target's name for a target; empty for coverage.
    reason
        Why, in a sentence.
    owner
        The person or body who answers for it.
    date
        When it was agreed, as ``2026-11-22``.
    """

    rule: ExceptedRule
    subject: str
    reason: str
    owner: str
    date: str

    def __post_init__(self) -> None:
        if self.rule not in get_args(ExceptedRule):
            raise InputError(
                f"'{self.rule}' is not a rule that can have exceptions.",
                f"Use one of: {shortlist(list(get_args(ExceptedRule)))}.",
            )
        if bool(self.subject) == (self.rule == "coverage"):
            raise InputError(
                f"An exception from {self.rule} "
                + ("is about the whole plan." if self.subject else "must say what it is about.")
            )
        for what, text in (("reason", self.reason), ("owner", self.owner)):
            if not text.strip():
                a = "an" if what == "owner" else "a"
                raise InputError(
                    f"The exception from {self.rule} has no {what}.", f"Give it {a} {what}."
                )
        if not _is_date(self.date):
            raise InputError(f"'{self.date}' is not a date.", "Write it as 2026-11-22.")

    @property
    def is_about_a_footprint(self) -> bool:
        """Whether it is about one footprint, not about the plan as a whole."""
        return self.rule in ("band", "contiguity")

    @property
    def footprint_id(self) -> str:
        """The id of the footprint it is about; empty where it is about the plan as a whole."""
        return self.subject.partition("@")[0] if self.is_about_a_footprint else ""

    def excused_band(self, foremost: str) -> tuple[str, str] | None:
        """The footprint's id, and the ledger of the band it may be outside; None for other rules.

        Parameters
        ----------
        foremost
            Ledger of the plan's first band, which a subject that names none is about.
        """
        if self.rule != "band":
            return None
        footprint, _, ledger = self.subject.partition("@")
        return footprint, ledger or foremost

    def with_foremost(self, before: str, now: str) -> RecordedException:
        """The same exception in a plan whose first band is on another ledger than before."""
        excused = self.excused_band(before)
        if excused is None or before == now:
            return self
        footprint, ledger = excused
        return replace(self, subject=footprint if ledger == now else f"{footprint}@{ledger}")


def _is_date(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
