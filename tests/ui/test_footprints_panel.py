"""The footprints panel beyond its rows: band bar, targets, locks, colours and chosen columns."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPalette, QPixmap
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from icp_footprints.plan.actions import describe
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import COLOURS
from icp_footprints.plan.target import Target
from tests.grids import place_of, plan_of
from tests.ui.conftest import GROUND, PCNS
from tests.ui.driver import LEFT, Driver
from ui.dialogs.colour import AUTOMATIC, ColourDialog
from ui.models.footprint_table import BAR_ROLE, NAME_COLUMN

FAIL = QAbstractItemModelTester.FailureReportingMode.Warning
TEXT, SAID, TICK = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.CheckStateRole,
)
COMMUNITIES = "xxyy\nxxyy\nzzzz"


def panel(driver):
    return driver.window.panels.footprints


def column(driver, key):
    keys = [each.key for each in panel(driver).model.columns]
    return keys.index(key)


def cell(driver, footprint_id, key, role: int = TEXT):
    model = panel(driver).model
    return model.index(model.row_of(footprint_id), column(driver, key)).data(role)


def headings(driver):
    """The headings of the columns that can be seen."""
    table = panel(driver).table
    model = table.model()
    return [
        model.headerData(number, Qt.Orientation.Horizontal)
        for number in range(model.columnCount())
        if not table.isColumnHidden(number)
    ]


@pytest.fixture
def rich_driver(driver):
    place = place_of(
        GROUND,
        layers={"ward": GROUND, "msoa": COMMUNITIES, "pcn": PCNS, "parish": GROUND},
        registered=[1100] * 12,
    )
    targets = (
        Target("pcn", "share", 0.9),
        Target("pcn", "two_way", 0.5),
        Target("ward", "splits", 3),
    )
    plan = plan_of("AAB.\nAABB\nAABB", Band(3000, 5000))
    driver.document.open(place, replace(plan, targets=targets))
    return driver


def test_people_bands_pcns_communities_targets_and_locks_are_there_at_first(rich_driver):
    assert headings(rich_driver) == [
        "", "Footprint", "Residents", "Patients", "Band", "Parts", "Lock", "Best PCN",
        "Best MSOA", "Targets",
    ]  # fmt: skip
    assert cell(rich_driver, "F01", "layer:msoa") == "67\u00a0% x"


def test_the_bar_ends_in_its_band_only_where_the_people_do(rich_driver):
    bar = cell(rich_driver, "F02", "band", BAR_ROLE)
    assert bar.band[0] <= bar.value <= bar.band[1]
    over = cell(rich_driver, "F01", "band", BAR_ROLE)
    assert over.band == bar.band
    assert over.value > over.band[1]
    assert over.value / bar.value == pytest.approx(6 / 5)
    assert cell(rich_driver, None, "band", BAR_ROLE) is None
    assert cell(rich_driver, "F01", "band", SAID) == (
        "Band: 1,000 too many, 6,000 people, 3,000 to 5,000 wanted"
    )


def test_the_bar_is_drawn_and_its_words_with_it(rich_driver, qtbot):
    del qtbot
    table = panel(rich_driver).table
    row, number = panel(rich_driver).model.row_of("F01"), column(rich_driver, "band")
    index = table.model().index(row, number)
    seen = []
    for is_drawn in (True, False):
        option = QStyleOptionViewItem()
        table.initViewItemOption(option)
        option.rect = QRect(0, 0, 240, 26)
        picture = QPixmap(240, 26)
        picture.fill(Qt.GlobalColor.white)
        from PySide6.QtGui import QPainter

        painter = QPainter(picture)
        if is_drawn:
            table.itemDelegateForColumn(number).paint(painter, option, index)
        painter.end()
        image = picture.toImage()
        seen.append({image.pixelColor(x, 13).name() for x in range(240)})
    assert len(seen[0]) > len(seen[1]) + 3


def test_bands_sort_by_how_far_off_they_are(rich_driver):
    document, table = rich_driver.document, panel(rich_driver).table
    document.open(place_of("ABBBCCDDDDDD"), plan_of("ABBBCCDDDDDD", Band(2000, 3000)))
    table.sortByColumn(column(rich_driver, "band"), Qt.SortOrder.AscendingOrder)
    names = [table.model().index(row, NAME_COLUMN).data() for row in range(5)]
    assert names == ["Unassigned", "A", "B", "C", "D"]
    table.sortByColumn(column(rich_driver, "band"), Qt.SortOrder.DescendingOrder)
    assert table.model().index(1, NAME_COLUMN).data() == "D"


def test_targets_are_read_for_one_footprint_where_they_can_be(rich_driver):
    # A is 6 of PCN p's 6 people-thousands: all its people, and all of the PCN's.
    assert cell(rich_driver, "F01", "targets") == "✓ 2 of 2"
    assert cell(rich_driver, None, "targets") == ""
    document = rich_driver.document
    document.activate("F02")
    rich_driver.drag([0, 1])
    rich_driver.window.panels.footprints.table.selectRow(0)
    assert cell(rich_driver, "F02", "targets") == "✗ 0 of 2"
    tip = cell(rich_driver, "F02", "targets", SAID)
    assert "short of PCN: plan share of at least 90 % (" in tip
    assert "does not pass" in tip
    document.apply(replace(document.plan, targets=()), "No targets")
    assert "Targets" not in headings(rich_driver)


def test_a_lock_is_ticked_by_mouse_and_by_keys(rich_driver, qtbot):
    document, view = rich_driver.document, panel(rich_driver)
    number = column(rich_driver, "lock")
    tester = QAbstractItemModelTester(view.model, FAIL)
    assert cell(rich_driver, None, "lock", TICK) is None
    index = view.table.model().index(view.model.row_of("F02"), number)
    view.table.scrollTo(index)
    view.table.setCurrentIndex(index)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Space)
    assert document.plan.locked_ids == {"F02"}
    assert document.undo_stack.undoText() == "Lock B"
    assert cell(rich_driver, "F02", "lock") == "Locked"
    assert cell(rich_driver, "F02", "lock", TICK) == Qt.CheckState.Checked
    rect = view.table.visualRect(index)
    qtbot.mouseClick(
        view.table.viewport(), LEFT, pos=rect.topLeft() + QPoint(12, rect.height() // 2)
    )
    assert document.plan.locked_ids == frozenset()
    assert tester is not None


def test_locking_all_that_are_chosen_and_unlocking_them(rich_driver):
    document, lock = rich_driver.document, rich_driver.session.operations.lock_footprints
    panel(rich_driver).table.selectAll()
    assert lock.text() == "&Lock footprints"
    lock.run()
    assert document.plan.locked_ids == {"F01", "F02"}
    assert (document.undo_stack.undoText(), lock.text()) == (
        "Lock 2 footprints",
        "Un&lock footprints",
    )
    lock.run()
    assert document.plan.locked_ids == frozenset()
    assert document.undo_stack.count() == 2
    panel(rich_driver).table.selectRow(0)
    document.activate(None)
    assert "Choose a footprint" in lock.disabled_reason()


def test_columns_are_chosen_and_remembered(rich_driver, qtbot, tmp_path):
    columns = panel(rich_driver).columns
    columns.menu.popup(QPoint(0, 0))
    entries = {each.text(): each for each in columns.menu.actions()}
    assert "Footprint" not in entries
    assert not entries["Units"].isChecked()
    entries["Units"].trigger()
    entries["Patients"].trigger()
    columns.menu.close()
    assert "Units" in headings(rich_driver)
    assert "Patients" not in headings(rich_driver)
    again = Driver(tmp_path)
    qtbot.addWidget(again.window)
    again.document.open(rich_driver.document.place, rich_driver.document.plan)
    assert headings(again) == headings(rich_driver)
    again.session.runner.shut_down()
    # Another place has other columns; the choice by name still holds.
    rich_driver.document.open(place_of("AB"), plan_of("AB"))
    assert headings(rich_driver) == ["", "Footprint", "Residents", "Band", "Parts", "Lock", "Units"]
    columns.show_usual()
    assert "Units" not in headings(rich_driver)


def test_only_columns_that_are_shown_are_copied(rich_driver):
    document, view = rich_driver.document, panel(rich_driver)
    document.apply(describe(document.plan, "F01", notes="=1+1\n<b>x</b>"), "Notes")
    view.columns.show("notes", True)
    view.columns.show("people:registered", False)
    view.table.copy()
    lines = [line.split("\t") for line in QApplication.clipboard().text().split("\n")]
    assert lines[0][:3] == ["Footprint", "Residents", "Band"]
    assert lines[2][1] == "6000"
    assert lines[2][-1] == "'=1+1 <b>x</b>"
    assert {len(line) for line in lines} == {len(lines[0])}


def answer_colour(qtbot, number):
    def answer():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ColourDialog)
        assert dialog.focusWidget() is dialog.choices.checkedButton()
        dialog.choices.button(number).setFocus()
        qtbot.keyClick(dialog.choices.button(number), Qt.Key.Key_Space)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)


def test_a_colour_of_choice_is_kept_and_the_neighbours_give_way(rich_driver, qtbot):
    document, recolour = rich_driver.document, rich_driver.session.operations.recolour_footprint
    theirs = document.colours["F02"]
    answer_colour(qtbot, theirs)
    rich_driver.window.action(type(recolour)).trigger()
    assert document.plan.footprint("F01").colour == theirs
    assert document.colours["F01"] == theirs
    assert document.colours["F02"] != theirs
    assert document.undo_stack.undoText() == "Change the colour of A"
    assert rich_driver.messages.notes == []
    answer_colour(qtbot, AUTOMATIC)
    recolour.run()
    assert document.plan.footprint("F01").colour is None


def test_two_neighbours_of_one_chosen_colour_stay_so_and_it_is_said(rich_driver):
    document, recolour = rich_driver.document, rich_driver.session.operations.recolour_footprint
    recolour.recolour("F01", 5)
    recolour.recolour("F02", 5)
    assert document.colours == {"F01": 5, "F02": 5}
    assert rich_driver.messages.notes[-1].startswith("B now has the same colour as its neighbour A")
    dialog = ColourDialog(document, "F01", rich_driver.window)
    texts = [dialog.choices.button(number).text() for number in range(COLOURS)]
    assert texts[5].endswith("now also B, beside it")
    assert len({text.split(" –")[0] for text in texts}) == COLOURS
    dialog.deleteLater()


def test_name_people_and_band_fit_a_narrow_panel(rich_driver):
    table, header = panel(rich_driver).table, panel(rich_driver).table.horizontalHeader()
    keys = [each.key for each in panel(rich_driver).model.columns]
    shown = [keys[header.logicalIndex(place)] for place in range(5)]
    assert shown == ["mark", "name", "people:resident", "band", "layer:pcn"]
    band = column(rich_driver, "band")
    assert header.sectionViewportPosition(band) + header.sectionSize(band) <= 430
    assert table.columnWidth(band) >= 100


def test_an_unticked_lock_is_seen_on_a_dark_ground(rich_driver):
    driver_panel = panel(rich_driver)
    palette = QPalette(QColor("#2d2d2d"))
    dark = QColor("#1e1e1e")
    palette.setColor(QPalette.ColorRole.Base, dark)
    palette.setColor(QPalette.ColorRole.Text, QColor("white"))
    table = driver_panel.table
    table.setAlternatingRowColors(False)
    table.setPalette(palette)
    index = table.model().index(1, column(rich_driver, "lock"))
    table.scrollTo(index)
    table.clearSelection()
    QApplication.processEvents()
    picture = table.viewport().grab(table.visualRect(index)).toImage()
    lightest = max(
        picture.pixelColor(x, y).lightness()
        for x in range(picture.width())
        for y in range(picture.height())
    )
    assert lightest > 150
