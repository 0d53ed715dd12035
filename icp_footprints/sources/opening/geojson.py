"""GeoJSON before any parser sees it: depth, completeness, and numbers that are none."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.sources.opening.cells import clean

BLOCK_BYTES = 1 << 22
# A collection of features nests nine deep, its properties a little more.
MAX_DEPTH = 64
NOT_A_NUMBER = re.compile(rb"nan|inf(?:inity)?")
# The key "crs", each letter of which may be written as an escape; and what may come after it: no
# key at all, a plain value, or a system by name. The map library would follow a link to one.
SYSTEM = re.compile(rb'"(?:[cC]|\\u00[46]3)(?:[rR]|\\u00[57]2)(?:[sS]|\\u00[57]3)"')
HARMLESS_SYSTEM = re.compile(
    rb"""\s{0,64}(?:[,}\]]|:\s{0,64}(?:[^{\s]|\{\s{0,64}(?:
    "type"\s{0,64}:\s{0,64}"name"\s{0,64},\s{0,64}
    "properties"\s{0,64}:\s{0,64}\{\s{0,64}"name"\s{0,64}:\s{0,64}"
    (?:urn:ogc:def:crs:\w{1,9}:[\w.]{0,9}:\w{1,20}|urn:x-ogc:def:crs:\w{1,9}:[\w.]{0,9}:\w{1,20}
    |EPSG:{1,2}[0-9]{1,9}|OGC:CRS[0-9]{2}|https?://(?:www\.)?opengis\.net/def/crs/[\w/.]{1,60})"
    \s{0,64}\}|
    "type"\s{0,64}:\s{0,64}"EPSG"\s{0,64},\s{0,64}
    "properties"\s{0,64}:\s{0,64}\{\s{0,64}"code"\s{0,64}:\s{0,64}"?[0-9]{1,9}"?\s{0,64}\}
    )\s{0,64}\}))""",
    re.VERBOSE,
)
LONGEST_SYSTEM = 2048
# What follows the name of a member that is true or false; and the longest name looked for.
TRUTH = re.compile(rb":\s{0,64}(?:true|false)")
LONGEST_NAME = 256
ESCAPE = re.compile(rb"\\.", re.DOTALL)
LONGEST_WORD = 16
# The list of features: its key and opening bracket; and how many members stand beside it.
FEATURES = re.compile(rb'"features"\s{0,64}:\s{0,64}\[$')
LONGEST_KEY, MAX_MEMBERS = 160, 1000
AGAIN = "Export it again."
QUOTE, OBJECT, SPACE = ord('"'), ord("{"), np.frombuffer(b" \t\r\n", dtype=np.uint8)
# What each byte does to the depth, and whether it is a bracket or a quote at all.
STEP = np.array([(byte in b"[{") - (byte in b"]}") for byte in range(256)], dtype=np.int8)
IS_SIGN = (STEP != 0) | (np.arange(256) == QUOTE)


def check_geojson(path: Path, file: str) -> Scan:
    """Check a GeoJSON file as bytes, block by block, whatever its size.

    Returns
    -------
    Scan
        How many objects its list of features holds, and which of its members are true or false.

    Raises
    ------
    InputError
        When it nests too deeply, is cut short, goes on after its end, or holds NaN or Infinity.
    """
    scan = Scan(file)
    with path.open("rb") as opened:
        block = opened.read(BLOCK_BYTES).removeprefix(b"\xef\xbb\xbf")
        while block:
            # The letters of a word belong together, and a backslash and the letter after it.
            if block[-1:].isalpha():
                block += opened.read(LONGEST_WORD)
            if (len(block) - len(block.rstrip(b"\\"))) % 2:
                block += opened.read(1)
            scan.add(block)
            block = opened.read(BLOCK_BYTES)
    scan.end()
    return scan


class Scan:
    """What is open at a point of a JSON text: brackets and a quoted text.

    Parameters
    ----------
    file
        Name of the file, for errors.

    Attributes
    ----------
    features
        How many objects the list of features holds so far; 0 where there is no such list.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._line = 1
        self._before = self._tail = b""
        self._members = 0
        self._in_features = False
        self.features = 0
        self._truths: set[bytes] = set()
        self.depth = 0
        self.in_text = False
        self.ended = False

    def add(self, block: bytes) -> None:
        """Go on through the next bytes."""
        # Escapes matter only within text; blanks in their place keep every position.
        masked = ESCAPE.sub(b"  ", block) if b"\\" in block else block
        values = np.frombuffer(masked, dtype=np.uint8)
        signs = np.flatnonzero(IS_SIGN[values])
        quotes = values[signs] == QUOTE
        open_after = (np.cumsum(quotes) + self.in_text) % 2 == 1
        self._check_words(masked, signs, open_after)
        self._check_system(block)
        brackets = ~quotes & ~open_after
        at = signs[brackets]
        depths = self.depth + np.cumsum(STEP[values[at]], dtype=np.int64)
        self._check_depths(values, at, depths)
        self._count_features(masked, values, at, depths)
        self.depth = int(depths[-1]) if len(depths) else self.depth
        self.in_text = bool((int(quotes.sum()) + self.in_text) % 2)
        self._line += block.count(b"\n")

    def end(self) -> None:
        """Look at what waited for more to come, and whether everything is closed."""
        self._check_system(b"")
        if self.depth or self.in_text or not self.ended:
            raise InputError(f"{self._file} is cut short: it ends within its data.", AGAIN)

    def _check_words(
        self, masked: bytes, signs: NDArray[np.intp], open_after: NDArray[np.bool_]
    ) -> None:
        """Refuse NaN and Infinity outside text."""
        lower = masked.lower()
        if b"nan" not in lower and b"inf" not in lower:
            return
        for found in NOT_A_NUMBER.finditer(lower):
            sign = int(np.searchsorted(signs, found.start())) - 1
            if open_after[sign] if sign >= 0 else self.in_text:
                continue
            word = masked[found.start() : found.end()].decode()
            line = self._line + masked.count(b"\n", 0, found.start())
            raise InputError(
                f"{self._file}, line {line} has {word} where a number should be.",
                "Give the feature a real coordinate or value, or remove it.",
            )

    def _check_system(self, block: bytes) -> None:
        """Refuse a reference system that is a link, which the map library would follow."""
        text = self._before + block
        self._before = text[-LONGEST_SYSTEM - 32 :]
        self._note_truths(text)
        for found in SYSTEM.finditer(text):
            # One so near the end that it may go on is looked at again with the next block.
            whole = not block or len(text) - found.end() >= LONGEST_SYSTEM
            if whole and not HARMLESS_SYSTEM.match(text, found.end()):
                raise InputError(
                    f"{self._file} states a reference system ('crs') that is unknown or a link.",
                    "Write it as urn:ogc:def:crs:EPSG::27700, or export the file from QGIS.",
                )

    def _note_truths(self, text: bytes) -> None:
        # What looks so within a quoted text is none of ours, but does no harm.
        for found in TRUTH.finditer(text):
            before = text[max(0, found.start() - LONGEST_NAME) : found.start()].rstrip()
            if before.endswith(b'"'):
                self._truths.add(before[:-1].rpartition(b'"')[2])

    @property
    def truths(self) -> set[str]:
        """Names of members whose value somewhere is true or false."""
        names: set[str] = set()
        for raw in self._truths:
            with suppress(ValueError):  # a damaged escape, which the parser refuses
                names.add(clean(json.loads(b'"%b"' % raw)))
        return names

    def _count_features(
        self,
        masked: bytes,
        values: NDArray[np.uint8],
        at: NDArray[np.intp],
        depths: NDArray[np.int64],
    ) -> None:
        """Count the objects in the list of features, by the bracket that opens each."""
        members = at[(depths == 2) & (STEP[values[at]] > 0)]
        self._members += len(members)
        if self._members > MAX_MEMBERS:
            raise InputError(f"{self._file} has more members than GeoJSON has use for.", AGAIN)
        text, shift = self._tail + masked, len(self._tail)
        self._tail = text[-LONGEST_KEY:]
        lists = [self._in_features]
        for opened in (members + shift).tolist():
            before = text[max(0, opened - LONGEST_KEY) : opened + 1]
            lists.append(FEATURES.search(before) is not None)
        objects = at[(depths == 3) & (values[at] == OBJECT)]
        within = np.array(lists)[np.searchsorted(members, objects)]
        self.features += int(within.sum())
        self._in_features = lists[-1]

    def _check_depths(
        self,
        values: NDArray[np.uint8],
        at: NDArray[np.intp],
        depths: NDArray[np.int64],
    ) -> None:
        if len(depths) and depths.max() > MAX_DEPTH:
            raise InputError(
                f"{self._file} nests brackets more than {MAX_DEPTH} deep, as no boundaries do.",
                "It is faulty or made to do harm: export it again from QGIS.",
            )
        # Once the outermost bracket is closed, only blank space may follow.
        closed = at[depths <= 0]
        if self.ended:
            rest = values
        elif len(closed):
            self.ended, rest = True, values[closed[0] + 1 :]
        else:
            return
        if (~np.isin(rest, SPACE)).any():
            raise InputError(
                f"{self._file} goes on after its data end, or its brackets do not pair.",
                "Export it again as one GeoJSON collection of features.",
            )
