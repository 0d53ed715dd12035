"""The main window: mounts the panels and builds menus and toolbar from operations and tools."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QCursor, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from ui import menus, words
from ui.all_panels import Panels
from ui.canvas.map_view import MapView
from ui.dialog_room import DialogRoom
from ui.dialogs.about import AboutDialog, KeysDialog
from ui.dialogs.progress import ShowsProgress
from ui.dock_room import DockRoom
from ui.document import PlanDocument
from ui.help_menu import HelpMenu
from ui.icons import Icons
from ui.keys import KeyGroup
from ui.messages import Messages
from ui.operations.action import OperationAction
from ui.operations.all_operations import Operations
from ui.operations.operation import Operation
from ui.panels.banner import NoticeBanner
from ui.panels.footprints import describe_active
from ui.panels.map_hint import MapHint
from ui.panels.note_bar import NoteBar
from ui.panels.plan_status import PlanStatus, window_title
from ui.panels.selection_summary import SelectionSummary
from ui.panels.start_page import StartPage
from ui.panels.status_line import HintLabel
from ui.recent_menu import RecentMenu
from ui.settings import Settings
from ui.tasks.runner import Runner
from ui.tools.tool import Tool
from ui.would_be_now import WouldBeNow

FIRST_SIZE = QSize(1400, 900)
ICON_PX = 22


@dataclass(frozen=True)
class Services:
    """What the window works with besides the plan."""

    runner: Runner
    messages: Messages
    settings: Settings
    icons: Icons
    log: Path
    would_be: WouldBeNow


class MainWindow(QMainWindow):
    """Everything it shows is handed to it."""

    closed = Signal()
    """The window is closing for good: everything is saved, or the user said not to."""

    def __init__(
        self,
        document: PlanDocument,
        operations: Operations,
        map_view: MapView,
        tools: Sequence[Tool],
        keys: Sequence[KeyGroup],
        services: Services,
    ) -> None:
        super().__init__()
        self._document = document
        self._operations = operations
        self._settings = services.settings
        self._would_be = services.would_be
        self._icons = services.icons
        self._log = services.log
        self._keys, self._tools = keys, tools
        self._is_closing = False
        self._is_asking = False
        self._last_tool = ""
        self.map_view = map_view
        self.runner = services.runner
        self.setObjectName("MainWindow")
        self.setWindowIcon(self._icons.app_icon())
        self.actions_of = {
            type(each): OperationAction(each, self._icons, self) for each in operations.each()
        }
        self._mount_panels()
        self.tool_actions = self._tool_actions(tools)
        self._build_menus()
        self.help = HelpMenu(self, self.docks, tools, self.tool_actions)
        self.help.build(self.show_keys, self.show_about)
        DialogRoom(self)
        self._build_toolbar()
        self._build_status_bar(services.messages)
        ShowsProgress(self.runner, self, self.statusBar())
        services.messages.noted.connect(self.note_bar.show_note)
        document.place_changed.connect(self._show_map)
        document.saved_changed.connect(self._show_title)
        document.state_changed.connect(self._show_active)
        document.state_changed.connect(self._refresh_actions)
        self._show_title()
        self._restore_layout()

    def add_bar(self, bar: QWidget) -> None:
        """Put a bar over the map, which makes room for it while it is shown."""
        self._centre.insertWidget(self._centre.count() - 1, bar)

    def action(self, operation: type[Operation]) -> OperationAction:
        """The menu and toolbar entry of an operation."""
        return self.actions_of[operation]

    # --- building ---

    def _mount_panels(self) -> None:
        operations, document = self._operations, self._document
        self.start_page = StartPage(
            operations.open_sample,
            operations.open_plan,
            operations.new_plan,
            operations.open_recent,
            self._icons,
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start_page)
        self.stack.addWidget(self.map_view)
        self.note_bar = NoteBar(self.stack, self.map_view.legend)
        centre = QWidget(self)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.banner = NoticeBanner(document, centre)
        layout.addWidget(self.banner)
        self.hint = MapHint(document, operations.generate, operations.new_footprint, centre)
        layout.addWidget(self.hint)
        layout.addWidget(self.stack, 1)
        self._centre = layout
        self.setCentralWidget(centre)
        self.panels = Panels(
            document, operations, self.map_view, self.runner, self._settings, self._would_be
        )
        self.dock_room = DockRoom(self, self.panels.docks(), self._settings)
        self.docks = self.dock_room.docks
        self._give_menus()

    def _give_menus(self) -> None:
        """Give table and issues a menu of what can be done with what is chosen in them."""
        table, issues = self.panels.footprints.table, self.panels.issues.list
        for each in (table, issues):
            each.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        table.addActions(self._actions(menus.table_menu(self._operations)))
        table.addAction(self.panels.footprints.copy_action)
        issues.addActions(self._actions(menus.issue_menu(self._operations)))

    def _actions(self, group: menus.Group) -> list[QAction]:
        return [self.actions_of[type(each)] for each in group]

    def _tool_actions(self, tools: Sequence[Tool]) -> list[QAction]:
        group = QActionGroup(self)
        found: list[QAction] = []
        for tool in tools:
            action = QAction(self._icons.icon(tool.icon), tool.title, self)
            action.setCheckable(True)
            action.setShortcut(QKeySequence(tool.shortcut))
            # A bare letter must stay a letter wherever one types.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            plain = tool.title.replace("&", "")
            action.setIconText(menus.SHORT_TOOLS.get(plain, plain))
            action.setToolTip(words.tooltip(f"{plain} ({tool.shortcut})\n{tool.tip}"))
            action.setStatusTip(tool.tip)
            action.setObjectName(type(tool).__name__)
            action.toggled.connect(partial(self._take_tool, tool))
            group.addAction(action)
            self.map_view.addAction(action)
            found.append(action)
        return found

    def _take_tool(self, tool: Tool, is_on: bool) -> None:
        if is_on:
            self.status_words.set_hint(tool.hint or tool.tip)
            self.map_view.set_tool(tool)
        else:
            self._last_tool = type(tool).__name__

    def take_last_tool(self) -> None:
        """Go back to the tool that was chosen before this one."""
        last = [each for each in self.tool_actions if each.objectName() == self._last_tool]
        for action in last:
            action.setChecked(True)

    def _build_menus(self) -> None:
        for title, groups in menus.menus(self._operations):
            menu = self.menuBar().addMenu(title)
            for number, group in enumerate(groups):
                if number:
                    menu.addSeparator()
                menu.addActions(self._actions(group))
            self._finish_menu(title, menu)
        tools = self.menuBar().addMenu("&Tools")
        tools.addActions(self.tool_actions)

    def _finish_menu(self, title: str, menu: QMenu) -> None:
        """Add what is not an operation on the plan."""
        if title == "&File":
            recent = RecentMenu(self._operations.open_recent, menu)
            menu.insertMenu(self.actions_of[type(self._operations.open_sample)], recent)
            menu.addSeparator()
            leave = menu.addAction("&Quit", self.close)
            leave.setShortcut(QKeySequence.StandardKey.Quit)
            leave.setStatusTip("Closes the program; asks first where a plan is not saved.")
            leave.setToolTip(words.tooltip(leave.statusTip()))
        elif title == "&Edit":
            menu.addSeparator()
            menu.addAction(self.panels.footprints.copy_action)
        elif title == "&View":
            menu.addSeparator()
            menu.addActions([dock.toggleViewAction() for dock in self.docks.values()])

    def _build_toolbar(self) -> None:
        bar = QToolBar("Toolbar", self)
        bar.setObjectName("Toolbar")
        bar.setMovable(False)
        bar.setIconSize(QSize(ICON_PX, ICON_PX))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        for group in menus.toolbar(self._operations):
            bar.addActions(self._actions(group) or self.tool_actions)
            bar.addSeparator()
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toolbar = bar
        self.addToolBar(bar)
        bar.hide()

    def _build_status_bar(self, messages: Messages) -> None:
        self.status_words = HintLabel(self)
        self.selection_words = SelectionSummary(self._document, self)
        self.active_words = QLabel(self)
        self.active_words.setTextFormat(Qt.TextFormat.PlainText)
        self.active_words.setAccessibleName("Active footprint")
        self.statusBar().addWidget(self.status_words, 1)
        self.statusBar().addPermanentWidget(self.selection_words)
        self.statusBar().addPermanentWidget(self.active_words)
        self.statusBar().addPermanentWidget(PlanStatus(self._document, self))
        messages.status_changed.connect(self.status_words.say)

    # --- following the document ---

    def _show_map(self) -> None:
        is_first = self.stack.currentWidget() is not self.map_view
        self.stack.setCurrentWidget(self.map_view)
        if is_first:
            self.toolbar.show()
            self.dock_room.show()
            next(a for a in self.tool_actions if a.objectName() == "PaintTool").setChecked(True)
        self.map_view.setFocus()

    def _show_title(self) -> None:
        self.setWindowTitle(window_title(self._document))
        self.setWindowModified(self._document.has_unsaved_changes)

    def _show_active(self) -> None:
        is_open = self._document.is_open
        self.active_words.setText(describe_active(self._document) if is_open else "")

    def _refresh_actions(self) -> None:
        # One slot for all of them: Qt takes as long to call one as most need to answer.
        for action in self.actions_of.values():
            action.refresh()

    def show_selection_menu(self, at: QPoint | None = None) -> None:
        """Offer what can be done with the selected units, there or where the pointer is."""
        menu = QMenu(self)
        menu.addActions(self._actions(menus.selection_menu(self._operations)))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(QCursor.pos() if at is None else at)

    def show_keys(self) -> None:
        """Tell which keys work on the map."""
        KeysDialog(self._keys, self).open()

    def show_about(self) -> None:
        """Tell what this program is."""
        AboutDialog(self._log, self).open()

    # --- the window itself ---

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_closing:
            self._is_asking = True
            self._operations.unsaved.then(self._leave)
            self._is_asking = False
        if not self._is_closing:
            # The user changed their mind, or there is a save to wait for: it closes the window.
            event.ignore()
            return
        if self.stack.currentWidget() is self.map_view:
            self.dock_room.remember()
        self._settings.remember_layout("geometry", self.saveGeometry())
        self.runner.shut_down()
        self.closed.emit()
        event.accept()

    def _leave(self) -> None:
        """Close for good, now that nothing would be lost by it."""
        self._is_closing = True
        if not self._is_asking:
            self.close()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "tool_actions"):
            for action in self.actions_of.values():
                action.refresh_icon()
            for tool, action in zip(self._tools, self.tool_actions, strict=True):
                action.setIcon(self._icons.icon(tool.icon))

    def _restore_layout(self) -> None:
        if not self.restoreGeometry(self._settings.layout("geometry")):
            available = QApplication.primaryScreen().availableSize()
            self.resize(FIRST_SIZE.boundedTo(available))
