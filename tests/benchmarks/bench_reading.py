"""How fast published files become a place, against opening the same files and no more.

Run ``python tests/benchmarks/bench_reading.py``, or name the file to pytest. Nothing is asserted
about time. It needs ICP_FOOTPRINTS_REAL_DATA: Cheshire & Merseyside, and all England.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

# Run as a script, Python looks for modules in this folder only.
ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import geopandas as gpd  # noqa: E402
import pandas as pd  # noqa: E402
import pytest  # noqa: E402

from tests.benchmarks.real import cheshire_merseyside, england  # noqa: E402
from tests.benchmarks.timing import REAL_DATA, line, seconds, show  # noqa: E402

# Peak memory is that of a process, so it is asked of one that does nothing else.
PEAK_OF_ENGLAND = """
import sys
import psutil
from tests.benchmarks.real import england

pairs = len(england().adjacency.pairs)
peak = getattr(psutil.Process().memory_info(), "peak_wset", 0)  # Windows
if not peak:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
sys.stdout.write(f"{pairs} {peak}")
"""


def open_cheshire_merseyside() -> None:
    folder = Path(REAL_DATA) / "cheshire_merseyside"
    gpd.read_file(folder / "boundaries.gpkg", layer="lsoa21")
    gpd.read_file(folder / "boundaries.gpkg", layer="ward20_official_bgc")
    pd.read_csv(folder / "MODELLED_cm_patients_by_practice_lsoa21.csv.gz", dtype=str)


def open_england() -> None:
    folder = Path(REAL_DATA) / "england"
    gpd.read_parquet(folder / "lsoa21_bsc.parquet")
    pd.read_csv(folder / "population_census2021.csv.gz", dtype=str)
    pd.read_csv(folder / "lookup_lsoa21.csv.gz", dtype=str)


def real() -> Iterable[str]:
    yield line(
        "read Cheshire & Merseyside",
        seconds(cheshire_merseyside, runs=3),
        seconds(open_cheshire_merseyside, runs=3),
        "opening its files",
    )
    yield line(
        "read England, with adjacency",
        seconds(england, runs=1),
        seconds(open_england, runs=1),
        "opening its files",
    )
    ran = subprocess.run(
        [sys.executable, "-c", PEAK_OF_ENGLAND],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    pairs, peak = (int(text) for text in ran.stdout.split())
    yield f"{'':<34} {pairs:>10,} neighbour pairs; at most {peak / 1e6:,.0f} MB of memory in all"


@pytest.mark.skipif(not REAL_DATA, reason="ICP_FOOTPRINTS_REAL_DATA names no folder")
def test_print_the_times(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        show(["", *real()])


if __name__ == "__main__":
    show(real() if REAL_DATA else ["ICP_FOOTPRINTS_REAL_DATA names no folder of real data"])
