"""The generator against the best that others offer, on real places: a table in Markdown.

Run ``python tests/benchmarks/bench_generator.py``, or a part of it::

    python tests/benchmarks/bench_generator.py --parts score peers --places stoke nine
    python tests/benchmarks/bench_generator.py --peers gerrychain metis --quick

It needs ICP_FOOTPRINTS_REAL_DATA (without it: Wirral's sample alone) and, for the peers, the extra
``[bench]``. A peer that is not installed is said to be absent in the table. Nothing is asserted
about time; that J is the product's own figure is.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

# Run as a script, Python looks for modules in this folder only.
ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))


from icp_footprints.measures.ceilings.prove import ceiling  # noqa: E402
from icp_footprints.partition.problem import Problem  # noqa: E402
from tests.benchmarks.peers import england  # noqa: E402
from tests.benchmarks.peers.ceiling import share_ceiling  # noqa: E402
from tests.benchmarks.peers.ours import RUNS, Ours, ours, seconds_to, warm_up  # noqa: E402
from tests.benchmarks.peers.places import SAMPLE_ROW, Row, rows  # noqa: E402
from tests.benchmarks.peers.race import Trace, race  # noqa: E402
from tests.benchmarks.peers.yardstick import (  # noqa: E402
    WORDS,
    Task,
    check_yardstick,
    plan_share_of,
    task_of,
)
from tests.benchmarks.timing import REAL_DATA, show  # noqa: E402

LONGER = 10
QUICK_LONGER = 2
# Of the ceiling on PCN plan share.
WITHIN = 0.97
# J alike to this is called equal.
EQUAL = 5e-5
# Of a J to match, which is given with three digits.
ROUNDING = 5e-4
PEERS = "tests.benchmarks.peers."
Table = Iterator[Sequence[object]]


class Peer(NamedTuple):
    """Another project: its package, and its methods by name."""

    package: str
    methods: dict[str, str]


ALL_PEERS = {
    "plain": Peer("", {"plain annealer, 1 thread": "plain_runs:plain"}),
    "gerrychain": Peer(
        "gerrychain",
        {
            "GerryChain annealing, flips": "gerrychain_runs:anneal_flips",
            "GerryChain annealing, ReCom": "gerrychain_runs:anneal_recom",
            "GerryChain short bursts, flips": "gerrychain_runs:burst_flips",
            "GerryChain short bursts, ReCom": "gerrychain_runs:burst_recom",
            "GerryChain tilted run, flips": "gerrychain_runs:tilt_flips",
        },
    ),
    "metis": Peer("pymetis", {"METIS": "metis_runs:metis"}),
    "kahip": Peer("kahip", {"KaHIP eco": "kahip_runs:eco", "KaHIP strong": "kahip_runs:strong"}),
    "maxp": Peer("spopt", {"spopt max-p": "maxp_runs:max_p"}),
}


class Settings(NamedTuple):
    """What was asked for on the command line."""

    places: frozenset[str]
    peers: tuple[str, ...]
    runs: int
    longer: int
    cores: int
    quick: bool
    seconds: float | None


class Set(NamedTuple):
    """A row ready to run."""

    row: Row
    problem: Problem
    task: Task


def ready(settings: Settings) -> Iterator[Set]:
    """Every row asked for, its yardstick checked against the issue's words."""
    for row in rows(set(settings.places)):
        problem = Problem(row.place(), footprints=row.footprints)
        assert row == SAMPLE_ROW or problem.objective().words() == WORDS
        yield Set(row, problem, task_of(problem, row.footprints))


_FOUND: dict[tuple[str, int], Ours] = {}


def found(each: Set, settings: Settings) -> Ours:
    """Our own figures of a row, worked out once for all tables."""
    key = each.row.key, each.row.footprints
    if key not in _FOUND:
        warm_up(each.problem)
        _FOUND[key] = ours(each.problem, each.task, settings.runs)
    return _FOUND[key]


@cache
def version(package: str) -> str | None:
    """The version of an installed package; None where it is absent."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def raced(each: Set, method: str, budget: float, cores: int) -> Trace:
    """One method of a peer on one row; the plan it is credited with is checked."""
    trace = race(PEERS + method, each.task, budget, range(1, cores + 1))
    if trace.best is not None:
        assert each.task.fits(trace.best.assignment)
        check_yardstick(each.problem, each.task, trace.best.assignment)
    return trace


def scores(settings: Settings) -> Table:
    """J of ours on every place, beside METIS as it comes and a plain annealer on one thread."""
    yield (
        *("place", "units", "footprints", "METIS start, PCN share", "plain annealer, 1 thread"),
        *("J to match", "ours to that", "ours, J", "time", "PCN share", "all in band", "verdict"),
    )
    for each in ready(settings):
        mine = found(each, settings)
        plain = raced(each, "plain_runs:plain", max(10 * mine.seconds, 10.0), 1).points
        first = min(plain, key=lambda point: point.seconds, default=None)
        wanted = max(each.row.plain_score or 0.0, first.score if first else 0.0)
        share = plan_share_of(each.problem.place, "pcn", mine.assignment, each.problem.band)
        yield (
            *(each.task.place, len(each.task.people), each.row.footprints, metis_start(each)),
            f"J {first.score:.4f} in {first.seconds:.2f} s" if first else "none counts",
            *(each.row.plain_score or "", in_time(each, mine)),
            *(f"{mine.score:.4f}", f"{mine.seconds:.2f} s", f"{share:.4f}"),
            *("yes" if mine.all_fit else "NO", verdict(mine.score, wanted, rounding=ROUNDING)),
        )


def in_time(each: Set, mine: Ours) -> str:
    """When ours is as good as the J to match, which is rounded."""
    if each.row.plain_score is None:
        return ""
    took = seconds_to(each.problem, each.task, each.row.plain_score - ROUNDING, mine)
    return "never" if took is None else f"{took:.2f} s"


def metis_start(each: Set) -> str:
    """PCN plan share of METIS with nothing but people and neighbours."""
    if version("pymetis") is None:
        return "ABSENT: pymetis"
    from tests.benchmarks.peers.metis_runs import start_of

    band = each.problem.band
    return f"{plan_share_of(each.problem.place, 'pcn', start_of(each.task), band):.4f}"


def against_peers(settings: Settings) -> Table:
    """Every peer at our time and at ten times ours, and how much sooner we are where it got."""
    yield (
        *("place, footprints", "ours", "peer", "J in our time", f"J in {settings.longer} x"),
        *("its time to that", "ours to that", "ratio", "verdict"),
    )
    for each in ready(settings):
        mine = found(each, settings)
        place = f"{each.task.place}, {each.row.footprints}"
        score = f"J {mine.score:.4f} in {mine.seconds:.2f} s"
        for peer in (ALL_PEERS[name] for name in settings.peers):
            if peer.package and version(peer.package) is None:
                yield place, score, f"**ABSENT: {peer.package} is not installed**", *[""] * 6
                continue
            for name, method in peer.methods.items():
                yield place, score, name, *against(each, method, mine, settings)


def against(each: Set, method: str, mine: Ours, settings: Settings) -> Iterable[str]:
    """The figures of one method on one row."""
    budget = settings.seconds or mine.seconds
    short = raced(each, method, budget, settings.cores)
    long = raced(each, method, settings.longer * budget, settings.cores)
    at_once = f"{short.best.score:.4f}" if short.best else none_counts(short)
    # What it found sooner counts in the longer run as well.
    best = max(
        (trace.best for trace in (long, short) if trace.best is not None),
        key=lambda point: point.score,
        default=None,
    )
    if best is None:
        return at_once, none_counts(long), "", "", "", "better"
    took = seconds_to(each.problem, each.task, best.score, mine)
    return (
        *(at_once, f"{best.score:.4f}", f"{best.seconds:.3f} s"),
        *(
            ("never", "")
            if took is None
            else (f"{took:.3f} s", f"{best.seconds / max(took, 1e-6):,.1f} x")
        ),
        verdict(mine.score, best.score),
    )


def none_counts(trace: Trace) -> str:
    """Why a peer has nothing to show, in words."""
    return f"none counts: {trace.refused or 'no plan in time'}"


def verdict(ours_: float, theirs: float, rounding: float = EQUAL) -> str:
    """Whether our J is better, in a word."""
    if abs(ours_ - theirs) <= rounding:
        return "equal"
    return "better" if ours_ > theirs else "**WORSE**"


def shares(settings: Settings) -> Table:
    """PCN plan share when it alone is optimised, against what no plan can pass."""
    yield (
        *("place, footprints", "instant bound", "ceiling", "worked out apart", "ours", "time"),
        *("of ceiling", "all in band", "within 3 %"),
    )
    for each in ready(settings):
        place, band, count = each.problem.place, each.problem.band, each.row.footprints
        others = {layer.name: 0.0 for layer in place.layers if layer.name != "pcn"}
        alone = replace(
            each.problem,
            weights={"pcn.share": 1.0, "pcn.containment": 0.0, **others},
            compactness=0.0,
        )
        mine = ours(alone, task_of(alone, count), settings.runs)
        bound = ceiling(place, (band,), "pcn", "share", count)
        apart, is_proved = share_ceiling(place, "pcn", band, count)
        assert mine.score <= min(bound.value, apart) + 1e-9, "a plan passes a ceiling"
        part = mine.score / bound.value
        yield (
            *(f"{place.name}, {count}", f"{bound.instant:.4f}"),
            f"{bound.value:.4f} {bound.status}",
            f"{apart:.4f} {'proved' if is_proved else 'time limit'}",
            *(f"{mine.score:.4f}", f"{mine.seconds:.2f} s", f"{part:.1%}"),
            *("yes" if mine.all_fit else "NO", "yes" if part >= WITHIN else "**NO**"),
        )


def all_england(_settings: Settings) -> Table:
    """Every local authority of England in one run of generate-all."""
    yield "units", "local authorities", "seconds, loading included", "peak memory", "no plan"
    if REAL_DATA:
        got = england.every_authority()
        yield (
            *(f"{got.units:,}", got.made + len(got.unplanned), f"{got.seconds:.0f} s"),
            *(f"{got.peak_bytes / 1e9:.2f} GB", ", ".join(got.unplanned) or "none"),
        )


def growth(settings: Settings) -> Table:
    """Time against units x log units, in one connected place of growing size."""
    yield "units", "footprints", "J", "seconds", "over units x log units, first = 1"
    if REAL_DATA:
        first: float | None = None
        for each in england.growing(england.SIZES[: 3 if settings.quick else None], settings.runs):
            first = first or each.per_step
            yield (
                *(f"{each.units:,}", each.footprints, f"{each.score:.3f}", f"{each.seconds:.2f}"),
                f"{each.per_step / first:.2f}",
            )


PARTS: dict[str, Callable[[Settings], Table]] = {
    "score": scores,
    "peers": against_peers,
    "share": shares,
    "england": all_england,
    "growth": growth,
}


def markdown(table: Iterable[Sequence[object]]) -> Iterator[str]:
    """A table as Markdown, row by row as it comes."""
    for number, row in enumerate(table):
        yield f"| {' | '.join(str(cell) for cell in row)} |"
        if not number:
            yield f"|{'---|' * len(row)}"


def lines(parts: Sequence[str], settings: Settings) -> Iterator[str]:
    """Every table asked for under a line of what it shows."""
    versions = {
        peer.package: version(peer.package)
        for peer in map(ALL_PEERS.__getitem__, settings.peers)
        if peer.package
    }
    given = "our time" if settings.seconds is None else f"{settings.seconds:g} s"
    yield (
        f"{settings.cores} cores; medians of {settings.runs}; peers at {given} and "
        f"{settings.longer} x it. "
        + ", ".join(f"{package} {held or 'ABSENT'}" for package, held in versions.items())
    )
    if not REAL_DATA:
        yield "ICP_FOOTPRINTS_REAL_DATA names no folder: Wirral's sample alone."
    for part in parts:
        yield from ("", str(PARTS[part].__doc__), "")
        yield from markdown(PARTS[part](settings))


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and print the tables."""
    keys = sorted({row.key for row in rows(set())})
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--places", nargs="+", choices=keys, default=[])
    parser.add_argument("--peers", nargs="+", choices=ALL_PEERS, default=list(ALL_PEERS))
    parser.add_argument("--cores", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--runs", type=int, default=RUNS, help="runs of ours, of which the median")
    parser.add_argument("--seconds", type=float, help="time of the peers instead of our own time")
    parser.add_argument(
        "--quick",
        action="store_true",
        help=f"one run of ours, peers at {QUICK_LONGER} x our time",
    )
    asked = parser.parse_args(arguments)
    settings = Settings(
        places=frozenset(asked.places),
        peers=tuple(asked.peers),
        runs=1 if asked.quick else asked.runs,
        longer=QUICK_LONGER if asked.quick else LONGER,
        cores=asked.cores,
        quick=asked.quick,
        seconds=asked.seconds,
    )
    show(lines(asked.parts, settings))


if __name__ == "__main__":
    main()
