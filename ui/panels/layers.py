"""What the map shows: a tick for each layer, their order and strength, and the units' fill."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QListView,
    QPushButton,
    QSizePolicy,
    QSlider,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import words
from ui.canvas.layers.points import draw_mark
from ui.canvas.layers.reference import layer_pen
from ui.canvas.map_choices import FULL, POINTS, REFERENCE, LayerEntry, MapChoices
from ui.canvas.style import style_for
from ui.check_outline import CheckOutlineDelegate
from ui.models.layer_list import LayerList
from ui.plain_label import plain_label

SAMPLE_PX, SAMPLE_HIGH_PX = 22, 14
ROW_GAP_PX = 2
CHOOSE = "Choose a layer in the list."


class LayerView(QListView):
    """The list: Space ticks, Alt and an arrow moves, the mouse drags."""

    def __init__(self, model: LayerList, choices: MapChoices, parent: QWidget) -> None:
        super().__init__(parent)
        self._choices = choices
        self._list = model
        self.setModel(model)
        self.setAccessibleName("Layers of the map, the uppermost first")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setItemDelegate(LayerDelegate(self))
        self.setIconSize(QSize(SAMPLE_PX, SAMPLE_HIGH_PX))
        self.setSpacing(ROW_GAP_PX)
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def move_current(self, by: int) -> None:
        """Move the chosen layer up (-1) or down (1)."""
        entry = self._list.entry(self.currentIndex())
        if entry is not None:
            self._choices.move(entry.key, self.currentIndex().row() + by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_current(steps[key])
        else:
            super().keyPressEvent(event)


class LayerDelegate(CheckOutlineDelegate):
    """Shows the line or the mark that a layer is drawn with beside its name."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] # noqa: N802 - Qt's
        super().initStyleOption(option, index)
        model = index.model()
        entry = model.entry(index) if isinstance(model, LayerList) else None
        if entry is not None:
            parent = self.parent()
            if isinstance(parent, QWidget):
                option.icon = _sample(entry, parent)  # pyright: ignore[reportAttributeAccessIssue]
                option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration  # pyright: ignore[reportAttributeAccessIssue]


class LayersPanel(QWidget):
    """Changes what the map shows, never the plan. What is chosen is remembered."""

    def __init__(self, choices: MapChoices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self.model = LayerList(choices, self)
        self.list = LayerView(self.model, choices, self)
        self.fill = QComboBox(self)
        self.fill.setAccessibleName("Fill units by")
        self.fill.setToolTip(words.tooltip("What the colour of a unit tells."))
        self.fill.setMinimumContentsLength(10)
        adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.fill.setSizeAdjustPolicy(adjust)
        self.up, self.down = self._button("Move up", -1), self._button("Move down", 1)
        self.opacity = QSlider(Qt.Orientation.Horizontal, self)
        self.opacity.setRange(0, FULL)
        self.opacity.setPageStep(10)
        self.opacity.setAccessibleName("Strength of the chosen layer, in per cent")
        self.strength = plain_label("", self, wraps=False)
        self._build()
        self.fill.activated.connect(self._choose_fill)
        self.opacity.valueChanged.connect(self._choose_opacity)
        self.list.selectionModel().currentChanged.connect(self._describe)
        self.model.layoutChanged.connect(self._describe)
        self.model.dataChanged.connect(self._describe)
        self.model.modelReset.connect(self._describe)
        choices.reset.connect(self._offer_fills)
        choices.fill_changed.connect(self._offer_fills)
        self._offer_fills()
        self._describe()

    def _button(self, title: str, by: int) -> QPushButton:
        button = QPushButton(title, self)
        button.clicked.connect(lambda: self.list.move_current(by))
        return button

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 8)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow("Fill units by", self.fill)
        layout.addLayout(form)
        layout.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        for each in (self.up, self.down):
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            buttons.addWidget(each)
        layout.addLayout(buttons)
        row = QHBoxLayout()
        label = plain_label("Strength", self, wraps=False)
        label.setBuddy(self.opacity)
        row.addWidget(label)
        row.addWidget(self.opacity, 1)
        row.addWidget(self.strength)
        layout.addLayout(row)

    def _entry(self) -> LayerEntry | None:
        return self.model.entry(self.list.currentIndex())

    def _offer_fills(self) -> None:
        with QSignalBlocker(self.fill):
            self.fill.clear()
            for each in self._choices.fills:
                self.fill.addItem(each.title, each.key)
            self.fill.setCurrentIndex(self.fill.findData(self._choices.fill.key))

    def _choose_fill(self, position: int) -> None:
        self._choices.set_fill(str(self.fill.itemData(position)))

    def _choose_opacity(self, opacity: int) -> None:
        entry = self._entry()
        if entry is not None:
            self._choices.set_opacity(entry.key, opacity)

    def _describe(self, *_: object) -> None:
        """Show the strength of the chosen layer, and what can be done with it, or why not."""
        entry, row = self._entry(), self.list.currentIndex().row()
        for button, by, way in ((self.up, -1, "up"), (self.down, 1, "down")):
            reason = self._fixed(entry, row + by, way)
            button.setEnabled(not reason)
            done = f"Draw this layer one place further {way} (Alt+{way.capitalize()})."
            button.setToolTip(words.tooltip(reason or done))
        solid = CHOOSE if entry is None else entry.solid_reason
        with QSignalBlocker(self.opacity):
            self.opacity.setValue(entry.opacity if entry else FULL)
        self.opacity.setEnabled(not solid)
        said = "How strongly the layer is drawn: 100 % hides what is below it."
        self.opacity.setToolTip(words.tooltip(solid or said))
        self.strength.setText(f"{self.opacity.value()}\u00a0%")
        self.strength.setMinimumWidth(self.fontMetrics().horizontalAdvance("100\u00a0%"))

    def _fixed(self, entry: LayerEntry | None, to: int, way: str) -> str:
        if entry is None:
            return CHOOSE
        if entry.fixed_reason:
            return entry.fixed_reason
        entries = self._choices.entries
        if not 0 <= to < len(entries) or entries[to].fixed_reason:
            return f"It cannot go further {way}."
        return ""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "strength"):
            self._describe()


def _sample(entry: LayerEntry, widget: QWidget) -> QIcon:
    """The line or the mark of a layer; as much room for one that has neither."""
    ratio = widget.devicePixelRatioF()
    pixmap = QPixmap(round(SAMPLE_PX * ratio), round(SAMPLE_HIGH_PX * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    style = style_for(widget.palette())
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = pixmap.deviceIndependentSize().height() / 2
    if entry.kind == REFERENCE:
        painter.setPen(layer_pen(style, entry.number))
        painter.drawLine(0, int(middle), SAMPLE_PX, int(middle))
    elif entry.kind == POINTS:
        draw_mark(painter, QPointF(SAMPLE_PX / 2, middle), style, entry.number)
    painter.end()
    return QIcon(pixmap)
