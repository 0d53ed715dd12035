"""Which colour a footprint should have on every map."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from icp_footprints.plan.plan import COLOURS
from icp_footprints.report.colouring import colour_names, neighbouring_footprints
from icp_footprints.wording import shortlist
from ui import words
from ui.canvas.style import style_for
from ui.document import PlanDocument
from ui.help_key import add_help_key
from ui.icons import swatch
from ui.plain_label import plain_label

SWATCH_PX = 18
AUTOMATIC = COLOURS


class ColourDialog(QDialog):
    """The colours by name, with the neighbours that have each now."""

    def __init__(
        self, document: PlanDocument, footprint_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Colour on the map")
        add_help_key(self, "footprints")
        footprint = document.plan.footprint(footprint_id)
        style = style_for(self.palette())
        beside = _beside(document, footprint_id)
        self.choices = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.addWidget(plain_label(f"Colour of {footprint.name}:", self))
        automatic = QRadioButton("&Chosen by the program, unlike its neighbours", self)
        self._add(automatic, AUTOMATIC, layout)
        for number, name in enumerate(colour_names()):
            text = name.capitalize()
            if number in beside:
                text += f" – now also {shortlist(beside[number], 2)}, beside it"
            choice = QRadioButton(words.menu_text(text), self)
            choice.setIcon(swatch(style.fill(number), style.outline, SWATCH_PX))
            self._add(choice, number, layout)
        now = AUTOMATIC if footprint.colour is None else footprint.colour
        self.choices.button(now).setChecked(True)
        self.choices.button(now).setFocus()
        layout.addWidget(
            plain_label(
                "Neighbours whose colour the program chose give way. Two neighbours that are given "
                "one colour by hand keep it.",
                self,
            )
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        take = buttons.addButton("Change c&olour", QDialogButtonBox.ButtonRole.AcceptRole)
        take.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def colour(self) -> int | None:
        """The colour chosen, None where the program is to choose."""
        number = self.choices.checkedId()
        return None if number == AUTOMATIC else number

    def _add(self, choice: QRadioButton, number: int, layout: QVBoxLayout) -> None:
        self.choices.addButton(choice, number)
        layout.addWidget(choice)


def _beside(document: PlanDocument, footprint_id: str) -> dict[int, list[str]]:
    """Names of the neighbours by the colour they have."""
    plan = document.plan
    neighbours = set(neighbouring_footprints(document.place.adjacency, plan)[footprint_id])
    found: dict[int, list[str]] = {}
    for each in plan.footprints:
        if each.id in neighbours:
            found.setdefault(document.colours[each.id], []).append(each.name)
    return found
