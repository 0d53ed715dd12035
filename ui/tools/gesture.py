"""What the drawing tools share: a change that is shown while it grows, and made once or never."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor

from icp_footprints.geography.units_in_shape import ShapeSearch
from icp_footprints.plan.locks import locked_holding
from icp_footprints.plan.plan import UNASSIGNED, Plan
from icp_footprints.report.colouring import colour
from ui.canvas.gesture_card import GestureCard
from ui.canvas.legend_counts import counts_if_made
from ui.canvas.map_view import MapView
from ui.document import PlanDocument
from ui.messages import Messages
from ui.operations.hand_edit import Edit, locked_reason
from ui.tool_choices import ToolChoices
from ui.tools.tool import Tool
from ui.would_be import WouldBe, label_words, would_be, would_be_facts
from ui.would_be_now import WouldBeNow

# Labels find room for themselves among all others, so they follow less often than the pointer.
LABELS_MS = 80

Point = tuple[float, float]
Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Hands:
    """What a drawing tool works with."""

    document: PlanDocument
    map_view: MapView
    messages: Messages
    choices: ToolChoices
    keyboard_at: Callable[[], Point | None]
    """The point of the map that the keyboard is at."""
    keyboard_row: Callable[[], int | None]
    """The unit that the keyboard is at."""
    card: GestureCard
    would_be: WouldBeNow
    """Where others hear what a gesture would make of the plan."""


class EditGesture(Tool):
    """A tool that changes which footprint units are in.

    While the gesture is under way the map and the status line show what it would change; nothing
    is changed before it ends, and Esc discards it.
    """

    options: tuple[str, ...] = ()
    """What the user can choose for it, as `ui.panels.tool_options` names it."""

    def __init__(self, hands: Hands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = hands.document
        self._map = hands.map_view
        self._messages = hands.messages
        self._choices = hands.choices
        self._keyboard_at = hands.keyboard_at
        self._keyboard_row = hands.keyboard_row
        self._card = hands.card
        self._would_be = hands.would_be
        self._edit: Edit | None = None
        self._search: ShapeSearch | None = None
        self._outcome: WouldBe | None = None
        self._label_timer = QTimer(self, singleShot=True, interval=LABELS_MS)
        self._label_timer.timeout.connect(self._show_labels)
        self._document.place_changed.connect(self._forget_place)
        self._document.plan_changed.connect(self._discard_stale)

    def cancel(self) -> None:
        self._map.sketch.clear()
        self._show(None)

    def _take_edit(self) -> Edit | None:
        """The change as it stands, for it to be made; the gesture is over."""
        edit = self._edit
        self.cancel()
        return edit

    def _hand_over(self, make: Callable[[Edit], None]) -> None:
        """Have the change made as it stands; the gesture is over.

        What shows it goes only then: labels and legend that say so already are not written twice.
        """
        edit, self._edit = self._edit, None
        self._label_timer.stop()
        try:
            if edit is not None:
                make(edit)
        finally:
            self.cancel()

    def _may_start(self, reason: str = "") -> bool:
        """Whether a gesture can start; else the user is told why not."""
        reason = self._document.edit_reason or reason
        if reason:
            self._messages.note(reason)
        return not reason

    def _show(self, edit: Edit | None, *further: str, nothing: str = "") -> None:
        """Show a change that is not made yet.

        Parameters
        ----------
        edit
            The change; None for none.
        further
            More to say about it.
        nothing
            What to say where nothing would change.
        """
        is_first = self._edit is None
        self._edit = edit
        if edit is None:
            self._map.highlight.clear_preview()
            self._label_timer.stop()
            self._outcome = None
            self._map.show_would_be({})
            self._would_be.show(None)
            self._say(nothing, *further)
            return
        self._outcome = found = would_be(self._document, edit.plan)
        self._map.highlight.show_preview(self._fills(found))
        self._would_be.show(found)
        if is_first:
            self._show_labels()
        elif not self._label_timer.isActive():
            self._label_timer.start()
        self._say(*would_be_facts(self._document, found, edit.gains), *further, edit.left_out)

    def _say(self, *facts: str) -> None:
        """Say it in the status line and, as all may not fit there, on the map."""
        said = [fact for fact in facts if fact]
        self._messages.status("; ".join(said))
        self._card.show_facts(said)

    def _show_labels(self) -> None:
        if self._outcome is not None:
            labels = label_words(self._document, self._outcome)
            self._map.show_would_be(labels, counts_if_made(self._document, self._outcome))

    def _fills(self, found: WouldBe) -> dict[int, QColor | None]:
        rows, plan = found.change.rows, found.plan
        numbers = plan.assignment[rows].tolist()
        by_number: dict[int, QColor | None] = {UNASSIGNED: None}
        for number in set(numbers) - {UNASSIGNED}:
            fill = self._map.fill_of(plan.footprints[number].id)
            by_number[number] = (
                self._map.map_style.fill(self._new_colour(plan, number)) if fill is None else fill
            )
        return {row: by_number[number] for row, number in zip(rows.tolist(), numbers, strict=True)}

    def _new_colour(self, plan: Plan, number: int) -> int:
        """The colour that a new footprint will have, the others keeping theirs.

        Only it is coloured: to colour all of England with each step of the pointer takes too long.
        """
        # A quarter of a second to load, which the window starts without.
        import networkx as nx

        ends = plan.assignment[self._document.place.adjacency.shared_pairs]
        beside = set(ends[(ends == number).any(axis=1)].ravel().tolist()) - {UNASSIGNED, number}
        new = plan.footprints[number].id
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(each.id for each in plan.footprints)
        graph.add_edges_from((new, plan.footprints[one].id) for one in beside)
        return colour(graph, {}, self._document.colours)[new]

    def _locked_words(self, rows: Rows) -> str:
        """Why these units stay where they are; empty where no lock holds any of them."""
        return locked_reason(locked_holding(self._document.plan, rows))

    @property
    def _units(self) -> ShapeSearch:
        """Finds the units of the open place by shapes."""
        if self._search is None:
            self._search = ShapeSearch(self._document.place.units)
        return self._search

    def _discard_stale(self) -> None:
        """Discard a change of a plan that is another by now, such as by an undo in mid-stroke."""
        if self._edit is not None and not self._map.cancel_gesture():
            self.cancel()

    def _forget_place(self) -> None:
        self._search = None
