"""The pages as they would be printed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.announce import announce
from ui.help_key import add_help_key
from ui.plain_label import plain_label
from ui.printing.page_view import FIT_PAGE, FIT_WIDTH, PageView, Zoom
from ui.printing.papers import PAPERS, SCREEN_PPI, Paper, SetPaper
from ui.printing.printing import Printing
from ui.tasks.runner import Task
from ui.words import tooltip

WIDTH_PX, HEIGHT_PX = 860, 740
STEPS = 1000
ZOOMS: tuple[tuple[str, Zoom], ...] = (
    ("Whole page", FIT_PAGE),
    ("Page width", FIT_WIDTH),
    ("75 %", 0.75),
    ("100 %", 1.0),
    ("150 %", 1.5),
    ("200 %", 2.0),
)
# The second resolution that pages are drawn at, for those who look closely.
SHARP_PPI = 2 * SCREEN_PPI
# Up to this much larger than drawn, nobody sees a difference.
BLURRED = 1.25
SETTING = "Setting the pages…"


class PrintPreviewDialog(QDialog):
    """Shows a page at a time; the pages are set beside the dialog and are those of the PDF file."""

    def __init__(self, printing: Printing, paper: Paper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._printing = printing
        self._set: SetPaper | None = None
        self._sharp: tuple[bytes, ...] = ()
        self._tasks: list[Task] = []
        self.setWindowTitle("Print preview")
        add_help_key(self, "export")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(WIDTH_PX, HEIGHT_PX)
        self._make_fields(paper)
        self.view = PageView(self)
        self.words = plain_label("", self)
        self.words.setAccessibleName("What is under way")
        self.bar = QProgressBar(self)
        self.bar.setAccessibleName("How far the pages are")
        self.bar.setTextVisible(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.print_button = buttons.addButton("&Print…", QDialogButtonBox.ButtonRole.ActionRole)
        self.print_button.clicked.connect(self._print)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self.view.step_wanted.connect(self._step)
        self._no_printer = printing.no_printer()
        self.view.setFocus()
        self._load()

    @property
    def count(self) -> int:
        """How many pages there are; 0 until they are set."""
        return len(self._set.pictures) if self._set else 0

    def done(self, result: int) -> None:
        self._forsake()
        super().done(result)

    # --- building ---

    def _make_fields(self, paper: Paper) -> None:
        self.paper = QComboBox(self)
        for key, title in PAPERS:
            self.paper.addItem(title, key)
        self.paper.setCurrentIndex(self.paper.findData(paper))
        self.paper.setAccessibleName("What to print")
        self.paper.setToolTip(tooltip("What to print"))
        self.back = QPushButton("◀", self)
        self.on = QPushButton("▶", self)
        for button, name, keys in (
            (self.back, "Previous page", "Page Up"),
            (self.on, "Next page", "Page Down"),
        ):
            button.setAccessibleName(name)
            button.setToolTip(tooltip(f"{name} ({keys})"))
            button.setAutoDefault(False)
        self.number = QSpinBox(self)
        self.number.setAccessibleName("Page")
        self.number.setMinimum(1)
        self.of = QLabel("of 0", self)
        self.zoom = QComboBox(self)
        for words, _ in ZOOMS:
            self.zoom.addItem(words)
        self.zoom.setAccessibleName("Zoom")
        self.zoom.setToolTip(tooltip("How large the page is shown"))
        self.paper.currentIndexChanged.connect(self._load)
        self.back.clicked.connect(lambda: self._step(-1))
        self.on.clicked.connect(lambda: self._step(1))
        self.number.valueChanged.connect(self._show)
        self.zoom.currentIndexChanged.connect(self._zoom)

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        row = QHBoxLayout()
        page = QLabel("P&age", self)
        page.setBuddy(self.number)
        for field in (self.paper, self.back, page, self.number, self.of, self.on, self.zoom):
            if field is self.zoom:
                row.addStretch(1)
            row.addWidget(field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.words)
        layout.addWidget(self.bar)
        layout.addWidget(buttons)

    # --- pages ---

    def _load(self) -> None:
        """Set the pages of what is chosen."""
        self._forsake()
        self._set, self._sharp = None, ()
        self.view.show_nothing()
        self._follow(SETTING)
        self.bar.setRange(0, 0)
        task = self._printing.set_paper(self.paper.currentData(), self._take, self._fail)
        task.progressed.connect(self._show_progress)
        self._tasks.append(task)

    def _take(self, paper: SetPaper) -> None:
        # What comes when another is wanted by now, or nobody looks any more, is let go.
        if not self._tasks or paper.paper != self.paper.currentData():
            return
        self._tasks.clear()
        self._set = paper
        self.number.setMaximum(max(1, self.count))
        self.number.setValue(1)
        self._show()

    def _fail(self, reason: str) -> None:
        if not self._tasks:
            return
        self._tasks.clear()
        self._follow(f"The pages could not be set. {reason}")

    def _show_progress(self, fraction: float, text: str) -> None:
        self.bar.setRange(0, STEPS if fraction > 0 else 0)
        self.bar.setValue(round(fraction * STEPS))
        self.words.setText(f"{text}…" if text else SETTING)

    def _forsake(self) -> None:
        """Let go of what is under way."""
        for task in self._tasks:
            task.cancel()
        self._tasks.clear()

    # --- showing ---

    def _show(self) -> None:
        """Show the page of the number, as sharp as it is at hand."""
        self._follow("")
        if self._set is None:
            return
        page = self.number.value() - 1
        pictures, ppi = self._set.pictures, SCREEN_PPI
        if self._sharp and self.view.wanted_ppi > SCREEN_PPI:
            pictures, ppi = self._sharp, SHARP_PPI
        words = f"Page {page + 1} of {self.count}"
        self.view.show_page(QImage.fromData(pictures[page]), ppi, words)
        announce(self.view, words)
        self._sharpen()

    def _sharpen(self) -> None:
        """Have pages drawn again where they are shown much larger than they were drawn."""
        paper = self._set
        is_needed = self.view.wanted_ppi > SCREEN_PPI * BLURRED
        if paper is None or self._sharp or self._tasks or not is_needed:
            return

        def take(pictures: tuple[bytes, ...]) -> None:
            if self._set is paper and self._tasks:
                self._tasks.clear()
                self._sharp = pictures
                self._show()

        self._tasks.append(self._printing.draw_again(paper, SHARP_PPI, take))

    def _step(self, pages: int) -> None:
        before = self.number.value()
        self.number.setValue(before + pages)
        if self.number.value() != before:
            bar = self.view.verticalScrollBar()
            bar.setValue(bar.minimum() if pages > 0 else bar.maximum())

    def _zoom(self, index: int) -> None:
        self.view.set_zoom(ZOOMS[index][1])
        self._show()

    def _follow(self, words: str) -> None:
        """Say what is under way, and what can be done."""
        is_set, page = self._set is not None, self.number.value()
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.bar.setVisible(words == SETTING)
        self.of.setText(f"of {self.count}" if is_set else "")
        self.number.setEnabled(is_set)
        self.back.setEnabled(is_set and page > 1)
        self.on.setEnabled(is_set and page < self.count)
        reason = self._no_printer or ("" if is_set else "The pages are not set yet.")
        self.print_button.setEnabled(not reason)
        self.print_button.setToolTip(tooltip(reason or "Chooses a printer and the pages to print."))
        if self._no_printer and not words:
            self.words.setText(self._no_printer)
            self.words.show()

    def _print(self) -> None:
        if self._set is not None and self._printing.print_paper(self._set):
            self.accept()
