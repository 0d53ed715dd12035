"""KML before the map library opens it: one well-formed document of places, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from xml.parsers import expat

from icp_footprints.errors import InputError

BLOCK_BYTES = 1 << 20
MAX_DEPTH = 64
# Elements by which the map library would take the file for a description of other sources.
REACHING = re.compile(r"OGR|GDAL|VRT|WFS|WMS|CSW", re.IGNORECASE)
AGAIN = "Export it again, for example as .gpkg or .geojson."
# What the driver adds to every feature, about looks and times rather than places.
LOOKS = (
    "timestamp", "begin", "end", "altitudeMode", "tessellate", "extrude", "visibility",
    "drawOrder", "icon", "snippet",
)  # fmt: skip


def check_kml(path: Path, file: str) -> None:
    """Check a KML file as XML.

    Raises
    ------
    InputError
        When it is not well-formed, not KML, or defines entities of its own.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    watch = _Watch(file)
    parser.StartElementHandler = watch.start
    parser.EndElementHandler = watch.end
    parser.StartDoctypeDeclHandler = watch.refuse_doctype
    try:
        with path.open("rb") as opened:
            parser.ParseFile(opened)
    except (expat.ExpatError, LookupError, ValueError) as error:
        # The last two come from an encoding that is unknown.
        if not watch.began:
            raise watch.not_kml() from error
        raise InputError(
            f"{file}, line {parser.CurrentLineNumber} is not well-formed: the file is damaged or "
            "cut short.",
            AGAIN,
        ) from error


class _Watch:
    """Watches elements open and close."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._depth = 0
        self.began = False

    def start(self, name: str, _: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if not self.began and local != "kml":
            raise self.not_kml()
        self.began = True
        self._depth += 1
        if self._depth > MAX_DEPTH or REACHING.match(local):
            raise InputError(
                f"{self._file} has an element '{local[:40]}' that no file of places needs.", AGAIN
            )

    def end(self, _: str) -> None:
        self._depth -= 1

    def refuse_doctype(self, *_: object) -> None:
        raise InputError(f"{self._file} defines XML entities, which KML never needs.", AGAIN)

    def not_kml(self) -> InputError:
        return InputError(f"{self._file} is not a .kml file, whatever its name says.", AGAIN)
