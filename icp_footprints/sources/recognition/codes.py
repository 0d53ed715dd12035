"""Codes as England's publishers write them: what kind of area a code stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

# A code of the Government Statistical Service: country, two digits of kind, six of number.
GSS_CODE = re.compile(r"[EWSN]\d{8}")
PRACTICE_CODE = re.compile(r"[A-HJ-NPV-Y]\d{5}|[A-HJ-NPV-Y]\d{4}[A-Z0-9]")
PCN_CODE = re.compile(r"U\d{5}")
# Northern Ireland's small areas before 2021.
IRISH_CODE = re.compile(r"\d{2}[A-Z]{2}\d{2}[A-Z]\d|\d{2}[A-Z]{2}\d{2}")
# Census exports of NOMIS write code and name in one cell: "E01006946 : Sefton 001A".
CODE_WITH_NAME = re.compile(r"([EWSN]\d{8})\s*:.*")
# The highest code of LSOA 2011; every LSOA made anew in 2021 has a higher one.
LAST_LSOA_2011 = "E01033768"

COUNTRIES = {"E": "English", "W": "Welsh", "S": "Scottish", "N": "Northern Irish"}
# The kinds of area by the start of their codes; the first is meant where a header does not say.
KINDS: dict[str, tuple[str, ...]] = {
    "E00": ("OA",),
    "W00": ("OA",),
    "S00": ("OA",),
    "E01": ("LSOA",),
    "W01": ("LSOA",),
    "S01": ("LSOA",),
    "N20": ("LSOA",),
    "E02": ("MSOA",),
    "W02": ("MSOA",),
    "S02": ("MSOA",),
    "N21": ("MSOA",),
    "E04": ("parish",),
    "W04": ("parish",),
    "E05": ("ward",),
    "W05": ("ward",),
    "S13": ("ward",),
    "E06": ("local authority", "county or unitary authority"),
    "E07": ("local authority",),
    "E08": ("local authority", "county or unitary authority"),
    "E09": ("local authority", "county or unitary authority"),
    "W06": ("local authority", "county or unitary authority"),
    "S12": ("local authority", "county or unitary authority"),
    "N09": ("local authority", "county or unitary authority"),
    "E10": ("county or unitary authority", "county"),
    "E12": ("region",),
    "E14": ("constituency",),
    "E38": ("sub-ICB",),
    "E54": ("ICB",),
    "E40": ("NHS region",),
    "E58": ("county division",),
    "E63": ("built-up area",),
}
# What stands in a column of codes where no area is known.
SPECIAL_CODES = ("EMPTY", "CLOSED", "U", "DUMMY", "UNKNOWN", "NULL", "NA", "N/A", "#N/A", "NO2011")


@dataclass(frozen=True)
class CodeKind:
    """What a column of codes holds, by its values.

    Parameters
    ----------
    geographies
        Kinds of area the codes can stand for, the likeliest first.
    share
        Share of the cells that are such codes, from 0 to 1.
    """

    geographies: tuple[str, ...]
    share: float


def tidy_code(text: str) -> str:
    """A code as it is compared: capitals, no spaces round or inside it, no name behind it."""
    code = text.replace("\u200b", "").replace("\ufeff", "").strip().upper()
    if GSS_CODE.fullmatch(code):
        return code
    with_name = CODE_WITH_NAME.fullmatch(code)
    if with_name:
        return with_name.group(1)
    squeezed = "".join(code.split())
    return squeezed if GSS_CODE.fullmatch(squeezed) else code


def geographies_of(code: str) -> tuple[str, ...]:
    """The kinds of area a tidy code can stand for; none where it says nothing."""
    if GSS_CODE.fullmatch(code):
        return KINDS.get(code[:3], ())
    if IRISH_CODE.fullmatch(code):
        return ("LSOA",)
    return ("PCN",) if PCN_CODE.fullmatch(code) else ()


def kind_of_codes(texts: Iterable[str]) -> CodeKind:
    """What most of the codes are, whatever their header says; empty cells are left out."""
    filled = [tidy_code(text) for text in texts if text]
    found = Counter(geographies_of(code) for code in filled)
    found.pop((), None)
    if not found:
        return CodeKind((), 0.0)
    # Kinds that share a likeliest geography, such as E06 and E07, count together.
    by_first: Counter[str] = Counter()
    for geographies, count in found.items():
        by_first[geographies[0]] += count
    best, _ = by_first.most_common(1)[0]
    alike = [each for each in found if each[0] == best]
    others = sorted({name for each in alike for name in each[1:]})
    return CodeKind((best, *others), by_first[best] / len(filled))


def geography_of_codes(codes: Iterable[str], at_least: float = 0.5) -> str | None:
    """The kind of area that at least this share of the codes stands for, if any."""
    kind = kind_of_codes(codes)
    return kind.geographies[0] if kind.geographies and kind.share >= at_least else None
