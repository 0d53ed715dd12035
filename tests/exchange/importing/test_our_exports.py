"""What this program writes, it reads back as the same plan, whatever the format."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.exchange.exporting.flatgeobuf import write_flatgeobuf
from icp_footprints.exchange.exporting.geojson import write_geojson, write_unit_geojson
from icp_footprints.exchange.exporting.geopackage import write_geopackage
from icp_footprints.exchange.exporting.shapefile import write_shapefile_zip
from icp_footprints.exchange.exporting.unit_csv import write_unit_csv
from icp_footprints.exchange.importing.import_plan import import_plan
from icp_footprints.exchange.plan_file import save_plan_file
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Footprint, Plan
from icp_footprints.sources.sample import sample_place
from tests.examples import examples
from tests.exchange.importing.footprint_files import content, frame_of, kinds
from tests.grids import drawn, place_of, plan_of

FOOTPRINTS = tuple(
    Footprint(f"F{n + 1:02d}", name, lead=f"Dr {n}", partners="Council", colour=n % 8)
    for n, name in enumerate(["North & <b>", "=1+1", "Tŷ Mawr", "South", "East", "West"])
)
WRITERS = {
    "f.geojson": write_geojson,
    "f.gpkg": write_geopackage,
    "f.zip": write_shapefile_zip,
    "f.fgb": write_flatgeobuf,
    "u.geojson": write_unit_geojson,
    "u.csv": write_unit_csv,
}


@pytest.fixture(scope="module")
def place():
    return sample_place()


@pytest.fixture(scope="module")
def plan(place):
    """Stripes across the sample, by the centre of each unit, a few units in none."""
    middle = np.array([shape.centroid.x for shape in place.units.geometry])
    numbers = np.searchsorted(np.quantile(middle, np.arange(1, 6) / 6), middle).astype(np.int16)
    numbers[[3, 70, 71]] = -1
    return Plan("Stripes", numbers, FOOTPRINTS)


@pytest.fixture(scope="module")
def written(place, plan, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    for name, write in WRITERS.items():
        write(folder / name, content(place, plan))
    save_plan_file(folder / "plan.footprints.gpkg", place, plan)
    frame_of(place, plan).rename(columns={"name": "Name"}).to_crs(4326).to_file(
        folder / "f.kml", driver="KML"
    )
    frame_of(place, plan).to_crs(3857).to_parquet(folder / "f.parquet")
    return folder


ALL = [*WRITERS, "plan.footprints.gpkg", "plan.footprints.gpkg:units", "f.kml", "f.parquet"]


@pytest.mark.parametrize("by", ["centre", "area"])
@pytest.mark.parametrize("name", ALL)
def test_the_same_plan_into_the_plan_it_came_from(place, plan, written, name, by):
    imported = import_plan(place, f"{written}/{name}", plan, by=by)
    assert imported.plan is plan
    assert imported.report.cut == ()
    assert imported.report.moved is not None
    assert imported.report.moved.units == 0
    assert kinds(imported).keys() <= {"in several parts", "holes", "put right"}


@pytest.mark.parametrize("name", ALL)
def test_the_same_footprints_into_an_empty_plan(place, plan, written, name):
    made = import_plan(place, f"{written}/{name}").plan
    assert [
        (made.footprints[n].id, made.footprints[n].name) if n >= 0 else None
        for n in made.assignment.tolist()
    ] == [(FOOTPRINTS[n].id, FOOTPRINTS[n].name) if n >= 0 else None for n in plan.assignment]
    assert made.band == plan.band


@pytest.mark.parametrize("name", ["f.geojson", "f.gpkg", "f.zip", "f.fgb"])
def test_what_a_footprint_has_beside_its_name_comes_with_it(place, written, name):
    made = import_plan(place, written / name).plan
    by_id = {each.id: each for each in made.footprints}
    assert tuple(by_id[each.id] for each in FOOTPRINTS) == FOOTPRINTS


def test_what_a_lookup_does_not_speak_of_stays_as_it_is(place, plan, written):
    other = replace(plan, assignment=np.zeros_like(plan.assignment))
    made = import_plan(place, written / "u.csv", other).plan
    assert made.footprints == FOOTPRINTS
    assert np.array_equal(made.assignment, plan.assignment)


@pytest.mark.parametrize("metres", [10, 100])
@pytest.mark.parametrize("name", ["f.geojson", "f.zip"])
def test_simplified_lines_bring_the_same_units(place, plan, tmp_path, name, metres):
    WRITERS[name](tmp_path / name, content(place, plan, simplify_m=metres))
    imported = import_plan(place, tmp_path / name, plan)
    assert imported.plan is plan


def test_a_footprint_without_units_stays_one(tmp_path):
    place, plan = place_of("AB."), plan_of("AB.")
    plan = replace(plan, footprints=(*plan.footprints, Footprint("F09", "To come")))
    write_geojson(tmp_path / "f.geojson", content(place, plan))
    imported = import_plan(place, tmp_path / "f.geojson", plan)
    assert imported.plan is plan
    assert kinds(imported)["rows without a shape"] == 1


@settings(max_examples=examples(20), deadline=None)
@given(letters=st.lists(st.sampled_from("ABCD."), min_size=20, max_size=20).filter(
    lambda each: set(each) != {"."}
))  # fmt: skip
def test_any_plan_of_a_grid_comes_back(tmp_path_factory, letters):
    """With rings within rings, parts that touch at corners, and gaps."""
    art = "\n".join("".join(letters[start : start + 5]) for start in range(0, 20, 5))
    place, plan = GRID, plan_of(art)
    folder = tmp_path_factory.mktemp("grid")
    write_geojson(folder / "f.geojson", content(place, plan))
    made = import_plan(place, folder / "f.geojson").plan
    assert drawn(made, art) == art
    assert made.footprints == plan.footprints


GRID = place_of("\n".join(["aaaaa"] * 4))


@pytest.mark.parametrize("name", ["f.geojson", "f.gpkg", "f.zip", "f.fgb"])
def test_the_band_is_read_on_the_ledger_it_is_on(tmp_path, name):
    place = place_of("AABB", registered=[1100] * 4)
    plan = replace(plan_of("AABB"), band=Band(2000, 2500, "registered"))
    WRITERS[name](tmp_path / name, content(place, plan))
    assert import_plan(place, tmp_path / name).plan.band == plan.band
