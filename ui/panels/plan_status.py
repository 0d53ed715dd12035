"""How far the plan has come and which version it is, always in sight in the status bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from icp_footprints.plan.plan import Plan
from icp_footprints.wording import shortened
from ui import words
from ui.document import PlanDocument

MOST_SHOWN = 8
NONE_YET = "Nobody has proposed or agreed it yet. The Plan menu does that."


class PlanStatus(QLabel):
    """As in ``Draft, version 1``; the tooltip tells what became of the plan when."""

    def __init__(self, document: PlanDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName("Status of the plan")
        document.place_changed.connect(self.follow)
        document.plan_changed.connect(self.follow)

    def follow(self, _: object = None) -> None:
        """Say what the plan is now."""
        plan = self._document.plan
        self.setText(status_words(plan))
        lines = [shortened(each.words) for each in plan.history[-MOST_SHOWN:]]
        self.setToolTip(words.tooltip("\n".join(lines) if lines else NONE_YET))


def status_words(plan: Plan) -> str:
    """Status and version, as in ``Agreed, version 2``."""
    return f"{str(plan.status).capitalize()}, version {plan.version}"


def window_title(document: PlanDocument) -> str:
    """The file or plan, a mark for what is not saved, and the status; empty with none open."""
    return f"{document.title}[*] – {status_words(document.plan)}" if document.is_open else ""
