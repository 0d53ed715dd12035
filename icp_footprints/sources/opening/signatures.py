"""What a file is by its first bytes, for saying so when its name says something else."""

from __future__ import annotations

import codecs

from icp_footprints.errors import InputError

# First bytes of formats that people meet under the name of a table or of boundaries.
SIGNATURES = (
    (b"PK\x03\x04", "a zip archive or an Excel workbook"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or password-protected Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3\x00", "a GeoPackage or other database"),
    (b"PAR1", "a Parquet file"),
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\x00\x00\x27\x0a", "a shapefile"),
    (b"fgb", "a FlatGeobuf file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"MZ\x90", "a program"),
)
# The same for text, after any byte order mark and blank space, in any letter case.
TEXT_SIGNATURES = (
    ("<!doctype html", "an HTML page"),
    ("<html", "an HTML page"),
    ("<head", "an HTML page"),
    ("<body", "an HTML page"),
    ("<table", "an HTML page"),
    ("<!--", "an HTML page"),
    ("<kml", "a KML file"),
    ("<?xml", "an XML file"),
    ("<", "an HTML or XML file"),
    ('{"', "a JSON file"),
    ("[{", "a JSON file"),
)

ZIP, OLE, GZIP = SIGNATURES[0][0], SIGNATURES[2][0], SIGNATURES[3][0]


def what_it_is(head: bytes) -> str:
    """What a file is by its first bytes, in words; empty where that cannot be told."""
    for start, words in SIGNATURES:
        if head.startswith(start):
            return words
    text = _text(head).lstrip().lower()
    compact = "".join(text[:400].split())
    for start, words in TEXT_SIGNATURES:
        # Braces are compared without blank space, tags as they are.
        if (compact if start[0] in "{[" else text).startswith(start):
            return "an HTML page" if words == "an XML file" and "<html" in text else words
    return ""


# What a spreadsheet opens, so that it can be saved again as a table.
OPENED_BY_EXCEL = ("Excel", "Office", "HTML", "XML")


def refuse_other_formats(head: bytes, file: str) -> None:
    """Refuse what is named like a text table but begins as another kind of file.

    Parameters
    ----------
    head
        The first bytes.
    file
        Name of the file, for the error.

    Raises
    ------
    InputError
        When it is of another kind, with a way out that fits that kind.
    """
    found = what_it_is(head)
    if not found:
        return
    save = "Open it in Excel and save it as CSV UTF-8 (comma separated), or fetch it again."
    other = "Fetch the table again, or choose another file."
    raise InputError(
        f"{file} is {found}, whatever its name says.",
        save if any(word in found for word in OPENED_BY_EXCEL) else other,
    )


def _text(head: bytes) -> str:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, errors="replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
