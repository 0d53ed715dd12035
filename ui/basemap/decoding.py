"""Making a picture of what a server sent, which may be anything."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

# Tiles are 256 pixels wide, or 512 for sharp screens.
WIDEST_PX = 1024
MOST_BYTES = 2 << 20
KINDS = (b"png", b"jpeg", b"jpg", b"webp", b"gif")


def image_of(content: QByteArray) -> QImage | None:
    """The picture in these bytes; None where there is none of a tile's kind and size."""
    if content.isEmpty() or content.size() > MOST_BYTES:
        return None
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    # By its content, not by what the server calls it; and its size before it takes any memory.
    if bytes(reader.format().data()).lower() not in KINDS:
        return None
    size = reader.size()
    if not (0 < size.width() <= WIDEST_PX and 0 < size.height() <= WIDEST_PX):
        return None
    image = reader.read()
    return None if image.isNull() else image
