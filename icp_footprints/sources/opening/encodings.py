"""Text of any common encoding as UTF-8: what spreadsheets and publishers write."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from icp_footprints.errors import InputError

RESAVE = "Save it again as CSV UTF-8 (comma separated)."
UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


@dataclass(frozen=True)
class Decoded:
    """The bytes of a text file as UTF-8 without a byte order mark, and what they were before."""

    content: bytes
    encoding: str


def as_utf8(content: bytes, file: str) -> Decoded:
    """The content of a text file as UTF-8.

    UTF-8 with or without a byte order mark, UTF-16 with one (Excel's "Unicode text"), and
    Windows-1252 are told apart; the last only where the content is not UTF-8.

    Raises
    ------
    InputError
        When it is none of these, or cut short within a letter.
    """
    for mark, encoding in UTF_16.items():
        if content.startswith(mark):
            return Decoded(_from_utf_16(content[2:], encoding, file), "UTF-16")
    marked = content.startswith(codecs.BOM_UTF8)
    bare = content.removeprefix(codecs.BOM_UTF8)
    zero = bare.find(b"\x00")
    if zero >= 0:
        raise InputError(
            f"{file}, line {line_of(bare, zero)} has a null character, which no text has.",
            f"It is damaged, or in another encoding. {RESAVE}",
        )
    try:
        # Decoding is the quickest complete check; plain ASCII, the usual case, is quicker still.
        _ = bare.isascii() or bare.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_short = error.reason == "unexpected end of data"
        if marked or cut_short:
            raise InputError(
                f"{file}, line {line_of(bare, error.start)} is not the UTF-8 that the rest is"
                f"{': the file is cut short' if cut_short else ''}.",
                f"It is damaged: fetch or export it again. {RESAVE}",
            ) from error
        return Decoded(_from_windows(bare, file), "Windows-1252")
    return Decoded(bare, "UTF-8 with a byte order mark" if marked else "UTF-8")


def line_of(content: bytes, position: int) -> int:
    """The line, counted from 1, in which a position lies."""
    return content.count(b"\n", 0, position) + 1


def _from_utf_16(content: bytes, encoding: str, file: str) -> bytes:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{file} is damaged or cut short: it is not all UTF-16.", RESAVE
        ) from error
    # A line end read with its two bytes the wrong way round: one byte has been lost on the way.
    if "\u0a00" in text or "\u0d00" in text:
        raise InputError(f"{file} is damaged: a byte of its UTF-16 is missing.", RESAVE)
    if "\x00" in text:
        raise InputError(f"{file} has a null character, which no text has.", RESAVE)
    return text.encode("utf-8")


def _from_windows(content: bytes, file: str) -> bytes:
    try:
        return content.decode("cp1252").encode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{file}, line {line_of(content, error.start)} is in an unknown encoding.", RESAVE
        ) from error
