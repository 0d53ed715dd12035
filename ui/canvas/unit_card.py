"""A card that tells about the unit under the pointer or the keyboard's cursor."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import UNASSIGNED, Plan
from icp_footprints.wording import printed_people
from ui import words
from ui.canvas.fills import UnitFill

WIDTH_EMS = 19
LEAST_PX = 200
MARGIN_PX = (10, 8)
# Of the map: the card is never larger, and what has no room is left out.
MOST_WIDTH, MOST_HEIGHT = 1 / 3, 0.6
MORE = "…"


class UnitCard(QFrame):
    """Plain text only: names come from files."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._map = parent
        self.setObjectName("unitCard")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("About this unit")
        self.row: int | None = None
        """The unit that it tells about."""
        self._said: list[str] = []
        self._asked: object = None
        self._name = QLabel(self)
        self._facts = QLabel(self)
        bold = self._name.font()
        bold.setBold(True)
        self._name.setFont(bold)
        layout = QVBoxLayout(self)
        across, down = MARGIN_PX
        layout.setContentsMargins(across, down, across, down)
        layout.setSpacing(2)
        for label in (self._name, self._facts):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            layout.addWidget(label)
        self.hide()

    def show_unit(
        self, place: Place, plan: Plan, row: int | None, fill: UnitFill | None = None
    ) -> bool:
        """Tell about a unit, and what its fill on the map says of it; hide for None.

        Whether it came, went or took another size.
        """
        before, self.row = (self.isHidden(), self.size()), row
        if row is None:
            self.hide()
            return not before[0]
        name, said = place.units.names[row], unit_facts(place, plan, row, fill)
        # Each edit asks, and most leave the unit under the pointer as it is.
        asked = (name, tuple(said), self._map.size().toTuple(), self.font().toString())
        if asked != self._asked:
            self._asked = asked
            self._name.setText(name)
            self._said = said
            self.fit()
        self.show()
        return before != (False, self.size())

    def fit(self) -> None:
        """Take the size that the words need; on a small map, fewer of the words."""
        if not self._said:
            return
        room = self._map.size()
        wide = min(WIDTH_EMS * self.fontMetrics().height(), round(MOST_WIDTH * room.width()))
        wide = max(wide, LEAST_PX)
        most = round(MOST_HEIGHT * room.height())
        high = 0
        for shown in range(len(self._said), -1, -1):
            is_whole = shown == len(self._said)
            self._facts.setText("\n".join([*self._said[:shown], *([] if is_whole else [MORE])]))
            high = self.heightForWidth(wide)
            if high <= most:
                break
        self.setFixedSize(wide, high)


def unit_facts(place: Place, plan: Plan, row: int, fill: UnitFill | None = None) -> list[str]:
    """What there is to say about a unit, a line each, after its name."""
    number = int(plan.assignment[row])
    footprint = words.UNASSIGNED_NAME if number == UNASSIGNED else plan.footprints[number].name
    facts = [f"In: {footprint}"]
    facts.extend(f"{each.label}: {_people(float(each.people[row]))}" for each in place.ledgers)
    if fill is not None and not fill.choice.key.startswith("area:"):
        facts.append(fill.sentence(row))
    for layer in place.layers:
        area = int(layer.dominant_area[row])
        if area < 0:
            continue
        # Straight from the row: a whole row of areas for each is slow where there are thousands.
        start, end = layer.shares.indptr[row], layer.shares.indptr[row + 1]
        share = float(layer.shares.data[start:end].max())
        portion = f" ({words.percent(share)} of its people)" if share < 1 else ""
        facts.append(f"{words.layer_title(layer)}: {layer.area_names[area]}{portion}")
    facts.extend(_edit_facts(place, row))
    facts.append(f"Code: {place.units.ids[row]}")
    return facts


def _people(count: float) -> str:
    shown = printed_people(count)
    return shown if isinstance(shown, str) else words.count(shown)


def _edit_facts(place: Place, row: int) -> list[str]:
    """The bridges and barriers of a unit, each with the unit beyond it and the reason."""
    code = place.units.ids[row]
    facts: list[str] = []
    for edit in place.adjacency.edits:
        if code in (edit.unit_a, edit.unit_b):
            beyond = edit.unit_b if code == edit.unit_a else edit.unit_a
            name = place.units.names[place.units.position[beyond]]
            facts.append(f"{edit.kind.capitalize()} to {name}: {edit.reason}")
    return facts


def unit_sentence(place: Place, plan: Plan, row: int) -> str:
    """The same in one line, for the status line and for screen readers."""
    return ". ".join([place.units.names[row], *unit_facts(place, plan, row)])
