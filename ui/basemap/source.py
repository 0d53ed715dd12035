"""Where tiles come from: an address with {z}, {x} and {y} in it, and whose map it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from ui.basemap.tile_grid import Tile

ZOOM, COLUMN, ROW, ROW_FROM_SOUTH = "{z}", "{x}", "{y}", "{-y}"
SERVER, SHARPER = "{s}", "{r}"
KNOWN = (ZOOM, COLUMN, ROW, ROW_FROM_SOUTH, SERVER, SHARPER)
# The names that servers with several give them.
SERVERS = "abc"
# What other programs write instead.
OTHER_NAMES = {
    "{level}": ZOOM,
    "{zoom}": ZOOM,
    "{tilematrix}": ZOOM,
    "{col}": COLUMN,
    "{tilecol}": COLUMN,
    "{row}": ROW,
    "{tilerow}": ROW,
}
IN_BRACES = re.compile(r"\{[^{}]*\}")
CODED_BRACES = (("%7B", "{"), ("%7b", "{"), ("%7D", "}"), ("%7d", "}"))
LONGEST_ADDRESS = 1000
LONGEST_ATTRIBUTION = 200
ONLY = f"only {', '.join(KNOWN[:-1])} and {KNOWN[-1]} are."
NEEDS = "It needs {z}, {x} and {y}"


@dataclass(frozen=True)
class TileSource:
    """A server of tiles.

    Parameters
    ----------
    address
        Its address with ``{z}``, ``{x}`` and ``{y}`` for zoom, column and row, counted from the
        north; ``{-y}`` is the row counted from the south, as TMS does. ``{s}`` is one of several
        names of the server, ``{r}`` nothing, for tiles of the usual sharpness.
    attribution
        What has to stand on the map, such as ``© OpenStreetMap contributors``.
    """

    address: str
    attribution: str = ""

    def url(self, tile: Tile) -> str:
        """The address of one tile, always the same for a tile, so that it is fetched once."""
        told = {
            ZOOM: str(tile.z),
            COLUMN: str(tile.x),
            ROW: str(tile.y),
            ROW_FROM_SOUTH: str(2**tile.z - 1 - tile.y),
            SERVER: SERVERS[(tile.x + tile.y) % len(SERVERS)],
            SHARPER: "",
        }
        return IN_BRACES.sub(lambda found: told.get(found[0], found[0]), _plain(self.address))

    @property
    def host(self) -> str:
        """The server that hears which area is looked at."""
        return (urlsplit(_plain(self.address)).hostname or "").removeprefix(f"{SERVER}.")


def problem_with(address: str) -> str:
    """Why an address cannot be one of tiles, as a sentence with the way out; empty when it can."""
    text = _plain(address.strip())
    if not text:
        return "Give the address of a tile server."
    if len(text) > LONGEST_ADDRESS or any(letter.isspace() for letter in text):
        return "The address has a space in it, or is too long. Copy it again."
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "This is not an address. It begins with https:// and the name of a server."
    name = (host or "").replace(SERVER, "").strip(".")
    is_named = bool(name) and "{" not in parts.netloc.replace(SERVER, "")
    if parts.scheme.lower() not in {"http", "https"} or not is_named:
        return "The address has to begin with https:// or http:// and the name of a server."
    if parts.username is not None:
        return "The address must not have a user name in it."
    return _problem_with_parts(text)


def _problem_with_parts(text: str) -> str:
    found = IN_BRACES.findall(text)
    if "${" in text:
        return "The address has a $ before a brace: take each $ out."
    for each in found:
        if each in KNOWN:
            continue
        meant = each.lower() if each.lower() in KNOWN else OTHER_NAMES.get(each.lower())
        way_out = f"write {meant} instead." if meant else ONLY
        return f"{each} in the address is not understood: {way_out}"
    if ROW in found and ROW_FROM_SOUTH in found:
        return "The address has both {y} and {-y}: rows are counted from one side. Keep one."
    row = ROW_FROM_SOUTH if ROW_FROM_SOUTH in found else ROW
    missing = [part for part in (ZOOM, COLUMN, row) if part not in found]
    if missing:
        return (
            f"The address has no {' and no '.join(missing)}. {NEEDS}, such as "
            "https://tiles.example.org/{z}/{x}/{y}.png."
        )
    return ""


def _plain(address: str) -> str:
    """The address with its braces as braces: copied from a browser they come in code."""
    for coded, brace in CODED_BRACES:
        address = address.replace(coded, brace)
    return address
