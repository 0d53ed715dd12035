"""Set what the plan is meant to reach with its reference layers."""

from __future__ import annotations

from collections.abc import Callable

from icp_footprints.plan.actions.set_targets import set_targets
from icp_footprints.plan.target import Target
from icp_footprints.wording import count_words
from ui.document import PlanDocument
from ui.operations.operation import Operation

Ask = Callable[[PlanDocument], tuple[Target, ...] | None]


class SetTargets(Operation):
    title = "&Targets…"
    changes_content = True
    icon = "targets"
    shortcut = "Ctrl+T"
    tip = "Sets goals for how well footprints and areas should agree, each required or wanted."

    def __init__(self, document: PlanDocument, ask: Ask) -> None:
        super().__init__(document)
        self._ask = ask

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        has_any = self.document.place.layers or self.document.plan.targets
        return "" if has_any else "This place has no reference layers to set targets for."

    def run(self) -> None:
        targets = self._ask(self.document)
        if targets is not None:
            self.set_targets(targets)

    def set_targets(self, targets: tuple[Target, ...]) -> None:
        """Give the plan these targets instead of its own, as one undo step."""
        plan = set_targets(self.document.plan, targets)
        self.document.apply(plan, f"Set {count_words(len(targets), 'target')}")
