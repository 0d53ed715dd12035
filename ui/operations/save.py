"""Save the plan: to its file, or to another one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QKeySequence

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from ui.document import PlanDocument
from ui.files import PLAN_SUFFIX, Files
from ui.messages import Messages
from ui.operations.operation import Operation
from ui.settings import Settings
from ui.tasks.runner import Runner


def write_plan(path: Path, place: Place, plan: Plan) -> None:
    """Write a plan file. The library is loaded here, off the window's thread."""
    from icp_footprints.exchange.plan_file import save_plan_file

    save_plan_file(path, place, plan)


class Save(Operation):
    title = "&Save"
    icon = "save"
    shortcut = QKeySequence.StandardKey.Save
    tip = "Saves the plan to its file."

    def __init__(
        self,
        document: PlanDocument,
        runner: Runner,
        messages: Messages,
        files: Files,
        settings: Settings,
    ) -> None:
        super().__init__(document)
        self._runner = runner
        self._messages = messages
        self._files = files
        self._settings = settings
        self._is_saving = False

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        if self._is_saving:
            return "The plan is being saved."
        if self.document.path is not None and not self.document.has_unsaved_changes:
            return "Everything is saved."
        return ""

    def run(self) -> None:
        self.save()

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save to the plan's file, asking for one if it has none; then go on if it worked."""
        if self.document.path is None:
            self.save_as(then)
        else:
            self._write(self.document.path, then)

    def save_as(self, then: Callable[[], None] | None = None) -> None:
        """Ask for a file and save to it; then go on if it worked."""
        document = self.document
        suggested = document.path.name if document.path else document.place.name + PLAN_SUFFIX
        path = self._files.save_plan(suggested)
        if path is not None:
            self._write(path, then)

    def _write(self, path: Path, then: Callable[[], None] | None) -> None:
        document = self.document
        place, plan = document.place, document.plan

        def work(_: Progress) -> None:
            write_plan(path, place, plan)

        def done(_: None) -> None:
            self._set_saving(False)
            # Another plan may have been opened meanwhile; changes since then stay unsaved.
            if document.is_open and document.place is place:
                document.mark_saved(plan, path)
            self._settings.remember_plan(path)
            self._messages.note(f"Saved {path.name}")
            if then is not None:
                then()

        def failed(reason: str) -> None:
            self._set_saving(False)
            self._messages.error("The plan was not saved", reason)

        self._set_saving(True)
        self._runner.submit(
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

    def __init__(self, document: PlanDocument, save: Save) -> None:
        super().__init__(document)
        self._save = save

    def run(self) -> None:
        self._save.save_as()
