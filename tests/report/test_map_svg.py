"""The map is well-formed, holds every footprint where it belongs, and is safe to inline."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.geography.source import Source
from icp_footprints.geography.units import UnitTable
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Footprint, Plan
from icp_footprints.report.colouring import palette
from icp_footprints.report.maps.frame import Frame
from icp_footprints.report.maps.furniture import KEY_SIZE, KeyEntry, key, key_columns
from icp_footprints.report.maps.ground import MapGround
from icp_footprints.report.maps.paths import line_path, segments, shared, without
from icp_footprints.report.maps.picture import write_picture
from icp_footprints.report.maps.room import Room, boxes_at, overlaps
from icp_footprints.report.maps.shapes import _closed, page_shapes
from icp_footprints.report.maps.svg import plan_map
from icp_footprints.report.maps.text import text_width
from tests.examples import examples
from tests.grids import place_of, plan_of

SVG = "{http://www.w3.org/2000/svg}"
ART = "AAABBB\nAAABBB\nAAABBB\nAAA..."


def page(place, plan):
    """The frame and shapes of the page's map."""
    ground = MapGround.of(place, plan)
    frame = Frame.fit(ground.whole, 720, 1.06 * 720, 14)
    return frame, page_shapes(ground, frame)


def rings(path):
    """The rings of a path of relative lines, as lists of points."""
    found = []
    for start, steps in re.findall(r"M([^lMz]+)l([^z]+)z", path):
        x, y = map(float, start.split())
        ring = [(x, y)]
        numbers = [float(n) for n in steps.split()]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        found.append(ring)
    return found


def fills(svg, colour):
    """The shape filled with that colour."""
    root = ET.fromstring(svg)
    paths = [e.get("d") for e in root.iter(f"{SVG}path") if e.get("fill") == colour]
    return shapely.union_all([shapely.Polygon(ring) for path in paths for ring in rings(path)])


def test_labels_say_how_footprints_stand_in_all_bands():
    """B is in the first band and out of the second: never "in band"."""
    place = place_of("AABB", registered=[900, 900, 2000, 2000])
    bands = (Band(0, 9000), Band(0, 3000, "registered"))
    one, two = (
        plan_of("AABB", bands[0]),
        replace(plan_of("AABB", bands[0]), further_bands=bands[1:]),
    )
    assert MapGround.of(place, one).figures == ("2,000 · in band",) * 2
    found = MapGround.of(place, two).figures
    assert found == ("2,000 · in both bands", "2,000 · out of the registered band")
    under = replace(two, band=Band(5000, 9000))
    assert MapGround.of(place, under).figures[1] == "2,000 · out of 2 bands"


def test_footprints_are_where_their_units_are_and_leave_no_gap():
    place, plan = place_of(ART), plan_of(ART)
    svg = plan_map(place, plan)
    frame, _ = page(place, plan)
    units = frame.to_page(place.units.geometry)
    for number in (0, 1):
        expected = shapely.union_all(units[plan.assignment == number])
        drawn = fills(svg, palette()[number])
        assert shapely.symmetric_difference(expected, drawn).area <= 0.1 * expected.length
    together = shapely.union_all([fills(svg, palette()[0]), fills(svg, palette()[1])])
    assert len(shapely.get_parts(together)) == 1
    gap = fills(svg, "#fff")
    assert gap.area == pytest.approx(fills(svg, palette()[1]).area / 3, rel=0.01)


def test_title_description_words_and_furniture():
    place = replace(
        place_of(ART, 4000),
        notice="Demonstration data",
        sources=(Source("units", "a.geojson", notes=("Contains OS data © Crown copyright",)),),
    )
    svg = plan_map(place, plan_of(ART, Band(40_000, 60_000)))
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "map-title map-desc"
    assert [e.get("id") for e in (root[0], root[1])] == ["map-title", "map-desc"]
    assert root[0].text == "Map of Testham: 2 footprints"
    described = root[1].text or ""
    assert "1. A: 48,000 · in band." in described
    assert "2. B: 36,000 · under band." in described
    assert "Units in no footprint: 3." in described
    texts = ["".join(e.itertext()) for e in root.iter(f"{SVG}text")]
    assert texts.count("48,000 · in band") == 2  # the halo, and the words
    assert {"A", "B", "N", "1 km", "In no footprint", "Demonstration data"} <= set(texts)
    assert "Contains OS data © Crown copyright." in texts
    assert any("resident ledger" in text for text in texts)


def test_coordinates_have_one_decimal_at_most():
    svg = plan_map(place_of(ART), plan_of(ART))
    for path in re.findall(r' d="([^"]*)"', svg):
        assert not re.search(r"\.\d\d", path)
        assert "e" not in path


def test_a_line_that_two_units_share_is_drawn_once():
    frame, shapes = page(place_of("AB"), plan_of("AB"))
    path = line_path(segments(shapes.units), frame.window)
    length = 0.0
    for _, steps in re.findall(r"M([^lMz]+)l([^Mz]+)", path):
        numbers = [float(n) for n in steps.split()]
        length += sum(np.hypot(dx, dy) for dx, dy in zip(numbers[::2], numbers[1::2], strict=True))
    assert length == pytest.approx(7 * 1000 * frame.scale, rel=0.01)


def test_labels_that_do_not_fit_become_numbers_in_a_key():
    art = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    plan = plan_of(art)
    named = tuple(Footprint(f.id, f"Neighbourhood of {f.name}") for f in plan.footprints)
    root = ET.fromstring(plan_map(place_of(art), replace(plan, footprints=named)))
    texts = ["".join(e.itertext()) for e in root.iter(f"{SVG}text")]
    for number, footprint in enumerate(named, start=1):
        assert texts.count(str(number)) == 2  # on the map, and in the key
        assert footprint.name in texts
    assert texts.count("1,000 · under band") == 26


FIGURES = "48,831 · out of the registered band"


def key_words(width, count, *, narrow=False, name="Neighbourhood of everybody"):
    """The texts of a key of that many rows, in its columns."""
    entries = [KeyEntry(str(number), name, FIGURES, "") for number in range(count)]
    columns = key_columns(entries, width, narrow=narrow)
    root = ET.fromstring(f"<svg>{key(entries, columns, width, 0)}</svg>")
    return columns, ["".join(each.itertext()) for each in root.iter("text")]


@pytest.mark.parametrize(
    ("width", "narrow", "columns", "figures"),
    [
        # Without figures so long there would be three columns.
        (900, False, 2, FIGURES),
        (480, False, 1, FIGURES),
        # To save height figures give way, never the name.
        (900, True, 3, "48,831"),
        (220, False, 1, None),
    ],
)
def test_names_in_a_key_come_before_figures(width, narrow, columns, figures):
    found, words = key_words(width, 4, narrow=narrow)
    assert found == columns
    names = [each for each in words if each.startswith("Neigh")]
    if figures is None:
        assert (len(names), len(words)) == (4, 8)
        return
    assert names == ["Neighbourhood of everybody"] * 4
    assert words.count(figures) == 4


@pytest.mark.parametrize("name", [n * "Longton " + "x" * n for n in range(1, 7)])
def test_what_just_fits_is_not_cut_in_a_key(name):
    _, words = key_words(900, 1, name=name)
    assert words[1:] == [name, FIGURES]


def test_only_a_name_longer_than_most_is_cut_in_a_key():
    _, words = key_words(400, 1, name="x" * 10_000)
    assert words[1].endswith("…")
    assert text_width(words[1], KEY_SIZE) < 400
    assert words[2] in FIGURES


def test_a_crowded_picture_keeps_names_and_leaves_out_figures(tmp_path):
    """Rows of one column would take more of the picture than a key may; of two they do not."""
    art = "ABCDEFGHIJKLMNOPQR"
    place = place_of(art, registered=[1_000] * len(art))
    plan = replace(plan_of(art, Band(1, 9_000)), further_bands=(Band(2_000, 9_000, "registered"),))
    named = tuple(Footprint(f.id, f"Neighbourhood of {3 * f.name}") for f in plan.footprints)
    path = tmp_path / "crowded.svg"
    write_picture(path, place, replace(plan, footprints=named), width=600, height=600)
    words = ["".join(each.itertext()) for each in ET.parse(path).iter(f"{SVG}text")]
    assert {each.name for each in named} <= {*words}
    assert words.count("1,000") == len(named)
    assert any("bands: resident 1 to 9,000, registered 2,000 to 9,000." in each for each in words)


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "]]>",
        "a\0b\x1b",
        "\u202eRTL 😀",
        "x" * 10_000,
        "\"&'",
        "\ud800",
        " ",
    ],
)
def test_hostile_names_leave_well_formed_xml(name):
    plan = replace(plan_of("A"), name=name, footprints=(Footprint(name, name),))
    place = replace(
        place_of("A"), name=name, notice=name, sources=(Source(name, name, notes=(name,)),)
    )
    svg = plan_map(place, plan)
    root = ET.fromstring(svg.encode("utf-8"))
    assert "<script" not in svg
    assert len(svg) < 20_000
    assert {e.tag.removeprefix(SVG) for e in root.iter()} <= {
        "svg", "title", "desc", "defs", "pattern", "rect", "path", "g", "text", "circle",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("art", "plan"),
    [
        ("A", plan_of("A")),
        ("AB", Plan.empty(2)),
        ("AB", Plan("no units", np.full(2, -1, np.int16), (Footprint("F1", "a"),))),
        ("A~~~~~~~~B", plan_of("A~~~~~~~~A")),
        ("A\n" * 40, plan_of("A\n" * 40)),
    ],
)
def test_odd_plans_and_places(art, plan):
    root = ET.fromstring(plan_map(place_of(art), plan))
    width, height = map(float, root.get("viewBox", "").split()[2:])
    assert width == 720
    assert 50 < height < 1200


def test_untidy_borders_leave_no_specks():
    # Two units of one footprint with a sliver of a gap between them.
    place = place_of("AA")
    left, right = place.units.geometry
    shifted = np.array(
        [left, shapely.transform(right, lambda xy: np.add(xy, (0.4, 0)))], dtype=object
    )
    place = replace(place, units=UnitTable(place.units.ids, place.units.names, shifted))
    _, shapes = page(place, plan_of("AA"))
    assert len(shapely.get_parts(shapes.footprints[0])) == 1
    assert shapely.get_num_interior_rings(shapes.footprints[0]) == 0


PIECES = st.lists(
    st.tuples(*[st.integers(-(2**24), 2**24)] * 4), min_size=1, max_size=12, unique=True
)


@settings(deadline=None, max_examples=examples(60))
@given(PIECES, PIECES, st.integers(0, 4))
def test_set_operations_on_pieces_are_those_of_plain_sets(one, other, common):
    other = list(dict.fromkeys([*other, *one[:common]]))
    a, b = np.array(sorted(one)), np.array(sorted(other))
    assert list(map(tuple, without(a, b).tolist())) == sorted(set(one) - set(other))
    assert list(map(tuple, shared(a, b).tolist())) == sorted(set(one) & set(other))


SPOTS = st.lists(st.tuples(st.integers(-5, 15), st.integers(-5, 15)), min_size=1, max_size=8)


@settings(deadline=None, max_examples=examples(60))
@given(SPOTS, SPOTS)
def test_room_for_a_box_is_what_geometry_says(spots, others):
    frame = shapely.box(0, 0, 10, 10)
    taken = [shapely.box(x, y, x + 2, y + 1) for x, y in others]
    boxes = boxes_at(np.array(spots, dtype=float), 2, 4)
    free = Room.of(frame, taken).free(boxes)
    for box, is_free, overlap in zip(
        boxes, free, overlaps(boxes, shapely.bounds(frame)), strict=True
    ):
        shape = shapely.box(*box)
        assert is_free == (frame.covers(shape) and not any(map(shape.intersects, taken)))
        assert overlap == pytest.approx(shapely.intersection(shape, frame).area)


def test_maps_that_share_a_simplified_place_are_hardly_other_maps():
    place, plan = place_of(ART), plan_of(ART)
    alone, together = MapGround.of(place, plan), MapGround.of(place, plan, shared=True)
    for scale in (0.03, 0.1, 0.31):
        frame = replace(Frame.fit(alone.whole, 340, 340, 0), scale=scale)
        ours, theirs = page_shapes(alone, frame), page_shapes(together, frame)
        for one, other in zip(ours.footprints, theirs.footprints, strict=True):
            assert one.is_empty == other.is_empty
            assert one.is_empty or shapely.hausdorff_distance(one, other) < 1
    for hole, closed in ((1.0, True), (3.0, False)):
        ring = shapely.difference(shapely.box(0, 0, 50, 50), shapely.box(9, 9, 40, 9 + hole))
        assert (shapely.get_num_interior_rings(_closed(ring)) == 0) == closed
    for gap, parts in ((1.0, 1), (3.0, 2)):
        pair = shapely.union(shapely.box(0, 0, 9, 9), shapely.box(9 + gap, 0, 20, 9))
        assert len(shapely.get_parts(_closed(pair))) == parts
