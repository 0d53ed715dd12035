"""How far a plan has come: draft, proposed to partners, or agreed by them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from icp_footprints.errors import InputError

CONTENT_HASH = re.compile("[0-9a-f]{64}")


class Status(StrEnum):
    """How far a plan has come. An agreed plan is frozen: editing it makes a new version."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    AGREED = "agreed"


@dataclass(frozen=True)
class StatusChange:
    """One line of a plan's history: what it became, when, and by whom.

    Parameters
    ----------
    status, version
        What it became.
    on
        The day, as ``2026-11-22``.
    by
        Who proposed or agreed it, in a few words; may be empty but where it was agreed.
    content_hash
        What the plan said then (see `content_hash`), so that it can be told whether it still does.
    """

    status: Status
    version: int
    on: str
    by: str
    content_hash: str

    def __post_init__(self) -> None:
        if self.version < 1:
            raise InputError(f"A plan has no version {self.version}.", "Versions count from 1.")
        if self.status is Status.AGREED and not self.by.strip():
            raise InputError(
                "Nobody is named who agreed the plan.", "Say who did, such as a board."
            )
        try:
            is_date = dt.date.fromisoformat(self.on).isoformat() == self.on
        except ValueError:
            is_date = False
        if not is_date:
            raise InputError(f"'{self.on}' is not a date.", "Write it as 2026-11-22.")
        if not CONTENT_HASH.fullmatch(self.content_hash):
            raise InputError(
                f"'{self.content_hash}' is not a content check.", "It has 64 digits, 0 to f."
            )

    @property
    def words(self) -> str:
        """As in ``Version 1 agreed 2026-11-22 by Wirral Place Board``."""
        what = "a draft from" if self.status is Status.DRAFT else str(self.status)
        by = f" by {self.by}" if self.by else ""
        return f"Version {self.version} {what} {self.on}{by}"
