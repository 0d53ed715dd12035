"""The same table is read the same from every kind of file and wrapping, every cell as text."""

import csv
import datetime as dt
import gzip
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.errors import InputError
from icp_footprints.sources.opening.tables import read_table
from tests.examples import examples
from tests.sources.opening.packing import HEADER, ROWS, csv_text, make_workbook, make_zip

TEXT = csv_text()


def table_rows(table):
    """The rows of a table as tuples of text."""
    return list(zip(*table.columns.values(), strict=True))


def plain_files(folder: Path) -> dict[str, Path]:
    """The same table as every kind of file."""
    contents = {
        "comma.csv": TEXT.encode(),
        "unix.csv": TEXT.replace("\r\n", "\n").encode(),
        "mac.csv": TEXT.replace("\r\n", "\r").encode(),
        "no_last_line_end.csv": TEXT.rstrip().encode(),
        "marked.csv": TEXT.encode("utf-8-sig"),
        "semicolon.csv": csv_text(separator=";").encode(),
        "tab.tsv": csv_text(separator="\t").encode(),
        "tab.txt": csv_text(separator="\t").encode(),
        "unicode text.txt": csv_text(separator="\t").encode("utf-16"),
        "big_endian.txt": b"\xfe\xff" + csv_text(separator="\t").encode("utf-16-be"),
        "titles.csv": f'"Population, mid-2024"\r\n\r\n"date","2024"\r\n\r\n{TEXT}'.encode(),
        "padded titles.csv": f"Population,,\r\n,,\r\n{TEXT}".encode(),
        "blank lines.csv": TEXT.replace("E01000002", "\r\n,,\r\nE01000002").encode(),
        "spaces.csv": TEXT.replace(",1477", ",  1477 ").encode(),
        "trailing commas.csv": TEXT.replace("\r\n", ",,\r\n").encode(),
        "notes.csv": f'{TEXT}\r\n"Note 1, see above."\r\n\r\nSource: ONS\r\n'.encode(),
        "padded notes.csv": f"{TEXT},,\r\nSource: ONS,,\r\n".encode(),
        "UPPER.CSV": TEXT.encode(),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    numbers = [(code, name, int(total)) for code, name, total in ROWS]
    decimals = [(code, name, float(total)) for code, name, total in ROWS]
    make_workbook(folder / "book.xlsx", {"Data": [HEADER, *numbers]})
    make_workbook(folder / "decimals.xlsx", {"Data": [HEADER, *decimals]})
    make_workbook(folder / "text.xlsx", {"Data": [HEADER, *ROWS]})
    cover = [("Population estimates",), ("Source: ONS", "Contact: us")]
    make_workbook(
        folder / "cover.xlsx",
        {
            "Cover": cover,
            "Names": [("Column", "Means"), ("LSOA21CD", "code"), ("LSOA21NM", "name")],
            "Data": [("Table 1",), (), ("", "", ""), HEADER, *numbers, (), ("Notes",)],
        },
    )
    pd.DataFrame(decimals, columns=list(HEADER)).to_parquet(folder / "table.parquet")
    return {path.name: path for path in folder.iterdir()}


def test_every_kind_of_file_gives_the_same_table(tmp_path):
    for name, path in plain_files(tmp_path).items():
        table = read_table(str(path))
        assert list(table.columns) == list(HEADER), name
        assert table_rows(table) == list(ROWS), name
        assert all(isinstance(cell, str) for row in table_rows(table) for cell in row), name


def test_every_kind_of_file_may_be_packed(tmp_path):
    (tmp_path / "plain").mkdir()
    for name, path in plain_files(tmp_path / "plain").items():
        packed = tmp_path / f"{name}.gz"
        packed.write_bytes(gzip.compress(path.read_bytes()))
        assert table_rows(read_table(packed)) == list(ROWS), name
        members = {f"2024/{name}": path.read_bytes(), "__MACOSX/2024/._x.csv": b"\x00\x05"}
        make_zip(tmp_path / "packed.zip", {**members, "2024/read me.md": b"# Read me"})
        for source in ("packed.zip", f"packed.zip:{name}", f"packed.zip:2024/{name}"):
            table = read_table(f"{tmp_path / source}")
            assert table_rows(table) == list(ROWS), source
            assert table.file == f"packed.zip:2024/{name}"


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (TEXT, [2, 3, 4]),
        (f"Title\r\n\r\n{TEXT}", [4, 5, 6]),
        (TEXT.replace("City of London", '"City\r\nof London"').replace(" 001A", ""), [3, 4, 5]),
        (TEXT.replace("E01000002", "\r\n\r\nE01000002"), [2, 5, 6]),
    ],
)
@pytest.mark.parametrize("copies", [1, 2000])
def test_a_row_is_known_by_the_line_it_ends_on(tmp_path, content, lines, copies):
    (tmp_path / "a.csv").write_bytes(content.encode() + TEXT[TEXT.index("E01") :].encode() * copies)
    numbers = read_table(tmp_path / "a.csv").row_numbers
    assert numbers[:3].tolist() == lines
    np.testing.assert_array_equal(np.diff(numbers[2:]), 1)


def test_rows_of_a_workbook_have_the_numbers_excel_shows(tmp_path):
    path = make_workbook(tmp_path / "a.xlsx", {"S": [("Title",), (), HEADER, *ROWS]})
    table = read_table(path)
    assert table.row_numbers.tolist() == [4, 5, 6]
    assert table.where(0) == "row 4"


def test_what_is_left_out_is_said_and_counted(tmp_path):
    text = f'Table 1\n"Persons","All"\n\n{TEXT}\n"Small counts changed."\nSource: ONS\n'
    (tmp_path / "a.csv").write_text(text, newline="")
    above, below = read_table(tmp_path / "a.csv").notes
    assert "2 lines above" in above
    assert "Table 1" in above
    assert "2 lines below" in below
    assert "line 9" in below
    assert "Small counts changed." in below


def test_the_one_area_of_a_census_table_is_found_among_its_titles(tmp_path):
    lines = [
        '"TS007A - Age by five-year age bands"',
        '"ONS Crown Copyright Reserved [from Nomis on 24 November 2023]"',
        "",
        '"Population","All usual residents"',
        '"Units","Persons"',
        '"date","2021"',
        "",
        '"2021 super output area - lower layer","mnemonic","Total","Aged 4 years and under"',
        '"Hartlepool 001A","E01011949",1500,80',
        "",
        '"In order to protect against disclosure of personal information, counts are changed."',
        "",
    ]
    (tmp_path / "nomis.csv").write_text("\n".join(lines))
    table = read_table(tmp_path / "nomis.csv")
    assert list(table.columns)[1:3] == ["mnemonic", "Total"]
    assert table_rows(table) == [("Hartlepool 001A", "E01011949", "1500", "80")]
    assert len(table.notes) == 2


def test_single_years_of_age_may_be_column_names(tmp_path):
    names = ["Area Codes", "LSOA", "All Ages", *map(str, range(90)), "90+"]
    row = ["E01000001", "City of London 001A", *map(str, range(92))]
    (tmp_path / "a.csv").write_text(csv_text([["Mid-2020"], [], names, row]), newline="")
    assert list(read_table(tmp_path / "a.csv").columns) == names


@pytest.mark.parametrize("code", ["iso-8859-1", "cp1252"])
def test_windows_text_is_read_and_said(tmp_path, code):
    (tmp_path / "a.csv").write_bytes("code,name\n1,Penrhôs £\n".encode(code))
    table = read_table(tmp_path / "a.csv")
    assert table.columns["name"].tolist() == ["Penrhôs £"]
    assert "Windows-1252" in table.notes[0]
    assert "Windows-1252" in table.kind


def test_the_sheet_that_is_named_is_read(tmp_path):
    other = [("LSOA21CD", "n"), ("E01000009", 5)]
    path = make_workbook(tmp_path / "a.xlsx", {"2021": [HEADER, *ROWS], "2022": other})
    assert len(read_table(f"{path}:2021")) == 3
    assert table_rows(read_table(f"{path}:2022")) == [("E01000009", "5")]
    with pytest.raises(InputError, match=r"'2021' and '2022'.*a\.xlsx:2022"):
        read_table(path)
    packed = make_zip(tmp_path / "a.zip", {"a.xlsx": path.read_bytes()})
    assert len(read_table(f"{packed}:2022")) == len(read_table(f"{packed}:a.xlsx:2022")) == 1


def test_cells_of_a_workbook_are_what_excel_shows(tmp_path):
    values = [0.1 + 0.2, 1606.0, 1e-7, 123456789012, True, "007", "", dt.date(2026, 9, 1), -3.5]
    path = make_workbook(tmp_path / "a.xlsx", {"S": [("v", "w"), *([v, "x"] for v in values)]})
    table = read_table(path)
    shown = ["0.3", "1606", "1e-07", "123456789012", "TRUE", "007", "", "2026-09-01", "-3.5"]
    assert table.columns["v"].tolist() == shown
    assert any("'v' holds 1 date" in note for note in table.notes)


def test_a_column_without_a_name_is_kept_and_said(tmp_path):
    (tmp_path / "a.csv").write_text(",code,name,\n0,E1,a,\n1,E2,b,\n")
    table = read_table(tmp_path / "a.csv")
    assert list(table.columns) == ["column 1", "code", "name"]
    assert "column 1" in table.notes[0]


CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from(",;\t\"'\n "),
    max_size=8,
)


@settings(max_examples=examples(80), deadline=None)
@given(
    st.data(),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from([1, 600]),
)
def test_whatever_python_writes_as_csv_is_read_back(data, separator, quoting, end, code, copies):
    """Small files go through Python's reader, large ones (copies) through Arrow."""
    width = data.draw(st.integers(2, 4))
    # A full first cell keeps a row from being blank or a footnote, a full last from being short.
    rows = data.draw(st.lists(st.tuples(*[CELLS] * (width - 2)), min_size=1, max_size=5))
    full = [("a fuller cell", *row, "é") for row in rows] * copies
    header = tuple(f"name {i}" for i in range(width))
    file = io.StringIO()
    csv.writer(file, delimiter=separator, quoting=quoting, lineterminator=end).writerows(
        [header, *full]
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(file.getvalue().encode(code))
        table = read_table(path)
    assert list(table.columns) == list(header)
    assert table_rows(table) == [tuple(cell.strip() for cell in row) for row in full]
    text = file.getvalue().replace("\r\n", "\n")
    assert table.row_numbers[-1] == text.count("\n")


def test_a_cell_beside_the_table_makes_a_column_and_is_said(tmp_path):
    rows = [("code", "n"), ("A", 1), ("B", 2, "see note")]
    table = read_table(make_workbook(tmp_path / "a.xlsx", {"S": rows}))
    assert table.columns["column 3"].tolist() == ["", "see note"]
    assert any("column 3" in note for note in table.notes)


def test_large_files_share_their_strings(tmp_path):
    rows = [(f"P{i % 10}", f"E{i % 100}", str(i % 7)) for i in range(20_000)]
    (tmp_path / "a.csv").write_text(csv_text([("p", "u", "n"), *rows]), newline="")
    table = read_table(tmp_path / "a.csv")
    assert table_rows(table) == rows
    assert len({id(text) for text in table.columns["p"]}) == 10
