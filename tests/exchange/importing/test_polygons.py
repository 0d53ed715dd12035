"""Polygons drawn by others: which units each takes, and what is said of lines that cut."""

import json
import zipfile
from dataclasses import replace
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.errors import InputError
from icp_footprints.exchange.importing.import_plan import import_plan
from icp_footprints.exchange.importing.imported import ImportColumns
from icp_footprints.plan.plan import Plan
from tests.examples import examples
from tests.exchange.importing.footprint_files import (
    box,
    frame_of,
    kinds,
    words,
    write_geojson_of,
    write_shapes,
)
from tests.grids import drawn, place_of, plan_of

ART = "aaaa\naaaa\naaaa"
PLACE = place_of(ART)
NAMES = [{"name": "A"}, {"name": "B"}]


def made_of(tmp_path, shapes, properties=None, **options):
    path = write_geojson_of(tmp_path / "f.geojson", shapes, properties or NAMES[: len(shapes)])
    return import_plan(PLACE, path, **options)


def test_units_go_by_their_centre_or_by_most_of_their_area(tmp_path):
    # A reaches over the middle column's centres; B, from the right, is far from them.
    shapes = [box(0, 0, 1.6, 3), box(1.6, 0, 4, 3)]
    for by in ("centre", "area"):
        assert drawn(made_of(tmp_path, shapes, by=by).plan, ART) == "AABB\nAABB\nAABB"
    # An arm of B reaches round the centre of the first unit: most of it is still A's.
    arm = box(0, 0.45, 2, 0.55)
    shapes = [shapely.difference(box(0, 0, 2, 3), arm), shapely.union(box(2, 0, 4, 3), arm)]
    assert drawn(made_of(tmp_path, shapes).plan, ART) == "BBBB\nAABB\nAABB"
    assert drawn(made_of(tmp_path, shapes, by="area").plan, ART) == "AABB\nAABB\nAABB"


def test_less_than_half_in_any_is_in_none_by_area(tmp_path):
    shapes = [box(0, 0, 0.4, 3), box(0.9, 0, 4, 3)]
    assert drawn(made_of(tmp_path, shapes, by="area").plan, ART) == ".BBB\n.BBB\n.BBB"
    # More in one than in another or in none, if under half, is the most.
    shapes = [box(0, 0, 0.4, 3), box(0.65, 0, 4, 3)]
    assert drawn(made_of(tmp_path, shapes, by="area").plan, ART)[0] == "A"


def test_cut_units_are_told_with_both_sides(tmp_path):
    imported = made_of(tmp_path, [box(0, 0, 1.75, 1), box(1.75, 0, 3.9, 1)])
    assert drawn(imported.plan, ART) == "AABB\n....\n...."
    second, fourth = imported.report.cut
    assert (second.unit_id, second.unit_name, second.footprint_id) == ("U001", "Testham 001", "F01")
    assert [(side.footprint_id, side.area_share, side.people) for side in second.sides] == [
        ("F01", pytest.approx(0.75, abs=1e-4), pytest.approx(750, abs=0.1)),
        ("F02", pytest.approx(0.25, abs=1e-4), pytest.approx(250, abs=0.1)),
    ]
    assert [side.footprint_id for side in fourth.sides] == ["F02", None]
    assert fourth.people_elsewhere == pytest.approx(100, abs=0.5)
    assert second.people_elsewhere == pytest.approx(250, abs=0.5)
    assert imported.report.unassigned.tolist() == list(range(4, 12))


@settings(max_examples=examples(24), deadline=None)
@given(
    cuts=st.lists(st.floats(0.05, 3.95), min_size=1, max_size=3, unique=True),
    top=st.floats(0.0, 1.0),
    by=st.sampled_from(["centre", "area"]),
)
def test_against_brute_force(tmp_path_factory, cuts, top, by):
    """Every unit against every polygon, by nothing but areas and points; and no unit twice."""
    edges = [0.0, *sorted(cuts), 3.5]
    shapes = [box(left, top, right, 3) for left, right in pairwise(edges) if right - left > 0.01]
    path = write_geojson_of(
        tmp_path_factory.mktemp("cut") / "f.geojson",
        shapes,
        [{"id": f"F{n:02d}"} for n in range(len(shapes))],
    )
    try:
        imported = import_plan(PLACE, path, by=by)
    except InputError:
        imported = None
    found = Plan.empty(12) if imported is None else imported.plan
    for row, unit in enumerate(PLACE.units.geometry):
        share = [unit.intersection(shape).area / unit.area for shape in shapes]
        outside = 1 - sum(share)
        if by == "centre":
            near = min(unit.centroid.distance(shape.boundary) for shape in shapes)
            held = [n for n, shape in enumerate(shapes) if shape.contains(unit.centroid)]
        else:
            best = max(range(len(shapes)), key=share.__getitem__)
            ordered = sorted([*share, outside])
            near = (ordered[-1] - ordered[-2]) * 1000
            held = [best] if share[best] > outside else []
        # A metre from the line, the rounding of coordinates decides.
        if near > 10 and not any(0.99 < each < 1 for each in share):
            number = int(found.assignment[row])
            got = [] if number < 0 else [int(found.footprints[number].id[1:])]
            assert got == held


def test_overlaps_are_named_and_the_larger_share_counts(tmp_path):
    imported = made_of(tmp_path, [box(0, 0, 2.6, 3), box(1, 0, 4, 3)])
    assert drawn(imported.plan, ART) == "AABB\nAABB\nAABB"
    assert words(imported, "overlaps") == "Polygons that overlap: A and B."
    assert kinds(imported)["units where polygons overlap"] == 6


def test_one_polygon_within_another(tmp_path):
    inner = box(1, 1, 3, 2)
    ring = shapely.difference(box(0, 0, 4, 3), inner)
    imported = made_of(tmp_path, [ring, inner])
    assert drawn(imported.plan, ART) == "AAAA\nABBA\nAAAA"
    assert kinds(imported) == {"holes": 1}


def test_parts_holes_and_crossed_rings_are_counted(tmp_path):
    east, north = box(0, 0, 4, 3).bounds[0], box(0, 0, 4, 3).bounds[3]
    crossed = shapely.Polygon(
        [
            (east, north), (east + 2000, north), (east, north - 3000),
            (east + 2000, north - 3000), (east, north),
        ]
    )  # fmt: skip
    several = shapely.MultiPolygon([box(2, 0, 4, 1), box(2, 2, 4, 3)])
    imported = made_of(tmp_path, [crossed, several])
    assert kinds(imported)["in several parts"] == 1
    assert "1 invalid boundary mended" in words(imported, "put right")
    assert drawn(imported.plan, ART).endswith("BB")


@pytest.mark.parametrize("crs", ["EPSG:27700", "EPSG:4326", "EPSG:3857", "EPSG:4258", "EPSG:32630"])
@pytest.mark.parametrize("name", ["f.gpkg", "f.shp", "f.fgb"])
def test_any_reference_system(tmp_path, crs, name):
    plan = plan_of("AABB\nAABB\nCCCC")
    frame_of(PLACE, plan).to_crs(crs).to_file(tmp_path / name)
    imported = import_plan(PLACE, tmp_path / name, plan)
    assert imported.plan is plan


def test_no_reference_system(tmp_path):
    frame = frame_of(PLACE, plan_of(ART))
    frame.to_file(tmp_path / "f.shp")
    (tmp_path / "f.prj").unlink()
    with pytest.raises(InputError, match="does not say which reference system"):
        import_plan(PLACE, tmp_path / "f.shp")
    imported = import_plan(PLACE, tmp_path / "f.shp", crs="EPSG:27700")
    assert imported.report.assigned == 12


def test_rows_of_one_id_are_parts_of_one_footprint(tmp_path):
    rows = [{"id": "F01", "name": "A"}, {"id": "F02", "name": "B"}, {"id": "F01", "name": "A"}]
    imported = made_of(tmp_path, [box(0, 0, 1, 3), box(1, 0, 3, 3), box(3, 0, 4, 3)], rows)
    assert drawn(imported.plan, ART) == "ABBA\nABBA\nABBA"
    assert kinds(imported)["rows put together"] == 1


def test_an_id_that_was_never_filled_is_none(tmp_path):
    rows = [{"Id": 0, "Name": "A"}, {"Id": 0, "Name": "B"}]
    imported = made_of(tmp_path, [box(0, 0, 2, 3), box(2, 0, 4, 3)], rows)
    assert [(each.id, each.name) for each in imported.plan.footprints] == [
        ("F01", "A"), ("F02", "B")
    ]  # fmt: skip
    assert "Id" in words(imported, "ids repeated")


@pytest.mark.parametrize("rows", [[{}, {}], [{"name": "Untitled polygon"}] * 2])
def test_polygons_without_names_of_their_own(tmp_path, rows):
    imported = made_of(tmp_path, [box(0, 0, 2, 3), box(2, 0, 4, 3)], rows)
    assert [each.id for each in imported.plan.footprints] == ["F01", "F02"]
    assert len({each.name for each in imported.plan.footprints}) == 2
    assert imported.report.assigned == 12


@pytest.mark.parametrize(
    ("columns", "asked"),
    [
        ({"Locality": ["A", "B"], "OBJECTID": [7, 8]}, None),
        ({"NEIGHBOURH": ["A", "B"], "zz": ["x", "y"]}, ImportColumns(name="neighbourh")),
        ({"INT_NAME": ["A", "B"], "SHAPE_AREA": [1.5, 2.5]}, None),
    ],
)
def test_names_under_headers_of_others(tmp_path, columns, asked):
    path = write_shapes(tmp_path / "f.shp", [box(0, 0, 2, 3), box(2, 0, 4, 3)], **columns)
    imported = import_plan(PLACE, path, columns=asked)
    assert [each.name for each in imported.plan.footprints] == ["A", "B"]


def test_rows_that_are_no_polygons_and_polygons_elsewhere_are_left_out_and_said(tmp_path):
    shapes = [
        box(0, 0, 4, 3),
        shapely.Point(332_000, 389_000),
        box(40, 0, 50, 3),
        box(0, 0, 0.2, 0.2),
    ]
    rows = [{"name": name} for name in ("A", "Surgery", "Next door", "Car park")]
    imported = made_of(tmp_path, shapes, rows)
    assert [each.name for each in imported.plan.footprints] == ["A"]
    assert "1 row without a polygon left out." in [each.words for each in imported.report.findings]
    assert "Next door" in words(imported, "polygons outside the place")
    assert "Car park" in words(imported, "polygons without units")


def test_a_collection_gives_its_polygons(tmp_path):
    path = tmp_path / "f.geojson"
    write_geojson_of(path, [box(0, 0, 4, 3)], [{"name": "A"}])
    text = json.loads(path.read_text())
    moved = json.loads(shapely.to_geojson(shapely.Point(-3.0, 53.4)))
    text["features"][0]["geometry"] = {
        "type": "GeometryCollection",
        "geometries": [text["features"][0]["geometry"], moved],
    }
    path.write_text(json.dumps(text))
    assert import_plan(PLACE, path).report.assigned == 12


@pytest.mark.parametrize(
    ("shapes", "said"),
    [
        ([shapely.Point(332_000, 389_000)], "f.geojson has no polygons"),
        ([shapely.LineString([(332_000, 389_000), (333_000, 389_000)])], "has no polygons"),
        ([None], "has no polygons"),
        ([box(40, 0, 50, 3)], "No polygon of f.geojson lies in Testham"),
        ([box(0, 0, 0.1, 0.1)], "No unit of Testham has its centre in a polygon of f.geojson"),
        ([shapely.transform(box(0, 0, 4, 3), lambda xy: xy + 5_000_000)], "not in Great Britain"),
    ],
)
def test_shapes_that_are_no_footprints_of_the_place(tmp_path, shapes, said):
    with pytest.raises(InputError, match=said) as raised:
        made_of(tmp_path, shapes)
    assert "\n" not in str(raised.value)


def test_files_that_are_none(tmp_path):
    (tmp_path / "empty.geojson").write_text("")
    (tmp_path / "none.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    (tmp_path / "not.kml").write_text("<html></html>")
    (tmp_path / "x.pdf").write_text("%PDF-1.4")
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as packed:
        packed.writestr("inner.zip", b"PK\x05\x06" + bytes(18))
    for name in ("empty.geojson", "none.geojson", "not.kml", "x.pdf", "outer.zip", "absent.csv"):
        with pytest.raises(InputError) as raised:
            import_plan(PLACE, tmp_path / name)
        assert name in str(raised.value), str(raised.value)
        assert "\n" not in str(raised.value)


def test_a_layer_has_to_be_named_where_none_of_several_is_called_footprints(tmp_path):
    plan = plan_of("AABB\nAABB\nCCCC")
    for layer in ("one", "two"):
        frame_of(PLACE, plan).to_file(tmp_path / "f.gpkg", layer=layer)
    with pytest.raises(InputError, match="one, two"):
        import_plan(PLACE, tmp_path / "f.gpkg")
    imported = import_plan(PLACE, tmp_path / "f.gpkg", plan, layer="two")
    assert imported.plan is plan
    assert imported.report.file == "f.gpkg:two"


def test_features_that_are_units_without_a_word_of_footprints(tmp_path):
    """No footprint of each unit is made: they are units, and the column has to be named."""
    frame = gpd.GeoDataFrame(
        {"code": list(PLACE.units.ids), "group": list("AABB" * 3), "x": ["1"] * 12},
        geometry=list(PLACE.units.geometry),
        crs="EPSG:27700",
    )
    frame.to_file(tmp_path / "f.gpkg")
    with pytest.raises(InputError, match="no column that says which footprint"):
        import_plan(PLACE, tmp_path / "f.gpkg")
    imported = import_plan(PLACE, tmp_path / "f.gpkg", columns=ImportColumns(name="group"))
    assert drawn(imported.plan, ART) == "AABB\nAABB\nAABB"
    assert imported.report.kind == "look-up"


def test_many_vertices(tmp_path):
    """Half a million in one boundary are refused in a line; fewer are read."""
    east, north = box(0, 0, 4, 3).bounds[0], box(0, 0, 4, 3).bounds[1]
    angle = np.linspace(0, 2 * np.pi, 60_000)
    ring = np.column_stack(
        [east + 2000 + 3900 * np.cos(angle), north + 1500 + 3900 * np.sin(angle)]
    )
    imported = made_of(tmp_path, [shapely.Polygon(ring)])
    assert imported.report.assigned == 12
    assert len({each.words for each in imported.report.findings}) == 0


def test_units_go_by_the_centre_of_their_people_where_that_is_known(tmp_path):
    aside = PLACE.units.middles + np.array([400, 0])
    place = replace(PLACE, units=replace(PLACE.units, people_centres=aside))
    path = write_geojson_of(tmp_path / "f.geojson", [box(0, 0, 1.7, 3), box(1.7, 0, 4, 3)], NAMES)
    assert drawn(import_plan(PLACE, path).plan, ART) == "AABB\nAABB\nAABB"
    assert drawn(import_plan(place, path).plan, ART) == "ABBB\nABBB\nABBB"
