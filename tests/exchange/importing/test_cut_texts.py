"""A Shapefile holds 254 bytes of a name: the plan's own is kept where it begins with those."""

from dataclasses import replace

import pytest

from icp_footprints.exchange.exporting.geojson import write_geojson
from icp_footprints.exchange.exporting.shapefile import write_shapefile_zip
from icp_footprints.exchange.importing.import_plan import import_plan
from icp_footprints.plan.actions import rename
from tests.exchange.importing.footprint_files import content, frame_of, kinds
from tests.grids import place_of, plan_of

PLACE = place_of("AABB")
LONG = "The neighbourhood of " + "Ynys Môn, " * 40


def named(name, lead=""):
    plan = rename(plan_of("AABB"), "F01", name)
    first, *others = plan.footprints
    return replace(plan, footprints=(replace(first, lead=lead), *others))


def test_our_own_shapefile_brings_the_plan_back_and_says_so(tmp_path):
    plan = named(LONG, lead=LONG)
    write_shapefile_zip(tmp_path / "f.zip", content(PLACE, plan))
    imported = import_plan(PLACE, tmp_path / "f.zip", plan)
    assert imported.plan is plan
    assert kinds(imported)["name cut short"] == kinds(imported)["lead cut short"] == 1
    words = next(each.words for each in imported.report.findings if each.kind == "name cut short")
    assert words.startswith(
        "Names in the file are shorter than the plan's, which are kept (1): F01"
    )


@pytest.mark.parametrize("width", [80, 254])
def test_so_does_one_cut_by_another_program(tmp_path, width):
    plan = named("x" * 300)
    frame = frame_of(PLACE, plan)
    frame["name"] = frame["name"].str[:width]
    frame.to_file(tmp_path / "f.shp")
    assert import_plan(PLACE, tmp_path / "f.shp", plan).plan is plan


def test_a_name_that_was_changed_is_taken_as_it_is(tmp_path):
    plan = named("North and South")
    write_shapefile_zip(tmp_path / "f.zip", content(PLACE, named("North")))
    write_shapefile_zip(tmp_path / "g.zip", content(PLACE, named("Other " + LONG)))
    write_geojson(tmp_path / "h.geojson", content(PLACE, named("x" * 254)))
    for name, into, start in (
        ("f.zip", plan, "North"),
        ("g.zip", named(LONG), "Other"),
        ("h.geojson", named("x" * 300), "x" * 254),
    ):
        made = import_plan(PLACE, tmp_path / name, into)
        assert made.plan.footprints[0].name.startswith(start)
        assert made.plan.footprints[0].name != into.footprints[0].name
        assert "name cut short" not in kinds(made)
