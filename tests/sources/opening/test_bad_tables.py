"""Every bad table is one clear line that names the file, the place in it and the way out."""

import gzip
import re
import time
import zipfile
from pathlib import Path

import pytest

from icp_footprints.errors import InputError
from icp_footprints.sources.opening.tables import read_csv, read_table
from tests.sources.opening.packing import (
    HEADER,
    ROWS,
    csv_text,
    edit_zip,
    make_workbook,
    make_zip,
    overlapping_zip,
)

TEXT = csv_text()
GOOD = TEXT.encode()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
HTML = b"\xef\xbb\xbf\r\n<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>"
MANY = GOOD + b"E01000004,Town,12\r\n" * 2_000


def refused(source, *names):
    with pytest.raises(InputError) as caught:
        read_table(source)
    text = str(caught.value)
    assert "\n" not in text
    assert caught.value.remedy
    for name in (Path(str(source)).name.partition(":")[0], *names):
        assert name in text, text


BAD = {
    "empty.csv": (b"", "is empty"),
    "blank.csv": (b" \r\n \r\n", "empty"),
    "only marked.csv": (b"\xef\xbb\xbf", "empty"),
    "header only.csv": (b"LSOA21CD,Total\r\n", "no rows"),
    "no header.csv": (GOOD[GOOD.index(b"E01") :], "line 1", "column names", "E01000001"),
    "only numbers.csv": (b"1,2\n3,4\n", "line 1", "column names"),
    "too many cells.csv": (GOOD + b"E01000009,A, B,3\r\n", "line 5", "4 cells", "has 3"),
    "too few cells.csv": (GOOD + b"E01000009,A\r\n", "line 5", "2 cells"),
    "cut short.csv": (GOOD[:-20], "line 4"),
    "too many cells far down.csv": (MANY + b"E01000009,A, B,3\r\n", "line 2005", "4 cells"),
    "cut short far down.csv": (MANY[:-5], "line 2004", "2 cells"),
    "notes without a blank line.csv": (GOOD + b"Source: ONS\r\n", "line 5", "blank line"),
    "open quote.csv": (GOOD + b'"E01000009,A,3\r\n', "line 5", "quotation mark"),
    "open quote far up.csv": (GOOD + b'"E01,A,3\r\n' + MANY, "line 5", "quotation mark"),
    "text after quote.csv": (GOOD + b'"E01"000009,A,3\r\n', "line 5"),
    "two separators.csv": (GOOD + b"E01000009;A;3\r\n", "line 5", "1 cell"),
    "header of commas.csv": (b"code,name,n\r\nA;B;3\r\nC;D;4\r\n", "line 1", "','", "';'"),
    "header cut.csv": (TEXT.replace(",", "", 1).encode(), "line 2", "3 cells", "has 2"),
    "bars.csv": (TEXT.replace(",", "|").encode(), "'|'", "line 1"),
    "twice.csv": (b"code,n,n\r\nE,1,2\r\n", "more than one column called n"),
    "twice when stripped.csv": (b"code, n,n \r\nE,1,2\r\n", "called n"),
    "twice and large.csv": (b"code,n,n\r\n" + b"E,1,2\r\n" * 2_000, "called n"),
    "null.csv": (GOOD.replace(b"1384", b"13\x0084"), "line 3", "null character"),
    "utf-16 without mark.csv": (TEXT.encode("utf-16-le"), "null character"),
    "utf-16 cut short.txt": (TEXT.encode("utf-16")[:-1], "UTF-16"),
    "utf-16 with a byte lost.txt": (
        TEXT.encode("utf-16")[:20] + TEXT.encode("utf-16")[21:] + b" ",
        "damaged",
    ),
    "utf-8 cut short.csv": (GOOD + "E01000004,Tŷ".encode()[:-1], "line 5", "cut short"),
    "marked but not utf-8.csv": (b"\xef\xbb\xbf" + GOOD + b"E4,T\xff,1\r\n", "line 5", "UTF-8"),
    "no encoding.csv": (GOOD.replace(b"Old", b"\x81\x8d\xff"), "line 4", "encoding"),
    "page.csv": (HTML, "HTML"),
    "page in utf-16.csv": (HTML.decode("utf-8-sig").encode("utf-16"), "HTML"),
    "xml.csv": (b'<?xml version="1.0"?><Workbook/>', "XML"),
    "json.csv": (b' [ {"code": 1}]', "JSON"),
    "workbook.csv": (b"PK\x03\x04" + bytes(99), "Excel workbook"),
    "document.csv": (b"%PDF-1.7\n", "PDF"),
    "database.csv": (b"SQLite format 3\x00" + bytes(99), "GeoPackage"),
    "old.csv": (OLE, "Office"),
    "old.xls": (OLE, ".xls", ".xlsx"),
    "page.xls": (HTML, "HTML", ".xlsx"),
    "old.xlsx": (OLE, "old .xls"),
    "locked.xlsx": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "page.xlsx": (HTML, "not an Excel workbook"),
    "csv.xlsx": (GOOD, "not an Excel workbook"),
    "broken.xlsx": (b"PK\x03\x04" + bytes(99), "damaged"),
    "table.ods": (b"PK\x03\x04", ".xlsx"),
    "table": (GOOD, ".csv"),
    "broken.parquet": (b"PAR1" + bytes(99), "Parquet"),
    "not.parquet": (GOOD, "whatever its name says"),
    "not packed.csv.gz": (GOOD, "whatever its name says"),
    "cut short.csv.gz": (gzip.compress(GOOD)[:-9], "cut short"),
    "broken.csv.gz": (gzip.compress(GOOD)[:15] + b"xxxxxx" + gzip.compress(GOOD)[21:], "damaged"),
    "empty inside.csv.gz": (gzip.compress(b""), "empty"),
    "page.csv.gz": (gzip.compress(HTML), "HTML"),
    "what.gz": (gzip.compress(GOOD), ".csv"),
    "twice packed.gz.gz": (gzip.compress(gzip.compress(GOOD)), ".csv"),
    "bomb.csv.gz": (gzip.compress(bytes(40 << 20)), "250 times"),
    "not packed.zip": (GOOD, "whatever its name says"),
    "no directory.zip": (b"PK\x03\x04" + bytes(99), "damaged"),
    "overlapping.zip": (overlapping_zip(), "overlap"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_words(tmp_path, name):
    content, *words = BAD[name]
    (tmp_path / name).write_bytes(content)
    start = time.process_time()
    refused(tmp_path / name, *words)
    assert time.process_time() - start < 2


def test_missing_files_folders_and_names_that_cannot_be():
    refused("no such.csv", "no file")
    refused("http://localhost/a.csv", "no file")
    with pytest.raises(InputError, match="xxx… cannot be read"):
        read_table(f"{'x' * 300}.csv")
    with pytest.raises(InputError, match="its name cannot be used"):
        read_table("a\x00b.csv")


def test_a_folder_is_no_table(tmp_path):
    (tmp_path / "a.csv").mkdir()
    refused(tmp_path / "a.csv", "is a folder")


def test_the_plain_reader_takes_plain_text_only(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(GOOD)
    with pytest.raises(InputError, match=r"Use one of: \.csv"):
        read_csv(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({}, ["nothing"]),
        ({"read me.md": b"text"}, ["read me.md", ".csv"]),
        ({"a.zip": b"PK"}, ["a.zip", ".csv"]),
        ({"a.csv": GOOD, "b.csv": GOOD}, ["2 files", "a.csv, b.csv", ":MEMBER"]),
        ({"a.csv": b""}, ["a.csv", "empty"]),
        ({"a.csv": HTML}, ["a.csv", "HTML"]),
        ({"a.csv": GOOD + b"E,1\r\n"}, ["a.zip:a.csv, line 5"]),
        ({"a.csv": GOOD, "A.csv": GOOD}, ["same name"]),
        ({"../a.csv": GOOD}, ["../a.csv", "outside"]),
        ({"x/../../a.csv": GOOD}, ["outside"]),
        ({"/etc/a.csv": GOOD}, ["outside"]),
        ({"\\a.csv": GOOD}, ["outside"]),
        ({"x\\..\\a.csv": GOOD}, ["outside"]),
        ({"C:\\a.csv": GOOD}, ["outside"]),
        ({"c:a.csv": GOOD}, ["outside"]),
        ({"a\x1b[0m.csv": GOOD}, ["outside", "a?[0m"]),
        ({"a.csv": bytes(40 << 20)}, ["250 times"]),
        ({f"{i}.txt": b"" for i in range(10_001)}, ["10,000 members"]),
    ],
)
def test_a_bad_zip_is_refused_in_words_and_writes_nothing(tmp_path, members, words):
    (tmp_path / "in").mkdir()
    path = make_zip(tmp_path / "in" / "a.zip", members)
    start = time.process_time()
    refused(path, *words)
    assert time.process_time() - start < 1
    assert [each.name for each in tmp_path.rglob("*")] == ["in", "a.zip"]


def test_a_member_that_is_not_there_is_named_with_those_that_are(tmp_path):
    path = make_zip(tmp_path / "a.zip", {"x/a.csv": GOOD, "y/a.csv": GOOD, "z.csv": GOOD})
    refused(f"{path}:b.csv", "b.csv", "x/a.csv, y/a.csv, z.csv")
    refused(f"{path}:a.csv", "x/a.csv, y/a.csv")
    refused(f"{path}:z.csv:Sheet", "Sheet")
    assert len(read_table(f"{path}:y/a.csv")) == 3


def test_links_passwords_and_unusual_packing_are_refused(tmp_path):
    link = zipfile.ZipInfo("a.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    refused(tmp_path / "link.zip", "link")
    with zipfile.ZipFile(tmp_path / "lzma.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.csv", GOOD)
    refused(tmp_path / "lzma.zip", "cannot be read here")
    content = bytearray(make_zip(tmp_path / "locked.zip", {"a.csv": GOOD}).read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + flags] |= 1
    (tmp_path / "locked.zip").write_bytes(content)
    refused(tmp_path / "locked.zip", "password")


def test_an_archive_that_lies_about_sizes_or_is_damaged(tmp_path):
    whole = make_zip(tmp_path / "a.zip", {"a.csv": GOOD * 50}).read_bytes()
    for where in range(0, len(whole), 7):
        (tmp_path / "a.zip").write_bytes(whole[:where])
        refused(tmp_path / "a.zip")
    size = (len(GOOD) * 50).to_bytes(4, "little")
    lie = whole.replace(size, (10).to_bytes(4, "little"))
    assert lie != whole
    (tmp_path / "a.zip").write_bytes(lie)
    refused(tmp_path / "a.zip", "a.csv")
    wrong = bytearray(whole)
    wrong[60] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(wrong)
    refused(tmp_path / "a.zip", "damaged")


def workbook(folder: Path, rows=(HEADER, *ROWS)) -> Path:
    return make_workbook(folder / "a.xlsx", {"Data": rows})


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], ["no rows"]),
        ([HEADER], ["no rows"]),
        ([("a", "b", "b"), (1, 2, 3)], ["called b"]),
        (ROWS, ["row 1", "column names", "E01000001"]),
    ],
)
def test_a_bad_sheet_is_refused_in_words(tmp_path, rows, words):
    refused(workbook(tmp_path, rows), *words)


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(tmp_path):
    path = workbook(tmp_path)
    refused(f"{path}:2024", "2024", "Data")
    refused(f"{make_zip(tmp_path / 'b.xlsx', {'word/document.xml': b'<x/>'})}", "not an Excel")


def test_a_part_of_a_file_without_parts_is_refused(tmp_path):
    (tmp_path / "a.csv").write_bytes(GOOD)
    refused(f"{tmp_path / 'a.csv'}:Sheet1", "Sheet1")


def in_sheet(old: bytes, new: bytes):
    return lambda name, content: content.replace(old, new) if "sheet1" in name else content


END = b"</sheetData>"
BOMB = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>%s]>" % b"".join(
    b"<!ENTITY %c '%s'>" % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(12)
)


@pytest.mark.parametrize(
    "change",
    [
        in_sheet(END, b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + END),
        in_sheet(END, b'<row r="9999999"/><row><c r = "zzz1"/></row>' + END),
        in_sheet(b"<sheetData>", BOMB + b"<sheetData>&l;" + b" " * (40 << 20)),
        lambda name, content: content[: len(content) // 2] if "sheet1" in name else content,
        lambda name, content: b"" if name == "xl/workbook.xml" else content,
        lambda name, content: content.replace(b"LSOA21CD", b"&l;") if "shared" in name else content,
    ],
)  # fmt: skip
def test_a_workbook_made_to_do_harm_is_refused_soon(tmp_path, change):
    edit_zip(workbook(tmp_path), change)
    start = time.process_time()
    refused(tmp_path / "a.xlsx")
    assert time.process_time() - start < 2


def test_entities_in_a_sheet_are_never_expanded(tmp_path):
    path = workbook(tmp_path, [("code", "n"), ("E01000001", 1500), ("E01000002", 1)])
    edit_zip(path, in_sheet(b"?>\n", b"?>\n" + BOMB))
    edit_zip(path, in_sheet(b"<v>1500<", b"<v>&l;<"))
    assert read_table(path).columns["n"].tolist() == ["", "1"]


def test_a_file_larger_than_memory_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "a.csv").open("wb") as file:
        file.truncate((1 << 30) + 1)
    refused(tmp_path / "a.csv", "1 GB")


def test_nothing_unpacked_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "room"))
    (tmp_path / "room").mkdir()
    path = make_zip(tmp_path / "a.zip", {"a.csv": GOOD})
    assert len(read_table(path)) == 3
    make_zip(path, {"a.csv": b"x,x\n1,2\n"})
    refused(path, "called x")
    assert list((tmp_path / "room").iterdir()) == []


def test_cells_that_are_too_long_or_set_apart_by_blanks(tmp_path):
    (tmp_path / "a.csv").write_bytes(GOOD + b"x" * 200_000)
    refused(tmp_path / "a.csv", "line 5", "131,072 letters")
    (tmp_path / "a.csv").write_text(TEXT.replace(",", "   ").replace('"', ""))
    refused(tmp_path / "a.csv", "line 1", "blanks")


def test_the_name_of_a_file_is_never_empty():
    for name in ("", "  "):
        with pytest.raises(InputError, match="name is empty"):
            read_table(name)


def test_the_whole_name_of_a_member_comes_before_names_without_folders(tmp_path):
    path = make_zip(tmp_path / "a.zip", {"old/a.csv": b"x,y\n1,2\n", "a.csv": GOOD})
    assert len(read_table(f"{path}:a.csv")) == 3
    assert len(read_table(f"{path}:old/a.csv")) == 1
    path = make_zip(tmp_path / "b.zip", {"old/a.csv": GOOD, "new/a.csv": GOOD})
    refused(f"{path}:a.csv", "old/a.csv", "new/a.csv")


def test_a_workbook_may_not_claim_more_texts_than_it_has_room_for(tmp_path):
    path = make_workbook(tmp_path / "a.xlsx", {"S": [HEADER, *ROWS]})
    assert len(read_table(path)) == 3

    def change(name, content):
        return re.sub(rb'uniqueCount="\d+"', b'uniqueCount="4000000000"', content)

    refused(edit_zip(path, change), "4,000,000,000 texts")
