"""Rename a footprint."""

from __future__ import annotations

from PySide6.QtCore import Signal

from icp_footprints.errors import PlanError
from icp_footprints.plan.actions import rename
from ui.document import PlanDocument
from ui.messages import Messages
from ui.operations.operation import Operation
from ui.operations.reasons import none_active


class RenameFootprint(Operation):
    title = "&Rename footprint"
    changes_content = True
    icon = "rename"
    shortcut = "F2"
    tip = "Edits the active footprint's name in the table."

    name_wanted = Signal(str)
    """Ask whoever shows the footprint of that id to let the user edit its name."""

    def __init__(self, document: PlanDocument, messages: Messages) -> None:
        super().__init__(document)
        self._messages = messages

    def disabled_reason(self) -> str:
        return super().disabled_reason() or none_active(self.document)

    def run(self) -> None:
        if self.document.active_footprint_id is not None:
            self.name_wanted.emit(self.document.active_footprint_id)

    def rename(self, footprint_id: str, name: str) -> bool:
        """Give a footprint a name; false, with the reason in the status line, when it cannot."""
        before = self.document.plan.footprint(footprint_id).name
        try:
            plan = rename(self.document.plan, footprint_id, name)
        except PlanError as fault:
            self._messages.status(str(fault))
            return False
        return self.document.apply(plan, f"Rename {before} to {name.strip()}")
