"""A plan's map as a picture, from the command line."""

import struct
from xml.etree import ElementTree as ET

from tests.cli.command import CommandLine


def test_a_png_of_an_exact_size_and_a_patterned_svg_with_a_layer(planned: CommandLine):
    planned.ok("picture", "plan.gpkg", "map.png", "--width", 640, "--height", 480)
    content = (planned.folder / "map.png").read_bytes()
    assert struct.unpack(">II", content[16:24]) == (640, 480)
    ran = planned.ok("picture", "plan.gpkg", "map.svg", "--pattern", "--layer", "ward")
    assert ran.out.split() == ["Wrote", "map.svg"]
    words = "".join(ET.parse(planned.folder / "map.svg").getroot().itertext())
    assert "Ward border" in words
    assert "Content check" in words


def test_what_verify_says_of_a_picture(planned: CommandLine):
    planned.ok("picture", "plan.gpkg", "map.svg", "--no-labels")
    assert "belongs to the plan" in planned.ok("verify", "map.svg", "plan.gpkg").out


def test_pictures_that_cannot_be_drawn(planned: CommandLine):
    for arguments, names in (
        (("map.bmp",), ("map.bmp", ".svg or .png")),
        (("map.png", "--width", 3), ("3 pixels wide",)),
        (("map.png", "--layer", "moon"), ("no layer named 'moon'", "ward")),
        (("map.png", "--points", "moon"), ("no points named 'moon'",)),
        (("map.png", "--footprint", "F99"), ("no footprint 'F99'",)),
        (("map.png", "--height", 200), ("no room for a map", "greater height")),
        (("nowhere/map.png",), ("nowhere",)),
    ):
        planned.refused("picture", "plan.gpkg", *arguments, names=names)
    planned.refused("picture", "plan.gpkg", "plan.gpkg", names=("plan.gpkg",))
