"""Draw a footprint: a shape becomes the units it holds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject

from icp_footprints.geography.units_in_shape import UnitsInShape
from ui import words
from ui.canvas.shapes import enclosed
from ui.operations.assign_units import AssignUnits
from ui.operations.hand_edit import Edit
from ui.operations.new_footprint import NewFootprint
from ui.tools.corners import CORNER_KEYS
from ui.tools.gesture import Hands, Point, Rows
from ui.tools.gesture_shape import ShapeGesture


class DrawTool(ShapeGesture):
    """A unit that the line cuts goes where the centre of its people, or most of its area, lies."""

    title = "&Draw"
    icon = "draw"
    shortcut = "D"
    tip = (
        "Draw round units, or click corner after corner: the units inside become a new footprint, "
        "or join the active one. Choose which under the toolbar."
    )
    hint = "Draw round units, or click corners; double-click or Enter finishes, Esc discards."
    keys = CORNER_KEYS
    options = ("drawn", "rule", "filter")
    too_few = "A shape needs three corners: nothing was changed."

    def __init__(
        self,
        hands: Hands,
        new_footprint: NewFootprint,
        assign: AssignUnits,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(hands, parent)
        self._new = new_footprint
        self._assign = assign

    def _reason(self) -> str:
        return self._assign.target_reason() if self._choices.fills_active else ""

    def _preview(self, points: Sequence[Point]) -> str:
        shape = enclosed(points)
        if shape.is_empty:
            self._show(None, nothing="Go on round the units")
            return self.too_few
        found = self._units.in_shape(shape, self._choices.held_by)
        edit, reason = self._planned(found.rows)
        self._show(edit, self._cut_words(found), nothing=reason)
        return reason

    def _planned(self, held: Rows) -> tuple[Edit | None, str]:
        """What the units would change, or why nothing."""
        plan = self._document.plan
        rows = self._choices.let_through(plan, held)
        if not len(rows):
            words_of_filter = self._choices.filter_words() if len(held) else ""
            return None, f"The shape holds no unit: {words_of_filter}".removesuffix(": ")
        if self._choices.fills_active:
            edit = self._assign.planned(rows, self._document.active_footprint_id)
            return edit, "" if edit else self._locked_words(rows) or "These units are in it already"
        edit = self._new.planned(rows)
        # A new footprint without units is none that was drawn.
        is_empty = bool((edit.plan.assignment != len(edit.plan.footprints) - 1).all())
        return (None, self._locked_words(rows)) if is_empty else (edit, "")

    def _make(self, edit: Edit) -> None:
        if self._choices.fills_active:
            self._assign.make_given(edit)
        else:
            self._new.make_new(edit)

    def _cut_words(self, found: UnitsInShape) -> str:
        """How many units and people the line cuts, and which way they go."""
        plan = self._document.plan
        inside = self._choices.let_through(plan, found.cut_held)
        cut = np.concatenate([inside, found.cut_left])
        if not len(cut):
            return ""
        people = self._document.place.ledger(plan.band.ledger).people
        told = [
            f"{words.units(len(rows))} with {words.count(float(people[rows].sum()))} people {way}"
            for rows, way in ((inside, "taken in"), (found.cut_left, "left out"))
            if len(rows)
        ]
        return f"the line cuts {words.units(len(cut))}: {', '.join(told)}"
