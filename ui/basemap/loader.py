"""Fetching tiles: few at a time, kept on disk, and quiet about failures."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QUrl, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtNetwork import (
    QNetworkAccessManager,
    QNetworkDiskCache,
    QNetworkReply,
    QNetworkRequest,
)

from icp_footprints import __version__
from ui.basemap.decoding import MOST_BYTES, image_of
from ui.basemap.source import TileSource
from ui.basemap.tile_grid import Tile

AT_ONCE = 6
MOST_DECODED = 256
CACHE_BYTES = 200 << 20
TIMEOUT_MS = 15_000
RETRY_AFTER_MS = 60_000
# So many failures with nothing in between mean that the server cannot be had just now.
FAILURES_TOLD = 6
USER_AGENT = f"icp-footprints/{__version__} (desktop)"


class TileLoader(QObject):
    """Holds the tiles wanted last, and fetches those that are not there yet.

    Parameters
    ----------
    folder
        Where tiles are kept on disk; None keeps none.
    """

    loaded = Signal(object)
    """A `Tile` can now be had with `pixmap`."""
    settled = Signal()
    """Every tile wanted was loaded, or has failed."""
    failing = Signal(bool)
    """The server cannot be had; or it can again."""

    def __init__(self, folder: Path | None, parent: QObject) -> None:
        super().__init__(parent)
        self._network = QNetworkAccessManager(self)
        self._network.setTransferTimeout(TIMEOUT_MS)
        if folder is not None:
            cache = QNetworkDiskCache(self)
            cache.setCacheDirectory(str(folder))
            cache.setMaximumCacheSize(CACHE_BYTES)
            self._network.setCache(cache)
        self._source: TileSource | None = None
        self._pixmaps: OrderedDict[Tile, QPixmap] = OrderedDict()
        self._wanted: list[Tile] = []
        self._under_way: dict[Tile, QNetworkReply] = {}
        self._failed: dict[Tile, int] = {}
        self._failures = 0
        self._clock = QElapsedTimer()
        self._clock.start()

    @property
    def is_busy(self) -> bool:
        """Whether tiles are being fetched."""
        return bool(self._under_way)

    @property
    def decoded(self) -> int:
        """How many tiles are held in memory."""
        return len(self._pixmaps)

    def set_source(self, source: TileSource | None) -> None:
        """Fetch from another server; what came from the first is let go."""
        if source == self._source:
            return
        self._source = source
        self._pixmaps.clear()
        self._failed.clear()
        self._failures = 0
        self.want([])

    def pixmap(self, tile: Tile) -> QPixmap | None:
        """A tile's picture, if it is there."""
        found = self._pixmaps.get(tile)
        if found is not None:
            self._pixmaps.move_to_end(tile)
        return found

    def want(self, tiles: Sequence[Tile]) -> None:
        """Fetch these, the first first; what is no longer wanted is not fetched any more."""
        held = set(tiles)
        self._wanted = [tile for tile in tiles if tile not in self._pixmaps]
        for tile in [each for each in self._under_way if each not in held]:
            reply = self._under_way.pop(tile)
            reply.abort()
        self._go_on()

    def _go_on(self) -> None:
        now = self._clock.elapsed()
        while self._source is not None and self._wanted and len(self._under_way) < AT_ONCE:
            tile = self._wanted.pop(0)
            failed_at = self._failed.get(tile)
            is_resting = failed_at is not None and now - failed_at < RETRY_AFTER_MS
            if tile not in self._under_way and not is_resting:
                self._fetch(tile, self._source)
        if not self._under_way:
            self.settled.emit()

    def _fetch(self, tile: Tile, source: TileSource) -> None:
        request = QNetworkRequest(QUrl(source.url(tile)))
        request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, USER_AGENT)
        attribute = QNetworkRequest.Attribute
        request.setAttribute(
            attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.PreferCache
        )
        request.setAttribute(
            attribute.RedirectPolicyAttribute,
            QNetworkRequest.RedirectPolicy.NoLessSafeRedirectPolicy,
        )
        # A server has no need to know more of the user than the tile it is asked for.
        for each in (attribute.CookieLoadControlAttribute, attribute.CookieSaveControlAttribute):
            request.setAttribute(each, QNetworkRequest.LoadControl.Manual)
        reply = self._network.get(request)
        self._under_way[tile] = reply
        reply.downloadProgress.connect(partial(self._stop_if_huge, reply))
        reply.finished.connect(partial(self._take, tile, reply))

    def _stop_if_huge(self, reply: QNetworkReply, got: int, _: int) -> None:
        if got > MOST_BYTES:
            reply.abort()

    def _take(self, tile: Tile, reply: QNetworkReply) -> None:
        reply.deleteLater()
        if self._under_way.get(tile) is not reply:
            return  # no longer wanted
        del self._under_way[tile]
        is_well = reply.error() == QNetworkReply.NetworkError.NoError
        image = image_of(reply.readAll()) if is_well else None
        if image is None:
            self._failed[tile] = self._clock.elapsed()
            self._failures += 1
            if self._failures == FAILURES_TOLD:
                self.failing.emit(True)
        else:
            if self._failures >= FAILURES_TOLD:
                self.failing.emit(False)
            self._failures = 0
            self._failed.pop(tile, None)
            self._pixmaps[tile] = QPixmap.fromImage(image)
            while len(self._pixmaps) > MOST_DECODED:
                self._pixmaps.popitem(last=False)
            self.loaded.emit(tile)
        self._go_on()
