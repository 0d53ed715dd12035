"""Whatever happens to a valid file, it is refused in words or read as a table of the same width."""

import gzip
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.errors import InputError
from icp_footprints.sources.opening.features import read_features
from icp_footprints.sources.opening.tables import read_table
from tests.examples import examples
from tests.sources.opening.features_at_hand import DRIVERS, SHAPEFILE, parts, write, zipped
from tests.sources.opening.packing import HEADER, ROWS, csv_text, make_workbook, make_zip

EDITS = st.lists(
    st.tuples(
        st.sampled_from(["change", "remove", "insert", "cut", "repeat"]),
        st.floats(0, 1, exclude_max=True),
        st.binary(min_size=1, max_size=3) | st.sampled_from([b",", b'"', b"\n", b";", b"\x00"]),
    ),
    min_size=1,
    max_size=3,
)


def edited(content: bytes, edits) -> bytes:
    for kind, where, piece in edits:
        at = int(where * (len(content) + 1))
        if kind == "cut" and len(edits) > 1:
            content = content[:at]
        elif kind == "repeat":
            content = content[:at] + content[at : at + 40] + content[at:]
        else:
            after = at + (0 if kind == "insert" else len(piece))
            content = content[:at] + (b"" if kind == "remove" else piece) + content[after:]
    return content


def check_words(error: InputError) -> None:
    assert "\n" not in str(error)
    assert error.remedy


@cache
def tables() -> dict[str, bytes]:
    folder = Path(mkdtemp())
    text = csv_text()
    titles = f'"Population, 2024"\r\n\r\n{text}\r\n"See the notes."\r\n'
    book = make_workbook(folder / "a.xlsx", {"Data": [HEADER, *ROWS], "More": [("x",), ("y",)]})
    contents = {
        "a.csv": text.encode(),
        "semicolon.csv": csv_text(separator=";").encode("utf-8-sig"),
        "titles.csv": titles.encode("cp1252"),
        "unicode.txt": csv_text(separator="\t").encode("utf-16"),
        "large.csv": (text + text[text.index("E01") :] * 300).encode(),
        "a.csv.gz": gzip.compress(text.encode(), mtime=0),
        "a.zip": make_zip(folder / "a.zip", {"a.csv": text.encode()}).read_bytes(),
        "a.xlsx": book.read_bytes(),
    }
    shutil.rmtree(folder)
    return contents


@pytest.mark.parametrize("name", ["a.csv", "semicolon.csv", "titles.csv", "unicode.txt",
                                  "large.csv", "a.csv.gz", "a.zip", "a.xlsx"])  # fmt: skip
def test_random_edits_of_tables(tmp_path, name):
    @settings(max_examples=examples(40), deadline=None)
    @given(EDITS)
    def check(edits):
        (tmp_path / name).write_bytes(edited(tables()[name], edits))
        try:
            table = read_table(tmp_path / name)
        except InputError as error:
            check_words(error)
            return
        assert {len(column) for column in table.columns.values()} == {len(table)}
        assert all(isinstance(cell, str) for column in table.columns.values() for cell in column)
        # What is cut off may be all but a title; nothing else moves cells to other columns.
        if not any(kind == "cut" for kind, _, _ in edits):
            assert len(table.columns) == len(HEADER)

    check()


@cache
def features() -> dict[str, bytes]:
    folder = Path(mkdtemp())
    contents = {f"a{suffix}": write(folder / f"a{suffix}").read_bytes() for suffix in DRIVERS}
    for suffix in SHAPEFILE:
        contents[f"a{suffix}"] = (folder / f"a{suffix}").read_bytes()
    contents["a.parquet"] = write(folder / "a.parquet").read_bytes()
    packed = zipped(folder / "a.zip", parts(folder / "a.shp", "a"))
    contents["a.zip"] = packed.read_bytes()
    shutil.rmtree(folder)
    return contents


@pytest.mark.parametrize(
    "name",
    ["a.gpkg", "a.geojson", "a.fgb", "a.kml", "a.parquet", "a.zip", "a.shp", "a.shx", "a.dbf",
     "a.prj", "a.cpg"],
)  # fmt: skip
def test_random_edits_of_features(tmp_path, name):
    shapefile = Path(name).suffix in SHAPEFILE
    if shapefile:
        for suffix in SHAPEFILE:
            (tmp_path / f"a{suffix}").write_bytes(features()[f"a{suffix}"])

    @settings(max_examples=examples(20), deadline=None)
    @given(EDITS)
    def check(edits):
        (tmp_path / name).write_bytes(edited(features()[name], edits))
        try:
            found = read_features(tmp_path / ("a.shp" if shapefile else name))
        except InputError as error:
            check_words(error)
            return
        assert len(found.table) == len(found.geometry) > 0
        assert {len(column) for column in found.table.columns.values()} <= {len(found.table)}

    check()
