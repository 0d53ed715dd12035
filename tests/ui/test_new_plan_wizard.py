"""A new plan from files, page by page, by mouse and by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QSpinBox,
    QTextBrowser,
    QTreeWidget,
    QWizard,
)

from tests.ui.driver import wait_idle
from tests.ui.source_files import ALL, PEOPLE, write_sources
from ui.files import PLAN_SUFFIX
from ui.wizard import check_page

NEXT, BACK = QWizard.WizardButton.NextButton, QWizard.WizardButton.BackButton
FINISH = QWizard.WizardButton.FinishButton


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    write_sources(folder)
    return folder


def click(button: QAbstractButton) -> None:
    assert button.isEnabled()
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def wizard_of(driver, qtbot, files):
    def start(*names):
        driver.session.operations.new_plan.start([files / name for name in names])
        wizard = driver.session.asking.wizard
        qtbot.waitUntil(lambda: not wizard.looking.is_busy, timeout=20_000)
        return wizard

    return start


def test_from_files_to_an_open_plan_by_mouse(driver, qtbot, wizard_of):
    wizard = wizard_of(*ALL, "broken.csv")
    tree = wizard.files_page.tree
    assert [tree.topLevelItem(n).text(0) for n in range(5)] == [*ALL, "broken.csv"]
    assert tree.topLevelItem(4).text(1).startswith("✗ broken.csv")
    assert "8 areas, by LSOA 2021" in tree.topLevelItem(0).text(1)
    click(wizard.button(NEXT))
    assert wizard.currentPage() is wizard.uses_page
    assert wizard.uses_page.tree.topLevelItemCount() == 4
    click(wizard.button(NEXT))
    place = wizard.place_page
    assert not wizard.button(NEXT).isEnabled()
    assert "Tick the local authority" in place.status.text()
    place.areas.item(0).setCheckState(Qt.CheckState.Checked)
    assert place.name.text() == "Northham"
    place.ledger.setCurrentIndex(place.ledger.findText("Registered patients"))
    place.low.setValue(2000)
    place.high.setValue(3000)
    click(wizard.button(NEXT))
    check = wizard.check_page
    qtbot.waitUntil(lambda: check.made is not None, timeout=20_000)
    assert "Northham has 4,006 people (Registered" in check.summary.text()
    assert "2 footprints could all hold 2,000 to 3,000" in check.summary.text()
    assert "4 ids of the file not in the place" in check.text.toPlainText()
    assert check.preview.accessibleDescription().startswith("Northham: 4 units")
    assert not check.preview._units.path().isEmpty()
    click(wizard.button(FINISH))
    document = driver.document
    assert document.is_open
    assert document.place.name == "Northham"
    assert document.plan.band.words() == "2,000 to 3,000"
    assert document.plan.band.ledger == "registered"
    assert document.path is None
    assert document.has_unsaved_changes
    driver.files.path = None
    driver.session.operations.save.run()
    assert driver.files.suggested == f"Northham{PLAN_SUFFIX}"


def test_by_keys_alone(driver, qtbot, files):
    driver.files.sources = [files / name for name in ALL]
    driver.session.operations.new_plan.run()
    wizard = driver.session.asking.wizard
    assert not wizard.button(NEXT).isEnabled()
    wizard.activateWindow()
    assert QTest.qWaitForWindowActive(wizard)
    QTest.keyClick(wizard.files_page.add_button, Qt.Key.Key_Space)
    qtbot.waitUntil(wizard.button(NEXT).isEnabled, timeout=20_000)

    def press(key, page):
        # A button pressed by its letter is seen to go down for a tenth of a second.
        QTest.keyClick(wizard, key, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda: wizard.currentPage() is page)

    press(Qt.Key.Key_N, wizard.uses_page)
    press(Qt.Key.Key_B, wizard.files_page)
    press(Qt.Key.Key_N, wizard.uses_page)
    press(Qt.Key.Key_N, wizard.place_page)
    areas = wizard.place_page.areas
    areas.setFocus()
    QTest.keyClick(areas, Qt.Key.Key_Down)
    QTest.keyClick(areas, Qt.Key.Key_Space)
    assert wizard.place_page.name.text() == "Southham"
    press(Qt.Key.Key_N, wizard.check_page)
    qtbot.waitUntil(lambda: wizard.check_page.made is not None, timeout=20_000)
    QTest.keyClick(wizard, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: driver.document.is_open)
    assert driver.document.place.name == "Southham"


def test_a_column_can_be_corrected(driver, qtbot, wizard_of):
    wizard = wizard_of(*ALL)
    click(wizard.button(NEXT))
    page = wizard.uses_page
    page.tree.setCurrentItem(page.tree.topLevelItem(1))
    combo = page.panel.columns["people"]
    assert combo.currentText() == "Population"
    combo.setFocus()
    QTest.keyClicks(combo, "Heads")
    combo.activated.emit(combo.currentIndex())
    wait_idle(driver, qtbot)
    assert page.panel.columns["people"].currentText() == "Heads"
    click(wizard.button(NEXT))
    wizard.place_page.kind.setCurrentIndex(0)
    QTest.keyClicks(wizard.place_page.name, "Twoham")
    click(wizard.button(NEXT))
    qtbot.waitUntil(lambda: wizard.check_page.made is not None, timeout=20_000)
    assert wizard.check_page.made.place.ledger().people.tolist() == [n + 7 for n in PEOPLE]


def test_a_place_that_the_files_do_not_name_asks_for_a_name(wizard_of):
    wizard = wizard_of(*ALL)
    for _ in range(2):
        click(wizard.button(NEXT))
    place = wizard.place_page
    place.kind.setCurrentIndex(0)
    assert place.status.text().startswith("Give the place a name")
    assert not wizard.button(NEXT).isEnabled()
    QTest.keyClicks(place.name, "Twoham")
    assert place.status.text() == ""
    assert wizard.button(NEXT).isEnabled()


def test_a_file_that_nothing_is_recognised_in_is_told_with_the_uses(wizard_of, files):
    (files / "odd.csv").write_text("alpha,beta\nfoo,bar\nbaz,qux\n", encoding="utf-8")
    wizard = wizard_of(*ALL, "odd.csv")
    click(wizard.button(NEXT))
    page = wizard.uses_page
    assert "Nothing was recognised in odd.csv" in page.status.text()
    row = page.tree.topLevelItem(page.tree.topLevelItemCount() - 1)
    assert row.text(1) == "✗ Not recognised, so not used"
    assert wizard.button(NEXT).isEnabled()


def test_uses_and_layers_are_chosen_and_what_is_missing_is_said(driver, qtbot, wizard_of):
    wizard = wizard_of(*ALL)
    click(wizard.button(NEXT))
    page = wizard.uses_page
    click(page.panel.uses["units"])
    assert page.status.text() == "Say which file holds the boundaries of the units."
    assert not wizard.button(NEXT).isEnabled()
    click(page.panel.uses["overlay"])
    click(page.panel.uses["units"])
    name = page.panel.names["overlay"]
    name.clear()
    QTest.keyClicks(name, "My Areas")
    assert "cannot name a layer" in page.status.text()
    name.clear()
    QTest.keyClicks(name, "ward")
    assert "More than one layer is called ward" in page.status.text()
    click(page.panel.uses["overlay"])
    assert page.status.text() == ""
    click(page.panel.layers["la"])
    wanted = [layer.name for layer in wizard.answers[0].layers if layer.is_wanted]
    assert sorted(wanted) == ["la", "ward"]


def test_a_file_is_taken_out_with_delete_and_what_was_changed_stays(driver, qtbot, wizard_of):
    wizard = wizard_of(*ALL)
    click(wizard.button(NEXT))
    click(wizard.uses_page.panel.layers["ward"])
    click(wizard.button(BACK))
    tree = wizard.files_page.tree
    tree.setCurrentItem(tree.topLevelItem(3))
    QTest.keyClick(tree, Qt.Key.Key_Delete)
    assert [each.look.title for each in wizard.answers] == list(ALL[:3])
    assert [each.is_wanted for each in wizard.answers[0].layers if each.name == "ward"] == [False]


def test_units_that_cannot_be_read_say_why_and_back_mends_it(driver, qtbot, wizard_of, files):
    wizard = wizard_of("areas.geojson", "registrations.csv")
    click(wizard.button(NEXT))
    click(wizard.button(NEXT))
    wizard.place_page.kind.setCurrentIndex(0)
    QTest.keyClicks(wizard.place_page.name, "Twoham")
    click(wizard.button(NEXT))
    check = wizard.check_page
    qtbot.waitUntil(lambda: check.words.text().startswith("✗"), timeout=20_000)
    assert "No column of residents was recognised" in check.words.text()
    assert "--" not in check.words.text()
    assert not wizard.button(FINISH).isEnabled()
    for _ in range(3):
        click(wizard.button(BACK))
    wizard.looking.add([files / "people.csv"])
    qtbot.waitUntil(lambda: not wizard.looking.is_busy, timeout=20_000)
    for _ in range(3):
        click(wizard.button(NEXT))
    qtbot.waitUntil(lambda: check.made is not None, timeout=20_000)
    assert wizard.button(FINISH).isEnabled()


def test_reading_can_be_stopped_and_begun_again(driver, qtbot, wizard_of, monkeypatch):
    really, begun = check_page.make, []

    def slow(answers, place, progress):
        begun.append(progress)
        while len(begun) == 1:
            progress.check_cancelled()
            QTest.qSleep(5)
        return really(answers, place, progress)

    monkeypatch.setattr(check_page, "make", slow)
    wizard = wizard_of(*ALL)
    click(wizard.button(NEXT))
    click(wizard.button(NEXT))
    wizard.place_page.kind.setCurrentIndex(0)
    QTest.keyClicks(wizard.place_page.name, "Twoham")
    click(wizard.button(NEXT))
    check = wizard.check_page
    click(check.stop_button)
    qtbot.waitUntil(lambda: check.words.text().startswith("Stopped"), timeout=20_000)
    click(check.again_button)
    qtbot.waitUntil(lambda: check.made is not None, timeout=20_000)


def test_giving_up_leaves_the_open_plan_alone(open_driver, qtbot, files):
    open_driver.click(3)
    before = open_driver.document.plan
    open_driver.session.operations.new_plan.start([files / "areas.geojson"])
    wizard = open_driver.session.asking.wizard
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert not wizard.isVisible()
    wait_idle(open_driver, qtbot)
    assert open_driver.document.plan is before
    assert open_driver.messages.questions == []


def test_the_wizard_asks_about_unsaved_changes_before_it_lets_go(open_driver, qtbot, files):
    open_driver.click(3)
    document = open_driver.document
    before = document.plan
    open_driver.session.operations.new_plan.start([files / name for name in ALL])
    wizard = open_driver.session.asking.wizard
    qtbot.waitUntil(lambda: not wizard.looking.is_busy, timeout=20_000)
    click(wizard.button(NEXT))
    click(wizard.button(NEXT))
    wizard.place_page.areas.item(0).setCheckState(Qt.CheckState.Checked)
    click(wizard.button(NEXT))
    qtbot.waitUntil(lambda: wizard.check_page.made is not None, timeout=20_000)
    open_driver.messages.answer = "cancel"
    click(wizard.button(FINISH))
    assert document.plan is before
    assert wizard.isVisible()
    assert wizard.check_page.made is not None
    assert len(open_driver.messages.questions) == 1
    open_driver.messages.answer = "discard"
    click(wizard.button(FINISH))
    assert document.place.name == "Northham"


def test_every_control_has_a_name_for_screen_readers(wizard_of):
    wizard = wizard_of(*ALL)
    click(wizard.button(NEXT))
    click(wizard.button(NEXT))
    kinds = (QComboBox, QLineEdit, QProgressBar, QTextBrowser, QTreeWidget, QListWidget, QSpinBox)
    labelled = {label.buddy() for label in wizard.findChildren(QLabel) if label.buddy() is not None}
    nameless = [
        each
        for kind in kinds
        for each in wizard.findChildren(kind)
        if not (each.accessibleName() or each in labelled)
        and each.objectName() != "qt_spinbox_lineedit"
    ]
    assert nameless == []
