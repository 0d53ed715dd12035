"""All that has to do with the generator, made once and joined together for the session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from icp_footprints.partition.problem import Problem
from icp_footprints.plan.target import Target
from ui.alternatives_cards import AlternativeCard
from ui.asking import answered
from ui.canvas.live_best import LiveBest
from ui.canvas.map_previews import MapPreviews
from ui.canvas.map_view import MapView
from ui.dialogs.alternatives import AlternativesDialog
from ui.dialogs.ceilings import CeilingsDialog
from ui.dialogs.generate import GenerateDialog
from ui.dialogs.targets import TargetsDialog
from ui.document import PlanDocument
from ui.known_ceilings import KnownCeilings
from ui.messages import Messages
from ui.operations.alternatives import FindAlternatives, Offering
from ui.operations.ceilings import CeilingsWork, HowGood
from ui.operations.finish import Finish
from ui.operations.generate import Generate
from ui.operations.improve import Improve
from ui.operations.least_change import LeastChange
from ui.operations.preview import ChangePreview, Proposal
from ui.operations.rebalance import Rebalance
from ui.operations.repair import Repair
from ui.panels.preview_bar import PreviewBar
from ui.panels.progress_strip import ProgressStrip
from ui.tasks.runner import Runner


class GeneratorParts:
    """The operations of the generator, what they show, and where it is shown.

    Parameters
    ----------
    document, runner, messages, map_view
        What they work with.
    window
        Gives the window that dialogs belong to, once there is one.
    """

    def __init__(
        self,
        document: PlanDocument,
        runner: Runner,
        messages: Messages,
        map_view: MapView,
        window: Callable[[], QWidget],
    ) -> None:
        self._document = document
        self._runner = runner
        self._window = window
        self.ceilings = KnownCeilings(document)
        self.ceilings_work = CeilingsWork(document, runner, self.ceilings)
        self.preview = ChangePreview(
            document, runner, messages, self.ceilings, lambda: map_view.px_per_m
        )
        self.map_previews = MapPreviews(map_view)
        self.live_best = LiveBest(document, map_view, self.map_previews)
        offering = Offering(self._ask_alternatives, self._offer, lambda: map_view.map_style)
        self.generate = Generate(
            document, runner, messages, self._ask_problem, self.preview, self.live_best
        )
        self.find_alternatives = FindAlternatives(
            document, runner, messages, offering, self.ceilings
        )
        self.how_good = HowGood(document, self._show_ceilings)
        made = (document, runner, messages, self.preview)
        self.repair, self.finish = Repair(*made), Finish(*made)
        self.rebalance, self.improve = Rebalance(*made), Improve(*made)
        self.least_change = LeastChange(*made)
        self.preview.shown.connect(self._show_on_map)
        self.preview.ended.connect(self.map_previews.clear)
        document.refused.connect(messages.status)

    def add_bars(
        self, parent: QWidget, add: Callable[[QWidget], None]
    ) -> tuple[ProgressStrip, PreviewBar]:
        """Put over the map the bars for long work, and for a change to look at."""
        bars = ProgressStrip(self._runner, parent), PreviewBar(self.preview, parent)
        for bar in bars:
            add(bar)
        return bars

    def _show_on_map(self, proposal: Proposal) -> None:
        self.map_previews.show_change(proposal.picture, proposal.change.difference.rows)

    def _ask_problem(self, document: PlanDocument) -> Problem | None:
        return self._ask(document, "Generate a plan", "&Generate")

    def _ask_alternatives(self, document: PlanDocument) -> Problem | None:
        return self._ask(document, "Find alternatives", "Find &alternatives")

    def _ask(self, document: PlanDocument, title: str, verb: str) -> Problem | None:
        dialog = GenerateDialog(
            document.place,
            document.plan,
            self._window(),
            runner=self._runner,
            ask_targets=self._ask_targets,
            title=title,
            verb=verb,
        )
        return answered(dialog, dialog.problem)

    def _ask_targets(self, targets: tuple[Target, ...]) -> tuple[Target, ...] | None:
        plan = replace(self._document.plan, targets=targets)
        dialog = TargetsDialog(self._document.place, plan, self._window())
        return answered(dialog, dialog.targets)

    def _offer(self, cards: tuple[AlternativeCard, ...], notes: tuple[str, ...]) -> None:
        AlternativesDialog(cards, notes, self._document, self.preview, self._window()).show()

    def _show_ceilings(self) -> None:
        CeilingsDialog(self._document, self.ceilings, self.ceilings_work, self._window()).show()
