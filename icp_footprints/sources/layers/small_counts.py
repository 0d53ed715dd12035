"""Counts of people in words: those under 5 are personal and never printed."""

from __future__ import annotations

from icp_footprints.geography.source import LEAST_SHOWN
from icp_footprints.wording import count_words


def people_words(people: float, one: str = "patient", many: str = "") -> str:
    """People in words, such as ``1,234 patients`` or ``<5 patients``."""
    if 0 < people < LEAST_SHOWN:
        return f"<{LEAST_SHOWN} {many or one + 's'}"
    return count_words(people, one, many)
