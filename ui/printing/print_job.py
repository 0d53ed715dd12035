"""Pictures of pages on their way to a printer, one at a time, so that it can be stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from ui.tasks.runner import Runner, Task

LEAST_PPI, MOST_PPI, MANY_PPI = 200, 300, 200
# More pages than this would take long to draw at the higher resolution.
MANY = 30
NOT_STARTED = "The printer did not take the pages. See that it is switched on and try again."
BROKEN_OFF = "The printer stopped taking pages. See to it and print the rest again."


def new_printer(document: str) -> QPrinter:
    """A printer to be chosen yet; the name is shown in its queue."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(document)
    return printer


def resolution(printer: QPrinter, pages: int) -> int:
    """How many pixels per inch to draw pages at."""
    most = MANY_PPI if pages > MANY else MOST_PPI
    return max(LEAST_PPI, min(most, printer.resolution()))


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """Numbers from 0 of the pages that the user chose to print, in printing order."""
    chosen = list(range(count))
    if printer.printRange() == QPrinter.PrintRange.PageRange:
        ranges = printer.pageRanges()
        first, last = printer.fromPage() or 1, printer.toPage() or count
        chosen = [
            page
            for page in chosen
            if (first <= page + 1 <= last if ranges.isEmpty() else ranges.contains(page + 1))
        ]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return chosen * copies
    return [page for page in chosen for _ in range(copies)]


class PrintJob(QObject):
    """Prints a page each time the window is idle.

    Parameters
    ----------
    printer
        As the user has set it.
    pictures
        Every page as PNG.
    order
        Which of them to print.
    done
        Hears, once, the reason why not all was printed; empty where all was.
    stopped
        Called instead where the user stopped it.
    """

    def __init__(
        self,
        printer: QPrinter,
        pictures: Sequence[bytes],
        order: Sequence[int],
        done: Callable[[str], None],
        stopped: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._printer = printer
        self._pictures = pictures
        self._order = order
        self._done, self._stopped = done, stopped
        self._painter = QPainter()
        self._next = 0
        self.task = Task("Printing", "blocks", self)
        self._turns = QTimer(self)
        self._turns.timeout.connect(self._print_one)

    def start(self, runner: Runner) -> None:
        """Begin; shown as all long work is."""
        runner.started.emit(self.task)
        self._turns.start()

    def _print_one(self) -> None:
        if self.task.is_cancelled:
            self._end(self._stopped, gives_up=True)
        elif self._next == len(self._order):
            self._end(lambda: self._done(""))
        else:
            self._put_down(self._order[self._next])

    def _put_down(self, page: int) -> None:
        # Pages are opaque; printers take long over pictures that could be seen through.
        picture = QImage.fromData(self._pictures[page]).convertToFormat(QImage.Format.Format_RGB32)
        is_wide = picture.width() > picture.height()
        layout = QPageLayout.Orientation
        # A printer takes this between pages, not within one.
        self._printer.setPageOrientation(layout.Landscape if is_wide else layout.Portrait)
        begun = self._painter.isActive()
        if not (self._printer.newPage() if begun else self._painter.begin(self._printer)):
            reason = BROKEN_OFF if begun else NOT_STARTED
            self._end(lambda: self._done(reason), gives_up=True)
            return
        self._painter.drawImage(place_on(self._printer, picture), picture)
        self._next += 1
        self.task.progressed.emit(self._next / len(self._order), f"Page {self._next}")

    def _end(self, tell: Callable[[], None], *, gives_up: bool = False) -> None:
        self._turns.stop()
        if gives_up and self._painter.isActive():
            self._printer.abort()
        if self._painter.isActive():
            self._painter.end()
        self.task.ended.emit()
        tell()
        self.deleteLater()


def place_on(printer: QPrinter, picture: QImage) -> QRectF:
    """Where a page goes on the paper, in the printer's dots: as large as fits, in the middle."""
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    size = QSizeF(picture.size())
    size.scale(QSizeF(paper.size()), Qt.AspectRatioMode.KeepAspectRatio)
    left, top = (paper.width() - size.width()) / 2, (paper.height() - size.height()) / 2
    return QRectF(left, top, size.width(), size.height())
