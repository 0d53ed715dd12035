"""Labels on the map: a footprint's name, its people and its band mark, never on one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from icp_footprints.wording import printed_people
from ui import words
from ui.canvas.drawn_item import DrawnItem
from ui.canvas.layers.footprints import Outline
from ui.canvas.layers.items import FootprintItems
from ui.canvas.layers.label_room import Extent, LabelRoom, Rank, WantedBoxes
from ui.canvas.layers.lettering import Lettering
from ui.canvas.style import MapStyle
from ui.figures import FootprintFigures

Z_LABELS = 40.0
LONGEST_NAME = 26
# A footprint smaller than this has no label: it would cover its neighbours.
LEAST_SIZE_PX = 20.0
# So far around what is seen, in its own widths and heights, labels stand ready.
AROUND = 0.75
# East and north of a place, in metres.
Point = tuple[float, float]


class FootprintLabel(DrawnItem):
    """Two lines of text with a halo, the same size at every zoom."""

    def __init__(self) -> None:
        super().__init__(Z_LABELS)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.importance = 0.0
        self.has_place = False
        self.extent: Extent = (0.0, 0.0, 0.0, 0.0)
        """Left, top, width and height of what it covers, in pixels from its place."""
        self.chosen: int | None = None
        self.stands_in: WantedBoxes | None = None
        self._shown: Lettering | None = None
        # A step back wants the words before these again.
        self._before: Lettering | None = None

    @property
    def text(self) -> str:
        """What it says, on two lines."""
        return "\n".join(self._shown.asked[0]) if self._shown else ""

    def set_words(self, name: str, figures: str, style: MapStyle) -> bool:
        """Show these two lines; whether they are others than before."""
        asked = (name, figures), style
        if self._shown is not None and self._shown.asked == asked:
            return False
        self.prepareGeometryChange()
        again, self._before = self._before, self._shown
        if again is None or again.asked != asked:
            again = Lettering(*asked)
        self._shown, self.extent = again, again.extent
        self.update()
        return True

    def forget(self) -> None:
        """Have the next words written whatever they are."""
        self._shown = self._before = None

    def boundingRect(self) -> QRectF:
        return self._shown.bounds if self._shown else QRectF()

    def draw(self, painter: QPainter) -> None:
        if self._shown is not None:
            self._shown.draw(painter)


class LabelsLayer(FootprintItems[FootprintLabel]):
    """One label per footprint, put where they do not collide, the most important first."""

    def __init__(self, scene: QGraphicsScene, style: MapStyle) -> None:
        super().__init__(scene, style)
        self._figures: dict[str, FootprintFigures] = {}
        self._shapes: dict[str, Point | Outline] = {}
        self._unplaced: set[str] = set()
        self._would_be: Mapping[str, str] = {}
        self._is_shown = True
        self._is_covered = False
        self._area: QRectF | None = None
        self._wanted: dict[str, WantedBoxes] = {}
        self._room = LabelRoom()

    def set_label(self, figures: FootprintFigures, shape: Point | Outline | None) -> None:
        """Write a footprint's label again, and move it where its shape or its place is given."""
        if figures.id is None:
            return
        item = self._items.get(figures.id)
        if item is None:
            item = self._add(figures.id, FootprintLabel())
            # It has no place before all are laid out.
            item.setVisible(False)
        self._figures[figures.id] = figures
        item.importance = figures.counted
        item.has_place = figures.units > 0
        if shape is not None and figures.units:
            self._shapes[figures.id] = shape
            self._unplaced.add(figures.id)
        self._write(figures.id)

    def show_would_be(self, figures: Mapping[str, str]) -> None:
        """Say of some footprints what they would hold; of all others what they do hold."""
        if self.say_would_be(figures):
            self.arrange()

    def say_would_be(self, figures: Mapping[str, str]) -> bool:
        """The same, and leave the labels where they stand; whether any says something else."""
        before, self._would_be = self._would_be, figures
        changed = {key for key in {*before, *figures} if before.get(key) != figures.get(key)}
        # Once a change is made, a label may say already what it is to say.
        written = [self._write(each) for each in changed & self._items.keys()]
        return any(written)

    def remove(self, ids: Iterable[str]) -> None:
        """Take the labels of these footprints off the map."""
        gone = list(ids)
        super().remove(gone)
        for each in gone:
            self._figures.pop(each, None)
            self._shapes.pop(each, None)
            self._unplaced.discard(each)
            self._wanted.pop(each, None)

    def activate(self, footprint_id: str | None) -> None:
        """Give the active footprint's label the first choice of place."""
        self._active = footprint_id

    def set_shown(self, is_shown: bool) -> None:
        """Show the labels, or none of them."""
        self._is_shown = is_shown
        self.arrange()

    def set_covered(self, is_covered: bool) -> None:
        """Hide the labels for as long as another plan lies over theirs."""
        if is_covered != self._is_covered:
            self._is_covered = is_covered
            self.arrange()

    def restyle(self, style: MapStyle) -> None:
        """Take other colours; the words follow with `set_label`."""
        self._style = style

    def follow_letters(self) -> None:
        """Write every label again in the letters that the program has now."""
        for key, item in self._items.items():
            item.forget()
            self._write(key)
        self.arrange()

    def zoomed(self, px_per_m: float) -> None:
        """Follow the zoom."""
        self._px_per_m = px_per_m
        if self._area is None:
            self.arrange()

    def look_at(self, seen: QRectF, *, is_new: bool) -> None:
        """Put labels in what is seen of the scene, and some way around it; no others.

        Parameters
        ----------
        seen
            What is seen.
        is_new
            Whether it is seen at another zoom than before.
        """
        if is_new or self._area is None or not self._area.contains(seen):
            wide, high = seen.width() * AROUND, seen.height() * AROUND
            self._area = seen.adjusted(-wide, -high, wide, high)
            self.arrange()

    def arrange(self) -> None:
        """Put every label where it meets no other, or hide it where there is no room."""
        labels: list[tuple[str, Rank, WantedBoxes]] = []
        is_shown = self._is_shown and not self._is_covered
        for key, item in self._items.items():
            if is_shown and item.has_place and self._is_worth(key, item):
                rank = (key != self._active, -item.importance)
                labels.append((key, rank, self._choices_of(key, item)))
            else:
                item.setVisible(False)
        for key, number in self._room.give(labels).items():
            self._stand(self._items[key], self._wanted[key], number)

    def _write(self, footprint_id: str) -> bool:
        """Write a label as things stand; whether it says something else than before."""
        figures = self._figures[footprint_id]
        name = figures.name
        if len(name) > LONGEST_NAME:
            name = f"{name[: LONGEST_NAME - 1].rstrip()}…"
        held = self._would_be.get(footprint_id) or f"{people(figures.counted)} {figures.mark}"
        return self._items[footprint_id].set_words(name, held, self._style)

    def _is_worth(self, footprint_id: str, item: FootprintLabel) -> bool:
        """Whether a footprint is near what is seen, and no speck that its label would cover."""
        shape = self._shapes.get(footprint_id)
        if not isinstance(shape, Outline):
            return self._area is None or self._area.contains(item.pos())
        is_large = shape.size_m * self._px_per_m >= LEAST_SIZE_PX
        if not is_large and footprint_id != self._active:
            return False
        if self._area is None:
            return True
        left, top, right, bottom = shape.bounds
        across = left < self._area.right() and right > self._area.left()
        return across and top < self._area.bottom() and bottom > self._area.top()

    def _place(self, footprint_id: str, item: FootprintLabel) -> None:
        if footprint_id in self._unplaced:
            self._unplaced.discard(footprint_id)
            shape = self._shapes[footprint_id]
            east, north = shape.inmost_point if isinstance(shape, Outline) else shape
            item.setPos(QPointF(east, -north))

    def _stand(self, item: FootprintLabel, wanted: WantedBoxes, number: int | None) -> None:
        """Put a label in the box of that number, or hide it."""
        if number is not None and (number != item.chosen or wanted is not item.stands_in):
            # The shift is in pixels, whatever the zoom.
            item.setTransform(QTransform.fromTranslate(*wanted.shifts[number]))
            item.chosen, item.stands_in = number, wanted
        item.setVisible(number is not None)

    def _choices_of(self, footprint_id: str, item: FootprintLabel) -> WantedBoxes:
        """Where a label may stand: worked out again only where it, its words or the zoom moved."""
        self._place(footprint_id, item)
        asked = (item.x(), item.y(), item.extent, self._px_per_m)
        found = self._wanted.get(footprint_id)
        if found is None or found.asked != asked:
            found = self._wanted[footprint_id] = WantedBoxes(asked)
        return found


def people(counted: float) -> str:
    """People as a label says them; never fewer than five."""
    shown = printed_people(counted)
    return shown if isinstance(shown, str) else words.count(shown)
