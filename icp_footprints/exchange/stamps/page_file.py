"""The stamps of pages: an HTML report or web map, and a PDF."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from icp_footprints.exchange.stamps.bounded import MOST_PAGE_BYTES, read_bytes
from icp_footprints.exchange.stamps.stamp import Found, different, stamp_from, stamp_from_json

# Names and notes in a page are escaped, so no text of a plan can look like this.
META = re.compile(
    r"""<meta\s+name=["']?icp-footprints["']?\s+content=(?:"([^"<>]*)"|'([^'<>]*)')""",
    re.IGNORECASE,
)
# What a PDF's keywords hold, in its XMP packet and in its document information.
KEYWORDS = re.compile(rb"(?:<pdf:Keywords>|/Keywords\s*\()([^<>()]{0,2000})")
PAIR = re.compile(r"\b(content_hash|plan_version|status|made_on)=([0-9a-z-]+)")
STREAM = re.compile(rb"stream\r?\n")
MOST_STREAMS = 2_000
MOST_PACKED_BYTES = 200_000
MOST_STREAM_BYTES = 1_000_000


def read_html_file(path: Path) -> Found:
    """The stamp of a page's ``<meta name="icp-footprints">``.

    Raises
    ------
    InputError
        When it cannot be read, or is too large.
    """
    text = read_bytes(path, MOST_PAGE_BYTES).decode("utf-8", errors="replace")
    found = (stamp_from_json(unescape(one or other)) for one, other in META.findall(text))
    return Found("a web page", different(None, found))


def read_pdf_file(path: Path) -> Found:
    """The stamp of a PDF's keywords: those of its XMP packet, which stands there as plain text.

    Where another program has packed that away, every packed part is looked through.

    Raises
    ------
    InputError
        When it cannot be read, or is too large.
    """
    content = read_bytes(path, MOST_PAGE_BYTES)
    found = list(_keywords(content))
    if not found:
        found = [each for part in _unpacked(content) for each in _keywords(part)]
    return Found("a PDF", different(None, (stamp_from(each) for each in found)))


def _keywords(content: bytes) -> Iterator[dict[str, str]]:
    for words in KEYWORDS.findall(content):
        text = words.decode("latin-1")
        if "icp-footprints" in text:
            yield dict(PAIR.findall(text))


def _unpacked(content: bytes) -> Iterator[bytes]:
    """The beginning of every packed stream of a PDF."""
    for number, start in enumerate(STREAM.finditer(content)):
        if number >= MOST_STREAMS:
            return
        try:
            packed = content[start.end() : start.end() + MOST_PACKED_BYTES]
            yield zlib.decompressobj().decompress(packed, MOST_STREAM_BYTES)
        except zlib.error:
            continue
