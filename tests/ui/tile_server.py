"""A server of tiles on this computer, good or bad as a test wants it."""

from __future__ import annotations

import threading
import time
from collections import Counter
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter

WAIT_S = 0.05


@cache
def png(width: int = 256, height: int = 256, colour: str = "#88aacc") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(content.data())


class TileServer:
    """Answers as `manner` says: good, missing, garbage, huge, slow, empty or html."""

    def __init__(self) -> None:
        self.manner = "good"
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.cookies: list[str] = []
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self._tile, self._huge = png(), png(5000, 5000)
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.answer(self)

            def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - as it is called
                del format  # quiet

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def template(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/{{z}}/{{x}}/{{y}}.png"

    @property
    def counts(self) -> Counter[str]:
        return Counter(self.asked)

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        with self._lock:
            self.asked.append(request.path)
            self.agents.add(request.headers.get("User-Agent", ""))
            self.cookies += request.headers.get_all("Cookie") or []
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            time.sleep(WAIT_S if self.manner != "slow" else 1.0)
            self._send(request)
        except OSError:
            pass  # the program did not wait for the rest
        finally:
            with self._lock:
                self._at_once -= 1

    def _send(self, request: BaseHTTPRequestHandler) -> None:
        content = {
            "garbage": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
            "huge": self._huge,
            "empty": b"",
            "html": b"<html>Please log in</html>",
        }.get(self.manner, self._tile)
        request.send_response(404 if self.manner == "missing" else 200)
        request.send_header("Content-Type", "image/png")
        request.send_header("Content-Length", str(len(content)))
        request.send_header("Cache-Control", "max-age=3600")
        request.send_header("Set-Cookie", "who=you")
        request.end_headers()
        request.wfile.write(content)

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
