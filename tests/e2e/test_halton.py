"""Halton lies in two pieces, either side of the Mersey: said, respected, and joined by a bridge."""

from pathlib import Path

import pyogrio
import pytest
import shapely

from tests.e2e.real_places import command, measured, real_data

CENSUS_2021 = 128_508
# A short search is enough for a place of this size.
QUICK = ("--starts", 2, "--effort", 0.2, "--ceilings", 0)


@pytest.fixture(scope="module")
def halton(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("halton")
    said = command(folder, "new", "halton.gpkg", *units(), "--lookup", "msoa=msoa21_code")
    assert f"{CENSUS_2021:,} people" in said
    assert "in 2 pieces that do not touch" in said
    return folder


def boundaries() -> Path:
    return real_data() / "cheshire_merseyside" / "boundaries.gpkg"


def units() -> tuple[str, ...]:
    return (
        *("--units", f"{boundaries()}:lsoa21", "--id", "lsoa21_code"),
        *("--name", "lsoa21_name", "--resident", "pop_total", "--where", "ltla24_name=Halton"),
    )


def test_footprints_stay_on_their_own_side_where_they_fit(halton):
    command(halton, "generate", "halton.gpkg", *QUICK, "--out", "two_sides.gpkg")
    found = measured(halton, "two_sides.gpkg")
    assert {each["parts"] for each in found["footprints"]} == {1}
    assert {each["band"] for each in found["footprints"]} == {"in"}
    assert command(halton, "check", "two_sides.gpkg").startswith("Every required rule is met")


def test_a_side_that_no_number_of_footprints_fits_is_said_in_words(halton):
    arguments = ("--band", "40000:45000", *QUICK, "--out", "misfit.gpkg")
    said = command(halton, "generate", "halton.gpkg", *arguments)
    notes = [line for line in said.splitlines() if line.startswith("Note: ")]
    *sides, outside = notes
    assert len(sides) == 2
    assert all("cannot be in band" in note and "bridge" in note for note in sides)
    assert "outside the band of 40,000 to 45,000" in outside
    found = measured(halton, "misfit.gpkg")
    assert {each["parts"] for each in found["footprints"]} == {1}
    assert "required: band:" in command(halton, "check", "misfit.gpkg", code=1)


def test_fewer_footprints_than_pieces_is_refused_in_words(halton):
    said = command(
        *(halton, "generate", "halton.gpkg", "--band", "100000:200000", "--footprints", 1), code=2
    )
    assert said.startswith("Error: ")
    assert "2 pieces" in said
    assert "bridge" in said


def test_a_bridge_makes_it_one_piece(halton):
    north, south = nearest_across_the_mersey()
    bridge = f"{north}:{south}:Silver Jubilee Bridge"
    said = command(halton, "new", "joined.gpkg", *units(), "--bridge", bridge)
    assert "pieces" not in said
    arguments = ("--band", "40000:45000", *QUICK)
    said = command(halton, "generate", "joined.gpkg", *arguments)
    assert "Note: " not in said
    found = measured(halton, "joined.gpkg")
    assert len(found["footprints"]) == 3
    assert {each["parts"] for each in found["footprints"]} == {1}
    assert {each["band"] for each in found["footprints"]} == {"in"}


def nearest_across_the_mersey() -> tuple[str, str]:
    """The codes of the two units, one of each piece, that lie nearest each other."""
    frame = pyogrio.read_dataframe(boundaries(), layer="lsoa21")
    frame = frame[frame["ltla24_name"] == "Halton"].set_index("lsoa21_code")
    pieces = shapely.get_parts(shapely.union_all(list(frame.geometry)))
    sides = sorted(pieces, key=shapely.area)[-2:]
    codes: list[str] = []
    for side, other in (sides, reversed(sides)):
        own = frame[shapely.area(shapely.intersection(list(frame.geometry), side)) > 1.0]
        codes.append(str(own.distance(other).idxmin()))
    return codes[0], codes[1]
