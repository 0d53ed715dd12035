"""Save the plan: to its file, or to another one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QKeySequence

from icp_footprints.exchange.file_stamp import FileStamp, stamp_of
from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from ui.document import PlanDocument
from ui.files import PLAN_SUFFIX
from ui.operations.file_services import FileServices
from ui.operations.operation import Operation

BEING_SAVED = "The plan is being saved."


def write_plan(
    path: Path, place: Place, plan: Plan, expected: FileStamp | None = None
) -> FileStamp:
    """Write a plan file. The library is loaded here, off the window's thread."""
    from icp_footprints.exchange.plan_file import save_plan_file

    return save_plan_file(path, place, plan, expected)


def write_copy(path: Path, place: Place, plan: Plan) -> None:
    """Write the program's own copy of unsaved work, whatever stands there."""
    from icp_footprints.exchange.plan_file import save_plan_file

    save_plan_file(path, place, plan, is_copy=True)


@dataclass(frozen=True)
class Known:
    """How the file to be replaced was when it was last opened or saved here; None for nothing."""

    stamp: FileStamp | None


@dataclass(frozen=True)
class Changed:
    """Another program has written to the file, or taken it away."""

    is_gone: bool


class Save(Operation):
    """One save at a time: what is asked for meanwhile waits until that one has worked."""

    title = "&Save"
    icon = "save"
    shortcut = QKeySequence.StandardKey.Save
    tip = "Saves the plan to its file."
    edits = False

    def __init__(self, document: PlanDocument, services: FileServices) -> None:
        super().__init__(document)
        self._services = services
        self._is_saving = False
        self._waiting: Callable[[], None] | None = None

    @property
    def is_saving(self) -> bool:
        """Whether a save is under way."""
        return self._is_saving

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        if self._is_saving:
            return BEING_SAVED
        if self.document.path is not None and not self.document.has_unsaved_changes:
            return "Everything is saved."
        return ""

    def run(self) -> None:
        self.save()

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save to the plan's file, asking for one if it has none; then go on if it worked.

        A file that another program has written to or taken away is not replaced unasked.
        """
        document = self.document
        if self._is_saving:
            self.wait(lambda: self.save(then))
        elif document.path is None:
            self.save_as(then)
        else:
            self._write(document.path, then, Known(document.stamp))

    def save_as(self, then: Callable[[], None] | None = None) -> None:
        """Ask for a file and save to it; then go on if it worked."""
        if self._is_saving:
            self.wait(lambda: self.save_as(then))
            return
        document = self.document
        suggested = document.path.name if document.path else document.place.name + PLAN_SUFFIX
        path = self._services.files.save_plan(suggested)
        if path is not None:
            self._write(path, then)

    def wait(self, then: Callable[[], None]) -> None:
        """Go on once the save under way has worked, instead of what was to follow it."""
        self._waiting = then

    def _ask_first(self, path: Path, changed: Changed, then: Callable[[], None] | None) -> None:
        answer = self._services.messages.ask_file_changed(path.name, is_gone=changed.is_gone)
        if answer == "over":
            self._write(path, then)
        elif answer == "other":
            self.save_as(then)

    def _write(
        self, path: Path, then: Callable[[], None] | None, known: Known | None = None
    ) -> None:
        document, services = self.document, self._services
        place, plan = document.place, document.plan

        def work(_: Progress) -> FileStamp | Changed:
            # A file on a shared drive may take seconds to tell how it is.
            if known is not None and (found := stamp_of(path)) != known.stamp:
                return Changed(is_gone=found is None)
            return write_plan(path, place, plan, known and known.stamp)

        def done(stamp: FileStamp | Changed) -> None:
            if isinstance(stamp, Changed):
                self._set_saving(False)
                # Another plan may have been opened meanwhile: it is not written to this file.
                if document.is_open and document.place is place:
                    self._ask_first(path, stamp, self._waiting or then)
                return
            # Another plan may have been opened meanwhile; changes since then stay unsaved.
            if document.is_open and document.place is place:
                document.mark_saved(plan, path, stamp)
            services.settings.remember_plan(path)
            services.messages.note(f"Saved {path.name}")
            self._set_saving(False)
            # Who asked last wins: two ways of leaving must not both ask about changes.
            go_on = self._waiting or then
            if go_on is not None:
                go_on()

        def failed(reason: str) -> None:
            self._set_saving(False)
            services.messages.error("The plan was not saved", reason)

        self._waiting = None
        self._set_saving(True)
        services.runner.submit(
            work, done, failed, lambda: self._set_saving(False), title=f"Saving {path.name}"
        )

    def _set_saving(self, is_saving: bool) -> None:
        self._is_saving = is_saving
        self.document.state_changed.emit()


class SaveAs(Operation):
    title = "Save &as…"
    icon = "save-as"
    shortcut = "Ctrl+Shift+S"
    tip = "Saves the plan to another file."
    edits = False

    def __init__(self, document: PlanDocument, save: Save) -> None:
        super().__init__(document)
        self._save = save

    def disabled_reason(self) -> str:
        return super().disabled_reason() or (BEING_SAVED if self._save.is_saving else "")

    def run(self) -> None:
        self._save.save_as()
