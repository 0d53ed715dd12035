"""Likely causes, in plain words, of codes that did not join."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from icp_footprints.sources.joining.changes import NEW, OLD
from icp_footprints.sources.recognition.codes import (
    COUNTRIES,
    GSS_CODE,
    LAST_LSOA_2011,
    SPECIAL_CODES,
    geographies_of,
    geography_of_codes,
)
from icp_footprints.wording import count_words, one_line, shortened, shortlist

# What Excel makes of a code it takes for a date or a number: 01-Mar, 2021-03-01, 1E+05.
EXCEL = re.compile(
    r"\d{1,2}-[A-Z]{3}(-\d{2,4})?|[A-Z]{3}-\d{2,4}|\d{1,2}/\d{1,2}/\d{2,4}"
    r"|\d{4}-\d{2}-\d{2}([ T].*)?|\d+(\.\d+)?E\+\d+"
)
# Names of LSOAs and MSOAs end in a number: Wirral 001A.
NUMBERED = re.compile(r" \d{3}[A-Z]?$")
# What stands before a total in a column of codes, and the codes of whole countries.
TOTAL = re.compile(
    r"((GRAND|SUB|SUB-|OVERALL|COLUMN) ?)?TOTALS?\b.*|SUM"
    r"|ALL( (AREAS|LSOAS|UNITS|ENGLAND|PEOPLE|PERSONS))?"
    r"|(ENGLAND|UNITED KINGDOM|GREAT BRITAIN)\b.*|[EWSNK]92\d{6}|K0[234]\d{6}"
)
# An English code without its letter, or without the zero behind it as well.
LETTER_LOST = re.compile(r"(\d{7,8})(\.0)?")
LONGEST_SHOWN = 60
WRITE_AS_TEXT = "Format the column as text and export the file again"
LETTERS_GONE = "The letters at the start of the codes are gone"
CHOOSE = "choose another column with --column unit=COLUMN, or another file"


@dataclass(frozen=True)
class Unjoined:
    """What there is to judge by.

    Parameters
    ----------
    codes, loose
        All distinct codes of the file, and those that are no unit of the place.
    units, missing
        All units of the place, and those the file lacks.
    blank_rows
        Rows without a code.
    clashing
        Codes of another year that were not converted, because what they became is there too.
    vintage
        Year of the boundaries that the file's header states, if it does.
    has_change
        Whether a change look-up was given.
    loose_rows
        How many rows each of `loose` has; one each where left out.
    """

    codes: tuple[str, ...]
    loose: tuple[str, ...]
    units: tuple[str, ...]
    missing: tuple[str, ...]
    blank_rows: int = 0
    clashing: tuple[str, ...] = ()
    vintage: int | None = None
    has_change: bool = False
    loose_rows: tuple[int, ...] = ()

    def rows_of(self, codes: list[str]) -> int:
        """How many rows have these loose codes."""
        rows = dict(zip(self.loose, self.loose_rows, strict=True)) if self.loose_rows else {}
        return sum(rows.get(code, 1) for code in codes)

    def is_aside(self, codes: list[str]) -> bool:
        """Whether these are rows beside the units, such as footnotes: the file is right."""
        return not self.missing or len(self.codes) - len(self.loose) > len(codes)


def likely_causes(found: Unjoined) -> tuple[str, ...]:
    """Likely causes, the one that explains most codes first; none where everything joined."""
    place = geography_of_codes(found.units)
    groups = _groups(found, place)
    causes: list[tuple[int, str]] = []
    for kind, codes in groups.items():
        weight = 0 if kind == "total" else len(codes)
        causes.append((weight, _sentence(kind, codes, found, place)))
    year = _year(found, place)
    if year:
        causes.append((len(found.loose) + 1, year))
    causes.sort(key=lambda cause: -cause[0])
    words = [text for _, text in causes]
    if found.blank_rows:
        has = "has" if found.blank_rows == 1 else "have"
        words.append(f"{count_words(found.blank_rows, 'row')} of the file {has} no code.")
    if found.missing and not found.blank_rows and not year and set(groups) <= {"total"}:
        words.append("The file covers a part of the place only.")
    return tuple(one_line(text) for text in words)


def _groups(found: Unjoined, place: str | None) -> dict[str, list[str]]:
    """The loose codes by what is probably the matter with them."""
    countries = {unit[:1] for unit in found.units if GSS_CODE.fullmatch(unit)}
    bare = {unit.lstrip("0") for unit in found.units if unit.isdigit() and unit.startswith("0")}
    clashing = set(found.clashing)
    groups: dict[str, list[str]] = defaultdict(list)
    for code in found.loose:
        if code in clashing:
            kind = "clash"
        elif code in SPECIAL_CODES:
            kind = "special"
        elif is_total(code):
            kind = "total"
        elif EXCEL.fullmatch(code):
            kind = "excel"
        elif code.removesuffix(".0") in bare:
            kind = "zeros"
        elif place and place in geographies_of(_with_letter(code)):
            kind = "letters"
        else:
            kind = _kind_of_area(code, place, countries)
        if kind:
            groups[kind].append(code)
    return groups


def is_total(code: str) -> bool:
    """Whether a row is a total of others, by what it has in place of a code."""
    return TOTAL.fullmatch(code) is not None


def _with_letter(code: str) -> str:
    """The English code that lost its letter; empty where it is none."""
    found = LETTER_LOST.fullmatch(code)
    return f"E{found.group(1).zfill(8)}" if found else ""


def _kind_of_area(code: str, place: str | None, countries: set[str]) -> str:
    """Where a code of some area belongs, seen from the place; empty where nothing can be said."""
    geographies = geographies_of(code)
    if geographies and countries and "PCN" not in geographies:
        country = code[0] if code[0] in COUNTRIES else "N"
        if country not in countries:
            return f"country {country}"
    if place is None:
        return ""
    if place in geographies:
        return "elsewhere"
    if geographies:
        return f"kind {geographies[0]}"
    return "name" if _looks_like_a_name(code) else "unknown"


def _looks_like_a_name(code: str) -> bool:
    letters = sum(letter.isalpha() for letter in code)
    has_digits = any(letter.isdigit() for letter in NUMBERED.sub("", code))
    return letters >= 3 and not has_digits


def _sentence(kind: str, codes: list[str], found: Unjoined, place: str | None) -> str:
    word, _, what = kind.partition(" ")
    example = shortened(codes[0], LONGEST_SHOWN)
    is_are = "is" if len(codes) == 1 else "are"
    writers: dict[str, Callable[[], str]] = {
        "clash": lambda: _clash(codes),
        "special": lambda: (
            f"{shortlist(codes)} {is_are} no area: such codes stand where an address is not known."
        ),
        "excel": lambda: (
            f"Excel has turned codes into dates or numbers, such as {example}. {WRITE_AS_TEXT}."
        ),
        "zeros": lambda: (
            f"Leading zeros have been lost, as Excel does it, such as in {example}. "
            f"{WRITE_AS_TEXT}."
        ),
        "letters": lambda: (
            f"{LETTERS_GONE}, such as in {example} for {_with_letter(codes[0])}. "
            f"{WRITE_AS_TEXT}, or use the file as it was published."
        ),
        "total": lambda: _left_out(codes, found, "a total", "totals"),
        "country": lambda: (
            f"{count_words(len(codes), 'code')} {is_are} {COUNTRIES[what]}, such as {example}."
        ),
        "kind": lambda: (
            _left_out(codes, found, f"about another area ({what}, such as {example})")
            if found.is_aside(codes)
            else f"{count_words(len(codes), 'code')} of the file {is_are} "
            f"of another kind of area ({what}, such as {example}); the units are of {place}: "
            f"{CHOOSE}."
        ),
        "name": lambda: (
            _left_out(codes, found, f"not about an area, such as '{example}',")
            if found.is_aside(codes)
            else f"The column seems to hold names, such as {example}, and not codes: {CHOOSE}."
        ),
        "unknown": lambda: (
            _left_out(codes, found, f"not about an area, such as '{example}',")
            if found.is_aside(codes)
            else f"{count_words(len(codes), 'value')} of the column {is_are}"
            f" not a code of any area in England, such as {example}."
        ),
        "elsewhere": lambda: _elsewhere(codes, found),
    }
    return writers[word]()


def _left_out(codes: list[str], found: Unjoined, one: str, many: str = "") -> str:
    """Rows that the file rightly has beside its units."""
    rows = found.rows_of(codes)
    if rows == 1:
        return f"1 row is {one} and is left out."
    return f"{count_words(rows, 'row')} are {many or one} and are left out."


def _clash(codes: list[str]) -> str:
    return (
        f"The file mixes boundaries of {OLD} and {NEW}: {shortlist(codes)} stand beside what they "
        "became, and were left out so that nobody is counted twice."
    )


def _elsewhere(codes: list[str], found: Unjoined) -> str:
    units, missing = len(found.units), len(found.missing)
    if missing == units:
        return (
            "The file is probably of another area: it has codes such as "
            f"{shortened(codes[0], LONGEST_SHOWN)}."
        )
    other = f"{count_words(len(codes), 'code')} of the file {'is' if len(codes) == 1 else 'are'}"
    if not missing:
        return f"{other} of other places, which the file covers as well."
    if missing > units / 2:
        return f"{other} of other places: the file is probably of a neighbouring area."
    return f"{other} of other places, or of other years' boundaries."


def _year(found: Unjoined, place: str | None) -> str:
    """Whether file and place are of different years, by codes that only one year has."""
    if place != "LSOA" or not found.missing or found.has_change:
        return ""
    remedy = "To convert it, give the ONS look-up of LSOA 2011 to 2021 with --change-lookup."
    made = Counter(
        side
        for side, codes in (
            ("missing", found.missing),
            ("file", found.codes),
            ("place", found.units),
        )
        for code in codes
        if code.startswith("E01") and code > LAST_LSOA_2011
    )
    same_kind = any("LSOA" in geographies_of(code) for code in found.codes)
    if not same_kind:
        return ""
    if made["missing"] and (not made["file"] or found.vintage == OLD):
        made_words = count_words(made["missing"], "unit")
        return (
            f"{made_words} of the place {'was' if made['missing'] == 1 else 'were'} made in {NEW}, "
            f"and the file has none such: it is probably of LSOA {OLD}. {remedy}"
        )
    if made["file"] and not made["place"]:
        return (
            f"The file has LSOAs made in {NEW}, and the place has none: its units are probably of "
            f"LSOA {OLD}. {remedy}"
        )
    return ""
