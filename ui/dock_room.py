"""Where the panels stand: on both sides of the map, or in one place where letters are large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QChildEvent, QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QTabBar

from ui.all_panels import Dock, side_widths
from ui.settings import Settings

BOTH_SIDES, ONE_PLACE = "window", "window with large text"
"""What each arrangement is remembered by: one that suits small letters does not suit large ones."""
LEAST_LINES = 66
"""A window narrower than this many heights of a line has room for panels at one side only."""
ONE_PLACE_SHARE = 0.48
ISSUES_PX = 290
HAIR_PT = 0.05


class DockRoom(QObject):
    """Mounts the docks, shows them where they stood last, and makes room for large letters.

    Parameters
    ----------
    window
        Where they are mounted.
    docks
        The panels, in order.
    settings
        Where the arrangement is remembered.
    """

    def __init__(self, window: QMainWindow, docks: Sequence[Dock], settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._each = docks
        self._settings = settings
        self._shown = ""
        self.docks: dict[str, QDockWidget] = {}
        for each in docks:
            dock = QDockWidget(each.title, window)
            dock.setObjectName(f"{each.title}Dock")
            dock.setWidget(each.panel)
            self.docks[each.title] = dock
        self._stand(is_one_place=False)
        for dock in self.docks.values():
            dock.hide()
        window.installEventFilter(self)

    @property
    def wanted(self) -> str:
        """The arrangement that there is room for."""
        lines = self._window.width() / max(1, self._window.fontMetrics().height())
        return BOTH_SIDES if lines >= LEAST_LINES else ONE_PLACE

    def show(self) -> None:
        """Open the docks as they stood last, or as they stand at first."""
        self._shown = self.wanted
        state = self._settings.layout(self._shown)
        if state.isEmpty() or not self._window.restoreState(state):
            self._show_first()

    def remember(self) -> None:
        """Keep how they stand now."""
        if self._shown:
            self._settings.remember_layout(self._shown, self._window.saveState())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FontChange and watched is self._window:
            # Once everything in the window has its letters. Until then it may grow for their sake.
            before = self._window.size()
            QTimer.singleShot(0, self, lambda: self._follow_font(before))
        elif isinstance(event, QChildEvent) and event.type() == QEvent.Type.ChildPolished:
            # Qt makes a row of tabs when panels first share a place, and would cut names short:
            # a name that is whole and has to be scrolled to can be read.
            row = event.child()
            if watched is self._window and isinstance(row, QTabBar):
                row.setElideMode(Qt.TextElideMode.ElideNone)
                row.setAccessibleName("Panels that share this place")
        return super().eventFilter(watched, event)

    def _follow_font(self, before: QSize) -> None:
        """Write the titles in the letters of now; change places where there is no room now."""
        letters = QApplication.font()
        # Qt draws titles as at the start wherever their letters are just those of the program.
        letters.setPointSizeF(letters.pointSizeF() + HAIR_PT)
        for dock in self.docks.values():
            dock.setFont(letters)
        if self._shown and self._shown != self.wanted:
            self.remember()
            self.show()
            layout = self._window.layout()
            if layout is not None:
                layout.activate()
            self._window.resize(before)

    def _show_first(self) -> None:
        """Open the docks where no arrangement is remembered, the first at each place in front."""
        is_one_place = self._shown == ONE_PLACE
        self._stand(is_one_place=is_one_place)
        for each in self._each:
            self.docks[each.title].setVisible(each.is_shown)
        width, height = self._window.width(), self._window.height()
        if is_one_place:
            first = self.docks[self._each[0].title]
            first.raise_()
            side_px = round(ONE_PLACE_SHARE * width)
            self._window.resizeDocks([first], [side_px], Qt.Orientation.Horizontal)
            return
        for each in self._each:
            if each.is_shown and not each.behind:
                self.docks[each.title].raise_()
        side = [self.docks["Footprints"], self.docks["Issues"]]
        left_px, side_px = side_widths(width)
        wide = [left_px, side_px, side_px]
        self._window.resizeDocks([self.docks["Layers"], *side], wide, Qt.Orientation.Horizontal)
        high = [max(height, ISSUES_PX * 2) - ISSUES_PX, ISSUES_PX]
        self._window.resizeDocks(side, high, Qt.Orientation.Vertical)

    def _stand(self, *, is_one_place: bool) -> None:
        first = self._each[0]
        for each in self._each:
            dock = self.docks[each.title]
            dock.setFloating(False)
            self._window.removeDockWidget(dock)
            self._window.addDockWidget(first.area if is_one_place else each.area, dock)
            behind = first.title if is_one_place else each.behind
            if behind and behind != each.title:
                self._window.tabifyDockWidget(self.docks[behind], dock)
