"""Styles that QGIS shows a layer with at once: QML, made with an XML writer so names are inert."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# What XML 1.0 cannot hold at all, even escaped.
NOT_XML = {code: None for code in (*range(32), 0xFFFE, 0xFFFF) if code not in (9, 10, 13)}
DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
# QGIS reads styles of any older version; this one is old enough for every QGIS in use.
QGIS_VERSION = "3.22.0"
DARK, WHITE = "#333333", "#ffffff"


@dataclass(frozen=True)
class Category:
    """The areas of one value: how the legend calls them, and their fill as ``#rrggbb``."""

    value: str
    label: str
    fill: str


@dataclass(frozen=True)
class Label:
    """What stands on each shape: a QGIS expression, and its size in points."""

    expression: str
    size_pt: float = 9.0


def filled_style(
    column: str,
    categories: Sequence[Category],
    *,
    outline_mm: float,
    opacity: float = 1.0,
    label: Label | None = None,
) -> str:
    """Polygons filled by the value of a column; the category of an empty value is all others."""
    renderer = ET.Element("renderer-v2", type="categorizedSymbol", attr=column, enableorderby="0")
    listed = ET.SubElement(renderer, "categories")
    symbols = ET.SubElement(renderer, "symbols")
    for number, each in enumerate(categories):
        said = {"value": each.value, "label": each.label, "symbol": str(number)}
        ET.SubElement(listed, "category", _clean(said), render="true", type="string")
        look = _fill(each.fill, "solid", DARK, outline_mm)
        symbols.append(_symbol(str(number), "fill", "SimpleFill", look, opacity))
    return _style(renderer, "2", label)


def outline_style(colour: str, width_mm: float, label: Label | None = None) -> str:
    """Polygons of which only the line shows."""
    look = _fill(WHITE, "no", colour, width_mm)
    return _style(_single(_symbol("0", "fill", "SimpleFill", look)), "2", label)


def point_style(colour: str, label: Label | None = None) -> str:
    """Points as small dots with a white rim."""
    look = {
        "name": "circle",
        "color": _rgba(colour),
        "outline_color": _rgba(WHITE),
        "outline_style": "solid",
        "outline_width": "0.3",
        "outline_width_unit": "MM",
        "size": "2.2",
        "size_unit": "MM",
    }
    return _style(_single(_symbol("0", "marker", "SimpleMarker", look)), "0", label)


def _fill(colour: str, fill: str, line: str, width_mm: float) -> dict[str, str]:
    return {
        "color": _rgba(colour),
        "style": fill,
        "outline_color": _rgba(line),
        "outline_style": "solid",
        "outline_width": str(width_mm),
        "outline_width_unit": "MM",
        "joinstyle": "round",
    }


def _single(symbol: ET.Element) -> ET.Element:
    renderer = ET.Element("renderer-v2", type="singleSymbol", enableorderby="0")
    ET.SubElement(renderer, "symbols").append(symbol)
    return renderer


def _symbol(
    name: str, kind: str, layer_class: str, look: Mapping[str, str], opacity: float = 1.0
) -> ET.Element:
    """A symbol of one layer, said twice: as QGIS 3.18 and later read it, and as earlier ones do."""
    symbol = ET.Element(
        "symbol", name=name, type=kind, alpha=str(opacity), clip_to_extent="1", force_rhr="0"
    )
    layer = ET.SubElement(
        symbol, "layer", {"class": layer_class}, enabled="1", locked="0", **{"pass": "0"}
    )
    options = ET.SubElement(layer, "Option", type="Map")
    for key, value in look.items():
        ET.SubElement(options, "Option", name=key, value=value, type="QString")
    for key, value in look.items():
        ET.SubElement(layer, "prop", k=key, v=value)
    return symbol


def _style(renderer: ET.Element, geometry_type: str, label: Label | None) -> str:
    """The whole style; ``geometry_type`` is 0 for points and 2 for polygons."""
    root = ET.Element(
        "qgis",
        version=QGIS_VERSION,
        styleCategories="Symbology|Labeling",
        labelsEnabled="0" if label is None else "1",
    )
    root.append(renderer)
    if label is not None:
        root.append(_labeling(label, on_points=geometry_type == "0"))
    ET.SubElement(root, "blendMode").text = "0"
    ET.SubElement(root, "featureBlendMode").text = "0"
    ET.SubElement(root, "layerGeometryType").text = geometry_type
    return DOCTYPE + ET.tostring(root, encoding="unicode")


def _labeling(label: Label, on_points: bool) -> ET.Element:
    """Dark letters with a white rim, inside polygons or beside points.

    Shapes are no obstacle to labels: QGIS would else leave out each that is wider than its shape.
    """
    labeling = ET.Element("labeling", type="simple")
    settings = ET.SubElement(labeling, "settings", calloutType="simple")
    text = ET.SubElement(
        settings,
        "text-style",
        fieldName=label.expression,
        isExpression="1",
        fontFamily="Sans Serif",
        fontSize=str(label.size_pt),
        fontSizeUnit="Point",
        fontWeight="63",
        textColor=_rgba(DARK),
        textOpacity="1",
    )
    ET.SubElement(
        text,
        "text-buffer",
        bufferDraw="1",
        bufferSize="0.8",
        bufferSizeUnits="MM",
        bufferColor=_rgba(WHITE),
        bufferOpacity="1",
        bufferJoinStyle="128",
    )
    ET.SubElement(settings, "text-format", multilineAlign="1", plussign="0", formatNumbers="0")
    placement = {"placement": "6", "dist": "1"} if on_points else {"placement": "1", "dist": "0"}
    ET.SubElement(
        settings, "placement", placement, centroidInside="1", centroidWhole="0", distUnits="MM"
    )
    ET.SubElement(settings, "rendering", drawLabels="1", obstacle="0", labelPerPart="0")
    return labeling


def _rgba(colour: str) -> str:
    """``#rrggbb`` as QGIS writes colours: red, green, blue and opacity, each up to 255."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return f"{red},{green},{blue},255"


def _clean(texts: Mapping[str, str]) -> dict[str, str]:
    return {key: xml_text(text) for key, text in texts.items()}


def xml_text(text: str) -> str:
    """The text without what XML cannot hold."""
    return text.translate(NOT_XML).encode("utf-8", "replace").decode("utf-8")
