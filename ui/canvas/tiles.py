"""Pictures of the map in squares, kept for the zooms used last."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage

TILE_PX = 256
MOST_BYTES = 96 * 2**20
MOST_LEVELS = 4

Key = tuple[int, int]
"""Column and row of a tile, counted from the origin of the scene."""


@dataclass
class Tile:
    """A square of the map."""

    image: QImage
    stale: QRectF | None
    """What of the scene must be drawn again; None where the picture is right."""


@dataclass
class Level:
    """The tiles of one zoom.

    Parameters
    ----------
    px_per_m
        Logical pixels per metre.
    ratio
        Pixels of the screen per logical pixel.
    """

    px_per_m: float
    ratio: float
    tiles: dict[Key, Tile] = field(default_factory=dict)

    def keys(self, rect: QRectF) -> list[Key]:
        """The tiles that a rectangle of the scene meets, those at its middle first."""
        side = TILE_PX / self.px_per_m
        columns = range(math.floor(rect.left() / side), math.floor(rect.right() / side) + 1)
        rows = range(math.floor(rect.top() / side), math.floor(rect.bottom() / side) + 1)
        middle = rect.center() / side
        found = [(column, row) for column in columns for row in rows]
        found.sort(key=lambda k: (k[0] + 0.5 - middle.x()) ** 2 + (k[1] + 0.5 - middle.y()) ** 2)
        return found

    def rect(self, key: Key) -> QRectF:
        """What of the scene a tile shows."""
        side = TILE_PX / self.px_per_m
        return QRectF(key[0] * side, key[1] * side, side, side)

    def tile(self, key: Key) -> Tile:
        """A tile, empty and to be drawn where there is none yet."""
        found = self.tiles.get(key)
        if found is None:
            side = math.ceil(TILE_PX * self.ratio)
            image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
            image.setDevicePixelRatio(self.ratio)
            image.fill(0)
            found = self.tiles[key] = Tile(image, self.rect(key))
        return found

    def is_right(self, key: Key) -> bool:
        """Whether a tile is there and shows the map as it is."""
        found = self.tiles.get(key)
        return found is not None and found.stale is None

    def stale_px(self, key: Key, margin_px: int) -> QRect:
        """What of a tile must be drawn again, in its own logical pixels."""
        stale, corner = self.tiles[key].stale, self.rect(key).topLeft()
        if stale is None:
            return QRect()
        inside = QRectF(
            (stale.topLeft() - corner) * self.px_per_m, stale.size() * self.px_per_m
        ).toAlignedRect()
        wider = inside.adjusted(-margin_px, -margin_px, margin_px, margin_px)
        return wider.intersected(QRect(0, 0, TILE_PX, TILE_PX))


class TileCache:
    """Levels of tiles, the one used last at the end."""

    def __init__(self) -> None:
        self._levels: list[Level] = []

    def clear(self) -> None:
        """Forget every picture."""
        self._levels = []

    def level(self, px_per_m: float, ratio: float) -> Level:
        """The level of a zoom; those used longest ago are dropped where there are too many."""
        for each in self._levels:
            if math.isclose(each.px_per_m, px_per_m, rel_tol=1e-9) and each.ratio == ratio:
                found = each
                self._levels.remove(each)
                break
        else:
            found = Level(px_per_m, ratio)
        self._levels = [*self._levels[-(MOST_LEVELS - 1) :], found]
        return found

    def others(self, level: Level) -> list[Level]:
        """The other levels, the one used last at the end."""
        return [each for each in self._levels if each is not level]

    def spoil(self, rects: Iterable[QRectF], margin_px: float) -> None:
        """What these rectangles of the scene show is no longer so."""
        wanted = list(rects)
        for level in self._levels:
            margin = margin_px / level.px_per_m
            for rect in wanted:
                wider = rect.adjusted(-margin, -margin, margin, margin)
                for key in level.keys(wider) if len(level.tiles) > 8 else list(level.tiles):
                    tile = level.tiles.get(key)
                    met = wider.intersected(level.rect(key))
                    if tile is not None and not met.isEmpty():
                        tile.stale = met if tile.stale is None else tile.stale.united(met)

    def spoil_all(self) -> None:
        """Nothing is as it was; the old pictures stand in until they are drawn again."""
        for level in self._levels:
            for key, tile in level.tiles.items():
                tile.stale = level.rect(key)

    def trim(self, level: Level, shown: Iterable[Key]) -> None:
        """Keep within the memory allowed: first other zooms go, then what is out of sight."""
        most = max(1, int(MOST_BYTES / (4 * (TILE_PX * level.ratio) ** 2)))
        while len(self._levels) > 1 and sum(len(each.tiles) for each in self._levels) > most:
            self._levels.pop(0)
        if len(level.tiles) > most:
            kept = set(shown)
            level.tiles = {key: tile for key, tile in level.tiles.items() if key in kept}
