"""Errors a user can act on: each says what is wrong, where, and the way out."""

from __future__ import annotations

from icp_footprints.wording import one_line


class FootprintsError(Exception):
    """Base of every error this program raises on purpose.

    Parameters
    ----------
    what
        One sentence that names the file, row, column, code or unit.
    remedy
        One sentence that tells the user what to do about it.
    """

    def __init__(self, what: str, remedy: str = "") -> None:
        self.what = one_line(what)
        self.remedy = one_line(remedy)
        super().__init__(f"{self.what} {self.remedy}".strip())


class InputError(FootprintsError):
    """A file, column, row or option that cannot be used as given."""


class PlanError(FootprintsError):
    """An edit that does not fit the plan, such as an unknown footprint."""


class PlanFileError(FootprintsError):
    """A plan file that is damaged, newer than this program, or cannot be written."""


class ProblemError(FootprintsError):
    """A generation problem that has no sensible answer, such as an impossible band."""
