"""How alive the window stays while it generates: the gaps of a 5 ms timer on its thread.

Run ``python tests/benchmarks/bench_latency.py``, or name the file to pytest. Nothing is asserted
about time. Each line gives the 99th percentile and the worst gap on the clock and, as other
programs may have had the processor meanwhile, the most that the window's own thread worked within
a gap. It needs ICP_FOOTPRINTS_REAL_DATA: Stoke-on-Trent, and Cheshire & Merseyside as one place.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Run as a script, Python looks for modules in this folder only.
ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import inspect  # noqa: E402
import tempfile  # noqa: E402
import threading  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Iterable  # noqa: E402
from dataclasses import dataclass, field  # noqa: E402

import numpy as np  # noqa: E402
import pytest  # noqa: E402
from PySide6.QtCore import QEventLoop, Qt, QTimer  # noqa: E402

from icp_footprints.geography.place import Place  # noqa: E402
from icp_footprints.partition.generate import generate  # noqa: E402
from icp_footprints.partition.problem import Problem  # noqa: E402
from icp_footprints.plan.band import Band  # noqa: E402
from icp_footprints.plan.plan import Plan  # noqa: E402
from tests.benchmarks.peers.places import stoke  # noqa: E402
from tests.benchmarks.real import cheshire_merseyside  # noqa: E402
from tests.benchmarks.timing import REAL_DATA, show  # noqa: E402
from ui.app import application  # noqa: E402
from ui.garbage import GarbageOnThisThread  # noqa: E402
from ui.session import Session  # noqa: E402
from ui.settings import Settings  # noqa: E402

PLACES: dict[str, Callable[[], Place]] = {
    "Stoke-on-Trent": stoke,
    "Cheshire & Merseyside": cheshire_merseyside,
}
TICK_MS = 5
SECONDS = 10.0
SHOWN_EVERY_S = 0.2
WINDOW_PX = (1400, 900)


@dataclass
class Gaps:
    """What a timer on the window's thread saw, in milliseconds."""

    clock_ms: list[float] = field(default_factory=list)
    work_ms: list[float] = field(default_factory=list)
    _last: tuple[float, float] | None = None

    def tick(self) -> None:
        now = time.perf_counter(), time.thread_time()
        if self._last is not None:
            self.clock_ms.append(1000 * (now[0] - self._last[0]))
            self.work_ms.append(1000 * (now[1] - self._last[1]))
        self._last = now

    def line(self, what: str) -> str:
        if not self.clock_ms:
            return f"{what}: the timer never ran"
        return (
            f"{what:<46} {len(self.clock_ms):>6,} ticks   99th percentile "
            f"{np.percentile(self.clock_ms, 99):>6.1f} ms   worst {max(self.clock_ms):>7.1f} ms   "
            f"own work at most {max(self.work_ms):>6.1f} ms"
        )


class Watched:
    """The real window with a place open, and a timer that watches its thread."""

    def __init__(self, place: Place, folder: Path) -> None:
        application()
        self.session = Session(Settings(folder / "settings.ini"))
        self.session.window.resize(*WINDOW_PX)
        self.session.window.show()
        # As the program does: a collection of all there is holds up no event.
        GarbageOnThisThread(self.session.window, lambda: self.session.runner.is_busy)
        self.session.document.open(place, Plan.empty(len(place.units)))

    def watch(self, until: Callable[[], bool]) -> Gaps:
        """Run the window until something is so."""
        gaps, loop = Gaps(), QEventLoop()
        ticks = QTimer()
        ticks.setTimerType(Qt.TimerType.PreciseTimer)
        ticks.timeout.connect(gaps.tick)
        ends = QTimer()
        ends.timeout.connect(lambda: loop.quit() if until() else None)
        ticks.start(TICK_MS)
        ends.start(20)
        loop.exec()
        return gaps

    def close(self) -> None:
        self.session.generator.preview.discard()
        self.session.document.undo_stack.setClean()
        self.session.runner.shut_down()
        self.session.window.deleteLater()


def latencies(name: str) -> Iterable[str]:
    place = PLACES[name]()
    with tempfile.TemporaryDirectory() as folder:
        watched = Watched(place, Path(folder))
        session = watched.session
        runner = session.runner
        idle = time.monotonic() + 2
        yield watched.watch(lambda: time.monotonic() > idle).line(f"{name}, nothing going on")
        problem = Problem(place, Band(), seconds=SECONDS)
        feeding = _feed(session, place)
        session.generator.generate.generate(problem)
        searching = session.generator.generate
        yield watched.watch(lambda: searching.task is None).line(f"{name}, generating")
        feeding.set()
        yield watched.watch(lambda: not runner.is_busy).line(f"{name}, showing what was found")
        session.generator.preview.take()
        session.generator.improve.run()
        yield watched.watch(lambda: not runner.is_busy).line(f"{name}, improving and showing it")
        session.generator.preview.discard()
        session.generator.ceilings_work.work_out(len(session.document.plan.footprints) + 1)
        yield watched.watch(lambda: not runner.is_busy).line(f"{name}, proving ceilings")
        watched.close()


def _feed(session: Session, place: Place) -> threading.Event:
    """Where the search does not show its best by itself, show plans as often as it would."""
    ended = threading.Event()
    if "shown" in inspect.signature(generate).parameters:
        return ended
    begin = session.generator.live_best.begin

    def begins() -> Callable[..., None]:
        shown = begin()
        east = place.units.geometry
        west = np.argsort([shape.bounds[0] for shape in east])

        def feed() -> None:
            count = 2
            while not ended.wait(SHOWN_EVERY_S):
                plan = np.empty(len(west), dtype=np.int16)
                plan[west] = np.arange(len(west)) * count // len(west)
                shown(plan, count)
                count = 2 + count % 40

        threading.Thread(target=feed, daemon=True).start()
        return shown

    session.generator.live_best.begin = begins
    return ended


def real() -> Iterable[str]:
    for name in PLACES:
        yield from latencies(name)


@pytest.mark.skipif(not REAL_DATA, reason="ICP_FOOTPRINTS_REAL_DATA names no folder")
def test_print_the_latencies(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        show(["", *real()])


if __name__ == "__main__":
    show(real() if REAL_DATA else ["ICP_FOOTPRINTS_REAL_DATA names no folder of real data"])
