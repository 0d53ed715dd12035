"""A small good place in every kind of file, and the numbers that it must always give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from tests.grids import ORIGIN_M, SQUARE_M
from tests.sources.making import GRID, codes, units_frame, write, write_csv

CODES = codes(8)
NAMES = [f"Testham {i:03d}" for i in range(8)]
PEOPLE = [1101, 1202, 1303, 1404, 1505, 1606, 1707, 1808]
TEAMS = ["TA", "TA", "TB", "TB"] * 2

DATA_HEADER = ["LSOA21CD", "LSOA21NM", "people", "team"]
DATA: list[list[Any]] = [list(row) for row in zip(CODES, NAMES, PEOPLE, TEAMS, strict=True)]

NHS_HEADER = [
    *("PUBLICATION", "EXTRACT_DATE", "PRACTICE_CODE", "PRACTICE_NAME", "LSOA_CODE", "SEX"),
    "NUMBER_OF_PATIENTS",
]
MAP_HEADER = ["PUBLICATION", "PRACTICE_CODE", "PRACTICE_NAME", "PCN_CODE", "PCN_NAME"]
PATIENTS = {"A81001": [300, 290, 280, 270, 60, 50, 40, 30], "A81002": [100, 110, 120, 130] * 2}
PCN_OF = {"A81001": "U10001", "A81002": "U10002"}
PCN_NAMES = {"U10001": "North PCN", "U10002": "South PCN"}

# How much of each unit is in each of two zones: the left half; and the third column of squares
# with half of the fourth.
ZONES = {"Z1": [1.0, 1.0, 0.0, 0.0] * 2, "Z2": [0.0, 0.0, 1.0, 0.5] * 2}
LIBRARIES = {"L1": 0, "L2": 3, "L3": 7}


def centre(unit: int) -> tuple[float, float]:
    """Middle of a unit's square."""
    x, y = unit % 4, unit // 4
    return ORIGIN_M[0] + (x + 0.5) * SQUARE_M, ORIGIN_M[1] - (y + 0.5) * SQUARE_M


def good_units(**columns: object) -> Any:
    """Eight square units and their people; columns can be replaced."""
    held: dict[str, Any] = {"people": PEOPLE, **columns}
    return units_frame(**held)


def zones_frame() -> Any:
    west, north = ORIGIN_M
    shapes = [
        shapely.box(west, north - 2000, west + 2000, north),
        shapely.box(west + 2000, north - 2000, west + 3500, north),
    ]
    held = {"zone_code": list(ZONES), "zone_name": ["West", "East"]}
    return gpd.GeoDataFrame(held, geometry=shapes, crs=GRID)


def registration_rows() -> list[list[object]]:
    """Rows as NHS England publishes them."""
    return [
        ["GP_PRAC_PAT_LIST", "01OCT2025", practice, "THE SURGERY", code, "ALL", count]
        for practice, counts in PATIENTS.items()
        for code, count in zip(CODES, counts, strict=True)
    ]


def map_rows() -> list[list[object]]:
    return [
        ["GP_PRAC_PAT_LIST", practice, "THE SURGERY", pcn, PCN_NAMES[pcn]]
        for practice, pcn in PCN_OF.items()
    ]


def library_rows() -> list[list[object]]:
    return [[each, f"Library {each}", *centre(unit)] for each, unit in LIBRARIES.items()]


# A table of 2011, whose last unit was split evenly into the last two of 2021.
SPLIT, SPLIT_PEOPLE = "E01009999", 3600
CHANGE_HEADER = ["lsoa11_code", "change_code", "lsoa21_code", "pop_weight_11_to_21"]
CHANGES = [
    *([code, "U", code, 1.0] for code in CODES[:6]),
    *([SPLIT, "S", code, 0.5] for code in CODES[6:]),
]
POSTCODES = {"L1": "CH41 1AA", "L2": "CH41 1AB", "L3": "CH41 1AD"}
POSTCODE_HEADER = ["pcds", "oseast1m", "osnrth1m"]


def postcode_rows() -> list[list[object]]:
    return [[POSTCODES[each], *centre(unit)] for each, unit in LIBRARIES.items()]


def river_frame() -> Any:
    """A line along the boundary between the second and third columns of squares."""
    x, north = ORIGIN_M[0] + 2000, ORIGIN_M[1]
    river = shapely.LineString([(x, north + 500), (x, north - 2500)])
    return gpd.GeoDataFrame({"name": ["River"]}, geometry=[river], crs=GRID)


LIBRARY_HEADER = ["id", "name", "easting", "northing"]


def make_good_files(folder: Path) -> None:
    """The files beside which each bad one is used."""
    write(folder / "units.gpkg", good_units())
    write(folder / "bare.gpkg", good_units().drop(columns=["people"]))
    write(folder / "zones.gpkg", zones_frame())
    write_csv(folder / "data.csv", DATA_HEADER, DATA)
    write_csv(folder / "reg.csv", NHS_HEADER, registration_rows())
    write_csv(folder / "map.csv", MAP_HEADER, map_rows())
    write_csv(folder / "libraries.csv", LIBRARY_HEADER, library_rows())
    write_csv(
        folder / "addresses.csv",
        ["id", "name", "postcode"],
        [[each, f"Library {each}", postcode] for each, postcode in POSTCODES.items()],
    )
    of_2011 = [*DATA[:6], [SPLIT, "Testham 999", SPLIT_PEOPLE, "TA"]]
    write_csv(folder / "data11.csv", ["LSOA11CD", *DATA_HEADER[1:]], of_2011)


def good_numbers(role: str) -> dict[str, object]:
    """What the place must hold of a file used in that role, however the file was mended."""
    registered = np.sum(list(PATIENTS.values()), axis=0)
    shares = {PCN_OF[p]: (np.array(n) / registered).tolist() for p, n in PATIENTS.items()}
    of_patients = {"registered": registered.tolist(), "pcn": shares}
    teams = {each: [float(team == each) for team in TEAMS] for each in ("TA", "TB")}
    every = {
        "units": {"squares": [1.0] * 8, "neighbours": 10, "names": NAMES},
        "data": {},
        "lookup": {"team": teams},
        "registrations": of_patients,
        "practice_pcn": of_patients,
        "overlay": {"zone": ZONES},
        "points": {"libraries": LIBRARIES},
        "change": {"resident": [*PEOPLE[:6], SPLIT_PEOPLE / 2, SPLIT_PEOPLE / 2]},
        "lines": {"barriers": 2},
        "postcodes": {"libraries": LIBRARIES},
    }
    return {"codes": CODES, "resident": PEOPLE, **every[role]}
