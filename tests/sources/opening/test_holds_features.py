"""Whether a file holds features or a table, plain or packed, before anything reads it."""

import gzip

import pytest

from icp_footprints.errors import InputError
from icp_footprints.sources.opening.features import read_features
from icp_footprints.sources.opening.holds_features import holds_features
from icp_footprints.sources.opening.tables import read_table
from tests.sources.opening.features_at_hand import FORMATS, table_file, write
from tests.sources.opening.packing import csv_text, make_workbook, make_zip

CSV = csv_text().encode()


def agrees(given, is_of_features):
    """What is told of a file, and that the reader for such files does read it."""
    reader = read_features if is_of_features else read_table
    assert reader(str(given))
    return holds_features(str(given)) == is_of_features


@pytest.mark.parametrize("suffix", FORMATS)
def test_features_plain_and_packed(tmp_path, suffix):
    path = write(tmp_path / f"units{suffix}")
    assert agrees(path, True)
    if suffix == ".shp":  # one file of several
        return
    assert agrees(make_zip(tmp_path / "units.zip", {path.name: path.read_bytes()}), True)
    packed = tmp_path / f"units{suffix}.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert agrees(packed, True)


def tables(folder):
    text, book = folder / "t.CSV", folder / "t.xlsx"
    text.write_bytes(CSV)
    return [
        text,
        make_workbook(book, {"One": [["a", "b"], ["1", "2"]]}),
        table_file(folder / "t.parquet"),
    ]


def test_tables_plain_and_packed(tmp_path):
    for path in tables(tmp_path):
        assert agrees(path, False)
        assert agrees(make_zip(tmp_path / "t.zip", {path.name: path.read_bytes()}), False)
        packed = tmp_path / f"{path.name}.gz"
        packed.write_bytes(gzip.compress(path.read_bytes()))
        assert agrees(packed, False)


def test_a_table_packed_with_what_is_said_about_it_is_a_table(tmp_path):
    held = {"data.csv": CSV, "notes.pdf": b"%PDF-1.4", "__MACOSX/._data.geojson": b"\x00\x05"}
    assert agrees(make_zip(tmp_path / "t.zip", held), False)


def test_the_member_that_is_named_decides(tmp_path):
    shapes, book = write(tmp_path / "s.gpkg"), tables(tmp_path)[1]
    held = {"all/s.gpkg": shapes.read_bytes(), "all/t.csv": CSV, "all/t.xlsx": book.read_bytes()}
    packed = make_zip(tmp_path / "all.zip", held)
    for member, is_of_features in [
        ("all/s.gpkg", True),
        ("s.gpkg:s", True),
        ("all/t.csv", False),
        ("t.csv", False),
        ("all/t.xlsx:One", False),
        ("t.xlsx:One", False),
    ]:
        assert agrees(f"{packed}:{member}", is_of_features)


@pytest.mark.parametrize("name", ["t.zip", "t.parquet", "t.parquet.gz"])
@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04nothing", b"PAR1", b"\x1f\x8bnothing"])
def test_what_cannot_be_opened_is_said_in_a_line(tmp_path, name, content):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=name):
        holds_features(str(tmp_path / name))
