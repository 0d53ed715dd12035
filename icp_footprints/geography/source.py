"""Where a place comes from: each file that went into it, and what of it joined."""

from __future__ import annotations

from dataclasses import dataclass

from icp_footprints.wording import count_words, people_words

EXAMPLES_KEPT = 10
# The role of a file of which nothing went into the place.
NOT_USED = "not used"
# How the note begins that tells of which day the data of a file are.
EXTRACT_OF = "Extract of "
# Words by which a note on a file is about who holds the rights to it.
RIGHTS = ("©", "copyright", "licence")


@dataclass(frozen=True)
class OneSided:
    """Ids found on one side of a join only: how many, and the first ten."""

    count: int = 0
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Conversion:
    """Units whose figures came from another year's boundaries, by how they changed.

    Parameters
    ----------
    from_vintage, to_vintage
        Years of the boundaries, such as 2011 and 2021.
    exact, merged, split, recut
        How many units of the place were found as they are, were put together from several areas
        of the other year, are a part of one, or changed in a way that is neither; together, all
        units found. People are shared out by population weights.
    """

    from_vintage: int
    to_vintage: int
    exact: int = 0
    merged: int = 0
    split: int = 0
    recut: int = 0

    @property
    def sentence(self) -> str:
        """The conversion in words."""
        return (
            f"Converted from {self.from_vintage} to {self.to_vintage} boundaries: "
            f"{self.exact:,} exact, {self.merged:,} merged, {self.split:,} split, "
            f"{self.recut:,} re-cut."
        )


@dataclass(frozen=True)
class JoinReport:
    """What joined when a file was read against the units of a place, and what did not.

    Parameters
    ----------
    rows_read
        Rows of data in the file.
    ids_matched
        Units of the place that the file has.
    only_in_file
        Ids of the file that are no unit of the place.
    only_in_place
        Units of the place that the file lacks.
    people_unjoined
        People in rows that did not join; None where the file counts no people.
    causes
        Likely causes in plain words, the likeliest first.
    conversion
        How the units were made from other years' boundaries, where they were.
    """

    rows_read: int
    ids_matched: int
    only_in_file: OneSided = OneSided()
    only_in_place: OneSided = OneSided()
    people_unjoined: float | None = None
    causes: tuple[str, ...] = ()
    conversion: Conversion | None = None

    @property
    def is_complete(self) -> bool:
        """Whether every unit of the place was found in the file."""
        return self.only_in_place.count == 0

    @property
    def sentences(self) -> tuple[str, ...]:
        """The report in plain words, one sentence each, for every screen and page."""
        found = count_words(self.ids_matched, "unit")
        lines = [f"{count_words(self.rows_read, 'row')} read; {found} of the place found."]
        if self.only_in_place.count:
            lines.append(
                f"{count_words(self.only_in_place.count, 'unit')} of the place not in the file: "
                f"{_listed(self.only_in_place)}."
            )
        if self.only_in_file.count:
            lines.append(
                f"{count_words(self.only_in_file.count, 'id')} of the file not in the place: "
                f"{_listed(self.only_in_file)}."
            )
        if self.people_unjoined:
            lines.append(f"{people_words(self.people_unjoined)} in rows that did not join.")
        lines.extend(self.causes)
        if self.conversion is not None:
            lines.append(self.conversion.sentence)
        return tuple(lines)


def _listed(side: OneSided) -> str:
    more = side.count - len(side.examples)
    shown = ", ".join(side.examples)
    return f"{shown} and {more:,} more" if more > 0 else shown


@dataclass(frozen=True)
class Source:
    """A file that went into a place, so that every figure can be traced back to it.

    Parameters
    ----------
    role
        What it was read for, such as ``registrations``.
    file
        Its name, without folders.
    sha256
        By which a reader can tell that it is the same file.
    detail
        What it holds, in a few words.
    notes
        What was repaired, left out or assumed: one sentence each.
    join
        What joined, where it was read against the units.
    """

    role: str
    file: str
    sha256: str = ""
    detail: str = ""
    notes: tuple[str, ...] = ()
    join: JoinReport | None = None

    @property
    def is_used(self) -> bool:
        """Whether anything of the file went into the place."""
        return self.role != NOT_USED

    @property
    def rights(self) -> tuple[str, ...]:
        """Those of its texts that speak of who holds the rights to it."""
        return tuple(
            text
            for text in (self.detail, *self.notes)
            if any(word in text.lower() for word in RIGHTS)
        )
