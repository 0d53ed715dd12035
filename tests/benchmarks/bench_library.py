"""How fast the library is, as ratios against a plain reference in the same run.

Run ``python tests/benchmarks/bench_library.py``, or name the file to pytest.
Nothing is asserted about time: machines differ. Every figure is the median of several runs.
Where ICP_FOOTPRINTS_REAL_DATA names the folder of real data, Stoke-on-Trent and all England too.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

# Run as a script, Python looks for modules in this folder only.
ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import geopandas as gpd  # noqa: E402
import networkx as nx  # noqa: E402
import numpy as np  # noqa: E402
import pytest  # noqa: E402
import shapely  # noqa: E402
from numpy.typing import NDArray  # noqa: E402

from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file  # noqa: E402
from icp_footprints.geography.place import Place  # noqa: E402
from icp_footprints.geography.shared_boundary import shared_boundaries  # noqa: E402
from icp_footprints.measures.scorecard import scorecard  # noqa: E402
from icp_footprints.partition.generate import generate  # noqa: E402
from icp_footprints.partition.instance import instance_of  # noqa: E402
from icp_footprints.partition.problem import Problem  # noqa: E402
from icp_footprints.partition.search.anneal import run_chunk  # noqa: E402
from icp_footprints.partition.search.state import new_state  # noqa: E402
from icp_footprints.partition.search.sums import fill_state  # noqa: E402
from icp_footprints.partition.search.work import Work  # noqa: E402
from icp_footprints.plan.plan import Plan  # noqa: E402
from icp_footprints.resources import data_folder  # noqa: E402
from icp_footprints.sources.sample import sample_place  # noqa: E402
from tests.benchmarks.peers.yardstick import task_of  # noqa: E402
from tests.benchmarks.plain_annealer import PlainAnnealer  # noqa: E402
from tests.benchmarks.timing import REAL_DATA, RUNS, line, seconds, show  # noqa: E402
from tests.measures.brute_force import Fit  # noqa: E402

PROPOSALS = 1_000_000
PLAIN_PROPOSALS = 10_000


def pairwise_intersections(geometry: NDArray[np.object_]) -> int:
    """Neighbours the plain way: intersect the boundaries of all polygons that touch."""
    a, b = shapely.STRtree(geometry).query(geometry, predicate="intersects")
    a, b = a[a < b], b[a < b]
    lengths = shapely.length(
        shapely.intersection(shapely.boundary(geometry[a]), shapely.boundary(geometry[b]))
    )
    return int((lengths > 0).sum())


def plain_scorecard(place: Place, plan: Plan) -> None:
    """The measures of a plan with dictionaries, shapely and networkx."""
    people = dict(enumerate(place.ledger(plan.band.ledger).people.tolist()))
    ids = [footprint.id for footprint in plan.footprints]
    home = {unit: ids[number] for unit, number in enumerate(plan.assignment.tolist())}
    for layer in place.layers:
        shares = layer.shares.tocoo()
        share = {
            (unit, layer.area_ids[area]): value
            for unit, area, value in zip(
                shares.row.tolist(), shares.col.tolist(), shares.data.tolist(), strict=True
            )
        }
        fit = Fit(people, home, share, ids, layer.area_ids)
        fit.coterminosity()
        fit.kept_whole_share()
        fit.splits()
        for each in ids:
            fit.match(each)
    graph = place.graph()
    for each in ids:
        rows = plan.rows(each)
        shapely.union_all(place.units.geometry[rows])
        nx.number_connected_components(graph.subgraph([place.units.ids[row] for row in rows]))


def loading() -> Iterable[str]:
    file = data_folder() / "boundaries" / "wirral" / "lsoa11.geojson"
    yield line(
        "load the sample",
        seconds(sample_place),
        seconds(lambda: gpd.read_file(file)),
        "reading its GeoJSON alone",
    )


def adjacency(what: str, geometry: NDArray[np.object_], runs: int = RUNS) -> Iterable[str]:
    ours = seconds(lambda: shared_boundaries(geometry), runs)
    plain = seconds(lambda: pairwise_intersections(geometry), runs)
    yield line(f"adjacency, {what}", ours, plain, "pairwise intersections")
    found = len(shared_boundaries(geometry)[0])
    yield f"{'':<34} {found:>10,} pairs, {pairwise_intersections(geometry):,} by intersection"


def measuring(place: Place, plan: Plan) -> Iterable[str]:
    ours = seconds(lambda: scorecard(place, plan))
    yield line("scorecard", ours, seconds(lambda: plain_scorecard(place, plan)), "plain Python")


def searching(place: Place, plan: Plan) -> Iterable[str]:
    problem = Problem(place, plan.band, footprints=len(plan.footprints))
    instance = instance_of(problem)
    count, n = len(plan.footprints), len(place.units)
    hot, cold, worth = 4 / n, 0.1 / n, 10 / place.ledger(plan.band.ledger).total

    def compiled() -> None:
        state = new_state(instance, plan.assignment, count, 1)
        work = Work(instance, state)
        fill_state(state, work)
        state.worths[:] = worth, 1.0
        run_chunk(work, PROPOSALS, hot, cold, -1)

    def plain() -> None:
        annealer = PlainAnnealer(task_of(problem, count), plan.assignment.tolist(), 1)
        falling = (cold / hot) ** (1 / PLAIN_PROPOSALS)
        for i in range(PLAIN_PROPOSALS):
            annealer.propose(hot * falling**i, worth)

    ours, theirs = PROPOSALS / seconds(compiled), PLAIN_PROPOSALS / seconds(plain)
    yield (
        f"{'proposals of the generator':<34} {ours:>10,.0f} /s   {ours / theirs:,.0f} x as many as "
        f"plain Python ({theirs:,.0f} /s)"
    )
    took = seconds(lambda: generate(problem), runs=3)
    yield f"{'generate, 8 searches':<34} {took * 1000:>10,.0f} ms"


def keeping(place: Place, plan: Plan) -> Iterable[str]:
    with tempfile.TemporaryDirectory() as folder:
        kept, units = Path(folder) / "plan.gpkg", Path(folder) / "units.gpkg"
        frame = gpd.GeoDataFrame(geometry=list(place.units.geometry), crs=27700)

        def write() -> None:
            units.unlink(missing_ok=True)
            frame.to_file(units)

        yield line(
            "save a plan",
            seconds(lambda: save_plan_file(kept, place, plan)),
            seconds(write),
            "writing the units alone",
        )
        yield line(
            "open a plan",
            seconds(lambda: open_plan_file(kept)),
            seconds(lambda: gpd.read_file(units)),
            "reading the units alone",
        )


def sample() -> Iterable[str]:
    place = sample_place()
    plan = generate(Problem(place)).plan
    yield f"{place.name}: {len(place.units)} units, {len(plan.footprints)} footprints"
    yield from loading()
    yield from adjacency("Wirral", place.units.geometry)
    yield from measuring(place, plan)
    yield from searching(place, plan)
    yield from keeping(place, plan)


def real() -> Iterable[str]:
    stoke = gpd.read_file(Path(REAL_DATA) / "staffordshire" / "boundaries.gpkg", layer="lsoa21")
    is_stoke = stoke.filter(like="name").apply(
        lambda c: c.astype(str).str.startswith("Stoke-on-Trent")
    )
    stoke = stoke[is_stoke.any(axis=1)]
    yield from adjacency(
        f"Stoke, {len(stoke)} units", np.asarray(stoke.geometry.to_numpy(), dtype=object)
    )
    england = gpd.read_parquet(Path(REAL_DATA) / "england" / "lsoa21_bsc.parquet")
    shapes = np.asarray(shapely.make_valid(england.geometry.to_numpy()), dtype=object)
    yield from adjacency(f"England, {len(england):,} units", shapes, runs=3)


def test_print_the_times_of_the_sample(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        show(["", *sample()])


@pytest.mark.skipif(not REAL_DATA, reason="ICP_FOOTPRINTS_REAL_DATA names no folder")
def test_print_the_times_of_real_places(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        show(["", *real()])


if __name__ == "__main__":
    show(sample())
    if REAL_DATA:
        show(real())
