"""A planner's first session, from the start page to an agreed plan, every gesture counted.

Everything is done as a person does it: buttons and boxes clicked where they are, presses and drags
on the map, keys typed where the keyboard is. A gesture is one press and release of the mouse,
with whatever movement lies between, or one key, with or without Ctrl or Shift. The letters of
names are counted apart: how many there are is the planner's choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from icp_footprints.checks.check import check
from icp_footprints.exchange.plan_file import open_plan_file
from icp_footprints.plan.contiguity import footprint_parts
from icp_footprints.plan.status import Status
from tests.ui.driver import NO_BUTTON, Driver, wait_idle
from ui.app import application
from ui.dialogs.generate import GenerateDialog
from ui.dialogs.status import StatusDialog
from ui.models.footprint_table import NAME_COLUMN
from ui.operations.fill_gaps import FillGaps
from ui.operations.generate import Generate
from ui.operations.new_footprint import NewFootprint
from ui.operations.operation import Operation
from ui.operations.save import Save

CTRL = Qt.KeyboardModifier.ControlModifier
NO_KEYS = Qt.KeyboardModifier.NoModifier
KEY = Qt.Key
ROOT = Path(__file__).resolve().parents[2]
MOST_BY_HAND, MOST_GENERATED = 65, 12
WHO = "Wirral Place Board"


class CountingHands:
    """One pair of hands, which count what they do."""

    def __init__(self, driver: Driver, qtbot: QtBot) -> None:
        self.driver, self._qtbot = driver, qtbot
        self.mouse = self.keys = self.letters = 0

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """One click on something in sight, which must not be greyed."""
        assert widget.isVisible()
        assert widget.isEnabled()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
        self.mouse += 1
        QApplication.processEvents()

    def button(self, action: QAction | type[Operation]) -> None:
        """A button of the toolbar."""
        found = action if isinstance(action, QAction) else self.driver.window.action(action)
        self.click(self.driver.window.toolbar.widgetForAction(found))

    def tool(self, name: str) -> None:
        """The toolbar's button of a tool."""
        self.button(next(a for a in self.driver.window.tool_actions if a.objectName() == name))

    def choose(self, box: QComboBox, text: str) -> None:
        """Open a box and click a line of its list."""
        self.click(box)
        self._qtbot.waitUntil(box.view().isVisible)
        line = box.view().visualRect(box.model().index(box.findText(text), 0)).center()
        # The list takes no release that could still belong to the press that opened it.
        self._qtbot.wait(QApplication.doubleClickInterval() + 50)
        QTest.mouseMove(box.view().viewport(), line)
        self.click(box.view().viewport(), line)
        assert box.currentText() == text
        self.come_back()

    def come_back(self) -> None:
        """The made-up screen has nobody who hands the keyboard back when a box has closed."""
        self.driver.window.activateWindow()
        self._qtbot.waitUntil(self.driver.window.isActiveWindow)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        """One key, to whatever has the keyboard."""
        QTest.keyClick(self._focus(), key, modifiers)
        self.keys += 1
        QApplication.processEvents()

    def menu(self, title: str, text: str) -> None:
        """A menu, and an entry of it."""
        bar = self.driver.window.menuBar()
        entry = next(each for each in bar.actions() if each.text() == title)
        self.click(bar, bar.actionGeometry(entry).center())
        menu = entry.menu()
        assert isinstance(menu, QMenu)
        self._qtbot.waitUntil(menu.isVisible)
        action = next(each for each in menu.actions() if each.text() == text)
        self.click(menu, menu.actionGeometry(action).center())

    def write(self, text: str) -> None:
        """A name into the field that is being edited."""
        assert isinstance(self._focus(), QLineEdit)
        QTest.keyClicks(self._focus(), text)
        self.letters += len(text)

    def press(self, *points: QPoint) -> None:
        """Press at the first point of the map, draw through the others, let go at the last."""
        self.driver.move(points[0], NO_BUTTON)
        self.driver.press(points[0])
        for each in points[1:]:
            self.driver.move(each)
        self.driver.release(points[-1])
        self.mouse += 1

    @property
    def gestures(self) -> int:
        return self.mouse + self.keys

    def report(self, how: str) -> str:
        """The count in words."""
        return (
            f"{how}: {self.gestures} gestures ({self.mouse} with the mouse, {self.keys} keys) "
            f"and {self.letters} letters of names"
        )

    @staticmethod
    def _focus() -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Iterator[CountingHands]:
    """The window as it is at the very first start, on a screen of 1400 x 900."""
    application()
    driver = Driver(tmp_path)
    window = driver.window
    window.resize(1400, 900)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield CountingHands(driver, qtbot)
    driver.messages.answer = "discard"
    window.close()
    driver.session.runner.shut_down()
    window.deleteLater()


# --- the place as the planner sees it ---


def open_sample(hands: CountingHands, qtbot: QtBot) -> None:
    hands.click(hands.driver.window.start_page.sample_button)
    wait_idle(hands.driver, qtbot)
    qtbot.waitUntil(hands.driver.map.isVisible)
    hands.come_back()


def on_map(hands: CountingHands, east: float, north: float) -> QPoint:
    """A point of the map, in pixels."""
    return hands.driver.map.viewportTransform().map(QPointF(east, -north)).toPoint()


def units_of(hands: CountingHands, community: str) -> list[int]:
    """Rows of a community's units; a part of its name is enough."""
    layer = hands.driver.document.place.layer("community")
    [number] = [i for i, name in enumerate(layer.area_names) if community in name]
    return np.flatnonzero(layer.shares.toarray().argmax(axis=1) == number).tolist()


def inside(hands: CountingHands, community: str) -> QPoint:
    """The middle of the unit nearest to the middle of a community."""
    rows, picker = units_of(hands, community), hands.driver.map.picker
    east, north = picker.middles[rows].mean(axis=0).tolist()
    return hands.driver.position(picker.nearest(east, north, among=rows))


def assert_agreed(hands: CountingHands, path: Path) -> None:
    """The plan on disk is one that a board could agree: whole, in band, in one part, named."""
    document = hands.driver.document
    assert hands.driver.messages.errors == []
    assert not document.has_unsaved_changes
    place, plan = open_plan_file(path)
    assert (plan.assignment >= 0).all()
    people = place.ledger(plan.band.ledger).people
    for number, parts in enumerate(footprint_parts(place.adjacency, plan)):
        held = people[plan.assignment == number].sum()
        assert 30_000 <= held <= 50_000, plan.footprints[number].name
        assert len(parts) == 1, plan.footprints[number].name
    assert [each.words for each in check(place, plan) if each.severity == "required"] == []
    assert plan.status is Status.AGREED
    assert [change.by for change in plan.history] == ["", WHO]


def readme() -> str:
    """What the README promises, on one line."""
    return " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())


def save(hands: CountingHands, qtbot: QtBot, path: Path) -> None:
    """Save; the file's name goes into the system's own box, which stands open no time here."""
    hands.driver.files.path = path
    hands.button(Save)
    wait_idle(hands.driver, qtbot)


def paint_neighbourhoods(hands: CountingHands) -> None:
    """Seven footprints of whole communities, two of them still to be parted."""
    hands.tool("PaintAreasTool")
    hands.choose(hands.driver.session.tool_options.layer, "Community")
    for communities in (
        ("Tranmere", "Birkenhead"),
        ("Oxton",),
        ("Liscard",),
        ("New Brighton",),
        ("Upton", "Moreton"),
        ("Heswall", "Irby"),
        ("Bromborough", "Bebington"),
    ):
        hands.button(NewFootprint)
        hands.press(*(inside(hands, each) for each in communities))


def draw_the_rest(hands: CountingHands) -> None:
    """The west coast drawn round by hand, the south parted, what the line missed filled."""
    hands.tool("DrawTool")
    corners = ((321500, 391500), (324100, 390500), (323700, 386500), (322000, 385700))
    ring = (*corners, (320000, 386000), (319900, 389500), corners[0])
    hands.press(*(on_map(hands, *each) for each in ring))
    hands.tool("SplitTool")
    line = ((334700, 386300), (333900, 383900), (332900, 379000))
    hands.press(*(on_map(hands, *each) for each in line))
    hands.button(FillGaps)


def border(hands: CountingHands, gains: int, loses: int) -> tuple[QPoint, QPoint]:
    """Two neighbours across the border of two footprints: a unit to take, and one beside it.

    To take is a unit that lies apart from the rest of its footprint, else the one with the fewest
    people: what a planner looks for on the map.
    """
    document = hands.driver.document
    place, assignment = document.place, document.plan.assignment
    main = max(footprint_parts(place.adjacency, document.plan)[loses], key=len)
    pairs = place.adjacency.matrix.tocoo()
    across = (assignment[pairs.row] == gains) & (assignment[pairs.col] == loses)
    mine, theirs = pairs.row[across], pairs.col[across]
    order = np.lexsort((place.ledger("resident").people[theirs], np.isin(theirs, main)))
    best = order[0]
    return hands.driver.position(int(mine[best])), hands.driver.position(int(theirs[best]))


def push_borders(hands: CountingHands) -> None:
    """Three are a little short of people, and one unit of Oxton lies apart: four small pushes."""
    hands.tool("PushBorderTool")
    hands.press(*border(hands, gains=2, loses=0))
    hands.press(*border(hands, gains=3, loses=4))
    hands.press(*border(hands, gains=0, loses=1))
    hands.press(*border(hands, gains=7, loses=5))


NAMES = (
    "Birkenhead and Tranmere",
    "Oxton and Bidston",
    "Liscard and Seacombe",
    "New Brighton",
    "Moreton and Upton",
    "Heswall and Irby",
    "Bromborough",
    "West Kirby and Hoylake",
    "Bebington",
)


def name_each(hands: CountingHands) -> None:
    """Name each in the table, which is in the order they were made in."""
    panel = hands.driver.window.panels.footprints
    row = panel.model.row_of("F01")
    assert row is not None
    first = panel.sorted.mapFromSource(panel.model.index(row, NAME_COLUMN))
    hands.click(panel.table.viewport(), panel.table.visualRect(first).center())
    for name in NAMES:
        hands.key(KEY.Key_F2)
        hands.write(name)
        hands.key(KEY.Key_Return)
        hands.key(KEY.Key_Down)


def agree(hands: CountingHands) -> None:
    """Propose the plan and agree it, by the Plan menu; who agreed it is written."""
    for entry, who in (("&Propose…", ""), ("&Agree…", WHO)):
        QTimer.singleShot(200, partial(answer_status, hands, who))
        hands.menu("&Plan", entry)
        hands.come_back()


def answer_status(hands: CountingHands, who: str) -> None:
    """Write who, as soon as the dialog has the keyboard, and take it."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, StatusDialog) or QApplication.focusWidget() is not dialog.by:
        QTimer.singleShot(50, partial(answer_status, hands, who))
        return
    hands.write(who)
    hands.key(KEY.Key_Return)


def test_an_agreed_plan_by_hand_alone(hands, qtbot, tmp_path, record_property):
    path = tmp_path / "wirral.footprints.gpkg"
    open_sample(hands, qtbot)
    paint_neighbourhoods(hands)
    draw_the_rest(hands)
    push_borders(hands)
    name_each(hands)
    agree(hands)
    save(hands, qtbot, path)
    assert_agreed(hands, path)
    assert {each.name for each in open_plan_file(path)[1].footprints} == set(NAMES)
    record_property("by_hand", hands.report("By hand alone"))
    assert hands.report("By hand alone") in readme()
    assert hands.gestures <= MOST_BY_HAND


def test_an_agreed_plan_with_the_generator(hands, qtbot, tmp_path, record_property):
    path = tmp_path / "wirral.footprints.gpkg"
    open_sample(hands, qtbot)
    accept_the_settings(hands, qtbot)
    wait_idle(hands.driver, qtbot)
    qtbot.waitUntil(hands.driver.session.preview_bar.isVisible)
    hands.come_back()
    assert not hands.driver.document.plan.footprints
    hands.key(KEY.Key_Return)
    qtbot.waitUntil(lambda: bool(hands.driver.document.plan.footprints))
    agree(hands)
    save(hands, qtbot, path)
    assert_agreed(hands, path)
    record_property("generated", hands.report("With the generator"))
    assert hands.report("With the generator") in readme()
    assert hands.gestures <= MOST_GENERATED


def accept_the_settings(hands: CountingHands, qtbot: QtBot) -> None:
    """The button opens the dialog, which waits for its answer: Enter takes it as it stands."""
    said: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, GenerateDialog)
        said.append(dialog.outlook.text() or dialog.findings.text())
        QTest.keyClick(dialog, KEY.Key_Return)
        hands.keys += 1

    QTimer.singleShot(800, answer)
    hands.button(Generate)
    assert "7 to 10 footprints" in said[0], said
