"""What a page says, made ready for Typst: plain values for JSON, and text that it can show.

Text is handed over as data, never as markup, so whatever a name holds is only letters to Typst.
What remains is what letters cannot do: be missing from the typefaces, turn the reading direction
of the line round, or be a word wider than its column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

from icp_footprints.report.pdf.typst_fonts import letters
from icp_footprints.report.words import day_words

# Stands for each letter that the typefaces lack.
MARK = "\ufffd"
UNPRINTED = f"{MARK} stands for a sign that cannot be printed here."
# Where a long word may be broken, unseen.
SEAM = "\u200b"
LONGEST_WORD = 22
# What is longer is cut into pieces short enough for the narrowest column, in capitals too.
LONGEST_PIECE = 14
PIECE = 10
BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Obeyed by what sets text, and seen by nobody.
UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
PER_CENT = re.compile(r"(\d) %")
LONG_WORD = re.compile(rf"[^\s{SEAM}]{{{LONGEST_WORD + 1},}}")
LONG_PIECE = re.compile(rf".{{{PIECE}}}(?=.)")
# A long word is best broken after one of these.
JOINTS = re.compile(r"(?<=[/_.\-@&])(?=[^\s])")


def page_text(text: str) -> str:
    """Text as a page can show it, with seams in words too long for a line."""
    return LONG_WORD.sub(_seamed, PER_CENT.sub("\\1\u00a0%", shown(text)))


def shown(text: str) -> str:
    """Text with a `MARK` for each letter that the typefaces lack, and without what is unseen."""
    known = letters()
    plain = UNSEEN.sub("", BREAKS.sub("\n", text)).replace("\t", " ")
    if known.issuperset(plain):
        return plain
    return "".join(x if x in known or x == "\n" else MARK for x in plain)


def _seamed(found: re.Match[str]) -> str:
    return SEAM.join(
        piece if len(piece) <= LONGEST_PIECE else LONG_PIECE.sub(f"\\g<0>{SEAM}", piece)
        for piece in JOINTS.split(found.group())
    )


def has_marks(value: object) -> bool:
    """Whether any text within a value that is ready holds a `MARK`."""
    if isinstance(value, str):
        return MARK in value
    if isinstance(value, Mapping):
        return any(map(has_marks, value.values()))
    return isinstance(value, list) and any(map(has_marks, value))


def ready(value: object) -> object:
    """A value ready for JSON: dataclasses become objects, dates and text what a page shows.

    Raises
    ------
    TypeError
        When it holds something that no page can show.
    """
    if isinstance(value, Enum):
        return ready(value.value)
    if isinstance(value, str):
        return page_text(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, date):
        return day_words(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: ready(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): ready(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [ready(each) for each in value]
    raise TypeError(f"A page cannot show {type(value).__name__}.")
