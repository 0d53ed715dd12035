"""The band: how many people a footprint should hold."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from icp_footprints.errors import InputError
from icp_footprints.geography.ledger import RESIDENT

BandState = Literal["in", "under", "over"]


@dataclass(frozen=True)
class Band:
    """The inclusive range of people a footprint should hold, on one ledger."""

    low: int = 30_000
    high: int = 50_000
    ledger: str = RESIDENT

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high or self.high == 0:
            raise InputError(
                f"A band from {self.low:,} to {self.high:,} people is not possible.",
                "Give the smaller number first, for example 30000:50000.",
            )

    @classmethod
    def parse(cls, text: str, ledger: str = RESIDENT) -> Band:
        """A band from text such as ``30,000:50,000`` or ``registered=30000:50000``.

        Parameters
        ----------
        text
            What was written.
        ledger
            The ledger where the text names none.

        Raises
        ------
        InputError
            When it is written in another way.
        """
        named, equals, numbers = text.rpartition("=")
        if equals and not named.strip():
            raise InputError(f"'{text}' names no ledger.", "Write it as registered=30000:50000.")
        low, colon, high = numbers.replace(",", "").partition(":")
        if not (colon and low.strip().isdecimal() and high.strip().isdecimal()):
            raise InputError(
                f"'{text}' is not a band of people.", "Write it as LOW:HIGH, such as 30000:50000."
            )
        return cls(int(low), int(high), named.strip() or ledger)

    def state(self, people: float) -> BandState:
        """Whether that many people are in, under or over the band."""
        if people < self.low:
            return "under"
        return "over" if people > self.high else "in"

    def excess(self, people: float) -> float:
        """How many people too few or too many."""
        return max(self.low - people, people - self.high, 0.0)

    def footprint_counts(self, total_people: float) -> range:
        """The numbers of footprints that could all be in band for that many people.

        Empty when no number fits. Counts whole people only: contiguity may rule out more.
        """
        fewest = max(1, math.ceil(total_people / self.high))
        most = math.floor(total_people / self.low) if self.low else math.floor(total_people)
        return range(fewest, most + 1)

    @property
    def middle(self) -> float:
        """The middle of the band."""
        return (self.low + self.high) / 2

    def words(self) -> str:
        """The band as a reader sees it, such as ``30,000 to 50,000``."""
        return f"{self.low:,} to {self.high:,}"
