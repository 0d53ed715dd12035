"""The small picture of the whole place in a corner of a footprint's map."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from icp_footprints.report.maps.frame import Frame
from icp_footprints.report.maps.ground import MapGround
from icp_footprints.report.maps.paths import area_path

SHARE = 0.2
LEAST, MOST = 64.0, 110.0
GAP = 8.0
PADDING = 5.0


def locator_box(frame: Frame, focus: BaseGeometry) -> BaseGeometry:
    """Where it goes: the corner of the window in which it hides least of the footprint."""
    side = min(MOST, max(LEAST, SHARE * min(frame.width, frame.height)))
    left, right = GAP, frame.width - GAP - side
    top, bottom = frame.y + GAP, frame.y + frame.height - GAP - side
    corners = [(right, top), (left, top), (right, bottom), (left, bottom)]
    boxes = [shapely.box(x, y, x + side, y + side) for x, y in corners]
    hidden = [float(shapely.area(shapely.clip_by_rect(focus, *box.bounds))) for box in boxes]
    return boxes[hidden.index(min(hidden))]


def locator_svg(ground: MapGround, number: int, box: BaseGeometry) -> str:
    """The place's outline, with one footprint black."""
    left, top, right, _ = box.bounds
    side = right - left
    frame = Frame.fit(ground.whole, side, side, PADDING, fill=True)
    whole, footprints = ground.thumbnails
    place, focus = frame.to_page(np.array([whole, footprints[number]], dtype=object))
    return (
        f'<g transform="translate({left:.1f} {top:.1f})" fill-rule="evenodd"><rect '
        f'width="{side:.1f}" height="{side:.1f}" fill="#fff" stroke="#777" stroke-width="0.8"/>'
        f'<path d="{area_path(place)}" fill="#ddd" stroke="#777" stroke-width="0.5"/>'
        f'<path d="{area_path(focus)}" fill="#111"/></g>'
    )
