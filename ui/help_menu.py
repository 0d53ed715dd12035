"""The Help menu: the pages, the page about what is in use, and what a control is for."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QMenu, QWhatsThis, QWidget

from ui import words
from ui.dialogs.help import HelpDialog
from ui.help_pages import FIRST_PAGE, page_name
from ui.tools.tool import Tool

MORE = "Press F1 for its page of the help."


class HelpMenu(QObject):
    """Knows which page belongs to what has the focus.

    Parameters
    ----------
    window
        The window that has the menu.
    docks
        The panels, by the title that names their page.
    tools, tool_actions
        The tools of the map, and the entry that is checked while each is chosen.
    """

    def __init__(
        self,
        window: QMainWindow,
        docks: Mapping[str, QDockWidget],
        tools: Sequence[Tool],
        tool_actions: Sequence[QAction],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._docks = docks
        self._tools = tuple(zip(tools, tool_actions, strict=True))
        self.dialog: HelpDialog | None = None
        for title, dock in docks.items():
            dock.setWhatsThis(f"<p>{html.escape(title)}. {MORE}</p>")
            entry = dock.toggleViewAction()
            entry.setStatusTip(f"Shows the panel {title}, or hides it.")
            entry.setToolTip(words.tooltip(entry.statusTip()))

    def build(self, show_keys: Callable[[], None], show_about: Callable[[], None]) -> None:
        """Add the menu to the window's."""
        menu = self._window.menuBar().addMenu("&Help")
        keys = QKeySequence(QKeySequence.StandardKey.HelpContents)
        tip = "Opens the page about the panel or tool in use."
        self._add(menu, "&Help on this", tip, self.open_here, keys)
        self._add(menu, "&All pages", "Opens the list of all pages of the help.", self.open_index)
        tip = "Click a button, a field or a panel then to read what it is for. Esc ends it."
        self._add(menu, "&What’s this?", tip, self.ask_what, QKeySequence("Shift+F1"))
        menu.addSeparator()
        self._add(menu, "&Keys on the map", "Lists the keys that work on the map.", show_keys)
        tip = "Says which version this is, and where the log of faults is."
        self._add(menu, "A&bout", tip, show_about)

    def page_here(self) -> str:
        """The page about what has the focus: a panel, or on the map the tool that is chosen."""
        focus = QApplication.focusWidget()
        for title, dock in self._docks.items():
            if focus is not None and dock.isAncestorOf(focus):
                return page_name(title)
        chosen = next((tool for tool, action in self._tools if action.isChecked()), None)
        return page_of(chosen) if chosen is not None and self._is_on_map(focus) else FIRST_PAGE

    def open_here(self) -> None:
        """Show the page about what has the focus."""
        self.open_page(self.page_here())

    def open_index(self) -> None:
        """Show the list of pages."""
        self.open_page(FIRST_PAGE)

    def open_page(self, name: str) -> None:
        """Show a page, in the window that is open already where there is one."""
        if self.dialog is None:
            self.dialog = HelpDialog(self._window)
        self.dialog.open_page(name)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
        self.dialog.list.setFocus()

    def ask_what(self) -> None:
        """Let the user click what they want to know about."""
        for action in self._window.findChildren(QAction):
            # As it stands now: the tip of an entry that is disabled says why.
            action.setWhatsThis(action.toolTip())
        QWhatsThis.enterWhatsThisMode()

    def _is_on_map(self, focus: QWidget | None) -> bool:
        """Whether the map has the focus, or would have it: the help itself has no page."""
        if focus is None or not self._window.isAncestorOf(focus):
            return True
        centre = self._window.centralWidget()
        return bool(centre) and centre.isAncestorOf(focus)

    def _add(
        self,
        menu: QMenu,
        text: str,
        tip: str,
        run: Callable[[], None],
        keys: QKeySequence | None = None,
    ) -> None:
        action = menu.addAction(text)
        if keys is not None:
            action.setShortcut(keys)
        action.setStatusTip(tip)
        action.setToolTip(words.tooltip(tip))
        action.triggered.connect(run)


def page_of(tool: Tool) -> str:
    """The name of the page about a tool."""
    return tool.help_page or tool.icon
