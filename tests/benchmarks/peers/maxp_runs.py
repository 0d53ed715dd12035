"""spopt's max-p: as many homogeneous regions as a floor on people allows.

It knows neither J nor a ceiling on people, and finds the number of regions itself. Homogeneous is
said in the shares of each unit's people who belong to each area, so that regions are drawn along
areas; floors from the band's lower end to near the fair share are tried in turn, and a result
counts where it has the wanted number of regions, all in band.
"""

# pyright: reportMissingImports=false

from __future__ import annotations

import warnings
from itertools import count

import libpysal
import numpy as np
import pandas as pd
from spopt.region.maxp import maxp

from tests.benchmarks.peers.race import Stopwatch

FLOORS = (0.8, 0.6, 0.9, 0.3, 0.0)
# Its defaults, 999 and 10, would take an hour for 163 units; one of each takes seconds.
CONSTRUCTIONS, ANNEALINGS = 1, 1


def max_p(watch: Stopwatch, seed: int) -> None:
    """One floor after another, and again."""
    task = watch.task
    shares = task.shares_of_people()
    columns = [f"area_{j}" for j in range(shares.shape[1])]
    frame = pd.DataFrame(shares, columns=columns).assign(people=task.people)
    neighbours: dict[int, list[int]] = {unit: [] for unit in range(len(task.people))}
    for a, b in task.pairs.tolist():
        neighbours[a].append(b)
        neighbours[b].append(a)
    weights = libpysal.weights.W(neighbours, silence_warnings=True)
    # It draws from NumPy's global source, in this process of its own.
    np.random.seed(seed)  # noqa: NPY002
    warnings.simplefilter("ignore")
    watch.start()
    for turn in count():
        floor = task.low + FLOORS[turn % len(FLOORS)] * (task.fair - task.low)
        if watch.is_over:
            return
        _, labels = maxp(
            frame,
            weights,
            columns,
            "people",
            floor,
            top_n=2,
            max_iterations_construction=CONSTRUCTIONS,
            max_iterations_sa=ANNEALINGS,
        )
        watch.offer(np.asarray(labels, dtype=np.int64) - 1)
