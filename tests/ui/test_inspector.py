"""The inspector: its figures against sums by hand, and its fields by keys and mouse."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from scipy.sparse import csr_array

from icp_footprints.geography.points import PointLayer
from icp_footprints.geography.profile import Deprivation, UnitProfile
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.plan.band import Band
from tests.grids import place_of, plan_of
from ui.models.inspector_tree import BAR_ROLE

FAIL = QAbstractItemModelTester.FailureReportingMode.Warning
CTRL, NO_KEYS = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def inspector(open_driver, qtbot):
    open_driver.window.docks["Inspector"].raise_()
    panel = open_driver.window.panels.inspector
    qtbot.waitUntil(lambda: not panel.visibleRegion().isEmpty())
    return panel


def lines(panel, title):
    section = next(each for each in panel.model.sections if each.title == title)
    # A figure and its sign never part; here they may.
    return {
        line.label: tuple(cell.text.replace("\u00a0", " ") for cell in line.cells)
        for line in section.lines
    }


def test_people_stand_against_the_band_of_their_ledger(open_driver, inspector):
    assert lines(inspector, "People") == {
        "Residents": ("6,000", "▲ 1,000 too many"),
        "Patients": ("6,600", "No band"),
    }
    bar = next(iter(inspector.model.sections)).lines[0].cells[0].bar
    assert bar.value / bar.band[1] == pytest.approx(6000 / 5000)
    assert bar.band[0] / bar.band[1] == pytest.approx(3000 / 5000)
    assert bar.value < 1


def test_shares_of_a_layer_go_both_ways_and_the_largest_is_first(open_driver, inspector):
    # A holds six of p's six units; B holds three of q's six.
    assert lines(inspector, "PCN")["p"] == ("100 %", "100 %")
    open_driver.click(2)
    found = lines(inspector, "PCN")
    assert [*found][-2:] == ["p", "q"]
    assert found["p"] == ("86 %", "100 %")
    assert found["q"] == ("14 %", "17 %")


def test_the_two_way_rule_is_said_where_areas_are_as_large_as_footprints(open_driver, inspector):
    found = lines(inspector, "PCN")["Match with the first"]
    assert found == ("Coterminous", "⇄ Passes the two-way rule")
    open_driver.document.activate("F02")
    found = lines(inspector, "PCN")["Match with the first"]
    # Three of three units are q's, but only half of q: a match of one half.
    assert found == ("Partly coterminous", "Not both ways")


def test_figures_follow_each_step_and_undo(open_driver, inspector):
    open_driver.click(3)
    assert lines(inspector, "People")["Residents"][0] == "7,000"
    assert lines(inspector, "Shape")["Parts"] == ("2", "▲ Should be one piece")
    open_driver.document.undo_stack.undo()
    assert lines(inspector, "People")["Residents"][0] == "6,000"
    assert lines(inspector, "Shape")["Parts"] == ("1", "✓ In one piece")


def test_the_model_keeps_qts_rules_and_renews_only_what_differs(open_driver, inspector, qtbot):
    tester = QAbstractItemModelTester(inspector.model, FAIL)
    renewed = []
    inspector.model.dataChanged.connect(lambda first, _: renewed.append(first.parent().row()))
    with qtbot.assertNotEmitted(inspector.model.modelReset):
        open_driver.session.operations.rename_footprint.rename("F02", "Hoylake")
        open_driver.click(2)
        open_driver.document.undo_stack.undo()
    titles = [each.title for each in inspector.model.sections]
    assert {titles[row] for row in renewed} >= {"People", "PCN"}
    open_driver.document.activate("F02")
    open_driver.document.activate(None)
    assert inspector.model.rowCount() == 0
    open_driver.document.activate("F01")
    assert inspector.model.rowCount() == len(titles)
    assert inspector.tree.isExpanded(inspector.model.index(0, 0))
    del tester


def test_without_an_active_footprint_it_says_what_to_do(open_driver, inspector):
    open_driver.document.activate(None)
    assert inspector.nothing.isVisible()
    assert not inspector.notes.isEnabled()
    assert "Choose one" in inspector.copy_button.toolTip()
    open_driver.document.activate("F01")
    assert not inspector.nothing.isVisible()
    assert inspector.name.text() == "A"


def test_what_is_typed_is_one_step_each_and_can_be_undone(open_driver, inspector, qtbot):
    document = open_driver.document
    for field, text in ((inspector.lead, "Dr  Ada O'Neil"), (inspector.partners, "Council; <b>X")):
        field.setFocus()
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    inspector.notes.setFocus()
    qtbot.keyClicks(inspector.notes, "Agreed in May")
    qtbot.keyClick(inspector.notes, Qt.Key.Key_Return, CTRL)
    footprint = document.plan.footprint("F01")
    assert (footprint.lead, footprint.partners) == ("Dr  Ada O'Neil", "Council; <b>X")
    assert footprint.notes == "Agreed in May"
    assert document.undo_stack.count() == 3
    assert document.undo_stack.undoText() == "Notes on A"
    document.undo_stack.undo()
    assert inspector.notes.toPlainText() == ""
    document.undo_stack.redo()
    assert inspector.notes.toPlainText() == "Agreed in May"


def test_leaving_a_field_or_another_footprint_keeps_what_was_typed(open_driver, inspector, qtbot):
    inspector.lead.setFocus()
    qtbot.keyClicks(inspector.lead, "Dr Bell")
    open_driver.document.activate("F02")
    assert open_driver.document.plan.footprint("F01").lead == "Dr Bell"
    assert inspector.lead.text() == ""
    qtbot.keyClicks(inspector.lead, "Dr Crane")
    open_driver.map.setFocus()
    assert open_driver.document.plan.footprint("F02").lead == "Dr Crane"


def test_a_shortcut_such_as_save_finds_what_was_typed(open_driver, inspector, qtbot):
    inspector.notes.setFocus()
    qtbot.keyClicks(inspector.notes, "Not yet left")
    qtbot.keyClick(inspector.notes, Qt.Key.Key_S, CTRL)
    assert open_driver.document.plan.footprint("F01").notes == "Not yet left"


def test_esc_takes_back_what_was_typed(open_driver, inspector, qtbot):
    for field in (inspector.lead, inspector.notes, inspector.name):
        field.setFocus()
        qtbot.keyClicks(field, "never mind")
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    open_driver.map.setFocus()
    assert open_driver.document.undo_stack.count() == 0
    assert inspector.name.text() == "A"


def test_a_name_that_is_taken_is_refused_and_the_old_one_stands(open_driver, inspector, qtbot):
    inspector.name.setFocus()
    inspector.name.selectAll()
    qtbot.keyClicks(inspector.name, "B")
    qtbot.keyClick(inspector.name, Qt.Key.Key_Return)
    assert inspector.name.text() == "A"
    assert "More than one footprint has the name B" in open_driver.messages.statuses[-1]


def test_what_was_typed_about_a_deleted_footprint_goes_with_it(open_driver, inspector, qtbot):
    inspector.lead.setFocus()
    qtbot.keyClicks(inspector.lead, "Dr Eve")
    open_driver.session.operations.delete_footprint.run()
    assert "F01" not in [each.id for each in open_driver.document.plan.footprints]
    assert not open_driver.messages.errors


def test_one_key_goes_to_the_notes_from_anywhere(open_driver, qtbot):
    panel = open_driver.window.panels.inspector
    open_driver.window.docks["Inspector"].hide()
    open_driver.session.operations.describe_footprint.run()
    qtbot.waitUntil(lambda: not panel.visibleRegion().isEmpty())
    assert QApplication.focusWidget() is panel.notes


def test_figures_are_copied_as_cells_with_numbers(open_driver, inspector, qtbot):
    inspector.tree.setFocus()
    qtbot.keyClick(inspector.tree, Qt.Key.Key_C, CTRL)
    rows = [line.split("\t") for line in QApplication.clipboard().text().split("\n")]
    assert rows[0] == ["People", "In this footprint", "Against the band"]
    assert ["Residents", "6000", "1,000 too many"] in rows
    assert ["p", "1", "1"] in rows


def test_every_line_is_read_out_with_its_heading(open_driver, inspector):
    model = inspector.model
    sections = [model.index(row, 0) for row in range(model.rowCount())]
    said = [
        model.index(line, column, section).data(Qt.ItemDataRole.AccessibleTextRole)
        for section in sections
        for line in range(model.rowCount(section))
        for column in (1, 2)
    ]
    assert "p, Of this footprint, 100\u00a0%" in said
    assert "Residents, Against the band, 1,000 too many" in said
    assert model.index(0, 1, model.index(0, 0)).data(BAR_ROLE) is not None
    assert model.parent(QModelIndex()) == QModelIndex()


def registrations(counts):
    """A layer of patients: rows of units, columns of practices' networks."""
    counts = np.array(counts, dtype=float)
    ids = tuple(f"P{j}" for j in range(counts.shape[1]))
    return ReferenceLayer(
        name="pcn",
        kind="registration",
        area_ids=ids,
        area_names=ids,
        shares=csr_array(counts / counts.sum(axis=1, keepdims=True)),
        outside_share=np.full(len(ids), np.nan),
    )


def test_counts_of_one_to_four_patients_are_never_shown(driver, qtbot):
    layer = registrations([[1000, 3], [1000, 0], [0, 1000]])
    place = place_of("aab", people=[1003, 1000, 1000], more_layers=(layer,))
    driver.document.open(place, plan_of("AAB", Band(100, 5000)))
    driver.window.docks["Inspector"].raise_()
    panel = driver.window.panels.inspector
    qtbot.waitUntil(lambda: not panel.visibleRegion().isEmpty())
    section = next(each for each in panel.model.sections if each.title == "PCN")
    small = next(line for line in section.lines if line.label == "1 more" or "P1" in line.label)
    said = " ".join([small.label, small.tip, *(cell.text for cell in small.cells)])
    assert "3" not in said
    open_tree = "\n".join("\t".join(map(str, row)) for row in panel.model.copied())
    # 3 of 2,003 and 3 of 1,003 to four digits.
    assert "0.0015" not in open_tree
    assert "0.003" not in open_tree


def test_points_and_people_stand_beside_those_of_the_place(open_driver, inspector, qtbot):
    names = ("Elm Surgery", "Oak <b>School</b>", "Far away")
    points = PointLayer(
        name="practices",
        label="GP practices",
        ids=("a", "b", "c"),
        names=names,
        xy=np.zeros((3, 2)),
        unit_rows=np.array([0, 5, -1]),
    )
    shares = np.arange(12) / 12
    imd = Deprivation("IMD 2025", 10 + 100 * shares, np.array([1, 5] * 6, dtype=np.int8))
    before = open_driver.document
    place = replace(before.place, point_layers=(points,), profile=UnitProfile(deprivation=imd))
    before.open(place, before.plan)
    assert lines(inspector, "Points inside") == {"GP practices": ("2", "3")}
    section = next(each for each in inspector.model.sections if each.title == "Points inside")
    assert section.lines[0].tip == "Elm Surgery, Oak <b>School</b>"
    at = inspector.model.index(len(inspector.model.sections) - 1, 0)
    tip = inspector.model.index(0, 0, at).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    found = lines(inspector, "Who lives here")
    rows = before.plan.rows("F01")
    assert found["IMD 2025 mean score"] == (
        f"{imd.score[rows].mean():.1f}",
        f"{imd.score.mean():.1f}",
    )
    worst = imd.decile <= 2
    assert found["In the most deprived fifth"] == (
        f"{100 * worst[rows].mean():.0f} %",
        f"{100 * worst.mean():.0f} %",
    )
    # Of square kilometres with a thousand people each.
    assert found["People per km²"] == ("1,000", "1,000")


def test_fields_take_no_letters_while_they_could_not_be_kept(open_driver, inspector, qtbot):
    document = open_driver.document
    document.hold("A plan is being generated.")
    inspector.notes.setFocus()
    qtbot.keyClicks(inspector.notes, "Dr Dee")
    assert inspector.notes.toPlainText() == ""
    assert "A plan is being generated." in inspector.notes.toolTip()
    document.release()
    qtbot.keyClicks(inspector.notes, "Dr Dee")
    assert inspector.notes.toPlainText() == "Dr Dee"
    assert inspector.notes.toolTip() == ""


def test_keys_that_end_or_delete_words_never_move_units(open_driver, inspector, qtbot):
    document = open_driver.document
    open_driver.window.show()
    inspector.notes.setFocus()
    qtbot.keyClicks(inspector.notes, "A note")
    document.select([0, 1])
    before = document.plan.assignment.copy()
    qtbot.keyClick(inspector.notes, Qt.Key.Key_Backspace, CTRL)
    qtbot.keyClick(inspector.notes, Qt.Key.Key_Return, CTRL)
    assert np.array_equal(document.plan.assignment, before)
    assert document.plan.footprint("F01").notes == "A"


def test_a_note_counts_before_what_a_button_of_the_toolbar_does(open_driver, inspector, qtbot):
    """Such a button, or a menu, takes the keys from no field."""
    document = open_driver.document
    document.select([2])
    inspector.notes.setFocus()
    qtbot.keyClicks(inspector.notes, "Ask the PCN")
    assert document.plan.footprint("F01").notes == ""
    open_driver.window.actions_of[type(open_driver.session.operations.assign_units)].trigger()
    assert document.plan.footprint("F01").notes == "Ask the PCN"
    assert 2 in document.plan.rows("F01").tolist()
    steps = [document.undo_stack.text(n) for n in range(document.undo_stack.count())]
    assert len(steps) == 2
    assert steps[-1] == "Add 1 unit to A"


def test_a_note_just_typed_is_asked_about_when_the_window_closes(open_driver, inspector, qtbot):
    assert not open_driver.document.has_unsaved_changes
    inspector.notes.setFocus()
    qtbot.keyClicks(inspector.notes, "Not to be lost")
    open_driver.messages.answer = "cancel"
    open_driver.window.close()
    assert len(open_driver.messages.questions) == 1
    assert open_driver.window.isVisible()
    assert open_driver.document.plan.footprint("F01").notes == "Not to be lost"


def test_a_note_just_typed_counts_when_a_button_is_pressed(open_driver, inspector, qtbot):
    """One that was disabled, as Save is of a saved plan, can then be pressed."""
    inspector.notes.setFocus()
    qtbot.keyClicks(inspector.notes, "Saved too")
    undo = open_driver.window.actions_of[type(open_driver.session.operations.undo)]
    button = open_driver.window.toolbar.widgetForAction(undo)
    assert not button.isEnabled()
    at = button.mapTo(open_driver.window, button.rect().center())
    QTest.mousePress(open_driver.window.windowHandle(), Qt.MouseButton.LeftButton, NO_KEYS, at)
    assert open_driver.document.plan.footprint("F01").notes == "Saved too"
    assert button.isEnabled()
    QTest.mouseRelease(open_driver.window.windowHandle(), Qt.MouseButton.LeftButton, NO_KEYS, at)
    assert open_driver.document.plan.footprint("F01").notes == ""
