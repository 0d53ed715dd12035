"""What is read by where it lies: overlays, people points and layers of points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.points import PointLayer
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.geography.source import Source
from icp_footprints.geography.units import UnitTable
from icp_footprints.sources.layers.overlays import read_overlay
from icp_footprints.sources.layers.people_points import people_centres
from icp_footprints.sources.layers.placed_rows import read_postcodes
from icp_footprints.sources.layers.points import read_people_points, read_point_layer
from icp_footprints.sources.opened_table import OpenedTable
from icp_footprints.sources.recipe import Recipe
from icp_footprints.wording import count_words


@dataclass(frozen=True, eq=False)
class Located:
    """Layers of areas and of points, and the files they are from.

    Parameters
    ----------
    people_centres
        Array (n, 2): the centre of each unit's people, NaN where none is known; None without
        a file that tells.
    layers, point_layers, sources, opened
        What was read.
    """

    people_centres: NDArray[np.float64] | None

    layers: tuple[ReferenceLayer, ...]
    point_layers: tuple[PointLayer, ...]
    sources: tuple[Source, ...]
    opened: tuple[OpenedTable, ...]


def read_located(recipe: Recipe, table: UnitTable, people: NDArray[np.float64]) -> Located:
    """Read whatever the recipe has that is joined by where it lies.

    Parameters
    ----------
    recipe
        What to read.
    table
        The units.
    people
        Array (n,) of residents.

    Raises
    ------
    InputError
        When a file cannot be used, naming it.
    """
    units = table.geometry
    sources, opened = list[Source](), list[OpenedTable]()
    postcodes, points, centres = None, None, None
    if recipe.postcodes is not None:
        postcodes, directory = read_postcodes(recipe.postcodes, recipe.columns, recipe.crs)
        opened.append(directory.opened)
        detail = count_words(len(postcodes), "postcode")
        sources.append(directory.opened.source("postcodes", detail, directory.notes))
    if recipe.people_points is not None:
        living = read_people_points(
            recipe.people_points, units, table.ids, recipe.columns, postcodes, recipe.crs
        )
        points = living.points
        centres = people_centres(points, units)
        opened.append(living.placed.opened)
        sources.append(living.source)
    overlays = [
        read_overlay(overlay, units, people, points, recipe.columns, recipe.crs)
        for overlay in recipe.overlays
    ]
    layers = [
        read_point_layer(each, units, recipe.columns, postcodes, recipe.crs)
        for each in recipe.point_layers
    ]
    return Located(
        people_centres=centres,
        layers=tuple(each.layer for each in overlays),
        point_layers=tuple(each.layer for each in layers),
        sources=(
            *sources,
            *(each.source for each in overlays),
            *(each.source for each in layers),
        ),
        opened=(
            *opened,
            *(each.opened for each in overlays),
            *(each.placed.opened for each in layers),
        ),
    )
