"""The report as an Excel workbook: one sheet per table, real numbers, ready to print.

Text is always written as text: no name or note can become a formula or a link. The same report
makes the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, time
from decimal import Decimal
from math import ceil
from textwrap import wrap
from typing import cast
from unicodedata import east_asian_width

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from icp_footprints.progress import Progress
from icp_footprints.report.content import Report
from icp_footprints.report.words import printable
from icp_footprints.report.workbook.sheet import Kind, Number, Sheet, cell, fitted, sheet_names
from icp_footprints.report.workbook.tables import workbook_sheets
from icp_footprints.wording import one_line, shortened

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
FONT = {"font_name": "Arial", "font_size": 10, "valign": "top"}
LIGHT, SOFT = "#e6edf3", "#4d5c67"
# The two lines above every table.
HEADER_ROW = 2
A4 = 9
# Excel allows 255 letters, and counts some signs as two.
LONGEST_PROPERTY = 127
# A letter's width, in those of a digit, and a line's height; rows end at 409 points.
ROOM, LINE_HEIGHT, MOST_LINES = 0.8, 14.0, 29
# So many letters of ours are as broad as one of Chinese or Japanese.
WIDE = 2.5
LONGEST_IN_HEADER = 50
FIGURES = (Kind.COUNT, Kind.SHARE, Kind.KM2, Kind.RATIO, Kind.FIGURE)


def workbook_bytes(report: Report, progress: Progress | None = None) -> bytes:
    """The workbook of a report, as the bytes of a file.

    Parameters
    ----------
    report
        What to write, see `report_content`.
    progress
        Told of each sheet, asked whether to stop.

    Raises
    ------
    Cancelled
        When the user has asked to stop.
    """
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, OPTIONS) as book:
        _describe(book, report)
        writer = _SheetWriter(book, report)
        sheets = workbook_sheets(report)
        names = sheet_names([sheet.name for sheet in sheets])
        for number, (sheet, name) in enumerate(zip(sheets, names, strict=True)):
            if progress is not None:
                progress.report(number / len(sheets), f"Writing the sheet {name}")
                progress.check_cancelled()
            writer.write(sheet, name)
    return held.getvalue()


def _describe(book: xlsxwriter.Workbook, report: Report) -> None:
    """The properties of the file, by which it can be told which plan it is of."""
    cover = report.cover
    book.set_properties(
        {
            "title": _property(f"{report.title}: {report.plan}"),
            "subject": _property(f"{cover.status_words}. Content check {cover.content_check}"),
            "author": _property(cover.made_by),
            "comments": _property(report.notice),
            # The time of day is no part of a report: the same report makes the same file.
            "created": datetime.combine(report.made_on, time()),
        }
    )
    for name, value in (
        ("place", cover.place),
        ("plan", cover.plan),
        ("status", str(cover.status)),
        ("plan_version", cover.version),
        ("content_hash", cover.content_hash),
        ("made_on", report.made_on.isoformat()),
        ("program_version", report.program_version),
    ):
        book.set_custom_property(name, _property(value) if isinstance(value, str) else value)


def _property(text: str) -> str:
    return shortened(one_line(printable(text)), LONGEST_PROPERTY)


class _SheetWriter:
    """Writes sheets that look alike, each format made once."""

    def __init__(self, book: xlsxwriter.Workbook, report: Report) -> None:
        self._book, self._report = book, report
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def write(self, sheet: Sheet, name: str) -> None:
        """Add a sheet of that name."""
        page = self._book.add_worksheet(name)
        last_row, last_column = HEADER_ROW + len(sheet.rows), len(sheet.columns) - 1
        page.write_string(0, 0, fitted(sheet.title), self._format(bold=True, font_size=14))
        self._write_sentence(page, 1, sheet.note, sheet)
        self._write_headings(page, sheet)
        for row, values in enumerate(sheet.rows, start=HEADER_ROW + 1):
            self._write_row(page, row, values, sheet)
        for number, sentence in enumerate(sheet.below, start=last_row + 2):
            self._write_sentence(page, number, sentence, sheet)
        page.freeze_panes(HEADER_ROW + 1, sheet.frozen)
        if sheet.filters and sheet.rows:
            page.autofilter(HEADER_ROW, 0, last_row, last_column)
        below = len(sheet.below) + 1 if sheet.below else 0
        self._prepare_for_print(page, last_row + below, last_column)

    def _write_headings(self, page: Worksheet, sheet: Sheet) -> None:
        for number, column in enumerate(sheet.columns):
            page.set_column(number, number, column.width)
            style = self._format(
                bold=True, text_wrap=True, bottom=2, bg_color=LIGHT, **_placed(sheet, number)
            )
            page.write_string(HEADER_ROW, number, fitted(column.heading), style)
        _fit_height(page, HEADER_ROW, [(each.heading, each.width) for each in sheet.columns])

    def _write_row(
        self, page: Worksheet, row: int, values: Sequence[str | float | None], sheet: Sheet
    ) -> None:
        wrapped: list[tuple[str, float]] = []
        for number, (value, column) in enumerate(zip(values, sheet.columns, strict=True)):
            written = cell(value, column.kind)
            style = {"bottom": 4, **_placed(sheet, number)}
            if isinstance(written, Number):
                # As a float 0.809 would be written with all the digits that it is stored in.
                exact = cast("float", Decimal(repr(written.value)))
                shown = self._format(num_format=written.format, **style)
                page.write_number(row, number, exact, shown)
            elif not written:
                page.write_blank(row, number, None, self._format(bottom=4))
            elif column.kind in FIGURES:
                page.write_string(row, number, written, self._format(**style))
            else:
                page.write_string(row, number, written, self._format(text_wrap=True, **style))
                wrapped.append((written, column.width))
        _fit_height(page, row, wrapped)

    def _write_sentence(self, page: Worksheet, row: int, text: str, sheet: Sheet) -> None:
        """A sentence over the width of the table."""
        style, written = self._format(text_wrap=True, font_color=SOFT), fitted(text)
        last, width = len(sheet.columns) - 1, sum(column.width for column in sheet.columns)
        if last:
            page.merge_range(row, 0, row, last, "", style)
        page.write_string(row, 0, written, style)
        _fit_height(page, row, [(written, width)])

    def _prepare_for_print(self, page: Worksheet, last_row: int, last_column: int) -> None:
        cover = self._report.cover
        page.set_landscape()
        page.set_paper(A4)
        page.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
        page.fit_to_pages(1, 0)
        page.print_area(0, 0, last_row, last_column)
        page.repeat_rows(HEADER_ROW)
        page.set_header(f"&L{_in_header(cover.place)}&C{cover.stamp}&R{_in_header(cover.plan)}")
        status = f"{cover.status.capitalize()}, version {cover.version}"
        page.set_footer(f"&L{status}&CContent check {cover.content_check}&RPage &P of &N")
        # Codes and ids may look like numbers; they are meant as text.
        page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def _format(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({**FONT, **properties})
        return self._formats[key]


def _placed(sheet: Sheet, number: int) -> dict[str, object]:
    """Figures stand on the right; text beside them keeps its distance."""
    if sheet.columns[number].kind in FIGURES:
        return {"align": "right"}
    follows_figures = number > 0 and sheet.columns[number - 1].kind in FIGURES
    return {"align": "left", "indent": 1} if follows_figures else {}


def _fit_height(page: Worksheet, row: int, wrapped: Sequence[tuple[str, float]]) -> None:
    """Make room for texts, each in a width in letters: Excel alone would, and not in every cell."""
    lines = max((_lines(text, width) for text, width in wrapped), default=1)
    if lines > 1:
        page.set_row(row, min(lines, MOST_LINES) * LINE_HEIGHT)


def _lines(text: str, width: float) -> int:
    letters = max(1, int(width / ROOM))
    return sum(
        max(len(wrap(line, letters)), ceil(_breadth(line) / letters)) if line else 1
        for line in text.split("\n")
    )


def _breadth(line: str) -> float:
    """How broad a line is, in letters of ours."""
    return sum(WIDE if east_asian_width(letter) in "WF" else 1.0 for letter in line)


def _in_header(text: str) -> str:
    """Text in which no sign is a command: headers read ``&`` as the start of one."""
    return shortened(one_line(printable(text)), LONGEST_IN_HEADER).replace("&", "&&")
