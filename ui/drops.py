"""Files dropped on the window: a plan file opens, other files start a new plan from them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from ui.files import PLAN_SUFFIX


class Drops(QObject):
    """Takes what is dropped on a window or on one of the views in it.

    Parameters
    ----------
    window, view
        The window, and the view in it that would take drops for itself.
    open_plan
        Opens a plan file.
    start_plan
        Starts a new plan from these files.
    """

    def __init__(
        self,
        window: QWidget,
        view: QWidget,
        open_plan: Callable[[Path], None],
        start_plan: Callable[[list[Path]], None],
    ) -> None:
        super().__init__(window)
        self._open_plan = open_plan
        self._start_plan = start_plan
        view.setAcceptDrops(False)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            files = files_of(event.mimeData())
            if files:
                event.acceptProposedAction()
                self.take(files)
                return True
        elif (
            isinstance(event, QDragEnterEvent)
            and event.type() == QEvent.Type.DragEnter
            and files_of(event.mimeData())
        ):
            event.acceptProposedAction()
            return True
        return super().eventFilter(watched, event)

    def take(self, files: list[Path]) -> None:
        """Open a plan file; start a new plan from any others."""
        plans = [path for path in files if is_plan(path)]
        if plans:
            self._open_plan(plans[0])
        else:
            self._start_plan(files)


def files_of(held: QMimeData) -> list[Path]:
    """The files of this computer that are dragged."""
    return [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]


def is_plan(path: Path) -> bool:
    """Whether a file is called as plan files are."""
    return path.name.lower().endswith(PLAN_SUFFIX)
