"""Point layers: GP practices, schools, faith buildings, libraries and other local assets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import InputError

OUTSIDE = -1


@dataclass(frozen=True, eq=False)
class PointLayer:
    """Named points, and the unit that each lies in.

    Parameters
    ----------
    name
        Short name used on the command line and in files, such as ``practices``.
    label
        What the reader sees, such as ``GP practices``.
    ids, names
        One id (unique) and one name per point.
    xy
        Array (points, 2) of eastings and northings in EPSG:27700.
    unit_rows
        Array (points,) of the row of the unit each point lies in, -1 outside the place.
    """

    name: str
    label: str
    ids: tuple[str, ...]
    names: tuple[str, ...]
    xy: NDArray[np.float64]
    unit_rows: NDArray[np.int64]

    def __post_init__(self) -> None:
        sizes = {len(self.ids), len(self.names), len(self.xy), len(self.unit_rows)}
        if len(sizes) > 1 or self.xy.shape != (len(self.ids), 2):
            raise InputError(f"Points '{self.name}': ids, names and places differ in number.")
        if not np.all(np.isfinite(self.xy)):
            raise InputError(f"Points '{self.name}' has a point without a place.")
        if len(set(self.ids)) < len(self.ids):
            raise InputError(f"Points '{self.name}' has two points of one id.")
        self.xy.setflags(write=False)
        self.unit_rows.setflags(write=False)

    def __len__(self) -> int:
        return len(self.ids)
