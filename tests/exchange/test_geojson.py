"""GeoJSON as RFC 7946 has it, the same area as the units, and properties that QGIS can use."""

import json
import math
import re
import warnings
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.errors import InputError, PlanError
from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.geojson import footprint_features, write_geojson
from icp_footprints.exchange.exporting.property_names import (
    LAYER_FIGURES,
    PROFILE_FIGURES,
    band_keys,
    layer_keys,
    ledger_keys,
    point_keys,
    snake_case,
)
from icp_footprints.geography.ledger import Ledger
from icp_footprints.geography.points import PointLayer
from icp_footprints.geography.units import UnitTable
from icp_footprints.plan.plan import Footprint, Origin, Plan
from tests.examples import examples
from tests.grids import place_of, plan_of

ART = "AAABBB\nACCCBB\nACDCCB\nACCCEE"
# Names that could end up as one another's.
STEMS = ["", "people", "points", "band", "band of people", "x", "most deprived", "layer", "2x"]
NAMES = [f"{stem} {end}".strip() for stem in STEMS for end in ("", "x", "share", "best area", "2")]
WHOLE = "AAAAAA\nABBBAA\nABABBA\nABBBCC"


def signed_area(ring):
    """Twice the area, positive for anticlockwise (the shoelace formula)."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))


def polygons(geometry):
    if geometry is None:
        return []
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else coordinates


def content(place, plan, **options):
    return ExportContent(place, plan, date(2026, 11, 22), **options)


def written(tmp_path, place, plan):
    write_geojson(tmp_path / "plan.geojson", content(place, plan))
    return json.loads((tmp_path / "plan.geojson").read_text(encoding="utf-8"))


def test_the_rules_of_rfc_7946(tmp_path):
    place, plan = place_of(WHOLE), plan_of(WHOLE)
    found = written(tmp_path, place, plan)
    assert found["type"] == "FeatureCollection"
    assert "crs" not in found
    assert [feature["id"] for feature in found["features"]] == ["F01", "F02", "F03"]
    west, south, east, north = found["bbox"]
    rings = 0
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        for polygon in polygons(feature["geometry"]):
            for number, ring in enumerate(polygon):
                rings += 1
                assert ring[0] == ring[-1]
                assert len(ring) >= 4
                assert (signed_area(ring) > 0) == (number == 0)
                for x, y in ring:
                    assert west <= x <= east
                    assert south <= y <= north
                    assert -4 < x < -2.5, "longitude first"
                    assert 53 < y < 54
    assert rings == 5  # A has a hole and an island in it, B a hole
    text = json.dumps([feature["geometry"] for feature in found["features"]])
    assert max(len(d) for d in re.findall(r"\.(\d+)", text)) <= 7
    assert "e-" not in text


def test_neighbours_share_every_vertex_of_their_border():
    place, plan = place_of(ART), plan_of(ART)
    edges = Counter()
    for feature in footprint_features(content(place, plan))["features"]:
        for polygon in polygons(feature["geometry"]):
            for ring in polygon:
                edges.update(frozenset({tuple(a), tuple(b)}) for a, b in pairwise(ring))
    outline = shapely.get_parts(
        shapely.boundary(shapely.union_all(content(place, plan).footprint_degrees))
    )
    outer = sum(len(shapely.get_coordinates(line)) - 1 for line in outline)
    once = sum(count == 1 for count in edges.values())
    assert max(edges.values()) == 2
    assert once == outer


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(st.sampled_from("ABC."), min_size=16, max_size=16))
def test_shapes_are_valid_and_as_large_as_their_units(letters):
    art = "\n".join("".join(letters[i : i + 4]) for i in range(0, 16, 4))
    place, plan = place_of(art), plan_of(art)
    shapes = content(place, plan).footprint_degrees
    assert shapely.is_valid(shapes).all()
    metres = gpd.GeoSeries(shapes, crs="EPSG:4326").to_crs("EPSG:27700")
    for number, shape in enumerate(metres):
        exact = place.units.area_m2[plan.assignment == number].sum()
        # Rounding moves a vertex by at most a centimetre.
        assert abs(shape.area - exact) <= 0.01 * shape.length


def test_gdal_reads_it_without_a_warning(tmp_path):
    place = place_of(ART, layers={"ward": ART.lower()}, registered=[1100] * 24)
    plan = plan_of(ART)
    empty = replace(plan, footprints=(*plan.footprints, Footprint("F99", "Empty")))
    write_geojson(tmp_path / "plan.geojson", content(place, empty))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        frame = gpd.read_file(tmp_path / "plan.geojson")
    assert frame.crs == "EPSG:4326"
    assert frame["id"].tolist() == [*(f"F0{n}" for n in range(1, 6)), "F99"]
    assert frame["people_registered"].tolist() == [*(frame["units"][:5] * 1100), 0]
    assert frame.geometry.isna().tolist() == [False] * 5 + [True]
    areas = gpd.GeoSeries(frame.geometry[:5]).to_crs("EPSG:27700").area
    assert np.allclose(areas, frame["units"][:5] * 1e6, rtol=1e-5)
    assert np.allclose(frame["area_km2"], frame["units"])
    assert frame["ward_share"].tolist() == [1.0] * 5 + [0.0]
    assert frame["ward_best_area"].tolist()[:5] == list("abcde")


def test_properties():
    place = replace(place_of("AB", 40_000, layers={"ward": "xx"}), notice="Demonstration data")
    plan = replace(plan_of("AB"), origin=Origin(seed=7))
    found = footprint_features(content(place, plan))
    assert found["metadata"]["notice"] == "Demonstration data"
    properties = found["features"][0]["properties"]
    assert list(properties) == [
        "id", "name", "place", "place_code", "plan", "status", "plan_version", "content_hash",
        "program_version", "sources", "people_resident", "band", "band_low", "band_high",
        "band_ledger", "units", "parts", "area_km2", "polsby_popper", "ward_best_area",
        "ward_best_area_name", "ward_share", "ward_match", "ward_containment", "ward_two_way",
        "density_per_km2", "origin_method", "origin_settings", "origin_version",
        "origin_made_at", "seed", "lead", "partners", "colour",
    ]  # fmt: skip
    assert properties["people_resident"] == 40_000
    assert properties["band"] == "in"
    assert properties["ward_match"] == 0.5
    assert properties["polsby_popper"] == pytest.approx(math.pi / 4, abs=1e-6)
    assert all(not isinstance(value, dict | list) for value in properties.values())


def test_property_names_are_plain_and_never_twice():
    names = ["PCN", "pcn!", "2024 wards", "Gŵyr", "日本", "ward", "ward_best_area"]
    place = place_of("A", layers=dict.fromkeys(names, "x"))
    place = replace(
        place,
        ledgers=(
            *place.ledgers,
            Ledger("Resident ", "x", np.ones(1)),
            Ledger("x_share", "x", np.ones(1)),
        ),
    )
    assert list(layer_keys(place).values()) == [
        "pcn", "pcn_2", "layer_2024_wards", "gwyr", "layer", "ward", "ward_best_area",
    ]  # fmt: skip
    assert list(ledger_keys(place).values()) == [
        "people_resident", "people_resident_2", "people_x_share",
    ]  # fmt: skip
    crossing = replace(place, layers=place_of("A", layers={"people_x": "y", "Band of": "z"}).layers)
    assert list(layer_keys(crossing).values()) == ["layer_people_x", "layer_band_of"]


@settings(max_examples=examples(200), deadline=None)
@given(
    st.lists(st.sampled_from(NAMES), unique=True, max_size=6),
    st.lists(st.sampled_from(NAMES), unique=True, max_size=4),
)
def test_no_two_properties_share_a_name(layers, ledgers):
    place = place_of("A", layers=dict.fromkeys(layers, "x"))
    more = tuple(Ledger(name, "", np.ones(1)) for name in ledgers)
    point_layers = tuple(
        PointLayer(name, "", (), (), np.zeros((0, 2)), np.zeros(0, np.int64)) for name in layers
    )
    place = replace(place, ledgers=(*place.ledgers, *more), point_layers=point_layers)
    names = [
        *(f"{key}_{figure}" for key in layer_keys(place).values() for figure in LAYER_FIGURES),
        *ledger_keys(place).values(),
        *band_keys(place).values(),
        *point_keys(place).values(),
        *PROFILE_FIGURES,
        "band_low",
        "band_high",
    ]
    assert len(names) == len(set(names))


@given(st.text(max_size=20))
def test_snake_case(text):
    assert re.fullmatch(r"([a-z0-9]+(_[a-z0-9]+)*)?", snake_case(text))


@pytest.mark.parametrize(
    "plan",
    [
        Plan.empty(2),
        Plan("none assigned", np.full(2, -1, np.int16), (Footprint("F1", "a"),)),
    ],
)
def test_plans_that_cover_nothing(tmp_path, plan):
    found = written(tmp_path, place_of("AB"), plan)
    assert "bbox" not in found
    assert [feature["geometry"] for feature in found["features"]] == [None] * len(plan.footprints)


def test_rounding_that_breaks_a_ring_is_mended():
    # A spike thinner than the grid: on rounding, its two sides fall together.
    spike = shapely.Polygon(
        [(330000, 390000), (331000, 390000), (331000, 391000),
         (330500.001, 391000), (330500.0005, 392000), (330500, 391000), (330000, 391000)]
    )  # fmt: skip
    place = place_of("A")
    place = replace(
        place, units=UnitTable(place.units.ids, place.units.names, np.array([spike], dtype=object))
    )
    shape = content(place, plan_of("A")).footprint_degrees[0]
    assert shape.is_valid
    text = json.dumps(shapely.geometry.mapping(shape))
    assert max(len(d) for d in re.findall(r"\.(\d+)", text)) <= 7


def test_hostile_names_come_back_as_they_were(tmp_path):
    names = ["<script>alert(1)</script>", '"]}', "\u202eRTL 😀", "nul\0", "x" * 10_000, "\ud800"]
    plan = replace(
        plan_of("ABCDEF"), footprints=tuple(Footprint(f"F{i}", n) for i, n in enumerate(names))
    )
    found = written(tmp_path, place_of("ABCDEF"), plan)
    read = [feature["properties"]["name"] for feature in found["features"]]
    assert read == [name.replace("\0", "") for name in names[:-1]] + ["?"]


def test_a_failure_keeps_the_old_file(tmp_path):
    (tmp_path / "plan.geojson").write_text("old")
    short = Plan("short", np.zeros(1, np.int16), (Footprint("a", "a"),))
    with pytest.raises(PlanError, match="another place"):
        write_geojson(tmp_path / "plan.geojson", content(place_of("AB"), short))
    assert (tmp_path / "plan.geojson").read_text() == "old"
    with pytest.raises(InputError, match="no folder"):
        write_geojson(tmp_path / "no" / "plan.geojson", content(place_of("AB"), plan_of("AB")))
