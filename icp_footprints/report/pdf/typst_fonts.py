"""The typefaces of the PDF pages, which travel with the program, and what letters they have.

No typeface of the computer is used: a page looks the same everywhere, and its fonts may be passed
on within it. PDF/UA forbids a letter that no typeface has, so which they have must be known first.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from icp_footprints.resources import resources_folder

FAMILY = "Noto Sans"
# In the order in which a letter is looked for.
FAMILIES = (FAMILY, "DejaVu Sans")
STYLES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf")
FURTHER = ("DejaVuSans.ttf",)
# Controls, and letters that mean nothing outside one company: PDF/A forbids them.
FORBIDDEN = (range(0x20), range(0x7F, 0xA0), range(0xE000, 0xF900), range(0xF0000, 0x110000))


def fonts_folder() -> Path:
    """The folder of the typefaces and their licence."""
    return resources_folder() / "typst" / "fonts"


@cache
def letters() -> frozenset[str]:
    """Every character that a page can show."""
    folder = fonts_folder()
    styles = [characters(folder / name) for name in STYLES]
    held = frozenset[int]().union(
        frozenset.intersection(*styles), *(characters(folder / name) for name in FURTHER)
    )
    return frozenset(chr(code) for code in held if not any(code in each for each in FORBIDDEN))


def characters(font: Path) -> frozenset[int]:
    """The characters of a TrueType font, from the table ``cmap`` in its formats 4 and 12."""
    data = font.read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    directory = (struct.unpack_from(">4s4xI4x", data, 12 + 16 * i) for i in range(tables))
    start = next(int(offset) for tag, offset in directory if tag == b"cmap")
    (encodings,) = struct.unpack_from(">H", data, start + 2)
    held: set[int] = set()
    for i in range(encodings):
        (offset,) = struct.unpack_from(">I", data, start + 8 + 8 * i)
        held.update(_mapped(data, start + offset))
    return frozenset(held)


def _mapped(data: bytes, at: int) -> Iterator[int]:
    """The characters of one encoding, where it is of a format that is known."""
    (layout,) = struct.unpack_from(">H", data, at)
    if layout == 4:
        yield from _format_4(data, at)
    elif layout == 12:
        (groups,) = struct.unpack_from(">I", data, at + 12)
        for i in range(groups):
            first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * i)
            yield from range(first if glyph else first + 1, last + 1)


def _format_4(data: bytes, at: int) -> Iterator[int]:
    (twice,) = struct.unpack_from(">H", data, at + 6)
    # Four arrays of equal length, with two idle bytes after the first.
    starts = [at + 14, *(at + 16 + twice * i for i in (1, 2, 3, 4))]
    ends, firsts, shifts, offsets = (
        struct.unpack_from(f">{twice // 2}H", data, array) for array, _ in pairwise(starts)
    )
    for i, (first, last) in enumerate(zip(firsts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offsets[i]:
                place = starts[3] + 2 * i + offsets[i] + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", data, place)
            if (offsets[i] == 0 or glyph) and (glyph + shifts[i]) % 0x10000:
                yield code
