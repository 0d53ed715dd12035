"""Show where the data of the place comes from, and what of it joined."""

from __future__ import annotations

from collections.abc import Callable

from icp_footprints.geography.place import Place
from ui.document import PlanDocument
from ui.operations.operation import Operation


class ShowSources(Operation):
    title = "&Where the data comes from…"
    short_title = "Sources"
    icon = "sources"
    shortcut = "Ctrl+I"
    tip = "Lists each file that went into the place, what joined and what did not."
    edits = False

    def __init__(self, document: PlanDocument, show: Callable[[Place], None]) -> None:
        super().__init__(document)
        self._show = show

    def run(self) -> None:
        self._show(self.document.place)
