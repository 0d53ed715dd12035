"""Points are placed in units, whatever way a file says where they are, and each counts once."""

import zipfile

import numpy as np
import pytest
from pyproj import Transformer

from icp_footprints.errors import InputError
from icp_footprints.sources.layers.points import PointsFile
from icp_footprints.sources.new_place import read_place
from tests.grids import ORIGIN_M
from tests.sources.making import is_one_clear_line, recipe, units_frame, write, write_csv

ART = "AAB\nAAB"
EAST, NORTH = ORIGIN_M
# Name, metres east and south of the corner, unit.
SPOTS = [("a", 500, 500, 0), ("b", 2500, 1500, 5), ("c", 1500, 500, 1), ("d", 3000.5, 500, -1)]
XY = [(EAST + x, NORTH - y) for _, x, y, _ in SPOTS]
IDS = [name for name, *_ in SPOTS]
ROWS = [row for *_, row in SPOTS]


def place_with(folder, source, **options):
    units = write(folder / "units.gpkg", units_frame(ART))
    points = (PointsFile("surgeries", str(source)),)
    return read_place(recipe(units, point_layers=points, **options))


def layer_of(folder, source, **options):
    (layer,) = place_with(folder, source, **options).point_layers
    return layer


def refused(folder, source, *names, **options):
    with pytest.raises(InputError) as caught:
        place_with(folder, source, **options)
    return is_one_clear_line(caught.value, *names)


def degrees():
    moved = Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)
    return [moved.transform(*xy) for xy in XY]


def table(folder, header, places, name="p.csv"):
    rows = [(code, f"Dr {code}", *place) for code, place in zip(IDS, places, strict=True)]
    return write_csv(folder / name, ["id", "name", *header], rows)


def test_points_by_easting_and_northing(tmp_path):
    layer = layer_of(tmp_path, table(tmp_path, ["easting", "northing"], XY))
    assert (layer.name, layer.label) == ("surgeries", "Surgeries")
    assert layer.ids == tuple(IDS)
    assert layer.names == tuple(f"Dr {code}" for code in IDS)
    assert layer.unit_rows.tolist() == ROWS
    assert layer.xy.tolist() == [list(xy) for xy in XY]


def test_points_by_longitude_and_latitude(tmp_path):
    layer = layer_of(tmp_path, table(tmp_path, ["Longitude", "Latitude"], degrees()))
    assert layer.unit_rows.tolist() == ROWS
    np.testing.assert_allclose(layer.xy, XY, atol=0.1)


@pytest.mark.parametrize("ending", [".gpkg", ".geojson"])
def test_points_of_a_file_of_features(tmp_path, ending):
    import geopandas as gpd

    frame = gpd.GeoDataFrame(
        {"practice_code": IDS, "practice_name": IDS},
        geometry=gpd.points_from_xy(*zip(*XY, strict=True)),
        crs="EPSG:27700",
    )
    crs = "EPSG:4326" if ending == ".geojson" else "EPSG:27700"
    layer = layer_of(tmp_path, write(tmp_path / f"p{ending}", frame, crs))
    assert layer.ids == tuple(IDS)
    assert layer.unit_rows.tolist() == ROWS


def test_points_of_a_table_packed_with_a_document(tmp_path):
    held = table(tmp_path, ["easting", "northing"], XY)
    packed = tmp_path / "p.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(held, "p.csv")
        archive.writestr("Read me first.pdf", b"%PDF-1.4")
    assert layer_of(tmp_path, packed).unit_rows.tolist() == ROWS


def directory(folder, postcodes=("CH41 1AA", "CH41 1AB", "CH41 1AC", "CH41 1AD")):
    rows = [(code, "", *xy) for code, xy in zip(postcodes, XY, strict=True)]
    # On the Irish grid Belfast has the figures of a place in Merseyside.
    rows.append(("BT1 1AA", "", *XY[0]))
    return write_csv(folder / "ONSPD.csv", ["pcds", "doterm", "oseast1m", "osnrth1m"], rows)


def test_points_by_postcode_however_it_is_written(tmp_path):
    written = [("ch411aa",), ("CH41 1AB",), ("CH41  1AC",), ("CH41 1AD",)]
    source = table(tmp_path, ["Postcode"], written)
    place = place_with(tmp_path, source, postcodes=str(directory(tmp_path)))
    (layer,) = place.point_layers
    assert layer.unit_rows.tolist() == ROWS
    assert [source.role for source in place.sources] == ["units", "postcodes", "points: surgeries"]


def test_a_directory_may_be_a_file_of_points(tmp_path):
    import geopandas as gpd

    frame = gpd.GeoDataFrame(
        {"postcode": ["CH41 1AA", "CH41 1AB", "CH41 1AC", "CH41 1AD"]},
        geometry=gpd.points_from_xy(*zip(*XY, strict=True)),
        crs="EPSG:27700",
    )
    postcodes = str(write(tmp_path / "codepo_gb.gpkg", frame))
    source = table(tmp_path, ["Postcode"], [(code,) for code in frame["postcode"]])
    assert layer_of(tmp_path, source, postcodes=postcodes).unit_rows.tolist() == ROWS


def test_a_directory_without_places_is_refused(tmp_path):
    postcodes = write_csv(tmp_path / "d.csv", ["pcds"], [("CH41 1AA",)])
    source = table(tmp_path, ["Postcode"], [("CH41 1AA",)] * 4)
    assert refused(tmp_path, source, "d.csv", "no coordinates", postcodes=str(postcodes))


def test_postcodes_that_the_directory_lacks_are_left_out_and_counted(tmp_path):
    written = [("CH41 1AA",), ("ZZ1 1ZZ",), ("",), ("BT1 1AA",)]
    source = table(tmp_path, ["Postcode"], written)
    place = place_with(tmp_path, source, postcodes=str(directory(tmp_path)))
    assert place.point_layers[0].ids == ("a",)
    assert any("3 rows with a postcode that ONSPD.csv lacks" in n for n in place.sources[-1].notes)


def test_postcodes_need_a_directory(tmp_path):
    source = table(tmp_path, ["Postcode"], [("CH41 1AA",)] * 4)
    assert refused(tmp_path, source, "p.csv", "--postcodes")


def test_points_without_a_place_say_what_is_wanted(tmp_path):
    source = table(tmp_path, ["Telephone"], [("0151",)] * 4)
    assert refused(tmp_path, source, "p.csv", "--column easting=COLUMN")


def test_rows_without_coordinates_are_left_out_and_counted(tmp_path):
    places = [XY[0], ("", ""), (0, 0), XY[3]]
    place = place_with(tmp_path, table(tmp_path, ["easting", "northing"], places))
    layer = place.point_layers[0]
    assert layer.ids == ("a", "d")
    assert sum("left out" in note for note in place.sources[-1].notes) == 2
    assert "1 lie in the place, 1 outside." in place.sources[-1].notes


def test_one_point_written_twice_counts_once(tmp_path):
    rows = [(code, *xy) for code, xy in zip(IDS, XY, strict=True)]
    path = write_csv(tmp_path / "p.csv", ["id", "easting", "northing"], [*rows, rows[0]])
    place = place_with(tmp_path, path)
    assert place.point_layers[0].ids == tuple(IDS)
    assert "1 row of points already there left out." in place.sources[-1].notes


def test_one_id_in_two_places_names_both_lines(tmp_path):
    rows = [(code, *xy) for code, xy in zip(["a", "b", "a", "d"], XY, strict=True)]
    path = write_csv(tmp_path / "p.csv", ["id", "easting", "northing"], rows)
    assert refused(tmp_path, path, "p.csv", "line 2", "line 4", " a ", "--column id=")


def test_points_without_ids_are_called_by_their_lines(tmp_path):
    path = write_csv(tmp_path / "p.csv", ["easting", "northing"], XY)
    layer = layer_of(tmp_path, path)
    assert layer.ids == layer.names == ("line 2", "line 3", "line 4", "line 5")


def test_points_that_all_lie_elsewhere_are_refused(tmp_path):
    places = [(x + 50_000, y) for x, y in XY]
    source = table(tmp_path, ["easting", "northing"], places)
    assert refused(tmp_path, source, "p.csv", "lies in this place")


def test_a_coordinate_that_is_no_number_names_its_line(tmp_path):
    places = [XY[0], ("far", 1), *XY[2:]]
    source = table(tmp_path, ["easting", "northing"], places)
    assert refused(tmp_path, source, "p.csv", "line 3", "'far'", "'easting'")


def test_a_file_of_points_that_is_missing_is_named(tmp_path):
    assert refused(tmp_path, tmp_path / "absent.csv", "absent.csv")
    assert refused(tmp_path, tmp_path / "absent.gpkg", "absent.gpkg")
    assert refused(tmp_path, tmp_path / "absent.zip", "absent.zip")
