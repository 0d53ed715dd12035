"""All England: every local authority in one run, and places of growing size."""

from __future__ import annotations

import contextlib
import csv
import math
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import psutil
from scipy.sparse.csgraph import breadth_first_order

from icp_footprints.partition.generate import generate
from icp_footprints.partition.problem import Problem
from tests.benchmarks.peers.places import sub_place
from tests.benchmarks.real import england
from tests.benchmarks.timing import REAL_DATA

ROOT = Path(__file__).resolve().parents[3]
# With an eighth of the usual searches: it is how the time grows that is asked.
GROWTH_STARTS, GROWTH_EFFORT = 1, 0.25
SIZES = (200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000)
MIDDLE_OF_BAND = 40_000
LOOK_EVERY_S = 0.5


class EveryAuthority(NamedTuple):
    """What one run of `generate-all` over England took."""

    units: int
    made: int
    unplanned: list[str]
    seconds: float
    peak_bytes: int


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


def every_authority() -> EveryAuthority:
    """Every local authority of England by the command that planners use, loading included."""
    folder = Path(REAL_DATA) / "england"
    files = ("lsoa21_bsc.parquet", "lookup_lsoa21.csv.gz", "population_census2021.csv.gz")
    with tempfile.TemporaryDirectory() as made_in:
        command = [
            *(sys.executable, "-m", "icp_footprints", "generate-all"),
            *(str(folder / name) for name in files),
            *("--by", "ltla24_code", "--lookup", "msoa=msoa21_code"),
            *("--lookup", "ward=ward24_code", "--out", made_in),
        ]
        start = time.perf_counter()
        ran = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        peak = _peak_bytes(ran)
        seconds = time.perf_counter() - start
        with (Path(made_in) / "results.csv").open(encoding="utf-8-sig", newline="") as file:
            found = list(csv.DictReader(file))
    return EveryAuthority(
        units=sum(int(row["units"]) for row in found),
        made=sum(row["state"] == "planned" for row in found),
        unplanned=[row["place_name"] for row in found if row["state"] != "planned"],
        seconds=seconds,
        peak_bytes=peak,
    )


def _peak_bytes(ran: subprocess.Popen[bytes]) -> int:
    """The most memory a process and those it started held together, shared pages counted once."""
    process, peak = psutil.Process(ran.pid), 0
    while True:
        try:
            ran.communicate(timeout=LOOK_EVERY_S)
            return peak
        except subprocess.TimeoutExpired:
            held = 0
            with contextlib.suppress(psutil.Error):
                for each in (process, *process.children(recursive=True)):
                    memory = each.memory_full_info()
                    held += getattr(memory, "pss", memory.rss)
            peak = max(peak, held)


def growing(sizes: tuple[int, ...] = SIZES, runs: int = 3) -> Iterator[Growth]:
    """Connected pieces of England round one unit, each generated as one place."""
    whole = england()
    whole = replace(whole, layers=tuple(each for each in whole.layers if each.name != "lad"))
    outwards = breadth_first_order(whole.adjacency.matrix, 0, return_predecessors=False)
    for size in sizes:
        if size > len(outwards):
            continue
        place = sub_place(whole, outwards[:size].astype(np.intp), f"{size:,} units of England")
        footprints = round(place.ledger().total / MIDDLE_OF_BAND)
        problem = Problem(place, footprints=footprints, starts=GROWTH_STARTS, effort=GROWTH_EFFORT)
        times: list[float] = []
        score = math.nan
        for _ in range(runs if size <= 2_000 else 1):
            start = time.perf_counter()
            score = generate(problem).score
            times.append(time.perf_counter() - start)
        yield Growth(size, footprints, statistics.median(times), score)
