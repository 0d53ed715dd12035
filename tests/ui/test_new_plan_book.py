"""Several sheets of one workbook in the wizard: a bad one, the bands, the keys, and leaving out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWizard

from icp_footprints.errors import InputError
from icp_footprints.plan.band import Band
from icp_footprints.progress import Progress
from tests.ui.driver import wait_idle
from tests.ui.source_files import CODES, PEOPLE, write_sources
from ui.wizard.answers import propose
from ui.wizard.faults import naming, suspects_of
from ui.wizard.kept_bands import kept_bands
from ui.wizard.look import look_into, look_into_part
from ui.wizard.reading import PlaceAnswers, make

NEXT = QWizard.WizardButton.NextButton
Key = Qt.Key
WIDE, USUAL = Band(4000, 6000, "registered"), Band()
SHEETS = {
    "People": [["LSOA21CD", "Population"], *([c, n] for c, n in zip(CODES, PEOPLE, strict=True))],
    "People old": [["LSOA21CD", "Population"], *([c, 7] for c in [*CODES, CODES[0]])],
    "People 2022": [["LSOA21CD", "Population"], *([code, 1600] for code in CODES)],
    "Homes": [["LSOA21CD", "WD24CD"], *([code, "E05000001"] for code in CODES)],
    "Patients": [
        ["PRACTICE_CODE", "LSOA_CODE", "SEX", "NUMBER_OF_PATIENTS"],
        *(["A81001", code, "ALL", 1000 + n] for n, code in enumerate(CODES)),
    ],
    "Practices": [["PRACTICE_CODE", "PCN_CODE", "PCN_NAME"], ["A81001", "U00001", "Red PCN"]],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("book")
    write_sources(folder)
    with xlsxwriter.Workbook(folder / "book.xlsx") as book:
        for name, rows in SHEETS.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return folder


def answers_of(folder, *sheets):
    (book,) = look_into(folder / "book.xlsx", Progress())
    (units,) = look_into(folder / "areas.geojson", Progress())
    return propose([units, *(look_into_part(book, sheet) for sheet in sheets)])


def made_of(folder, *sheets, bands=(USUAL,)):
    return make(answers_of(folder, *sheets), PlaceAnswers("Twoham", bands=bands), Progress())


# --- without a window ---------------------------------------------------------------------------


def test_only_the_sheet_at_fault_is_left_out_and_named(folder):
    made = made_of(folder, "People", "Homes", "Patients")
    assert [title for title, _ in made.left_out] == ["Patients in book.xlsx"]
    assert made.left_out[0][1].startswith("Patients in book.xlsx does not say which PCN")
    assert made.place.ledger().people.tolist() == PEOPLE


def test_two_sheets_at_fault_are_both_left_out(folder):
    made = made_of(folder, "People", "Homes", "People old", "Patients")
    told = dict(made.left_out)
    assert sorted(told) == ["Patients in book.xlsx", "People old in book.xlsx"]
    assert all(title in words for title, words in told.items())
    assert made.place.ledger().people.tolist() == PEOPLE


def test_a_sheet_that_the_rest_cannot_do_without_is_named(folder):
    with pytest.raises(InputError, match=r"People old in book\.xlsx.*The rest cannot do without"):
        made_of(folder, "People old", "Patients", "Practices")


def test_a_sheet_named_in_full_is_told_from_one_whose_name_it_begins_with(folder):
    answers = answers_of(folder, "People", "People old", "Patients")
    found = suspects_of("book.xlsx:People old, row 3 is wrong.", answers)
    assert [each.look.part for each in found] == ["People old"]
    words = "book.xlsx has no sheet 'People'. Such as book.xlsx:2022."
    assert naming(answers[1], InputError(words)) == words
    assert naming(answers[1], InputError("In book.xlsx: nothing. Not book.xlsx:2022.")) == (
        "In People in book.xlsx: nothing. Not book.xlsx:2022."
    )


def test_units_are_never_left_out(folder):
    answers = answers_of(folder, "People", "Patients")
    assert suspects_of("areas.geojson is wrong", answers) == []
    assert suspects_of("areas.geojson and book.xlsx do not match", answers) == []


def test_of_two_sheets_that_do_not_go_together_none_is_taken_unasked(folder):
    with pytest.raises(InputError, match=r"Leave out People in book\.xlsx or People 2022 in book"):
        made_of(folder, "People", "Homes", "People 2022")


def test_a_band_is_never_put_aside_without_a_word(folder):
    good = made_of(folder, "People", "Patients", "Practices", bands=(WIDE,))
    assert (good.plan.bands, good.bands_told) == ((WIDE,), ())
    lost = made_of(folder, "People", "Patients", bands=(WIDE,))
    assert lost.plan.bands == (Band(4000, 6000, "resident"),)
    (told,) = lost.bands_told
    assert told == (
        "Band on registered patients left out: Patients in book.xlsx could not be used. Its "
        "numbers, 4,000 to 6,000, are now for residents: go Back to change them."
    )


def test_a_second_band_takes_the_first_place_and_a_lost_second_one_is_said():
    own = Band(3000, 5000)
    kept, told = kept_bands((WIDE, own), ["resident"])
    assert kept == (own,)
    assert told[0].endswith(
        "no file has any. The band on residents, 3,000 to 5,000, comes first now."
    )
    assert kept_bands((own, WIDE), ["resident"], ["a.csv"]) == (
        (own,),
        ("Band on registered patients left out: a.csv could not be used.",),
    )


def test_headings_name_the_sheet_that_was_read(folder):
    made = made_of(folder, "People", "Homes", "Patients", "Practices")
    assert [re.sub(r" \(.*", "", each) for each in made.headings] == [
        "areas.geojson",
        "People in book.xlsx",
        "Homes in book.xlsx",
        "Patients in book.xlsx",
        "Practices in book.xlsx",
    ]
    assert made.headings[3] == "Patients in book.xlsx (registrations)"


# --- in the window ------------------------------------------------------------------------------


@pytest.fixture
def wizard(driver, qtbot, folder):
    """At the second page, with the workbook chosen and the keys in the list of its parts."""
    driver.session.operations.new_plan.start([folder / "areas.geojson", folder / "book.xlsx"])
    wizard = driver.session.asking.wizard
    qtbot.waitUntil(lambda: not wizard.looking.is_busy, timeout=20_000)
    wizard.activateWindow()
    assert QTest.qWaitForWindowActive(wizard)
    QTest.mouseClick(wizard.button(NEXT), Qt.MouseButton.LeftButton)
    tree = wizard.uses_page.tree
    tree.setCurrentItem(tree.topLevelItem(1))
    wizard.uses_page.panel.part.list.setFocus()
    return wizard


def parts(wizard):
    return [each.look.part for each in wizard.answers[1:]]


def press(key):
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def settled(wizard, driver, qtbot):
    """Wait for a part to be read; the keys are in its list then."""
    wait_idle(driver, qtbot)
    field = wizard.uses_page.panel.part
    assert field.list.hasFocus()
    return field.list.currentText()


def test_arrows_go_through_the_parts_before_one_is_read(driver, qtbot, wizard):
    for _ in range(5):
        press(Key.Key_Down)
    assert parts(wizard) == [""]
    press(Key.Key_Return)
    assert wizard.uses_page.status.text() == "Reading the file again…"
    assert settled(wizard, driver, qtbot) == "Patients"
    assert wizard.currentPage() is wizard.uses_page
    for _ in range(3):
        press(Key.Key_Up)
    # A pause is enough as well.
    qtbot.waitUntil(lambda: parts(wizard) == ["People old"], timeout=20_000)
    assert settled(wizard, driver, qtbot) == "People old"
    press(Key.Key_Up)
    press(Key.Key_Tab)
    assert settled(wizard, driver, qtbot) == "People"
    assert parts(wizard) == ["People"]


def test_next_reads_a_part_chosen_a_moment_ago_first(driver, qtbot, wizard):
    press(Key.Key_Down)
    wizard.next()
    assert wizard.currentPage() is wizard.uses_page
    wait_idle(driver, qtbot)
    assert parts(wizard) == ["People"]
    wizard.next()
    assert wizard.currentPage() is wizard.place_page


def test_a_part_taken_by_mistake_is_left_out_again(driver, qtbot, wizard):
    page = wizard.uses_page
    press(Key.Key_Down)
    press(Key.Key_Return)
    settled(wizard, driver, qtbot)
    for part in ("People old", "Homes"):
        actions = page.panel.part.more_button.menu().actions()
        next(action for action in actions if action.data() == part).trigger()
        wait_idle(driver, qtbot)
    assert sorted(parts(wizard)) == ["Homes", "People", "People old"]
    assert page.tree.currentItem().text(0) == "Homes in book.xlsx"
    QTest.mouseClick(page.leave_out_button, Qt.MouseButton.LeftButton)
    assert sorted(parts(wizard)) == ["People", "People old"]
    page.tree.setCurrentItem(page.tree.topLevelItem(parts(wizard).index("People old") + 1))
    QTest.keyClick(page.tree, Key.Key_Delete)
    assert parts(wizard) == ["People"]
    assert "Homes" in [page.panel.part.list.itemText(n) for n in range(5)]
    for _ in range(2):
        QTest.mouseClick(page.leave_out_button, Qt.MouseButton.LeftButton)
    assert wizard.answers == ()
    assert not page.leave_out_button.isEnabled()
    assert page.leave_out_button.toolTip() == "Choose a file in the list first."


def test_the_check_page_says_the_band_and_the_sheets(driver, qtbot, folder, wizard):
    page = wizard.uses_page
    press(Key.Key_Down)
    press(Key.Key_Return)
    settled(wizard, driver, qtbot)
    page.panel.part_added.emit(wizard.answers[1], "Patients")
    wait_idle(driver, qtbot)
    wizard.next()
    place = wizard.place_page
    place.kind.setCurrentIndex(0)
    QTest.keyClicks(place.name, "Twoham")
    place.ledger.setCurrentIndex(place.ledger.findData("registered"))
    place.low.setValue(4000)
    place.high.setValue(6000)
    wizard.next()
    check = wizard.check_page
    qtbot.waitUntil(lambda: check.made is not None, timeout=20_000)
    lines = check.summary.text().splitlines()
    assert lines[0].startswith("✗ Band on registered patients left out: Patients in book.xlsx")
    assert lines[-1] == "✗ Left out: Patients in book.xlsx."
    assert "People in book.xlsx (" in check.text.toPlainText()
