"""Local authorities: the lines that footprints do not cross unless they are told to."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.place import Place
from icp_footprints.geography.reference import ReferenceLayer

# Districts and unitary authorities of England, Wales, Scotland and Northern Ireland.
AUTHORITY_CODE = re.compile(r"(?:E0[6-9]|W06|S12|N09)[0-9]{6}")
# How the ONS names its small areas: Wirral 035A, or Wirral 035 for the middle size.
UNIT_NAME = re.compile(r"(.*\S)\s+[0-9]{3}[A-Z]?")


def authority_layer(place: Place) -> ReferenceLayer | None:
    """The layer of a place's local authorities, known by their codes; None where it has none."""
    for layer in place.layers:
        if layer.kind == "lookup" and all(map(AUTHORITY_CODE.fullmatch, layer.area_ids)):
            return layer
    return None


def authority_of_units(place: Place) -> NDArray[np.int32] | None:
    """Array (n,): number of each unit's local authority; None unless there are several."""
    layer = authority_layer(place)
    if layer is None or len(layer.area_ids) < 2:
        return None
    return layer.dominant_area


def authorities_by_name(place: Place) -> list[str]:
    """The local authorities that the names of the units tell of, where every one of them does."""
    found = [UNIT_NAME.fullmatch(name) for name in place.units.names]
    return sorted({each.group(1) for each in found if each}) if all(found) else []
