"""Boundaries are read from any common file, mended and moved; what cannot be used is named."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from icp_footprints.errors import InputError
from icp_footprints.sources.door.boundaries import read_boundaries, read_units
from icp_footprints.sources.opening.features import split_layer
from tests.grids import squares
from tests.sources.making import (
    ART,
    DRIVERS,
    codes,
    is_one_clear_line,
    refusal,
    units_frame,
    write,
)

# GeoJSON is longitude and latitude, unless it says otherwise (below).
KINDS = [(suffix, crs) for suffix in DRIVERS for crs in ("EPSG:27700", "EPSG:4326")]
KINDS.remove((".geojson", "EPSG:27700"))


@pytest.mark.parametrize(("suffix", "crs"), KINDS)
def test_every_kind_of_file_gives_the_same_place_in_metres(tmp_path, suffix, crs):
    found = read_boundaries(str(write(tmp_path / f"units{suffix}", units_frame(), crs)))
    by_code = dict(zip(found.table.columns["code"], found.geometry, strict=True))
    assert sorted(by_code) == codes(8)
    for code, square in zip(codes(8), squares(ART), strict=True):
        assert shapely.hausdorff_distance(by_code[code], square) < 0.05
    assert not any("mended" in note for note in found.notes)
    assert set(found.table.columns["people"]) == {"1500"}


def test_geojson_that_names_the_national_grid_itself(tmp_path):
    data = json.loads(units_frame().to_json())
    data["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    (tmp_path / "units.geojson").write_text(json.dumps(data))
    found = read_boundaries(str(tmp_path / "units.geojson"))
    assert shapely.equals(found.geometry, squares(ART)).all()


def test_geojson_with_a_byte_order_mark(tmp_path):
    path = write(tmp_path / "units.geojson", units_frame(), "EPSG:4326")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(read_boundaries(str(path)).table) == 8


@pytest.mark.parametrize("suffix", [".gpkg", ".shp", ".fgb"])
def test_a_file_without_a_reference_system_is_refused_unless_one_is_given(tmp_path, suffix):
    frame = units_frame().set_crs(None, allow_override=True)
    with pytest.warns(UserWarning, match="crs"):
        path = write(tmp_path / f"units{suffix}", frame, None)
    with pytest.raises(InputError) as caught:
        read_boundaries(str(path))
    assert is_one_clear_line(caught.value, path.name, "--crs EPSG:27700")
    found = read_boundaries(str(path), crs="EPSG:27700")
    assert set(shapely.normalize(found.geometry)) == set(shapely.normalize(squares(ART)))


@pytest.mark.parametrize("srs_id", [-1, 0])
def test_a_geopackage_that_says_undefined_has_no_reference_system(tmp_path, srs_id):
    path = write(tmp_path / "units.gpkg", units_frame())
    with sqlite3.connect(path) as base:
        base.execute("UPDATE gpkg_geometry_columns SET srs_id = ?", (srs_id,))
        base.execute("UPDATE gpkg_contents SET srs_id = ?", (srs_id,))
    base.close()
    with pytest.raises(InputError) as caught:
        read_boundaries(str(path))
    assert is_one_clear_line(caught.value, path.name, "--crs")


def test_an_unknown_reference_system_is_named(tmp_path):
    path = write(tmp_path / "units.gpkg", units_frame())
    with pytest.raises(InputError) as caught:
        read_boundaries(str(path), crs="EPSG:1")
    assert is_one_clear_line(caught.value, "EPSG:1", "EPSG:27700")


@pytest.mark.parametrize("crs", ["EPSG:32630", "EPSG:3857", "EPSG:4258", "EPSG:29902"])
def test_other_reference_systems_are_moved(tmp_path, crs):
    found = read_boundaries(str(write(tmp_path / "units.gpkg", units_frame(), crs)))
    assert shapely.hausdorff_distance(found.geometry[0], squares(ART)[0]) < 15


@pytest.mark.parametrize(
    ("text", "path", "layer"),
    [
        ("units.gpkg", "units.gpkg", None),
        ("units.gpkg:lsoa21", "units.gpkg", "lsoa21"),
        ("data/units.gpkg:lsoa 2021", "data/units.gpkg", "lsoa 2021"),
        (r"C:\data\units.gpkg", r"C:\data\units.gpkg", None),
        (r"C:\data\units.gpkg:lsoa21", r"C:\data\units.gpkg", "lsoa21"),
        ("C:/data/units.gpkg", "C:/data/units.gpkg", None),
        ("C:/data/units.gpkg:lsoa21", "C:/data/units.gpkg", "lsoa21"),
        (r"\\server\share\units.gpkg:lsoa21", r"\\server\share\units.gpkg", "lsoa21"),
    ],
)
def test_a_file_and_its_layer_are_told_apart(text, path, layer):
    assert split_layer(text) == (Path(path), layer)


def test_a_file_whose_own_name_holds_a_colon(tmp_path):
    path = write(tmp_path / "a:b.gpkg", units_frame())
    assert split_layer(str(path)) == (path, None)
    assert len(read_boundaries(str(path)).table) == 8


def two_layers(folder: Path) -> Path:
    path = write(folder / "two.gpkg", units_frame(), layer="lsoa21")
    return write(path, units_frame("AB"), layer="ward24", append=True)


def test_one_of_several_layers_is_read_by_name(tmp_path):
    path = two_layers(tmp_path)
    assert len(read_boundaries(f"{path}:lsoa21").table) == 8
    assert len(read_boundaries(f"{path}:ward24").table) == 2


@pytest.mark.parametrize("layer", ["", ":msoa21", ":LSOA21", ":"])
def test_without_a_layer_that_is_there_the_layers_are_named(tmp_path, layer):
    with pytest.raises(InputError) as caught:
        read_boundaries(f"{two_layers(tmp_path)}{layer}")
    assert is_one_clear_line(caught.value, "two.gpkg", "lsoa21, ward24")


def test_heights_are_dropped(tmp_path):
    frame = units_frame()
    frame.geometry = [shapely.force_3d(shape, 12.5) for shape in frame.geometry]
    found = read_boundaries(str(write(tmp_path / "units.gpkg", frame)))
    assert not shapely.has_z(found.geometry).any()
    assert shapely.equals(found.geometry, squares(ART)).all()


def test_an_invalid_ring_is_mended_and_counted(tmp_path):
    frame = units_frame()
    x, y = 330_000.0, 389_000.0
    bow_tie = shapely.Polygon([(x, y), (x + 1000, y + 1000), (x + 1000, y), (x, y + 1000)])
    frame.geometry = [bow_tie, *frame.geometry[1:]]
    found = read_boundaries(str(write(tmp_path / "units.gpkg", frame)))
    assert found.notes == ("1 invalid boundary mended: row 1.",)
    assert shapely.is_valid(found.geometry).all()
    assert shapely.area(found.geometry[0]) == pytest.approx(500_000)


def test_mending_leaves_polygons_only(tmp_path):
    frame = units_frame()
    x, y = 330_000.0, 389_000.0
    spike = [(x, y), (x + 1000, y), (x + 1000, y + 500), (x + 3000, y + 500), (x + 1000, y + 500)]
    frame.geometry = [
        shapely.Polygon([*spike, (x + 1000, y + 1000), (x, y + 1000)]),
        *frame.geometry[1:],
    ]
    found = read_boundaries(str(write(tmp_path / "units.gpkg", frame)))
    assert found.notes == ("1 invalid boundary mended: row 1.",)
    assert shapely.equals(found.geometry[0], squares(ART)[0])


def test_a_boundary_without_area_is_not_said_to_be_abroad(tmp_path):
    frame = units_frame()
    line = shapely.Polygon([(330_000, 389_000), (331_000, 389_000), (332_000, 389_000)])
    frame.geometry = [*frame.geometry[:3], line, *frame.geometry[4:]]
    with pytest.raises(InputError) as caught:
        read_boundaries(str(write(tmp_path / "units.gpkg", frame)))
    assert is_one_clear_line(caught.value, "units.gpkg", "row 4")


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        (shapely.Point(330_000, 390_000), "Point"),
        (shapely.LineString([(330_000, 390_000), (331_000, 390_000)]), "LineString"),
    ],
)
def test_other_than_polygons_are_refused_by_row(tmp_path, shape, words):
    frame = units_frame()
    frame.geometry = [*frame.geometry[:2], shape, *frame.geometry[3:]]
    with pytest.raises(InputError) as caught:
        read_boundaries(str(write(tmp_path / "units.gpkg", frame)))
    assert is_one_clear_line(caught.value, "units.gpkg", "row 3", words)


@pytest.mark.parametrize("shape", [None, shapely.Polygon()])
def test_a_row_without_a_boundary_is_named(tmp_path, shape):
    frame = units_frame()
    frame.geometry = [*frame.geometry[:4], shape, *frame.geometry[5:]]
    with pytest.raises(InputError) as caught:
        read_units(str(write(tmp_path / "units.gpkg", frame)))
    assert is_one_clear_line(caught.value, "units.gpkg", "row 5", "no boundary")


def test_rows_that_the_filter_leaves_out_may_be_anything(tmp_path):
    frame = units_frame(la_code=["E1"] * 7 + ["E2"])
    frame.geometry = [*frame.geometry[:7], None]
    path = write(tmp_path / "units.gpkg", frame)
    assert len(read_units(str(path), {"la_code": ("E1",)}).table) == 7
    with pytest.raises(InputError, match="row 8"):
        read_units(str(path), {"la_code": ("E2",)})


def test_a_table_without_boundaries_and_one_without_rows(tmp_path):
    path = write(tmp_path / "table.gpkg", units_frame().drop(columns="geometry"))
    with pytest.raises(InputError) as caught:
        read_boundaries(str(path))
    assert is_one_clear_line(caught.value, "table.gpkg", "no boundaries")
    path = write(tmp_path / "none.gpkg", units_frame().iloc[:0])
    with pytest.raises(InputError) as caught:
        read_boundaries(str(path))
    assert is_one_clear_line(caught.value, "none.gpkg", "no rows")


VRT = b"""<OGRVRTDataSource><OGRVRTLayer name="units"><SrcDataSource>other.gpkg</SrcDataSource>
</OGRVRTLayer></OGRVRTDataSource>"""


@pytest.mark.parametrize("suffix", [*DRIVERS, ".json"])
@pytest.mark.parametrize("data", [VRT, b'<?xml version="1.0"?><kml/>', b"PK\x03\x04 zip", b"code"])
def test_another_format_under_a_known_name_is_never_opened(tmp_path, suffix, data):
    path = tmp_path / f"units{suffix}"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_boundaries(str(path))
    assert is_one_clear_line(caught.value, path.name, "whatever its name says")


@pytest.mark.parametrize(
    "name", ["units.vrt", "units.kml", "units", "units.xlsx", "units.gpkg.zip"]
)
def test_other_endings_are_refused_with_those_that_work(tmp_path, name):
    (tmp_path / name).write_bytes(VRT)
    with pytest.raises(InputError) as caught:
        read_boundaries(str(tmp_path / name))
    assert is_one_clear_line(caught.value, name, ".gpkg", ".geojson")


@pytest.mark.parametrize("suffix", list(DRIVERS))
def test_missing_empty_damaged_and_folders(tmp_path, suffix):
    path = tmp_path / f"units{suffix}"
    with pytest.raises(InputError) as caught:
        read_boundaries(str(path))
    assert is_one_clear_line(caught.value, path, "no file")
    path.mkdir()
    with pytest.raises(InputError, match="is a folder"):
        read_boundaries(str(path))
    path.rmdir()
    path.touch()
    with pytest.raises(InputError, match="is empty"):
        read_boundaries(str(path))
    write(path, units_frame(), "EPSG:4326")
    path.write_bytes(path.read_bytes()[:150])
    with pytest.raises(InputError) as caught:
        read_boundaries(str(path))
    assert is_one_clear_line(caught.value, path.name)


@pytest.mark.parametrize("suffix", list(DRIVERS))
def test_a_file_cut_short_anywhere_is_read_or_refused_in_words(tmp_path, suffix):
    path = write(tmp_path / f"units{suffix}", units_frame(), "EPSG:4326")
    whole = path.read_bytes()
    refused = 0
    for length in range(1, len(whole), max(1, len(whole) // 60)):
        path.write_bytes(whole[:length])
        error = refusal(read_boundaries, str(path))
        refused += error is not None
        assert error is None or is_one_clear_line(error, path.name)
    assert refused


def test_a_shapefile_without_the_files_beside_it(tmp_path):
    path = write(tmp_path / "units.shp", units_frame())
    path.with_suffix(".shx").unlink()
    path.with_suffix(".dbf").unlink()
    with pytest.raises(InputError) as caught:
        read_boundaries(str(path))
    assert is_one_clear_line(caught.value, "units.shp")


@pytest.mark.parametrize("text", ["http://localhost/units.geojson", "/vsizip/a.zip/units.gpkg"])
def test_addresses_and_virtual_files_are_only_missing_files(text):
    with pytest.raises(InputError, match="no file"):
        read_boundaries(text)


def test_a_name_too_long_for_the_system_is_an_error_in_words(tmp_path):
    with pytest.raises(InputError) as caught:
        read_boundaries(str(tmp_path / f"{'x' * 300}.gpkg"))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("crs", "shift"), [("EPSG:27700", 5e6), ("EPSG:4326", 60.0), ("EPSG:4326", 1e5)]
)
def test_boundaries_outside_great_britain_are_refused(tmp_path, crs, shift):
    frame = units_frame().to_crs(crs)
    frame.geometry = frame.geometry.translate(shift, shift)
    with pytest.raises(InputError) as caught:
        read_boundaries(str(write(tmp_path / "units.gpkg", frame, None)))
    assert is_one_clear_line(caught.value, "units.gpkg", "Great Britain", "--crs")


def test_metres_taken_for_degrees_are_refused(tmp_path):
    path = write(tmp_path / "units.gpkg", units_frame())
    with pytest.raises(InputError, match="not in Great Britain"):
        read_boundaries(str(path), crs="EPSG:4326")


FILTERED: dict[str, Any] = {
    "la_code": list("AABBCCDD"),
    "kind": list("xyxyxyxy"),
    "number": range(8),
}


@pytest.mark.parametrize(
    ("where", "rows"),
    [
        ({}, [0, 1, 2, 3, 4, 5, 6, 7]),
        ({"la_code": ("A",)}, [0, 1]),
        ({"la_code": ("A", "C")}, [0, 1, 4, 5]),
        ({"la_code": ("A", "C"), "kind": ("x",)}, [0, 4]),
        ({"LA_CODE": ("A",)}, [0, 1]),
        ({"La Code": ("B",)}, [2, 3]),
        ({"number": ("3",)}, [3]),
    ],
)
def test_a_column_may_have_either_value_and_all_columns_must_match(tmp_path, where, rows):
    path = write(tmp_path / "units.gpkg", units_frame(**FILTERED))
    found = read_boundaries(str(path), where)
    assert found.table.columns["code"].tolist() == [codes(8)[row] for row in rows]
    assert shapely.equals(found.geometry, squares(ART)[rows]).all()
    np.testing.assert_array_equal(found.table.row_numbers, np.array(rows) + 1)


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ({"la_code": ("Z",)}, ("la_code", "Z", "A")),
        ({"la_code": ("a",)}, ("la_code", "A")),
        ({"la_code": ("A",), "kind": ("z",)}, ("kind", "z")),
        ({"lad": ("A",)}, ("lad", "la_code", "--where")),
    ],
)
def test_a_filter_that_keeps_nothing_says_what_there_is(tmp_path, where, names):
    path = write(tmp_path / "units.gpkg", units_frame(**FILTERED))
    with pytest.raises(InputError) as caught:
        read_boundaries(str(path), where)
    assert is_one_clear_line(caught.value, "units.gpkg", *names)


def test_columns_that_differ_only_in_case_are_not_guessed(tmp_path):
    data = json.loads(units_frame().to_crs("EPSG:4326").to_json())
    for feature in data["features"]:
        feature["properties"]["CODE"] = "x"
    (tmp_path / "units.geojson").write_text(json.dumps(data))
    assert read_boundaries(str(tmp_path / "units.geojson"), {"CODE": ("x",)})
    with pytest.raises(InputError) as caught:
        read_boundaries(str(tmp_path / "units.geojson"), {"Code": ("x",)})
    assert is_one_clear_line(caught.value, "units.geojson", "code, CODE")


def test_codes_keep_their_zeros_and_gaps_do_not_turn_them_into_decimals(tmp_path):
    frame = units_frame(zeros=[f"00{i}" for i in range(8)], gap=[None, *range(1, 8)])
    columns = read_boundaries(str(write(tmp_path / "units.gpkg", frame))).table.columns
    assert columns["zeros"].tolist()[:2] == ["000", "001"]
    assert columns["gap"].tolist()[:3] == ["", "1", "2"]


def test_accents_survive_in_every_kind_of_file(tmp_path):
    frame = units_frame(name=["Tŷ Mawr"] * 8)
    for suffix in DRIVERS:
        path = write(tmp_path / f"units{suffix}", frame, "EPSG:4326")
        assert set(read_boundaries(str(path)).table.columns["name"]) == {"Tŷ Mawr"}


def test_the_file_that_is_read_is_not_changed(tmp_path):
    path = write(tmp_path / "units.gpkg", units_frame())
    before = path.read_bytes()
    read_boundaries(str(path))
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["units.gpkg"]
    assert isinstance(gpd.read_file(path), gpd.GeoDataFrame)
