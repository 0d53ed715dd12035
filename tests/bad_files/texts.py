"""Tables of text that are damaged, awkward or something else altogether."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.bad_files.case import Case, Outcome, Role, refused, same
from tests.bad_files.good import CODES, DATA, DATA_HEADER, NAMES, PEOPLE

Rows = list[list[Any]]
EITHER = (refused(), same())
SPARSE_BYTES = 6 << 30


def text_of(rows: Sequence[Sequence[object]], separator: str = ",", end: str = "\r\n") -> str:
    """Rows as Excel writes them into a CSV file."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator, lineterminator=end).writerows(rows)
    return file.getvalue()


def rows_of_data() -> Rows:
    """The header and rows of the good data, to be spoiled."""
    return [list(DATA_HEADER), *(list(row) for row in DATA)]


def spoiled(spoil: Callable[[Rows], object]) -> str:
    """The good data with something done to its rows."""
    rows = rows_of_data()
    spoil(rows)
    return text_of(rows)


def with_cell(row: int, column: str, value: object) -> str:
    """The good data with one cell of a row (the first is 1) replaced."""
    return spoiled(lambda rows: rows[row].__setitem__(DATA_HEADER.index(column), value))


def with_people(write: Callable[[int], object]) -> str:
    """The good data with every count written in another way."""
    return text_of([DATA_HEADER, *([c, n, write(p), t] for c, n, p, t in DATA)])


def with_codes(write: Callable[[str], object]) -> str:
    return text_of([DATA_HEADER, *([write(c), n, p, t] for c, n, p, t in DATA)])


def with_names(write: Callable[[str], object]) -> str:
    return text_of([DATA_HEADER, *([c, write(n), p, t] for c, n, p, t in DATA)])


def file_of(content: str | bytes, name: str = "data.csv") -> Callable[[Path], Path]:
    """A builder that writes the content under the name."""

    def build(folder: Path) -> Path:
        raw = content.encode() if isinstance(content, str) else content
        (folder / name).write_bytes(raw)
        return folder / name

    return build


def table(
    name: str,
    content: str | bytes,
    *must: Outcome,
    role: Role = "data",
    file: str = "data.csv",
    **options: Any,
) -> Case:
    return Case(name, role, file_of(content, file), must, options)


GOOD = text_of(rows_of_data())
HEADER_LINE = GOOD.splitlines(keepends=True)[0]
NOT_PEOPLE = ("'people'", "not a number")


def sparse(folder: Path) -> Path:
    """A file that says it is of several GB and holds next to nothing."""
    path = folder / "data.csv"
    with path.open("wb") as file:
        file.write(GOOD.encode())
        file.truncate(SPARSE_BYTES)
    return path


def one_long_line(folder: Path) -> Path:
    path = folder / "data.csv"
    path.write_bytes(HEADER_LINE.encode() + b"x" * 20_000_000)
    return path


def many_empty_lines(folder: Path) -> Path:
    path = folder / "data.csv"
    path.write_bytes(GOOD.encode() + b",,,\r\n" * 100_000)
    return path


def wide(folder: Path) -> Path:
    """Three hundred columns of figures that nobody asked for."""
    more = [f"variable {i}" for i in range(296)]
    rows = [[*DATA_HEADER, *more], *([*row, *range(296)] for row in DATA)]
    return file_of(text_of(rows))(folder)


EMPTIES = [
    table("empty", b"", refused("empty")),
    table("only a byte order mark", b"\xef\xbb\xbf", refused()),
    table("only empty lines", b"\r\n\r\n , \r\n", refused()),
    table("header only", HEADER_LINE, refused("no rows")),
    table("rows only", GOOD.removeprefix(HEADER_LINE), refused()),
    table("cut in the last code", GOOD[: GOOD.rindex("E01") + 5], refused("E01000008|line 9")),
    table("cut between cells", GOOD[: GOOD.rindex(",18")], refused("line 9|E01000008")),
    table("cut in quotes", with_names(lambda n: f'{n}, "the" end')[:-18], refused("line")),
    Case("several GB of nothing", "data", sparse, (refused(),)),
    Case("one line of 20 MB", "data", one_long_line, (refused(),)),
    Case("a hundred thousand empty rows", "data", many_empty_lines, (same(),)),
    Case("three hundred columns", "data", wide, (same(),)),
]

ENCODINGS = [
    table("byte order mark", GOOD.encode("utf-8-sig"), same()),
    table("Windows letters", with_names(lambda n: f"{n} Môn").encode("cp1252"), same()),
    table("letters of no encoding", with_names(lambda n: n).encode() + b"\x81,\x8d,1,x", refused()),
    table("UTF-16 with a mark", GOOD.encode("utf-16"), *EITHER),
    table("UTF-16 without a mark", GOOD.encode("utf-16-le"), *EITHER),
    table("UTF-32", GOOD.encode("utf-32"), *EITHER),
    table("padded with NUL bytes", GOOD.replace("1101", "1101\x00\x00"), *EITHER),
    table("NUL bytes to the end", GOOD.encode() + b"\x00" * 5000, *EITHER),
    table("two files, one after the other", ("\ufeff" + GOOD) * 2, refused("line 10|E01000001")),
    table("ends with Ctrl-Z", GOOD + "\x1a", *EITHER),
    table("old Mac line ends", GOOD.replace("\r\n", "\r"), same()),
    table("mixed line ends", GOOD.replace("\r\n", "\n", 4), same()),
]

SEPARATORS = [
    table("semicolons", GOOD.replace(",", ";"), *EITHER),
    table("tabs", GOOD.replace(",", "\t"), *EITHER),
    table("tabs under .tsv", GOOD.replace(",", "\t"), same(), file="data.tsv"),
    table("bars", GOOD.replace(",", "|"), *EITHER),
    table("spaces", GOOD.replace(",", "   "), refused()),
    table("a line that names the separator", "sep=;\r\n" + GOOD.replace(",", ";"), *EITHER),
    table("a comma at the end of rows", GOOD.replace("\r\n", ",\r\n"), same()),
    table("a comma in a name", GOOD.replace("Testham 003", "Testham, South"), refused("line 5")),
    table("lines in quotes in a name", with_names(lambda n: f"{n}\nor so"), same()),
    table(
        "a bad count after lines in quotes",
        with_names(lambda n: f"{n}\nor so").replace("1404", "lots"),
        refused("line (8|9)", *NOT_PEOPLE, "lots"),
    ),
    table("a quote never closed", GOOD.replace("Testham 003", '"Testham 003'), refused("line")),
    table(
        "semicolons and decimal commas",
        with_people(lambda p: f"{p},0")
        .replace('"', "")
        .replace(",0,", "§")
        .replace(",", ";")
        .replace("§", ",0;"),
        *EITHER,
    ),
]

WEB_PAGE = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Sign, in</body></html>"
DISGUISES = [
    table("a web page", WEB_PAGE, refused()),
    table(
        "a web page with a table",
        "<html><table><tr><td>LSOA21CD</td><td>people</td></tr>"
        + "".join(f"<tr><td>{c}</td><td>{p}</td></tr>" for c, _, p, _ in DATA)
        + "</table></html>",
        refused(),
    ),
    table("JSON under .csv", '[{"LSOA21CD": "E01000001", "people": 1101}]', refused()),
    table("a picture under .csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, refused()),
    table("a PDF under .csv", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", refused()),
    table("CSV without an ending", GOOD, *EITHER, file="data"),
    table("CSV of an unknown ending", GOOD, refused(), file="data.docx"),
    table("a pointer left by git", "version https://git-lfs.github.com/spec/v1\n", refused()),
    table(
        "the table on its side",
        text_of(list(zip(*rows_of_data(), strict=True))),
        refused(),
    ),
]

HEADERS = [
    table(
        "a header twice", spoiled(lambda rows: rows[0].__setitem__(3, "people")), refused("people")
    ),
    table(
        "a header twice but for case",
        spoiled(lambda rows: rows[0].__setitem__(3, "People")),
        refused("people", file=True),
        same(),
    ),
    table("headers padded", GOOD.replace("people", " people\u00a0"), same()),
    table("headers in capitals", GOOD.replace(HEADER_LINE, HEADER_LINE.upper()), same()),
    table("a header over two lines", GOOD.replace("LSOA21NM", '"LSOA21\nNM"'), same()),
    table(
        "a header with markup and escapes",
        GOOD.replace("LSOA21NM", "\x1b[31m<b>name</b>\u202e"),
        same(),
    ),
    table("no such column", GOOD.replace("people", "persons of age"), refused("people|resident")),
    table("title rows", "Table 1: residents,,,\r\n,,,\r\nJune 2025,,,\r\n" + GOOD, same()),
    table("title lines of one cell", "Residents, June\r\n\r\n" + GOOD, same()),
    table("merged header cells", ",,Persons,\r\n" + GOOD, same()),
    table("an unnamed column", GOOD.replace("LSOA21NM", ""), same()),
    table("two unnamed columns", GOOD.replace("LSOA21NM", "").replace(",team", ","), same()),
]

COUNTS = [
    table("thousands separators", with_people(lambda p: f"{p:,}"), same()),
    table("thousands separators in blanks", with_people(lambda p: f" {p:,} "), same()),
    table("thousands in wrong places", with_cell(3, "people", "13,03"), refused("line 4", "13,03")),
    table(
        "figures as Germans write them",
        with_people(lambda p: f"{p:,}".replace(",", ".") + ",00"),
        refused("line 2", *NOT_PEOPLE),
    ),
    table("negative", with_cell(4, "people", -1404), refused("line 5", "-1404", *NOT_PEOPLE)),
    table("in brackets", with_cell(4, "people", "(1404)"), refused("line 5", *NOT_PEOPLE)),
    table("1e400", with_cell(2, "people", "1e400"), refused("line 3", "1e400", *NOT_PEOPLE)),
    table("more people than the world has", with_cell(2, "people", "1e15"), refused("line 3")),
    table("infinite", with_cell(2, "people", "inf"), refused("line 3", *NOT_PEOPLE)),
    table("nan", with_cell(2, "people", "nan"), refused("line 3", *NOT_PEOPLE)),
    table("a percentage", with_cell(5, "people", "45%"), refused("line 6", "45%", *NOT_PEOPLE)),
    table("missing", with_cell(8, "people", ""), refused("line 9|E01000008")),
    table("fewer than five", with_cell(1, "people", "<5"), refused("line 2", *NOT_PEOPLE)),
    table("a star", with_cell(1, "people", "*"), refused("line 2", *NOT_PEOPLE)),
    table("two dots", with_cell(1, "people", ".."), refused("line 2", *NOT_PEOPLE)),
    table("#N/A", with_cell(6, "people", "#N/A"), refused("line 7", "#N/A", *NOT_PEOPLE)),
    table("#DIV/0!", with_cell(6, "people", "#DIV/0!"), refused("line 7", *NOT_PEOPLE)),
    table("words after the count", with_cell(7, "people", "1707 p."), refused("line 8", "1707 p")),
    table("a footnote mark", with_cell(7, "people", "1707[b]"), refused("line 8", *NOT_PEOPLE)),
    table("hexadecimal", with_cell(7, "people", "0x6AB"), refused("line 8", *NOT_PEOPLE)),
    table("under_scores", with_cell(7, "people", "1_707"), refused("line 8", *NOT_PEOPLE)),
    table("true", with_cell(7, "people", "TRUE"), refused("line 8", *NOT_PEOPLE)),
    table("a formula", with_cell(7, "people", "=1700+7"), refused("line 8", *NOT_PEOPLE)),
    table("a pound sign", with_cell(7, "people", "£1707"), refused("line 8", *NOT_PEOPLE)),
    table("Arabic digits", with_cell(7, "people", "\u0661\u0667\u0660\u0667"), *EITHER),
    table("wide digits", with_cell(7, "people", "\uff11\uff17\uff10\uff17"), *EITHER),
    table("superscript digits", with_cell(7, "people", "17⁰⁷"), refused("line 8", *NOT_PEOPLE)),
    table("a long minus", with_cell(7, "people", "\u22121707"), refused("line 8", *NOT_PEOPLE)),
    table("a date", with_cell(7, "people", "01/03/2025"), refused("line 8", *NOT_PEOPLE)),
    table("5,000 digits", with_cell(7, "people", "9" * 5000), refused("line 8")),
    table("escapes and markup", with_cell(7, "people", "\x1b[2J<b>\u202e[red]"), refused("line 8")),
    table("lines in the count", with_cell(7, "people", "17\n07"), refused("line (8|9|10)")),
    table("all zero", with_people(lambda p: 0), refused("people")),
    table("one is zero", with_cell(7, "people", 0), refused("E01000007", "--allow-empty")),
    table(
        "with a point and nothing after",
        with_people(lambda p: f"{p}.0"),
        same(),
    ),
    table(
        "as Excel shows long ones",
        with_people(lambda p: f"{p:.2E}"),
        refused(),
        same(resident=[float(f"{p:.2E}") for p in PEOPLE]),
    ),
]

TOTALS = text_of([["Total", "", sum(PEOPLE), ""]])
NOTES = "\r\nSource: Office for National Statistics\r\n"
FURTHER = [["W01001941", "Abertawe", 1700, "TA"], ["S01006506", "Culter", 900, "TB"]]
ROWS = [
    table("a row of totals", GOOD + TOTALS, same("Total")),
    table("a row of totals for England", GOOD + "E92000001,England,999999,\r\n", same("E92")),
    table("footnotes", GOOD + NOTES, same()),
    table(
        "footnotes with commas",
        GOOD + "\r\n" + text_of([["Note: a, b, c, d, e and f"], ["* rounded, see (1)"]]),
        same(),
    ),
    table("footnotes with commas, unquoted", GOOD + "Note: a, b, c, d, e and f\r\n", *EITHER),
    table("Welsh and Scottish rows", GOOD + text_of(FURTHER), same("W01001941", "Welsh|Wales")),
    table("a unit twice", GOOD + text_of([DATA[2]]), refused("E01000003", "line 10|line 4")),
    table(
        "a unit twice with other figures",
        GOOD + text_of([[CODES[2], NAMES[2], 55, "TA"]]),
        refused("E01000003", "line 10|line 4"),
    ),
    table(
        "a unit twice, once in lower case",
        GOOD + text_of([[CODES[2].lower(), NAMES[2], 1303, "TA"]]),
        refused("E01000003", "line 10|line 4"),
    ),
    table("a unit missing", spoiled(lambda rows: rows.pop(3)), refused("E01000003")),
    table(
        "rows in another order",
        spoiled(lambda rows: rows.reverse() or rows.insert(0, rows.pop())),
        same(),
    ),
    table(
        "the header again half-way",
        spoiled(lambda rows: rows.insert(5, rows[0])),
        refused("line 6"),
    ),
    table("another unit's people beside", GOOD + "E01999999,Other,5,TB\r\n", same("E01999999")),
]

CODES_CASES = [
    table("codes in lower case", with_codes(str.lower), same()),
    table("codes with blanks behind", with_codes(lambda c: f"{c}  "), same()),
    table("codes with hard spaces", with_codes(lambda c: f"\u00a0{c}\u00a0"), same()),
    table("codes with invisible marks", with_codes(lambda c: f"\u200b{c}\ufeff"), *EITHER),
    table("codes guarded from Excel", with_codes(lambda c: f'="{c}"'), *EITHER),
    table("codes with an apostrophe", with_codes(lambda c: f"'{c}"), *EITHER),
    table("codes and names in one", with_codes(lambda c: f"{c} : Testham"), *EITHER),
    table("codes as 1E+05", with_codes(lambda c: f"{float(c[1:]):.0E}"), refused()),
    table("codes as dates", with_codes(lambda c: f"{c[-1]}-Jan"), refused()),
    table(
        "codes of other places", with_codes(lambda c: c.replace("E010", "E013")), refused("E013")
    ),
    table(
        "one code of another place",
        with_codes(lambda c: c.replace("E01000004", "E01999999")),
        refused("E01000004"),
    ),
    table("codes without their letter", with_codes(lambda c: c[1:]), refused()),
    table("codes with O for 0", with_codes(lambda c: c.replace("E010", "E01O")), refused()),
    table("codes of MSOAs", with_codes(lambda c: c.replace("E01", "E02")), refused()),
    table("no codes", with_codes(lambda c: ""), refused()),
    table(
        "names like formulas and markup",
        with_names(lambda n: f"=cmd|' /C {n}'!A0 <script>"),
        same(),
    ),
    table(
        "names from right to left",
        with_names(lambda n: f"\u202e{n} \u0645\u062f\u064a\u0646\u0629"),
        same(),
    ),
]


def lookup(name: str, content: str, *must: Outcome) -> Case:
    return table(name, content, *must, role="lookup", file="teams.csv")


LOOKUPS = [
    lookup("a look-up in lower case", with_codes(str.lower), same()),
    lookup(
        "a look-up with a unit in two areas",
        GOOD + text_of([[*DATA[0][:3], "TB"]]),
        refused("E01000001", "line 10|line 2"),
    ),
    lookup("a look-up with a row twice", GOOD + text_of([DATA[0]]), refused("E01000001"), same()),
    lookup(
        "a look-up without areas",
        spoiled(lambda rows: [r.__setitem__(3, "") for r in rows[1:]]),
        refused("team"),
    ),
    lookup("a look-up without the column", GOOD.replace(",team", ",crew"), refused("team")),
    lookup("a look-up of other places", with_codes(lambda c: c.replace("E010", "E013")), refused()),
    lookup(
        "a look-up with a unit left out",
        spoiled(lambda rows: rows.pop(4)),
        refused("E01000004"),
        same(
            "E01000004", team={"TA": [1.0, 1, 0, 0, 1, 1, 0, 0], "TB": [0.0, 0, 1, 0, 0, 0, 1, 1]}
        ),
    ),
]

TEXT_CASES = [
    *EMPTIES,
    *ENCODINGS,
    *SEPARATORS,
    *DISGUISES,
    *HEADERS,
    *COUNTS,
    *ROWS,
    *CODES_CASES,
    *LOOKUPS,
]
