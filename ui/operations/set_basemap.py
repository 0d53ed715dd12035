"""Choose a background map, show it or take it off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from ui.basemap.source import TileSource
from ui.document import PlanDocument
from ui.operations.operation import Operation
from ui.settings import Settings

Ask = Callable[[TileSource, bool], tuple[TileSource, bool] | None]


class Basemap(Protocol):
    """What this asks of the map."""

    @property
    def is_shown(self) -> bool:
        """Whether the user wants to see it."""
        ...

    def take(self, source: TileSource) -> None:
        """Take tiles from a server."""
        ...

    def show(self, is_shown: bool) -> None:
        """Show it or take it off."""
        ...


class SetBasemap(Operation):
    title = "&Background map…"
    icon = "basemap"
    tip = "Shows a map from a tile server of your choice under the units. It is off at first."
    edits = False

    def __init__(
        self, document: PlanDocument, basemap: Basemap, settings: Settings, ask: Ask
    ) -> None:
        super().__init__(document)
        self._basemap = basemap
        self._settings = settings
        self._ask = ask
        basemap.take(self._remembered())

    def run(self) -> None:
        answer = self._ask(self._remembered(), self._basemap.is_shown)
        if answer is not None:
            source, is_shown = answer
            self._settings.remember_basemap(source.address, source.attribution)
            self._basemap.take(source)
            self._basemap.show(is_shown)

    def _remembered(self) -> TileSource:
        return TileSource(*self._settings.basemap)
