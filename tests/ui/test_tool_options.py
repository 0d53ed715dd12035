"""The strip under the toolbar: what can be chosen for the tool in hand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QMainWindow, QSlider, QToolButton

from ui.panels.tool_options import ToolOptions
from ui.tool_choices import BRUSH_RADII_PX

CHOICES = {
    "PaintTool": {"brush", "filter"},
    "PaintAreasTool": {"layer", "filter"},
    "DrawTool": {"drawn", "rule", "filter"},
    "SplitTool": set(),
    "PushBorderTool": {"brush", "filter"},
    "SelectTool": set(),
}


def controls(driver):
    options = driver.session.tool_options
    return {name: getattr(options, name) for name in ("brush", "layer", "drawn", "rule", "filter")}


def test_each_tool_shows_what_can_be_chosen_for_it(open_driver, qtbot):
    open_driver.window.resize(1900, 900)
    open_driver.use("PaintTool")
    height = open_driver.session.tool_options.height()
    for tool, names in CHOICES.items():
        open_driver.use(tool)
        # The strip lays itself out when the event loop comes round to it.
        qtbot.waitUntil(
            lambda names=names: (
                {name for name, each in controls(open_driver).items() if each.isVisible()} == names
            )
        )
        strip = open_driver.session.tool_options
        # Where there is nothing to choose, the map has its room.
        assert strip.isVisible() == bool(names)
        assert strip.height() == height


def test_the_strip_waits_for_a_plan(driver):
    assert not driver.session.tool_options.isVisible()


def test_every_control_has_a_name_a_tip_and_a_way_to_it_by_keyboard(open_driver):
    options = open_driver.session.tool_options
    buddies = {label.buddy() for label in options.findChildren(QLabel)}
    for kind in (QComboBox, QSlider):
        for control in options.findChildren(kind):
            assert control.accessibleName()
            assert control.toolTip()
            assert control in buddies
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
    letters = [label.text() for label in options.findChildren(QLabel) if label.buddy()]
    accelerators = [text[text.index("&") + 1].casefold() for text in letters]
    assert len(set(accelerators)) == len(accelerators)


def test_choices_go_from_the_controls_to_the_tools_and_back(open_driver):
    choices, each = open_driver.session.tools.choices, controls(open_driver)
    each["brush"].setValue(3)
    assert choices.brush_radius_px == BRUSH_RADII_PX[3]
    each["rule"].activated.emit(1)
    assert choices.held_by == "area"
    each["drawn"].activated.emit(1)
    assert choices.fills_active
    each["filter"].activated.emit(2)
    assert choices.only_from == "F01"
    choices.held_by, choices.fills_active = "centre", False
    choices.filter(only_unassigned=True)
    assert each["rule"].currentText() == "by their middle"
    assert each["drawn"].currentText() == "a new footprint"
    assert each["filter"].currentText() == "only unassigned units"


def test_another_place_brings_its_own_layers_and_footprints(open_driver):
    from tests.grids import place_of, plan_of

    open_driver.session.tools.choices.filter(only_from="F02")
    open_driver.document.open(
        place_of("aab", layers={"ward": "xyz", "old_ward": "xxx"}), plan_of("PQQ")
    )
    layer, chosen = controls(open_driver)["layer"], controls(open_driver)["filter"]
    assert [layer.itemText(i) for i in range(layer.count())] == ["Ward", "Old ward"]
    assert open_driver.session.tools.choices.only_from is None
    assert [chosen.itemText(i) for i in range(2, chosen.count())] == [
        "only units of P",
        "only units of Q",
    ]


def test_in_a_small_window_every_choice_can_still_be_reached(open_driver, qtbot):
    small = QMainWindow()
    qtbot.addWidget(small)
    options = ToolOptions(open_driver.document, open_driver.session.tools.choices, open_driver.map)
    small.addToolBar(options)
    options.show()
    options.show_for("Draw", ("drawn", "rule", "filter"))
    small.resize(300, 200)
    small.show()
    more = options.findChild(QToolButton, "qt_toolbar_ext_button")
    assert more is not None
    qtbot.waitUntil(more.isVisible)
    assert not options.filter.isVisible()
    more.click()
    qtbot.waitUntil(options.filter.isVisible)
