"""GeoPackage, Shapefile and FlatGeobuf: as GDAL reads them back, with names that could do harm."""

import csv
import io
import json
import sqlite3
import warnings
import xml.etree.ElementTree as ET
import zipfile
from contextlib import closing
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.export import ENDINGS, Kind, every_kind, export_files
from icp_footprints.exchange.exporting.footprint_properties import footprint_properties
from icp_footprints.exchange.exporting.frames import feature_frame, write_frame
from icp_footprints.exchange.exporting.qgis_styles import xml_text
from icp_footprints.exchange.exporting.shapefile import MOST_BYTES
from icp_footprints.exchange.exporting.short_names import short_names
from icp_footprints.exchange.exporting.unit_properties import unit_properties
from icp_footprints.plan.plan import Plan
from tests.exchange.exported import DAY, check_schema, full_content, hostile_content, names
from tests.grids import place_of, plan_of

MAPS = (Kind.GEOPACKAGE, Kind.SHAPEFILE, Kind.FLATGEOBUF)
OUTLINES = {"areas_pcn", "areas_ward", "areas_parish"}


@pytest.fixture(scope="module")
def content():
    return hostile_content()


@pytest.fixture(scope="module")
def files(content, tmp_path_factory):
    """Every format of a plan with a footprint without units and names that could do harm."""
    paths = every_kind(tmp_path_factory.mktemp("exported"), "plan")
    export_files(content, paths)
    return paths


def read(path, layer="footprints"):
    """A layer as GDAL reads it, without any warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return pyogrio.read_dataframe(path, layer=layer)


def rows(path, query):
    with closing(sqlite3.connect(path)) as base:
        return base.execute(query).fetchall()


def stored(text):
    """A text as files hold it."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


@pytest.mark.parametrize("kind", MAPS)
def test_every_property_comes_back(content, files, kind):
    frame = read(files[kind])
    properties = footprint_properties(content)
    short = short_names(properties[0])
    assert len(frame) == len(properties)
    for key in properties[0]:
        column = frame[short[key] if kind is Kind.SHAPEFILE else key]
        for found, each in zip(column, properties, strict=True):
            check_value(found, each[key], kind)


def check_value(found, value, kind):
    if value is None or (kind is Kind.SHAPEFILE and value == ""):
        assert pd.isna(found)
    elif isinstance(value, str):
        value = stored(value)
        if kind is Kind.SHAPEFILE and len(value.encode()) > MOST_BYTES:
            assert len(found.encode()) <= MOST_BYTES
            value, found = value[: len(found) - 1], found[:-1]
        # A .dbf pads texts with blanks, so blanks at their end are lost.
        assert found == (value.rstrip(" ") if kind is Kind.SHAPEFILE else value)
    else:
        assert found == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize("kind", MAPS)
def test_shapes_fit_together_and_hold_the_same_ground(content, files, kind):
    frame = read(files[kind])
    assert frame.crs.to_epsg() == (4326 if kind is Kind.FLATGEOBUF else 27700)
    there = frame[frame.geometry.notna()]
    assert len(there) == len(np.unique(content.plan.assignment[content.plan.assignment >= 0]))
    assert shapely.coverage_is_valid(np.array(there.geometry))
    metres = there.geometry.to_crs("EPSG:27700")
    for shape, exact in zip(metres, content.footprint_shapes, strict=False):
        assert shape.symmetric_difference(exact).area <= 0.01 * exact.length


def test_units_and_areas_in_the_geopackage(content, files):
    path = files[Kind.GEOPACKAGE]
    assert {str(name) for name, kind in pyogrio.list_layers(path) if kind} == {
        "footprints", "units", "points", *OUTLINES,
    }  # fmt: skip
    units = read(path, "units")
    expected = unit_properties(content)
    assert units["id"].tolist() == [each["id"] for each in expected]
    assert units["people_registered"].tolist() == [each["people_registered"] for each in expected]
    wards = read(path, "areas_ward")
    assert wards["area_id"].tolist() == ["X", "Y", "Z"]
    assert wards["units"].tolist() == [4, 4, 2]
    main = content.place.layer("ward").dominant_area
    for number, shape in enumerate(wards.geometry):
        area = shapely.area(content.place.units.geometry[main == number]).sum()
        assert shape.area == pytest.approx(area)


def test_the_geopackage_says_which_plan_it_is(content, files):
    said = dict(rows(files[Kind.GEOPACKAGE], "SELECT key, value FROM footprints_metadata"))
    assert list(said) == list(content.metadata)
    for key, value in content.metadata.items():
        if isinstance(value, str) or value is None:
            assert said[key] == (value and stored(value))
        else:
            assert json.loads(said[key]) == value
    assert said["status"] == "proposed"


def test_the_geopackage_is_one(files):
    path = files[Kind.GEOPACKAGE]
    contents = dict(rows(path, "SELECT table_name, data_type FROM gpkg_contents"))
    assert contents == dict.fromkeys(("footprints", "units", "points", *OUTLINES), "features") | {
        "layer_styles": "attributes",
        "footprints_metadata": "attributes",
    }
    # Of version 1.2, which QGIS of years ago reads without a warning.
    assert rows(path, "PRAGMA user_version") == [(10200,)]
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert rows(path, "PRAGMA foreign_key_check") == []
    assert rows(path, "SELECT DISTINCT last_change FROM gpkg_contents") == [
        ("2026-11-22T00:00:00.000Z",)
    ]


def test_qgis_finds_a_style_for_every_layer(files):
    path = files[Kind.GEOPACKAGE]
    columns = dict(rows(path, "SELECT table_name, column_name FROM gpkg_geometry_columns"))
    found = rows(
        path, "SELECT f_table_name, f_geometry_column, useAsDefault, styleQML FROM layer_styles"
    )
    assert {name: column for name, column, _, _ in found} == columns
    assert all(is_default == 1 for _, _, is_default, _ in found)
    for name, _, _, qml in found:
        style: Any = ET.fromstring(qml)
        assert style.tag == "qgis"
        assert style.find("renderer-v2/symbols/symbol/layer/Option/Option") is not None
        assert style.find("layerGeometryType").text == ("0" if name == "points" else "2")
        held = set(read(path, name).columns)
        attribute = style.find("renderer-v2").get("attr")
        assert attribute is None or attribute in held
        text = style.find("labeling/settings/text-style")
        assert (style.get("labelsEnabled") == "1") == (text is not None)
        if text is not None:
            # Else QGIS leaves out labels wider than their shape.
            assert style.find("labeling/settings/rendering").get("obstacle") == "0"
            named = text.get("fieldName").split('"')[1::2]
            assert named
            assert set(named) <= held


def test_footprints_have_their_own_colour_in_the_style(content, files):
    found = rows(
        files[Kind.GEOPACKAGE],
        "SELECT styleQML FROM layer_styles WHERE f_table_name = 'footprints'",
    )
    style: Any = ET.fromstring(found[0][0])
    symbols: dict[str, Any] = {each.get("name"): each for each in style.iter("symbol")}
    categories = list(style.iter("category"))
    assert [each.get("value") for each in categories] == [
        each.id for each in content.plan.footprints
    ]
    for each, footprint, fill in zip(
        categories, content.plan.footprints, content.fills, strict=True
    ):
        assert each.get("label") == xml_text(footprint.name)
        layer = symbols[each.get("symbol")].find("layer")
        red, green, blue = (int(fill[i : i + 2], 16) for i in (1, 3, 5))
        colour = f"{red},{green},{blue},255"
        assert layer.find("Option/Option[@name='color']").get("value") == colour
        assert layer.find("prop[@k='color']").get("v") == colour


def test_the_zip_explains_its_short_columns(content, files):
    with zipfile.ZipFile(files[Kind.SHAPEFILE]) as file:
        held = {name: file.read(name) for name in file.namelist()}
    assert set(held) == {
        *(f"footprints.{ending}" for ending in ("shp", "shx", "dbf", "prj", "cpg", "meta.json")),
        "footprints-columns.csv",
    }
    assert held["footprints.cpg"] == b"UTF-8"
    assert b"British_National_Grid" in held["footprints.prj"]
    # Days since 1900, month and day of the last change.
    assert tuple(held["footprints.dbf"][1:4]) == (DAY.year - 1900, DAY.month, DAY.day)
    check_schema("metadata", json.loads(held["footprints.meta.json"]))
    said = list(csv.DictReader(io.StringIO(held["footprints-columns.csv"].decode("utf-8-sig"))))
    columns = [str(name) for name in read(files[Kind.SHAPEFILE]).columns.drop("geometry")]
    assert [each["column"] for each in said] == columns
    assert all(len(name) <= 10 for name in columns)
    assert [each["property"] for each in said] == list(footprint_properties(content)[0])
    assert all(each["title"] and each["meaning"] for each in said)
    notes = {each["property"]: each["note"] for each in said if each["note"]}
    # One name, one lead and one list of partners are too long.
    assert notes.keys() == {"name", "lead", "partners"}
    assert notes["name"].startswith("1 cut to 254 bytes")


@pytest.mark.parametrize("kind", list(Kind))
def test_the_same_export_on_the_same_day_is_the_same(files, content, kind, tmp_path):
    # A new content, so that nothing is remembered; another folder and name.
    again = tmp_path / f"again{ENDINGS[kind]}"
    export_files(replace(content), {kind: again})
    if kind is Kind.GEOPACKAGE:
        assert dump(again) == dump(files[kind])
    else:
        assert again.read_bytes() == files[kind].read_bytes()


def dump(path):
    """Every row of every plain table."""
    tables = [name for (name,) in rows(path, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    plain = [name for name in tables if not name.startswith("rtree_")]
    return {name: rows(path, f'SELECT * FROM "{name}"') for name in plain}


@pytest.mark.parametrize("kind", MAPS)
@pytest.mark.parametrize(
    "plan",
    [Plan.empty(2), replace(plan_of("AB"), assignment=np.full(2, -1, np.int16))],
    ids=["no footprints", "none with units"],
)
def test_plans_without_shapes(tmp_path, kind, plan):
    path = tmp_path / f"plan{ENDINGS[kind]}"
    export_files(ExportContent(place_of("AB"), plan, DAY), {kind: path})
    frame = read(path)
    assert len(frame) == len(plan.footprints)
    assert frame.geometry.isna().all()
    assert names(tmp_path) == [path.name]


def test_small_counts_are_in_no_format(tmp_path):
    place = place_of("AABB", registered=[1000] * 4, layers={"ward": "xxyy"})
    ward = place.layers[0]
    shares = ward.shares.toarray()
    # Three patients of x live among those of y.
    shares[3] = [0.003, 0.997]
    pcn = replace(ward, name="pcn", kind="registration", shares=type(ward.shares)(shares))
    content = ExportContent(replace(place, layers=(pcn,)), plan_of("AABB"), DAY)
    first, second = footprint_properties(content)
    assert first["pcn_containment"] is None
    assert first["pcn_match"] is None
    assert second["pcn_best_area"] == "y"
    paths = every_kind(tmp_path, "p")
    export_files(content, paths)
    for kind in MAPS:
        frame = read(paths[kind])
        column = "pcn_contn" if kind is Kind.SHAPEFILE else "pcn_containment"
        assert frame[column].isna()[0]


def test_a_full_plan_is_written_as_well(tmp_path):
    paths = every_kind(tmp_path, "full")
    written = export_files(full_content(simplify_m=2.0), paths)
    assert sorted(path.name for path in written) == names(tmp_path)
    with zipfile.ZipFile(paths[Kind.SHAPEFILE]) as file:
        assert json.loads(file.read("footprints.meta.json"))["simplified_m"] == 2.0


def test_what_gdal_is_told_of_the_file_and_of_the_layer_is_kept_apart(tmp_path):
    """A GeoPackage's version is one of the file, its layer's description one of the layer."""
    path, frame = (
        tmp_path / "plan.gpkg",
        feature_frame("footprints", [], np.array([]), "EPSG:27700"),
    )
    for layer in ("one", "two"):
        write_frame(
            *(path, frame, path),
            driver="GPKG",
            layer=layer,
            file_options={"VERSION": "1.2"},
            layer_options={"DESCRIPTION": f"Layer {layer}"},
        )
    assert rows(path, "PRAGMA user_version") == [(10200,)]
    found = rows(path, "SELECT table_name, description FROM gpkg_contents ORDER BY 1")
    assert found == [("one", "Layer one"), ("two", "Layer two")]
