"""Paint units into the active footprint, or out of any with the right button."""

from __future__ import annotations

from ui.tools.gesture_paint import PaintGesture


class PaintTool(PaintGesture):
    """A gesture is a preview until the button comes up, then one undo step. Esc discards it."""

    title = "&Paint"
    icon = "paint"
    shortcut = "P"
    tip = (
        "Drag over units to add them to the active footprint; with the right button, to take "
        "them out. [ and ] change the size of the brush. Esc discards the stroke."
    )
    hint = "Drag to give units to the active footprint; right button takes them out. Esc discards."
    keys = (("[ and ]", "a smaller or a larger brush"),)
    options = ("brush", "filter")
