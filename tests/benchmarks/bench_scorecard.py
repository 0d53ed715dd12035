"""How fast figures follow a change: one unit moved, against measuring the whole plan again.

Run ``python tests/benchmarks/bench_scorecard.py``, or name the file to pytest. Nothing is asserted
about time. It needs ICP_FOOTPRINTS_REAL_DATA: Cheshire & Merseyside, and all England.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

# Run as a script, Python looks for modules in this folder only.
ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import geopandas as gpd  # noqa: E402
import numpy as np  # noqa: E402
import pytest  # noqa: E402

from icp_footprints.geography.place import Place  # noqa: E402
from icp_footprints.measures.live_scorecard import LiveScorecard  # noqa: E402
from icp_footprints.measures.scorecard import scorecard  # noqa: E402
from icp_footprints.plan.actions.assign import assign  # noqa: E402
from icp_footprints.plan.difference import difference  # noqa: E402
from icp_footprints.plan.plan import Footprint, Plan, footprint_id  # noqa: E402
from tests.benchmarks.real import cheshire_merseyside, england  # noqa: E402
from tests.benchmarks.timing import REAL_DATA, line, seconds, show  # noqa: E402

UNITS_A_FOOTPRINT = 27
MOVES = 40


def drawn(place: Place) -> Plan:
    """A plan of 27 units a footprint, those near each other together: along a Hilbert curve."""
    along = np.argsort(gpd.GeoSeries(list(place.units.geometry)).hilbert_distance(), kind="stable")
    number = np.empty(len(place.units), dtype=np.int16)
    number[along] = np.arange(len(place.units)) // UNITS_A_FOOTPRINT
    count = int(number.max()) + 1
    footprints = tuple(
        Footprint(footprint_id(i + 1), f"Neighbourhood {i + 1}") for i in range(count)
    )
    return Plan("Benchmark", number, footprints)


def following(place: Place) -> Iterable[str]:
    plan = drawn(place)
    yield (
        f"{place.name}: {len(place.units):,} units, {len(plan.footprints):,} footprints, "
        f"{len(place.layers)} layers"
    )
    a, b = place.adjacency.pairs[:, 0], place.adjacency.pairs[:, 1]
    on_border = np.flatnonzero(plan.assignment[a] != plan.assignment[b])
    chosen = on_border[:: max(1, len(on_border) // MOVES)][:MOVES]
    changes: list[tuple[Plan, Plan]] = []
    for pair in chosen.tolist():
        target = plan.footprints[int(plan.assignment[b[pair]])].id
        changes.append((plan, assign(plan, np.array([a[pair]], dtype=np.intp), target)))
    steps = [(after, difference(before, after)) for before, after in changes]
    back = [(before, difference(after, before)) for before, after in changes]
    live = LiveScorecard(place, plan)

    def follow() -> None:
        for (there, change), (here, undone) in zip(steps, back, strict=True):
            live.update(there, change)
            _ = live.scorecard
            live.update(here, undone)
            _ = live.scorecard

    ours = seconds(follow) / (2 * len(steps))
    whole = seconds(lambda: scorecard(place, plan), runs=3)
    yield line("scorecard after one unit", ours, whole, "measuring the plan again")
    live.update(*steps[0])
    assert live.scorecard == scorecard(place, steps[0][0])


def real() -> Iterable[str]:
    yield from following(cheshire_merseyside())
    yield from following(england())


@pytest.mark.skipif(not REAL_DATA, reason="ICP_FOOTPRINTS_REAL_DATA names no folder")
def test_print_the_times(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        show(["", *real()])


if __name__ == "__main__":
    show(real() if REAL_DATA else ["ICP_FOOTPRINTS_REAL_DATA names no folder of real data"])
