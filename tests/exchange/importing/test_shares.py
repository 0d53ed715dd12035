"""Polygons of very many points, taken apart, hold what they hold whole."""

import numpy as np
import pytest
import shapely

from icp_footprints.exchange.importing import shares as module
from icp_footprints.exchange.importing.shares import shares_of
from icp_footprints.progress import Cancelled, Progress
from icp_footprints.sources.layers.overlay_shares import STRIP_SHARE
from tests.exchange.importing.footprint_files import box
from tests.grids import place_of

UNITS = place_of("aaaa\naaaa\naaaa").units.geometry


def star(left: float, right: float, points: int, teeth: int) -> shapely.Geometry:
    """A shape with a wavy edge, around the middle of two columns."""
    west, south, east, north = box(left, 0, right, 3).bounds
    angle = np.linspace(0, 2 * np.pi, points, endpoint=False)
    radius = 1 + 0.15 * np.sin(teeth * angle)
    across = (west + east) / 2 + (east - west) / 2 * radius * np.cos(angle)
    up = (south + north) / 2 + (north - south) / 2 * radius * np.sin(angle)
    return shapely.Polygon(np.column_stack([across, up]))


@pytest.mark.parametrize("most", [40, 200])
def test_pieces_together_are_the_whole(monkeypatch, most):
    polygons = np.array([star(0, 2.3, 900, 30), star(2, 4, 700, 12), box(0, 0, 1, 1)], dtype=object)
    expected = np.array(
        [[unit.intersection(each).area / unit.area for each in polygons] for unit in UNITS]
    )
    monkeypatch.setattr(module, "MOST_POINTS", most)
    found = shares_of(UNITS, polygons, Progress())
    # Strips may go to the unit's other areas: by so little that no unit goes elsewhere.
    slack = STRIP_SHARE * 8
    assert found.shares.toarray() == pytest.approx(expected, abs=slack)
    assert (found.covered <= 1).all()


def test_it_can_be_stopped(monkeypatch):
    monkeypatch.setattr(module, "MOST_POINTS", 40)
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        shares_of(UNITS, np.array([star(0, 4, 900, 30)], dtype=object), progress)
