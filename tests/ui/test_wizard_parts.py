"""Files of several parts in the wizard: which part is meant; and a band on a second ledger."""

from __future__ import annotations

import zipfile
from pathlib import Path

import geopandas
import numpy as np
import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWizard
from shapely import box

from icp_footprints.progress import Progress
from icp_footprints.sources.opening.parts import parts_of
from tests.ui.driver import wait_idle
from ui.wizard.answers import NOT_CHOSEN, obstacle, propose
from ui.wizard.look import look_into, look_into_part
from ui.wizard.look_words import holds
from ui.wizard.reading import PlaceAnswers, make

NEXT = QWizard.WizardButton.NextButton
CODES = [f"E0100{n:04d}" for n in range(1, 9)]
YEARS = {"Mid-2021 LSOA": 1500, "Mid-2022, R&D": 1510}
ALL, MAP = "out/patients-all.csv", "out/practices.csv"
PATIENTS = 1000


def units() -> geopandas.GeoDataFrame:
    shapes = [
        box(330_000 + 1000 * n, 390_000, 331_000 + 1000 * n, 391_000) for n in range(len(CODES))
    ]
    held = {"LSOA21CD": CODES, "LSOA21NM": CODES, "LAD24CD": ["E08000001"] * len(CODES)}
    held["LAD24NM"] = ["Northham"] * len(CODES)
    return geopandas.GeoDataFrame(held, geometry=shapes, crs="EPSG:27700")


def patients(sex: str) -> str:
    rows = [f"A81001,{code},{sex},{PATIENTS + n}" for n, code in enumerate(CODES)]
    return "\n".join(["PRACTICE_CODE,LSOA_CODE,SEX,NUMBER_OF_PATIENTS", *rows])


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> Path:
    """What analysts hand over: a workbook of years, an archive of tables, one of layers."""
    folder = tmp_path_factory.mktemp("parts")
    with xlsxwriter.Workbook(folder / "people.xlsx") as book:
        cover = book.add_worksheet("Cover sheet")
        cover.write(0, 0, "Population estimates")
        for year, people in YEARS.items():
            sheet = book.add_worksheet(year)
            sheet.write_row(0, 0, ["LSOA21CD", "Population"])
            for n, code in enumerate(CODES):
                sheet.write_row(n + 1, 0, [code, people + n])
        book.add_worksheet("Workings").hide()
    with xlsxwriter.Workbook(folder / "one_table.xlsx") as book:
        book.add_worksheet("Notes").write(0, 0, "Notes")
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["LSOA21CD", "Population"])
        sheet.write_row(1, 0, [CODES[0], 1500])
    with zipfile.ZipFile(folder / "patients.zip", "w") as archive:
        archive.writestr(ALL, patients("ALL"))
        archive.writestr(MAP, "PRACTICE_CODE,PCN_CODE,PCN_NAME\nA81001,U00001,Red PCN\n")
        archive.writestr("out/read me.pdf", b"%PDF")
    layers = folder / "layers.gpkg"
    units().to_file(layers, layer="lsoa21", driver="GPKG")
    units().dissolve("LAD24CD").reset_index().to_file(layers, layer="lad24", driver="GPKG")
    with zipfile.ZipFile(folder / "layers.zip", "w") as archive:
        archive.write(layers, "layers.gpkg")
    return folder


@pytest.fixture
def wizard_of(driver, qtbot, files):
    def start(*names):
        driver.session.operations.new_plan.start([files / name for name in names])
        wizard = driver.session.asking.wizard
        qtbot.waitUntil(lambda: not wizard.looking.is_busy, timeout=20_000)
        QTest.mouseClick(wizard.button(NEXT), Qt.MouseButton.LeftButton)
        return wizard

    return start


def row_of(wizard, title):
    tree = wizard.uses_page.tree
    found = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    return next(item for item in found if item.text(0) == title)


def used(wizard) -> dict[str, str]:
    return {each.look.title: each.words for each in wizard.answers}


# --- without a window ---------------------------------------------------------------------------


def test_the_parts_are_those_that_can_be_read(files):
    assert parts_of(files / "people.xlsx") == ("Cover sheet", *YEARS)
    assert parts_of(files / "patients.zip") == (ALL, MAP)
    assert parts_of(files / "layers.zip") == ("lsoa21", "lad24")
    one = files / "one.zip"
    with zipfile.ZipFile(one, "w") as archive:
        archive.writestr("only.csv", patients("ALL"))
    assert parts_of(one) == ()


def test_workbooks_within_an_archive_are_named_sheet_by_sheet(files):
    both = files / "both.zip"
    with zipfile.ZipFile(both, "w") as archive:
        archive.write(files / "people.xlsx", "tables/people.xlsx")
        archive.writestr("all.csv", patients("ALL"))
    assert parts_of(both)[1:] == (*(f"tables/people.xlsx:{year}" for year in YEARS), "all.csv")
    (look,) = look_into(both, Progress())
    year = look_into_part(look, f"tables/people.xlsx:{list(YEARS)[1]}")
    assert year.inspection is not None
    assert year.inspection.people == sum(1510 + n for n in range(len(CODES)))


def test_where_there_is_one_table_it_is_taken_and_said(files):
    (look,) = look_into(files / "one_table.xlsx", Progress())
    assert look.part == "Data"
    assert not look.is_open
    (shapes,) = look_into(files / "layers.zip", Progress())
    assert shapes.is_open


def test_a_file_of_several_tables_waits_for_a_choice(files):
    answers = propose(look_into(files / "people.xlsx", Progress()))
    assert [each.words for each in answers] == [NOT_CHOSEN]
    assert holds(answers[0].look).startswith("3 parts: Cover sheet, Mid-2021 LSOA")
    assert obstacle(answers) == "Say which file holds the boundaries of the units."


def test_a_damaged_archive_is_a_problem_and_no_choice(files):
    broken = files / "broken.zip"
    broken.write_bytes((files / "patients.zip").read_bytes()[:100])
    (look,) = look_into(broken, Progress())
    assert "broken.zip" in look.problem
    assert not look.is_open


def test_two_parts_of_one_archive_are_read_beside_each_other(files):
    (shapes,) = look_into(files / "layers.zip", Progress())
    (tables,) = look_into(files / "patients.zip", Progress())
    (people,) = look_into(files / "people.xlsx", Progress())
    parts = [(shapes, "lsoa21"), (people, "Mid-2022, R&D"), (tables, ALL), (tables, MAP)]
    answers = propose([look_into_part(look, part) for look, part in parts])
    assert obstacle(answers) == ""
    made = make(answers, PlaceAnswers(), Progress())
    assert made.left_out == ()
    assert made.place.ledger().people.tolist() == [1510 + n for n in range(len(CODES))]
    counted = made.place.ledger("registered").people.tolist()
    assert counted == [PATIENTS + n for n in range(len(CODES))]
    assert made.place.layer("pcn").shares.toarray() == pytest.approx(np.ones((len(CODES), 1)))


# --- in the window ------------------------------------------------------------------------------


def test_parts_are_chosen_changed_and_added_in_the_window(driver, qtbot, wizard_of):
    wizard = wizard_of("layers.zip", "people.xlsx", "patients.zip")
    page = wizard.uses_page
    assert not wizard.button(NEXT).isEnabled()
    assert page.status.text().count("has several parts and is not used") == 3

    def choose(title, letters):
        page.tree.setCurrentItem(row_of(wizard, title))
        parts = page.panel.part.list
        assert parts.currentData() == ""
        assert not page.panel.part.more_button.isEnabled()
        parts.setFocus()
        QTest.keyClicks(parts, letters)
        parts.activated.emit(parts.currentIndex())
        parts.settle()
        wait_idle(driver, qtbot)

    choose("layers.zip", "lsoa")
    assert wizard.button(NEXT).isEnabled()
    choose("people.xlsx", "Mid-2021")
    parts = page.panel.part.list
    assert parts.currentText() == "Mid-2021 LSOA"
    assert page.tree.currentItem().text(0) == "Mid-2021 LSOA in people.xlsx"
    parts.setCurrentIndex(parts.findText("Mid-2022, R&D"))
    parts.activated.emit(parts.currentIndex())
    parts.settle()
    wait_idle(driver, qtbot)
    choose("patients.zip", "out/pat")
    more = page.panel.part.more_button.menu()
    assert [action.data() for action in more.actions()] == [MAP]
    more.actions()[0].trigger()
    wait_idle(driver, qtbot)
    assert page.tree.currentItem().text(0) == "practices.csv in patients.zip"
    assert "already" in page.panel.part.more_button.toolTip()
    assert page.status.text() == ""
    assert used(wizard) == {
        "lsoa21 in layers.zip": "Boundaries of the units",
        "Mid-2022, R&D in people.xlsx": "Figures and names of the units",
        "patients-all.csv in patients.zip": "Registered patients by practice",
        "practices.csv in patients.zip": "Which PCN each practice is in",
    }


def test_a_part_that_cannot_be_read_says_why_and_leaves_the_choice(driver, qtbot, files, wizard_of):
    odd = files / "odd.zip"
    with zipfile.ZipFile(odd, "w") as archive:
        archive.writestr("good.csv", patients("ALL"))
        archive.writestr("bad.csv", b"")
    wizard = wizard_of("layers.gpkg", "odd.zip")
    page = wizard.uses_page
    page.tree.setCurrentItem(row_of(wizard, "odd.zip"))
    parts = page.panel.part.list
    parts.setCurrentIndex(parts.findText("bad.csv"))
    parts.activated.emit(parts.currentIndex())
    parts.settle()
    wait_idle(driver, qtbot)
    assert "odd.zip:bad.csv is empty" in page.status.text()
    assert page.panel.part.list.currentData() == ""
    assert used(wizard)["odd.zip"] == NOT_CHOSEN


def test_what_is_told_of_a_file_has_the_lines_it_needs(wizard_of):
    wizard = wizard_of("layers.gpkg", "people.xlsx")
    tree = wizard.files_page.tree
    line = tree.fontMetrics().height()
    assert tree.visualItemRect(tree.topLevelItem(0)).height() >= 2 * line


def test_a_band_on_a_second_ledger_is_set_where_the_files_give_one(driver, qtbot, wizard_of):
    wizard = wizard_of("layers.gpkg", "people.xlsx")
    page, place = wizard.uses_page, wizard.place_page

    def choose(title, part):
        page.tree.setCurrentItem(row_of(wizard, title))
        parts = page.panel.part.list
        parts.setCurrentIndex(parts.findText(part))
        parts.activated.emit(parts.currentIndex())
        parts.settle()
        wait_idle(driver, qtbot)

    choose("people.xlsx", "Mid-2021 LSOA")
    wizard.next()
    registered, resident = place.further["registered"], place.further["resident"]
    assert registered.has_band.isHidden()
    assert resident.has_band.isHidden()
    wizard.back()
    wizard.looking.add([Path(wizard.answers[-1].look.file).parent / "patients.zip"])
    qtbot.waitUntil(lambda: not wizard.looking.is_busy, timeout=20_000)
    page.show_answers(wizard.answers)
    choose("patients.zip", ALL)
    page.panel.part.more_button.menu().actions()[0].trigger()
    wait_idle(driver, qtbot)
    wizard.next()
    assert registered.has_band.isVisible()
    assert not registered.numbers.isEnabled()
    QTest.keyClick(registered.has_band, Qt.Key.Key_Space)
    place.low.setValue(5000)
    place.high.setValue(7000)
    registered.low.setValue(4000)
    registered.high.setValue(3000)
    assert "4,000" in place.status.text()
    assert not wizard.button(NEXT).isEnabled()
    registered.high.setValue(5000)
    assert [(each.low, each.high, each.ledger) for each in place.place_answers().bands] == [
        (5000, 7000, "resident"),
        (4000, 5000, "registered"),
    ]
    wizard.next()
    check = wizard.check_page
    qtbot.waitUntil(lambda: check.made is not None, timeout=20_000)
    assert check.made.left_out == ()
    assert [band.ledger for band in check.made.plan.bands] == ["resident", "registered"]
    assert "(Residents): 2 footprints could all hold" in check.summary.text()
    assert "8,028 people (Registered patients): 2 footprints could all" in check.summary.text()
    # The other way round: the row of the foremost ledger gives way to that of the other.
    wizard.back()
    place.ledger.setCurrentIndex(place.ledger.findData("registered"))
    assert registered.has_band.isHidden()
    assert resident.has_band.isVisible()
    assert [each.ledger for each in place.place_answers().bands] == ["registered"]
