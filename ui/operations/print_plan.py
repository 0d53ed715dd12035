"""Print the summary or the report, or look at the pages first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from ui.document import PlanDocument
from ui.operations.export import said_of
from ui.operations.operation import Operation
from ui.operations.reasons import no_footprints
from ui.printing.papers import Paper, SetPaper
from ui.printing.printing import Printing

AskPaper = Callable[[Paper, str, str], tuple[Paper, Literal["print", "preview"]] | None]
ShowPages = Callable[[Printing, Paper], object]


class PrintPreview(Operation):
    title = "Print pre&view…"
    icon = "preview"
    shortcut = "Ctrl+Shift+P"
    tip = "Shows the pages of the summary or the report as they would be printed."
    edits = False

    def __init__(self, document: PlanDocument, printing: Printing, show: ShowPages) -> None:
        super().__init__(document)
        self._printing = printing
        self._show = show

    def disabled_reason(self) -> str:
        return super().disabled_reason() or no_footprints(self.document)

    def run(self) -> None:
        self._show(self._printing, self._printing.last_paper)


class PrintPlan(Operation):
    title = "&Print…"
    icon = "print"
    shortcut = "Ctrl+P"
    tip = "Prints the one-page summary or the report, on the pages of the PDF files."
    edits = False

    def __init__(
        self, document: PlanDocument, printing: Printing, ask: AskPaper, show: ShowPages
    ) -> None:
        super().__init__(document)
        self.printing = printing
        self._ask = ask
        self._show = show

    def disabled_reason(self) -> str:
        return super().disabled_reason() or no_footprints(self.document)

    def run(self) -> None:
        printing = self.printing
        answer = self._ask(
            printing.last_paper, said_of(self.document, "page"), printing.no_printer()
        )
        if answer is None:
            return
        paper, verb = answer
        if verb == "preview":
            self._show(printing, paper)
        else:
            printing.set_paper(paper, self._print, title="Setting the pages")

    def _print(self, paper: SetPaper) -> None:
        self.printing.print_paper(paper)
