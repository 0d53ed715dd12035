"""The same features are read from every format and wrapping, geometry as it is, columns as text."""

import gzip
import json
import shutil
import sqlite3
import struct
from pathlib import Path

import numpy as np
import pytest
import shapely

from icp_footprints.sources.opening.features import read_features, split_layer
from icp_footprints.sources.opening.files import sha256_of
from tests.sources.opening.features_at_hand import (
    COLUMNS,
    DRIVERS,
    FORMATS,
    SHAPEFILE,
    frame,
    parts,
    write,
    zipped,
)


def same(found, expected=None):
    """Whether features are those at hand, in whatever order."""
    shapes = list((frame() if expected is None else expected).geometry)
    order = [COLUMNS["code"].index(code) for code in found.table.columns["code"]]
    assert sorted(order) == [0, 1, 2]
    for name, texts in COLUMNS.items():
        assert found.table.columns[name].tolist() == [texts[i] for i in order], name
    for shape, i in zip(found.geometry, order, strict=True):
        # Formats may close rings the other way round, keep seven decimals, and add a height of 0.
        assert shapely.force_2d(shape).normalize().equals_exact(shapes[i].normalize(), 1e-6)
    return True


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("shape", [0, 1, 2])
def test_every_format_gives_the_same_features(tmp_path, suffix, shape):
    found = read_features(str(write(tmp_path / f"units{suffix}", frame(shape))))
    assert same(found, frame(shape))
    assert found.system is not None
    assert found.system.to_epsg() == 4326
    assert found.kind == found.table.kind
    assert found.table.file == f"units{suffix}"


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_may_be_in_a_zip(tmp_path, suffix):
    path = write(tmp_path / f"units{suffix}")
    members = parts(path, "2024/Units") if suffix == ".shp" else {f"2024/Units{suffix}": path}
    packed = zipped(tmp_path / "units.zip", {**members, "2024/read me.txt": path})
    for part in ("", f":Units{suffix}", f":2024/Units{suffix}"):
        found = read_features(f"{packed}{part}")
        assert same(found)
        assert found.table.file == f"units.zip:2024/Units{suffix}"


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".kml", ".fgb"])
def test_single_files_may_be_gzipped(tmp_path, suffix):
    path = write(tmp_path / f"units{suffix}")
    packed = tmp_path / f"units{suffix}.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert same(read_features(packed))


def test_a_zipped_kml_of_google_earth(tmp_path):
    path = write(tmp_path / "units.kml")
    assert same(read_features(zipped(tmp_path / "units.kmz", {"doc.kml": path, "a/b.png": path})))


def test_one_of_two_in_a_zip_is_read_by_name(tmp_path):
    path = write(tmp_path / "a.shp")
    write(tmp_path / "b.gpkg")
    packed = zipped(tmp_path / "z.zip", {**parts(path, "a"), "b.gpkg": tmp_path / "b.gpkg"})
    assert read_features(f"{packed}:a.shp").kind == "Shapefile"
    assert read_features(f"{packed}:b.gpkg").kind == "GeoPackage"
    assert read_features(f"{packed}:b.gpkg:b").layer == "b"


def test_a_shapefile_may_be_given_as_its_folder_and_in_any_letter_case(tmp_path):
    path = write(tmp_path / "units.shp")
    assert same(read_features(tmp_path))
    for suffix in SHAPEFILE:
        path.with_suffix(suffix).rename(tmp_path / f"UNITS{suffix.upper()}")
    assert same(read_features(tmp_path / "UNITS.SHP"))
    (tmp_path / "UNITS.DBF").rename(tmp_path / "Units.dbf")
    assert same(read_features(tmp_path))
    assert len(sha256_of(tmp_path)) == 64


@pytest.mark.parametrize(
    ("stated", "written", "noted"),
    [
        ("UTF-8", "utf-8", False),
        (None, "utf-8", False),
        ("nonsense", "utf-8", False),
        ("1252", "cp1252", False),
        ("ANSI 1252", "cp1252", False),
        ("ISO-8859-1", "cp1252", False),
        ("88591", "cp1252", False),
        (None, "cp1252", True),
        ("UTF-8", "cp1252", True),
    ],
)
def test_columns_of_a_shapefile_in_any_encoding(tmp_path, stated, written, noted):
    features = frame().assign(Name=["Penrhôs"] * 3)
    path = write(tmp_path / "units.shp", features)
    table = path.with_suffix(".dbf").read_bytes()
    length = len("Penrhôs".encode())
    cell = "Penrhôs".encode(written).ljust(length)
    path.with_suffix(".dbf").write_bytes(table.replace("Penrhôs".encode(), cell))
    path.with_suffix(".cpg").unlink()
    if stated is not None:
        path.with_suffix(".cpg").write_text(stated)
    found = read_features(path)
    assert set(found.table.columns["Name"]) == {"Penrhôs"}
    assert any("Windows-1252" in note for note in found.notes) == noted


def test_a_shapefile_without_its_reference_system_says_so(tmp_path):
    path = write(tmp_path / "units.shp")
    path.with_suffix(".prj").write_text("JUNK[")
    found = read_features(path)
    assert found.system is None
    assert "not known" in found.notes[0]
    write(path)
    stated = path.with_suffix(".prj").read_bytes()
    path.with_suffix(".prj").write_bytes(
        stated.replace(b"GCS_WGS_1984", "Ångström".encode("cp1252"))
    )
    found = read_features(path)
    assert found.system is not None
    assert found.system.is_geographic
    path.with_suffix(".prj").unlink()
    found = read_features(path)
    assert same(found)
    assert found.system is None
    assert ".prj" in found.notes[0]


KML = """<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2">
<Document><Folder><name>North</name><Placemark><name>A</name><ExtendedData>
<Data name="code"><value>E01000001</value></Data></ExtendedData>
<Polygon><outerBoundaryIs><LinearRing><coordinates>-1,53,9 -1,54,9 -2,54,9 -1,53,9</coordinates>
</LinearRing></outerBoundaryIs></Polygon></Placemark></Folder><Folder><name>South</name>
<Placemark><name>B</name><Point><coordinates>-1,53</coordinates></Point></Placemark></Folder>
</Document></kml>"""


def test_folders_of_a_kml_are_its_layers(tmp_path):
    (tmp_path / "a.kml").write_text(KML)
    north = read_features(f"{tmp_path / 'a.kml'}:North")
    assert north.layer == "North"
    assert north.table.columns["code"].tolist() == ["E01000001"]
    assert shapely.has_z(north.geometry).all()
    assert read_features(f"{tmp_path / 'a.kml'}:South").geometry[0].geom_type == "Point"


@pytest.mark.parametrize(
    ("system", "code"),
    [
        (None, 4326),
        ({"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}, 27700),
        ({"type": "name", "properties": {"name": "EPSG:27700"}}, 27700),
        ({"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}, 4326),
    ],
)
def test_a_reference_system_named_in_geojson_is_honoured(tmp_path, system, code):
    data = json.loads(write(tmp_path / "a.geojson").read_text())
    data.pop("crs", None)
    data = {"type": data["type"], **({"crs": system} if system else {}), **data}
    for indent in (None, 4):
        (tmp_path / "a.geojson").write_text(json.dumps(data, indent=indent))
        found = read_features(tmp_path / "a.geojson")
        assert found.system is not None
        assert found.system.to_epsg() == code


def test_text_in_geojson_may_hold_anything(tmp_path):
    names = ['NaN [[{" \\', 'crs" "', '\\" Infinity ]]']
    path = write(tmp_path / "a.geojson", frame().assign(Name=names, crs="BNG"))
    assert read_features(path).table.columns["Name"].tolist() == names
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes() + b"\r\n \r\n")
    assert read_features(path).table.columns["Name"].tolist() == names


def geopackage_with(folder: Path, wkb: bytes, kind: str) -> Path:
    """A GeoPackage whose first shape is given as bytes, as other programs may write it."""
    path = write(folder / "units.gpkg")
    base = sqlite3.connect(path)
    for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        base.execute(f'DROP TRIGGER "{name}"')
    blob = b"GP\x00\x01" + struct.pack("<i", 4326) + wkb
    base.execute("UPDATE units SET geom = ? WHERE fid = 1", (blob,))
    base.execute("UPDATE gpkg_geometry_columns SET geometry_type_name = ?, z = 2, m = 2", (kind,))
    base.commit()
    base.close()
    return path


def points(*coordinates: tuple[float, ...]) -> bytes:
    count = struct.pack("<I", len(coordinates))
    return count + b"".join(struct.pack(f"<{len(each)}d", *each) for each in coordinates)


ARC = struct.pack("<BI", 1, 8) + points((0, 0), (1, 1), (2, 0), (1, -1), (0, 0))
CURVED = struct.pack("<BII", 1, 10, 1) + ARC
CURVES = struct.pack("<BII", 1, 12, 1) + CURVED


@pytest.mark.parametrize(
    ("wkb", "kind", "type_name"),
    [
        (CURVED, "CURVEPOLYGON", "Polygon"),
        (CURVED, "GEOMETRY", "Polygon"),
        (CURVES, "MULTISURFACE", "MultiPolygon"),
        (ARC, "GEOMETRY", "LineString"),
    ],
)
def test_curves_come_as_fine_lines(tmp_path, wkb, kind, type_name):
    shape = read_features(geopackage_with(tmp_path, wkb, kind)).geometry[0]
    assert shape.geom_type == type_name
    circle = shapely.polygonize([shapely.boundary(shape) if "Poly" in type_name else shape])
    assert circle.area == pytest.approx(np.pi, rel=2e-3)


def test_heights_are_kept_and_features_without_a_shape_too(tmp_path):
    features = frame()
    features.geometry = [shapely.force_3d(features.geometry[0], 5), None, features.geometry[2]]
    for suffix in (".gpkg", ".geojson", ".shp", ".parquet"):
        found = read_features(write(tmp_path / f"units{suffix}", features))
        assert found.geometry[1] is None
        assert shapely.has_z(found.geometry[0])


def test_dates_have_no_midnight(tmp_path):
    features = frame().assign(day=np.array(["2021-03-21"] * 3, dtype="datetime64[s]"))
    for suffix in (".gpkg", ".geojson", ".fgb", ".parquet"):
        found = read_features(write(tmp_path / f"units{suffix}", features))
        assert set(found.table.columns["day"]) == {"2021-03-21"}, suffix


def test_reading_changes_nothing_and_leaves_nothing(tmp_path, monkeypatch):
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(room))
    held = {suffix: write(tmp_path / f"units{suffix}") for suffix in DRIVERS}
    packed = zipped(tmp_path / "units.zip", {"units.gpkg": held[".gpkg"]})
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    for path in (*held.values(), packed):
        assert same(read_features(path))
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before
    assert list(room.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "path", "part"),
    [
        ("units.zip:folder/units.shp", "units.zip", "folder/units.shp"),
        ("C:/data/units.zip:folder/units.shp", "C:/data/units.zip", "folder/units.shp"),
        (r"C:\data\units.ZIP:a\b.csv", r"C:\data\units.ZIP", r"a\b.csv"),
        (r"\\server\share\book.xlsx:Sheet 1", r"\\server\share\book.xlsx", "Sheet 1"),
        ("book.zip:book.xlsx:Sheet 1", "book.zip", "book.xlsx:Sheet 1"),
        ("C:units.csv", "C:units.csv", None),
        (r"\\server\share\units.zip", r"\\server\share\units.zip", None),
    ],
)
def test_a_file_and_its_part_are_told_apart(text, path, part):
    assert split_layer(text) == (Path(path), part)


def test_a_part_with_colons_and_slashes_of_a_file_that_is_there(tmp_path):
    path = write(tmp_path / "units.gpkg")
    assert split_layer(f"{path}:a:b/c") == (path, "a:b/c")
    shutil.copy(path, tmp_path / "a:b.gpkg")
    assert split_layer(f"{tmp_path / 'a:b.gpkg'}:x") == (tmp_path / "a:b.gpkg", "x")
