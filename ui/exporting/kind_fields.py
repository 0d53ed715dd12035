"""A tick for each file that can be written, with what it is in a sentence, and how to write it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.exporting.kinds import BOARD, PICTURE, SHARING, SYSTEMS, WEB_MAP, FileKind, Group
from ui.exporting.wanted import LONGEST_TEXT, MOST_SIMPLIFIED_M, Choices
from ui.plain_label import plain_label
from ui.words import tooltip

INDENT_PX = 26
FILLS = (("in colours", "colour"), ("in black and white", "pattern"), ("in both", "colour+pattern"))
SUFFIXES = (("PNG", ".png"), ("SVG", ".svg"))
NOT_CLEAN = "Some units overlap, or do not meet corner to corner: their lines stay as they are."
NO_ACTIVE = "Choose a footprint in the table first to draw that one alone."


class KindFields(QWidget):
    """Which files, and how.

    Parameters
    ----------
    choices
        What is ticked at first.
    active
        Name of the active footprint; empty where there is none.
    simplifies
        Whether lines of this place can be simplified.
    """

    changed = Signal()

    def __init__(self, choices: Choices, active: str, simplifies: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.ticks: dict[str, QCheckBox] = {}
        self._options: dict[str, QWidget] = {}
        self._choices = choices
        self._active = active
        # Tab goes through the fields in the order they are made in.
        systems, systems_rows = self._box(SYSTEMS)
        self._simplify_fields(choices, simplifies)
        systems_rows.addLayout(_form(("Simplify &lines by", self.simplify)))
        systems_rows.addStretch(1)
        board, _ = self._box(BOARD)
        sharing, _ = self._box(SHARING)
        right = QVBoxLayout()
        right.addWidget(board)
        right.addWidget(sharing)
        right.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(systems, 1)
        layout.addLayout(right, 1)
        self._follow()

    def choices(self, made_by: str) -> Choices:
        """What is chosen now."""
        return replace(
            self._choices,
            kinds=tuple(key for key, tick in self.ticks.items() if tick.isChecked()),
            simplify_m=self.simplify.value() if self.simplify.isEnabled() else 0,
            made_by=made_by,
            public=self.public.isChecked(),
            comments_to=self.comments.text().strip(),
            suffix=self.suffix.currentData(),
            fill=self.fill.currentData(),
            only_active=self.shows.currentIndex() == 1,
        )

    def _simplify_fields(self, choices: Choices, simplifies: bool) -> None:
        self.simplify = QSpinBox(self)
        self.simplify.setRange(0, MOST_SIMPLIFIED_M)
        self.simplify.setSingleStep(10)
        self.simplify.setSuffix(" metres")
        self.simplify.setSpecialValueText("0 metres: as they are")
        self.simplify.setValue(choices.simplify_m if simplifies else 0)
        self.simplify.setEnabled(simplifies)
        why = "Leaves out corners, for smaller files. Footprints still meet without gaps."
        self.simplify.setToolTip(tooltip(why if simplifies else NOT_CLEAN))
        self.simplify.setAccessibleDescription(why if simplifies else NOT_CLEAN)
        self.simplify.valueChanged.connect(self.changed)

    def _web_map_fields(self) -> QWidget:
        choices = self._choices
        self.public = QCheckBox("Public v&ersion", self)
        self.public.setChecked(choices.public)
        public = "Leaves out notes, leads, partners and open issues."
        self.public.setToolTip(tooltip(public))
        self.public.setAccessibleDescription(public)
        self.comments = QLineEdit(choices.comments_to, self)
        self.comments.setMaxLength(LONGEST_TEXT)
        self.comments.setPlaceholderText("an e-mail address, or nobody")
        self.comments.setToolTip(
            tooltip("Each footprint then has a link that begins an e-mail to this address.")
        )
        self.public.toggled.connect(self.changed)
        self.comments.textChanged.connect(self.changed)
        rows = QVBoxLayout()
        rows.addWidget(self.public)
        rows.addWidget(_under(plain_label(public, self)))
        rows.addLayout(_form(("Comments &to", self.comments)))
        return _indented(rows, self)

    def _picture_fields(self) -> QWidget:
        choices, active = self._choices, self._active
        self.shows = QComboBox(self)
        self.shows.setAccessibleName("The picture shows")
        self.shows.setMinimumContentsLength(12)
        self.shows.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.shows.addItem("Whole plan")
        if active:
            self.shows.addItem(active)
            self.shows.setCurrentIndex(int(choices.only_active))
        self.shows.setEnabled(bool(active))
        self.shows.setToolTip(tooltip(f"Whole plan, or {active} alone" if active else NO_ACTIVE))
        self.fill = _choice(FILLS, choices.fill, "How the picture tells footprints apart", self)
        self.suffix = _choice(SUFFIXES, choices.suffix, "Kind of picture", self)
        self.suffix.setToolTip(tooltip("PNG for slides and letters; SVG to print large."))
        row = QHBoxLayout()
        for field in (self.shows, self.fill, self.suffix):
            field.currentIndexChanged.connect(self.changed)
            row.addWidget(field)
        row.addStretch(1)
        return _indented(row, self)

    def _box(self, group: Group) -> tuple[QGroupBox, QVBoxLayout]:
        box = QGroupBox(group.title, self)
        rows = QVBoxLayout(box)
        rows.setSpacing(2)
        makers = {WEB_MAP: self._web_map_fields, PICTURE: self._picture_fields}
        for kind in group.kinds:
            rows.addWidget(self._tick(kind, box))
            rows.addWidget(_under(plain_label(kind.words, box)))
            if kind.key in makers:
                self._options[kind.key] = makers[kind.key]()
                rows.addWidget(self._options[kind.key])
        return box, rows

    def _tick(self, kind: FileKind, parent: QWidget) -> QCheckBox:
        tick = QCheckBox(kind.title, parent)
        tick.setChecked(kind.key in self._choices.kinds)
        tick.setAccessibleDescription(kind.words)
        tick.setToolTip(tooltip(kind.words))
        tick.toggled.connect(self._follow)
        self.ticks[kind.key] = tick
        return tick

    def _follow(self) -> None:
        """Show how to write what is ticked."""
        for key, options in self._options.items():
            options.setVisible(self.ticks[key].isChecked())
        self.changed.emit()


def _form(*rows: tuple[str, QWidget]) -> QFormLayout:
    form = QFormLayout()
    for words, field in rows:
        form.addRow(words, field)
    return form


def _under(words: QLabel) -> QLabel:
    """The sentence under a tick."""
    words.setContentsMargins(INDENT_PX, 0, 0, 6)
    return words


def _indented(rows: QVBoxLayout | QHBoxLayout, parent: QWidget) -> QWidget:
    page = QWidget(parent)
    rows.setContentsMargins(INDENT_PX, 0, 0, 8)
    page.setLayout(rows)
    return page


def _choice(
    items: tuple[tuple[str, str], ...], chosen: str, name: str, parent: QWidget
) -> QComboBox:
    box = QComboBox(parent)
    for words, value in items:
        box.addItem(words, value)
    box.setCurrentIndex(box.findData(chosen))
    box.setAccessibleName(name)
    box.setToolTip(tooltip(name))
    return box
