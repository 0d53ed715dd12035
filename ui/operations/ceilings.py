"""How good could it be? Bounds that no plan can pass, worked out beside the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from ui.document import PlanDocument
from ui.known_ceilings import KnownCeilings
from ui.operations.operation import Operation
from ui.tasks.runner import Runner, Task

if TYPE_CHECKING:
    from icp_footprints.geography.place import Place
    from icp_footprints.measures.ceilings.ceiling import Ceiling

PROOF_SECONDS = 10.0


class HowGood(Operation):
    title = "&How good could it be?"
    short_title = "How good?"
    icon = "ceiling"
    tip = "Proves how good any plan could be, and holds your plan beside it."
    edits = False

    def __init__(self, document: PlanDocument, show: Callable[[], None]) -> None:
        super().__init__(document)
        self._show = show

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        if not self.document.place.layers:
            return "This place has no reference layers to be coterminous with."
        return ""

    def run(self) -> None:
        self._show()


class CeilingsWork(QObject):
    """Works out ceilings, one number of footprints at a time; another cancels the one before."""

    changed = Signal()
    """It began, came further, ended, or failed: see `words`."""

    def __init__(self, document: PlanDocument, runner: Runner, known: KnownCeilings) -> None:
        super().__init__(document)
        self._document = document
        self._runner = runner
        self._known = known
        self._task: Task | None = None
        self.words = ""
        """What is under way, or why it could not be done; empty when all is done."""
        document.place_changed.connect(self.stop)

    @property
    def is_under_way(self) -> bool:
        """Whether anything is being worked out."""
        return self._task is not None

    def work_out(self, footprints: int) -> None:
        """Work out the ceilings of plans of so many footprints, where they are not known yet."""
        self.stop()
        place, bands = self._document.place, self._document.plan.bands
        layers = tuple(layer.name for layer in place.layers)
        if self._known.are_proved(bands, footprints, layers):
            self._tell("")
            return

        def work(progress: Progress) -> tuple[Ceiling, ...]:
            from icp_footprints.measures.ceilings.prove import ceilings

            return ceilings(place, bands, footprints, seconds=PROOF_SECONDS, progress=progress)

        tasks: list[Task] = []

        def end(words: str) -> bool:
            if self._task is not tasks[0]:
                return False
            self._task = None
            self._tell(words)
            return True

        def done(found: tuple[Ceiling, ...]) -> None:
            if end(""):
                self._known.remember(bands, found)

        def failed(reason: str) -> None:
            end(reason)

        tasks.append(self._runner.submit(work, done, failed))
        self._task = tasks[0]
        self._task.progressed.connect(self._follow)
        self._tell("Working it out…")

    def stop(self) -> None:
        """Work out nothing any more."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self._tell("")

    def _follow(self, _: float, text: str) -> None:
        self._tell(f"{text}…")

    def _tell(self, words: str) -> None:
        self.words = words
        self.changed.emit()


def usual_number(place: Place, plan: Plan) -> int:
    """How many footprints to ask about: those of the plan, else as many as fit the band."""
    middle = max(1.0, plan.band.middle)
    usual = max(1, round(place.ledger(plan.band.ledger).total / middle))
    return min(len(place.units), len(plan.footprints) or usual)
