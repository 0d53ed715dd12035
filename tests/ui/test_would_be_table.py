"""While a gesture is under way the footprint table shows what it would make of each row."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from icp_footprints.measures.scorecard import scorecard
from icp_footprints.plan.actions import assign, delete
from icp_footprints.plan.band import Band
from tests.grids import plan_of
from tests.ui.driver import LEFT, RIGHT
from ui.figures import Figures
from ui.models.columns import BAND
from ui.models.footprint_table import BAR_ROLE, COPY_ROLE, NOT_MADE, SORT_ROLE
from ui.would_be_now import EVERY_MS

SHOWN = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.FontRole,
    BAR_ROLE,
)
AS_IT_STANDS = (SORT_ROLE, COPY_ROLE)


def cells(model: QAbstractItemModel, roles=SHOWN):
    return [
        [model.index(row, column).data(role) for role in roles]
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]


def begin(driver, rows=(3, 7), button=LEFT):
    """Press on the first unit, move over the others, and wait until figures were shown."""
    driver.press(driver.position(rows[0]), button)
    for row in rows[1:]:
        driver.move(driver.position(row), button)
    QTest.qWait(2 * EVERY_MS)


def shown(driver, footprint_id, key, role: int = Qt.ItemDataRole.DisplayRole):
    model = driver.window.panels.footprints.model
    column = next(n for n, each in enumerate(model.columns) if each.key == key)
    return model.index(model.row_of(footprint_id), column).data(role)


def test_the_rows_touched_show_what_would_become_of_them(open_driver):
    document, model = open_driver.document, open_driver.window.panels.footprints.model
    before = document.plan
    stands = cells(model, AS_IT_STANDS)
    begin(open_driver)
    assert document.plan is before
    # Worked out anew, as if the stroke had been made.
    after = assign(before, np.array([3, 7], dtype=np.intp), "F01")
    figures = Figures(document.place, after)
    for key in ("F01", None):
        told = figures.of(key)
        assert shown(open_driver, key, "people:resident") == f"{told.people['resident']:,.0f}"
        assert shown(open_driver, key, "people:registered") == f"{told.people['registered']:,.0f}"
        assert shown(open_driver, key, "parts") == str(told.parts)
        assert shown(open_driver, key, "units") == str(told.units)
        assert shown(open_driver, key, BAND) == told.band_words
    assert shown(open_driver, "F01", BAND, BAR_ROLE).value == figures.of("F01").counted / 7000
    assert shown(open_driver, "F01", "people:resident", Qt.ItemDataRole.FontRole).italic()
    said = shown(open_driver, "F01", "people:resident", Qt.ItemDataRole.AccessibleTextRole)
    assert NOT_MADE in said
    # Rows keep their place, and what is copied is the plan.
    assert cells(model, AS_IT_STANDS) == stands
    open_driver.release(open_driver.position(7))
    assert document.plan.assignment[[3, 7]].tolist() == [0, 0]
    assert shown(open_driver, "F01", "people:resident") == "8,000"
    font = shown(open_driver, "F01", "people:resident", Qt.ItemDataRole.FontRole)
    assert not font.italic()
    assert font.bold()


def test_escape_shows_the_plan_again(open_driver):
    model = open_driver.window.panels.footprints.model
    before = cells(model)
    begin(open_driver)
    assert cells(model) != before
    QTest.keyClick(open_driver.map, Qt.Key.Key_Escape)
    assert cells(model) == before
    QTest.qWait(2 * EVERY_MS)
    assert cells(model) == before


def test_only_cells_that_change_are_drawn_again(open_driver):
    model = open_driver.window.panels.footprints.model
    changed = set()

    def note(first, last, *_):
        assert first.row() == last.row()
        changed.update((first.row(), c) for c in range(first.column(), last.column() + 1))

    model.dataChanged.connect(note)
    begin(open_driver)
    keys = {model.columns[column].key for _, column in changed}
    assert {row for row, _ in changed} == {model.row_of(None), model.row_of("F01")}
    assert {"people:resident", BAND} <= keys
    assert not keys & {"name", "lock", "notes"}
    QTest.keyClick(open_driver.map, Qt.Key.Key_Escape)


def test_taking_out_counts_among_the_unassigned(open_driver):
    begin(open_driver, (0, 4), RIGHT)
    assert shown(open_driver, "F01", "people:resident") == "4,000"
    assert shown(open_driver, None, "people:resident") == "5,000"
    open_driver.release(open_driver.position(4), RIGHT)
    assert shown(open_driver, None, "people:resident") == "5,000"


def test_an_undo_or_another_plan_in_mid_stroke_leaves_nothing_behind(
    open_driver, qtbot, qtmodeltester
):
    panel = open_driver.window.panels.footprints
    tester = QAbstractItemModelTester(
        panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    document = open_driver.document
    open_driver.click(3)
    begin(open_driver, (7, 11))
    document.undo_stack.undo()
    assert shown(open_driver, "F01", "people:resident") == "6,000"
    begin(open_driver, (7, 11))
    document.open(document.place, document.plan)
    assert shown(open_driver, "F01", "people:resident") == "6,000"
    QTest.qWait(2 * EVERY_MS)
    assert shown(open_driver, "F01", "people:resident") == "6,000"
    assert tester.model() is panel.model


def test_a_new_footprint_has_no_row_before_it_is_made(open_driver):
    model = open_driver.window.panels.footprints.model
    rows = model.rowCount()
    open_driver.document.activate(None)
    begin(open_driver)
    assert model.rowCount() == rows
    QTest.keyClick(open_driver.map, Qt.Key.Key_Escape)


def test_the_sentence_above_follows_too(open_driver):
    document, panel = open_driver.document, open_driver.window.panels.footprints
    stands = panel.summary.text()
    assert stands.startswith("1 of 2 footprints in band. ")
    begin(open_driver, (0, 4), RIGHT)
    # Worked out anew, as if the units had been taken out: A then holds 4,000.
    after = assign(document.plan, np.array([0, 4], dtype=np.intp), None)
    assert [each.band for each in scorecard(document.place, after).footprints] == ["in", "in"]
    assert panel.summary.text().startswith("2 of 2 footprints would be in band. ")
    assert panel.summary.font().italic()
    QTest.keyClick(open_driver.map, Qt.Key.Key_Escape)
    assert panel.summary.text() == stands
    assert not panel.summary.font().italic()
    begin(open_driver, (0, 4), RIGHT)
    open_driver.release(open_driver.position(4), RIGHT)
    assert panel.summary.text().startswith("2 of 2 footprints in band. ")
    assert not panel.summary.font().italic()


def test_a_gesture_that_is_discarded_leaves_no_wider_column(open_driver):
    panel = open_driver.window.panels.footprints
    document = open_driver.document
    # A is in band at first: what a stroke makes of it takes more room.
    document.open(document.place, plan_of("AAB.\nAAB.\n..B.", Band(3000, 5000)))
    table, column = panel.table, panel.model.band_column
    before = table.columnWidth(column)
    begin(open_driver, (3, 7, 11))
    assert table.columnWidth(column) > before
    QTest.keyClick(open_driver.map, Qt.Key.Key_Escape)
    assert table.columnWidth(column) == before
    begin(open_driver, (3, 7, 11))
    open_driver.release(open_driver.position(11))
    assert table.columnWidth(column) > before


def test_nothing_is_kept_of_a_row_that_goes_in_mid_stroke(open_driver):
    model = open_driver.window.panels.footprints.model
    document = open_driver.document
    begin(open_driver, (2, 6))
    assert {"F01", "F02"} <= model._would_be.keys()
    document.apply(delete(document.plan, "F02"), "Delete")
    assert "F02" not in model._would_be.keys() | model._changing.keys()
