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
    typed
        What is wrong as the command line says it, where that has names to type which a window
        says in words; empty where the two are the same.
    """

    def __init__(self, what: str, remedy: str = "", typed: str = "") -> None:
        self.what = one_line(what)
        self.remedy = one_line(remedy)
        self.typed = one_line(typed) or self.what
        super().__init__(f"{self.what} {self.remedy}".strip())

    @property
    def command_words(self) -> str:
        """What is wrong and the way out, as the command line says it."""
        return f"{self.typed} {self.remedy}".strip()


class InputError(FootprintsError):
    """A file, column, row or option that cannot be used as given."""


class PlanError(FootprintsError):
    """An edit that does not fit the plan, such as an unknown footprint."""


class PlanFileError(FootprintsError):
    """A plan file that is damaged, newer than this program, or cannot be written."""


class ProblemError(FootprintsError):
    """A generation problem that has no sensible answer, such as an impossible band."""
