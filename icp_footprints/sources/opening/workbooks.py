"""Excel workbooks (XLSX) as rows of text: the values a person sees, without their looks."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from icp_footprints.errors import InputError
from icp_footprints.sources.opening.archives import members_of, repacked
from icp_footprints.sources.opening.cells import text_of
from icp_footprints.sources.opening.files import head_of
from icp_footprints.sources.opening.grids import Grid, Row, grid_of
from icp_footprints.sources.opening.layout import SAMPLE_ROWS, Layout, check_header, find_layout
from icp_footprints.sources.opening.members import Member
from icp_footprints.sources.opening.signatures import OLE, ZIP
from icp_footprints.wording import count_words, one_line, shortlist

WORKBOOKS = (".xlsx", ".xlsm")
MAX_WORKBOOK_BYTES = 2 << 30
# What a workbook is made of, without pictures and programs.
PARTS = (".xml", ".rels")
# A sheet is held as a full rectangle of cells, however few of them are filled.
MAX_CELLS = 40_000_000
# The reference of a cell or row in the XML of a sheet: r="AB12".
# It begins with its letter, so that what has none goes by quickly.
REFERENCE = re.compile(rb"""r(?<=\sr)\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,9})["']""")
# How many texts there are, which the reader believes, and makes room for them.
COUNT = re.compile(rb"""uniqueCount\s{0,64}=\s{0,64}["']\s{0,64}\+?([0-9]{1,20})""")
# The sureness of a table whose columns have names that publishers use.
SURE = 2
SHORTEST_TEXT = len("<si/>")
LONGEST_COUNT = 256
# A cell holds 32,767 letters at most; between two tags stands no more.
LONGEST_TAG = 4 << 20
# Kinds of values of which equal ones look the same: TRUE equals 1 and does not.
SAME_IF_EQUAL = frozenset((float, str))
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
RAGGED = "Delete what stands beside or below the table, or give its columns names."
AGAIN = "Open it in Excel and save it again as .xlsx, or save the sheet as CSV UTF-8."


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet of a workbook as rows of text, and where its table is."""

    name: str
    rows: list[Row]
    layout: Layout
    dates: dict[int, int]


def read_workbook(path: Path, file: str, wanted: str | None) -> tuple[Grid, str]:
    """A sheet of a workbook as columns, and the sheet's name.

    Parameters
    ----------
    path, file
        The workbook, and its name for errors.
    wanted
        Name of the sheet; without one, the only one with a table whose columns have names that
        publishers use, or else the first with a table. Hidden ones are not looked at.

    Raises
    ------
    InputError
        When it is protected, damaged, too large, or has no such sheet or table, or several.
    """
    _check_signature(path, file)
    with _opened(path, file) as book:
        sheet, others = _chosen_sheet(book, file, wanted)
    number, header = sheet.rows[sheet.layout.header]
    check_header(file, header, number, "row")
    grid = grid_of(file, sheet.rows, sheet.layout.header, "row", RAGGED)
    notes = list(grid.notes)
    if others and wanted is None:
        notes.insert(0, f"Read from sheet '{sheet.name}'; there are also: {shortlist(others)}.")
    for column, count in sheet.dates.items():
        name = header[column] if column < len(header) and header[column] else f"{column + 1}"
        notes.append(f"Column '{name}' holds {count_words(count, 'date')}, read as YYYY-MM-DD.")
    return Grid(grid.columns, grid.row_numbers, tuple(map(one_line, notes))), sheet.name


def _check_signature(path: Path, file: str) -> None:
    head = head_of(path)
    if head.startswith(OLE):
        with path.open("rb") as opened:
            encrypted = ENCRYPTED in opened.read(1 << 26)
        if encrypted:
            raise InputError(
                f"{file} is protected by a password.",
                "Open it in Excel, take the password off (File, Info, Protect Workbook) and save "
                "it again.",
            )
        raise InputError(f"{file} is an old .xls workbook, whatever its name says.", AGAIN)
    if not head.startswith(ZIP):
        raise InputError(f"{file} is not an Excel workbook, whatever its name says.", AGAIN)


@contextmanager
def _opened(path: Path, file: str) -> Generator[CalamineWorkbook]:
    """The workbook, from a copy whose sizes have been counted."""
    members = [member for member in members_of(path) if member.name.lower().endswith(PARTS)]
    if not any(member.name.lower() == "xl/workbook.xml" for member in members):
        raise InputError(f"{file} is a zip archive, but not an Excel workbook.", AGAIN)
    extent = _Extent(file)
    with repacked(path, members, extent.watch, MAX_WORKBOOK_BYTES) as copy:
        extent.check_count()
        try:
            with CalamineWorkbook.from_path(copy) as book:
                yield book
        except PasswordError as error:
            raise InputError(f"{file} is protected by a password.", AGAIN) from error
        except (CalamineError, OSError, ValueError, zipfile.BadZipFile) as error:
            raise InputError(
                f"{file} is damaged: it cannot be read as a workbook.", AGAIN
            ) from error


class _Extent:
    """Watches the XML go by for how far out cells lie, and how many texts there are said to be."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._member = ""
        self._rest = b""
        self._columns = self._rows = self._length = self._count = 0

    def watch(self, member: Member, block: bytes) -> None:
        """See the next block of a part go by."""
        if member.name != self._member:
            self.check_count()
            self._member, self._rest = member.name, b""
            self._columns = self._rows = self._length = self._count = 0
        self._length += len(block)
        text = self._rest + block
        self._rest = text[-LONGEST_COUNT:]
        self._count = max([self._count, *map(int, COUNT.findall(text))])
        if member.name.lower().startswith("xl/worksheets/") and member.suffix == ".xml":
            self._rest = text[max(text.rfind(b"<"), 0) :]
            self._check_references(text)

    def check_count(self) -> None:
        """Refuse a part that says it has more texts than there is room for in it."""
        if self._count * SHORTEST_TEXT > self._length:
            raise InputError(
                f"{self._file} is damaged or made to do harm: it says that it holds "
                f"{self._count:,} texts, and has no room for them.",
                AGAIN,
            )

    def _check_references(self, text: bytes) -> None:
        if len(self._rest) > LONGEST_TAG:
            raise InputError(
                f"{self._file} has a sheet that is damaged or made to do harm: a cell of more than "
                f"{LONGEST_TAG:,} letters.",
                AGAIN,
            )
        found = REFERENCE.findall(text)
        letters, numbers = {each[0] for each in found}, {each[1] for each in found}
        self._columns = max([self._columns, *map(_column_number, letters)])
        self._rows = max([self._rows, *map(int, numbers)])
        if self._columns * self._rows > MAX_CELLS:
            raise InputError(
                f"{self._file} has a sheet of {self._rows:,} rows and {self._columns:,} columns, "
                "more than can be read.",
                "Delete the empty rows and columns beyond the table, or save the sheet as CSV.",
            )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number


def _chosen_sheet(book: CalamineWorkbook, file: str, wanted: str | None) -> tuple[Sheet, list[str]]:
    """The sheet to read, and the names of the others."""
    names = book.sheet_names
    if wanted is not None and wanted not in names:
        raise InputError(f"{file} has no sheet '{wanted}'.", f"It has: {shortlist(names, 40)}.")
    hidden = {each.name for each in book.sheets_metadata
              if each.visible is not SheetVisibleEnum.Visible}  # fmt: skip
    best: Sheet | None = None
    for name in [wanted] if wanted is not None else names:
        if wanted is None and name in hidden:
            continue
        if best is not None and best.layout.sureness == SURE:
            if _sureness(book, name) == SURE:
                raise _more_than_one(file, [best.name, name])
            continue
        sheet = _sheet(book, name)
        if sheet and (best is None or sheet.layout.sureness > best.layout.sureness):
            best = sheet
    if best is None:
        said = f"sheet '{wanted}' of {file}" if wanted else file
        raise InputError(f"{said} has no rows.", "Choose a file with data in it.")
    return best, [name for name in names if name != best.name and name not in hidden]


def _more_than_one(file: str, names: list[str]) -> InputError:
    """The error of a workbook with a sheet for each year, say: the first may be the wrong one."""
    return InputError(
        f"{file} has more than one sheet of data, such as '{names[0]}' and '{names[1]}'.",
        f"Name the one to read, such as {file}:{names[1]}.",
    )


def _sureness(book: CalamineWorkbook, name: str) -> int:
    """How surely a sheet holds a table; see `Layout`."""
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=SAMPLE_ROWS)
    layout = find_layout([[text_of(value) for value in values] for values in rows])
    return 0 if layout is None else layout.sureness


class _Shown(dict[object, str]):
    """The text of numbers and texts that have been seen, so that equal cells share one string."""

    def __missing__(self, value: object) -> str:
        text = text_of(value)
        self[value] = text
        return text


def _sheet(book: CalamineWorkbook, name: str) -> Sheet | None:
    """A sheet as text, or None where it is blank."""
    shown = _Shown()
    rows: list[Row] = []
    dates: dict[int, int] = {}
    for number, values in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False)):
        if SAME_IF_EQUAL.issuperset(map(type, values)):
            cells = [shown[value] for value in values]
        else:
            cells = [text_of(value) for value in values]
            _count_dates(values, dates)
        rows.append((number + 1, cells))
    layout = find_layout([cells for _, cells in rows])
    return None if layout is None else Sheet(name, rows, layout, dates)


def _count_dates(values: Sequence[object], dates: dict[int, int]) -> None:
    for column, value in enumerate(values):
        if isinstance(value, dt.date):
            dates[column] = dates.get(column, 0) + 1
