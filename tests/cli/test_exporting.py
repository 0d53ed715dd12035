"""The export command: every format from one run, and one line where it cannot be."""

import json

import pandas as pd
import pyogrio
import pytest

from icp_footprints.exchange.plan_file import open_plan_file
from icp_footprints.plan.content_hash import content_hash
from tests.cli.command import BAND, LAYERS, NEW
from tests.exchange.exported import check_schema, names

KINDS = {
    "--geojson": "f.geojson",
    "--units-geojson": "u.json",
    "--gpkg": "m.gpkg",
    "--shp": "s.zip",
    "--fgb": "f.fgb",
    "--csv": "u.csv",
}


@pytest.fixture
def planned(run, made_once):
    made_once.bring(
        run,
        ("new", "plan.footprints.gpkg", *NEW, *LAYERS, "--place", "Testham", "--band", BAND),
        ("generate", "plan.footprints.gpkg", "--footprints", 4, "--starts", 1, "--ceilings", 0),
    )
    return run


def test_every_format_of_one_plan(planned):
    options = [word for pair in KINDS.items() for word in pair]
    ran = planned.ok("export", "plan.footprints.gpkg", *options)
    assert ran.out.splitlines() == [
        f"Wrote {name}" for name in (*KINDS.values(), "u.meta.json")
    ]  # fmt: skip
    check = content_hash(*open_plan_file(planned.folder / "plan.footprints.gpkg"))
    for name in ("f.geojson", "m.gpkg", "s.zip", "f.fgb"):
        layer = "footprints" if name == "m.gpkg" else None
        frame = pyogrio.read_dataframe(planned.folder / name, layer=layer)
        column = "cont_hash" if name == "s.zip" else "content_hash"
        assert set(frame[column]) == {check}, name
    check_schema("footprints", json.loads((planned.folder / "f.geojson").read_text("utf-8")))
    check_schema("units", json.loads((planned.folder / "u.json").read_text("utf-8")))
    said = json.loads((planned.folder / "u.meta.json").read_text("utf-8"))
    check_schema("metadata", said)
    assert said["content_hash"] == check
    people = planned.ok("measure", "plan.footprints.gpkg", "--json").out
    expected = {each["id"]: each["units"] for each in json.loads(people)["footprints"]}
    assert pd.read_csv(planned.folder / "u.csv")["FPCD"].value_counts().to_dict() == expected


def test_all_into_a_folder_that_is_made(planned):
    planned.ok(
        *("export", "plan.footprints.gpkg", "--all", "out/here", "--simplify", 20),
        *("--csv", "look-up.csv"),
    )
    assert names(planned.folder / "out" / "here") == sorted([
        "plan.geojson", "plan-units.geojson", "plan-map.gpkg", "plan-shapefile.zip", "plan.fgb",
    ])  # fmt: skip
    assert (planned.folder / "look-up.csv").exists()
    found = json.loads((planned.folder / "out" / "here" / "plan.geojson").read_text("utf-8"))
    assert found["metadata"]["simplified_m"] == 20


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ((), "nothing to export"),
        (("--gpkg", "plan.footprints.gpkg"), "the plan file itself"),
        (("--gpkg", "map.txt"), "ends in .gpkg"),
        (("--geojson", "a.geojson", "--units-geojson", "a.geojson"), "written twice"),
        (("--fgb", "no/f.fgb"), "no folder"),
        (("--all", "reg.csv"), "cannot be made"),
        (("--geojson", "a.geojson", "--simplify", "-1"), "from 0 to 10,000"),
        (("--geojson", "a.geojson", "--simplify", "nan"), "from 0 to 10,000"),
    ],
)
def test_what_cannot_be_is_one_line(planned, options, named):
    planned.refused("export", "plan.footprints.gpkg", *options, names=(named,))
