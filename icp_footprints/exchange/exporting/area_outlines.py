"""The areas of reference layers as shapes made of whole units, for maps.

A PCN has no boundary of its own: what is drawn are the units most of whose people belong to it.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.property_names import layer_keys
from icp_footprints.exchange.exporting.storable_text import storable
from icp_footprints.geography.crs import BRITISH_NATIONAL_GRID
from icp_footprints.geography.dissolve import dissolve


def outline_names(content: ExportContent) -> dict[str, str]:
    """What the outlines of each layer are called in a file: ``areas_pcn``."""
    return {name: f"areas_{key}" for name, key in layer_keys(content.place).items()}


def area_outlines(content: ExportContent) -> dict[str, gpd.GeoDataFrame]:
    """One table for each layer, with the areas that most of some unit's people belong to."""
    frames: dict[str, gpd.GeoDataFrame] = {}
    names = outline_names(content)
    for layer in content.place.layers:
        main = layer.dominant_area
        areas = np.unique(main[main >= 0]).tolist()
        columns = {
            "area_id": pd.Series([storable(layer.area_ids[area]) for area in areas], dtype="str"),
            "area_name": pd.Series(
                [storable(layer.area_names[area]) for area in areas], dtype="str"
            ),
            "units": pd.Series([int((main == area).sum()) for area in areas], dtype="Int64"),
        }
        shapes = [dissolve(content.units, np.flatnonzero(main == area)) for area in areas]
        frames[names[layer.name]] = gpd.GeoDataFrame(
            columns, geometry=gpd.GeoSeries(shapes, crs=BRITISH_NATIONAL_GRID)
        )
    return frames
