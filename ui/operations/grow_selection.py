"""Select the neighbours of the selected units as well."""

from __future__ import annotations

import numpy as np

from ui.operations.operation import Operation
from ui.operations.reasons import nothing_selected


class GrowSelection(Operation):
    title = "&Grow by neighbours"
    short_title = "Grow"
    icon = "select-grow"
    shortcut = "Ctrl+Shift+N"
    tip = "Adds the neighbours of the selected units to the selection, across bridges as well."
    edits = False

    def disabled_reason(self) -> str:
        return super().disabled_reason() or nothing_selected(self.document)

    def run(self) -> None:
        place = self.document.place
        is_selected = np.zeros(len(place.units), dtype=bool)
        is_selected[self.document.selection] = True
        pairs = place.adjacency.pairs
        touched = pairs[is_selected[pairs].any(axis=1)]
        is_selected[touched] = True
        self.document.select(np.flatnonzero(is_selected).tolist())
