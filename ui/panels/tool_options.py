"""The strip under the toolbar with what can be chosen for the tool in hand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QToolBar,
    QWidget,
)

from icp_footprints.geography.units_in_shape import HeldBy
from ui import words
from ui.document import PlanDocument
from ui.tool_choices import BRUSH_RADII_PX, ToolChoices

BRUSH_KEYS = (("[", -1), ("]", 1))
RULES: tuple[HeldBy, ...] = ("centre", "area")
PEOPLE, MIDDLE, AREA = "by their people's centre", "by their middle", "by most of their area"
DRAWN = (("a new footprint", False), ("more of the active one", True))
LONGEST_CHOICE = 40
SHOWN_OF_CHOICE = 15
MARGIN_PX = 3
AREAS_TIP = "A unit belongs to the area that the largest share of its people belongs to."


class ToolOptions(QToolBar):
    """One group of controls per thing to choose; those of the tool in hand are shown.

    For a tool with nothing to choose the strip goes, and the map has its room.
    """

    def __init__(self, document: PlanDocument, choices: ToolChoices, map_view: QWidget) -> None:
        # Qt may tell of a change before the controls are made.
        self._groups: dict[str, QAction] = {}
        super().__init__("Tool options")
        self._document = document
        self._choices = choices
        self._is_following = self._has_choices = False
        self._footprints: Sequence[tuple[str, str]] = ()
        self._layers: Sequence[str] = ()
        self.setObjectName("ToolOptions")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.title = _label("")
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)
        self.addWidget(self.title)
        self._groups = {
            "brush": self._brush_group(),
            "layer": self._layer_group(),
            "drawn": self._drawn_group(),
            "rule": self._rule_group(),
            "filter": self._filter_group(),
        }
        for keys, step in BRUSH_KEYS:
            self._add_key(map_view, keys, step)
        choices.changed.connect(self._show_choices)
        document.place_changed.connect(self._show_choices)
        document.plan_changed.connect(self._show_choices)
        document.place_changed.connect(self._show_or_hide)
        self._fit_height()
        self.show_for("", ())

    def take_up(self, title: str, options: Sequence[str], is_on: bool) -> None:
        """Follow a tool that was taken in hand or put away, as `show_for` says."""
        if is_on:
            self.show_for(title, options)

    def show_for(self, title: str, options: Sequence[str]) -> None:
        """Show what can be chosen for a tool.

        Parameters
        ----------
        title
            What the tool is called.
        options
            Names of groups: ``brush``, ``layer``, ``drawn``, ``rule``, ``filter``.
        """
        self.title.setText(title)
        for name, group in self._groups.items():
            group.setVisible(name in options)
        self._has_choices = bool(options)
        self._choices.is_filter_in_hand = "filter" in options
        self._show_choices()
        self._show_or_hide()

    def _show_or_hide(self) -> None:
        self.setVisible(self._document.is_open and self._has_choices)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_height()

    def _fit_height(self) -> None:
        """Be as high as with every control, whichever are shown."""
        groups = [self.widgetForAction(group) for group in self._groups.values()]
        if groups:
            self.setFixedHeight(max(each.sizeHint().height() for each in groups) + 2 * MARGIN_PX)

    # --- the groups ---

    def _brush_group(self) -> QAction:
        self.brush = QSlider(Qt.Orientation.Horizontal)
        self.brush.setRange(0, len(BRUSH_RADII_PX) - 1)
        self.brush.setPageStep(1)
        self.brush.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.brush.setFixedWidth(self.fontMetrics().horizontalAdvance("m") * 10)
        self.brush.valueChanged.connect(self._choose_brush)
        self.brush_words = _label("")
        longest = max(self.fontMetrics().horizontalAdvance(_brush_words(i)) for i in range(7))
        self.brush_words.setMinimumWidth(longest)
        tip = "How far the brush reaches from the pointer. On the map: [ for less, ] for more."
        return self._group("&Brush", self.brush, "Size of the brush", tip, self.brush_words)

    def _layer_group(self) -> QAction:
        self.layer = QComboBox()
        self.layer.activated.connect(self._choose_layer)
        return self._group("A&reas of", self.layer, "Layer whose areas are painted", AREAS_TIP)

    def _drawn_group(self) -> QAction:
        self.drawn = QComboBox()
        for text, value in DRAWN:
            self.drawn.addItem(text, value)
        self.drawn.activated.connect(self._choose_drawn)
        tip = "What becomes of the units that the drawn shape holds."
        return self._group("&Make", self.drawn, "What the units become", tip)

    def _rule_group(self) -> QAction:
        self.rule = QComboBox()
        for text, value in zip((PEOPLE, AREA), RULES, strict=True):
            self.rule.addItem(text, value)
        self.rule.activated.connect(self._choose_rule)
        tip = (
            "Units are never cut. This decides where a unit goes that the line runs through: to "
            "the side of its people's centre (of its middle, where no file of the place tells "
            "where people live), or of most of its area."
        )
        return self._group("&Cut units go", self.rule, "Where units go that the line cuts", tip)

    def _filter_group(self) -> QAction:
        self.filter = QComboBox()
        # The strip must fit a small window with large text; the list shows names whole.
        shortest = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.filter.setSizeAdjustPolicy(shortest)
        self.filter.setMinimumContentsLength(SHOWN_OF_CHOICE)
        self.filter.activated.connect(self._choose_filter)
        tip = "Units that the tool may change; all others stay where they are."
        return self._group("Chan&ge", self.filter, "Units that the tool may change", tip)

    def _group(
        self, text: str, control: QWidget, name: str, tip: str, further: QWidget | None = None
    ) -> QAction:
        label = QLabel(text)
        label.setBuddy(control)
        control.setAccessibleName(name)
        control.setAccessibleDescription(tip)
        control.setToolTip(words.tooltip(tip))
        group = QWidget()
        group.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(group)
        layout.setContentsMargins(12, 2, 0, 2)
        for widget in (label, control, further):
            if widget is not None:
                layout.addWidget(widget)
        return self.addWidget(group)

    def _add_key(self, map_view: QWidget, keys: str, step: int) -> None:
        action = QAction(f"Brush {'larger' if step > 0 else 'smaller'}", map_view)
        action.setShortcut(QKeySequence(keys))
        # A bare bracket must stay a bracket wherever one types.
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(partial(self._step_brush, step))
        map_view.addAction(action)

    # --- choosing ---

    def _step_brush(self, step: int) -> None:
        if self._groups["brush"].isVisible():
            self._choices.brush += step

    def _choose_brush(self, size: int) -> None:
        if not self._is_following:
            self._choices.brush = size

    def _choose_layer(self, position: int) -> None:
        self._choices.choose_layer(str(self.layer.itemData(position)))

    def _choose_drawn(self, position: int) -> None:
        self._choices.fills_active = DRAWN[position][1]

    def _choose_rule(self, position: int) -> None:
        self._choices.held_by = RULES[position]

    def _choose_filter(self, position: int) -> None:
        if position < 2:
            self._choices.filter(only_unassigned=position == 1)
        else:
            self._choices.filter(only_from=self._footprints[position - 2][0])

    # --- following ---

    def _show_choices(self) -> None:
        if not self._document.is_open:
            return
        self._is_following = True
        choices = self._choices
        self.brush.setValue(choices.brush)
        self.brush_words.setText(_brush_words(choices.brush))
        self.drawn.setCurrentIndex(int(choices.fills_active))
        is_known = self._document.place.units.people_centres is not None
        self.rule.setItemText(0, PEOPLE if is_known else MIDDLE)
        self.rule.setCurrentIndex(RULES.index(choices.held_by))
        self._show_layers()
        self._show_filter()
        self._is_following = False

    def _show_layers(self) -> None:
        layers = [each.name for each in self._document.place.layers]
        if layers != self._layers:
            self._layers = layers
            self.layer.clear()
            for name in layers:
                self.layer.addItem(words.layer_name(name), name)
        chosen = self._choices.layer
        self.layer.setEnabled(chosen is not None)
        self.layer.setToolTip(AREAS_TIP if chosen is not None else "The place has no layers.")
        if chosen is not None:
            self.layer.setCurrentIndex(layers.index(chosen.name))

    def _show_filter(self) -> None:
        footprints = [(each.id, each.name) for each in self._document.plan.footprints]
        if footprints != self._footprints:
            self._footprints = footprints
            self.filter.clear()
            self.filter.addItem("any unit")
            self.filter.addItem("only unassigned units")
            for _, name in footprints:
                self.filter.addItem(f"only units of {_short(name)}")
        position = int(self._choices.only_unassigned)
        if self._choices.only_from is not None:
            position = 2 + [key for key, _ in footprints].index(self._choices.only_from)
        self.filter.setCurrentIndex(position)


def _brush_words(size: int) -> str:
    radius = BRUSH_RADII_PX[size]
    return f"{radius} pixels round" if radius else "one unit"


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_CHOICE else f"{name[: LONGEST_CHOICE - 1]}…"


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
