"""The background map among the other layers: listed once it has a source, shown when ticked."""

from __future__ import annotations

from ui.basemap.source import TileSource, problem_with
from ui.canvas.layers.basemap import BasemapLayer
from ui.canvas.map_choices import BASEMAP, MapChoices
from ui.canvas.map_layers import MapLayers


class BasemapSwitch:
    """Whether it is shown is chosen, and remembered, with the other layers of the map."""

    def __init__(self, basemap: BasemapLayer, layers: MapLayers, choices: MapChoices) -> None:
        self._basemap = basemap
        self._layers = layers
        self._choices = choices
        self._is_listed = False

    @property
    def is_shown(self) -> bool:
        """Whether the user wants to see it."""
        return self._choices.is_visible(BASEMAP)

    def take(self, source: TileSource) -> None:
        """Take tiles from a server; without one there is nothing to list."""
        self._basemap.set_source(source.address, source.attribution)
        if not problem_with(source.address) and not self._is_listed:
            self._is_listed = True
            self._layers.set_basemap(self._basemap)

    def show(self, is_shown: bool) -> None:
        """Tick it in the list of layers, or not."""
        self._choices.set_visible(BASEMAP, is_shown)
