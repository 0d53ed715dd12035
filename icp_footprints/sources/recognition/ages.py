"""Columns of people by age, as the Census, mid-year estimates and councils publish them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from icp_footprints.geography.ledger import AgeBands
from icp_footprints.sources.columns import plain
from icp_footprints.sources.opening.tables import Table
from icp_footprints.sources.recognition.headers import LONGEST_HEADER

OLDEST = 130
# Headers that are bare numbers are ages only where there are so many of them, or all ages.
FEWEST_BARE = 5

# Words that may stand before or after the ages in a header; anything else makes it no age column.
AGE_WORDS = frozenset({"age", "aged", "ages"})
PEOPLE_WORDS = frozenset(
    {
        "pop",
        "population",
        "persons",
        "people",
        "all",
        "total",
        "residents",
        "resident",
        "usual",
        "mye",
        "mid",
        "n",
        "number",
        "of",
        "dependent",
        "children",
        "older",
        "census",
        "sex",
        "categories",
    }
)
AFTER_WORDS = frozenset(
    {
        "year",
        "years",
        "yr",
        "yrs",
        "old",
        "measures",
        "value",
        "mid",
        "excluding",
        "prisoners",
        "persons",
        "people",
        "count",
    }
)
SEXES = {"f": "f", "female": "f", "females": "f", "m": "m", "male": "m", "males": "m"}
YEAR = re.compile(r"(?:mye)?((?:19|20)\d\d)")
# F0, m90plus and age15: a word and a number without anything between them.
GLUED = re.compile(r"(f|m|age|aged)?(\d{1,3})(plus)?")
AGES = tuple(
    re.compile(rf"(?:^|(?<=_)){ages}(?=_|$)")
    for ages in (
        r"(?P<low>\d{1,2})_(?:years?_)?(?:to_)?(?P<high>\d{1,3})",
        r"(?P<open>\d{1,3})_(?:years?_)?(?:plus|and_over|or_over|and_above|and_older|over)",
        r"(?P<high_under>\d{1,2})_(?:years?_)?(?:and|or)_(?:under|younger)",
        r"under_(?P<below>\d{1,2})",
        r"(?P<one>\d{1,3})",
    )
)


@dataclass(frozen=True)
class AgeColumn:
    """A column of people of some ages.

    Parameters
    ----------
    column
        Its header. Females and males may have a column each for the same ages: they add up.
    label
        What the reader sees, such as ``0 to 15`` or ``65 and over``.
    low, high
        The youngest and oldest age, in whole years; no oldest for ``65 and over``.
    """

    column: str
    label: str
    low: int
    high: int | None


@dataclass(frozen=True)
class _Seen:
    """An age column as its header has it, before it is known which columns belong together."""

    age: AgeColumn
    years: tuple[str, ...]
    sex: str
    is_bare: bool

    @property
    def span(self) -> tuple[int, int]:
        """Youngest age, and the age after the oldest."""
        return self.age.low, (OLDEST if self.age.high is None else self.age.high) + 1


def age_columns(columns: Iterable[str]) -> tuple[AgeColumn, ...]:
    """The columns that together count everybody by age, youngest first, nobody twice.

    Where a table has several levels, such as five-year bands and single years, the finest that
    covers all ages is taken; where it has all persons beside females and males, all persons; of
    several years, the latest.
    """
    seen = [found for column in columns if (found := _read(column)) is not None]
    bare = [each for each in seen if each.is_bare]
    if len(bare) < FEWEST_BARE and not _cover_all_ages(bare):
        seen = [each for each in seen if not each.is_bare]
    for years in sorted({each.years for each in seen}, reverse=True):
        family = [each for each in seen if each.years == years]
        for sexes in (("",), ("f", "m")):
            chosen = _tiling([[each for each in family if each.sex == sex] for sex in sexes])
            if chosen:
                return tuple(each.age for each in chosen)
    return ()


def ages_of_rows(table: Table, ages: Iterable[AgeColumn]) -> AgeBands:
    """People of each row of a table by age; columns of the same ages are added.

    Raises
    ------
    InputError
        When a cell is not a number of people, naming it.
    """
    bands: dict[int, list[AgeColumn]] = {}
    for age in ages:
        bands.setdefault(age.low, []).append(age)
    lows = tuple(sorted(bands))
    people = np.column_stack(
        [np.sum([table.people(age.column) for age in bands[low]], axis=0) for low in lows]
    )
    return AgeBands(tuple(bands[low][0].label for low in lows), lows, people)


def _read(column: str) -> _Seen | None:
    if len(column) > LONGEST_HEADER or not any(letter.isdigit() for letter in column):
        return None
    words: list[str] = []
    sex = ""
    for word in plain(column.replace("+", " plus ")).split("_"):
        glued = GLUED.fullmatch(word)
        parts = [part for part in glued.groups() if part] if glued else [word]
        sex = next((SEXES[part] for part in parts if part in SEXES), sex)
        words.extend(part for part in parts if part not in SEXES)
    text = "_".join(words)
    for form in AGES:
        for found in form.finditer(text):
            before = text[: found.start()].strip("_").split("_")
            after = text[found.end() :].strip("_").split("_")
            if _is_about_people(before, after):
                return _seen(column, found.groupdict(), (before, after), sex)
    return None


def _is_about_people(before: list[str], after: list[str]) -> bool:
    return all(
        not word
        or word in AGE_WORDS
        or word in PEOPLE_WORDS
        or YEAR.fullmatch(word) is not None
        # As in Age (18 categories): Aged 4 years and under
        or (word.isdigit() and "categories" in before)
        for word in before
    ) and all(not word or word in AFTER_WORDS or YEAR.fullmatch(word) for word in after)


def _seen(
    column: str, held: dict[str, str | None], around: tuple[list[str], list[str]], sex: str
) -> _Seen | None:
    before, after = around
    words = {*before, *after} - {""}
    says_age = bool(words & AGE_WORDS) or "years" in after or bool(sex)
    if held.get("one") is not None:
        # "pop_20" may as well be the people of a year.
        if words and not says_age:
            return None
        low = high = int(held["one"] or 0)
    elif held.get("below") is not None:
        low, high = 0, int(held["below"] or 0) - 1
    elif held.get("high_under") is not None:
        low, high = 0, int(held["high_under"] or 0)
    elif held.get("open") is not None:
        low, high = int(held["open"] or 0), None
    else:
        low, high = int(held["low"] or 0), int(held["high"] or 0)
    if low > OLDEST or (high is not None and not low <= high <= OLDEST):
        return None
    years = tuple(found.group(1) for word in (*before, *after) if (found := YEAR.fullmatch(word)))
    return _Seen(AgeColumn(column, _label(low, high), low, high), years, sex, not words and not sex)


def _label(low: int, high: int | None) -> str:
    if high is None:
        return f"{low} and over"
    return str(low) if low == high else f"{low} to {high}"


def _cover_all_ages(seen: list[_Seen]) -> bool:
    """Whether a few bands, such as ``Under 16``, ``16 to 64`` and ``65 and over``, are of ages."""
    ages = [each.age for each in seen]
    return (
        any(age.low == 0 for age in ages)
        and any(age.high is None for age in ages)
        and all(age.low != age.high for age in ages)
    )


def _tiling(by_sex: list[list[_Seen]]) -> list[_Seen]:
    """For each sex the same, finest run of bands without gap or overlap; empty if there is none."""
    spans = set.intersection(*({each.span for each in seen} for seen in by_sex))
    run = _longest_run(spans)
    if len(run) < 2:
        return []
    first: list[dict[tuple[int, int], _Seen]] = []
    for seen in by_sex:
        held: dict[tuple[int, int], _Seen] = {}
        for each in seen:
            held.setdefault(each.span, each)
        first.append(held)
    return [held[span] for span in run for held in first]


def _longest_run(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most bands that follow each other from the youngest age to the oldest.

    Where no such run covers all ages, all bands are taken, if none overlaps another.
    """
    ordered = sorted(spans)
    if not ordered:
        return []
    start, end = ordered[0][0], max(high for _, high in ordered)
    best: dict[int, list[tuple[int, int]]] = {start: []}
    for age in range(start, end):
        if age in best:
            for span in ordered:
                if span[0] == age and len(best[age]) >= len(best.get(span[1], [])):
                    best[span[1]] = [*best[age], span]
    if end in best:
        return best[end]
    apart = all(low >= high for (_, high), (low, _) in pairwise(ordered))
    return ordered if apart else []
