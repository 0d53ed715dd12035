"""Units shown as about to change, however a gesture grows and shrinks."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsScene

from tests.grids import SQUARE_M, place_of
from ui.canvas.layers.highlight import HighlightLayer
from ui.canvas.style import style_for

RED, BLUE = QColor("#cc0000"), QColor("#0000cc")


@pytest.mark.parametrize("seed", range(5))
def test_whatever_was_shown_before_just_these_units_are_drawn(qapp, seed):
    random = np.random.default_rng(seed)
    scene, place = QGraphicsScene(), place_of("aaaa\naaaa")
    style = style_for(QPalette())
    layer = HighlightLayer(scene, style)
    layer.rebuild(place)
    for _ in range(30):
        rows = random.choice(8, int(random.integers(9)), replace=False).tolist()
        fills = {row: (RED, BLUE, None)[int(random.integers(3))] for row in rows}
        layer.show_preview(fills)
        assert layer.previewed == set(rows)
        assert layer.fills == fills
        areas = dict.fromkeys((RED.name(), BLUE.name(), style.unassigned.name()), 0.0)
        for item in scene.items():
            assert isinstance(item, QGraphicsPathItem)
            if not item.path().isEmpty():
                polygons = item.path().toSubpathPolygons()
                box = sum(
                    each.boundingRect().width() * each.boundingRect().height() for each in polygons
                )
                areas[item.brush().color().name()] += box / SQUARE_M**2
        assert areas == {
            RED.name(): sum(fill == RED for fill in fills.values()),
            BLUE.name(): sum(fill == BLUE for fill in fills.values()),
            style.unassigned.name(): sum(fill is None for fill in fills.values()),
        }
    layer.clear_preview()
    assert layer.previewed == set()
    assert all(
        item.path().isEmpty() for item in scene.items() if isinstance(item, QGraphicsPathItem)
    )
