"""Find a few plans that are good and truly different, to choose one from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from icp_footprints.progress import Progress
from ui.alternatives_cards import AlternativeCard, card_of
from ui.canvas.style import MapStyle
from ui.canvas.unit_raster import raster_of
from ui.document import PlanDocument
from ui.known_ceilings import KnownCeilings
from ui.messages import Messages
from ui.operations.operation import Operation
from ui.operations.preview import keeps_the_rules
from ui.operations.preview_words import shown_measures
from ui.tasks.runner import Runner, Task

if TYPE_CHECKING:
    from icp_footprints.geography.place import Place
    from icp_footprints.measures.ceilings.ceiling import Ceiling
    from icp_footprints.partition.alternatives import Alternative
    from icp_footprints.partition.problem import Problem
    from icp_footprints.plan.plan import Plan

Ask = Callable[[PlanDocument], "Problem | None"]
Offer = Callable[[tuple[AlternativeCard, ...], tuple[str, ...]], None]
LOOKING = "Plans to choose from are being looked for. Stop that first, or wait for it."
STOPPED = "Stopped. Your plan is as it was."
SMALL_MAP_PX = 320
PROOF_SECONDS = 3.0


@dataclass(frozen=True)
class Offering:
    """How plans to choose from are asked for, offered, and drawn."""

    ask: Ask
    offer: Offer
    style: Callable[[], MapStyle]


Found = tuple[tuple[AlternativeCard, ...], tuple[str, ...], "tuple[Ceiling, ...]"]


class FindAlternatives(Operation):
    title = "Find &alternatives…"
    short_title = "Alternatives"
    changes_content = True
    icon = "alternatives"
    shortcut = "Ctrl+Shift+A"
    tip = "Draws up to six good plans that truly differ, for you to choose one from."

    def __init__(
        self,
        document: PlanDocument,
        runner: Runner,
        messages: Messages,
        offering: Offering,
        ceilings: KnownCeilings,
    ) -> None:
        super().__init__(document)
        self._runner = runner
        self._messages = messages
        self._offering = offering
        self._ceilings = ceilings
        self.task: Task | None = None
        """The search under way, if there is one."""
        document.place_changed.connect(self._forsake)

    def run(self) -> None:
        problem = self._offering.ask(self.document)
        if problem is not None:
            self.find(problem)

    def find(self, problem: Problem) -> None:
        """Look for plans, and offer those that are worth choosing between."""
        if self.task is not None:
            return
        document = self.document
        plan, colours, style = document.plan, dict(document.colours), self._offering.style()
        document.hold(LOOKING)

        def work(progress: Progress) -> Found:
            from icp_footprints.partition.alternatives import alternatives
            from ui.operations.generated_plan import generated_change

            found = alternatives(problem, progress=progress)
            raster = raster_of(problem.place, SMALL_MAP_PX)
            progress.report(1.0, "Proving how good any plan could be")
            known = _ceilings(problem.place, found.found, progress)
            cards = tuple(
                card_of(
                    problem.place,
                    each,
                    generated_change(problem, plan, each.result),
                    colours,
                    [one for one in known if one.footprints == len(each.plan.footprints)],
                    (raster, style),
                )
                for each in found.found
            )
            return cards, found.notes, known

        def done(found: Found) -> None:
            self._end()
            cards, notes, known = found
            if cards:
                self._ceilings.remember(cards[0].change.after.bands, known)
            if document.plan is plan:
                self._offering.offer(cards, notes)

        def failed(reason: str) -> None:
            self._end()
            self._messages.error("No alternatives were found", reason)

        def cancelled() -> None:
            self._end()
            self._messages.note(STOPPED)

        self.task = self._runner.submit(
            work, done, failed, cancelled, title="Finding alternatives", manner="strip"
        )

    def _end(self) -> None:
        self.task = None
        self.document.release()

    def _forsake(self) -> None:
        """Another plan was opened: what is being looked for is of no use to it."""
        if self.task is not None:
            self.task.cancel()


def _ceilings(
    place: Place, found: Sequence[Alternative], progress: Progress
) -> tuple[Ceiling, ...]:
    """How good any plan could be, for each number of footprints among those found."""
    from icp_footprints.measures.ceilings.prove import ceiling

    plans: dict[int, Plan] = {
        len(each.plan.footprints): each.plan for each in found if keeps_the_rules(each.score)
    }
    layers = found[0].score.layers if found else ()
    return tuple(
        ceiling(
            place,
            plan.bands,
            layer.name,
            measure,
            count,
            seconds=PROOF_SECONDS,
            progress=progress,
        )
        for count, plan in plans.items()
        for layer in layers
        for measure in shown_measures(layer)
    )
