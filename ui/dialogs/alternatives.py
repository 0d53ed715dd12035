"""Plans to choose from, side by side: a small map each, and how good it is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import words
from ui.alternatives_cards import AlternativeCard, in_the_window, open_plan_words
from ui.document import PlanDocument
from ui.help_key import add_help_key
from ui.operations.preview import ChangePreview
from ui.plain_label import plain_label

MAP_PX = 190
BORDER_PX = 3
CHOSEN = "✓ Chosen"
COLUMNS = 3
WIDTH_PX, HEIGHT_PX = 1000, 820
LEAD = (
    "None of these is matched or bettered by another in every measure. Choose one with the mouse "
    "or the arrow keys, and see on the map what it would change."
)
NONE_FOUND = "No plan was found that could stand beside the open plan, which is as it was."


class AlternativesDialog(QDialog):
    """Stays until a plan is taken or it is closed; while one is on the map it steps aside."""

    def __init__(
        self,
        cards: tuple[AlternativeCard, ...],
        notes: tuple[str, ...],
        document: PlanDocument,
        preview: ChangePreview,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._cards = cards
        self._preview = preview
        self._is_aside = False
        self.setWindowTitle("Alternatives")
        add_help_key(self, "alternatives")
        self.resize(WIDTH_PX, HEIGHT_PX)
        layout = QVBoxLayout(self)
        layout.addWidget(plain_label(LEAD if cards else NONE_FOUND, self))
        if cards and (figures := open_plan_words(document, cards[0].change)):
            layout.addWidget(plain_label(figures, self))
        layout.addWidget(self._cards_area(), 1)
        if notes:
            layout.addWidget(plain_label(in_the_window("\n".join(notes)), self))
        layout.addWidget(self._buttons())
        preview.ended.connect(self._come_back)
        document.plan_changed.connect(self._go)
        document.place_changed.connect(self._go)

    def _cards_area(self) -> QScrollArea:
        page = QWidget(self)
        grid = QGridLayout(page)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: list[CardButton] = []
        for number, card in enumerate(self._cards):
            button = CardButton(card, number, page)
            button.chosen.connect(self.choose)
            self._group.addButton(button, number)
            grid.addWidget(button, number // COLUMNS, number % COLUMNS)
            self.buttons.append(button)
        widest = max((each.sizeHint().width() for each in self.buttons), default=0)
        for column in range(min(COLUMNS, len(self.buttons))):
            grid.setColumnMinimumWidth(column, widest)
            grid.setColumnStretch(column, 1)
        if self.buttons:
            self.buttons[0].setChecked(True)
            self.buttons[0].setFocus()
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        return area

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.show_button = box.addButton("&Show on the map", QDialogButtonBox.ButtonRole.ActionRole)
        self.show_button.setDefault(True)
        self.show_button.setToolTip(
            words.tooltip("Shows what the chosen plan would change, for you to take or to discard.")
        )
        self.show_button.setEnabled(bool(self._cards))
        self.show_button.clicked.connect(self.choose)
        box.rejected.connect(self.close)
        return box

    @property
    def chosen(self) -> int:
        """Number of the chosen plan, from 0; -1 where there is none."""
        return self._group.checkedId()

    def choose(self) -> None:
        """Show the chosen plan on the map."""
        if self.chosen < 0:
            return
        card = self._cards[self.chosen]
        self._is_aside = not card.change.is_empty
        self.setVisible(card.change.is_empty)
        self._preview.show_change(card.change, f"Take the plan “{card.title}”")

    def _come_back(self, was_taken: bool) -> None:
        if self._is_aside and not was_taken:
            self._is_aside = False
            self.show()
            self.raise_()
            self.activateWindow()

    def _go(self, _: object = None) -> None:
        """They were alternatives to a plan that is no longer there."""
        self._is_aside = False
        self.close()
        # A window that is hidden is not deleted by closing it.
        self.deleteLater()


class CardButton(QToolButton):
    """One plan. Arrow keys go from one to the next; Enter or two clicks choose it."""

    chosen = Signal()

    def __init__(self, card: AlternativeCard, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIcon(QIcon(QPixmap.fromImage(card.image)))
        self.setIconSize(QSize(MAP_PX, MAP_PX))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._title, self._lines = f"{number + 1}. {card.title}", card.lines
        # Shown with its mark first, so that the hint has room for it.
        self._say(True)
        self._widest_px = super().sizeHint().width()
        self._say(False)
        self.toggled.connect(self._say)
        self.setAccessibleName(f"Plan {number + 1}, {card.words}")
        self.setToolTip(words.tooltip(card.change.words))

    def sizeHint(self) -> QSize:
        return QSize(self._widest_px, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            painter = QPainter(self)
            pen = QPen(self.palette().color(QPalette.ColorRole.Highlight), BORDER_PX)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            inset = BORDER_PX // 2 + 1
            painter.drawRect(self.rect().adjusted(inset, inset, -inset, -inset))
            painter.end()

    def _say(self, is_chosen: bool) -> None:
        mark = CHOSEN if is_chosen else " "
        self.setText(words.menu_text("\n".join([mark, self._title, *self._lines])))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.setChecked(True)
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # The one that the keyboard is on is the one that is chosen.
        self.setChecked(True)
