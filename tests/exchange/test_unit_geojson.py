"""Units as GeoJSON: each once, with its footprint and people, and nothing that tells too much."""

import json
import warnings

import numpy as np
import pyogrio
import pytest
import shapely

from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.geojson import unit_features, write_unit_geojson
from tests.exchange.exported import DAY, full_content
from tests.grids import place_of, plan_of


@pytest.fixture(scope="module")
def content():
    return full_content()


def test_every_unit_once_in_place_order(content):
    features = unit_features(content)["features"]
    place, plan = content.place, content.plan
    assert [each["id"] for each in features] == list(place.units.ids)
    for each, number in zip(features, plan.assignment, strict=True):
        held = each["properties"]
        expected = (None, None)
        if number >= 0:
            expected = (plan.footprints[number].id, plan.footprints[number].name)
        assert (held["footprint_id"], held["footprint_name"]) == expected
        assert (held["status"], held["plan_version"]) == ("proposed", 3)


def test_people_and_main_areas(content):
    rows = [each["properties"] for each in unit_features(content)["features"]]
    people = [row["people_registered"] for row in rows]
    assert people == list(range(1000, 1012))
    assert all(isinstance(count, int) for count in people)
    assert rows[1]["people_over65"] == pytest.approx(1 / 3, abs=1e-4)
    shares = content.place.layer("pcn").shares.toarray()
    for row, share in zip(rows, shares, strict=True):
        main = f"U{share.argmax()}" if share.any() else None
        assert row["pcn_main_area"] == main
    # People of a unit and an area together are often fewer than five.
    assert not any("share" in key for key in rows[0])


def test_gdal_reads_it_without_a_warning_and_as_a_coverage(tmp_path):
    art = "AAABBB\nACCCBB\nAC.CCB"
    place = place_of(art, layers={"ward": art.lower()})
    write_unit_geojson(tmp_path / "u.geojson", ExportContent(place, plan_of(art), DAY))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        frame = pyogrio.read_dataframe(tmp_path / "u.geojson")
    assert frame.crs == "EPSG:4326"
    assert len(frame) == 18
    assert shapely.coverage_is_valid(np.array(frame.geometry))
    assert frame["footprint_id"].isna().sum() == 1
    found = json.loads((tmp_path / "u.geojson").read_text("utf-8"))
    assert found["metadata"]["made_on"] == "2026-11-22"
