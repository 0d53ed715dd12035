"""The Leaflet map of the page, made by folium: its element and its script, nothing fetched.

Folium's own page loads ten files from the web. Only the map's element and script are taken from
it; Leaflet itself comes from the package xstatic-leaflet, and the page from our own template.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

import folium
import shapely
from branca.element import Figure
from shapely.geometry.base import BaseGeometry

from icp_footprints.report.web_map.content import WebMapContent
from icp_footprints.report.web_map.shapes import WebMapShapes

FOOTPRINT_LINE = "#12344d"
UNASSIGNED_FILL = "#8d9aa4"
IMAGE = re.compile(r"url\(images/([\w.-]+)\)")
SOURCE_MAP = re.compile(r"\n//# sourceMappingURL=\S+\s*$")


@dataclass(frozen=True)
class LeafletMap:
    """The map's HTML element, and the script that fills it once Leaflet is there."""

    element: str
    script: str


class _OfflineMap(folium.Map):
    """A folium map that asks for no files, and is called the same every time."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - a list in folium, never changed
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def __init__(self, **options: Any) -> None:
        super().__init__(tiles=None, control_scale=True, zoom_control=True, **options)
        self._id = "main"


class _Shapes(folium.GeoJson):
    """Shapes that are called the same every time; each feature brings its style."""

    def __init__(self, name: str, features: list[dict[str, object]], *, show: bool) -> None:
        collection = {"type": "FeatureCollection", "features": features}
        super().__init__(collection, show=show, smooth_factor=0)
        self._id = name


def leaflet_map(content: WebMapContent, shapes: WebMapShapes) -> LeafletMap:
    """The map with its shapes: ``geo_json_footprints``, ``geo_json_gap`` and ``geo_json_layer0``...

    Areas of layers are outlines that let the mouse through, hidden until they are asked for.
    """
    page = _OfflineMap(zoom_snap=0.25, zoom_delta=0.5)
    colours = [each.row.colour for each in content.footprints]
    _Shapes("gap", _features([shapes.unassigned], [_gap_style()]), show=True).add_to(page)
    _Shapes(
        "footprints",
        _features(shapes.footprints, [_footprint_style(colour) for colour in colours]),
        show=True,
    ).add_to(page)
    for number, (layer, areas) in enumerate(zip(content.layers, shapes.areas, strict=True)):
        style = _outline_style(layer.colour, layer.dashes)
        _Shapes(f"layer{number}", _features(areas, [style] * len(areas)), show=False).add_to(page)
    figure = cast("Figure", page.get_root())
    figure.render()
    return LeafletMap(figure.html.render().strip(), figure.script.render().strip() + "\n")


@cache
def leaflet_script() -> str:
    """Leaflet, without the address of its source map, which a browser would ask for."""
    return SOURCE_MAP.sub("\n", _leaflet_text("leaflet.js"))


@cache
def leaflet_style() -> str:
    """Leaflet's style sheet with its pictures inside."""

    def inlined(found: re.Match[str]) -> str:
        data = base64.b64encode(_leaflet_file("images", found[1])).decode("ascii")
        return f"url(data:image/png;base64,{data})"

    return IMAGE.sub(inlined, _leaflet_text("leaflet.css"))


def _leaflet_text(name: str) -> str:
    """A text of Leaflet's with the line ends that a browser reads: its SHA-256 depends on them."""
    return _leaflet_file(name).decode("utf-8").replace("\r\n", "\n")


def _leaflet_file(*path: str) -> bytes:
    return files("xstatic.pkg.leaflet").joinpath("data", *path).read_bytes()


def _features(
    shapes: Iterable[BaseGeometry], styles: list[dict[str, object]]
) -> list[dict[str, object]]:
    """GeoJSON features of all shapes but the empty ones; ``i`` is the position of each."""
    return [
        {
            "type": "Feature",
            "geometry": shapely.geometry.mapping(shape),
            "properties": {"i": i, "style": style},
        }
        for i, (shape, style) in enumerate(zip(shapes, styles, strict=True))
        if not shape.is_empty
    ]


def _footprint_style(colour: str) -> dict[str, object]:
    return {"color": FOOTPRINT_LINE, "weight": 2, "fillColor": colour, "fillOpacity": 0.6}


def _gap_style() -> dict[str, object]:
    grey = UNASSIGNED_FILL
    return {"color": grey, "weight": 1, "dashArray": "2 4", "fillColor": grey, "fillOpacity": 0.35}


def _outline_style(colour: str, dashes: str) -> dict[str, object]:
    return {
        "color": colour,
        "weight": 2.5,
        "fill": False,
        "interactive": False,
        **({"dashArray": dashes} if dashes else {}),
    }
