"""Importing footprints on the command line: what is written, what is kept, what is refused."""

import json

import pytest

from tests.cli.command import WARDS, CommandLine
from tests.sources.making import codes


def lookup(folder, name="theirs.csv", letters="ABCDEFGH", header="lsoa21cd,FPCD,FPNM"):
    """Wards as footprints: those of the letters, the others in none."""
    of = "".join(WARDS.split())
    rows = [
        f"{code},{letter},Team {letter}" if letter in letters else f"{code},,"
        for code, letter in zip(codes(64), of, strict=True)
    ]
    (folder / name).write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return name


@pytest.fixture
def imported(planned: CommandLine) -> CommandLine:
    planned.ok("import-plan", "plan.gpkg", lookup(planned.folder))
    return planned


def test_into_an_empty_plan_and_out_again(planned):
    ran = planned.ok("import-plan", "plan.gpkg", lookup(planned.folder))
    assert "8 footprints with 64 units (96,000 people)." in ran.out
    assert "Every unit is in a footprint." in ran.out
    assert "Wrote plan.gpkg" in ran.out
    planned.ok("export", "plan.gpkg", "--geojson", "out.geojson", "--csv", "out.csv")
    for name in ("out.geojson", "out.csv"):
        ran = planned.ok("import-plan", "plan.gpkg", name, "--replace", "--json")
        told = json.loads(ran.out)
        assert told["changed"] is False
        assert told["written"] is None
        assert told["moved"]["units"] == 0
        assert told["cut"] == []
        assert [each["units"] for each in told["footprints"]] == [8] * 8


def test_footprints_that_are_there_are_replaced_only_when_asked(imported):
    other = lookup(imported.folder, "fewer.csv", "ABCD")
    error = imported.refused("import-plan", "plan.gpkg", other, names=("plan.gpkg", "--replace"))
    assert "--out" in error
    imported.ok("import-plan", "plan.gpkg", other, "--out", "new.gpkg")
    ran = imported.ok("import-plan", "plan.gpkg", other, "--replace")
    assert "32 units (48,000 people) in no footprint" in ran.out
    assert "32 units (48,000 people) from a footprint into none" in ran.out
    assert "and 22 more" in ran.out


def test_a_preview_writes_nothing(imported):
    before = (imported.folder / "plan.gpkg").read_bytes()
    ran = imported.ok(
        "import-plan", "plan.gpkg", lookup(imported.folder, "x.csv", "AB"), "--preview"
    )
    assert "Nothing was written." in ran.out
    assert (imported.folder / "plan.gpkg").read_bytes() == before


def test_what_is_of_the_plan_file_stays(planned):
    planned.ok("bands", "plan.gpkg", "--band", "7000:13000")
    planned.ok("targets", "plan.gpkg", "--add", "ward.containment>=0.75:wanted")
    planned.ok("import-plan", "plan.gpkg", lookup(planned.folder))
    told = json.loads(planned.ok("measure", "plan.gpkg", "--json").out)
    text = json.dumps(told)
    assert "7000" in text
    assert "13000" in text
    assert "ward.containment" in planned.ok("targets", "plan.gpkg").out
    planned.ok("exceptions", "plan.gpkg", "--add", "band:A", "--reason", "r", "--owner", "o")
    planned.ok("exceptions", "plan.gpkg", "--add", "band:H", "--reason", "r", "--owner", "o")
    ran = planned.ok(
        "import-plan", "plan.gpkg", lookup(planned.folder, "x.csv", "ABC"), "--replace"
    )
    assert "no longer as they were left out (1): band H." in ran.out
    assert "band" in planned.ok("exceptions", "plan.gpkg").out


def test_a_locked_footprint_that_would_change(imported):
    imported.ok("lock", "plan.gpkg", "H")
    other = lookup(imported.folder, "x.csv", "ABC")
    imported.refused("import-plan", "plan.gpkg", other, "--replace", names=("Team H", "locked"))
    kept = lookup(imported.folder, "y.csv", "ABH")
    imported.ok("import-plan", "plan.gpkg", kept, "--replace")


def test_columns_that_are_named(planned):
    name = lookup(planned.folder, header="k,q,r")
    planned.refused("import-plan", "plan.gpkg", name, names=(name, "--column name=COLUMN"))
    ran = planned.ok("import-plan", "plan.gpkg", name, "--column", "name=r", "--column", "id=q")
    assert "8 footprints" in ran.out


BAD = (
    (("absent.csv",), ("absent.csv",)),
    (("empty.csv",), ("empty.csv",)),
    (("plan.gpkg:nothing",), ("nothing",)),
    (("theirs.csv", "--column", "what=x"), ("what=x", "unit, id, name")),
    (("theirs.csv", "--by", "people"), ("--by",)),
    (("theirs.csv", "--layer", "Sheet 1"), ("theirs.csv", "Sheet 1")),
    (("far.geojson",), ("far.geojson",)),
    (("far.geojson", "--crs", "nonsense"), ("nonsense",)),
    (("theirs.csv", "--out", "theirs.csv"), ("theirs.csv",)),
)
FAR = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, '
    '"geometry": {"type": "Polygon", "coordinates": [[[10, 10], [11, 10], [11, 11], [10, 10]]]}}]}'
)


def test_bad_input_is_one_line(planned):
    lookup(planned.folder)
    (planned.folder / "empty.csv").write_text("")
    (planned.folder / "far.geojson").write_text(FAR)
    for more, names in BAD:
        planned.refused("import-plan", "plan.gpkg", *more, names=names)
