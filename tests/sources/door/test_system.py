"""Coordinates in the wrong system, without one, or the wrong way round are seen at the door."""

import json

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import CRS

from icp_footprints.errors import InputError
from icp_footprints.geography.crs import to_longitude_latitude
from icp_footprints.sources.door.boundaries import read_boundaries, read_units
from icp_footprints.sources.door.britain import in_outline, look_of
from icp_footprints.sources.door.system import move_to_grid
from icp_footprints.sources.opening.tables import Table
from tests.examples import examples
from tests.grids import squares
from tests.sources.making import ART, is_one_clear_line, units_frame, write

# The Strand in London: swapped, its easting and northing lie in the Irish Sea.
LONDON = (530_500.0, 180_500.0)


def table(n):
    return Table("units.gpkg", {}, np.arange(1, n + 1))


def moved(geometry, stated: str | None = "EPSG:27700", crs: str | None = None):
    geometry = np.array(geometry, dtype=object)
    return move_to_grid(geometry, table(len(geometry)), CRS(stated) if stated else None, crs)


def swapped(geometry):
    return shapely.transform(np.asarray(geometry), lambda xy: xy[:, ::-1])


def in_system(code):
    return np.asarray(units_frame().to_crs(code).geometry.array, dtype=object)


@pytest.mark.parametrize(
    ("code", "look"),
    [
        ("EPSG:27700", "British National Grid metres: if they are, add --crs EPSG:27700"),
        ("EPSG:4326", "longitude and latitude: if they are, add --crs EPSG:4326"),
        ("EPSG:3857", "Web Mercator metres: if they are, add --crs EPSG:3857"),
        ("EPSG:32630", "UTM metres: if they are, add --crs EPSG:32630"),
    ],
)
def test_without_a_system_what_the_numbers_look_like_is_said(code, look):
    with pytest.raises(InputError) as caught:
        moved(in_system(code), stated=None)
    assert is_one_clear_line(caught.value, "units.gpkg does not say", look)
    found = moved(in_system(code), stated=None, crs=code)
    assert shapely.hausdorff_distance(found.geometry, squares(ART)).max() < 15
    assert (found.notes, found.wrong) == ((), None)


@pytest.mark.parametrize(
    ("stated", "true", "look"),
    [
        ("EPSG:4326", "EPSG:27700", "British National Grid metres"),
        ("EPSG:27700", "EPSG:4326", "longitude and latitude"),
        ("EPSG:27700", "EPSG:3857", "Web Mercator metres"),
        ("EPSG:4326", "EPSG:3857", "Web Mercator metres"),
        ("EPSG:3857", "EPSG:27700", "British National Grid metres"),
        ("EPSG:3857", "EPSG:4326", "longitude and latitude"),
        ("EPSG:27700", "EPSG:32630", "UTM metres"),
    ],
)
def test_a_misstated_system_is_refused_and_the_way_out_works(tmp_path, stated, true, look):
    frame = units_frame().to_crs(true).set_crs(stated, allow_override=True)
    path = write(tmp_path / "units.gpkg", frame, stated)
    with pytest.raises(InputError) as caught:
        read_units(str(path))
    assert is_one_clear_line(
        caught.value, "units.gpkg, row 1", "not in Great Britain", look, f"--crs {true}", stated
    )
    with pytest.raises(InputError, match=r"as --crs says.*Give --crs"):
        read_units(str(path), crs=stated)
    found = read_units(str(path), crs=true)
    assert shapely.hausdorff_distance(found.geometry, squares(ART)).max() < 15


def test_geojson_in_metres_is_refused_with_the_way_out(tmp_path):
    (tmp_path / "units.geojson").write_text(json.dumps(json.loads(units_frame().to_json())))
    data = json.loads((tmp_path / "units.geojson").read_text())
    data.pop("crs", None)
    (tmp_path / "units.geojson").write_text(json.dumps(data))
    with pytest.raises(InputError) as caught:
        read_boundaries(str(tmp_path / "units.geojson"))
    assert is_one_clear_line(caught.value, "British National Grid metres", "--crs EPSG:27700")
    found = read_boundaries(str(tmp_path / "units.geojson"), crs="EPSG:27700")
    assert shapely.equals(found.geometry, squares(ART)).all()


def test_latitude_before_longitude_is_put_right_and_counted(tmp_path):
    frame = units_frame().to_crs("EPSG:4326")
    frame.geometry = swapped(frame.geometry)
    found = read_units(str(write(tmp_path / "units.geojson", frame, None)))
    assert shapely.hausdorff_distance(found.geometry, squares(ART)).max() < 0.05
    (note,) = found.notes
    assert note == ("Coordinates stood in the order latitude, longitude: swapped back in 8 rows.")


@given(st.integers(90_000, 640_000), st.integers(10_000, 650_000))
@settings(deadline=None, max_examples=examples(60))
def test_degrees_in_either_order_are_the_same_place_anywhere_on_land(east, north):
    point = np.array([shapely.Point(east, north)], dtype=object)
    if not in_outline(np.array([[east, north]]))[0]:
        return
    degrees = to_longitude_latitude(point)
    straight, turned = moved(degrees, "EPSG:4326"), moved(swapped(degrees), "EPSG:4326")
    assert straight.geometry[0].equals(turned.geometry[0])
    assert shapely.distance(straight.geometry[0], point[0]) < 0.05
    assert (straight.notes, len(turned.notes)) == ((), 1)


def test_northing_before_easting_is_put_right_where_the_sea_gives_it_away():
    london = shapely.transform(squares(ART), lambda xy: xy - [330_000, 390_000] + LONDON)
    found = moved(swapped(london))
    assert shapely.equals(found.geometry, london).all()
    assert found.notes == (
        "Coordinates stood in the order northing, easting: swapped back in 8 rows.",
    )


@given(st.integers(100_000, 650_000), st.integers(10_000, 640_000))
@settings(deadline=None, max_examples=examples(200))
def test_coordinates_in_the_right_order_are_never_swapped(east, north):
    if in_outline(np.array([[east, north]], dtype=float))[0]:
        assert moved([shapely.Point(east, north)]).geometry[0].equals(shapely.Point(east, north))


def test_one_swapped_row_among_others_is_named():
    degrees = to_longitude_latitude(squares(ART))
    degrees[4] = swapped(degrees[4:5])[0]
    found = moved(degrees, "EPSG:4326")
    assert found.inside.tolist() == [True] * 4 + [False] + [True] * 3
    assert found.wrong is not None
    assert is_one_clear_line(found.wrong, "row 5", "latitude and longitude", "wrong order")


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_coordinate_that_is_no_number_names_the_row(value):
    with np.errstate(invalid="ignore"):
        bad = shapely.LineString([(1, 2), (330_000, value)])
    with pytest.raises(InputError) as caught:
        moved([shapely.Point(330_000, 390_000), bad])
    assert is_one_clear_line(caught.value, "units.gpkg, row 2", "not a number")


@pytest.mark.parametrize("code", ["EPSG:27700", "EPSG:4326", "EPSG:3857"])
@pytest.mark.parametrize("xy", [(1e308, -1e308), (0.0, 0.0), (9e6, 9e6)])
def test_hostile_numbers_are_outside_in_every_system(code, xy):
    with pytest.raises(InputError, match="not in Great Britain"):
        moved([shapely.Point(xy)], code)


def test_a_system_with_heights_is_the_national_grid_all_the_same():
    found = moved(squares(ART), "EPSG:7405")
    assert shapely.equals(found.geometry, squares(ART)).all()


def test_the_sample_and_the_corners_of_england_lie_in_the_outline():
    corners = {
        "Isles of Scilly": (90_000, 10_500),
        "Lundy": (213_500, 145_000),
        "Berwick-upon-Tweed": (399_500, 653_000),
        "Lowestoft": (655_000, 293_500),
        "North Foreland": (639_900, 169_900),
        "Isle of Wight": (450_000, 77_000),
        "St Bees Head": (294_500, 514_500),
        "Liverpool": (334_500, 390_000),
    }
    assert in_outline(np.array(list(corners.values()), dtype=float)).all()
    look = look_of(np.array(list(corners.values()), dtype=float))
    assert look is not None
    assert look.code == "EPSG:27700"
    assert look_of(np.empty((0, 2))) is None
