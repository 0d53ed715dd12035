"""A plan that is not taken yet, over the one that is: its footprints, and hatched what changes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsScene

from ui.canvas.change_picture import ChangePicture
from ui.canvas.drawn_item import DrawnItem
from ui.canvas.layers.labels import FootprintLabel, LabelsLayer
from ui.canvas.map_shape import MapShape
from ui.canvas.style import MapStyle

# Over the labels of the plan below, which it hides with all else of it.
Z_FOOTPRINTS = 60.0
Z_CHANGED = 61.0
Z_OUTLINES = 62.0
Z_LABELS = 63.0
OUTLINE_PX = 2.0
CHANGED_PX = 2.5


class PreviewShape(DrawnItem):
    """A shape in metres, drawn with the detail that the zoom can show; never picked."""

    def __init__(self, shape: MapShape, z: float, brushes: tuple[QBrush, ...], pen: QPen) -> None:
        super().__init__(z)
        self.brushes = brushes
        pen.setCosmetic(True)
        pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
        self._pen = pen
        self.drawn = shape
        self._px_per_m = 1.0

    def set_scale(self, px_per_m: float) -> None:
        """Follow the zoom."""
        self.prepareGeometryChange()
        self._px_per_m = px_per_m

    def boundingRect(self) -> QRectF:
        margin = self._pen.widthF() / self._px_per_m
        return self.drawn.bounds.adjusted(-margin, -margin, margin, margin)

    def draw(self, painter: QPainter) -> None:
        path = self.drawn.path(self._px_per_m)
        painter.setPen(Qt.PenStyle.NoPen)
        for brush in self.brushes:
            painter.setBrush(brush)
            painter.drawPath(path)
        if self._pen.style() != Qt.PenStyle.NoPen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._pen)
            painter.drawPath(path)


class PreviewLabels(LabelsLayer):
    """Labels of the would-be footprints, over their shapes."""

    def _add(self, footprint_id: str, item: FootprintLabel) -> FootprintLabel:
        item.setZValue(Z_LABELS)
        return super()._add(footprint_id, item)


class PreviewLayer:
    """The would-be plan as shapes: quick to draw, and as sharp as the map below at any zoom."""

    def __init__(self, scene: QGraphicsScene, style: MapStyle) -> None:
        self._scene = scene
        self._style = style
        self._px_per_m = 1.0
        self._items: list[PreviewShape] = []
        self._labels = PreviewLabels(scene, style)
        self._picture: ChangePicture | None = None
        self._label_later = QTimer(scene)
        self._label_later.setSingleShot(True)
        self._label_later.setInterval(0)
        self._label_later.timeout.connect(self._label)

    @property
    def hatched(self) -> dict[str | None, PreviewShape]:
        """The hatched shapes on the map, by the footprint that their units would join."""
        changed = self._picture.changed if self._picture else {}
        drawn = [item for item in self._items if item.zValue() == Z_CHANGED]
        return dict(zip(changed, drawn, strict=True))

    def show(self, picture: ChangePicture) -> None:
        """Draw a change in place of what was drawn."""
        self.clear()
        self._picture = picture
        style = self._style
        none = (QBrush(style.unassigned), QBrush(style.hatch, Qt.BrushStyle.BDiagPattern))
        thin = QPen(style.outline, OUTLINE_PX)
        if not picture.unassigned.shape_m.is_empty:
            self._add(PreviewShape(picture.unassigned, Z_FOOTPRINTS, none, QPen(style.hatch, 1.0)))
        for footprint_id, shape in picture.footprints.items():
            fill = QBrush(self._fill(picture, footprint_id))
            self._add(PreviewShape(shape, Z_FOOTPRINTS, (fill,), QPen(Qt.PenStyle.NoPen)))
            self._add(PreviewShape(shape, Z_OUTLINES, (), QPen(thin)))
        for footprint_id, shape in picture.changed.items():
            lines = QBrush(style.outline, Qt.BrushStyle.FDiagPattern)
            fill = QBrush(self._fill(picture, footprint_id))
            pen = QPen(style.accent, CHANGED_PX)
            self._add(PreviewShape(shape, Z_CHANGED, (fill, lines), pen))
        self._label_later.start()

    def _label(self) -> None:
        """Write the labels, a moment after the shapes: all at once would hold the window up."""
        if self._picture is not None:
            for figures in self._picture.figures:
                self._labels.set_label(figures, self._picture.middles[str(figures.id)])
            self._labels.zoomed(self._px_per_m)

    def clear(self) -> None:
        """Show the plan below again."""
        for item in self._items:
            self._scene.removeItem(item)
        self._items = []
        self._labels.clear()
        self._picture = None

    def zoomed(self, px_per_m: float) -> None:
        """Follow the zoom."""
        self._px_per_m = px_per_m
        for item in self._items:
            item.set_scale(px_per_m)
        if self._picture is not None and not self._label_later.isActive():
            self._labels.zoomed(px_per_m)

    def restyle(self, style: MapStyle) -> None:
        """Take other colours."""
        self._style = style
        self._labels.restyle(style)
        if self._picture is not None:
            self.show(self._picture)

    def _fill(self, picture: ChangePicture, footprint_id: str | None) -> QColor:
        if footprint_id is None:
            return self._style.unassigned
        return self._style.fill(picture.colours[footprint_id])

    def _add(self, item: PreviewShape) -> None:
        item.set_scale(self._px_per_m)
        self._items.append(item)
        self._scene.addItem(item)
