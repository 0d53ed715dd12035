"""From an open plan to paper: pages set beside the window, the printer chosen, pages sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QPageLayout, QPageSize
from PySide6.QtWidgets import QApplication

from icp_footprints.progress import Progress
from ui.document import PlanDocument
from ui.exporting.wanted import REMEMBERED, restored
from ui.messages import Messages
from ui.printing.papers import PAPERS, Paper, SetPaper, set_paper
from ui.settings import Settings
from ui.tasks.runner import Runner, Task

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

NO_PRINTER = (
    "No printer is set up on this computer. File, Export writes the same pages as PDF files."
)
STOPPED = "Stopped. Pages that had gone to the printer may still come out."
NOT_PRINTED = "Not everything was printed"
NO_PAGES = "None of the pages you chose is there."
PRINTED = "The pages have gone to the printer."


class Printing(QObject):
    """Made once. Whoever asks the user for a printer can be exchanged, as a test does."""

    def __init__(
        self, document: PlanDocument, runner: Runner, messages: Messages, settings: Settings
    ) -> None:
        super().__init__(document)
        self._document = document
        self._runner = runner
        self._messages = messages
        self._settings = settings
        self.last_paper: Paper = "summary"
        """What was looked at or printed last."""
        self.find_printers: Callable[[], Sequence[str]] = _printers
        self.ask_printer: Callable[[QPrinter, int], bool] = _ask_printer

    def no_printer(self) -> str:
        """Why nothing can be printed; empty where there is a printer."""
        return "" if self.find_printers() else NO_PRINTER

    def set_paper(
        self,
        paper: Paper,
        done: Callable[[SetPaper], None],
        failed: Callable[[str], None] | None = None,
        *,
        title: str = "",
    ) -> Task:
        """Set the pages off the window's thread; with a title this is shown and can be stopped."""
        place, plan = self._document.place, self._document.plan
        made_by = restored(self._settings.choices(REMEMBERED)).made_by
        self.last_paper = paper

        def work(progress: Progress) -> SetPaper:
            return set_paper(place, plan, paper, made_by, progress)

        return self._runner.submit(work, done, failed, title=title, is_blocking=bool(title))

    def draw_again(
        self, paper: SetPaper, ppi: float, done: Callable[[tuple[bytes, ...]], None]
    ) -> Task:
        """Draw pages at another resolution, in the background."""

        def work(progress: Progress) -> tuple[bytes, ...]:
            pictures = paper.at(ppi)
            progress.check_cancelled()
            return pictures

        return self._runner.submit(work, done)

    def print_paper(self, paper: SetPaper) -> bool:
        """Ask for a printer and the pages to print, and print them; false where the user does not.

        The pages are drawn for the printer and sent to it one by one, which can be stopped.
        """
        from ui.printing.print_job import PrintJob, chosen_pages, new_printer, resolution

        count = len(paper.pictures)
        printer = new_printer(dict(PAPERS)[paper.paper])
        _set_page(printer, paper)
        if not self.ask_printer(printer, count):
            return False
        # What the user chose may have brought margins back; they are part of the pages.
        printer.setFullPage(True)
        order = chosen_pages(printer, count)
        if not order:
            self._messages.error(NOT_PRINTED, NO_PAGES)
            return False
        ppi = float(resolution(printer, count))

        def work(progress: Progress) -> tuple[bytes, ...]:
            progress.report(0.0, f"Drawing {count} pages" if count > 1 else "Drawing the page")
            pictures = paper.at(ppi)
            progress.check_cancelled()
            return pictures

        def send(pictures: tuple[bytes, ...]) -> None:
            job = PrintJob(printer, pictures, order, self._tell, self._tell_stopped, self)
            job.start(self._runner)

        def failed(reason: str) -> None:
            self._messages.error(NOT_PRINTED, reason)

        self._runner.submit(
            work, send, failed, self._tell_stopped, title="Printing", is_blocking=True
        )
        return True

    def _tell(self, reason: str) -> None:
        if reason:
            self._messages.error(NOT_PRINTED, reason)
        else:
            self._messages.note(PRINTED)

    def _tell_stopped(self) -> None:
        self._messages.note(STOPPED)


def _set_page(printer: QPrinter, paper: SetPaper) -> None:
    """A4, the way round that the pages are, so that the user finds it so."""
    first = QImage.fromData(paper.pictures[0])
    layout = QPageLayout.Orientation
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(
        layout.Landscape if first.width() > first.height() else layout.Portrait
    )
    printer.setFullPage(True)


def _printers() -> Sequence[str]:
    # Loaded when wanted: a computer without a printing system may lack what it needs.
    try:
        from PySide6.QtPrintSupport import QPrinterInfo
    except ImportError:
        return ()
    return QPrinterInfo.availablePrinterNames()


def _ask_printer(printer: QPrinter, count: int) -> bool:
    from PySide6.QtPrintSupport import QPrintDialog

    dialog = QPrintDialog(printer, QApplication.activeWindow())
    option = QPrintDialog.PrintDialogOption
    dialog.setOption(option.PrintPageRange, count > 1)
    dialog.setOption(option.PrintSelection, False)
    dialog.setMinMax(1, count)
    is_chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return is_chosen
