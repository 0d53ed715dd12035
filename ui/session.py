"""The composition root: everything is made here once and handed over by constructor."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ui.all_tools import Tools
from ui.asking import Asking
from ui.basemap.switch import BasemapSwitch
from ui.canvas.map_view import MapView
from ui.document import PlanDocument
from ui.drops import Drops
from ui.files import Files
from ui.generator_parts import GeneratorParts
from ui.icons import Icons
from ui.keys import keys_in_words
from ui.lock_keeper import LockKeeper
from ui.main_window import MainWindow, Services
from ui.messages import Messages
from ui.operations.all_operations import MapParts, Operations
from ui.operations.file_services import FileServices
from ui.operations.open_recovered import OpenRecovered
from ui.operations.save import write_copy
from ui.panels.tool_options import ToolOptions
from ui.recovery import Recovery
from ui.settings import Settings
from ui.tasks.runner import Runner
from ui.tools.gesture import EditGesture
from ui.would_be_now import WouldBeNow


class Session:
    """One window with one document, and all that works on it.

    Parameters
    ----------
    settings
        What is remembered between sessions.
    messages, files
        How the program talks to the user; a test hands over its own.
    """

    def __init__(
        self, settings: Settings, messages: Messages | None = None, files: Files | None = None
    ) -> None:
        self.settings = settings
        self.messages = messages or Messages()
        self.files = files or Files(settings, self.messages)
        self.document = PlanDocument()
        self.runner = Runner(self.messages.error, self.document)
        self.map_view = self._map()
        self.asking = Asking(self.runner, self.files, lambda: self.window)
        self.generator = GeneratorParts(
            self.document, self.runner, self.messages, self.map_view, lambda: self.window
        )
        self.operations = self._operations()
        self.would_be = WouldBeNow(self.document)
        self.tools = Tools(
            self.document,
            self.map_view,
            self.messages,
            self.operations,
            settings,
            self.would_be,
        )
        self.window = self._main_window()
        self.tool_options = self._tool_options()
        self._join_tools_to_window()
        self.progress_strip, self.preview_bar = self.generator.add_bars(
            self.window, self.window.add_bar
        )
        self.recovery = Recovery(
            self.document, self.runner, settings.state_folder, write_copy, settings.copy_every_s
        )
        self.open_recovered = OpenRecovered(
            self.document, self.runner, self.messages, self.recovery
        )
        self._look_after_files()

    @property
    def log(self) -> Path:
        """The file that the details of faults go to."""
        return self.settings.state_folder / "icp-footprints.log"

    def _map(self) -> MapView:
        view = MapView(self.document, self.runner, self.settings)
        view.basemap.keep_in(self.settings.state_folder / "tiles")
        view.basemap.told.connect(self.messages.status)
        return view

    def _operations(self) -> Operations:
        view = self.map_view
        return Operations(
            self.document,
            FileServices(self.runner, self.messages, self.files, self.settings),
            self.asking,
            MapParts(
                view,
                BasemapSwitch(view.basemap, view.layers, view.choices),
                lambda: self.window.panels.issues.model,
            ),
            self.generator,
        )

    def _main_window(self) -> MainWindow:
        tools = self.tools.in_order
        return MainWindow(
            self.document,
            self.operations,
            self.map_view,
            tools,
            keys_in_words(tools),
            Services(self.runner, self.messages, self.settings, Icons(), self.log, self.would_be),
        )

    def _tool_options(self) -> ToolOptions:
        """Mount the strip that shows what can be chosen for the tool in hand."""
        strip = ToolOptions(self.document, self.tools.choices, self.map_view)
        self.window.addToolBarBreak()
        self.window.addToolBar(strip)
        for tool, action in zip(self.tools.in_order, self.window.tool_actions, strict=True):
            options = tool.options if isinstance(tool, EditGesture) else ()
            action.toggled.connect(partial(strip.take_up, action.iconText(), options))
        return strip

    def _join_tools_to_window(self) -> None:
        each = self.tools
        for asks in (each.select, each.lasso, each.polygon, each.keyboard):
            asks.menu_wanted.connect(self.window.show_selection_menu)
        each.eyedropper.picked.connect(self.window.take_last_tool)

    def _look_after_files(self) -> None:
        """Take dropped files, and leave neither copy nor note behind when the window closes."""
        each = self.operations
        self.drops = Drops(self.window, self.map_view, each.open_plan.open, each.new_plan.start)
        self.locks = LockKeeper(self.document, self.runner)
        self.window.closed.connect(self.recovery.forget)
        self.window.closed.connect(self.locks.let_go)
