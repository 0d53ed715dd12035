"""Look-ups of changes, lines that part units and directories of postcodes gone wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from tests.bad_files.case import Case, Outcome, refused, same
from tests.bad_files.good import (
    CHANGE_HEADER,
    CHANGES,
    CODES,
    POSTCODE_HEADER,
    SPLIT,
    postcode_rows,
    river_frame,
    zones_frame,
)
from tests.bad_files.texts import EITHER, table, text_of
from tests.sources.making import write


def changes(name: str, content: str | bytes, *must: Outcome) -> Case:
    return table(name, content, *must, role="change", file="changes.csv")


def directory(name: str, content: str | bytes, *must: Outcome) -> Case:
    return table(name, content, *must, role="postcodes", file="onspd.csv")


def lines(name: str, change: Callable[[Any], Any], *must: Outcome) -> Case:
    def build(folder: Path) -> Path:
        return write(folder / "rivers.gpkg", change(river_frame()))

    return Case(name, "lines", build, must)


def at_nan(frame: Any) -> Any:
    with np.errstate(invalid="ignore"):
        line = shapely.LineString([(332_000, 390_000), (np.nan, 388_000)])
        return frame.set_geometry([line])


GOOD_CHANGES = text_of([CHANGE_HEADER, *CHANGES])
GOOD_DIRECTORY = text_of([POSTCODE_HEADER, *postcode_rows()])
SPLITS = f"{SPLIT},S,{CODES[7]}"

ROLE_CASES = [
    changes("a look-up of changes", GOOD_CHANGES, same("split")),
    changes("changes cut short", GOOD_CHANGES[:-30], refused()),
    changes("changes without the last row", GOOD_CHANGES[: GOOD_CHANGES.index(SPLITS)], refused()),
    changes(
        "weights that do not add up",
        GOOD_CHANGES.replace(f"{SPLITS},0.5", f"{SPLITS},0.7"),
        refused(SPLIT),
    ),
    changes(
        "a weight of 50%", GOOD_CHANGES.replace(f"{SPLITS},0.5", f"{SPLITS},50%"), refused("50%")
    ),
    changes(
        "a weight of nan", GOOD_CHANGES.replace(f"{SPLITS},0.5", f"{SPLITS},nan"), refused("nan")
    ),
    changes(
        "a negative weight",
        GOOD_CHANGES.replace(f"{SPLITS},0.5", f"{SPLITS},-0.5"),
        refused("-0.5"),
    ),
    changes(
        "a change twice", GOOD_CHANGES + f"{SPLITS},0.5\r\n", refused(SPLIT, "line 9", "line 10")
    ),
    changes("an unknown kind of change", GOOD_CHANGES.replace(",S,", ",Q,"), refused("Q")),
    changes("changes of one year only", GOOD_CHANGES.replace("lsoa11_code", "note"), *EITHER),
    changes(
        "changes the wrong way round",
        GOOD_CHANGES.replace("lsoa11", "x")
        .replace("lsoa21", "lsoa11")
        .replace("x_code", "lsoa21_code"),
        *EITHER,
    ),
    directory("a directory of postcodes", GOOD_DIRECTORY, same()),
    directory("postcodes without blanks", GOOD_DIRECTORY.replace(" ", "").lower(), same()),
    directory("a directory with terminated postcodes", GOOD_DIRECTORY + "CH41 9ZZ,,\r\n", same()),
    directory(
        "a postcode in words", GOOD_DIRECTORY.replace("330500.0", "here"), refused("line 2", "here")
    ),
    directory("a directory of elsewhere", GOOD_DIRECTORY.replace("CH41", "ZE1"), refused()),
    directory("a directory without places", GOOD_DIRECTORY.replace("oseast1m", "ward"), refused()),
    lines("a river", lambda f: f, same("2|cut|barrier")),
    lines(
        "a river of no length",
        lambda f: f.set_geometry([shapely.LineString([(330000, 390000), (330000, 390000)])]),
        *EITHER,
    ),
    lines(
        "a river that is a lake",
        lambda f: zones_frame(),
        refused("no other unit", file=False),
    ),
    lines("a river in France", lambda f: f.translate(0, -900_000).to_frame("geometry"), refused()),
    lines("a river a metre off", lambda f: f.translate(1.0, 0).to_frame("geometry"), same()),
    lines("a river at nan", at_nan, refused()),
]
