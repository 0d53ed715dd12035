"""Sentences put together: counts, small counts of people, short lists, one line."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST_NAME = 120
# Counts of people under this could be about one family, and are never printed.
LEAST_PRINTED = 5
FEWER = f"<{LEAST_PRINTED}"
ACRONYMS = {"icb", "ics", "la", "lad", "lsoa", "msoa", "oa", "pcn"}
BREAKS = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
# What a terminal obeys, what turns the reading direction round, and halves of letters.
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


def one_line(text: str) -> str:
    """Text on one line, so that an error is always one line on screen; see `printable`."""
    return " ".join(printable(text).split())


def printable(text: str) -> str:
    """Text from a file or a name, without what a terminal would obey; its blanks stay."""
    if text.isprintable():
        return text
    return UNSAFE.sub("", BREAKS.sub(" ", text))


def shortlist(values: Sequence[str], limit: int = 10) -> str:
    """The first few values in words: ``A, B, C and 4 more``."""
    shown = ", ".join(values[:limit])
    more = len(values) - limit
    return f"{shown} and {more} more" if more > 0 else shown


def shortened(text: str, longest: int = LONGEST_NAME) -> str:
    """The text, cut with an ellipsis where it is longer than fits: than anybody's name."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def count_words(count: float, one: str, many: str = "") -> str:
    """A count and its noun: ``1 unit``, ``1,234 units``."""
    return f"{count:,.0f} {one if round(count) == 1 else many or one + 's'}"


def is_small(count: float) -> bool:
    """Whether a count is of somebody, but of too few people to be printed: of 1 to 4."""
    return 0 < round(count, 6) < LEAST_PRINTED


def printed_people(count: float) -> int | str:
    """A count of people as a whole number, or ``<5``."""
    return FEWER if is_small(count) else round(count)


def people_words(count: float, noun: str = "people") -> str:
    """A count of people in words: ``1,234 people``, ``<5 patients``."""
    return f"{FEWER if is_small(count) else f'{count:,.0f}'} {noun}"


def layer_words(name: str) -> str:
    """A layer's short name as a heading: ``pcn`` to ``PCN``, ``old_ward`` to ``Old ward``."""
    text = _spaced(name)
    return text[:1].upper() + text[1:] or name


def area_words(name: str) -> tuple[str, str]:
    """One area of a layer and many of them, within a sentence: ``ward``, ``wards``."""
    text = _spaced(name) or name
    if re.search("[A-Za-z]$", text):
        if text.endswith("s"):
            return f"area of {text}", text
        if re.search("[^aeiou]y$", text):
            return text, f"{text[:-1]}ies"
        return text, text + ("es" if text.endswith(("sh", "ch", "x")) else "s")
    return f"{text} area", f"{text} areas"


def _spaced(name: str) -> str:
    words = [w.upper() if w.lower() in ACRONYMS else w for w in name.replace("_", " ").split()]
    return " ".join(words)
