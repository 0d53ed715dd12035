"""The bar over the map that says in words what a change would do, to take it or to discard it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.announce import announce
from ui.operations.preview import ChangePreview, Proposal
from ui.plain_label import plain_label
from ui.words import tooltip

MOST_HEIGHT_PX = 230
LEAST_WIDTH_PX = 300
HEADINGS = ("", "Now", "Then", "No plan passes")
TAKE_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PreviewBar(QFrame):
    """Shown while a change is; Enter takes it and Esc discards it, wherever the keyboard is."""

    def __init__(self, preview: ChangePreview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = preview
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName("Change to look at")
        self.headline = plain_label("", self)
        bold = self.headline.font()
        bold.setBold(True)
        self.headline.setFont(bold)
        self.score = plain_label("", self, wraps=False)
        self.states = plain_label("", self)
        self.notes = plain_label("", self)
        self.figures = QWidget(self)
        self._grid = QGridLayout(self.figures)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(2)
        self.take_button = QPushButton("Take it (Enter)", self)
        self.discard_button = QPushButton("Discard (Esc)", self)
        self.take_button.setToolTip(tooltip("Makes the change, as one step that you can undo."))
        self.discard_button.setToolTip(tooltip("Leaves your plan as it is."))
        self.take_button.clicked.connect(preview.take)
        self.discard_button.clicked.connect(preview.discard)
        self._lay_out()
        self._shortcuts = [self._key(key, self._take) for key in TAKE_KEYS]
        self._shortcuts.append(self._key(Qt.Key.Key_Escape, preview.discard))
        preview.shown.connect(self.show_proposal)
        preview.ended.connect(self._end)
        self._end()

    def _key(self, key: Qt.Key, then: object) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(then)
        return shortcut

    def _lay_out(self) -> None:
        body = QWidget(self)
        self._lines = lines = QVBoxLayout(body)
        lines.setContentsMargins(12, 8, 12, 8)
        lines.setSpacing(4)
        for each in (self.headline, self.score, self.figures, self.states, self.notes):
            lines.addWidget(each)
        lines.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._scroll.setAccessibleName("What the change does")
        self._scroll.setWidget(body)
        buttons = QVBoxLayout()
        buttons.setContentsMargins(0, 8, 12, 8)
        buttons.addWidget(self.take_button)
        buttons.addWidget(self.discard_button)
        buttons.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(buttons)

    def show_proposal(self, proposal: Proposal) -> None:
        """Say what a change would do."""
        is_new = not self.isVisible()
        self.headline.setText(f"{proposal.title}: {proposal.change.words}")
        self.score.setText(proposal.score_words)
        self.states.setText("\n".join(proposal.states))
        self.notes.setText(" ".join(proposal.change.notes))
        self.states.setVisible(bool(proposal.states))
        self.notes.setVisible(bool(proposal.change.notes))
        self._show_figures(proposal)
        self.setAccessibleDescription(proposal.words)
        self.show()
        self._fit()
        if is_new:
            for shortcut in self._shortcuts:
                shortcut.setEnabled(True)
            announce(self, f"{proposal.words} Enter takes it, Escape discards it.")

    def _show_figures(self, proposal: Proposal) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.figures.setVisible(bool(proposal.figures))
        rows = [(line.name, line.before, line.after, line.most) for line in proposal.figures]
        # A column that has nothing to say has no heading either.
        is_said = [any(texts[column] for texts in rows) for column in range(len(HEADINGS))]
        for row, texts in enumerate([HEADINGS, *rows]):
            for column, text in enumerate(texts):
                if not is_said[column]:
                    continue
                label: QLabel = plain_label(text, self.figures, wraps=False)
                label.setEnabled(row > 0)
                self._grid.addWidget(label, row, column)
        self._grid.setColumnStretch(len(HEADINGS) - 1, 1)

    def _fit(self) -> None:
        """As high as what it says, up to where the map would be left too small."""
        width = max(self._scroll.viewport().width(), LEAST_WIDTH_PX)
        wanted = self._lines.totalHeightForWidth(width)
        buttons = self.take_button.sizeHint().height() + self.discard_button.sizeHint().height()
        self.setFixedHeight(min(max(wanted, buttons + 30) + 4, MOST_HEIGHT_PX))

    @Slot()
    def _take(self) -> None:
        """Enter means the button that the keyboard is on, where it is on one of these."""
        if QApplication.focusWidget() is self.discard_button:
            self._preview.discard()
        else:
            self._preview.take()

    @Slot()
    def _end(self) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
        self.hide()
