"""The map below all that moves: layers drawn once into tiles, which a frame only copies."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QRegion, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ui.canvas.tiles import TILE_PX, Key, Level, TileCache

Z_SHEET = 0.0
# The widest line of a layer, on both sides of what is drawn again.
MARGIN_PX = 4
# A frame draws tiles for so long; those of a stale or another zoom stand in for the rest.
DRAW_FOR_S = 0.010


class SheetLayer(Protocol):
    """What is drawn on the sheet."""

    def draw(self, painter: QPainter, rect: QRectF, px_per_m: float) -> None:
        """Draw what meets a rectangle of the scene; the painter is in scene coordinates."""
        ...


class MapSheet(QGraphicsItem):
    """Layers one over another, from the lowest, as one item that is never picked."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setZValue(Z_SHEET)
        self._layers: tuple[SheetLayer, ...] = ()
        self._bounds = QRectF()
        self._cache = TileCache()
        # What is opened is shown whole at once, however long it takes.
        self._is_new = True
        # Tiles of one zoom that wait to be drawn, in this order.
        self._waiting_at: Level | None = None
        self._waiting: dict[Key, None] = {}
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_finished(self) -> bool:
        """Whether everything in sight has been drawn as it is."""
        return not self._waiting

    def set_layers(self, layers: Sequence[SheetLayer]) -> None:
        """Draw these layers, the lowest first."""
        self._layers = tuple(layers)
        self.spoil_all()

    def rebuild(self, rect: QRectF) -> None:
        """Start again with another place, which lies in this rectangle of the scene."""
        self.prepareGeometryChange()
        around = max(rect.width(), rect.height(), 1.0) / 20
        self._bounds = rect.adjusted(-around, -around, around, around)
        self._cache.clear()
        self._waiting_at, self._waiting = None, {}
        self._is_new = True
        self.update()

    def spoil(self, rects: Iterable[QRectF]) -> None:
        """Draw again what lies in these rectangles of the scene."""
        spoilt = list(rects)
        self._cache.spoil(spoilt, MARGIN_PX)
        all_of_it = QRectF()
        for rect in spoilt:
            all_of_it = all_of_it.united(rect)
        if spoilt:
            self.update(self._around(all_of_it))

    def spoil_all(self) -> None:
        """Draw everything again."""
        self._cache.spoil_all()
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        exposed = option.exposedRect.intersected(self._bounds)  # pyright: ignore[reportAttributeAccessIssue]
        world = painter.worldTransform()
        if widget is None:
            # A picture for elsewhere, in whatever size.
            self._draw_layers(painter, exposed, world.m11())
            return
        level = self._cache.level(world.m11(), widget.devicePixelRatioF())
        if level is not self._waiting_at:
            self._waiting_at, self._waiting = level, {}
        keys = level.keys(exposed)
        wrong = [key for key in keys if not level.is_right(key)]
        drawn = self._draw_tiles(level, [key for key in wrong if key not in self._waiting])
        left = [key for key in wrong if key not in drawn]
        painter.setWorldTransform(QTransform())
        if left:
            self._stand_in(painter, world, level, left)
        for key in keys:
            if key in level.tiles:
                painter.drawImage(_corner(world, key), level.tiles[key].image)
        painter.setWorldTransform(world)
        self._cache.trim(level, keys)
        self._finish_later(left)

    def _around(self, rect: QRectF) -> QRectF:
        views = self.scene().views()
        margin = (MARGIN_PX + 1) / views[0].transform().m11() if views else 0.0
        return rect.adjusted(-margin, -margin, margin, margin)

    def _draw_tiles(self, level: Level, keys: Sequence[Key]) -> set[Key]:
        """Draw tiles while there is time; those that were drawn."""
        start = time.perf_counter()
        for number, key in enumerate(keys):
            if number and not self._is_new and time.perf_counter() - start > DRAW_FOR_S:
                return set(keys[:number])
            self._draw_tile(level, key)
        self._is_new = self._is_new and not keys
        return set(keys)

    def _draw_tile(self, level: Level, key: Key) -> None:
        tile = level.tile(key)
        area = level.stale_px(key, MARGIN_PX)
        painter = QPainter(tile.image)
        painter.setClipRect(area)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.fillRect(area, Qt.GlobalColor.transparent)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.translate(-key[0] * TILE_PX, -key[1] * TILE_PX)
        painter.scale(level.px_per_m, level.px_per_m)
        corner = level.rect(key).topLeft()
        # Lines beside the area reach into it.
        wider = QRectF(area).adjusted(-MARGIN_PX, -MARGIN_PX, MARGIN_PX, MARGIN_PX)
        rect = QRectF(corner + wider.topLeft() / level.px_per_m, wider.size() / level.px_per_m)
        self._draw_layers(painter, rect, level.px_per_m)
        painter.end()
        tile.stale = None

    def _draw_layers(self, painter: QPainter, rect: QRectF, px_per_m: float) -> None:
        for layer in self._layers:
            painter.setOpacity(1.0)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            layer.draw(painter, rect, px_per_m)
        painter.setOpacity(1.0)

    def _stand_in(
        self, painter: QPainter, world: QTransform, level: Level, keys: Sequence[Key]
    ) -> None:
        """Show tiles of other zooms where those of this one are still to be drawn."""
        missing = [key for key in keys if key not in level.tiles]
        region = QRegion()
        for key in missing:
            region += world.mapRect(level.rect(key)).toRect()
        painter.setClipRegion(region, Qt.ClipOperation.IntersectClip)
        for other in self._cache.others(level):
            for key, tile in other.tiles.items():
                target = world.mapRect(other.rect(key)).toAlignedRect()
                if region.intersects(target):
                    painter.drawImage(target, tile.image, QImage.rect(tile.image))
        painter.setClipping(False)

    def _finish_later(self, left: Sequence[Key]) -> None:
        self._waiting |= dict.fromkeys(left)
        if self._waiting:
            self._timer.start()

    def _go_on(self) -> None:
        """Draw some of the tiles that wait, and show those: what lies over others is left alone."""
        level, seen = self._waiting_at, self._seen()
        if level is None:
            return
        # What has gone out of sight is drawn when it is seen again.
        wanted = [
            key
            for key in self._waiting
            if not level.is_right(key) and seen.intersects(level.rect(key))
        ]
        drawn = self._draw_tiles(level, wanted)
        self._waiting = dict.fromkeys(key for key in wanted if key not in drawn)
        for key in drawn:
            self.update(level.rect(key))
        if self._waiting:
            self._timer.start()

    def _seen(self) -> QRectF:
        """What of the scene is in sight; a sheet without a view is seen whole."""
        views = self.scene().views()
        if not views:
            return self._bounds
        return views[0].mapToScene(views[0].viewport().rect()).boundingRect()


def _corner(world: QTransform, key: Key) -> QPointF:
    """Where a tile stands on the viewport; whole pixels, for the view scrolls by them."""
    return QPointF(round(world.dx()) + key[0] * TILE_PX, round(world.dy()) + key[1] * TILE_PX)
