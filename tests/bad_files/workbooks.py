"""Excel workbooks that are awkward, damaged, locked or hostile."""

from __future__ import annotations

import datetime as dt
import io
import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

from tests.bad_files.archives import BLOCK, BOMB_BLOCKS, deflated_bomb, with_member, zipped
from tests.bad_files.case import Case, Outcome, refused, same
from tests.bad_files.texts import EITHER, GOOD, Rows, file_of, rows_of_data, spoiled

OFFICE = "http://schemas.openxmlformats.org"
MAIN = f"{OFFICE}/spreadsheetml/2006/main"
RELATIONS = f"{OFFICE}/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def written(*sheets: tuple[str, Sequence[Sequence[Any]]], hidden: str = "") -> bytes:
    """A workbook of these sheets, as a spreadsheet program saves it."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for i, row in enumerate(rows):
                sheet.write_row(i, 0, row)
            if name == hidden:
                sheet.hide()
    return file.getvalue()


def changed(spoil: Callable[[Rows], object]) -> bytes:
    rows = rows_of_data()
    spoil(rows)
    return written(("Data", rows))


def with_cell(row: int, column: int, value: object) -> bytes:
    return changed(lambda rows: rows[row].__setitem__(column, value))


def cell(at: str, value: object) -> str:
    """A cell of a sheet in XML: a number, or text in line."""
    if isinstance(value, int | float):
        return f'<c r="{at}"><v>{value}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def sheet_xml(rows: Rows, more: str = "", start: str = XML) -> str:
    body = "".join(
        f'<row r="{i}">{"".join(cell(f"{chr(65 + j)}{i}", v) for j, v in enumerate(row))}</row>'
        for i, row in enumerate(rows, 1)
    )
    return f'{start}<worksheet xmlns="{MAIN}"><sheetData>{body}{more}</sheetData></worksheet>'


def parts(kind: str) -> list[tuple[str, str]]:
    """What stands in a workbook beside its one sheet."""
    package = f'{XML}<Relationships xmlns="{OFFICE}/package/2006/relationships">'
    types = "application/vnd.openxmlformats-"
    return [
        (
            "[Content_Types].xml",
            (
                f'{XML}<Types xmlns="{OFFICE}/package/2006/content-types">'
                '<Default Extension="xml" ContentType="application/xml"/>'
                f'<Default Extension="rels" ContentType="{types}package.relationships+xml"/>'
                '<Override PartName="/xl/workbook.xml" '
                f'ContentType="{types}officedocument.spreadsheetml.{kind}"/></Types>'
            ),
        ),
        ("_rels/.rels", f"{package}{relation(1, 'officeDocument', 'xl/workbook')}</Relationships>"),
        (
            "xl/workbook.xml",
            (
                f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
                '<sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>'
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            (
                f"{package}{relation(1, 'worksheet', 'worksheets/sheet1')}"
                f"{relation(2, 'sharedStrings', 'sharedStrings')}</Relationships>"
            ),
        ),
    ]


def relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}.xml"/>'


def by_hand(sheet: str | bytes, *more: tuple[str, str], kind: str = "sheet.main+xml") -> bytes:
    """A workbook put together from its parts, so that any of them can be wrong."""
    raw = [(name, text.encode()) for name, text in (*parts(kind), *more)]
    last = sheet.encode() if isinstance(sheet, str) else sheet
    return zipped(*raw, *([("xl/worksheets/sheet1.xml", last)] if last else []))


def bomb(part: str, claimed: int) -> bytes:
    """A workbook with a part of 200 MB, which claims to be of that size."""
    held = by_hand("" if "sheet1" in part else PLAIN)
    start = PLAIN[: PLAIN.index("<row")] if "sheet1" in part else f'{XML}<sst xmlns="{MAIN}">'
    return with_member(held, part, deflated_bomb(start.encode()), claimed)


ROWS = rows_of_data()
PLAIN = sheet_xml(ROWS)
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)
BOMB_BYTES = BOMB_BLOCKS * BLOCK
SECRET = "nobody-must-see-this"


def laughing() -> bytes:
    more = '<row r="10"><c r="A10" t="inlineStr"><is><t>&j;</t></is></c></row>'
    return by_hand(sheet_xml(ROWS, more, start=XML + LAUGHS))


def reaching_out(folder: Path) -> Path:
    """A workbook with an entity that stands for a file of this machine."""
    (folder / "secret.txt").write_text(SECRET)
    start = f'{XML}<!DOCTYPE x [<!ENTITY s SYSTEM "{(folder / "secret.txt").as_uri()}">]>'
    more = '<row r="10"><c r="A10" t="inlineStr"><is><t>&s;</t></is></c><c r="B10"/></row>'
    return file_of(by_hand(sheet_xml(ROWS, more, start)), "data.xlsx")(folder)


def far_cell() -> bytes:
    """A sheet with a cell in its last row and column, and nothing between."""
    more = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return by_hand(sheet_xml(ROWS, more))


def claims_to_be_full() -> bytes:
    return by_hand(PLAIN.replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'))


def deep() -> bytes:
    return by_hand(PLAIN.replace("</sheetData>", "</sheetData>" + "<a>" * 1_000_000))


def shared(index: int, held: int = 1) -> bytes:
    """A workbook one of whose names is the text of that number, of one text there is."""
    one = '<c r="B2" t="inlineStr"><is><t>Testham 000</t></is></c>'
    strings = f'{XML}<sst xmlns="{MAIN}" count="1" uniqueCount="{held}"><si><t>a</t></si></sst>'
    sheet = PLAIN.replace(one, f'<c r="B2" t="s"><v>{index}</v></c>')
    return by_hand(sheet, ("xl/sharedStrings.xml", strings))


def compound(*streams: str) -> bytes:
    """A file of Microsoft's older compound kind with these streams: locked workbooks are such."""
    names = ["Root Entry", *streams]
    free, end, fat_mark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    size = 8
    starts = [2 + size * i for i in range(len(streams))]
    chain = [fat_mark, end]
    for start in starts:
        chain += [*range(start + 1, start + size), end]
    fat = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))
    entries = b""
    for i in range(4):
        name = names[i] if i < len(names) else ""
        raw = name.encode("utf-16-le")
        kind = 0 if not name else 5 if i == 0 else 2
        child = 1 if i == 0 else free
        right = i + 1 if 0 < i < len(streams) else free
        start = starts[i - 1] if 0 < i <= len(streams) else end
        entries += raw.ljust(64, b"\0") + struct.pack(
            "<HBB3I16sIQQIQ",
            len(raw) + 2 if name else 0,
            kind,
            1,
            free,
            right,
            child,
            bytes(16),
            0,
            0,
            0,
            start,
            size * 512 if kind == 2 else 0,
        )
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<5H6x9I", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
        + struct.pack("<109I", 0, *[free] * 108)
    )
    return head + fat + entries + b"\x5a" * (512 * size * len(streams))


def cut(content: bytes, part: float) -> bytes:
    return content[: int(len(content) * part)]


def asked(sheet: str, content: bytes) -> Callable[[Path], str]:
    return lambda folder: f"{file_of(content, 'data.xlsx')(folder)}:{sheet}"


def book(name: str, content: bytes, *must: Outcome, file: str = "data.xlsx") -> Case:
    return Case(name, "data", file_of(content, file), must)


GOOD_BOOK = written(("Data", ROWS))
OTHER = [["LSOA21CD", "people"], *([row[0], 9999] for row in ROWS[1:])]
ANOTHER = [["House", "Price"], ["semi", 200]]
PEOPLE_COLUMN = 2
TWO = written(("Notes", [["About this table"]]), ("Data", ROWS))
NO_NUMBER = "not a number"

AWKWARD = [
    book("a workbook", GOOD_BOOK, same()),
    book("a sheet of notes before the data", TWO, *EITHER),
    Case("the sheet asked for", "data", asked("Data", TWO), (same(),)),
    Case("a sheet that is not there", "data", asked("Figures", TWO), (refused("Figures", "Data"),)),
    book("an empty first sheet", written(("Sheet1", []), ("Data", ROWS)), *EITHER),
    book("two sheets of data", written(("2020", OTHER), ("2021", ROWS)), refused("2020", "2021")),
    book(
        "a hidden sheet of older data",
        written(("Data", ROWS), ("Old", OTHER), hidden="Old"),
        *EITHER,
    ),
    book(
        "title rows and notes",
        written(("D", [["Table 1"], [], *ROWS, [], ["Source: ONS"]])),
        same(),
    ),
    book("merged headers", written(("D", [["", "", "Persons", ""], *ROWS])), same()),
    book("a row of sums", written(("D", [*ROWS, ["Total", "", "=SUM(C2:C9)", ""]])), *EITHER),
    book(
        "counts as text",
        changed(lambda rows: [r.__setitem__(2, f"{r[2]:,}") for r in rows[1:]]),
        same(),
    ),
    book("a formula whose value is 0", with_cell(3, 2, "=NA()"), refused("E01000003")),
    book("#REF! in a code", with_cell(3, 0, "#REF!"), refused("E01000003|#REF")),
    book(
        "a formula never worked out",
        by_hand(PLAIN.replace("<v>1303</v>", "<f>1300+3</f>")),
        refused("row 4|E01000003"),
    ),
    book(
        "an error of a formula",
        by_hand(PLAIN.replace('<c r="C4"><v>1303</v>', '<c r="C4" t="e"><f>A1</f><v>#REF!</v>')),
        refused("row 4", "people"),
    ),
    book(
        "a formula with its value",
        by_hand(PLAIN.replace("<v>1303</v>", "<f>1300+3</f><v>1303</v>")),
        same(),
    ),
    book(
        "a date for a count",
        with_cell(3, 2, dt.date(2025, 1, 3)),
        refused("row 4", NO_NUMBER),
    ),
    book(
        "a code turned to a date",
        with_cell(3, 0, dt.date(2025, 1, 3)),
        refused("E01000003|2025"),
    ),
    book("true for a count", with_cell(3, 2, True), refused("row 4", NO_NUMBER)),
    book("an empty count", with_cell(3, 2, ""), refused("row 4|E01000003")),
    book("a negative count", with_cell(3, 2, -1303), refused("row 4", "-1303", NO_NUMBER)),
    book(
        "a count of 1e400",
        by_hand(PLAIN.replace("<v>1303</v>", "<v>1e400</v>")),
        refused("row 4|1e400|Data"),
    ),
    book(
        "codes as numbers",
        changed(lambda rows: [r.__setitem__(0, int(r[0][1:])) for r in rows[1:]]),
        refused(),
    ),
    book("300 columns", written(("D", [[*r, *range(296)] for r in ROWS])), refused(), same()),
    book(
        "a header twice in a sheet",
        changed(lambda rows: rows[0].__setitem__(3, "people")),
        refused("people"),
    ),
    book("an empty sheet", written(("Data", [])), refused()),
    book("a header in a sheet only", written(("Data", ROWS[:1])), refused("no rows")),
    book("names with escapes of Excel", with_cell(3, 1, "_x000D__x0007_name"), same()),
    book("rows numbered wrongly", by_hand(PLAIN.replace('r="', 'q="')), *EITHER),
    book("a sheet of macros", by_hand(PLAIN, kind="main+xml"), *EITHER, file="data.xlsm"),
]

DAMAGED = [
    book(
        "a locked workbook",
        compound("EncryptionInfo", "EncryptedPackage"),
        refused("password|protected|encrypted|locked"),
    ),
    book("an old workbook under .xlsx", compound("Workbook"), refused()),
    book("an old workbook", compound("Workbook"), refused(), file="data.xls"),
    book("a workbook cut short", cut(GOOD_BOOK, 0.6), refused()),
    book("a workbook that is CSV", GOOD.encode(), *EITHER),
    book(
        "a workbook that is a web page",
        b"<html><table><tr><td>1</td></tr></table></html>",
        refused(),
    ),
    book("a workbook that is a zip of CSV", zipped(("data.csv", GOOD.encode())), refused()),
    book("a workbook that is an empty zip", zipped(), refused()),
    book("a document under .xlsx", zipped(("word/document.xml", b"<a/>")), refused()),
    book("a workbook under .csv", GOOD_BOOK, *EITHER, file="data.csv"),
    book(
        "a workbook without its sheet",
        by_hand(PLAIN).replace(b"sheet1.xml", b"sheet9.xml", 1),
        *EITHER,
    ),
    book("a sheet cut in its XML", by_hand(PLAIN[: len(PLAIN) // 2]), refused()),
    book("a sheet that is no XML", by_hand(b"\x00\x01\x02" * 400), refused()),
    book("text number 7 of 1", shared(7), *EITHER),
    book("text number -1", shared(-1), *EITHER),
    book("a workbook that claims four thousand million texts", shared(0, 4_000_000_000), *EITHER),
    book("a text of a huge number", shared(99999999999999999999), *EITHER),
    book("a cell at the far end", far_cell(), refused(), same()),
    book("a sheet that claims to be full", claims_to_be_full(), refused(), same()),
    book("a million tags deep", deep(), *EITHER),
    book("a billion laughs", laughing(), *EITHER),
    Case("an entity that is a file", "data", reaching_out, EITHER, secret=SECRET),
    book("a workbook bomb", bomb("xl/worksheets/sheet1.xml", BOMB_BYTES), refused()),
    book("a workbook bomb that says it is small", bomb("xl/worksheets/sheet1.xml", 999), refused()),
    book(
        "a bomb among the texts of a workbook", bomb("xl/sharedStrings.xml", BOMB_BYTES), refused()
    ),
    Case(
        "a damaged workbook",
        "data",
        file_of(GOOD_BOOK.replace(b"PK\x03\x04", b"PK\x03\x05"), "data.xlsx"),
        (refused(),),
    ),
    Case(
        "lookup from a CSV saved as a workbook",
        "lookup",
        file_of(spoiled(lambda rows: None).encode(), "teams.xlsx"),
        EITHER,
    ),
]

WORKBOOK_CASES = [*AWKWARD, *DAMAGED]
