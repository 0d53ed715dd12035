"""GerryChain 1.0: its SingleMetricOptimizer maximising J, by flips and by ReCom.

Made as easy for it as can be: a first plan that is in band already and takes no time off its
clock; J compiled and kept with each plan, so that it is worked out once; both ends of the band as
bounds, for its own tolerance is the same on both sides; annealing that follows the clock, so that
it has cooled exactly when its time is up, however slow the machine.
"""

# pyright: reportMissingImports=false

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial

import networkx as nx
import numpy as np
from gerrychain import Graph, Partition, updaters
from gerrychain.constraints import Bounds, contiguous, single_flip_contiguous
from gerrychain.optimization import SingleMetricOptimizer
from gerrychain.proposals import propose_random_flip, recom

from tests.benchmarks.peers.race import Stopwatch
from tests.benchmarks.peers.yardstick import Task

PEOPLE = "people"
# Steps of a burst, as the authors of short bursts and of redist recommend.
FLIP_BURST, RECOM_BURST = 50, 10
# Chance of taking a worse plan in a tilted run.
TILT = 0.02
# The share of the time over which annealing cools; the rest it stays cold.
COOLING_SHARE = 0.9
# Hottest over coldest, as in our own search: cooled evenly in ratio, not in steps of beta.
HOT_OVER_COLD = 40.0
FOREVER = sys.maxsize
Run = Callable[[SingleMetricOptimizer, Stopwatch], Iterator[Partition]]


def _first(task: Task, seed: int) -> Partition:
    """A plan in band by GerryChain's own recursive trees, on the whole adjacency."""
    graph: nx.Graph[int] = nx.Graph()
    for unit, people in enumerate(task.people.tolist()):
        graph.add_node(unit, **{PEOPLE: int(people)})
    graph.add_edges_from(task.pairs.tolist())
    first = Partition.from_random_assignment(
        Graph.from_networkx(graph),
        task.footprints,
        epsilon=0.98 * min(task.above, task.below),
        pop_col=PEOPLE,
        updaters={
            PEOPLE: updaters.Tally(PEOPLE),
            "score": lambda plan: task.score(plan.assignment_vector),
        },
        rng=seed,
    )
    # GerryChain numbers units anew for its own graph: plans are read in its numbers.
    known = first.graph.original_nx_node_id_for_internal_node_id
    assert all(known(unit) == unit for unit in range(len(task.people)))
    return first


def _run(watch: Stopwatch, seed: int, by_recom: bool, run: Run) -> None:
    task = watch.task
    proposal = (
        partial(
            recom,
            pop_col=PEOPLE,
            pop_target=task.fair,
            # The side on which the band reaches further; the bounds refuse what is outside it.
            epsilon=max(task.above, task.below),
        )
        if by_recom
        else propose_random_flip
    )
    in_band = Bounds(lambda plan: plan[PEOPLE].values(), bounds=(task.low, task.high))
    optimizer = SingleMetricOptimizer(
        proposal_fn=proposal,
        constraints=[in_band, contiguous if by_recom else single_flip_contiguous],
        initial_state=_first(task, seed),
        optimization_metric_fn=lambda plan: plan["score"],
        rng=seed,
    )
    watch.start()
    for plan in run(optimizer, watch):
        if plan["score"] > watch.best:
            watch.offer(np.asarray(plan.assignment_vector))
        if watch.is_over:
            return


def _annealing(magnitude: float) -> Run:
    def run(optimizer: SingleMetricOptimizer, watch: Stopwatch) -> Iterator[Partition]:
        def beta(_step: int) -> float:
            done = min(1.0, watch.elapsed / (COOLING_SHARE * watch.budget))
            return HOT_OVER_COLD ** (done - 1.0)

        return optimizer.simulated_annealing(FOREVER, beta, beta_magnitude=magnitude)

    return run


def _bursts(length: int) -> Run:
    return lambda optimizer, _watch: optimizer.short_bursts(length, FOREVER)


def anneal_flips(watch: Stopwatch, seed: int) -> None:
    """Annealing by flips; of coldest temperatures from 1/30 to 1/3 of a unit, 1/3 did best."""
    _run(watch, seed, False, _annealing(3.0 * len(watch.task.people)))


def anneal_recom(watch: Stopwatch, seed: int) -> None:
    """Annealing by ReCom, which changes two footprints at a time, and J by more."""
    _run(watch, seed, True, _annealing(50.0 * watch.task.footprints))


def burst_flips(watch: Stopwatch, seed: int) -> None:
    """Short bursts of flips."""
    _run(watch, seed, False, _bursts(FLIP_BURST))


def burst_recom(watch: Stopwatch, seed: int) -> None:
    """Short bursts of ReCom."""
    _run(watch, seed, True, _bursts(RECOM_BURST))


def tilt_flips(watch: Stopwatch, seed: int) -> None:
    """A tilted run of flips: every better plan is taken, and few worse ones."""
    _run(watch, seed, False, lambda optimizer, _watch: optimizer.tilted_run(FOREVER, TILT))
