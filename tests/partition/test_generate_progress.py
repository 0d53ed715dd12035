"""Progress, cancel and time."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from icp_footprints.partition.generate import generate
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.band import Band
from icp_footprints.plan.contiguity import footprint_parts
from icp_footprints.progress import Cancelled, Progress
from tests.grids import place_of

GRID = "AAAA\nAAAA\nAAAA"
WARDS = "XXYY\nXXYY\nZZZZ"


def one_part_each(place, plan):
    return [len(parts) for parts in footprint_parts(place.adjacency, plan)] == [1] * len(
        plan.footprints
    )


# --- progress, cancel, time -----------------------------------------------------------------


def test_progress_only_grows_from_0_to_1():
    heard = []
    problem = Problem(place_of(GRID), Band(3000, 5000), footprints=3)
    generate(problem, Progress(lambda fraction, text: heard.append((fraction, text))))
    assert heard[0][0] == 0
    assert all(0 <= fraction <= 1 for fraction, _ in heard)
    assert heard[-1][0] > 0.9
    assert all(text for _, text in heard)


@pytest.mark.parametrize(("starts", "most"), [(1, 2), (40, 45)])
def test_cancel_stops_every_search_at_its_next_chunk(starts, most):
    heard: list[float] = []

    def listen(fraction, text):
        heard.append(fraction)
        progress.cancel()

    progress = Progress(listen)
    problem = Problem(place_of(GRID), Band(3000, 5000), footprints=3, starts=starts)
    with pytest.raises(Cancelled):
        generate(problem, progress)
    # Each search has 50 chunks or more, and each chunk would be heard of.
    assert len(heard) <= most


def test_cancel_from_another_thread_is_heeded():
    place = place_of("\n".join(["A" * 20] * 20))
    progress = Progress()
    threading.Timer(0.2, progress.cancel).start()
    start = time.monotonic()
    with pytest.raises(Cancelled):
        generate(Problem(place, Band(30_000, 50_000), starts=200), progress)
    assert time.monotonic() - start < 10


def test_a_time_limit_is_kept_and_still_gives_a_whole_plan():
    place = place_of("\n".join(["A" * 20] * 20))
    start = time.monotonic()
    result = generate(Problem(place, Band(30_000, 50_000), seconds=0.3))
    assert time.monotonic() - start < 10
    assert one_part_each(place, result.plan)
    assert len(result.plan.unassigned_rows) == 0
    assert any("time was up" in note for note in result.notes)


def test_time_to_spare_is_used_for_more_searches():
    result = generate(Problem(place_of("AAAA"), Band(2000, 2000), seconds=2, starts=1))
    assert result.searches > 2
    assert result.notes == ()


FIRST_EVER = """
import sys

from icp_footprints.partition.generate import generate
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.band import Band
from tests.grids import place_of

result = generate(Problem(place_of("AA"), Band(1000, 1000), seconds=2))
sys.stderr.write(" ".join(result.notes))
"""


def test_compiling_the_kernel_for_the_first_time_does_not_use_up_the_time(tmp_path):
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", FIRST_EVER],
        env=environment,
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert (ran.stderr.strip(), ran.returncode) == ("", 0)
