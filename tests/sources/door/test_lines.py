"""Lines: rivers, railways and motorways from a file, in metres."""

import geopandas as gpd
import pytest
import shapely

from icp_footprints.errors import InputError
from icp_footprints.sources.door.lines import read_lines
from tests.sources.making import is_one_clear_line, write

X, Y = 330_000.0, 390_000.0
RIVER = shapely.LineString([(X, Y), (X + 1000, Y + 200), (X + 2000, Y)])
BRANCHES = shapely.MultiLineString([[(X, Y), (X, Y + 50)], [(X + 9, Y), (X + 9, Y + 50)]])


def file_of(folder, shapes, suffix=".gpkg", crs="EPSG:27700"):
    frame = gpd.GeoDataFrame(
        {"name": [f"R{i}" for i in range(len(shapes))]}, geometry=list(shapes), crs="EPSG:27700"
    )
    return str(write(folder / f"lines{suffix}", frame, crs))


@pytest.mark.parametrize(("suffix", "crs"), [(".gpkg", "EPSG:27700"), (".geojson", "EPSG:4326")])
def test_lines_of_any_file_are_metres(tmp_path, suffix, crs):
    found = read_lines(file_of(tmp_path, [RIVER, BRANCHES], suffix, crs))
    assert found.table.columns["name"].tolist() == ["R0", "R1"]
    assert shapely.hausdorff_distance(found.geometry, [RIVER, BRANCHES]).max() < 0.05
    assert found.notes == ()


def test_heights_gaps_abroad_and_no_length_are_counted(tmp_path):
    shapes = [
        shapely.force_3d(RIVER, 4),
        None,
        shapely.LineString([(0, 0), (9, 9)]),
        shapely.LineString([(X, Y), (X, Y)]),
    ]
    found = read_lines(file_of(tmp_path, shapes))
    assert found.table.columns["name"].tolist() == ["R0"]
    assert found.geometry[0].equals(RIVER)
    assert found.notes == (
        "1 row without a line left out.",
        "Heights or measures dropped from 1 row.",
        "1 row outside Great Britain left out.",
        "1 row without length left out.",
    )


def test_wide_water_is_kept_as_it_is_and_mended(tmp_path):
    bow_tie = shapely.Polygon([(X, Y), (X + 100, Y + 100), (X + 100, Y), (X, Y + 100)])
    found = read_lines(file_of(tmp_path, [RIVER, bow_tie]))
    assert shapely.area(found.geometry).tolist() == pytest.approx([0, 5000])
    assert found.notes == ("1 area, such as wide water, used beside the lines.",)


def test_points_are_refused_by_row(tmp_path):
    with pytest.raises(InputError) as caught:
        read_lines(file_of(tmp_path, [RIVER, shapely.Point(X, Y)]))
    assert is_one_clear_line(caught.value, "lines.gpkg", "row 2", "Point", "not a line")
