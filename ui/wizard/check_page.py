"""Last page: the files are read and joined, and the user sees what came of it."""

from __future__ import annotations

import html
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
    QWizardPage,
)

from icp_footprints.progress import Progress
from ui.announce import announce
from ui.band_fields import outlook
from ui.plain_label import plain_label
from ui.source_words import sections, summary
from ui.tasks.runner import Runner, Task
from ui.wizard.answers import Answer
from ui.wizard.preview import Preview
from ui.wizard.reading import Made, PlaceAnswers, make

STEPS = 1000
PREVIEW_PX, TEXT_PX = 400, 460
STOPPED = "Stopped. Go back to change something, or read the files now."


class CheckPage(QWizardPage):
    """Reads as soon as it is shown; Back stops it."""

    def __init__(
        self,
        runner: Runner,
        answers: Callable[[], tuple[tuple[Answer, ...], PlaceAnswers]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._answers = answers
        self._task: Task | None = None
        self._round = 0
        self.made: Made | None = None
        self.setTitle("Check what was read")
        self.setSubTitle("What joined, what did not, and the units on a map.")
        self.setFinalPage(True)
        self.words = plain_label("", self)
        self.words.setAccessibleName("How far the reading is")
        self.bar = QProgressBar(self)
        self.bar.setAccessibleName("Reading")
        self.stop_button = QPushButton("&Stop", self)
        self.stop_button.setToolTip("Stop reading.")
        self.again_button = QPushButton("&Read the files", self)
        self.again_button.setToolTip("Read the files again.")
        self.summary = plain_label("", self)
        self.preview = Preview(self)
        self.text = QTextBrowser(self)
        self.text.setAccessibleName("Files and what joined")
        self.text.setOpenLinks(False)
        flags = Qt.TextInteractionFlag
        self.text.setTextInteractionFlags(
            flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
        )
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self._waiting())
        self.stack.addWidget(self._result())
        layout = QVBoxLayout(self)
        layout.addWidget(self.stack)
        self.stop_button.clicked.connect(self.cancel)
        self.again_button.clicked.connect(self.initializePage)

    def initializePage(self) -> None:  # noqa: N802 - Qt calls it so
        """Read the files, with the answers as they now are."""
        self.cancel()
        self.made = None
        self._round += 1
        this_round = self._round
        answers, place = self._answers()

        def work(progress: Progress) -> Made:
            return make(answers, place, progress)

        def done(made: Made) -> None:
            if this_round == self._round:
                self._show_made(made)

        def failed(reason: str) -> None:
            if this_round == self._round:
                self._show_stopped(f"✗ {reason}")

        def cancelled() -> None:
            if this_round == self._round:
                self._show_stopped(STOPPED)

        self._show_waiting()
        self._task = self._runner.submit(work, done, failed, cancelled)
        self._task.progressed.connect(self._show_progress)

    def cleanupPage(self) -> None:  # noqa: N802 - Qt calls it so
        """Back: what is under way is no longer wanted."""
        self._round += 1
        self.cancel()
        self.made = None

    def isComplete(self) -> bool:  # noqa: N802 - Qt calls it so
        return self.made is not None

    def cancel(self) -> None:
        """Ask what is under way to stop."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self.words.setText("Stopping…")
            self.stop_button.setEnabled(False)

    def _waiting(self) -> QWidget:
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.addWidget(self.words)
        row = QHBoxLayout()
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop_button)
        row.addWidget(self.again_button)
        layout.addLayout(row)
        layout.addStretch(1)
        return page

    def _result(self) -> QWidget:
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.summary)
        split = QSplitter(Qt.Orientation.Horizontal, page)
        split.addWidget(self.preview)
        split.addWidget(self.text)
        split.setChildrenCollapsible(False)
        split.setSizes([PREVIEW_PX, TEXT_PX])
        layout.addWidget(split, 1)
        return page

    def _show_waiting(self) -> None:
        self.stack.setCurrentIndex(0)
        self.words.setText("Reading…")
        self.bar.setRange(0, 0)
        self.bar.show()
        self.stop_button.setEnabled(True)
        self.stop_button.show()
        self.again_button.hide()
        self.completeChanged.emit()

    def _show_progress(self, fraction: float, text: str) -> None:
        if self._task is not None:
            self.bar.setRange(0, STEPS if fraction > 0 else 0)
            self.bar.setValue(round(fraction * STEPS))
            self.words.setText(text)

    def _show_stopped(self, text: str) -> None:
        self._task = None
        self.words.setText(text)
        self.bar.hide()
        self.stop_button.hide()
        self.again_button.show()
        announce(self.words, text)
        self.completeChanged.emit()

    def _show_made(self, made: Made) -> None:
        self._task = None
        self.made = made
        place = made.place
        told = [f"✗ {each}" for each in made.bands_told]
        lines = [*told, *(outlook(place, band) for band in made.plan.bands), summary(place)]
        if made.left_out:
            lines.append(f"✗ Left out: {'; '.join(title for title, _ in made.left_out)}.")
        self.summary.setText("\n".join(lines))
        self.text.setHtml(_as_html(made))
        self.preview.show_made(made)
        self.stack.setCurrentIndex(1)
        announce(self.summary, self.summary.text())
        self.completeChanged.emit()


def _as_html(made: Made) -> str:
    """What did not work first, then file by file. Words come from files: never markup."""
    told = [(f"✗ {title} was left out", (reason,)) for title, reason in made.left_out]
    found = sections(made.place)
    titles = [*made.headings, *(section.title for section in found[len(made.headings) :])]
    told += [(title, section.lines) for title, section in zip(titles, found, strict=True)]
    return "".join(
        f"<h3>{html.escape(title)}</h3><ul>"
        + "".join(f"<li>{html.escape(line)}</li>" for line in lines)
        + "</ul>"
        for title, lines in told
    )
