"""Every exported property has a title, a meaning and a type, and files are as the schemas say."""

import json
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema
import pyogrio
import pytest

from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.geojson import (
    footprint_features,
    unit_features,
    write_geojson,
    write_unit_geojson,
)
from icp_footprints.exchange.exporting.metadata import export_metadata
from icp_footprints.exchange.exporting.schemas import SchemaName, described, schema
from icp_footprints.plan.plan import Plan
from tests.exchange.exported import DAY, check_schema, full_content, hostile_content
from tests.grids import place_of

SCHEMAS: tuple[SchemaName, ...] = ("footprints", "units", "metadata")
WRITERS: dict[SchemaName, Callable[[Path, ExportContent], None]] = {
    "footprints": write_geojson,
    "units": write_unit_geojson,
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_schemas(name):
    jsonschema.Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$id"] == f"urn:icp-footprints:schema:{name}:1"


def test_both_kinds_of_file_hold_the_same_metadata():
    alone = {key: value for key, value in schema("metadata").items() if not key.startswith("$")}
    for name in WRITERS:
        assert schema(name)["$defs"]["metadata"] == alone


@pytest.mark.parametrize("name", WRITERS)
def test_every_property_is_documented(name):
    of_features = schema(name)["$defs"]["properties"]
    for entry in (*of_features["properties"].values(), *of_features["patternProperties"].values()):
        assert entry["title"]
        assert len(entry["description"]) > 10
        assert entry["type"]


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("content", [full_content, hostile_content], ids=["full", "hostile"])
def test_files_are_valid(tmp_path, name, content):
    WRITERS[name](tmp_path / "f.geojson", content())
    found = json.loads((tmp_path / "f.geojson").read_text(encoding="utf-8"))
    check_schema(name, found)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        frame = pyogrio.read_dataframe(tmp_path / "f.geojson")
    assert frame["id"].tolist() == [each["id"] for each in found["features"]]
    assert frame["name"].tolist() == [each["properties"]["name"] for each in found["features"]]
    for feature in found["features"]:
        for key, value in feature["properties"].items():
            assert not isinstance(value, list | dict)
            assert described(name, key).description


@pytest.mark.parametrize("name", WRITERS)
def test_an_empty_plan_is_valid_too(tmp_path, name):
    WRITERS[name](tmp_path / "f.geojson", ExportContent(place_of("AB"), Plan.empty(2), DAY))
    check_schema(name, json.loads((tmp_path / "f.geojson").read_text(encoding="utf-8")))


def test_schemas_refuse_what_is_wrong():
    content = full_content()
    collection = json.loads(json.dumps(footprint_features(content)))
    for key, value in (
        ("status", "final"),
        ("content_hash", "0"),
        ("plan_version", 0),
        ("people_resident", "<5"),
        ("pcn_share", 1.2),
        ("ward_two_way", "yes"),
        ("version", "0.2"),
        ("band", "fine"),
    ):
        features = json.loads(json.dumps(collection["features"]))
        features[0]["properties"][key] = value
        with pytest.raises(jsonschema.ValidationError):
            check_schema("footprints", collection | {"features": features})
    units = json.loads(json.dumps(unit_features(content)))
    del units["features"][0]["properties"]["footprint_id"]
    with pytest.raises(jsonschema.ValidationError):
        check_schema("units", units)
    with pytest.raises(jsonschema.ValidationError):
        check_schema("metadata", content.metadata | {"made_on": 3})


def test_the_metadata_is_as_its_schema_says():
    content = full_content()
    check_schema("metadata", content.metadata)
    assert content.metadata == export_metadata(content.place, content.plan, DAY)
    simpler = replace(content, simplify_m=5.0)
    check_schema("metadata", simpler.metadata)
    assert simpler.metadata["simplified_m"] == 5.0


def test_an_unknown_property_is_not_described():
    with pytest.raises(KeyError):
        described("units", "people")
