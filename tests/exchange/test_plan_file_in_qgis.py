"""What QGIS, or DB Browser, finds in a plan file: map layers and plain tables."""

import contextlib
import json
import sqlite3
import warnings
from dataclasses import replace

import numpy as np
import pyogrio

from icp_footprints.exchange.plan_file import open_plan_file
from icp_footprints.exchange.plan_tables import TABLES
from icp_footprints.geography.ledger import Ledger
from icp_footprints.plan.band import Band
from tests.exchange.plan_files import ART, assert_same_place, full, of_schema_1, saved
from tests.grids import place_of, plan_of

MAPS = {"units": "MultiPolygon", "footprints": "MultiPolygon", "points": "Point"}


def test_qgis_finds_units_and_footprints_as_map_layers(tmp_path):
    place, plan = full()
    path = saved(tmp_path / "a.footprints.gpkg", place, plan)
    layers = {str(name): kind for name, kind in pyogrio.list_layers(path)}
    assert {name for name, kind in layers.items() if kind} == set(MAPS)
    assert set(layers) == {"units", "footprints", "points", *TABLES}
    for name, geometry_type in MAPS.items():
        info = pyogrio.read_info(path, layer=name)
        assert info["crs"] == "EPSG:27700"
        assert info["geometry_type"] == geometry_type
    units = pyogrio.read_dataframe(path, layer="units")
    assert units["people_registered"].tolist() == list(range(1000, 1012))
    assert units["footprint_id"].tolist()[:4] == ["F01", "F01", "F01", "F02"]
    assert units["footprint_id"].tolist()[-1] == ""


def test_the_footprints_of_the_map_are_the_units_joined(tmp_path):
    place = place_of(ART, people=1500)
    frame = pyogrio.read_dataframe(
        saved(tmp_path / "a.gpkg", place, plan_of(ART, Band(4000, 5000))), layer="footprints"
    )
    assert frame["footprint_id"].tolist() == ["F01", "F02", "F03"]
    assert frame["people_resident"].tolist() == [7500, 4500, 3000]
    assert frame["band"].tolist() == ["over", "in", "under"]
    assert frame.area.tolist() == [5e6, 3e6, 2e6]
    assert frame.geometry.is_valid.all()


def test_every_table_opens_without_a_warning(tmp_path):
    path = saved(tmp_path / "a.gpkg", *full())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name, _ in pyogrio.list_layers(path):
            pyogrio.read_info(path, layer=name, force_feature_count=True, force_total_bounds=True)
            pyogrio.read_dataframe(path, layer=name)


def test_qgis_of_years_ago_knows_the_version_of_the_format(tmp_path):
    with contextlib.closing(sqlite3.connect(saved(tmp_path / "a.gpkg", *full()))) as base:
        assert base.execute("PRAGMA user_version").fetchone() == (10200,)


def test_the_list_of_contents_is_that_of_a_geopackage(tmp_path):
    path = saved(tmp_path / "a.gpkg", *full())
    base = sqlite3.connect(path)
    contents = dict(base.execute("SELECT table_name, data_type FROM gpkg_contents"))
    assert contents == dict.fromkeys(MAPS, "features") | dict.fromkeys(TABLES, "attributes")
    assert base.execute("PRAGMA application_id").fetchone()[0] == 0x47504B47
    assert base.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    systems = base.execute("SELECT table_name, srs_id FROM gpkg_geometry_columns").fetchall()
    assert dict(systems) == dict.fromkeys(MAPS, 27700)
    extent = base.execute(
        "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = 'units'"
    ).fetchone()
    assert extent == (330_000.0, 380_000.0, 340_001.0, 390_000.0)
    base.close()


def test_a_place_without_points_has_no_layer_of_them(tmp_path):
    path = saved(tmp_path / "a.gpkg", *of_schema_1())
    assert "points" not in {str(name) for name, _ in pyogrio.list_layers(path)}


def test_points_are_a_map_layer_that_says_what_and_where_they_are(tmp_path):
    frame = pyogrio.read_dataframe(saved(tmp_path / "a.gpkg", *full()), layer="points")
    assert frame["layer"].tolist() == ["practices"] * 3 + ["schools"]
    assert frame["point_id"].tolist() == ["N1", "N2", "", "N1"]
    assert frame["unit_id"].tolist() == ["U000", "", "U003", "U011"]
    assert (frame.geometry.x[0], frame.geometry.y[0]) == (330_000.5, 389_999.123456789)


def test_units_can_be_coloured_by_age_and_profile(tmp_path):
    place, plan = full()
    units = pyogrio.read_dataframe(saved(tmp_path / "a.gpkg", place, plan), layer="units")
    ages = place.ledgers[0].ages
    assert ages is not None
    for i, column in enumerate(("0", "16", "65")):
        np.testing.assert_array_equal(units[f"aged_from_{column}_resident"], ages.people[:, i])
    assert units["deprivation_decile"].tolist()[:4] == [0, 1, 2, 3]
    assert np.isnan(units["deprivation_score"][0])
    assert units["urban_rural"].tolist()[:4] == ["", "Urban city", "Rural: hamlet", ""]


def test_footprints_say_how_they_stand_in_every_band(tmp_path):
    place = place_of("AAB", 1000, registered=[900, 3000, 1000])
    plan = replace(
        plan_of("AAB", Band(2000, 2000)), further_bands=(Band(1000, 2000, "registered"),)
    )
    frame = pyogrio.read_dataframe(saved(tmp_path / "a.gpkg", place, plan), layer="footprints")
    assert frame["band"].tolist() == ["in", "under"]
    assert frame["band_registered"].tolist() == ["over", "in"]


def test_tables_can_be_read_as_they_are(tmp_path):
    path = saved(tmp_path / "a.gpkg", *full())

    def rows(table: str) -> list[tuple[object, ...]]:
        with contextlib.closing(sqlite3.connect(path)) as base:
            return base.execute(f"SELECT * FROM {table}").fetchall()

    assert rows("bands") == [
        (0, "registered", 2000, 5000), (1, "resident", 1, 2), (2, "over65", 0, 30),
    ]  # fmt: skip
    assert rows("targets")[:2] == [
        (0, "pcn", "containment", 0.75, "required", 1.0), (1, "ward", "splits", 3.0, "wanted", 1.0),
    ]  # fmt: skip
    assert rows("exceptions")[1] == (1, "coverage", "", "Sea\nside", "Ŵ", "2026-01-02")
    assert rows("ages")[2] == ("resident", 2, "", 65, "aged_from_65_resident")
    assert rows("point_layers")[0] == (0, "practices", "GP practices", 3)
    assert rows("urban_rural_classes")[1] == (1, "Rural: hamlet", 1)
    assert rows("conversions") == [(1, 2011, 2021, 9, 1, 2, 3)]
    assert rows("joins")[1][:4] == (1, 77_272, 12, 2)
    assert json.loads(str(rows("joins")[1][4])) == ["S01", 'W"02"']


def test_ledgers_whose_names_differ_little_do_not_share_a_column(tmp_path):
    place = place_of("AB")
    more = (Ledger("Over 65", "", np.array([1.0, 2])), Ledger("over_65", "", np.array([3.0, 4])))
    place = replace(place, ledgers=(*place.ledgers, *more))
    found, _ = open_plan_file(saved(tmp_path / "a.gpkg", place, plan_of("AB")))
    assert_same_place(found, place)
