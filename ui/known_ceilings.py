"""The ceilings that were worked out for the open place: kept while they hold, asked for once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from icp_footprints.measures.ceilings.ceiling import CEILING_MEASURES, Ceiling, CeilingMeasure
from icp_footprints.plan.band import Band
from ui.document import PlanDocument

Bands = tuple[Band, ...]
# How far a ceiling has got; a better one takes the place of one that is not.
_RANK = {"instant": 0, "time limit": 1, "proved": 2, "impossible": 2}


class KnownCeilings(QObject):
    """Ceilings by bands and number of footprints; another place has others."""

    changed = Signal()

    def __init__(self, document: PlanDocument) -> None:
        super().__init__(document)
        self._known: dict[tuple[Bands, int, str, CeilingMeasure], Ceiling] = {}
        document.place_changed.connect(self._forget)

    def of(self, bands: Bands, footprints: int) -> tuple[Ceiling, ...]:
        """What is known for plans of so many footprints in these bands."""
        return tuple(
            ceiling
            for (held, number, _, _), ceiling in self._known.items()
            if (held, number) == (bands, footprints)
        )

    def are_proved(self, bands: Bands, footprints: int, layers: tuple[str, ...]) -> bool:
        """Whether there is nothing left to work out for these layers."""
        known = [
            self._known.get((bands, footprints, layer, measure))
            for layer in layers
            for measure in CEILING_MEASURES
        ]
        return all(each is not None and _RANK[each.status] > 0 for each in known)

    def remember(self, bands: Bands, found: tuple[Ceiling, ...]) -> None:
        """Keep what was worked out, unless something better is known."""
        for each in found:
            key = (bands, each.footprints, each.layer, each.measure)
            known = self._known.get(key)
            if known is None or _RANK[each.status] >= _RANK[known.status]:
                self._known[key] = each
        self.changed.emit()

    def _forget(self) -> None:
        self._known.clear()
        self.changed.emit()
