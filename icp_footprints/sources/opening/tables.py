"""Tables as text: CSV, Excel and Parquet, plain or packed, every cell a stripped string."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.sources.columns import find_column
from icp_footprints.sources.opening.archives import gunzipped, members_of, unpacked
from icp_footprints.sources.opening.cells import Texts, numbers_of, text_columns
from icp_footprints.sources.opening.delimited import read_delimited
from icp_footprints.sources.opening.encodings import as_utf8
from icp_footprints.sources.opening.files import check_file, check_kind, head_of, split_layer
from icp_footprints.sources.opening.members import choose_member
from icp_footprints.sources.opening.parquet import read_parquet_columns
from icp_footprints.sources.opening.signatures import refuse_other_formats, what_it_is
from icp_footprints.sources.opening.workbooks import WORKBOOKS, read_workbook
from icp_footprints.wording import count_words, one_line, shortened

__all__ = ["Table", "Texts", "read_csv", "read_table", "text_columns"]

DELIMITED = (".csv", ".txt", ".tsv")
PLAIN = (*DELIMITED, *WORKBOOKS, ".parquet")
TABLES = (*PLAIN, ".gz", ".zip")
# A table is held in memory, so a text file may not be larger than memory easily is.
MAX_TABLE_BYTES = 1 << 30
# No area of a country has as many people, in one row of a file.
MOST_PEOPLE = 1e9


@dataclass(frozen=True, eq=False)
class Table:
    """Columns of text, and where each row stands in its file.

    Parameters
    ----------
    file
        Name of the file, for errors.
    columns
        Arrays (rows,) of stripped strings, empty where a value is missing.
    row_numbers
        Array (rows,): the number by which a person finds the row in the file.
    row_word
        What such a number counts: ``line`` or ``row``.
    notes
        What was left out or repaired in reading it, counted, one sentence each.
    kind
        What the file is in words, such as ``CSV (comma, UTF-8)``.
    decimal_comma
        Whether a comma in a number may stand for the decimal point.
    """

    file: str
    columns: Mapping[str, Texts]
    row_numbers: NDArray[np.int64]
    row_word: str = "row"
    notes: tuple[str, ...] = ()
    kind: str = ""
    decimal_comma: bool = False

    def __len__(self) -> int:
        return len(self.row_numbers)

    def find(self, wanted: Sequence[str], role: str) -> str:
        """The name of the column that has one of the wanted names; see `find_column`."""
        return find_column(self.columns, wanted, self.file, role)

    def where(self, row: int) -> str:
        """A row in words, such as ``line 7``."""
        return f"{self.row_word} {self.row_numbers[row]}"

    def rows(self, chosen: NDArray[np.bool_]) -> Table:
        """The chosen rows only."""
        return Table(
            self.file,
            {name: values[chosen] for name, values in self.columns.items()},
            self.row_numbers[chosen],
            self.row_word,
            self.notes,
            self.kind,
            self.decimal_comma,
        )

    def people(self, column: str) -> NDArray[np.float64]:
        """A column of counts of people; thousands may be set apart by commas or blanks.

        Raises
        ------
        InputError
            When one is missing, negative, impossibly large or not a number, naming the row.
        """
        values, _ = numbers_of(self.columns[column], self.decimal_comma)
        bad = ~((values >= 0) & (values <= MOST_PEOPLE))
        self._refuse(
            bad,
            column,
            "a number of people",
            f"Every count must be a number from 0 to {MOST_PEOPLE:,.0f}.",
        )
        return values

    def numbers(self, column: str, what: str) -> NDArray[np.float64]:
        """A column of numbers, NaN where a cell is empty.

        Parameters
        ----------
        column
            The column.
        what
            What its numbers are, in words, such as ``a deprivation score``.

        Raises
        ------
        InputError
            When a cell holds anything else, naming the row.
        """
        values, _ = numbers_of(self.columns[column], self.decimal_comma)
        bad = np.isnan(values) & (self.columns[column] != "")
        self._refuse(bad, column, what, "Every filled cell must be a number.")
        return values

    def number_notes(self, column: str) -> tuple[str, ...]:
        """What `people` and `numbers` repair in a column, counted: for whoever reports on it."""
        _, repaired = numbers_of(self.columns[column], self.decimal_comma)
        if not repaired:
            return ()
        cells = count_words(repaired, "number")
        name = one_line(column)
        return (f"{cells} in column '{name}' read without separators, such as 1,234 as 1234.",)

    def _refuse(self, bad: NDArray[np.bool_], column: str, what: str, remedy: str) -> None:
        if not bad.any():
            return
        row = int(np.argmax(bad))
        text = str(self.columns[column][row])
        shown = f"'{shortened(text, 60)}'" if text else "nothing"
        raise InputError(
            f"{self.file}, {self.where(row)} has {shown} in column '{column}', "
            f"which is not {what}.",
            remedy,
        )


def read_table(source: str | Path) -> Table:
    """Read a table of any common kind: CSV, TXT, TSV, XLSX or Parquet, plain, ``.gz`` or ``.zip``.

    Parameters
    ----------
    source
        ``FILE``, ``FILE.xlsx:SHEET`` or ``FILE.zip:MEMBER``.

    Raises
    ------
    InputError
        For anything that cannot be read, naming the file and the line, sheet or member.
    """
    path, part = (source, None) if isinstance(source, Path) else split_layer(source)
    head = head_of(path)
    suffix = path.suffix.lower()
    if suffix == ".xls":
        found = what_it_is(head)
        old = "an old .xls workbook" if found.startswith("an old") or not found else found
        raise InputError(
            f"{path.name} is {old}, which cannot be read here.",
            "Open it in Excel and save it as an Excel workbook (.xlsx) or as CSV UTF-8.",
        )
    check_kind(path.name, suffix, TABLES)
    if not head:
        raise InputError(f"{path.name} is empty.", "Export it again.")
    if suffix == ".zip":
        return _from_zip(path, part)
    if suffix == ".gz":
        check_file(path, {".gz": (b"\x1f\x8b",)})
        check_kind(path.name, Path(path.stem).suffix.lower(), [f"{each}.gz" for each in PLAIN]
                   if Path(path.stem).suffix.lower() not in PLAIN else PLAIN)  # fmt: skip
        with gunzipped(path, MAX_TABLE_BYTES) as inner:
            return _read_plain(inner, one_line(path.name), part)
    return _read_plain(path, one_line(path.name), part)


def _from_zip(path: Path, part: str | None) -> Table:
    check_file(path, {".zip": (b"PK",)})
    member, inner_part = choose_member(path.name, members_of(path), PLAIN, part)
    target = f"unpacked{member.suffix}"
    with unpacked(path, {target: member}, MAX_TABLE_BYTES) as folder:
        return _read_plain(folder / target, one_line(f"{path.name}:{member.name}"), inner_part)


def _read_plain(path: Path, file: str, part: str | None) -> Table:
    """A table that is not packed; errors call it by the name of the file it came from."""
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS:
        grid, sheet = read_workbook(path, file, part)
        return Table(
            file, grid.columns, grid.row_numbers, "row", grid.notes, f"Excel (sheet {sheet})"
        )
    if part is not None:
        raise InputError(
            f"{file} has no parts, such as '{part}', that could be named.",
            "Leave out the colon and what follows it.",
        )
    if suffix == ".parquet":
        columns, rows, notes = read_parquet_columns(path, file)
        return Table(file, columns, np.arange(1, rows + 1), "row", notes, "Parquet")
    return _read_text(path, file)


def read_csv(path: Path) -> Table:
    """A plain file of delimited text: see `read_table`, which reads more kinds.

    Raises
    ------
    InputError
        When it is missing, empty or not a CSV file.
    """
    check_file(path, dict.fromkeys(DELIMITED, ()))
    return _read_text(path, one_line(path.name))


def _read_text(path: Path, file: str) -> Table:
    if path.stat().st_size > MAX_TABLE_BYTES:
        raise InputError(
            f"{file} is larger than {MAX_TABLE_BYTES >> 30} GB.", "Keep only the rows you need."
        )
    content = path.read_bytes()
    refuse_other_formats(content[:4096], file)
    decoded = as_utf8(content, file)
    del content
    if not decoded.content.strip():
        raise InputError(f"{file} is empty.", "Export it again.")
    grid, separator = read_delimited(decoded.content, file)
    notes = list(grid.notes)
    if decoded.encoding == "Windows-1252":
        notes.append("The text is not UTF-8; it was read as Windows-1252.")
    return Table(
        file,
        grid.columns,
        grid.row_numbers,
        "line",
        tuple(notes),
        f"CSV ({separator}, {decoded.encoding})",
        decimal_comma=separator == "semicolon",
    )
