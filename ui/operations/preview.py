"""One change at a time, shown on the map and in words before it is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from icp_footprints.measures.scores import Scorecard
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from ui.canvas.change_picture import ChangePicture, Look, picture_of
from ui.document import PlanDocument
from ui.figures import Figures
from ui.known_ceilings import KnownCeilings
from ui.messages import Messages
from ui.operations.preview_words import MeasureLine, measure_lines, shown_measures, state_lines
from ui.tasks.runner import Runner, Task

if TYPE_CHECKING:
    from icp_footprints.geography.place import Place
    from icp_footprints.measures.ceilings.ceiling import Ceiling, CeilingMeasure
    from icp_footprints.partition.verbs.change import Change

Answer = TypeVar("Answer")

PREVIEWING = "A change is shown on the map. Take it or discard it first."
ANOTHER_PLAN = "The plan has changed since, so this no longer fits it. Please ask for it again."
PROOF_SECONDS = 5.0


@dataclass(frozen=True, eq=False)
class Proposal:
    """A change and what it would do.

    Parameters
    ----------
    change, title
        The change, and what its undo step is called.
    scores
        The scorecards before and after.
    figures
        One line for each measure, beside what any plan could reach.
    states
        Bands and targets, a line each.
    picture
        The change as the map draws it.
    """

    change: Change
    title: str
    scores: tuple[Scorecard, Scorecard]
    figures: tuple[MeasureLine, ...]
    states: tuple[str, ...]
    picture: ChangePicture

    @property
    def score_words(self) -> str:
        """The score in words; of a plan without footprints there is none to compare with."""
        before, after = self.change.scores
        if not any(each.units for each in self.scores[0].footprints):
            return f"Score {after:.3f}"
        return f"Score {before:.3f} → {after:.3f}"

    @property
    def words(self) -> str:
        """All of it, as a screen reader reads it out."""
        lines = [self.change.words, f"{self.score_words}."]
        lines += [f"{line.words}." for line in self.figures]
        return " ".join([*lines, *(f"{state}." for state in self.states), *self.change.notes])


class ChangePreview(QObject):
    """Shows a change, holds the plan meanwhile, and makes it one undo step when it is taken."""

    shown = Signal(object)
    """A `Proposal` to look at; again when more is known of it."""
    ended = Signal(bool)
    """Whether it was taken."""

    def __init__(
        self,
        document: PlanDocument,
        runner: Runner,
        messages: Messages,
        ceilings: KnownCeilings,
        px_per_m: Callable[[], float],
    ) -> None:
        super().__init__(document)
        self._px_per_m = px_per_m
        self._document = document
        self._runner = runner
        self._messages = messages
        self._ceilings = ceilings
        self._proposal: Proposal | None = None
        self._tasks: list[Task] = []
        document.place_changed.connect(self._drop)
        document.plan_changed.connect(self._drop)

    @property
    def proposal(self) -> Proposal | None:
        """What is being shown, if anything is."""
        return self._proposal

    def show_change(self, change: Change, title: str) -> None:
        """Show a change in place of any other; the plan is held until it is taken or discarded."""
        self.discard()
        document = self._document
        if change.is_empty:
            self._messages.note(" ".join([change.words, *change.notes]))
            return
        if change.before is not document.plan:
            self._messages.note(ANOTHER_PLAN)
            return
        document.hold(PREVIEWING)
        place, score = document.place, document.scorecard
        look = Look(dict(document.colours), self._px_per_m())
        known = self._ceilings.of(change.after.bands, len(change.after.footprints))

        def work(_: Progress) -> Proposal:
            return _proposal(place, change, title, score, look, known)

        def failed(reason: str) -> None:
            self._drop()
            self._messages.error("The change cannot be shown", reason)

        self._submit(work, self._show, failed)

    def take(self) -> bool:
        """Make the change, as one undo step; false where nothing is shown."""
        proposal = self._proposal
        if proposal is None:
            return False
        document = self._document
        self._forget()
        document.release()
        document.apply(proposal.change.after, proposal.title)
        document.select([])
        if document.active_footprint_id is None and document.plan.footprints:
            document.activate(document.plan.footprints[0].id)
        self.ended.emit(True)
        self._messages.note(" ".join([proposal.change.words, *proposal.change.notes]))
        return True

    def discard(self) -> bool:
        """Throw the change away, leaving the plan as it is; false where there is none."""
        if self._proposal is None and not self._tasks:
            return False
        self._drop()
        return True

    def _show(self, proposal: Proposal) -> None:
        self._proposal = proposal
        self.shown.emit(proposal)
        self._prove(proposal)

    def _drop(self, _: object = None) -> None:
        """Show nothing more: it was discarded, or the plan it was about is no longer there."""
        if self._proposal is None and not self._tasks:
            return
        self._forget()
        self._document.release()
        self.ended.emit(False)

    def _forget(self) -> None:
        self._proposal = None
        for task in self._tasks:
            task.cancel()
        self._tasks = []

    def _prove(self, proposal: Proposal) -> None:
        """Work out beside it how good any plan could be, where that is not known yet."""
        after = proposal.change.after
        if not keeps_the_rules(proposal.scores[1]):
            return
        asked: list[tuple[str, CeilingMeasure]] = [
            (score.name, measure)
            for score in proposal.scores[1].layers
            for measure in shown_measures(score)
        ]
        known = {
            (each.layer, each.measure)
            for each in self._ceilings.of(after.bands, len(after.footprints))
            if each.status != "instant"
        }
        missing = [each for each in asked if each not in known]
        place = self._document.place

        def work(progress: Progress) -> tuple[Ceiling, ...]:
            from icp_footprints.measures.ceilings.prove import ceiling

            return tuple(
                ceiling(
                    place,
                    after.bands,
                    layer,
                    measure,
                    len(after.footprints),
                    seconds=PROOF_SECONDS,
                    progress=progress,
                )
                for layer, measure in missing
            )

        def done(found: tuple[Ceiling, ...]) -> None:
            self._ceilings.remember(after.bands, found)
            if self._proposal is proposal:
                known = self._ceilings.of(after.bands, len(after.footprints))
                self._proposal = replace(proposal, figures=measure_lines(*proposal.scores, known))
                self.shown.emit(self._proposal)

        if missing:
            self._submit(work, done, lambda _: None)

    def _submit(
        self,
        work: Callable[[Progress], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[str], None],
    ) -> None:
        tasks: list[Task] = []

        def is_wanted() -> bool:
            """Whether nobody has discarded it meanwhile."""
            return bool(tasks) and tasks[0] in self._tasks

        def landed(answer: Answer) -> None:
            if is_wanted():
                self._tasks.remove(tasks[0])
                done(answer)

        def fell(reason: str) -> None:
            if is_wanted():
                self._tasks.remove(tasks[0])
                failed(reason)

        tasks.append(self._runner.submit(work, landed, fell))
        self._tasks.append(tasks[0])


def keeps_the_rules(score: Scorecard) -> bool:
    """Whether a plan is one that ceilings hold for: every unit assigned, all in band."""
    in_band = all(state == "in" for each in score.footprints for state in each.bands.values())
    return score.coverage.is_complete and in_band


def _proposal(
    place: Place,
    change: Change,
    title: str,
    before: Scorecard,
    look: Look,
    known: tuple[Ceiling, ...],
) -> Proposal:
    """Measure the plan that would be, and draw it; on any thread."""
    figures = Figures(place, change.after)
    after = figures.scorecard
    found = known or _first_look(place, change.after, after)
    usable = found if keeps_the_rules(after) else ()
    picture = picture_of(place, change.after, change.difference.rows, look, figures)
    return Proposal(
        change,
        title,
        (before, after),
        measure_lines(before, after, usable),
        state_lines(before, after),
        picture,
    )


def _first_look(place: Place, plan: Plan, score: Scorecard) -> tuple[Ceiling, ...]:
    """The ceilings that need no program to be solved."""
    from icp_footprints.measures.ceilings.prove import ceiling

    if not keeps_the_rules(score):
        return ()
    return tuple(
        ceiling(place, plan.bands, layer.name, measure, len(plan.footprints), seconds=0)
        for layer in score.layers
        for measure in shown_measures(layer)
    )
