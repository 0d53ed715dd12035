"""Pictures as files: of the size asked for, and of the plan they say."""

import json
import struct
from datetime import date
from html import unescape
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image

from icp_footprints.errors import InputError
from icp_footprints.plan.content_hash import content_hash
from icp_footprints.report.maps.look import MapLook
from icp_footprints.report.maps.picture import write_picture
from tests.grids import place_of, plan_of

ART = "AAABBB\nAAABBB\nCCCDDD\nCCCDD."
DAY = date(2026, 3, 1)
PLACE, PLAN = place_of(ART), plan_of(ART)


@pytest.mark.parametrize(("width", "height"), [(900, 700), (333, 501), (1999, 1201)])
def test_a_png_has_exactly_the_pixels_asked_for(tmp_path, width, height):
    path = tmp_path / "map.png"
    write_picture(path, PLACE, PLAN, DAY, width=width, height=height)
    assert struct.unpack(">II", path.read_bytes()[16:24]) == (width, height)


def test_a_png_says_its_plan_and_shows_colours(tmp_path):
    path = tmp_path / "map.png"
    write_picture(path, PLACE, PLAN, DAY, width=800)
    with Image.open(path) as image:
        said = json.loads(image.info["icp-footprints"])
        shown = {colour for _, colour in image.convert("RGB").getcolors(1 << 20) or []}
    assert said["content_hash"] == content_hash(PLACE, PLAN)
    assert said["made_on"] == "2026-03-01"
    assert {(0x77, 0xAA, 0xDD), (0xEE, 0xDD, 0x88), (0xFF, 0xAA, 0xBB)} <= shown


def test_a_patterned_png_is_grey_and_not_blank(tmp_path):
    path = tmp_path / "map.png"
    write_picture(path, PLACE, PLAN, DAY, width=400, look=MapLook(fill="pattern"))
    with Image.open(path) as image:
        pixels = np.asarray(image.convert("RGB")).astype(int)
    assert np.ptp(pixels, axis=2).max() == 0
    # Each quarter of the map but the plain one is hatched or dotted: between a fiftieth and half.
    dark = (pixels[:, :, 0] < 160).mean()
    assert 0.02 < dark < 0.5


def test_an_svg_is_sized_and_says_its_plan(tmp_path):
    path = tmp_path / "map.svg"
    write_picture(path, PLACE, PLAN, DAY, width=1000, height=800, footprint_id="F02")
    root = ET.parse(path).getroot()
    assert (root.get("width"), root.get("height")) == ("1000", "800")
    (meta,) = [each for each in root.iter() if each.tag.endswith("}meta")]
    said = json.loads(unescape(meta.get("content", "")))
    assert (said["content_hash"], said["plan_version"]) == (content_hash(PLACE, PLAN), 1)
    words = "".join(root.itertext())
    assert f"draft, version 1. Content check {said['content_hash'][:12]}." in words
    assert "1 March 2026" in words


@pytest.mark.parametrize(
    ("name", "width", "words"),
    [
        ("map.jpg", 800, "ends in .svg or .png"),
        ("map.png", 10, "cannot be 10 pixels wide"),
        ("map.svg", 90_000, "cannot be 90,000 pixels wide"),
        ("no/map.svg", 800, "there is no folder"),
    ],
)
def test_pictures_that_cannot_be_made(tmp_path, name, width, words):
    with pytest.raises(InputError, match=words):
        write_picture(tmp_path / name, PLACE, PLAN, DAY, width=width)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("size", "words"),
    [
        ({"width": 10_000}, r"would be \d\d,\d\d\d pixels high.*smaller --width"),
        ({"width": 10_000, "height": 200}, "10,000 pixels wide and 200 high"),
    ],
)
def test_a_picture_is_never_squashed_into_another_size(tmp_path, size, words):
    tall = place_of("A\nA\nB\nB")
    with pytest.raises(InputError, match=words):
        write_picture(tmp_path / "map.png", tall, plan_of("A\nA\nB\nB"), DAY, **size)
    assert not list(tmp_path.iterdir())
