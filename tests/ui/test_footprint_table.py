from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.grids import place_of
from tests.ui.driver import RIGHT
from ui.clipboard import cell
from ui.models.footprint_table import NAME_COLUMN
from ui.words import short_names

FAIL = QAbstractItemModelTester.FailureReportingMode.Warning


def panel(driver):
    return driver.window.panels.footprints


def test_the_models_keep_qts_rules(open_driver, qtbot):
    testers = [
        QAbstractItemModelTester(model, FAIL)
        for model in (
            panel(open_driver).model,
            panel(open_driver).sorted,
            open_driver.window.panels.issues.model,
        )
    ]
    operations, document = open_driver.session.operations, open_driver.document
    operations.new_footprint.run()
    open_driver.click(3)
    panel(open_driver).table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    open_driver.drag([0, 1], RIGHT)
    operations.delete_footprint.run()
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    qtbot.waitUntil(lambda: open_driver.window.panels.issues.model.is_current)
    assert len(testers) == 3


def test_unassigned_stays_on_top_however_it_is_sorted(open_driver):
    table = panel(open_driver).table
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        for column in range(table.model().columnCount()):
            table.sortByColumn(column, order)
            assert table.model().index(0, NAME_COLUMN).data() == "Unassigned"
    table.sortByColumn(NAME_COLUMN, Qt.SortOrder.DescendingOrder)
    names = [table.model().index(row, NAME_COLUMN).data() for row in range(3)]
    assert names == ["Unassigned", "B", "A"]


def test_renaming_in_the_table(open_driver, qtbot):
    table = panel(open_driver).table
    open_driver.session.operations.rename_footprint.run()
    editor = table.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Wallasey & <b>Moreton</b>")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    document = open_driver.document
    qtbot.waitUntil(lambda: document.plan.footprints[0].name == "Wallasey & <b>Moreton</b>")
    assert document.undo_stack.undoText() == "Rename A to Wallasey & <b>Moreton</b>"
    tip = table.model().index(1, NAME_COLUMN).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    document.undo_stack.undo()
    assert document.plan.footprints[0].name == "A"


def test_a_name_that_is_taken_is_refused_and_said(open_driver):
    model = panel(open_driver).model
    assert not model.setData(model.index(1, NAME_COLUMN), "B")
    assert "More than one footprint has the name B" in open_driver.messages.statuses[-1]
    assert open_driver.document.undo_stack.count() == 0


def test_choosing_a_row_makes_its_footprint_active(open_driver):
    table = panel(open_driver).table
    table.selectRow(2)
    assert open_driver.document.active_footprint_id == "F02"
    open_driver.document.activate("F01")
    assert table.currentIndex().row() == 1


def test_merging_the_rows_chosen(open_driver):
    operations, table = open_driver.session.operations, panel(open_driver).table
    table.selectRow(1)
    assert operations.merge_footprints.disabled_reason()
    flags = QItemSelectionModel.SelectionFlag
    table.selectionModel().select(table.model().index(2, 0), flags.Select | flags.Rows)
    assert not operations.merge_footprints.disabled_reason()
    operations.merge_footprints.run()
    assert [each.name for each in open_driver.document.plan.footprints] == ["A"]
    assert len(open_driver.document.plan.rows("F01")) == 9


def test_the_table_is_copied_as_cells_that_run_nothing(open_driver, qtbot):
    document = open_driver.document
    open_driver.session.operations.rename_footprint.rename("F02", '=HYPERLINK("x")')
    table = panel(open_driver).table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = [line.split("\t") for line in QApplication.clipboard().text().split("\n")]
    # In the order of the screen, where the band stands beside the people it counts.
    assert lines[0][:3] == ["Footprint", "Residents", "Band"]
    patients = lines[0].index("Patients")
    assert [lines[2][0], lines[2][1], lines[2][patients]] == ["A", "6000", "6600"]
    assert lines[3][0] == '\'=HYPERLINK("x")'
    assert len(lines) == len(document.plan.footprints) + 2


def test_cells_are_inert():
    for start in "=+-@\t\r":
        assert cell(f"{start}1").startswith("'")
    assert cell("Wallasey\tNorth\n2") == "Wallasey North 2"
    assert cell(0.25) == "0.2500"
    assert cell(1540.0) == "1540"


def test_an_issue_leads_to_its_units(open_driver, qtbot):
    issues = open_driver.window.panels.issues
    qtbot.waitUntil(lambda: issues.model.is_current)
    gap = next(each for each in issues.model.issues if each.rule == "coverage")
    issues.list.doubleClicked.emit(issues.model.index(issues.model.row_of(gap), 0))
    assert open_driver.document.selection.tolist() == [3, 7, 11]


def test_the_issues_follow_the_plan(open_driver, qtbot):
    issues = open_driver.window.panels.issues.model
    qtbot.waitUntil(lambda: issues.is_current)
    assert any(each.rule == "coverage" for each in issues.issues)
    open_driver.drag([3, 11])
    qtbot.waitUntil(lambda: issues.is_current)
    assert not any(each.rule == "coverage" for each in issues.issues)


def test_short_names_of_areas_stay_apart():
    def named(*names):
        return short_names(replace(layer, area_names=names))

    layer = place_of("ab", layers={"pcn": "pq"}).layers[0]
    assert named("Wallasey PCN (modelled)", "South pcn") == {
        "Wallasey PCN (modelled)": "Wallasey",
        "South pcn": "South",
    }
    assert named("West (north) PCN", "West (south)")["West (south)"] == "West"
    both = ("West PCN (north)", "West PCN (south)")
    assert named(*both) == dict(zip(both, both, strict=True))
    assert named("PCN", "(only)") == {"PCN": "PCN", "(only)": "(only)"}
