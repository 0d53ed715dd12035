"""Every panel of the window, where it first stands, and what it is handed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.canvas.map_view import MapView
from ui.document import PlanDocument
from ui.operations.all_operations import Operations
from ui.panels.footprints import FootprintsPanel
from ui.panels.history import HistoryPanel
from ui.panels.inspector import InspectorPanel
from ui.panels.issues import IssuesPanel
from ui.panels.layers import LayersPanel
from ui.panels.matrix import MatrixPanel
from ui.settings import Settings
from ui.tasks.runner import Runner
from ui.would_be_now import WouldBeNow

RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
SIDE_PX, LAYERS_PX = 714, 270
# Of the window, so that the map keeps more than half of it.
SIDE_SHARE, LAYERS_SHARE, SIDES_SHARE = 0.4, 0.16, 0.485


@dataclass(frozen=True)
class Dock:
    """A panel as the window mounts it.

    Parameters
    ----------
    title
        What the user calls it; also the name its place is remembered by.
    panel
        The panel.
    area
        Where it stands at first.
    behind
        Title of the dock it shares its place with at first, as a tab behind it.
    is_shown
        Whether it is open at first; else the View menu opens it.
    """

    title: str
    panel: QWidget
    area: Qt.DockWidgetArea = RIGHT
    behind: str = ""
    is_shown: bool = True


class Panels:
    """The panels, each made once. A panel never knows another: they hear the document."""

    def __init__(
        self,
        document: PlanDocument,
        operations: Operations,
        map_view: MapView,
        runner: Runner,
        settings: Settings,
        would_be: WouldBeNow,
    ) -> None:
        self.footprints = FootprintsPanel(
            document,
            operations.rename_footprint,
            operations.zoom_footprint,
            operations.lock_footprints,
            settings,
            would_be,
        )
        steps = (operations.previous_issue, operations.next_issue)
        self.issues = IssuesPanel(document, runner, map_view, operations.fix_issue, steps)
        self.history = HistoryPanel(document, operations.go_to_step)
        self.inspector = InspectorPanel(
            document, operations.rename_footprint, operations.describe_footprint
        )
        self.matrix = MatrixPanel(document, map_view, settings)
        self.layers = LayersPanel(map_view.choices)

    def docks(self) -> tuple[Dock, ...]:
        """The panels in the order in which they stand and the View menu names them."""
        return (
            Dock("Footprints", self.footprints),
            Dock("Issues", self.issues),
            Dock("Inspector", self.inspector, behind="Footprints"),
            Dock("Matrix", self.matrix, behind="Issues"),
            Dock("History", self.history, behind="Issues"),
            Dock("Layers", self.layers, LEFT),
        )


def side_widths(window_px: int) -> tuple[int, int]:
    """How wide the panels left and right of the map are at first, in pixels."""
    left = min(LAYERS_PX, round(LAYERS_SHARE * window_px))
    right = min(SIDE_PX, round(SIDE_SHARE * window_px), round(SIDES_SHARE * window_px) - left)
    return left, right
