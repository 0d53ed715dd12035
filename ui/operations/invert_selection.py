"""Select the units that are not selected, and no others."""

from __future__ import annotations

import numpy as np

from ui.operations.operation import Operation


class InvertSelection(Operation):
    title = "&Invert selection"
    short_title = "Invert"
    icon = "select-invert"
    shortcut = "Ctrl+Shift+I"
    tip = "Selects the units that are not selected now, and no others."
    edits = False

    def run(self) -> None:
        everything = np.arange(len(self.document.place.units), dtype=np.intp)
        self.document.select(np.setdiff1d(everything, self.document.selection).tolist())
