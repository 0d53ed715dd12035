"""Importing footprints in the window: the report, the preview on the map, and one step back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel

from tests.exchange.importing.footprint_files import box, write_geojson_of, write_table
from tests.grids import drawn
from tests.ui.conftest import GROUND
from tests.ui.drawing import locked
from tests.ui.driver import wait_idle
from ui.dialogs.import_footprints import ImportDialog
from ui.operations.import_footprints import ImportFootprints, in_the_dialog

BEFORE = "AAB.\nAAB.\nAAB."


@pytest.fixture
def importing(open_driver, qtbot, tmp_path):
    """Opens the dialog for a file, as the menu does, and waits until it is read."""
    dialogs = []

    def start(path) -> ImportDialog:
        open_driver.files.path = path
        open_driver.window.action(ImportFootprints).trigger()
        wait_idle(open_driver, qtbot)
        dialogs.extend(open_driver.window.findChildren(ImportDialog))
        return dialogs[-1]

    yield start
    for dialog in open_driver.window.findChildren(ImportDialog):
        dialog.reject()


def halves(tmp_path, **names):
    rows = [{"name": "West"}, {"name": "East <b>&"}]
    return write_geojson_of(tmp_path / "h.geojson", [box(0, 0, 2, 3), box(2, 0, 3.7, 3)], rows)


def text(dialog) -> str:
    return dialog.report.toPlainText()


def test_the_report_then_the_map_then_one_step(open_driver, importing, qtbot, tmp_path):
    document = open_driver.document
    before = document.plan
    dialog = importing(halves(tmp_path))
    assert dialog.isVisible()
    assert dialog.heading.text() == "What h.geojson would bring"
    assert "2 footprints with 12 units (12,000 people), by their centres." in text(dialog)
    assert "3 units are cut by a line" in text(dialog)
    assert "70.0 % of its area (700 people) in East <b>&" in text(dialog)
    assert document.plan is before
    dialog.show_button.click()
    wait_idle(open_driver, qtbot)
    bar = open_driver.session.preview_bar
    assert bar.isVisible()
    assert "3 units (3,000 people) from none into a footprint" in bar.headline.text()
    assert document.plan is before
    bar.take_button.click()
    assert drawn(document.plan, GROUND).splitlines()[0].startswith("WestWest")
    assert [each.name for each in document.plan.footprints] == ["West", "East <b>&"]
    assert document.plan.origin.method == "imported from h.geojson"
    assert document.undo_stack.undoText() == "Import footprints"
    document.undo_stack.undo()
    assert drawn(document.plan, GROUND) == BEFORE
    assert document.undo_stack.count() == 1


def test_cancelled_it_leaves_everything_as_it_was(open_driver, importing, tmp_path):
    before = open_driver.document.plan
    importing(halves(tmp_path)).reject()
    assert open_driver.document.plan is before
    assert open_driver.session.generator.preview.proposal is None
    assert open_driver.document.held_reason == ""


def test_by_area_reads_the_file_again(open_driver, importing, qtbot, tmp_path):
    shapes = [box(0, 0, 2, 3), box(2, 0, 3.4, 3)]
    path = write_geojson_of(tmp_path / "a.geojson", shapes, [{"name": "A"}, {"name": "B"}])
    dialog = importing(path)
    assert "3 units (3,000 people) in no footprint" in text(dialog)
    dialog.crs.setCurrentIndex(0)
    dialog.by_area.click()
    wait_idle(open_driver, qtbot)
    assert "by most of their area" in text(dialog)


def test_a_file_that_cannot_be_used_says_why_and_the_columns_can_be_named(
    open_driver, importing, qtbot, tmp_path
):
    rows = [(f"U{n:03d}", "ab"[n % 2], "7") for n in range(12)]
    dialog = importing(write_table(tmp_path / "t.csv", ("code", "q", "z"), rows))
    assert "Nothing can be imported. t.csv has no column that says which" in text(dialog)
    assert "Name one with Column of names." in text(dialog)
    assert "--" not in text(dialog)
    assert not dialog.show_button.isEnabled()
    assert "t.csv" in dialog.show_button.toolTip()
    dialog.name.setFocus()
    qtbot.keyClicks(dialog.name, "q")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Tab)
    wait_idle(open_driver, qtbot)
    assert "2 footprints with 12 units" in text(dialog)
    assert dialog.show_button.isEnabled()


def test_the_same_footprints_are_nothing_to_take(open_driver, importing, tmp_path):
    rows = [(f"U{n:03d}", {0: "A", 1: "A", 2: "B", 3: ""}[n % 4]) for n in range(12)]
    dialog = importing(write_table(tmp_path / "t.csv", ("code", "fp"), rows))
    assert "nothing to change" in text(dialog)
    assert not dialog.show_button.isEnabled()


def test_a_locked_footprint_stops_it(open_driver, importing, tmp_path):
    locked(open_driver, "F01")
    rows = [(f"U{n:03d}", "B") for n in range(12)]
    dialog = importing(write_table(tmp_path / "t.csv", ("code", "fp"), rows))
    assert "A is locked" in text(dialog)
    assert not dialog.show_button.isEnabled()


def test_only_names_that_differ_are_a_change_too(open_driver, importing, qtbot, tmp_path):
    rows = [(f"U{n:03d}", {0: "F01", 1: "F01", 2: "F02", 3: ""}[n % 4]) for n in range(12)]
    named = [(code, fp, {"F01": "North", "F02": "South", "": ""}[fp]) for code, fp in rows]
    dialog = importing(write_table(tmp_path / "t.csv", ("code", "fpcd", "fpnm"), named))
    assert "Every unit stays with those it is with now." in text(dialog)
    dialog.show_button.click()
    wait_idle(open_driver, qtbot)
    open_driver.session.generator.preview.take()
    assert [each.name for each in open_driver.document.plan.footprints] == ["North", "South"]


def test_reading_again_forgets_what_an_earlier_reading_found(
    open_driver, importing, qtbot, tmp_path
):
    """The button waits, so that nothing is taken but what the words say."""
    dialog = importing(halves(tmp_path))
    dialog.by_area.setChecked(True)
    assert not dialog.show_button.isEnabled()
    wait_idle(open_driver, qtbot)
    assert dialog.show_button.isEnabled()
    assert open_driver.messages.errors == []


def test_without_a_plan_it_says_what_is_missing(driver):
    action = driver.window.action(ImportFootprints)
    assert not action.isEnabled()
    assert "Open a plan first." in action.toolTip()


def test_every_control_can_be_reached_and_has_a_name(open_driver, importing, tmp_path):
    dialog = importing(halves(tmp_path))
    labels = [each for each in dialog.findChildren(QLabel) if each.buddy() is not None]
    keys = [QKeySequence.mnemonic(each.text()).toString() for each in labels]
    keys += [QKeySequence.mnemonic(each.text()).toString()
             for each in (dialog.by_centre, dialog.by_area, dialog.show_button)]  # fmt: skip
    assert all(keys)
    assert len(set(keys)) == len(keys)
    fields = (dialog.layer, dialog.crs, dialog.unit, dialog.id, dialog.name)
    assert all(field.toolTip() for field in fields)
    assert {each.buddy() for each in labels} == set(fields)
    assert dialog.report.accessibleName()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Add --crs EPSG:27700 (x)", "Add Coordinates above (x)"),
        ("with --column name=COLUMN.", "with Column of names."),
        ("Name one as f.gpkg:LAYER: a, b.", "Write one under Layer or sheet: a, b."),
    ],
)
def test_errors_speak_of_the_dialog(said, shown):
    assert in_the_dialog(said) == shown
