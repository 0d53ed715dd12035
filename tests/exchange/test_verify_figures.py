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
from icp_footprints.exchange.measures_json import measures_text
from icp_footprints.exchange.verify import verify_file
from icp_footprints.geography.units import UnitTable
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
