"""Tables, workbooks and archives as people and publishers make them, and as they should not."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import xlsxwriter

HEADER = ("LSOA21CD", "LSOA21NM", "Total")
ROWS = (
    ("E01000001", "City of London 001A", "1477"),
    ("E01000002", "City, of London 001B", "1384"),
    ("E01000003", 'The "Old" Town', "1613"),
)


def csv_text(rows: Iterable[Sequence[str]] = (HEADER, *ROWS), separator: str = ",") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue()


def make_zip(path: Path, members: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def make_workbook(path: Path, sheets: Mapping[str, Iterable[Sequence[object]]]) -> Path:
    """A workbook of sheets of cells; numbers and dates as such, everything else as text."""
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "d-mmm"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for i, cells in enumerate(rows):
            for j, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(i, j, cell)
                else:
                    sheet.write(i, j, cell)
    book.close()
    return path


def edit_zip(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Rewrite the members of an archive by a function of name and content."""
    with zipfile.ZipFile(path) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    return make_zip(path, {name: change(name, content) for name, content in members.items()})


def overlapping_zip(copies: int = 200) -> bytes:
    """An archive whose members all share the packed bytes of the first."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0000.csv", bytes(1 << 20))
    whole = file.getvalue()
    start, size = struct.unpack("<L", whole[-6:-2])[0], struct.unpack("<L", whole[-10:-6])[0]
    entry = whole[start : start + size]
    entries = [entry.replace(b"0000.csv", b"%04d.csv" % i) for i in range(copies)]
    directory = b"".join(entries)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, copies, copies, len(directory), start, 0)
    return whole[:start] + directory + end
