"""A file of footprints belongs only where its people, areas and outlines are the plan's."""

import json
import sqlite3
import warnings
import zipfile
from contextlib import closing
from dataclasses import replace

import numpy as np
import pyogrio
import pytest
import shapely

from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.export import ENDINGS, Kind, export_files
from icp_footprints.exchange.exporting.shapefile import CUT, cut_text
from icp_footprints.exchange.measures_json import measures_text
from icp_footprints.exchange.stamps.read import read_stamped
from icp_footprints.exchange.verify import verify, verify_file
from icp_footprints.geography.units import UnitTable
from icp_footprints.plan.actions import rename
from icp_footprints.plan.content_hash import content_hash
from icp_footprints.plan.plan import UNASSIGNED
from tests.exchange.exported import DAY, full_content
from tests.grids import place_of, plan_of

DRAWN = [Kind.GEOJSON, Kind.GEOPACKAGE, Kind.SHAPEFILE, Kind.FLATGEOBUF]
ART, PLAN = "aaaa\naaaa", "AABB\nAABB"


def content(**options):
    place = place_of(ART, people=1_200, registered=[1_000 + n for n in range(8)])
    return ExportContent(place, plan_of(PLAN), DAY, **options)


def edited(path, kind, change):
    """A file with its frame of footprints changed, and everything else it says as it was."""
    if kind is Kind.GEOJSON:
        held = json.loads(path.read_text(encoding="utf-8"))
        frame = change(pyogrio.read_dataframe(path))
        for feature, shape, people in zip(
            held["features"], frame.geometry, frame["people_resident"], strict=True
        ):
            feature["geometry"] = shapely.geometry.mapping(shape)
            feature["properties"]["people_resident"] = int(people)
        path.write_text(json.dumps(held), encoding="utf-8")
    elif kind is Kind.GEOPACKAGE:
        frame = change(pyogrio.read_dataframe(path, layer="footprints"))
        pyogrio.write_dataframe(frame, path, layer="footprints", driver="GPKG", append=False)
    elif kind is Kind.FLATGEOBUF:
        about = pyogrio.read_info(path)["layer_metadata"]["DESCRIPTION"]
        frame = change(pyogrio.read_dataframe(path))
        pyogrio.write_dataframe(
            *(frame, path),
            driver="FlatGeobuf",
            layer_options={"DESCRIPTION": about, "SPATIAL_INDEX": "NO"},
        )
    else:
        with zipfile.ZipFile(path) as file:
            file.extractall(path.parent)
        shapes = path.parent / "footprints.shp"
        frame = change(pyogrio.read_dataframe(shapes))
        pyogrio.write_dataframe(frame, shapes, driver="ESRI Shapefile")
        with zipfile.ZipFile(path, "w") as file:
            for each in path.parent.glob("footprints.*"):
                file.write(each, each.name)
    return path


@pytest.fixture(params=DRAWN)
def kind(request):
    return request.param


def written(folder, kind, held):
    path = folder / f"plan{ENDINGS[kind]}"
    export_files(held, {kind: path})
    return path


def nothing(frame):
    return frame


def other_people(frame):
    column = next(each for each in frame if each.startswith(("people_res", "ppl_res")))
    frame.loc[1, column] += 1
    return frame


def other_outline(frame):
    """A corner of the second footprint cut away, of 1 in 200 of its ground."""
    shape = frame.geometry[1]
    left, low, right, high = shape.bounds
    corner = shapely.box(left, low, left + (right - left) / 10, low + (high - low) / 20)
    frame.loc[1, "geometry"] = shapely.multipolygons([shapely.difference(shape, corner)])
    return frame


@pytest.mark.parametrize(
    ("change", "wrong"),
    [(nothing, ""), (other_people, "people_resident"), (other_outline, "outline")],
)
def test_what_was_altered_is_named(tmp_path, kind, change, wrong):
    held = content()
    path = edited(written(tmp_path, kind, held), kind, change)
    verdict = verify_file(path, held.place, held.plan)
    assert verdict.figures.people
    if not wrong:
        assert (verdict.answer, verdict.figures.different) == ("same", ())
        return
    shown = "ppl_reside" if kind is Kind.SHAPEFILE and wrong != "outline" else wrong
    assert (verdict.answer, verdict.belongs) == ("altered", False)
    assert verdict.figures.different == (f"F02 ({shown})",)
    assert f"1 footprint differs, F02 ({shown})" in verdict.words


def test_whatever_a_place_is_made_of_its_own_files_belong(tmp_path, kind):
    held = full_content()
    verdict = verify_file(written(tmp_path, kind, held), held.place, held.plan)
    assert (verdict.answer, verdict.figures.different) == ("same", ())


@pytest.mark.parametrize("name", ["L" * 300, "ש" * 140])
def test_names_too_long_for_a_shapefile_are_the_plans_there_only(tmp_path, kind, name):
    held = content()
    plan = rename(held.plan, "F01", name)
    path = written(tmp_path, kind, replace(held, plan=plan))
    assert verify_file(path, held.place, plan).answer == "same"
    found = read_stamped(path)
    if kind is Kind.GEOPACKAGE:
        # Its footprints are compared by what their units are said to be in.
        rows = [row | {"footprint_name": cut_text(row["footprint_name"])} for row in found.rows]
    elif kind is Kind.SHAPEFILE:
        rows = [row | {"name": row["name"][:-2] + CUT} for row in found.rows]
    else:
        rows = [row | {"name": cut_text(row["name"])} for row in found.rows]
    verdict = verify(replace(found, rows=tuple(rows)), held.place, plan)
    assert (verdict.answer, bool(verdict.compared.different)) == ("altered", True)


def test_what_moved_is_counted_in_files_of_another_content(tmp_path, kind):
    """A unit moved from the first footprint to the second; the third has another name only."""
    place = place_of("aaaaa\naaaaa", people=1_200)
    plan = plan_of("AABBC\nAABBC")
    path = written(tmp_path, kind, ExportContent(place, plan, DAY))
    other = rename(plan_of("AABBC\nABBBC"), "F03", "Another name")
    verdict = verify_file(path, place, other)
    assert verdict.answer == "other content"
    if kind is Kind.GEOPACKAGE:
        assert "Of 10 units, 3 units differ, U004, U006, U009." in verdict.notes
        assert "Of 3 footprints, 2 footprints differ, F01, F02." in verdict.notes
    else:
        assert verdict.notes == ("Of 3 footprints, 3 footprints differ, F01, F02, F03.",)


def test_a_file_without_a_footprint_is_that_of_a_plan_without_any(tmp_path, kind):
    held = content()
    nowhere = np.full(8, UNASSIGNED, dtype=np.int16)
    empty = replace(held.plan, footprints=(), assignment=nowhere)
    path = written(tmp_path, kind, replace(held, plan=empty))
    assert verify_file(path, held.place, empty).answer == "same"
    found = read_stamped(path)
    said = replace(found.stamps[0], content_hash=content_hash(held.place, held.plan))
    for rows in (found.rows, ()):
        emptied = replace(found, stamps=(said,), rows=rows)
        assert verify(emptied, held.place, held.plan).answer == "altered"


def test_the_header_of_a_flatgeobuf_must_agree_with_its_footprints(tmp_path):
    held = content()
    path = written(tmp_path, Kind.FLATGEOBUF, held)
    frame = pyogrio.read_dataframe(path)
    about = json.loads(pyogrio.read_info(path)["layer_metadata"]["DESCRIPTION"])
    for said, answer in ((about | {"content_hash": "0" * 64}, "altered"), ({}, "same")):
        told = {"DESCRIPTION": json.dumps(said), "SPATIAL_INDEX": "NO"}
        pyogrio.write_dataframe(frame, path, driver="FlatGeobuf", layer_options=told)
        assert verify_file(path, held.place, held.plan).answer == answer


def wavy():
    """Two footprints whose shared line has corners enough to be simplified."""
    held = content()
    shapes = shapely.segmentize(held.place.units.geometry, 50.0)
    west, _, east, _ = shapely.total_bounds(shapes)

    def wave(xy):
        inside = (xy[:, 0] - west) * (east - xy[:, 0]) * 4 / (east - west) ** 2
        peaks = 120 * np.sin(xy[:, 1] / 130) ** 8
        return xy + np.column_stack([inside * peaks, np.zeros(len(xy))])

    units = held.place.units
    bent = UnitTable(units.ids, units.names, np.asarray(shapely.transform(shapes, wave)))
    return replace(held.place, units=bent), held.plan


def test_simplified_files_belong_and_are_held_to_their_own_lines(tmp_path, kind):
    place, plan = wavy()
    exact = ExportContent(place, plan, DAY).footprint_shapes
    held = ExportContent(place, plan, DAY, simplify_m=100)
    moved = shapely.area(held.footprint_shapes) / shapely.area(exact)
    assert np.abs(moved - 1).max() > 0.001  # enough to be told, were it not known
    path = written(tmp_path, kind, held)
    assert verify_file(path, place, plan).answer == "same"
    edited(path, kind, other_outline)
    assert verify_file(path, place, plan).figures.different == ("F02 (outline)",)


@pytest.mark.parametrize("shape", [b"", b"GP", b"GP\0\xff" + b"\0" * 60, b"GP\0\1" + b"\0" * 60, 7])
def test_a_damaged_shape_is_another_one(tmp_path, shape):
    held = content()
    path = written(tmp_path, Kind.GEOPACKAGE, held)
    with closing(sqlite3.connect(path)) as base, base:
        found = base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in found:
            base.execute(f'DROP TRIGGER "{name}"')
        base.execute("UPDATE footprints SET geom = ? WHERE id = 'F01'", (shape,))
    verdict = verify_file(path, held.place, held.plan)
    assert verdict.figures.different == ("F01 (outline)",)


def test_coordinates_that_are_none_are_another_outline(tmp_path):
    held = content()
    path = written(tmp_path, Kind.GEOJSON, held)
    found = json.loads(path.read_text(encoding="utf-8"))
    far = [[[1e308, 1], [2, 9e99], [3, 3], [1e308, 1]]]
    for strange in ({"type": "Polygon", "coordinates": far}, {"type": "Moon"}, None, [1]):
        found["features"][0]["geometry"] = strange
        path.write_text(json.dumps(found), encoding="utf-8")
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            verdict = verify_file(path, held.place, held.plan)
        assert verdict.figures.different == ("F01 (outline)",)


def test_measures_say_which_plan_they_are_of(tmp_path):
    held = content()
    path = tmp_path / "measures.json"
    path.write_text(measures_text(held.place, held.plan), encoding="utf-8")
    assert verify_file(path, held.place, held.plan).answer == "same"
    assert verify_file(path, held.place, plan_of("AABB\nABBB")).answer == "other content"
