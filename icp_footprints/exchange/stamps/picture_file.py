"""The stamp of a map as a PNG picture: a text it carries under the name ``icp-footprints``."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from icp_footprints.exchange.stamps.bounded import MOST_PAGE_BYTES, read_bytes
from icp_footprints.exchange.stamps.stamp import Found, different, stamp_from_json

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Keyword, no compression, and neither language nor translated keyword.
TEXT_START = b"icp-footprints\0\0\0\0\0"


def read_png_file(path: Path) -> Found:
    """The stamp of a picture.

    Raises
    ------
    InputError
        When it cannot be read, or is too large.
    """
    texts = _texts(read_bytes(path, MOST_PAGE_BYTES))
    return Found("a picture", different(None, map(stamp_from_json, texts)))


def _texts(content: bytes) -> Iterator[str]:
    at = len(SIGNATURE)
    while at + 8 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        body = content[at + 8 : at + 8 + length]
        if kind == b"iTXt" and body.startswith(TEXT_START):
            yield body.removeprefix(TEXT_START).decode("utf-8", errors="replace")
        at += length + 12
