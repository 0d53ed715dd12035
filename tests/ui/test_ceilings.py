import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from icp_footprints.measures.ceilings.prove import ceilings
from icp_footprints.plan.actions.set_bands import set_bands
from icp_footprints.plan.band import Band
from tests.grids import place_of, plan_of
from tests.ui.driver import wait_idle
from ui.dialogs.ceilings import CeilingsDialog
from ui.operations.ceilings import HowGood

GROUND = "aaaa\naaaa\naaaa"
# Seven units of p and five of q: halves of six cannot each be of one area.
PCNS = "pppq\nppqq\nppqq"


@pytest.fixture
def halves(open_driver):
    place = place_of(GROUND, layers={"pcn": PCNS})
    open_driver.document.open(place, plan_of("AABB\nAABB\nAABB", Band(6000, 6000)))
    return open_driver


def texts(dialog):
    return [
        [dialog.table.item(row, column).text() for column in range(dialog.table.columnCount())]
        for row in range(dialog.table.rowCount())
    ]


def test_each_figure_stands_beside_its_bound(halves, qtbot):
    halves.window.action(HowGood).trigger()
    [dialog] = halves.window.findChildren(CeilingsDialog)
    assert dialog.number.value() == 2
    wait_idle(halves, qtbot)
    document = halves.document
    found = {each.measure: each for each in ceilings(document.place, document.plan.bands, 2)}
    score = document.scorecard.layer("pcn")
    by_measure = dict(
        zip(("share", "containment", "kept_whole", "splits"), texts(dialog), strict=True)
    )
    assert by_measure["share"] == [
        "PCN",
        "Plan share",
        f"{100 * score.plan_share:.1f}\u00a0%",
        found["share"].figure(found["share"].value).replace(" ", "\u00a0"),
        "Proved",
    ]
    assert by_measure["splits"][2:4] == ["1", "1 at least"]
    assert dialog.status.text() == ""
    dialog.close()


def test_what_is_known_is_not_worked_out_again(halves, qtbot):
    work = halves.session.generator.ceilings_work
    work.work_out(2)
    assert work.is_under_way
    wait_idle(halves, qtbot)
    work.work_out(2)
    assert not work.is_under_way
    document = halves.document
    document.open(document.place, document.plan)
    work.work_out(2)
    assert work.is_under_way
    wait_idle(halves, qtbot)


def test_another_number_has_no_plan_to_compare_with(halves, qtbot):
    halves.window.action(HowGood).trigger()
    [dialog] = halves.window.findChildren(CeilingsDialog)
    dialog.number.setValue(3)
    wait_idle(halves, qtbot)
    assert [row[2] for row in texts(dialog)] == ["–"] * 4
    assert {row[4] for row in texts(dialog)} == {"No plan fits the band"}
    dialog.close()


def test_closing_it_stops_the_work(halves, qtbot):
    halves.window.action(HowGood).trigger()
    [dialog] = halves.window.findChildren(CeilingsDialog)
    dialog.close()
    assert not halves.session.generator.ceilings_work.is_under_way
    wait_idle(halves, qtbot)
    assert halves.messages.errors == []


def test_a_plan_out_of_band_is_told_so(halves, qtbot):
    halves.document.open(halves.document.place, plan_of("AAAB\nAAAB\nAAAB", Band(6000, 6000)))
    halves.window.action(HowGood).trigger()
    [dialog] = halves.window.findChildren(CeilingsDialog)
    wait_idle(halves, qtbot)
    assert "may not hold" in dialog.status.text()
    dialog.close()


def test_without_layers_there_is_nothing_to_prove(open_driver):
    open_driver.document.open(place_of(GROUND), plan_of("AABB\nAABB\nAABB"))
    assert "no reference layers" in open_driver.session.operations.how_good.disabled_reason()


def shown(driver, qtbot):
    driver.window.action(HowGood).trigger()
    wait_idle(driver, qtbot)
    [dialog] = driver.window.findChildren(CeilingsDialog)
    return dialog


def test_another_band_is_worked_out_too(halves, qtbot):
    dialog = shown(halves, qtbot)
    halves.document.apply(set_bands(halves.document.plan, (Band(5000, 7000),)), "Set the band")
    wait_idle(halves, qtbot)
    assert all(row[3] != "…" for row in texts(dialog))


def test_the_table_is_copied_as_cells(halves, qtbot):
    dialog = shown(halves, qtbot)
    qtbot.keyClick(dialog.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    rows = [line.split("\t") for line in copied.split("\n")]
    assert rows[0][0] == "Layer"
    assert rows[1:] == [[each.replace("\xa0", " ") for each in row] for row in texts(dialog)]
