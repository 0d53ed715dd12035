"""The matrix against brute force, by mouse and keys, and only what changed renewed."""

import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from icp_footprints.measures.scorecard import scorecard
from icp_footprints.plan.actions import assign, rename
from icp_footprints.plan.band import Band
from tests.examples import examples
from tests.grids import place_of, plan_of
from tests.ui.test_inspector import registrations
from ui.document import PlanDocument
from ui.models.matrix_order import area_order
from ui.models.matrix_table import COPY_ROLE, SHADE_ROLE, MatrixTable
from ui.words import percent

FAIL = QAbstractItemModelTester.FailureReportingMode.Warning
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def matrix(open_driver, qtbot):
    open_driver.window.docks["Matrix"].raise_()
    panel = open_driver.window.panels.matrix
    qtbot.waitUntil(lambda: not panel.visibleRegion().isEmpty())
    return panel


def cells_of(model, role: int = Qt.ItemDataRole.DisplayRole):
    return [
        [plain(model.index(row, column).data(role)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def plain(value: Any) -> Any:
    # A figure and its sign never part; here they may.
    return value.replace("\u00a0", " ") if isinstance(value, str) else value


def headings(model):
    across = [model.headerData(c, Qt.Orientation.Horizontal) for c in range(model.columnCount())]
    down = [model.headerData(r, Qt.Orientation.Vertical) for r in range(model.rowCount())]
    return across, down


def test_every_cell_is_what_units_add_up_to(open_driver, matrix):
    place, plan = open_driver.document.place, open_driver.document.plan
    assert headings(matrix.model) == (["p", "q"], ["A", "B", "Unassigned"])
    people, layer = place.ledger("resident").people, place.layers[0]
    both = np.zeros((3, 2))
    for row, number in enumerate(plan.assignment):
        both[number, :] += people[row] * layer.shares[[row]].toarray()[0]
    assert cells_of(matrix.model, COPY_ROLE) == both.tolist()
    assert cells_of(matrix.model) == [["⇄ 6,000", ""], ["", "3,000"], ["", "3,000"]]
    matrix.measure.setCurrentIndex(1)
    shares = both / both.sum(axis=1, keepdims=True)
    assert cells_of(matrix.model, COPY_ROLE) == shares.tolist()
    matrix.measure.setCurrentIndex(2)
    assert cells_of(matrix.model, COPY_ROLE) == (both / both.sum(axis=0)).tolist()
    assert cells_of(matrix.model) == [["⇄ 100 %", ""], ["", "50 %"], ["", "50 %"]]
    shades = cells_of(matrix.model, SHADE_ROLE)
    assert shades == [[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]


def test_a_click_shows_both_on_the_map(open_driver, matrix, qtbot):
    before = open_driver.map.px_per_m
    at = matrix.table.visualRect(matrix.model.index(1, 1)).center()
    qtbot.mouseClick(matrix.table.viewport(), LEFT, pos=at)
    document = open_driver.document
    assert document.active_footprint_id == "F02"
    assert document.chosen_footprints == ("F02",)
    assert document.selection.tolist() == [2, 3, 6, 7, 10, 11]
    assert open_driver.map.px_per_m != before
    assert "B and q: 3,000 people in both, 100" in matrix.sentence.text()


def test_enter_does_the_same_and_arrows_only_move(open_driver, matrix, qtbot):
    matrix.table.setFocus()
    matrix.table.setCurrentIndex(matrix.model.index(0, 0))
    document = open_driver.document
    qtbot.keyClick(matrix.table, Qt.Key.Key_Down)
    qtbot.keyClick(matrix.table, Qt.Key.Key_Right)
    assert not len(document.selection)
    assert document.active_footprint_id == "F01"
    assert matrix.sentence.text().startswith("B and q: 3,000 people in both")
    qtbot.keyClick(matrix.table, Qt.Key.Key_Return)
    assert document.active_footprint_id == "F02"
    assert len(document.selection) == 6
    qtbot.keyClick(matrix.table, Qt.Key.Key_Down)
    qtbot.keyClick(matrix.table, Qt.Key.Key_Enter)
    assert document.active_footprint_id is None


def test_it_copies_cells_with_headings_that_run_nothing(open_driver, matrix, qtbot):
    open_driver.session.operations.rename_footprint.rename("F02", '=HYPERLINK("x")')
    matrix.table.setFocus()
    qtbot.keyClick(matrix.table, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text().split("\n") == [
        "Footprint\tp\tq",
        "A\t6000\t0",
        '\'=HYPERLINK("x")\t0\t3000',
        "Unassigned\t0\t3000",
    ]
    matrix.table.setCurrentIndex(matrix.model.index(0, 0))
    qtbot.keyClick(matrix.table, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(matrix.table, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "Footprint\tp\tq\nA\t6000\t0"


def test_a_step_renews_only_the_rows_it_touched(qapp, qtbot):
    document, model = opened("aabbcc", {"pcn": "ppqqrr"}, "AABBCC")
    model.show_layer("pcn")
    renewed = set()
    model.dataChanged.connect(lambda first, last: renewed.add((first.row(), last.row())))
    with qtbot.assertNotEmitted(model.modelReset):
        document.apply(assign(document.plan, np.array([1]), "F02"), "step")
    # A and B, and those in no footprint; not C.
    assert renewed == {(0, 0), (1, 1), (3, 3)}
    renewed.clear()
    with qtbot.waitSignal(model.headerDataChanged):
        document.apply(rename(document.plan, "F03", "Hoylake"), "step")
    assert renewed == set()
    assert model.headerData(2, Qt.Orientation.Vertical) == "Hoylake"


def test_what_is_chosen_goes_along_when_an_area_moves(qapp):
    document, model = opened("aabb", {"pcn": "pqrr"}, "AABB")
    model.show_layer("pcn")
    assert headings(model)[0] == ["p", "q", "r"]
    chosen = QPersistentModelIndex(model.index(0, 2))
    document.apply(assign(document.plan, np.array([2, 3]), "F01"), "step")
    assert headings(model)[0] == ["r", "p", "q"]
    assert chosen.column() == 0


def test_the_model_keeps_qts_rules(open_driver, matrix, qtbot):
    tester = QAbstractItemModelTester(matrix.model, FAIL)
    operations, document = open_driver.session.operations, open_driver.document
    operations.new_footprint.run()
    open_driver.click(3)
    open_driver.drag([0, 1, 2])
    operations.delete_footprint.run()
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert headings(matrix.model) == (["p", "q"], ["A", "B", "Unassigned"])
    document.open(place_of("aaaa\naaaa\naaaa"), document.plan)
    assert matrix.model.rowCount() == 0
    assert not matrix.copy_button.isEnabled()
    assert "no layer" in matrix.copy_button.toolTip()
    del tester


def test_where_nobody_sees_it_nothing_is_worked_out(open_driver, matrix, qtbot):
    open_driver.window.docks["Issues"].raise_()
    qtbot.waitUntil(lambda: matrix.visibleRegion().isEmpty())
    with qtbot.assertNotEmitted(matrix.model.dataChanged):
        open_driver.click(3)
    open_driver.window.docks["Matrix"].raise_()
    qtbot.waitUntil(lambda: not matrix.visibleRegion().isEmpty())
    assert cells_of(matrix.model, COPY_ROLE) == [[6000, 1000], [0, 3000], [0, 2000]]


def test_counts_of_one_to_four_patients_are_never_shown(qapp):
    layer = registrations([[1000, 3], [1000, 0], [0, 1000]])
    place = place_of("aab", people=[1003, 1000, 1000], more_layers=(layer,))
    document = PlanDocument()
    document.open(place, plan_of("AAB", Band(100, 5000)))
    model = MatrixTable(document)
    model.show_layer("pcn")
    for measure in ("people", "of_footprint", "of_area"):
        model.show_measure(measure)
        assert model.index(0, 1).data() == "<5"
        assert model.index(0, 1).data(COPY_ROLE) == "<5"
    tip = model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;5 people in both" in tip
    assert "%" not in tip
    model.show_measure("people")
    # Rounded to ten, so that the three cannot be had by taking one total from another.
    assert model.index(0, 0).data(COPY_ROLE) == 2000
    assert "1,003" not in model.headerData(
        1, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
    )


def opened(art, layers, plan):
    document = PlanDocument()
    document.open(place_of(art, layers=layers), plan_of(plan, Band(1000, 5000)))
    model = MatrixTable(document)
    document.plan_changed.connect(model.follow)
    return document, model


@settings(max_examples=examples(40), deadline=None)
@given(st.integers(0, 10_000))
def test_after_any_steps_it_says_what_a_fresh_one_says(qapp, seed):
    rng = random.Random(seed)
    layer = "".join(rng.choice("pqrs.") for _ in range(12))
    plan = "".join(rng.choice("ABC.") for _ in range(12))
    if not set(layer) - {"."}:
        layer = f"p{layer[1:]}"
    document, model = opened("a" * 12, {"pcn": layer}, plan)
    model.show_layer("pcn")
    for _ in range(rng.randrange(1, 6)):
        if document.plan.footprints:
            key = rng.choice([None, *(each.id for each in document.plan.footprints)])
            rows = np.array(sorted(rng.sample(range(12), rng.randrange(1, 5))))
            document.apply(assign(document.plan, rows, key), "step")
    fresh = MatrixTable(document)
    fresh.show_layer("pcn")
    assert headings(model) == headings(fresh)
    for role in (Qt.ItemDataRole.DisplayRole, COPY_ROLE, SHADE_ROLE):
        assert cells_of(model, role) == cells_of(fresh, role)
    measured = scorecard(document.place, document.plan).layer("pcn")
    total = sum(each.people for each in measured.area_scores)
    assert sum(sum(row) for row in cells_of(model, COPY_ROLE)) == pytest.approx(total)


def test_large_figures_stand_on_the_diagonal(qapp):
    document, _ = opened("aabbcc", {"pcn": "rrqqpp"}, "AABBCC")
    areas = document.scorecard.layer("pcn").area_scores
    rows = ["F01", "F02", "F03", None]
    ordered = area_order(areas, rows)
    assert [each.area for each in ordered] == ["r", "q", "p"]
    best = [rows.index(each.best_footprint) for each in ordered]
    assert best == sorted(best)


def test_words_and_figures_agree(open_driver, matrix):
    matrix.measure.setCurrentIndex(1)
    shares = cells_of(matrix.model, COPY_ROLE)
    shown = cells_of(matrix.model)
    for values, texts in zip(shares, shown, strict=True):
        for value, text in zip(values, texts, strict=True):
            assert text.removeprefix("⇄ ") == (plain(percent(value)) if value else "")
