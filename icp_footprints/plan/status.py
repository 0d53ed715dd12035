"""How far a plan has come: draft, proposed to partners, or agreed by them."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How far a plan has come. An agreed plan is frozen: editing it makes a new version."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    AGREED = "agreed"
