"""Propose the plan, agree it, take it back to a draft, or begin the next version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from icp_footprints.errors import FootprintsError
from icp_footprints.plan.actions import new_version, set_status
from icp_footprints.plan.agreed import AGREED
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.status import Status
from ui.document import PlanDocument
from ui.messages import Messages
from ui.operations.operation import Operation

Ask = Callable[[PlanDocument, Status], tuple[str, str] | None]


class StatusOperation(Operation):
    """An operation on the plan as a whole: what it becomes, and who says so."""

    def __init__(self, document: PlanDocument, messages: Messages) -> None:
        super().__init__(document)
        self.messages = messages

    def become(self, words: str, make: Callable[[], Plan]) -> bool:
        """Make the plan what it becomes, as one undo step; false where it cannot be."""
        try:
            return self.document.apply(make(), words)
        except FootprintsError as fault:
            self.messages.note(str(fault))
            return False

    def set_status(self, status: Status, by: str, on: str, words: str) -> bool:
        """Give the plan a status, and its history who did so and when."""
        document = self.document
        return self.become(words, lambda: set_status(document.place, document.plan, status, on, by))


class AskedStatus(StatusOperation):
    """What the plan becomes when somebody says so, and when."""

    becomes: Status

    def __init__(self, document: PlanDocument, messages: Messages, ask: Ask) -> None:
        super().__init__(document, messages)
        self._ask = ask

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        status = self.document.plan.status
        return AGREED if status is Status.AGREED else self.reason_from(status)

    def reason_from(self, status: Status) -> str:
        """Why a plan that is not agreed cannot become that from its status; empty when it can."""
        raise NotImplementedError

    def run(self) -> None:
        answer = self._ask(self.document, self.becomes)
        if answer is not None:
            self.take(*answer)

    def take(self, by: str, on: str) -> bool:
        """Take what was answered; false where it cannot be."""
        words = f"{self.short_title} version {self.document.plan.version}"
        return self.set_status(self.becomes, by, on, words)


class ProposePlan(AskedStatus):
    title = "&Propose…"
    short_title = "Propose"
    icon = "propose"
    tip = "Marks the draft as proposed to partners, with who proposes it and when."
    becomes = Status.PROPOSED

    def reason_from(self, status: Status) -> str:
        return "The plan is proposed already." if status is Status.PROPOSED else ""


class AgreePlan(AskedStatus):
    title = "&Agree…"
    short_title = "Agree"
    icon = "agree"
    tip = (
        "Marks the plan as agreed, with who agreed it and when. It is then frozen: to change it, "
        "make a new version."
    )
    becomes = Status.AGREED

    def reason_from(self, status: Status) -> str:
        return "The plan is a draft. Propose it first." if status is Status.DRAFT else ""

    def take(self, by: str, on: str) -> bool:
        version = self.document.plan.version
        if not super().take(by, on):
            return False
        self.messages.note(
            f"Version {version} is agreed and stays as it is. Save the plan to keep that."
        )
        return True


class BackToDraft(StatusOperation):
    title = "&Back to draft"
    short_title = "Draft"
    icon = "back-to-draft"
    tip = "Takes the proposal back: the plan is a draft again."

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        status = self.document.plan.status
        if status is Status.AGREED:
            return AGREED
        return "The plan is a draft already." if status is Status.DRAFT else ""

    def run(self) -> None:
        version = self.document.plan.version
        self.set_status(Status.DRAFT, "", today(), f"Take version {version} back to draft")


class NewVersion(StatusOperation):
    title = "&New version"
    short_title = "New version"
    icon = "new-version"
    tip = "Makes the plan a draft of its next version, so that it can be changed again."

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        if self.document.plan.status is Status.DRAFT:
            return f"The plan is a draft already, version {self.document.plan.version}."
        return ""

    def run(self) -> None:
        document = self.document
        before = document.plan
        number = before.version + 1
        is_made = self.become(
            f"Make version {number}", lambda: new_version(document.place, before, today())
        )
        if is_made and document.path is not None:
            self.messages.note(
                f"This is version {number}, a draft. {document.path.name} holds version "
                f"{before.version} until you save; to keep both, save under another name."
            )


def today() -> str:
    """Today, as ``2026-11-22``."""
    return dt.datetime.now().astimezone().date().isoformat()
