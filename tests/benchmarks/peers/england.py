"""All England: every local authority one after another, and places of growing size.

Run by itself it does the first and prints one line of JSON: seconds with loading, peak memory, and
how many local authorities had a plan. Memory is that of a process, so it is asked of one that does
nothing else.
"""

from __future__ import annotations

import json
import math
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

# Run as a script, Python looks for modules in this folder only.
ROOT = Path(__file__).resolve().parents[3]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from scipy.sparse.csgraph import breadth_first_order  # noqa: E402

from icp_footprints.errors import ProblemError  # noqa: E402
from icp_footprints.geography.place import Place  # noqa: E402
from icp_footprints.partition.generate import generate  # noqa: E402
from icp_footprints.partition.problem import Problem  # noqa: E402
from tests.benchmarks.peers.places import sub_place  # noqa: E402
from tests.benchmarks.real import england  # noqa: E402

AUTHORITIES = "lad"
SIZES = (200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000)
MIDDLE_OF_BAND = 40_000


class Growth(NamedTuple):
    """One place of a series of growing ones."""

    units: int
    footprints: int
    seconds: float
    score: float

    @property
    def per_step(self) -> float:
        """Seconds over units x log units."""
        return self.seconds / (self.units * math.log2(self.units))


def authorities(place: Place) -> Iterator[Place]:
    """Each local authority as a place, with the other layers."""
    layer = place.layer(AUTHORITIES)
    rest = replace(place, layers=tuple(each for each in place.layers if each is not layer))
    home = np.asarray(layer.shares.argmax(axis=1)).ravel()
    for number, code in enumerate(layer.area_ids):
        yield sub_place(rest, np.flatnonzero(home == number), code)


def every_authority(most: int | None = None) -> dict[str, Any]:
    """Generate each local authority with the default settings."""
    start = time.perf_counter()
    place = england()
    loaded = time.perf_counter() - start
    made, refused = 0, list[str]()
    for number, authority in enumerate(authorities(place)):
        if number == most:
            break
        try:
            generate(Problem(authority))
            made += 1
        except ProblemError as error:
            refused.append(f"{authority.name}: {error}")
    return {
        "units": len(place.units),
        "made": made,
        "refused": refused,
        "loading_seconds": loaded,
        "seconds": time.perf_counter() - start,
        "peak_bytes": _peak_bytes(),
    }


def every_authority_alone(most: int | None = None) -> dict[str, Any]:
    """`every_authority` in a process of its own."""
    ran = subprocess.run(
        [sys.executable, __file__, *([] if most is None else [str(most)])],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(ran.stdout.splitlines()[-1])


def growing(sizes: tuple[int, ...] = SIZES, runs: int = 3) -> Iterator[Growth]:
    """Connected pieces of England round one unit, each generated as one place."""
    whole = england()
    whole = replace(whole, layers=tuple(each for each in whole.layers if each.name != AUTHORITIES))
    outwards = breadth_first_order(whole.adjacency.matrix, 0, return_predecessors=False)
    for size in sizes:
        if size > len(outwards):
            continue
        place = sub_place(whole, outwards[:size].astype(np.intp), f"{size:,} units of England")
        footprints = round(place.ledger().total / MIDDLE_OF_BAND)
        problem = Problem(place, footprints=footprints)
        times: list[float] = []
        score = math.nan
        for _ in range(runs if size <= 2_000 else 1):
            start = time.perf_counter()
            score = generate(problem).score
            times.append(time.perf_counter() - start)
        yield Growth(size, footprints, statistics.median(times), score)


def _peak_bytes() -> int:
    import psutil

    peak = getattr(psutil.Process().memory_info(), "peak_wset", 0)  # Windows
    if not peak:
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return int(peak)


if __name__ == "__main__":
    sys.stdout.write(
        json.dumps(every_authority(int(sys.argv[1]) if len(sys.argv) > 1 else None)) + "\n"
    )
