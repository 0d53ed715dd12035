"""Overlays as read from files: ids and names, parts put together, what is said of them."""

from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from icp_footprints.errors import InputError
from icp_footprints.sources.layers.overlays import Overlay
from icp_footprints.sources.new_place import read_place
from tests.grids import ORIGIN_M
from tests.sources.making import GRID, is_one_clear_line, recipe, units_frame, write, write_csv

ART = "AAB\nAAB"
EAST, NORTH = ORIGIN_M


def box(x1, y1, x2, y2):
    """A box in metres east and south of the corner of the grid."""
    return shapely.box(EAST + x1, NORTH - y2, EAST + x2, NORTH - y1)


LEFT, RIGHT, FAR = box(0, 0, 1500, 2000), box(1500, 0, 4000, 2000), box(9000, 0, 9900, 900)


def areas(folder, shapes=(LEFT, RIGHT, FAR), **columns: Any):
    held = columns or {"WD24CD": [f"E0500000{i}" for i in range(len(shapes))]}
    return write(folder / "areas.gpkg", gpd.GeoDataFrame(held, geometry=list(shapes), crs=GRID))


def place_with(folder, overlay, **options):
    units = write(folder / "units.gpkg", units_frame(ART))
    return read_place(recipe(units, overlays=(overlay,), **options))


def layer_of(folder, source, *columns, **options):
    return place_with(folder, Overlay("area", str(source), *columns), **options).layer("area")


def refused(folder, overlay, *names, **options):
    with pytest.raises(InputError) as caught:
        place_with(folder, overlay, **options)
    return is_one_clear_line(caught.value, *names)


def test_an_overlay_by_area(tmp_path):
    names = {"WD24CD": ["E05000000", "E05000001", "E05000002"], "WD24NM": ["L", "R", "F"]}
    place = place_with(tmp_path, Overlay("area", str(areas(tmp_path, **names))))
    layer = place.layer("area")
    assert (layer.kind, layer.method) == ("overlay", "by area")
    assert (layer.area_ids, layer.area_names) == (("E05000000", "E05000001"), ("L", "R"))
    expected = [[1, 0], [0.5, 0.5], [0, 1]] * 2
    np.testing.assert_allclose(layer.shares.toarray(), expected, atol=1e-9)
    # 40 % of the ground of R is beyond the place, but nobody knows how many of its people.
    np.testing.assert_array_equal(layer.outside_share, [0, np.nan])
    assert layer.covered_share.tolist() == [1] * 6
    source = place.sources[-1]
    assert (source.role, source.detail) == ("overlay: area", "3 areas, 2 of them in the place")
    assert "2 units belong to more than one area in part." in source.notes
    assert (
        "1 area reaches beyond the place, 40.0 % of its ground: the share of its people who live "
        "outside is not known."
    ) in source.notes


def test_people_in_no_area_are_counted(tmp_path):
    place = place_with(tmp_path, Overlay("area", str(areas(tmp_path, [LEFT]))))
    assert place.layer("area").covered_share.tolist() == pytest.approx([1, 0.5, 0] * 2)
    assert "4,500 people of the place are in no area." in place.sources[-1].notes


def test_areas_that_overlap_are_said(tmp_path):
    shapes = [box(0, 0, 1000, 2000), box(200, 0, 1000, 2000), box(1000, 0, 3000, 2000)]
    place = place_with(tmp_path, Overlay("area", str(areas(tmp_path, shapes))))
    assert place.layer("area").shares.toarray()[0].tolist() == pytest.approx([1, 0.8, 0])
    assert any("overlap each other in 2 units" in note for note in place.sources[-1].notes)


def test_rows_of_one_id_are_parts_of_one_area(tmp_path):
    shapes = [box(0, 0, 1000, 1000), box(2000, 0, 3000, 1000)]
    source = areas(tmp_path, shapes, WD24CD=["E05000001"] * 2)
    place = place_with(tmp_path, Overlay("area", str(source)))
    layer = place.layer("area")
    assert (
        "1 row has the id of a row above: put together as parts of one area."
        in place.sources[-1].notes
    )
    assert layer.shares.toarray()[:, 0].tolist() == [1, 0, 1, 0, 0, 0]


def test_columns_of_ids_and_names_can_be_given(tmp_path):
    columns = {"WD24CD": ["E05000000", "E05000001"], "ref": ["x", "y"], "called": ["X", "Y"]}
    source = areas(tmp_path, [LEFT, RIGHT], **columns)
    assert layer_of(tmp_path, source, "REF").area_names == ("x", "y")
    assert layer_of(tmp_path, source, "ref", "called").area_names == ("X", "Y")
    overlay = Overlay("area", str(source), "absent")
    assert refused(tmp_path, overlay, "areas.gpkg", "absent", "ref")


def test_areas_with_names_only_go_by_them(tmp_path):
    layer = layer_of(tmp_path, areas(tmp_path, [LEFT, RIGHT], Name=["North", "South"]))
    assert layer.area_ids == layer.area_names == ("North", "South")


def test_areas_without_ids_or_names_say_how_to_name_a_column(tmp_path):
    overlay = Overlay("area", str(areas(tmp_path, [LEFT, RIGHT], colour=["red", "blue"])))
    assert refused(tmp_path, overlay, "areas.gpkg", "--overlay area=", "colour")


def test_an_area_without_an_id_names_its_row(tmp_path):
    overlay = Overlay("area", str(areas(tmp_path, [LEFT, RIGHT], WD24CD=["E05000001", None])))
    assert refused(tmp_path, overlay, "areas.gpkg", "row 2", "'WD24CD'")


def test_polygons_of_elsewhere_are_refused(tmp_path):
    overlay = Overlay("area", str(areas(tmp_path, [FAR])))
    assert refused(tmp_path, overlay, "areas.gpkg", "lies in this place")


def test_people_points_weigh_the_parts_of_units(tmp_path):
    # Unit 1 is cut in half: 30 people west of the line, 10 east of it; unit 2 has no point.
    places = [(1200, 500, 30), (1800, 500, 10), (500, 500, 5), (500, 1500, 5), (1500.5, 1500, 5)]
    places += [(2500, 1500, 5), (3500, 500, 20), (20_000, 0, 7)]
    rows = [(f"P{i}", EAST + x, NORTH - y, people) for i, (x, y, people) in enumerate(places)]
    header = ["Postcode", "easting", "northing", "Total"]
    points = str(write_csv(tmp_path / "people.csv", header, rows))
    overlay = Overlay("area", str(areas(tmp_path, [LEFT, RIGHT])))
    place = place_with(tmp_path, overlay, people_points=points)
    layer = place.layer("area")
    expected = [[1, 0], [0.75, 0.25], [0, 1], [1, 0], [0, 1], [0, 1]]
    np.testing.assert_allclose(layer.shares.toarray(), expected)
    # 10 + 5 + 5 people of the right area in the place, 20 beyond it.
    np.testing.assert_allclose(layer.outside_share, [0, 0.5])
    assert layer.method == "by 6 postcodes, 1 unit by area"
    source = next(each for each in place.sources if each.role == "people points")
    assert "6 postcodes with 60 people in the place, 2 outside." in source.notes
    said = "1 unit without any, for which areas and middles are used: E01000003."
    assert said in source.notes


def test_points_count_one_each_where_they_count_no_people(tmp_path):
    rows = [(i, EAST + x, NORTH - 500) for i, x in enumerate([1100, 1200, 1300, 1900])]
    points = str(write_csv(tmp_path / "people.csv", ["uprn", "easting", "northing"], rows))
    source = areas(tmp_path, [LEFT, RIGHT])
    layer = layer_of(tmp_path, source, people_points=points)
    assert layer.shares.toarray()[1].tolist() == [0.75, 0.25]
    assert layer.method == "by 4 points, 5 units by area"


def test_points_at_which_nobody_lives_are_refused(tmp_path):
    rows = [(1, EAST + 500, NORTH - 500, 0)]
    path = write_csv(tmp_path / "people.csv", ["uprn", "easting", "northing", "people"], rows)
    overlay = Overlay("area", str(areas(tmp_path)))
    assert refused(tmp_path, overlay, "people.csv", "'people'", people_points=str(path))


def test_a_layer_of_points_named_like_a_look_up_is_refused_as_twice(tmp_path):
    from icp_footprints.sources.layers.lookups import Lookup

    overlay = Overlay("area", str(areas(tmp_path)))
    lookups = (Lookup("area", "ward_code"),)
    assert refused(tmp_path, overlay, "More than one layer is called area", lookups=lookups)


def test_several_areas_beyond_the_place_are_counted_with_the_most_of_their_ground(tmp_path):
    shapes = [box(-1000, 0, 1000, 2000), box(1000, 0, 3000, 2000), box(2000, 0, 6000, 2000)]
    place = place_with(tmp_path, Overlay("area", str(areas(tmp_path, shapes))))
    np.testing.assert_array_equal(place.layer("area").outside_share, [np.nan, 0, np.nan])
    assert (
        "2 areas reach beyond the place, up to 75.0 % of their ground: the share of their people "
        "who live outside is not known."
    ) in place.sources[-1].notes


BEST = {"msoa_best_area": ["E02000001"] * 2, "msoa_best_area_name": ["Village"] * 2}


@pytest.mark.parametrize(
    "columns",
    [
        {"id": ["F1", "F2"], "name": ["North", "South"], **BEST},
        {"footprint_id": ["F1", "F2"], "footprint_name": ["North", "South"], **BEST},
        {
            "WD24CD": ["E05000001", "E05000002"],
            "footprint_id": ["F1", "F2"],
            "footprint_name": ["North", "South"],
        },
    ],
)
def test_footprints_of_another_plan_go_by_their_own_ids(tmp_path, columns):
    layer = layer_of(tmp_path, areas(tmp_path, [LEFT, RIGHT], **columns))
    assert (layer.area_ids, layer.area_names) == (("F1", "F2"), ("North", "South"))


def test_a_footprint_whose_best_area_is_its_own_still_goes_by_its_id(tmp_path):
    """The codes of best areas are never ids, even where every footprint has another."""
    columns = {"msoa_best_area": ["E02000001", "E02000002"], "id": ["F1", "F2"]}
    assert layer_of(tmp_path, areas(tmp_path, [LEFT, RIGHT], **columns)).area_ids == ("F1", "F2")
