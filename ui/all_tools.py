"""Every tool of the map, made once and in the order of the toolbar."""

from __future__ import annotations

from ui.canvas.gesture_card import GestureCard
from ui.canvas.map_view import MapView
from ui.document import PlanDocument
from ui.messages import Messages
from ui.operations.all_operations import Operations
from ui.operations.split_footprint import SplitFootprint
from ui.settings import Settings
from ui.tool_choices import ToolChoices
from ui.tools.draw import DrawTool
from ui.tools.eyedropper import EyedropperTool
from ui.tools.gesture import EditGesture, Hands
from ui.tools.keyboard import KeyboardEditing
from ui.tools.lasso import LassoTool
from ui.tools.measure import MeasureTool
from ui.tools.paint import PaintTool
from ui.tools.paint_areas import PaintAreasTool
from ui.tools.pan import PanTool
from ui.tools.polygon import PolygonTool
from ui.tools.push_border import PushBorderTool
from ui.tools.select import SelectTool
from ui.tools.split import SplitTool
from ui.tools.tool import Tool
from ui.would_be_now import WouldBeNow


class Tools:
    """The pointer's tools, the keys that edit, and what the user chose for them.

    Parameters
    ----------
    document, map_view, messages, operations
        What they work with.
    settings
        Where what is chosen for them is remembered.
    would_be
        Where others hear what a gesture would make of the plan.
    """

    def __init__(
        self,
        document: PlanDocument,
        map_view: MapView,
        messages: Messages,
        operations: Operations,
        settings: Settings,
        would_be: WouldBeNow,
    ) -> None:
        self.choices = ToolChoices(document, settings)
        self.keyboard = KeyboardEditing(
            document, map_view, messages, operations, self.choices, document
        )
        map_view.set_keys(self.keyboard)
        heard = (document, map_view, messages)
        at = self._keyboard_at
        self.select = SelectTool(*heard, document)
        self.lasso = LassoTool(*heard, document)
        self.polygon = PolygonTool(*heard, at, document)
        self.eyedropper = EyedropperTool(document, messages, self._keyboard_row, document)
        card = GestureCard(map_view)
        hands = Hands(*heard, self.choices, at, self._keyboard_row, card, would_be)
        drawing = self._drawing_tools(hands, operations)
        self.in_order: tuple[Tool, ...] = (
            self.select,
            self.lasso,
            self.polygon,
            *drawing,
            self.eyedropper,
            MeasureTool(*heard, at, document),
            PanTool(document),
        )

    def _keyboard_at(self) -> tuple[float, float] | None:
        return self.keyboard.point

    def _keyboard_row(self) -> int | None:
        return self.keyboard.row

    def _drawing_tools(self, hands: Hands, each: Operations) -> tuple[EditGesture, ...]:
        document, assign, unassign = hands.document, each.assign_units, each.unassign_units
        push_border = PushBorderTool(hands, assign, document)
        self.keyboard.moved.connect(push_border.follow_keyboard)
        return (
            PaintTool(hands, assign, unassign, document),
            PaintAreasTool(hands, assign, unassign, document),
            DrawTool(hands, each.new_footprint, assign, document),
            SplitTool(hands, SplitFootprint(document, hands.messages), document),
            push_border,
        )
