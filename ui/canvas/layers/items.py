"""What layers with one item per footprint share: the scene, the style, the zoom, taking away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from ui.canvas.style import MapStyle

Item = TypeVar("Item", bound=QGraphicsItem)


class FootprintItems(Generic[Item]):
    """One item per footprint, by id."""

    def __init__(self, scene: QGraphicsScene, style: MapStyle) -> None:
        self._scene = scene
        self._style = style
        self._items: dict[str, Item] = {}
        self._active: str | None = None
        self._px_per_m = 1.0

    def clear(self) -> None:
        """Take every item off the map."""
        self.remove(list(self._items))

    def remove(self, ids: Iterable[str]) -> None:
        """Take the items of these footprints off the map."""
        for gone in ids:
            item = self._items.pop(gone, None)
            if item is not None:
                self._scene.removeItem(item)

    def _add(self, footprint_id: str, item: Item) -> Item:
        self._items[footprint_id] = item
        self._scene.addItem(item)
        return item
