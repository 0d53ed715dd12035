"""Drag the map."""

from __future__ import annotations

from ui.tools.tool import Tool


class PanTool(Tool):
    title = "&Move map"
    icon = "pan"
    shortcut = "H"
    tip = "Drag the map. With any tool: drag with the middle button, or with Space held down."
    hint = "Drag the map. The wheel, + and − zoom; 0 shows the whole place."
    drags_map = True
