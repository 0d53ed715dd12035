"""Text at twice its size on a small screen: the map keeps its room and nothing is unreadable."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from ui.app import application
from ui.band_delegate import BAR_EMS
from ui.canvas.gesture_card import GestureCard
from ui.canvas.paths import rect_of
from ui.canvas.unit_card import LEAST_PX, MORE, UnitCard
from ui.dock_room import BOTH_SIDES, ONE_PLACE

SCREEN = (1366, 768)
TWICE = 2.0


@pytest.fixture
def letters(qtbot):
    """Changes the size of the program's letters, as the system's settings do."""
    app = application()
    usual = QFont(app.font())

    def scale(by):
        scaled = QFont(usual)
        scaled.setPointSizeF(usual.pointSizeF() * by)
        app.setFont(scaled)

    yield scale
    app.setFont(usual)


@pytest.fixture(params=[1.0, 1.5, TWICE])
def small_screen(request, letters, driver):
    """An empty window as large as a small laptop's screen, at several sizes of letters."""
    letters(request.param)
    driver.window.resize(*SCREEN)
    return driver


def opened(driver, place_and_plan):
    driver.document.open(*place_and_plan)
    return driver


@pytest.fixture
def place_and_plan():
    from icp_footprints.plan.band import Band
    from tests.grids import place_of, plan_of
    from tests.ui.conftest import FIRST_PLAN, GROUND, PCNS

    place = place_of(GROUND, layers={"pcn": PCNS}, registered=[1100] * 12)
    return place, plan_of(FIRST_PLAN, Band(3000, 5000))


def test_the_map_keeps_half_of_the_window_and_the_table_three_rows(
    small_screen, place_and_plan, qtbot
):
    driver = opened(small_screen, place_and_plan)
    window, table = driver.window, driver.window.panels.footprints.table
    qtbot.waitUntil(lambda: driver.map.width() >= SCREEN[0] / 2)
    assert window.size().toTuple() == SCREEN
    needed = window.minimumSizeHint()
    assert needed.width() <= SCREEN[0]
    assert needed.height() <= SCREEN[1]
    row_px = table.verticalHeader().defaultSectionSize()
    assert table.viewport().height() >= 3 * row_px > 3 * table.fontMetrics().height()


def test_the_letters_may_change_while_a_plan_is_open(letters, driver, place_and_plan, qtbot):
    driver.window.resize(*SCREEN)
    opened(driver, place_and_plan)
    window, table = driver.window, driver.window.panels.footprints.table
    labels = driver.map.layers.labels
    qtbot.waitUntil(lambda: driver.map.width() >= SCREEN[0] / 2)
    docks = window.docks
    assert window.dockWidgetArea(docks["Layers"]) == Qt.DockWidgetArea.LeftDockWidgetArea

    def measured():
        label = next(iter(labels._items.values())).boundingRect().height()
        name_px = table.columnWidth(1)
        row_px = table.verticalHeader().defaultSectionSize()
        return label, name_px, row_px, docks["Issues"].fontMetrics().height()

    small = measured()
    bar_px = driver.map._overlays.scale_bar.height()
    letters(TWICE)
    qtbot.waitUntil(lambda: docks["Layers"] in window.tabifiedDockWidgets(docks["Footprints"]))
    qtbot.waitUntil(
        lambda: all(new > 1.4 * old for new, old in zip(measured(), small, strict=True))
    )
    assert driver.map._overlays.scale_bar.height() > bar_px
    assert window.size().toTuple() == SCREEN
    assert driver.map.width() >= SCREEN[0] / 2
    letters(1.0)
    qtbot.waitUntil(lambda: measured()[2:] == small[2:])
    assert window.dockWidgetArea(docks["Layers"]) == Qt.DockWidgetArea.LeftDockWidgetArea
    assert docks["Layers"].isVisible()


def test_each_size_of_letters_has_an_arrangement_of_its_own(letters, driver, place_and_plan, qtbot):
    driver.window.resize(*SCREEN)
    opened(driver, place_and_plan)
    docks = driver.window.docks
    docks["Issues"].hide()
    letters(TWICE)
    qtbot.waitUntil(lambda: docks["Issues"].isVisibleTo(driver.window))
    docks["History"].hide()
    letters(1.0)
    qtbot.waitUntil(lambda: not docks["Issues"].isVisibleTo(driver.window))
    assert docks["History"].isVisibleTo(driver.window)
    driver.messages.answer = "discard"
    driver.window.close()
    for name in (BOTH_SIDES, ONE_PLACE):
        assert not driver.settings.layout(name).isEmpty()


def test_the_names_of_panels_that_share_a_place_are_whole(small_screen, place_and_plan, qtbot):
    driver = opened(small_screen, place_and_plan)
    rows = [row for row in driver.window.findChildren(QTabBar) if row.isVisible()]
    assert rows
    for row in rows:
        assert row.usesScrollButtons()
        for tab in range(row.count()):
            assert row.fontMetrics().horizontalAdvance(row.tabText(tab)) < row.tabRect(tab).width()
            assert row.tabToolTip(tab) == row.tabText(tab)
            row.setCurrentIndex(tab)
            qtbot.waitUntil(lambda r=row, t=tab: 0 <= r.tabRect(t).left() <= r.width())
            assert row.tabRect(tab).right() <= row.width()


@pytest.mark.parametrize("by", [1.0, TWICE])
def test_the_start_page_scrolls_and_its_letters_follow(letters, driver, by, qtbot):
    page = driver.window.start_page
    small = page.sample_button.height()
    letters(by)
    line = QFontMetrics(QApplication.font()).height()
    qtbot.waitUntil(lambda: page.fontMetrics().height() == line)
    qtbot.waitUntil(lambda: page.sample_button.height() == page.sample_button.sizeHint().height())
    for button in (page.sample_button, page.new_button, page.open_button):
        assert button.height() >= button.heightForWidth(button.width())
        below = button.fontMetrics().boundingRect(
            QRect(0, 0, button.width(), 10_000), Qt.TextFlag.TextWordWrap, button.description()
        )
        assert button.height() >= below.height() + line
    assert (page.sample_button.height() > small) is (by > 1)
    assert page.minimumSizeHint().height() < 20 * line
    assert driver.window.minimumSizeHint().height() <= SCREEN[1]


def test_the_matrix_can_be_narrow(open_driver):
    matrix = open_driver.window.docks["Matrix"]
    assert matrix.minimumSizeHint().width() < 20 * matrix.fontMetrics().height()


# --- what lies over the map ------------------------------------------------------------------


def on_screen(driver, row):
    unit = rect_of(driver.map.picker.bounds([row]))
    seen = driver.map.viewportTransform().mapRect(unit).toAlignedRect()
    return seen & driver.map.viewport().rect()


@pytest.mark.parametrize("by", [1.0, TWICE])
@pytest.mark.parametrize("zoom", [1.0, 1.4])
def test_card_and_scale_bar_never_lie_over_the_unit_told_about(
    letters, open_driver, by, zoom, qtbot
):
    letters(by)
    view = open_driver.map
    qtbot.wait(1)
    view.zoom_by(zoom)
    places = set()
    for row in range(12):
        at = open_driver.position(row)
        if not view.viewport().rect().contains(at):
            continue
        open_driver.move(at, Qt.MouseButton.NoButton)
        told, card = on_screen(open_driver, row), view.card.geometry()
        assert view.card.isVisible()
        assert not card.intersects(told)
        assert not view._overlays.scale_bar.geometry().intersects(told)
        assert not view._overlays.scale_bar.geometry().intersects(card)
        assert card.width() <= max(view.width() / 3, LEAST_PX)
        assert card.height() <= 0.6 * view.height()
        assert view.rect().contains(card)
        places.add(card.topLeft().toTuple())
    assert len(places) > (1 if zoom > 1 else 0)


def test_a_card_without_room_leaves_facts_out_and_says_so(open_driver, qtbot):
    document, small_map = open_driver.document, QWidget()
    qtbot.addWidget(small_map)
    small_map.resize(600, 600)
    card = UnitCard(small_map)
    card.show_unit(document.place, document.plan, 0)
    whole = card._facts.text()
    assert MORE not in whole
    small_map.resize(600, 110)
    card.show_unit(document.place, document.plan, 0)
    *said, last = card._facts.text().split("\n")
    assert last == MORE
    assert said
    assert whole.startswith("\n".join(said))
    assert card.height() <= 66


def test_the_map_moves_where_the_legend_lies_over_the_unit_of_the_keyboard(open_driver, qtbot):
    view = open_driver.map
    view.zoom_by(1.7)
    legend = QRect(view.legend.geometry())
    under = [row for row in range(12) if legend.contains(open_driver.position(row))]
    if not under:
        corner = open_driver.position(11) - legend.center()
        view.pan_by(corner)
        under = [11]
    assert legend.contains(open_driver.position(under[0]))
    view.keep_in_view(under[0])
    assert not view.legend.geometry().contains(open_driver.position(under[0]))


def test_what_a_gesture_says_lies_clear_of_the_legend(small_screen, place_and_plan, qtbot):
    driver = opened(small_screen, place_and_plan)
    shown = driver.map
    card = shown.findChild(GestureCard)
    sides = shown.rect().adjusted(10, 10, -10, -10)
    driver.press(driver.position(3))
    driver.move(driver.position(7))
    assert card.isVisible()
    assert shown.legend.isVisible()
    assert not card.geometry().intersects(shown.legend.geometry())
    shown.cancel_gesture()
    # Wherever the legend stands.
    for at in (sides.bottomLeft(), sides.topLeft(), sides.topRight(), sides.bottomRight()):
        place = QRect(0, 0, 150, 150)
        place.moveCenter(at)
        shown.legend.setGeometry(place)
        card.show_facts(())
        card.show_facts([f"Legend at {at.toTuple()}"])
        assert shown.rect().contains(card.geometry())
        assert not card.geometry().intersects(place)


def test_the_state_of_the_band_is_whole(small_screen, place_and_plan, qtbot):
    driver = opened(small_screen, place_and_plan)
    panel = driver.window.panels.footprints
    qtbot.waitUntil(lambda: driver.map.width() >= SCREEN[0] / 2)
    table, column = panel.table, panel.model.band_column
    texts = [str(panel.model.index(row, column).data()) for row in range(panel.model.rowCount())]
    bold = QFont(table.font())
    bold.setBold(True)
    needed = max(QFontMetrics(bold).horizontalAdvance(each) for each in texts)
    assert max(len(each) for each in texts) > len("In band")
    assert table.columnWidth(column) > needed + BAR_EMS * table.fontMetrics().height()
