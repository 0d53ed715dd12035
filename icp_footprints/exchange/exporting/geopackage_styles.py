"""How the layers of the exported GeoPackage look in QGIS."""

from __future__ import annotations

from icp_footprints.exchange.exporting.area_outlines import outline_names
from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.property_names import ledger_keys
from icp_footprints.exchange.exporting.qgis_styles import (
    Category,
    Label,
    filled_style,
    outline_style,
    point_style,
)

# What is in no footprint, and footprints without a colour of their own.
GREY, PALE = "#cccccc", "#eeeeee"
# Lines of the layers, in turn: dark enough for white paper, apart for colour-blind readers.
LINES = ("#882255", "#332288", "#117733", "#664400")


def layer_styles(content: ExportContent) -> dict[str, str]:
    """The QML of every map layer, by its name in the file."""
    people = ledger_keys(content.place)[content.plan.band.ledger]
    count = f"format_number(\"{people}\", 0) || ' people'"
    label = Label(f"\"name\" || '\\n' || {count}", 10)
    styles = {
        "footprints": filled_style("id", _categories(content), outline_mm=0.6, label=label),
        "units": filled_style(
            "footprint_id",
            [*_categories(content), Category("", "In no footprint", PALE)],
            outline_mm=0.1,
            opacity=0.6,
        ),
    }
    for number, outline in enumerate(outline_names(content).values()):
        line = LINES[number % len(LINES)]
        styles[outline] = outline_style(line, 0.5, Label('"area_name"', 8))
    if any(len(points) for points in content.place.point_layers):
        styles["points"] = point_style("#332288", Label('"point_name"', 7))
    return styles


def _categories(content: ExportContent) -> list[Category]:
    footprints = content.plan.footprints
    fills = content.fills or (GREY,) * len(footprints)
    return [
        Category(each.id, each.name, fill) for each, fill in zip(footprints, fills, strict=True)
    ]
