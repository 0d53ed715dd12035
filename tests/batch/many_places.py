"""A small file of six places: five of 16 units, and an island of one unit."""

from __future__ import annotations

from pathlib import Path

from icp_footprints.batch.job import Job
from icp_footprints.batch.settings import Settings
from icp_footprints.batch.split import Split, split_by
from icp_footprints.plan.band import Band
from icp_footprints.sources.layers.lookups import Lookup
from icp_footprints.sources.new_place import read_place
from icp_footprints.sources.recipe import Recipe
from tests.grids import cells
from tests.sources.making import recipe, units_frame, write

PLACES = """
AAAABBBBCCCC~~
AAAABBBBCCCC~~
AAAABBBBCCCC~~
AAAABBBBCCCC~F
DDDDEEEE~~~~~~
DDDDEEEE~~~~~~
DDDDEEEE~~~~~~
DDDDEEEE~~~~~~
"""
WARDS = """
aabbccddeeff~~
aabbccddeeff~~
gghhiijjkkll~~
gghhiijjkkll~n
ooppqqrr~~~~~~
ooppqqrr~~~~~~
ssttuuvv~~~~~~
ssttuuvv~~~~~~
"""
CODES = tuple(f"E0700000{number}" for number in range(1, 7))
NAMES = ("Ashby", "Bexton", "Corley", "Denham", "Elton", "Farley Isle")
# 24,000 people in a place: 2 to 4 footprints.
BAND = Band(6000, 12000)
SETTINGS = Settings((BAND,), starts=1)


def write_places(folder: Path, empty: str = "") -> Path:
    """The file, in a layer of its own name; nobody lives in the place of the code given."""
    letters = [letter for _, _, letter in cells(PLACES)]
    number = {letter: at for at, letter in enumerate("ABCDEF")}
    places = [CODES[number[letter]] for letter in letters]
    frame = units_frame(
        WARDS,
        people=[0 if code == empty else 1500 for code in places],
        la_code=places,
        la_name=[NAMES[number[letter]] for letter in letters],
    )
    return write(folder / "many.gpkg", frame, layer="lsoa21")


def recipe_of(file: Path) -> Recipe:
    lookups = (Lookup("ward", "ward_code"), Lookup("places", "la_code"))
    return recipe(file, lookups=lookups, allow_islands=True)


def split_file(folder: Path) -> Split:
    return split_by(read_place(recipe_of(write_places(folder))), "places")


def jobs_of(split: Split, settings: Settings = SETTINGS) -> list[Job]:
    return [split.job(number, settings) for number in range(len(split.codes))]


# The same on the command line, in the folder of the file; searches long enough to be interrupted.
EFFORT = 5.0
SETTINGS_OF_ARGUMENTS = Settings((BAND,), starts=4, effort=EFFORT)
ARGUMENTS = (
    *("many.gpkg:lsoa21", "--by", "la_code", "--lookup", "ward=ward_code", "--out", "out"),
    *("--id", "code", "--name", "name", "--resident", "people"),
    *("--band", f"{BAND.low}:{BAND.high}", "--starts", "4", "--effort", str(EFFORT)),
)
