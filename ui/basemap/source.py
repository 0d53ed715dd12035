"""Where tiles come from: an address with {z}, {x} and {y} in it, and whose map it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from ui.basemap.tile_grid import Tile

PARTS = ("{z}", "{x}", "{y}")
IN_BRACES = re.compile(r"\{[^{}]*\}")
LONGEST_ADDRESS = 1000
LONGEST_ATTRIBUTION = 200


@dataclass(frozen=True)
class TileSource:
    """A server of tiles.

    Parameters
    ----------
    address
        Its address with ``{z}``, ``{x}`` and ``{y}`` for zoom, column and row.
    attribution
        What has to stand on the map, such as ``© OpenStreetMap contributors``.
    """

    address: str
    attribution: str = ""

    def url(self, tile: Tile) -> str:
        """The address of one tile."""
        text = self.address
        for part, number in zip(PARTS, tile, strict=True):
            text = text.replace(part, str(number))
        return text

    @property
    def host(self) -> str:
        """The server that hears which area is looked at."""
        return urlsplit(self.address).hostname or ""


def problem_with(address: str) -> str:
    """Why an address cannot be one of tiles, as a sentence with the way out; empty when it can."""
    text = address.strip()
    if not text:
        return "Give the address of a tile server."
    if len(text) > LONGEST_ADDRESS or any(letter.isspace() for letter in text):
        return "The address has a space in it, or is too long. Copy it again."
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "This is not an address. It begins with https:// and the name of a server."
    if parts.scheme.lower() not in {"http", "https"} or not host or "{" in parts.netloc:
        return "The address has to begin with https:// or http:// and the name of a server."
    if parts.username is not None:
        return "The address must not have a user name in it."
    missing = [part for part in PARTS if part not in text]
    if missing:
        return f"The address has no {' and no '.join(missing)}. It needs {{z}}, {{x}} and {{y}}."
    other = [found for found in IN_BRACES.findall(text) if found not in PARTS]
    if other:
        return f"{other[0]} in the address is not understood: only {{z}}, {{x}} and {{y}} are."
    return ""
