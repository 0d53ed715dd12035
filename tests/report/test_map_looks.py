"""Maps of every look: footprints differ without colour, labels keep off each other, ids too."""

import itertools
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from icp_footprints.errors import InputError, PlanError
from icp_footprints.geography.points import PointLayer
from icp_footprints.geography.units import UnitTable
from icp_footprints.plan.plan import Footprint, Plan
from icp_footprints.report.colouring import neighbouring_footprints, palette
from icp_footprints.report.maps.frame import Frame
from icp_footprints.report.maps.ground import MapGround
from icp_footprints.report.maps.ink import BESIDE, GAP_FILL
from icp_footprints.report.maps.look import MapLook, MapSize
from icp_footprints.report.maps.patterns import PATTERNS, pattern_svg
from icp_footprints.report.maps.scene import Scene
from icp_footprints.report.maps.svg import footprint_map, plan_map, summary_map
from icp_footprints.report.maps.text import wrapped
from icp_footprints.report.maps.words import footprint_map_words, plan_map_words
from icp_footprints.report.pdf.typst_fonts import fonts_folder
from tests.examples import examples
from tests.grids import place_of, plan_of

SVG = "{http://www.w3.org/2000/svg}"
ART = "AAABBB\nAAABBB\nCCCDDD\nCCCDD."
LAYERS = {"pcn": "PPPPQQ\nPPPPQQ\nRRRRQQ\nRRRRQQ"}
HOSTILE = [
    "<script>alert(1)</script>",
    "\u202e\u0645\u0631\u062d\u0628\u0627\u202c 😀",
    "x" * 10_000,
    "\"&'\0",
    "../../a",
]


def named(plan, names):
    return replace(
        plan, footprints=tuple(Footprint(f"F{n:02d}", name) for n, name in enumerate(names))
    )


def texts(svg):
    return ["".join(each.itertext()) for each in ET.fromstring(svg).iter(f"{SVG}text")]


def written(svg):
    """The boxes of a picture's words, measured with the typeface they are printed in."""
    found = []
    for each in ET.fromstring(svg).iter(f"{SVG}text"):
        if each.get("aria-hidden") or each.get("transform"):
            continue
        size, x, y = (float(each.get(name, "")) for name in ("font-size", "x", "y"))
        style = "Bold" if each.get("font-weight") else "Regular"
        font = ImageFont.truetype(fonts_folder() / f"NotoSans-{style}.ttf", 100)
        words = each.text or ""
        width = font.getlength(words) * size / 100
        left = x - width * {"middle": 0.5, "end": 1.0}.get(each.get("text-anchor", ""), 0.0)
        found.append((words, shapely.box(left, y - 0.72 * size, left + width, y)))
    return found


@pytest.mark.parametrize("width", [360, 480, 720])
@pytest.mark.parametrize("fill", ["colour", "pattern", "colour+pattern"])
def test_no_words_lie_on_others_or_leave_the_picture(width, fill):
    art = "AABBCC\nAABBCC\nDDEEFF\nDGEHFI"
    names = [f"North and {n} of Testham" for n in "ABCDEFGHI"]
    svg = plan_map(place_of(art), named(plan_of(art), names), MapSize(width), MapLook(fill=fill))
    across, down = map(float, (ET.fromstring(svg).get("viewBox") or "").split()[2:])
    boxes = written(svg)
    assert len(boxes) > 10
    for words, box in boxes:
        assert shapely.box(0, 0, across, down).covers(box), words
    for (one, box), (other, further) in itertools.combinations(boxes, 2):
        assert not box.intersects(further), (one, other)


@settings(deadline=None, max_examples=examples(40))
@given(st.lists(st.sampled_from("ABCDEFGH."), min_size=36, max_size=36))
def test_labels_never_lie_on_each_other(letters):
    art = "\n".join("".join(letters[i : i + 6]) for i in range(0, 36, 6))
    ground = MapGround.of(place_of(art), plan_of(art))
    frame = Frame.fit(ground.whole, 720, 760, 14)
    labels = Scene.of(ground, MapLook(), frame, None).labels
    assert [label.number for label in labels] == list(range(len(ground.names)))
    for one, other in itertools.combinations(labels, 2):
        shared = shapely.intersection(one.box, other.box).area
        assert shared == pytest.approx(0, abs=1e-6)


@settings(deadline=None, max_examples=examples(40))
@given(st.lists(st.sampled_from("ABCDEFGH"), min_size=30, max_size=30), st.data())
def test_neighbours_differ_in_pattern_even_where_people_gave_them_one_colour(letters, data):
    art = "\n".join("".join(letters[i : i + 6]) for i in range(0, 30, 6))
    place, plan = place_of(art), plan_of(art)
    same = data.draw(st.integers(0, 7))
    plan = replace(plan, footprints=tuple(replace(f, colour=same) for f in plan.footprints))
    patterns = MapGround.of(place, plan).patterns
    assert all(0 <= number < len(PATTERNS) for number in patterns)
    for a, b in neighbouring_footprints(place.adjacency, plan).edges:
        assert patterns[plan.number(a)] != patterns[plan.number(b)]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Wallasey", ("Wallasey",)),
        ("Stoke-on-Trent North 6", ("Stoke-on-Trent", "North 6")),
        ("x" * 30, ("x" * 20, "x" * 10)),
        ("Ashton-under-Lyne-and-Hurst", ("Ashton-under-Lyne-", "and-Hurst")),
        (" ", ("?",)),
        (
            "One two three four five six seven eight nine",
            ("One two three four", "five six seven eigh…"),
        ),
    ],
)
def test_names_break_into_two_lines_of_a_length(name, lines):
    assert wrapped(name) == lines


def test_every_pattern_is_another_and_stays_in_its_shape():
    shape = shapely.Point(60, 60).buffer(50).difference(shapely.box(40, 40, 60, 60))
    drawn = [pattern_svg(shape, number) for number in range(len(PATTERNS))]
    assert len(set(drawn)) == len(PATTERNS)
    assert [PATTERNS[n].name for n, svg in enumerate(drawn) if not svg] == ["plain"]
    for svg in drawn:
        for x, y, dx, dy in re.findall(r"M(\S+) (\S+?)[lh](\S+?)(?: ([-\d.]+))?(?=[M\"])", svg):
            start = float(x), float(y)
            end = start[0] + float(dx), start[1] + float(dy or 0)
            assert shape.buffer(0.4).covers(shapely.LineString([start, end]))


def test_a_black_and_white_map_has_no_colour():
    place, plan = place_of(ART, layers=LAYERS), plan_of(ART)
    points = tuple(
        PointLayer(name, name, ("1",), ("a",), np.array([[330_500.0, 389_500.0]]), np.array([0]))
        for name in "vwxyz"
    )
    marked = replace(place, point_layers=points)
    look = MapLook(fill="pattern", points=tuple("vwxyz"))
    svg = summary_map(place, plan, overlay="pcn")
    for ink in re.findall(r'(?:fill|stroke)="(#\w+)"', svg + plan_map(marked, plan, look=look)):
        digits = ink[1:] if len(ink) == 7 else "".join(2 * letter for letter in ink[1:])
        assert digits[:2] == digits[2:4] == digits[4:], ink
    assert GAP_FILL in svg
    shown = texts(svg)
    assert {"1", "2", "3", "4", "PCN border", "Border of footprint and PCN"} <= set(shown)
    assert "A" not in shown  # the table beside it explains the numbers
    assert "stroke-dasharray" in svg


def test_overlay_borders_are_where_areas_meet_and_nowhere_else():
    ground = MapGround.of(place_of(ART, layers=LAYERS), plan_of(ART))
    frame = Frame.fit(ground.whole, 720, 760, 14)
    svg = Scene.of(ground, MapLook(overlay="pcn"), frame, None).svg()
    plain = Scene.of(ground, MapLook(), frame, None).svg()
    added = [d for d in re.findall(r' d="([^"]*)"', svg) if d not in plain]
    length = 0.0
    for path in set(added):
        for steps in re.findall(r"l([^Mz]+)", path):
            xy = np.array(steps.split(), dtype=float).reshape(-1, 2)
            length += np.hypot(xy[:, 0], xy[:, 1]).sum()
    # P and Q meet along 2 km, R and Q along 2 km, P and R along 4 km.
    assert length == pytest.approx(8000 * frame.scale, rel=0.01)


def test_one_footprint_with_its_neighbours_in_grey():
    place, plan = place_of(ART), plan_of(ART)
    svg = footprint_map(place, plan, "F02", MapSize(480, 460))
    fills = re.findall(r'fill="(#\w+)" fill-rule', svg)
    assert fills.count(palette()[1]) == 1
    assert fills.count(BESIDE) == 3
    shown = texts(svg)
    assert {"A", "B", "C", "D", "6,000 · under band"} <= set(shown)
    root = ET.fromstring(svg)
    assert root.get("viewBox") == "0 0 480 460"
    assert root[0].text == "Map of B, a footprint of Testham"
    assert "It borders A and D." in (root[1].text or "")


def test_maps_on_one_page_share_no_id():
    place, plan = place_of(ART, layers=LAYERS), plan_of(ART)
    maps = [plan_map(place, plan), summary_map(place, plan)]
    maps += [footprint_map(place, plan, each.id) for each in plan.footprints]
    ids = [each for svg in maps for each in re.findall(r' id="([^"]*)"', svg)]
    assert len(ids) == len(set(ids)) == 2 * len(maps)


def test_points_are_drawn_and_counted():
    xy = np.array([[330_500.0, 389_500.0], [334_500.0, 389_500.0]])
    points = PointLayer("gp", "GP practices", ("1", "2"), ("a", "b"), xy, np.array([0, 4]))
    place = replace(place_of(ART), point_layers=(points,))
    look = MapLook(points=("gp",))
    assert "GP practices (2)" in texts(plan_map(place, plan_of(ART), look=look))
    assert "GP practices (1)" in texts(footprint_map(place, plan_of(ART), "F01", look=look))
    with pytest.raises(PlanError, match=r"no points named 'schools'. It has: gp"):
        plan_map(place, plan_of(ART), look=MapLook(points=("schools",)))
    with pytest.raises(PlanError, match="no layer named 'ward'"):
        plan_map(place, plan_of(ART), look=MapLook(overlay="ward"))


def test_the_map_in_words():
    ground = MapGround.of(place_of(ART), plan_of(ART))
    words = plan_map_words(ground)
    assert words.alt == (
        "Map of Testham with 4 footprints. A borders B and C. B borders A and D. "
        "C borders A and D. D borders B and C. 1 unit in no footprint."
    )
    assert footprint_map_words(ground, 3).alt == (
        "Map of D, a footprint of Testham. It borders B and C."
    )
    lone = MapGround.of(place_of("A"), plan_of("A"))
    assert plan_map_words(lone).alt == (
        "Map of Testham with 1 footprint. A borders no other footprint."
    )
    none = MapGround.of(place_of("AB"), Plan.empty(2))
    assert plan_map_words(none).alt == "Map of Testham with 0 footprints. 2 units in no footprint."


@pytest.mark.parametrize("fill", ["colour", "pattern"])
def test_hostile_names_are_words_and_nothing_else(fill):
    art = "AAB\nAAC\nDEE"
    place = replace(place_of(art, layers={"<b>": "PPQ\nPPQ\nPPQ"}), name=HOSTILE[0])
    plan = named(plan_of(art), HOSTILE)
    look = MapLook(fill=fill, title=True, overlay="<b>")
    for svg in (
        plan_map(place, plan, look=look, notes=HOSTILE, metadata='{"a": "</metadata>"}'),
        footprint_map(place, plan, "F01", look=look),
    ):
        root = ET.fromstring(svg.encode("utf-8"))
        assert not [each for each in root.iter() if each.tag.endswith("script")]
        assert "\u202e" not in svg
        assert len(svg) < 80_000


@pytest.mark.parametrize("height", [300, 420, 900])
def test_a_picture_of_a_given_height_holds_everything(height):
    art = "ABCDEFGH\nIJKLMNOP"
    names = [f"A rather long name of neighbourhood {n}" for n in range(16)]
    svg = plan_map(place_of(art), named(plan_of(art), names), MapSize(720, height))
    assert ET.fromstring(svg).get("viewBox") == f"0 0 720 {height}"
    shown = written(svg)
    assert all(box.bounds[3] <= height for _, box in shown)
    # Where the key would leave no room for the map, it says where to look instead.
    assert ("Numbers are those of the list of footprints." in texts(svg)) == (height == 300)


def test_sizes_that_nothing_can_be_read_at():
    with pytest.raises(InputError, match="cannot be 20 units wide"):
        MapSize(20)
    with pytest.raises(InputError, match="no room for a map"):
        plan_map(place_of(ART), plan_of(ART), MapSize(720, 160))


def test_a_footprint_without_units_has_a_map_too():
    plan = Plan("p", np.array([0, 0], np.int16), (Footprint("F1", "a"), Footprint("F2", "b")))
    assert "Map of b, a footprint of Testham" in footprint_map(place_of("AB"), plan, "F2")
    with pytest.raises(PlanError, match="no footprint 'F9'"):
        footprint_map(place_of("AB"), plan, "F9")


def test_untidy_borders_are_not_called_shared():
    place = place_of(ART, layers=LAYERS)
    geometry = place.units.geometry
    moved = [shapely.transform(x, lambda xy, i=i: xy + i / 10) for i, x in enumerate(geometry)]
    units = UnitTable(place.units.ids, place.units.names, np.array(moved, dtype=object))
    svg = plan_map(replace(place, units=units), plan_of(ART), look=MapLook(overlay="pcn"))
    assert "PCN border" in texts(svg)
    assert "Border of footprint and PCN" not in texts(svg)
