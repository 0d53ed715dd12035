"""A process of its own that reads bad files, so that a hang or a crash is seen and survived.

It takes jobs as JSON lines and answers each with a JSON line of what came of it.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

import shapely

from icp_footprints.errors import FootprintsError
from icp_footprints.geography.place import Place
from icp_footprints.sources import options
from icp_footprints.sources.layers.lookups import Lookup
from icp_footprints.sources.new_place import Recipe, read_place
from icp_footprints.sources.recognition.inspection import inspect

MOST_ADDRESSES = 8 << 30


def recipe_for(role: str, source: str, good: Path, changes: dict[str, Any]) -> Recipe:
    """The recipe of a good place, with one file of it the given one."""
    held: dict[str, Any] = {
        "units": str(good / "units.gpkg"),
        "id_column": "code",
        "name_column": "name",
        "resident_column": "people",
    }
    if role == "units":
        held["units"] = source
    elif role == "data":
        held |= {"units": str(good / "bare.gpkg"), "tables": (source,)}
    elif role == "lookup":
        held |= {"tables": (source,), "lookups": (Lookup.parse("team=team"),)}
    elif role in ("registrations", "practice_pcn"):
        held |= {"registrations": str(good / "reg.csv"), "practice_pcn": str(good / "map.csv")}
        held[role] = source
    elif role == "overlay":
        held["overlays"] = (options.parse_overlay(f"zone={source},zone_code,zone_name"),)
    elif role == "change":
        held |= {"units": str(good / "bare.gpkg"), "tables": (str(good / "data11.csv"),)}
        held["change_lookup"] = source
    elif role == "lines":
        held["barrier_lines"] = (options.parse_barrier_lines(f"{source}=the river"),)
    elif role == "postcodes":
        addresses = good / "addresses.csv"
        held["point_layers"] = (options.parse_points(f"libraries={addresses}"),)
        held["postcodes"] = source
    elif role == "points":
        held["point_layers"] = (options.parse_points(f"libraries={source}"),)
    return Recipe(**{**held, **changes})


def summary(place: Place) -> dict[str, Any]:
    """The numbers of a place, as JSON can hold them."""
    held: dict[str, Any] = {
        "codes": list(place.units.ids),
        "names": list(place.units.names),
        "squares": (shapely.area(place.units.geometry) / 1e6).tolist(),
        "neighbours": len(place.adjacency.pairs),
        "barriers": sum(edit.kind == "barrier" for edit in place.adjacency.edits),
        "notes": [
            text
            for source in place.sources
            for text in (*source.notes, *(source.join.sentences if source.join else ()))
        ],
    }
    for ledger in place.ledgers:
        held[ledger.name] = ledger.people.tolist()
    for layer in place.layers:
        dense = layer.shares.toarray().T.tolist()
        held[layer.name] = dict(zip(layer.area_ids, dense, strict=True))
    for points in place.point_layers:
        held[points.name] = dict(zip(points.ids, points.unit_rows.tolist(), strict=True))
    return held


def outcome(call: Callable[[], Any]) -> dict[str, Any]:
    """What a call gave: a value, an error on purpose, or one that is a fault of the program."""
    try:
        return {"value": call()}
    except FootprintsError as error:
        return {"error": str(error), "remedy": error.remedy}
    except BaseException as error:  # noqa: BLE001 - a panic in compiled code is no Exception
        return {"fault": f"{type(error).__name__}: {error}"[:2000], "trace": _last_lines()}


def _last_lines() -> str:
    return "".join(traceback.format_exc().splitlines(keepends=True)[-14:])


def peak_mb() -> float:
    """The most memory held since the last `forget_peak`, where the system tells it."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return next(int(line.split()[1]) for line in status.splitlines() if "VmHWM" in line) / 1024


def forget_peak() -> None:
    # Not on every system; then the highest of all cases so far is what is measured.
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def bound_memory() -> None:
    """A file that asks for the whole machine must hurt this process only."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_ADDRESSES, MOST_ADDRESSES))


def answer(job: dict[str, Any], good: Path) -> dict[str, Any]:
    source = job["source"]
    forget_peak()
    start = time.perf_counter()
    looked = outcome(lambda: inspect(source).lines()) if job["inspect"] else {}
    middle = time.perf_counter()
    made = outcome(
        lambda: summary(read_place(recipe_for(job["role"], source, good, job["options"])))
    )
    times = [middle - start, time.perf_counter() - middle]
    return {"inspect": looked, "place": made, "seconds": times, "peak_mb": peak_mb()}


def main(answers: TextIO) -> None:
    bound_memory()
    good = Path(sys.argv[1])
    # What is imported or compiled at first use is no fault of the first file.
    outcome(lambda: inspect(str(good / "units.gpkg")))
    outcome(lambda: read_place(recipe_for("units", str(good / "units.gpkg"), good, {})))
    print(json.dumps({"ready": os.getpid()}), file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line), good)), file=answers, flush=True)


if __name__ == "__main__":
    # Whatever a library prints goes to the error stream, where the tests look for it.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        os.dup2(2, 1)
        main(answers)
