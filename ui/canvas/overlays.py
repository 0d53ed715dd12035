"""What lies over the map and does not move with it: scale, legend and the card of a unit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from ui.canvas.fills import UnitFill
from ui.canvas.home_fit import CORNERS, LOWER
from ui.canvas.legend import Legend
from ui.canvas.scale_bar import ScaleBar
from ui.canvas.style import MapStyle
from ui.canvas.unit_card import UnitCard

GAP_PX = 10
CLEAR_OF_POINTER_PX = 60


class Overlays:
    """Keeps each in a corner of the map, clear of the unit that it tells about."""

    def __init__(self, style: MapStyle, over: QWidget) -> None:
        self._over = over
        self._clear = QRect()
        self._corner: Qt.Corner = CORNERS[0]
        self.scale_bar = ScaleBar(style, over)
        self.legend = Legend(over)
        self.card = UnitCard(over)

    def restyle(self, style: MapStyle) -> None:
        """Take other colours."""
        self.scale_bar.restyle(style)

    def tell(
        self, place: Place, plan: Plan, row: int | None, fill: UnitFill | None, at: QRect
    ) -> None:
        """Tell about a unit on the card, which keeps off where it lies; about none for None."""
        is_other = self.card.show_unit(place, plan, row, fill)
        if is_other or at != self._clear:
            self._clear = at
            self.place()

    def keep_clear(self, of: QRect) -> None:
        """Keep card and scale bar off this part of the map, such as where a unit lies."""
        if of != self._clear:
            self._clear = of
            self.place()

    def place(self) -> None:
        """Put each in its corner."""
        self.legend.fit(self._over.size())
        upper_left, upper_right, _, lower_right = self._corners(self.legend.size())
        places = (lower_right, upper_right, upper_left)
        self.legend.move(places[CORNERS.index(self._corner)].topLeft())
        self._place_card()
        self._place_scale_bar()

    def fit_letters(self) -> None:
        """Take the size that the letters of now need."""
        self.scale_bar.resize(self.scale_bar.sizeHint())
        self.card.fit()
        self.place()

    def covers(self, point: QPoint) -> bool:
        """Whether the legend lies over a point of the map."""
        return self.legend.isVisible() and self.legend.geometry().contains(point)

    def stand(self, corner: Qt.Corner) -> None:
        """Put the legend into a corner, one of `CORNERS`."""
        if corner != self._corner:
            self._corner = corner
            self.place()

    def legend_room(self) -> QSizeF:
        """What the legend takes of its corner; nothing where it is hidden."""
        if self.legend.isHidden():
            return QSizeF()
        return QSizeF(self.legend.size() + QSize(GAP_PX, GAP_PX))

    def _place_card(self) -> None:
        """Keep the card in a corner, an upper one if it can be, that the unit does not reach into.

        Of a unit that reaches into all of them it covers no more than where the pointer is not.
        """
        corners = self._corners(self.card.size())
        above_bar = corners[2].translated(0, -self.scale_bar.height())
        wanted = (corners[1], corners[0], corners[3])
        # Next to the legend only where no other corner will do: it would stand far into the map.
        aside = [(self._past_legend(each), each) for each in wanted]
        aside.sort(key=lambda pair: pair[0] != pair[1])
        choices = [*(place for place, _ in aside), above_bar]
        free = [each for each in choices if not each.intersects(self._clear)]
        self.card.move((free or self._far_from_pointer(choices))[0].topLeft())

    def _past_legend(self, corner: QRect) -> QRect:
        """A place in a corner, or next to the legend where that stands there: above or below."""
        legend = self.legend.geometry()
        if self.legend.isHidden() or not corner.intersects(legend):
            return corner
        is_lower = self._corner in LOWER
        past = legend.top() - GAP_PX - corner.height() if is_lower else legend.bottom() + GAP_PX
        return QRect(QPoint(corner.left(), past), corner.size())

    def _place_scale_bar(self) -> None:
        """Keep the bar in the lower left corner, or else in the nearest one that is free."""
        upper_left, _, lower_left, lower_right = self._corners(self.scale_bar.size())
        if not self.legend.isHidden() and lower_right.intersects(self.legend.geometry()):
            lower_right.moveRight(self.legend.geometry().left() - GAP_PX)
        taken = [self._clear] + ([self.card.geometry()] if self.card.isVisible() else [])
        choices = (lower_left, lower_right, self._past_legend(upper_left))
        free = [each for each in choices if not any(each.intersects(one) for one in taken)]
        self.scale_bar.move((free or self._far_from_pointer(choices))[0].topLeft())

    def _far_from_pointer(self, choices: Sequence[QRect]) -> Sequence[QRect]:
        pointer, near = self._over.mapFromGlobal(QCursor.pos()), CLEAR_OF_POINTER_PX
        far = [
            each
            for each in choices
            if not each.adjusted(-near, -near, near, near).contains(pointer)
        ]
        return far or choices

    def _corners(self, size: QSize) -> tuple[QRect, QRect, QRect, QRect]:
        """Where something of a size stands in the corners: the upper ones, then the lower ones."""
        right = self._over.width() - size.width() - GAP_PX
        foot = self._over.height() - size.height() - GAP_PX
        upper_left, upper_right, lower_left, lower_right = (
            QRect(QPoint(x, y), size) for y in (GAP_PX, foot) for x in (GAP_PX, right)
        )
        return upper_left, upper_right, lower_left, lower_right
