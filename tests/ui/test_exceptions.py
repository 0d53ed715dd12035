from dataclasses import replace

import pytest
from PySide6.QtCore import QDate, Qt, QTimer
from PySide6.QtWidgets import QApplication

from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.target import Target
from tests.grids import place_of, plan_of
from tests.ui.conftest import FIRST_PLAN, GROUND, PCNS
from ui.dialogs.exception import ExceptionDialog


def checked(driver, qtbot):
    qtbot.waitUntil(lambda: driver.window.panels.issues.model.is_current)
    return driver.window.panels.issues


def choose(driver, qtbot, rule):
    """Make the first issue of a rule the current one, as an arrow key would."""
    panel = checked(driver, qtbot)
    issue = next(each for each in panel.model.issues if each.rule == rule)
    panel.list.setCurrentIndex(panel.model.index(panel.model.row_of(issue), 0))
    assert driver.document.chosen_issue == issue
    return issue


def shown(panel):
    return [panel.model.index(row, 0).data() for row in range(panel.model.rowCount())]


def test_without_a_chosen_issue_there_is_nothing_to_record(open_driver, qtbot):
    operations = open_driver.session.operations
    checked(open_driver, qtbot)
    assert "Choose an issue" in operations.record_exception.disabled_reason()
    assert "Choose an issue" in operations.remove_exception.disabled_reason()
    choose(open_driver, qtbot, "coverage")
    assert operations.record_exception.disabled_reason() == ""
    assert "No exception is recorded" in operations.remove_exception.disabled_reason()
    # A heading is no issue.
    panel = open_driver.window.panels.issues
    panel.list.setCurrentIndex(panel.model.index(0, 0))
    assert open_driver.document.chosen_issue is None


@pytest.mark.parametrize("rule", ["band", "coverage"])
def test_an_exception_is_recorded_in_one_step_and_shown_apart(open_driver, qtbot, rule):
    document = open_driver.document
    issue = choose(open_driver, qtbot, rule)

    def answer():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ExceptionDialog)
        assert not dialog.record_button.isEnabled()
        qtbot.keyClicks(dialog.reason, "New homes come")
        qtbot.keyClicks(dialog.owner, "The board")
        dialog.date.setDate(QDate(2026, 11, 2))
        dialog.record_button.click()

    QTimer.singleShot(0, answer)
    operations = open_driver.session.operations
    open_driver.window.action(type(operations.record_exception)).trigger()
    assert document.plan.exceptions == (
        RecordedException(rule, issue.subject, "New homes come", "The board", "2026-11-02"),
    )
    assert document.undo_stack.count() == 1
    panel = checked(open_driver, qtbot)
    lines = shown(panel)
    assert lines[-2] == "Accepted (1)"
    assert lines[-1] == (f"✓ {issue.words} Accepted: New homes come (The board, 2026-11-02).")
    assert panel.summary.text().endswith("1 accepted. Double-click one to see it on the map.")
    choose(open_driver, qtbot, rule)
    assert operations.record_exception.text() == "Change the e&xception…"
    operations.remove_exception.run()
    assert document.plan.exceptions == ()
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.plan.exceptions == ()
    assert not any("Accepted" in line for line in shown(checked(open_driver, qtbot)))


def test_an_exception_is_changed_in_its_own_words(open_driver, qtbot):
    document, operations = open_driver.document, open_driver.session.operations
    issue = choose(open_driver, qtbot, "coverage")
    operations.record_exception.record(issue, "Sea", "Harbour master", "2026-01-31")
    choose(open_driver, qtbot, "coverage")

    def answer():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ExceptionDialog)
        assert dialog.answer() == ("Sea", "Harbour master", "2026-01-31")
        dialog.owner.setText("The board")
        qtbot.keyClick(dialog.owner, Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)
    operations.record_exception.run()
    assert [each.owner for each in document.plan.exceptions] == ["The board"]


def test_an_exception_that_no_longer_applies_can_be_removed(open_driver, qtbot):
    document, operations = open_driver.document, open_driver.session.operations
    issue = choose(open_driver, qtbot, "coverage")
    operations.record_exception.record(issue, "Sea", "Harbour master", "2026-01-31")
    open_driver.drag([3, 11])
    choose(open_driver, qtbot, "exception")
    assert "to be put right" in operations.record_exception.disabled_reason()
    operations.remove_exception.run()
    assert document.plan.exceptions == ()


def test_targets_are_listed_in_words_met_or_missed(open_driver, qtbot):
    document, panel = open_driver.document, open_driver.window.panels.issues
    assert not panel.target_list.isVisible()
    targets = (
        Target("pcn", "containment", 1.0, "required"),
        Target("pcn", "share", 0.5, "wanted"),
        Target("ward", "splits", 0),
    )
    place = place_of(GROUND, layers={"pcn": PCNS})
    document.open(place, replace(plan_of(FIRST_PLAN, Band(3000, 5000)), targets=targets))
    model = panel.targets
    lines = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert lines == [
        "✗ Missed (required): PCN: plan containment of at least 100 % – now 75.0\u00a0%",
        "✓ Met (wanted): PCN: plan share of at least 50 % – now 100.0\u00a0%",
        "✗ Missed (required): Ward: number of split areas of at most 0 – now no such layer",
    ]
    assert panel.target_summary.text() == "1 of 3 targets met."
    assert panel.target_list.isVisible()
    open_driver.session.document.activate("F02")
    open_driver.drag([3, 11])
    met = "✓ Met (required): PCN: plan containment of at least 100 % – now 100.0\u00a0%"
    assert model.index(0, 0).data() == met
    assert panel.target_summary.text() == "2 of 3 targets met."
    document.undo_stack.undo()
    issue = next(
        each
        for each in checked(open_driver, qtbot).model.issues
        if each.subject == "pcn.containment>=1"
    )
    open_driver.session.operations.record_exception.record(issue, "Later", "Board", "2026-01-31")
    assert model.index(0, 0).data().startswith("✗ Missed, accepted (required): ")


def test_targets_are_seen_whole_however_narrow_the_panel_is(open_driver, qtbot):
    document, panel = open_driver.document, open_driver.window.panels.issues
    targets = (Target("pcn", "kept_whole", 0.5), Target("pcn", "two_way", 0.5))
    document.apply(replace(document.plan, targets=targets), "Targets")
    view = panel.target_list
    heights = []
    for width in (700, 180):
        view.setFixedWidth(width)
        qtbot.waitUntil(lambda width=width: view.width() == width)
        last = view.visualRect(view.model().index(1, 0))
        assert view.viewport().rect().contains(last)
        assert not view.verticalScrollBar().isVisible()
        heights.append(view.height())
    assert heights[1] > 2 * heights[0]


def test_a_further_band_is_a_mark_beside_the_people(open_driver):
    document, panel = open_driver.document, open_driver.window.panels.footprints
    operations = open_driver.session.operations
    operations.set_bands.set_bands((Band(3000, 5000), Band(3000, 5000, "registered")))
    model = panel.model
    titles = [
        model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())
    ]
    patients, residents = titles.index("Patients"), titles.index("Residents")
    row = model.row_of("F01")
    cell = model.index(row, patients)
    assert cell.data() == "6,600 ▲"
    assert model.index(row, residents).data() == "6,000"
    assert "1,600 too many" in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Patients: 6,600 ▲, 1,600 too many"
    assert model.index(model.row_of("F02"), patients).data() == "3,300 ✓"
    assert "and 3,000 to 5,000 (Patients)" in panel.summary.text()
    assert panel.summary.text().startswith("1 of 2 footprints in band.")
    document.undo_stack.undo()
    assert model.index(model.row_of("F01"), patients).data() == "6,600"
