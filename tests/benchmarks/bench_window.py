"""How quick the map feels: opening, panning, zooming, painting and undo in the real window.

Run ``python tests/benchmarks/bench_window.py``, or name the file to pytest. Nothing is asserted
about time: each line gives the median on the clock, the processor time of the same work, and how
it compares with drawing the same units the plain way, one Qt item each, in the same run. It needs
ICP_FOOTPRINTS_REAL_DATA: Cheshire & Merseyside, and all England. Each place has a process of its
own, so that memory is that of one window.
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

import statistics  # noqa: E402
import subprocess  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Iterable  # noqa: E402
from functools import partial  # noqa: E402

import numpy as np  # noqa: E402
import psutil  # noqa: E402
import pytest  # noqa: E402
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt  # noqa: E402
from PySide6.QtGui import QMouseEvent, QPainter, QPen  # noqa: E402
from PySide6.QtWidgets import (  # noqa: E402
    QApplication,
    QGraphicsPathItem,
    QGraphicsScene,
    QGraphicsView,
)

from icp_footprints.geography.place import Place  # noqa: E402
from icp_footprints.plan.plan import Plan  # noqa: E402
from tests.benchmarks.bench_scorecard import drawn  # noqa: E402
from tests.benchmarks.real import cheshire_merseyside, england  # noqa: E402
from tests.benchmarks.timing import REAL_DATA, show  # noqa: E402
from ui.app import application  # noqa: E402
from ui.canvas.paths import path_of  # noqa: E402
from ui.garbage import GarbageOnThisThread  # noqa: E402
from ui.session import Session  # noqa: E402
from ui.settings import Settings  # noqa: E402

PLACES: dict[str, Callable[[], Place]] = {
    "cheshire-merseyside": cheshire_merseyside,
    "england": england,
}
WINDOW_PX = (1400, 900)
FRAMES = 40
STROKES = 15
UNITS_A_STROKE = 6
LONGEST_WAIT_S = 30
MB = 2**20
PRESS, MOVE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove
RELEASE = QEvent.Type.MouseButtonRelease
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


class Frames(QObject):
    """Times work until the map has been painted, on the clock and on the processor."""

    def __init__(self, view: QGraphicsView) -> None:
        super().__init__()
        self._painted = 0
        self.unpainted = 0
        """Frames of work that changed nothing on the map."""
        self._view = view
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        self._painted += event.type() == QEvent.Type.Paint
        return False

    def frame(self, work: Callable[[], object]) -> tuple[float, float]:
        """Seconds on the clock and of the processor from the start of `work` to its picture."""
        before = self._painted
        clock, processor = time.perf_counter(), time.process_time()
        work()
        QApplication.processEvents()
        spent = time.perf_counter() - clock, time.process_time() - processor
        if self._painted == before:
            self.unpainted += 1
        return spent

    def frames(self, works: Iterable[Callable[[], object]]) -> tuple[float, float]:
        """The medians of several frames."""
        times = [self.frame(work) for work in works]
        return statistics.median(t for t, _ in times), statistics.median(t for _, t in times)


class Hand:
    """A window with a place open, and a hand that paints."""

    def __init__(self, folder: Path) -> None:
        application()
        self.session = Session(Settings(folder / "settings.ini"))
        self.map = self.session.map_view
        self.document = self.session.document
        self.session.window.resize(*WINDOW_PX)
        self.session.window.show()
        QApplication.processEvents()
        # As the program does: no frame is held up by a collection of all there is.
        GarbageOnThisThread(self.session.window)
        self.timer = Frames(self.map)

    def open(self, place: Place, plan: Plan) -> tuple[float, float]:
        return self.timer.frame(lambda: self.document.open(place, plan))

    def settle(self) -> None:
        """Wait for what works beside the window: checks and outlines of layers."""
        least, most = time.monotonic() + 0.5, time.monotonic() + LONGEST_WAIT_S
        while time.monotonic() < most:
            QApplication.processEvents()
            time.sleep(0.01)
            if not self.session.runner.is_busy and time.monotonic() > least:
                return

    def pans(self) -> Iterable[Callable[[], object]]:
        for number in range(FRAMES):
            step = QPoint(23, 11) * (1 if number % 8 < 4 else -1)
            yield lambda step=step: self.map.pan_by(step)

    def zooms(self) -> Iterable[Callable[[], object]]:
        for number in range(FRAMES):
            factor = 1.25 if number % 4 < 2 else 0.8
            yield lambda factor=factor: self.map.zoom_by(factor)

    def mouse(self, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton) -> None:
        viewport = self.map.viewport()
        held = NONE if kind == RELEASE else LEFT
        where = viewport.mapToGlobal(at)
        keys = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(viewport, QMouseEvent(kind, at, where, button, held, keys))

    def strokes(self) -> dict[str, tuple[float, float]]:
        """Paint along borders: the median frame while moving, on letting go, and of undo."""
        moving, committed, undone = [], [], []
        for rows, footprint_id in border_strokes(self.document.place, self.document.plan):
            self.document.activate(footprint_id)
            QApplication.processEvents()
            points = [self._at(row) for row in rows]
            self.timer.frame(partial(self.mouse, PRESS, points[0], LEFT))
            moving += [
                self.timer.frame(partial(self.mouse, MOVE, point, NONE)) for point in points[1:]
            ]
            committed.append(self.timer.frame(partial(self.mouse, RELEASE, points[-1], LEFT)))
            undone.append(self.timer.frame(self.document.undo_stack.undo))
        return {
            "paint: while moving": _medians(moving),
            "paint: letting go, all figures": _medians(committed),
            "undo": _medians(undone),
        }

    def _at(self, row: int) -> QPointF:
        east, north = self.map.picker.middles[row].tolist()
        return self.map.viewportTransform().map(QPointF(east, -north))


def border_strokes(place: Place, plan: Plan) -> Iterable[tuple[list[int], str]]:
    """Walks of a few neighbouring units from one footprint into the one they are given to."""
    a, b = place.adjacency.pairs.T
    on_border = np.flatnonzero(plan.assignment[a] != plan.assignment[b])
    for pair in on_border[:: max(1, len(on_border) // STROKES)][:STROKES].tolist():
        walk = [int(a[pair])]
        while len(walk) < UNITS_A_STROKE:
            near = [row for row in place.adjacency.neighbours(walk[-1]).tolist() if row not in walk]
            if not near:
                break
            walk.append(near[0])
        yield walk, plan.footprints[int(plan.assignment[b[pair]])].id


def plain_frame(place: Place) -> tuple[float, float]:
    """A pan frame of the plain way: one path item a unit, all drawn again."""
    scene = QGraphicsScene()
    for shape in place.units.geometry:
        item = QGraphicsPathItem(path_of(shape))
        pen = QPen(Qt.GlobalColor.white)
        pen.setCosmetic(True)
        item.setPen(pen)
        item.setBrush(Qt.GlobalColor.gray)
        scene.addItem(item)
    view = QGraphicsView(scene)
    view.setRenderHint(QPainter.RenderHint.Antialiasing)
    view.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
    view.resize(900, 800)
    view.show()
    view.fitInView(scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
    QApplication.processEvents()
    frames = Frames(view)
    found = frames.frames([view.viewport().update for _ in range(5)])
    view.close()
    return found


def measured(name: str) -> Iterable[str]:
    """Every figure of one place, in words."""
    place = PLACES[name]()
    plan = drawn(place)
    with tempfile.TemporaryDirectory() as folder:
        hand = Hand(Path(folder))
        yield f"{place.name}: {len(place.units):,} units, {len(plan.footprints):,} footprints"
        plain = plain_frame(place)
        yield _line("open to first paint", hand.open(place, plan), plain)
        hand.settle()
        for where, closer in (("whole", 1.0), ("close", 8.0)):
            hand.map.zoom_by(closer)
            hand.settle()
            yield _line(f"pan, {where}", hand.timer.frames(hand.pans()), plain)
            yield _line(f"zoom, {where}", hand.timer.frames(hand.zooms()), plain)
            hand.settle()
            for what, times in hand.strokes().items():
                yield _line(f"{what}, {where}", times, plain)
        memory = psutil.Process().memory_info().rss / MB
        yield f"  memory of the process {memory:,.0f} MB; {hand.timer.unpainted} frames unpainted"
        hand.session.runner.shut_down()


def _medians(times: list[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(t for t, _ in times), statistics.median(t for _, t in times)


def _line(what: str, times: tuple[float, float], plain: tuple[float, float]) -> str:
    clock, processor = (1000 * each for each in times)
    ratio = plain[1] * 1000 / processor if processor else float("inf")
    return (
        f"  {what:<38} {clock:>9,.1f} ms, processor {processor:>9,.1f} ms; "
        f"{ratio:>7,.2f} to one with a plain frame ({plain[1] * 1000:,.0f} ms)"
    )


def real() -> Iterable[str]:
    """Each place in a process of its own."""
    for name in PLACES:
        told = subprocess.run(
            [sys.executable, __file__, name], capture_output=True, text=True, check=True
        )
        yield told.stdout.rstrip()


@pytest.mark.skipif(not REAL_DATA, reason="ICP_FOOTPRINTS_REAL_DATA names no folder")
def test_print_the_times(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        show(["", *real()])


if __name__ == "__main__":
    if not REAL_DATA:
        show(["ICP_FOOTPRINTS_REAL_DATA names no folder of real data"])
    else:
        show(measured(sys.argv[1]) if len(sys.argv) > 1 else real())
