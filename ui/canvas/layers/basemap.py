"""The background map: tiles beneath everything else, fetched as the view moves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap, QPolygonF, QTransform
from PySide6.QtWidgets import (
    QGraphicsPixmapItem,
    QGraphicsScene,
    QLabel,
    QStyleOptionGraphicsItem,
    QWidget,
)

from ui.basemap.source import TileSource, problem_with
from ui.basemap.tile_grid import Bounds, Tile, corners, tiles_for
from ui.canvas.style import MapStyle
from ui.plain_label import plain_label

if TYPE_CHECKING:
    from ui.basemap.loader import TileLoader
    from ui.canvas.viewport import MapViewport

Z_BASEMAP = -10.0
# Of two zooms the finer lies on top, below everything else.
Z_STEP = 0.01
MOST_TILES = 120
REST_MS = 120
GAP_PX = 10
CLEAR_OF_SCALE_PX = 60
FAILING = "The background map cannot be loaded just now. Everything else works without it."
BACK = "The background map is back."


class TileItem(QGraphicsPixmapItem):
    """A tile with hard edges: soft ones would show as a grid of light lines."""

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        super().paint(painter, option, widget)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)


class BasemapLayer(QObject):
    """Off until a source is set and it is made visible; without either it asks nobody anything."""

    told = Signal(str)
    """A few words for the status line."""

    def __init__(self, scene: QGraphicsScene, style: MapStyle) -> None:
        super().__init__(scene)
        self._scene = scene
        self._style = style
        self._view: MapViewport | None = None
        self._folder: Path | None = None
        self._loader: TileLoader | None = None
        self._source: TileSource | None = None
        self._is_visible = False
        self._opacity = 1.0
        self._items: dict[Tile, QGraphicsPixmapItem] = {}
        self._current: set[Tile] = set()
        self._credit: QLabel | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._refresh)

    @property
    def is_visible(self) -> bool:
        """Whether it is shown."""
        return self._is_visible

    @property
    def source(self) -> TileSource | None:
        """Where its tiles come from."""
        return self._source

    @property
    def tiles(self) -> list[Tile]:
        """The tiles now drawn."""
        return list(self._items)

    def follow(self, view: MapViewport) -> None:
        """Show what a view sees, and say in its corner whose map it is."""
        self._view = view
        self._credit = plain_label("", view, wraps=False)
        self._credit.setAccessibleName("Whose background map it is")
        self._credit.setAutoFillBackground(True)
        self._credit.setContentsMargins(4, 1, 4, 1)
        self._credit.hide()
        view.installEventFilter(self)
        view.zoomed.connect(self._soon)
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self._soon)

    def keep_in(self, folder: Path) -> None:
        """Keep tiles in this folder from now on."""
        self._folder = folder

    def set_source(self, url_template: str, attribution: str) -> None:
        """Take tiles from another server; an address that cannot be one takes none."""
        is_good = not problem_with(url_template)
        self._source = TileSource(url_template.strip(), attribution) if is_good else None
        if self._loader is not None:
            self._loader.set_source(self._source)
        self._clear()
        self._show_credit()
        self._soon()

    def set_visible(self, is_visible: bool) -> None:
        """Show it, or take it off the map; hidden, nothing is fetched."""
        self._is_visible = is_visible
        if not is_visible:
            self._clear()
            if self._loader is not None:
                self._loader.want([])
        self._show_credit()
        self._soon()

    def set_opacity(self, opacity: float) -> None:
        """How strongly it shows, from 0 to 1."""
        self._opacity = min(max(opacity, 0.0), 1.0)
        for item in self._items.values():
            item.setOpacity(self._opacity)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._soon()
            self._place_credit()
        return super().eventFilter(watched, event)

    # --- following the view ---

    def _soon(self) -> None:
        """Wait until the view rests: tiles in passing are not worth a request."""
        if self._is_visible and self._source is not None:
            self._rest.start()

    def _refresh(self) -> None:
        view = self._view
        if not self._is_visible or self._source is None or view is None or not view.isVisible():
            return
        seen = view.mapToScene(view.viewport().rect()).boundingRect()
        bounds = Bounds(seen.left(), -seen.bottom(), seen.right(), -seen.top())
        # Sharp screens have more pixels to fill than Qt counts.
        px_per_m = view.px_per_m * view.devicePixelRatioF()
        tiles = tiles_for(bounds, px_per_m, MOST_TILES)
        loader = self._loading(self._source)
        self._current = set(tiles)
        for tile in tiles:
            pixmap = loader.pixmap(tile)
            if pixmap is not None:
                self._draw(tile, pixmap)
        loader.want(tiles)

    def _loading(self, source: TileSource) -> TileLoader:
        if self._loader is None:
            # Qt's network is loaded for those who ask for a background map, and nobody else.
            from ui.basemap.loader import TileLoader

            self._loader = TileLoader(self._folder, self)
            self._loader.loaded.connect(self._take)
            self._loader.settled.connect(self._tidy)
            self._loader.failing.connect(self._tell)
        self._loader.set_source(source)
        return self._loader

    def _take(self, tile: Tile) -> None:
        pixmap = self._loader.pixmap(tile) if self._loader is not None else None
        if pixmap is not None and self._is_visible and tile in self._current:
            self._draw(tile, pixmap)

    def _draw(self, tile: Tile, pixmap: QPixmap) -> None:
        if tile in self._items:
            return
        item = TileItem(pixmap)
        item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        item.setTransform(placing(tile, pixmap))
        item.setZValue(Z_BASEMAP + Z_STEP * tile.z)
        item.setOpacity(self._opacity)
        item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._scene.addItem(item)
        self._items[tile] = item

    def _tidy(self) -> None:
        """Take away what is out of view or of another zoom, once the new tiles are there."""
        for tile in [each for each in self._items if each not in self._current]:
            self._scene.removeItem(self._items.pop(tile))

    def _clear(self) -> None:
        self._rest.stop()
        self._current = set()
        self._tidy()

    def _tell(self, is_failing: bool) -> None:
        self.told.emit(FAILING if is_failing else BACK)

    # --- whose map it is ---

    def _show_credit(self) -> None:
        if self._credit is None:
            return
        text = self._source.attribution or self._source.host if self._source else ""
        self._credit.setText(text)
        self._credit.setVisible(self._is_visible and bool(text))
        self._place_credit()

    def _place_credit(self) -> None:
        if self._credit is not None and self._view is not None:
            size = self._credit.sizeHint()
            width = min(size.width(), max(self._view.width() - 2 * GAP_PX, 0))
            # Above the scale; the legend has the other corner.
            top = self._view.height() - size.height() - CLEAR_OF_SCALE_PX
            self._credit.setGeometry(GAP_PX, top, width, size.height())
            self._credit.raise_()


def placing(tile: Tile, pixmap: QPixmap) -> QTransform:
    """What puts a tile's pixels where they lie on the map."""
    width, height = pixmap.width(), pixmap.height()
    pixels = QPolygonF(
        [QPointF(0, 0), QPointF(width, 0), QPointF(width, height), QPointF(0, height)]
    )
    ground = QPolygonF([QPointF(east, -north) for east, north in corners(tile)])
    placed = QTransform()
    QTransform.quadToQuad(pixels, ground, placed)
    return placed
