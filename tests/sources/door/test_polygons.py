"""Polygons at the door: collections, heights, invalid rings, copies; each put right and counted."""

import sqlite3
import struct

import numpy as np
import pyogrio
import pytest
import shapely

from icp_footprints.errors import InputError
from icp_footprints.sources.door.boundaries import read_boundaries, read_units
from tests.grids import squares
from tests.sources.making import ART, codes, is_one_clear_line, units_frame, write

X, Y = 330_000.0, 390_000.0
LINE = shapely.LineString([(X, Y), (X + 10, Y)])


def path_of(folder, *shapes, **columns):
    """A file of units of which the first few have the given shapes."""
    frame = units_frame(**columns)
    frame.geometry = [*shapes, *list(frame.geometry)[len(shapes) :]]
    return str(write(folder / "units.gpkg", frame))


def test_of_a_collection_the_polygons_are_used(tmp_path):
    square = squares(ART)[0]
    halves = [shapely.box(X, Y - 1000, X + 500, Y), shapely.box(X + 500, Y - 1000, X + 1000, Y)]
    nested = shapely.GeometryCollection([shapely.GeometryCollection([*halves, LINE])])
    for shape in (shapely.GeometryCollection([square, LINE]), nested):
        found = read_units(path_of(tmp_path, shape))
        assert found.geometry[0].equals(square)
        assert "1 collection of mixed shapes: only polygons used." in found.notes


def test_a_collection_without_polygons_is_refused(tmp_path):
    with pytest.raises(InputError) as caught:
        read_units(path_of(tmp_path, squares(ART)[0], shapely.GeometryCollection([LINE])))
    assert is_one_clear_line(caught.value, "row 2", "GeometryCollection")


def test_heights_are_dropped_and_counted(tmp_path):
    found = read_units(path_of(tmp_path, *shapely.force_3d(squares(ART)[:3], 5)))
    assert found.notes == ("Heights or measures dropped from 3 rows.",)
    assert shapely.equals(found.geometry, squares(ART)).all()


def test_curves_are_drawn_with_straight_pieces(tmp_path):
    """shapely cannot write a curved polygon, so its bytes are put into a GeoPackage by hand."""
    path = tmp_path / "units.gpkg"
    pyogrio.write_dataframe(units_frame(), path, driver="GPKG", layer="units", SPATIAL_INDEX="NO")
    around = [(0, -500), (500, 0), (1000, -500), (500, -1000), (0, -500)]
    points = b"".join(struct.pack("<dd", X + across, Y + up) for across, up in around)
    circle = struct.pack("<BIIBII", 1, 10, 1, 1, 8, 5) + points
    with sqlite3.connect(path) as base:
        header = b"GP" + struct.pack("<BBi", 0, 1, 27700)
        base.execute("UPDATE units SET geom = ? WHERE fid = 1", (header + circle,))
    base.close()
    found = read_boundaries(str(path))
    assert shapely.area(found.geometry[0]) == pytest.approx(np.pi * 500**2, rel=0.001)


def test_units_without_a_boundary_are_refused_and_areas_left_out(tmp_path):
    path = path_of(tmp_path, squares(ART)[0], None, shapely.Polygon())
    with pytest.raises(InputError) as caught:
        read_units(path)
    assert is_one_clear_line(caught.value, "units.gpkg", "row 2", "no boundary")
    found = read_boundaries(path)
    assert found.table.columns["code"].tolist() == [codes(8)[0], *codes(8)[3:]]
    assert found.table.row_numbers.tolist() == [1, 4, 5, 6, 7, 8]
    assert found.notes == ("2 rows without a boundary left out.",)


def test_areas_without_any_boundary_are_refused(tmp_path):
    with pytest.raises(InputError, match="row 1 has no boundary"):
        read_boundaries(path_of(tmp_path, *[None] * 8))


def test_mending_is_counted_and_names_the_row(tmp_path):
    bow_tie = shapely.Polygon([(X, Y), (X + 1000, Y - 1000), (X + 1000, Y), (X, Y - 1000)])
    found = read_boundaries(path_of(tmp_path, bow_tie))
    assert found.notes == ("1 invalid boundary mended: row 1.",)
    assert found.geometry[0].area == pytest.approx(500_000)


def test_parts_that_overlap_become_one_and_leave_no_hole(tmp_path):
    parts = [shapely.box(X, Y, X + 600, Y + 600), shapely.box(X + 300, Y, X + 900, Y + 600)]
    found = read_boundaries(path_of(tmp_path, shapely.MultiPolygon(parts)))
    assert found.geometry[0].equals(shapely.union_all(parts))
    assert found.notes == ("1 invalid boundary mended: row 1.",)


def test_a_spike_is_mended_and_moves_no_ground(tmp_path):
    square = squares(ART)[0]
    spike = shapely.Polygon([*shapely.get_coordinates(square), (X + 1000, Y - 1000)][::-1])
    outward = shapely.Polygon(
        [(X, Y), (X + 1000, Y), (X + 3000, Y), (X + 1000, Y), (X + 1000, Y - 1000), (X, Y - 1000)]
    )
    assert shapely.is_valid(spike)
    found = read_units(path_of(tmp_path, outward))
    assert found.geometry[0].equals(square)
    assert found.notes == ("1 invalid boundary mended: row 1.",)


def test_one_boundary_under_two_ids_is_refused_for_units_and_said_of_areas(tmp_path):
    again = shapely.reverse(squares(ART)[0])
    path = path_of(tmp_path, squares(ART)[0], squares(ART)[1], again)
    with pytest.raises(InputError) as caught:
        read_units(path)
    assert is_one_clear_line(caught.value, "units.gpkg", "row 1 and row 3", "same boundary")
    found = read_boundaries(path)
    assert len(found.geometry) == 8
    assert found.notes == ("1 boundary stands in the file twice: row 1 and row 3.",)


def test_a_row_that_stands_twice_is_refused_as_that(tmp_path):
    frame = units_frame()
    twice = frame.iloc[[0, 1, 2, 3, 4, 5, 6, 7, 5]]
    path = write(tmp_path / "units.gpkg", twice)
    with pytest.raises(InputError) as caught:
        read_units(str(path))
    assert is_one_clear_line(caught.value, "row 6 and row 9", "the same row twice")


def test_units_of_two_kinds_in_one_file_are_refused_by_what_they_overlap(tmp_path):
    frame = units_frame()
    whole = shapely.union_all(squares(ART)[:2])
    frame.geometry = [*list(frame.geometry)[:7], whole]
    with pytest.raises(InputError) as caught:
        read_units(str(write(tmp_path / "units.gpkg", frame)), id_column="code")
    assert is_one_clear_line(caught.value, codes(8)[0], codes(8)[7], "1,000,000 m²", "--where")
    assert len(read_boundaries(str(tmp_path / "units.gpkg")).geometry) == 8


def test_units_come_out_in_the_order_of_the_file(tmp_path):
    order = np.random.default_rng(3).permutation(8)
    frame = units_frame().iloc[order]
    frame.geometry = [shape.buffer(0.2, join_style="mitre") for shape in frame.geometry]
    found = read_units(str(write(tmp_path / "units.gpkg", frame)))
    assert found.table.columns["code"].tolist() == [codes(8)[i] for i in order]
    assert shapely.hausdorff_distance(found.geometry, squares(ART)[order]).max() < 1
    assert shapely.coverage_is_valid(found.geometry)
    assert "of gap or overlap between units closed" in found.notes[0]
