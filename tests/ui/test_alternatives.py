from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from icp_footprints.measures.scorecard import scorecard
from icp_footprints.measures.target_results import measured_value
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.verbs.change import change_of
from icp_footprints.plan.actions import assign
from icp_footprints.plan.band import Band
from tests.grids import place_of, plan_of
from tests.ui.driver import wait_idle
from ui.alternatives_cards import AlternativeCard, open_plan_words
from ui.canvas.unit_raster import raster_of
from ui.dialogs.alternatives import AlternativesDialog
from ui.operations.alternatives import FindAlternatives

# Thirty units of 1,000 people: PCNs lie across, communities up and down.
GROUND = "\n".join(["aaaaaa"] * 5)
PCNS = "\n".join(["pppppp", "pppppp", "qqqqqq", "qqqqqq", "qqqqqq"])
WARDS = "\n".join(["vvwwxx"] * 5)
PLAN = "\n".join(["AAABBB"] * 5)


def dialogs(driver):
    return [each for each in driver.window.findChildren(AlternativesDialog) if each.isVisible()]


@pytest.fixture
def offered(open_driver):
    """Three made-up cards of the small place, offered."""
    document = open_driver.document
    cards = []
    for rows in ([3, 7, 11], [3], [3, 7]):
        after = assign(document.plan, np.array(rows, dtype=np.intp), "F02")
        change = change_of("x", document.place, (document.plan, after), (0.1, 0.2), "Nothing.")
        image = QImage(20, 20, QImage.Format.Format_ARGB32)
        image.fill(0)
        cards.append(AlternativeCard(f"Give {len(rows)}", change, image, ("2 footprints",)))
    open_driver.session.generator._offer(tuple(cards), ("'x' led to the same plan.",))
    return open_driver


def test_plans_are_found_offered_and_taken(open_driver, qtbot):
    place = place_of(GROUND, layers={"pcn": PCNS, "ward": WARDS})
    document = open_driver.document
    document.open(place, plan_of(PLAN, Band(8000, 12000)))
    before = document.plan
    find = open_driver.session.operations.find_alternatives
    find.find(Problem(place, Band(8000, 12000), footprints=3, starts=1, effort=0.2, base=before))
    assert open_driver.session.progress_strip.isVisible()
    assert not open_driver.session.progress_strip.best_button.isVisible()
    wait_idle(open_driver, qtbot)
    assert open_driver.messages.errors == []
    [dialog] = dialogs(open_driver)
    assert 1 <= len(dialog.buttons) <= 6
    card = dialog._cards[0]
    assert "3 footprints, score" in card.lines[0]
    assert any("Moves" in line and "people" in line for line in card.lines)
    assert any("plan containment" in line for line in card.lines)
    # Each footprint is seen on its small map.
    colours = {card.image.pixelColor(x, y).name() for x in range(5, 300, 20) for y in (20, 250)}
    fills = {fill.name() for fill in open_driver.map.map_style.fills}
    assert len(colours & fills) >= 2
    dialog.show_button.click()
    wait_idle(open_driver, qtbot)
    assert document.plan is before
    assert dialogs(open_driver) == []
    open_driver.session.preview_bar.take_button.click()
    assert len(document.plan.footprints) == 3
    assert document.undo_stack.count() == 1


def test_one_is_chosen_by_keys(offered, qtbot):
    [dialog] = dialogs(offered)
    first = dialog.buttons[0]
    first.setFocus()
    assert dialog.chosen == 0
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert dialog.chosen == 1
    qtbot.keyClick(dialog.buttons[1], Qt.Key.Key_Return)
    wait_idle(offered, qtbot)
    proposal = offered.session.generator.preview.proposal
    assert proposal.title == "Take the plan “Give 1”"
    assert proposal.change.difference.rows.tolist() == [3]


def test_one_is_chosen_by_two_clicks(offered, qtbot):
    [dialog] = dialogs(offered)
    qtbot.mouseDClick(dialog.buttons[2], Qt.MouseButton.LeftButton)
    wait_idle(offered, qtbot)
    assert offered.session.generator.preview.proposal.title == "Take the plan “Give 2”"


def test_discarding_brings_them_back_and_taking_does_not(offered, qtbot):
    [dialog] = dialogs(offered)
    dialog.choose()
    wait_idle(offered, qtbot)
    assert dialogs(offered) == []
    offered.session.generator.preview.discard()
    assert dialogs(offered) == [dialog]
    dialog.choose()
    wait_idle(offered, qtbot)
    offered.session.generator.preview.take()
    assert dialogs(offered) == []
    assert offered.document.undo_stack.count() == 1


def test_where_there_is_none_the_reasons_are_shown_and_the_dialog_can_only_be_closed(open_driver):
    open_driver.session.generator._offer((), ("'compact' came back to today's plan.",))
    [dialog] = dialogs(open_driver)
    shown = [each.text() for each in dialog.findChildren(QLabel)]
    assert "No plan was found that could stand beside the open plan" in shown[0]
    assert "'compact' came back to the open plan." in shown
    assert not dialog.show_button.isEnabled()
    dialog.close()
    assert open_driver.document.undo_stack.count() == 0


def test_editing_the_plan_takes_them_away(offered):
    offered.click(3)
    assert offered.document.undo_stack.count() == 1
    assert dialogs(offered) == []


def test_each_card_says_all_to_a_screen_reader(offered):
    [dialog] = dialogs(offered)
    assert dialog.buttons[0].accessibleName() == "Plan 1, Give 3: 2 footprints."


def test_cards_are_of_one_width_and_the_chosen_one_says_so(offered, qtbot):
    [dialog] = dialogs(offered)
    assert len({each.width() for each in dialog.buttons}) == 1
    assert ["✓ Chosen" in each.text() for each in dialog.buttons] == [True, False, False]
    before = dialog.buttons[1].grab().toImage()
    qtbot.mouseClick(dialog.buttons[1], Qt.MouseButton.LeftButton)
    assert ["✓ Chosen" in each.text() for each in dialog.buttons] == [False, True, False]
    edge = dialog.palette().highlight().color()
    assert dialog.buttons[1].grab().toImage().pixelColor(2, 40) == edge
    assert before.pixelColor(2, 40) != edge


def test_cancelling_in_the_first_millisecond(open_driver, qtbot):
    find = open_driver.session.operations.find_alternatives
    find.find(Problem(open_driver.document.place, Band(3000, 5000)))
    open_driver.session.progress_strip.cancel_button.click()
    wait_idle(open_driver, qtbot)
    assert dialogs(open_driver) == []
    assert open_driver.document.held_reason == ""
    assert open_driver.window.action(FindAlternatives).isEnabled()


def test_each_pixel_of_a_small_map_is_of_the_unit_that_lies_there():
    place = place_of("aa~\naaa")
    rows = raster_of(place, 30).rows
    assert rows.shape == (20, 30)
    assert rows[5, 5] == 0
    assert rows[5, 15] == 1
    assert rows[5, 26] == -1
    assert [rows[15, x] for x in (5, 15, 25)] == [2, 3, 4]


def test_the_open_plan_stands_beside_them_with_its_own_figures(offered):
    [dialog] = dialogs(offered)
    shown = [each.text() for each in dialog.findChildren(QLabel)]
    # The scores of the made-up changes; A holds six units, B three, and column 4 is free.
    [line] = [each for each in shown if each.startswith("The open plan: ")]
    assert line.startswith("The open plan: 2 footprints, score 0.100. PCN ")
    score = scorecard(offered.document.place, offered.document.plan)
    contained = measured_value(score.layer("pcn"), "containment")
    assert f"PCN plan containment {100 * contained:.1f}\u00a0%" in line
    assert "Largest less smallest: 3,000" in line
    assert not any("today" in each for each in shown)


def test_the_open_plan_is_counted_on_the_ledger_that_was_asked_for(open_driver):
    place = place_of(GROUND, layers={"pcn": PCNS}, registered=[1100] * 30)
    open_driver.document.open(place, plan_of("\n".join(["AAAABB"] * 5), Band(8000, 12000)))
    before = open_driver.document.plan
    after = replace(before, band=Band(8000, 12000, "registered"))
    change = change_of("x", place, (before, after), (0.1, 0.2), "Nothing.")
    assert "Largest less smallest: 11,000" in open_plan_words(open_driver.document, change)
    change = change_of("x", place, (before, before), (0.1, 0.2), "Nothing.")
    assert "Largest less smallest: 10,000" in open_plan_words(open_driver.document, change)


def test_a_plan_without_footprints_has_no_figures_to_stand_beside(open_driver):
    document = open_driver.document
    document.open(document.place, plan_of("....\n....\n....", Band(3000, 5000)))
    change = change_of("x", document.place, (document.plan, document.plan), (0.0, 0.0), "Nothing.")
    assert open_plan_words(document, change) == ""
