"""The wizard that makes a plan from files: four pages, back and next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget, QWizard

from icp_footprints.errors import FootprintsError, InputError
from icp_footprints.progress import Progress
from icp_footprints.sources.opened_table import ColumnChoice
from ui.help_key import add_help_key
from ui.operations.unsaved import Then
from ui.tasks.runner import Runner
from ui.wizard.answers import Answer, layers_of, offer, propose
from ui.wizard.check_page import CheckPage
from ui.wizard.files_page import FilesPage
from ui.wizard.look import Look, look_again, look_into_part
from ui.wizard.looking import Looking
from ui.wizard.place_page import PlacePage
from ui.wizard.plain_errors import plainly
from ui.wizard.reading import PlaceAnswers
from ui.wizard.uses_page import UsesPage

SIZE = QSize(940, 700)


class NewPlanWizard(QWizard):
    """Chooses nothing by itself that the user cannot see and change.

    Parameters
    ----------
    runner
        Reads files off the window's thread.
    choose
        Asks for files to read; empty when the user gives up.
    files
        Files to begin with, such as those dropped on the window.
    """

    made = Signal(object)
    """A `Made`: the user wants it opened."""

    def __init__(
        self,
        runner: Runner,
        choose: Callable[[], list[Path]],
        files: Iterable[Path] = (),
        parent: QWidget | None = None,
        then: Then = lambda take: take(),
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        # Asks about unsaved changes while every answer is still here to come back to.
        self._then = then
        self._looks: dict[str, Look] = {}
        self._answers: tuple[Answer, ...] = ()
        # What the user changed stays, whatever else is added.
        self._own: dict[str, Answer] = {}
        self._is_over = False
        self.setWindowTitle("New plan from files")
        add_help_key(self, "files")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWizardStyle(QWizard.WizardStyle.ModernStyle)
        self.setOption(QWizard.WizardOption.NoBackButtonOnStartPage)
        self.setButtonText(QWizard.WizardButton.FinishButton, "&Open the plan")
        self.resize(SIZE.boundedTo(QGuiApplication.primaryScreen().availableSize()))
        self.looking = Looking(runner, self)
        self.files_page = FilesPage(self.looking, choose, self)
        self.uses_page = UsesPage(self)
        self.place_page = PlacePage(self)
        self.check_page = CheckPage(runner, self._given, self)
        for page in (self.files_page, self.uses_page, self.place_page, self.check_page):
            self.addPage(page)
        self.looking.looked.connect(self._take_looks)
        self.files_page.removed.connect(self._take_out)
        self.uses_page.answer_changed.connect(self._take_answer)
        self.uses_page.removed.connect(self._leave_out)
        self.uses_page.panel.column_chosen.connect(self._recognise_again)
        self.uses_page.panel.part_chosen.connect(self._take_part)
        self.uses_page.panel.part_added.connect(self._add_part)
        self.accepted.connect(self._tell)
        self.finished.connect(self._stop)
        self.currentIdChanged.connect(self._show_page)
        self.looking.add(files)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What is now wanted of each file."""
        return self._answers

    def _given(self) -> tuple[tuple[Answer, ...], PlaceAnswers]:
        return self._answers, self.place_page.place_answers()

    def _show_page(self, _: int) -> None:
        page = self.currentPage()
        if page is self.uses_page:
            self.uses_page.show_answers(self._answers)
            self.uses_page.tree.setFocus()
        elif page is self.place_page:
            self.place_page.show_answers(self._answers)
        elif page is self.files_page:
            self.files_page.add_button.setFocus()

    def _take_looks(self, looks: tuple[Look, ...]) -> None:
        self._looks |= {look.source: look for look in looks}
        self._propose()

    def _take_out(self, sources: set[str]) -> None:
        for source in sources:
            self._looks.pop(source, None)
            self._own.pop(source, None)
        self._propose()

    def _leave_out(self, source: str, beside: str) -> None:
        self._take_out({source})
        self.uses_page.show_answers(self._answers, chosen=beside)

    def _propose(self) -> None:
        proposed = propose(self._looks.values())
        self._answers = tuple(self._own.get(each.look.source, each) for each in proposed)
        self.files_page.show_answers(self._answers)

    def _take_answer(self, answer: Answer) -> None:
        """Keep what the user wants of a file; another file of units takes the first one's place."""
        before = next(each for each in self._answers if each.look.source == answer.look.source)
        new = answer.kinds - before.kinds
        changed = {answer.look.source: answer}
        if "units" in new:
            for each in self._answers:
                if "units" in each.kinds and each.look.source != answer.look.source:
                    changed[each.look.source] = replace(each, kinds=each.kinds - {"units"})
        self._own |= changed
        self._answers = tuple(changed.get(each.look.source, each) for each in self._answers)
        self.uses_page.show_answers(self._answers, anew=False)

    def _recognise_again(self, answer: Answer, choice: ColumnChoice) -> None:
        source = answer.look.source
        kept = tuple(each for each in answer.choices if each.role != choice.role)
        choices = (*kept, choice)

        def done(look: Look) -> None:
            offered = offer(look)
            fresh = frozenset(offered) - set(answer.offered) - {"units"}
            changed = replace(
                answer,
                look=look,
                offered=offered,
                kinds=(answer.kinds & set(offered)) | fresh,
                layers=layers_of(look, answer.layers),
                choices=choices,
            )
            self._looks[source] = look
            self._own[source] = changed
            self._answers = tuple(
                changed if each.look.source == source else each for each in self._answers
            )
            self.uses_page.set_reading(False)
            self.uses_page.show_answers(self._answers)

        self._read(lambda: look_again(answer.look, choices), done)

    def _take_part(self, answer: Answer, part: str) -> None:
        """Another part of a file, in the place of the one before."""
        self._read_part(answer, part, is_instead=True)

    def _add_part(self, answer: Answer, part: str) -> None:
        """One more part of a file, below the one that is there."""
        self._read_part(answer, part, is_instead=False)

    def _read_part(self, answer: Answer, part: str, *, is_instead: bool) -> None:
        before = answer.look.source

        def done(look: Look) -> None:
            looks: dict[str, Look] = {}
            for source, each in self._looks.items():
                if source != before or not is_instead:
                    looks[source] = each
                if source == before:
                    looks[look.source] = look
            self._looks = looks
            if is_instead:
                self._own.pop(before, None)
            self._propose()
            self.uses_page.set_reading(False)
            self.uses_page.show_answers(self._answers, chosen=look.source)

        self._read(lambda: look_into_part(answer.look, part), done)

    def _read(self, look: Callable[[], Look], done: Callable[[Look], None]) -> None:
        """Look into a file off the window's thread; a file that cannot be read is as it was."""

        def work(_: Progress) -> Look:
            try:
                return look()
            except FootprintsError as error:
                raise InputError(plainly(error)) from error

        def take(found: Look) -> None:
            if not self._is_over:
                done(found)

        def failed(reason: str) -> None:
            if self._is_over:
                return
            self.uses_page.set_reading(False)
            self.uses_page.show_answers(self._answers)
            self.uses_page.tell(reason)

        self.uses_page.set_reading(True)
        self._runner.submit(work, take, failed)

    def accept(self) -> None:
        """Let the new plan take the place of the open one, once nothing would be lost by it."""
        self._then(super().accept)

    def _tell(self) -> None:
        if self.check_page.made is not None:
            self.made.emit(self.check_page.made)

    def _stop(self, _: int) -> None:
        """Let go of work under way: this is deleted before it answers."""
        self._is_over = True
        self.looking.stop()
        self.check_page.cleanupPage()
