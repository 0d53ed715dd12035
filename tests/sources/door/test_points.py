"""Points: one row each, in metres; what has no place or lies abroad is left out and counted."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from icp_footprints.errors import InputError
from icp_footprints.geography.crs import to_longitude_latitude
from icp_footprints.sources.door.points import points_of_columns, read_points
from icp_footprints.sources.opening.tables import Table
from tests.sources.making import is_one_clear_line, write

X, Y = 330_000.0, 390_000.0
PLACES = [shapely.Point(X + 100 * i, Y + 50 * i) for i in range(4)]
XY = shapely.get_coordinates(PLACES)


def file_of(folder, shapes, suffix=".gpkg", crs="EPSG:27700"):
    frame = gpd.GeoDataFrame(
        {"code": [f"P{i}" for i in range(len(shapes))]}, geometry=list(shapes), crs="EPSG:27700"
    )
    return str(write(folder / f"points{suffix}", frame, crs))


@pytest.mark.parametrize(
    ("suffix", "crs"), [(".gpkg", "EPSG:27700"), (".geojson", "EPSG:4326"), (".fgb", "EPSG:3857")]
)
def test_points_of_any_file_are_metres(tmp_path, suffix, crs):
    found = read_points(file_of(tmp_path, PLACES, suffix, crs))
    by_code = dict(zip(found.table.columns["code"], found.xy.tolist(), strict=True))
    assert [by_code[f"P{i}"] for i in range(4)] == [pytest.approx(xy, abs=0.05) for xy in XY]
    assert found.xy.shape == (4, 2)
    assert found.notes == ()


def test_rows_without_a_point_and_abroad_are_left_out_and_counted(tmp_path):
    shapes = [PLACES[0], None, shapely.Point(), shapely.Point(0, 0), PLACES[1]]
    found = read_points(file_of(tmp_path, shapes))
    assert found.table.columns["code"].tolist() == ["P0", "P4"]
    assert np.array_equal(found.xy, XY[:2])
    assert found.notes == (
        "2 rows without a point left out.",
        "1 row outside Great Britain left out.",
    )


def test_heights_single_multipoints_and_outlines_are_points(tmp_path):
    shapes = [
        shapely.Point(X, Y, 30),
        shapely.MultiPoint([(X + 5, Y)]),
        shapely.box(X, Y, X + 10, Y + 10),
        shapely.MultiPolygon([shapely.box(X + 20, Y, X + 30, Y + 10)]),
    ]
    found = read_points(file_of(tmp_path, shapes))
    assert found.xy[:2].tolist() == [[X, Y], [X + 5, Y]]
    assert shapely.contains_xy(shapes[2:], found.xy[2:, 0], found.xy[2:, 1]).all()
    assert found.notes == (
        "Heights or measures dropped from 1 row.",
        "2 outlines: a point inside each stands for it.",
    )


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        (shapely.MultiPoint([(X, Y), (X + 5, Y)]), "is 2 points"),
        (shapely.LineString([(X, Y), (X + 5, Y)]), "LineString"),
    ],
)
def test_what_is_no_single_point_is_refused_by_row(tmp_path, shape, words):
    with pytest.raises(InputError) as caught:
        read_points(file_of(tmp_path, [PLACES[0], shape]))
    assert is_one_clear_line(caught.value, "points.gpkg", "row 2", words)


def practices(n):
    return Table("practices.csv", {}, np.arange(2, n + 2), "line")


def test_columns_of_eastings_and_northings_or_degrees():
    degrees = shapely.get_coordinates(to_longitude_latitude(np.array(PLACES, dtype=object)))
    metres = points_of_columns(practices(4), XY[:, 0], XY[:, 1], "EPSG:27700")
    assert np.array_equal(metres.xy, XY)
    found = points_of_columns(practices(4), degrees[:, 0], degrees[:, 1], "EPSG:4326")
    assert found.xy == pytest.approx(XY, abs=0.05)
    turned = points_of_columns(practices(4), degrees[:, 1], degrees[:, 0], "EPSG:4326")
    assert np.array_equal(turned.xy, found.xy)
    assert turned.notes == (
        "Coordinates stood in the order latitude, longitude: swapped back in 4 lines.",
    )


def test_cells_without_numbers_are_left_out_and_counted():
    gone = np.array([np.nan, 1, 1, np.nan]) * XY[:, 0]
    found = points_of_columns(practices(4), gone, XY[:, 1], "EPSG:27700")
    assert found.table.row_numbers.tolist() == [3, 4]
    assert found.notes == ("2 lines without a point left out.",)
    with pytest.raises(InputError, match="has no point"):
        points_of_columns(practices(4), np.full(4, np.nan), XY[:, 1], "EPSG:27700")


def test_metres_said_to_be_degrees_are_refused():
    with pytest.raises(InputError) as caught:
        points_of_columns(practices(4), XY[:, 0], XY[:, 1], "EPSG:4326")
    assert is_one_clear_line(caught.value, "practices.csv, line 2", "National Grid")
