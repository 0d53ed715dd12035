"""Start-up: a splash at once, then the window, then the plan that was asked for.

The order matters. Qt alone loads in a fifth of a second, so the splash shows first; the geometry
and figures libraries load behind it; reading files loads geopandas, on another thread, later.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from ui.settings import APPLICATION, ORGANISATION, Settings
from ui.splash import Splash

if TYPE_CHECKING:
    from types import TracebackType

    from ui.session import Session

LOG_BYTES = 500_000
_log = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the desktop app until its window is closed."""
    choice = _arguments(sys.argv[1:] if argv is None else argv)
    app = application()
    splash = Splash()
    starter = _Starter(choice, splash)
    sys.excepthook = _cannot_start
    splash.drawn.connect(starter.start)
    splash.show()
    return app.exec()


def application() -> QApplication:
    """The Qt application, with its names and a British way of writing numbers."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setOrganizationName(ORGANISATION)
    app.setApplicationName(APPLICATION)
    app.setApplicationDisplayName(APPLICATION)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    return app


class _Starter:
    """Holds the session, so that it lives as long as the program."""

    def __init__(self, choice: argparse.Namespace, splash: Splash) -> None:
        self._choice = choice
        self._splash = splash
        self.session: Session | None = None

    def start(self) -> None:
        from ui.garbage import GarbageOnThisThread
        from ui.session import Session

        settings = Settings(self._choice.settings)
        session = self.session = Session(settings)
        keep_log(self.session.log)
        sys.excepthook = Faults(self.session)
        self.session.window.show()
        self._splash.close()
        GarbageOnThisThread(self.session.window, lambda: session.runner.is_busy)
        if self.session.open_recovered.offer():
            return
        if self._choice.plan is not None:
            self.session.operations.open_plan.open(self._choice.plan)
        elif self._choice.sample:
            self.session.operations.open_sample.run()


def _cannot_start(
    kind: type[BaseException], fault: BaseException, trace: TracebackType | None
) -> None:
    """Say that the program cannot start, and end, rather than show the splash for ever."""
    _log.error("Could not start", exc_info=(kind, fault, trace))
    sys.__excepthook__(kind, fault, trace)
    box = QMessageBox(QMessageBox.Icon.Critical, APPLICATION, f"{APPLICATION} could not start")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(f"Install it again, or pass this on to whoever helps you: {fault}")
    box.exec()
    QApplication.exit(1)


class Faults:
    """What happens on a fault nobody expected: one plain message, and the plan stays open."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._is_telling = False

    def __call__(
        self,
        kind: type[BaseException],
        fault: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log the fault and tell the user, once at a time."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        _log.error("Unexpected fault", exc_info=(kind, fault, trace))
        if self._is_telling:
            return
        self._is_telling = True
        # Told from the event loop: the fault may have come up in the middle of a drawing.
        QTimer.singleShot(0, self._tell)

    def _tell(self) -> None:
        try:
            self._session.messages.error(
                "Something went wrong inside this program",
                "Your plan is still open. Save it under a new name, then start the program again. "
                f"The details are in {self._session.log}",
            )
        finally:
            self._is_telling = False


def keep_log(path: Path) -> None:
    """Write faults to a file of bounded size; without one if the folder cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="icp-footprints-desktop",
        description="Draw, generate and check neighbourhood footprints.",
    )
    parser.add_argument("plan", nargs="?", type=Path, help="a plan file to open")
    parser.add_argument("--sample", action="store_true", help="open the Wirral sample")
    parser.add_argument(
        "--settings", type=Path, help="keep settings in this INI file instead of the user's own"
    )
    return parser.parse_args(list(argv))
