"""What one file is for, the layers made of its columns, and the column chosen for each role."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from icp_footprints.sources.opened_table import ColumnChoice
from icp_footprints.sources.recognition.inspected import Inspection
from icp_footprints.sources.recognition.roles import ROLE_WORDS, Role
from ui import words
from ui.plain_label import plain_label
from ui.wizard.answers import KIND_WORDS, NAMED, Answer, Kind
from ui.wizard.look_words import holds, remarks
from ui.wizard.part_field import PartField

NOT_THERE = "(no such column)"
NOT_SURE = "(more than one: choose)"


class SourcePanel(QScrollArea):
    """Shows one answer at a time and tells what the user changes in it."""

    changed = Signal(object)
    """The `Answer` as it now is."""
    column_chosen = Signal(object, object)
    """The `Answer` and a `ColumnChoice`: the file has to be recognised anew."""
    part_chosen = Signal(object, str)
    """The `Answer` and the part of its file that is meant instead."""
    part_added = Signal(object, str)
    """The `Answer` and a part of its file to use as well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setAccessibleName("What the chosen file is for")
        self._answer: Answer | None = None
        self._is_reading = False
        self.uses: dict[Kind, QCheckBox] = {}
        self.names: dict[Kind, QLineEdit] = {}
        self.layers: dict[str, QCheckBox] = {}
        self.columns: dict[Role, QComboBox] = {}
        self.part: PartField | None = None
        self._layers_box: QGroupBox | None = None
        # The column chosen last, so that the keys stay there when the file has been read again.
        self._last_role: Role | None = None

    def show_answer(self, answer: Answer | None, taken: Collection[str] = ()) -> None:
        """Show another file, or none; `taken` are parts of it that have answers of their own."""
        if self.part is not None:
            self.part.list.forget()
        self._answer = answer
        self.uses, self.names, self.layers, self.columns = {}, {}, {}, {}
        self._layers_box = self.part = None
        page = QWidget(self)
        layout = QVBoxLayout(page)
        if answer is not None:
            if not answer.look.is_open:
                layout.addWidget(plain_label(holds(answer.look), page))
            if answer.look.parts:
                layout.addWidget(self._parts(answer, taken, page))
            if answer.offered:
                layout.addWidget(self._uses(answer, page))
            if answer.layers:
                self._layers_box = self._layers(answer, page)
                layout.addWidget(self._layers_box)
            held = answer.look.inspection
            if held is not None and held.recognition is not None:
                layout.addWidget(self._columns(held, page))
            notes = "\n".join(remarks(answer.look))
            if notes and not answer.look.problem:
                layout.addWidget(plain_label(notes, page))
        layout.addStretch(1)
        # What is shown now may be in the middle of telling of a click: Qt deletes it afterwards.
        before = self.takeWidget()
        # There is none at first, whatever Qt's types say.
        if before:
            before.hide()
            before.deleteLater()
        page.setEnabled(not self._is_reading)
        self.setWidget(page)
        self._follow()
        if self._last_role in self.columns:
            self.columns[self._last_role].setFocus()
        elif self.part is not None and self.hasFocus():
            self.part.list.setFocus()
        self._last_role = None

    def set_reading(self, is_reading: bool) -> None:
        """Nothing can be changed while a file is being read again; the keys wait here."""
        self._is_reading = is_reading
        page, focus = self.widget(), QApplication.focusWidget()
        if not page:
            return
        # There is none in a window that lies behind, whatever Qt's types say.
        if is_reading and focus and page.isAncestorOf(focus):
            # Qt would hand them to whatever comes next, and arrows would choose another file.
            self.setFocus()
        page.setEnabled(not is_reading)

    def settle(self) -> None:
        """Read a part that was chosen a moment ago, now."""
        if self.part is not None:
            self.part.list.settle()

    def _parts(self, answer: Answer, taken: Collection[str], parent: QWidget) -> PartField:
        self.part = PartField(answer.look, taken, parent)
        self.part.chosen.connect(partial(self.part_chosen.emit, answer))
        self.part.added.connect(partial(self.part_added.emit, answer))
        return self.part

    def _uses(self, answer: Answer, parent: QWidget) -> QGroupBox:
        box = QGroupBox("&Use this file for", parent)
        rows = QVBoxLayout(box)
        for kind in answer.offered:
            tick = QCheckBox(words.menu_text(KIND_WORDS[kind]), box)
            tick.setChecked(kind in answer.kinds)
            tick.toggled.connect(partial(self._use, kind))
            self.uses[kind] = tick
            row = QHBoxLayout()
            row.addWidget(tick)
            if kind in NAMED:
                name = QLineEdit(answer.names[kind], box)
                name.setAccessibleName(f"Name of the layer: {KIND_WORDS[kind]}")
                name.setToolTip("Small letters, digits and underscores.")
                name.textEdited.connect(partial(self._call, kind))
                row.addWidget(plain_label("called", box, wraps=False))
                row.addWidget(name, 1)
                self.names[kind] = name
            else:
                row.addStretch(1)
            rows.addLayout(row)
        return box

    def _layers(self, answer: Answer, parent: QWidget) -> QGroupBox:
        box = QGroupBox("&Layers to compare footprints with", parent)
        rows = QVBoxLayout(box)
        for layer in answer.layers:
            text = f"{layer.geography}, from column {layer.column}"
            tick = QCheckBox(words.menu_text(text[:1].upper() + text[1:]), box)
            tick.setChecked(layer.is_wanted)
            tick.toggled.connect(partial(self._want, layer.name))
            self.layers[layer.name] = tick
            rows.addWidget(tick)
        return box

    def _columns(self, held: Inspection, parent: QWidget) -> QGroupBox:
        found = held.recognition
        box = QGroupBox("&Columns", parent)
        form = QFormLayout(box)
        if found is None:
            return box
        for role in _roles(found.columns):
            combo = QComboBox(box)
            combo.setAccessibleName(f"Column of {ROLE_WORDS[role]}")
            combo.setToolTip("The column this is read from. Choose another if it is the wrong one.")
            is_doubtful = role in found.doubtful
            combo.addItem(NOT_SURE if is_doubtful else NOT_THERE, "")
            for column in found.held:
                combo.addItem(column, column)
            chosen = "" if is_doubtful else found.columns.get(role, "")
            combo.setCurrentIndex(max(0, combo.findData(chosen)))
            combo.activated.connect(partial(self._choose, role))
            self.columns[role] = combo
            label = ROLE_WORDS[role]
            form.addRow(label[:1].upper() + label[1:], combo)
        return box

    def _use(self, kind: Kind, is_on: bool) -> None:
        if self._answer is None:
            return
        changed = {kind}
        kinds = self._answer.kinds | changed if is_on else self._answer.kinds - changed
        self._tell(replace(self._answer, kinds=frozenset(kinds)))
        self._follow()

    def _call(self, kind: Kind, name: str) -> None:
        if self._answer is not None:
            self._tell(replace(self._answer, names={**self._answer.names, kind: name.strip()}))

    def _want(self, name: str, is_on: bool) -> None:
        if self._answer is not None:
            layers = tuple(
                replace(each, is_wanted=is_on) if each.name == name else each
                for each in self._answer.layers
            )
            self._tell(replace(self._answer, layers=layers))

    def _choose(self, role: Role, _: int) -> None:
        column = str(self.columns[role].currentData() or "")
        if self._answer is not None and column:
            self._last_role = role
            choice = ColumnChoice(role, column, self._answer.look.source)
            self.column_chosen.emit(self._answer, choice)

    def _follow(self) -> None:
        """Layers come from files of units or figures; a name is for what is used."""
        kinds = self._answer.kinds if self._answer is not None else frozenset[Kind]()
        if self._layers_box is not None:
            self._layers_box.setVisible(bool(kinds & {"units", "data"}))
        for kind, name in self.names.items():
            name.setEnabled(kind in kinds)

    def _tell(self, answer: Answer) -> None:
        self._answer = answer
        self.changed.emit(answer)


def _roles(found: Mapping[Role, str]) -> list[Role]:
    """Every role, those with a column first."""
    return sorted(ROLE_WORDS, key=lambda role: role not in found)
