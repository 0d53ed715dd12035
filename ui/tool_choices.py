"""What the user chose for the drawing tools: brush, filters, the layer to paint by, the rule."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.geography.units_in_shape import HeldBy
from icp_footprints.plan.plan import UNASSIGNED, Plan
from ui.document import PlanDocument
from ui.settings import Settings

REMEMBERED = "tools/choices"
BRUSH_RADII_PX = (0, 12, 20, 32, 48, 72, 108)


class ToolChoices(QObject):
    """Choices that several tools share. They follow the document: what is gone is not chosen.

    Parameters
    ----------
    document
        The open plan.
    settings
        Where they are remembered.
    """

    changed = Signal()

    def __init__(self, document: PlanDocument, settings: Settings) -> None:
        super().__init__(document)
        self._document = document
        self._settings = settings
        kept = settings.choices(REMEMBERED)
        brush, layer = kept.get("brush"), kept.get("layer")
        most = len(BRUSH_RADII_PX) - 1
        self._brush = min(max(brush, 0), most) if type(brush) is int else 0
        self._only_unassigned = kept.get("only_unassigned") is True
        self._only_from: str | None = None
        self.is_filter_in_hand = False
        """Whether the filter can be chosen for the tool in hand: then it binds the keys too."""
        self._layer = layer if isinstance(layer, str) else ""
        self._held_by: HeldBy = "area" if kept.get("held_by") == "area" else "centre"
        self._fills_active = kept.get("fills_active") is True
        self.changed.connect(self._remember)
        document.place_changed.connect(self._start_again)
        document.plan_changed.connect(self._follow)

    @property
    def brush(self) -> int:
        """The size of the brush, as a position in `BRUSH_RADII_PX`; 0 is one unit."""
        return self._brush

    @brush.setter
    def brush(self, size: int) -> None:
        self._brush = min(max(size, 0), len(BRUSH_RADII_PX) - 1)
        self.changed.emit()

    @property
    def brush_radius_px(self) -> int:
        """How far from the pointer the brush reaches, in pixels."""
        return BRUSH_RADII_PX[self._brush]

    @property
    def only_unassigned(self) -> bool:
        """Whether the tools change only units in no footprint."""
        return self._only_unassigned

    @property
    def only_from(self) -> str | None:
        """Id of the only footprint that the tools take units from; None for any."""
        return self._only_from

    def filter(self, only_unassigned: bool = False, only_from: str | None = None) -> None:
        """Have the tools change only some units; all where nothing is said."""
        self._only_unassigned, self._only_from = only_unassigned, only_from
        self.changed.emit()

    @property
    def layer(self) -> ReferenceLayer | None:
        """The layer whose areas are painted whole; None where the place has no layer."""
        if not self._document.is_open or not self._document.place.layers:
            return None
        layers = self._document.place.layers
        return next((each for each in layers if each.name == self._layer), layers[0])

    def choose_layer(self, name: str) -> None:
        """Paint the areas of the layer of that name."""
        self._layer = name
        self.changed.emit()

    @property
    def held_by(self) -> HeldBy:
        """What decides whether a drawn shape holds a unit that its line cuts."""
        return self._held_by

    @held_by.setter
    def held_by(self, rule: HeldBy) -> None:
        self._held_by = rule
        self.changed.emit()

    @property
    def fills_active(self) -> bool:
        """Whether a drawn shape's units go to the active footprint, not to a new one."""
        return self._fills_active

    @fills_active.setter
    def fills_active(self, wanted: bool) -> None:
        self._fills_active = wanted
        self.changed.emit()

    def let_through(
        self, plan: Plan, rows: NDArray[np.intp], *, takes_out: bool = False
    ) -> NDArray[np.intp]:
        """Those of the units that the filter lets a tool change.

        Only unassigned units can be asked for where units are given, not where they are taken out.
        """
        numbers = plan.assignment[rows]
        if self._only_unassigned:
            return rows if takes_out else rows[numbers == UNASSIGNED]
        if self._only_from is not None:
            return rows[numbers == plan.number(self._only_from)]
        return rows

    def filter_words(self) -> str:
        """The filter in words; empty where there is none."""
        if self._only_unassigned:
            return "only unassigned units"
        if self._only_from is not None:
            return f"only units of {self._document.plan.footprint(self._only_from).name}"
        return ""

    def _remember(self) -> None:
        """Keep what was chosen; footprints are of one plan only."""
        chosen = {
            "brush": self._brush,
            "only_unassigned": self._only_unassigned,
            "layer": self._layer,
            "held_by": self._held_by,
            "fills_active": self._fills_active,
        }
        if chosen != self._settings.choices(REMEMBERED):
            self._settings.remember_choices(REMEMBERED, chosen)

    def _start_again(self) -> None:
        self._only_from = None
        self.changed.emit()

    def _follow(self) -> None:
        kept = {each.id for each in self._document.plan.footprints}
        if self._only_from is not None and self._only_from not in kept:
            self.filter()
