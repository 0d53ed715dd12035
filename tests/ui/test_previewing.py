from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel

from icp_footprints.measures.scorecard import scorecard
from icp_footprints.partition.verbs.change import change_of
from icp_footprints.plan.actions import assign
from icp_footprints.plan.band import Band
from icp_footprints.plan.target import Target
from tests.grids import drawn, place_of, plan_of
from tests.ui.conftest import GROUND
from tests.ui.driver import wait_idle
from ui.app import application
from ui.operations.new_footprint import NewFootprint
from ui.operations.preview import PREVIEWING
from ui.operations.zoom_place import ZoomToPlace

HALVES = """
    ABAB
    ABAB
    ABAB
"""


def give_b_three_units(driver):
    """A change that gives B the second column of A's and all that is in none."""
    document = driver.document
    rows = np.array([1, 5, 9, 3, 7, 11], dtype=np.intp)
    after = assign(document.plan, rows, "F02")
    return change_of("test", document.place, (document.plan, after), (0.5, 0.75), "Nothing.")


@pytest.fixture
def previewing(open_driver, qtbot):
    """The window with that change shown."""
    change = give_b_three_units(open_driver)
    open_driver.session.generator.preview.show_change(change, "Give B three units")
    wait_idle(open_driver, qtbot)
    return open_driver


def test_a_change_is_shown_on_the_map_and_in_words_before_it_is_taken(previewing):
    document, bar = previewing.document, previewing.session.preview_bar
    assert drawn(document.plan, GROUND) == "AAB.\nAAB.\nAAB."
    assert document.undo_stack.count() == 0
    assert bar.isVisible()
    assert bar.headline.text() == (
        "Give B three units: 3 units (3,000 people) to another footprint and 3 units (3,000 "
        "people) from none into a footprint."
    )
    assert bar.score.text() == "Score 0.500 → 0.750"
    assert "▲ B: 9,000, 4,000 too many" in bar.states.text()
    hatched = previewing.session.generator.map_previews.change.hatched
    assert set(hatched) == {"F02"}
    style = previewing.map.map_style
    colour = style.fill(document.colours["F02"])
    assert [brush.color() for brush in hatched["F02"].brushes] == [colour, style.outline]
    assert hatched["F02"].brushes[1].style() == Qt.BrushStyle.FDiagPattern
    # Six units of a square kilometre, and no others.
    assert hatched["F02"].drawn.shape_m.area == pytest.approx(6e6)


def test_what_is_hatched_is_seen(previewing):
    """In the middle of a unit that changes are both colours; where none does, its own alone."""
    image = previewing.map.grab().toImage()

    def colours_at(row):
        at = previewing.position(row)
        ratio = image.devicePixelRatio()
        box = [(at.x() + x, at.y() + y) for x in range(-40, -15) for y in range(-40, -15)]
        return {image.pixelColor(int(x * ratio), int(y * ratio)).name() for x, y in box}

    style, colours = previewing.map.map_style, previewing.document.colours
    assert {style.fill(colours["F02"]).name(), style.outline.name()} <= colours_at(3)
    assert colours_at(4) == {style.fill(colours["F01"]).name()}


def test_taking_it_by_the_enter_key_is_one_step(previewing, qtbot):
    document = previewing.document
    previewing.map.setFocus()
    qtbot.keyClick(previewing.map, Qt.Key.Key_Return)
    assert drawn(document.plan, GROUND) == "ABBB\nABBB\nABBB"
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Give B three units"
    assert not previewing.session.preview_bar.isVisible()
    assert previewing.session.generator.map_previews.change.hatched == {}
    document.undo_stack.undo()
    assert drawn(document.plan, GROUND) == "AAB.\nAAB.\nAAB."


def test_escape_discards_it_wherever_the_keyboard_is(previewing, qtbot):
    before = previewing.document.plan
    table = previewing.window.panels.footprints.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert previewing.document.plan is before
    assert previewing.document.undo_stack.count() == 0
    assert not previewing.session.preview_bar.isVisible()
    assert previewing.document.held_reason == ""


def test_enter_on_the_discard_button_discards(previewing, qtbot):
    before = previewing.document.plan
    bar = previewing.session.preview_bar
    bar.discard_button.setFocus()
    qtbot.keyClick(bar.discard_button, Qt.Key.Key_Return)
    assert previewing.document.plan is before
    assert previewing.session.generator.preview.proposal is None


@pytest.mark.parametrize("button", ["take_button", "discard_button"])
def test_by_mouse(previewing, qtbot, button):
    bar = previewing.session.preview_bar
    qtbot.mouseClick(getattr(bar, button), Qt.MouseButton.LeftButton)
    assert previewing.document.undo_stack.count() == (button == "take_button")
    assert not bar.isVisible()


def test_meanwhile_the_plan_cannot_be_edited_and_each_action_says_why(previewing, qtbot):
    document = previewing.document
    before = document.plan
    new = previewing.window.action(NewFootprint)
    assert not new.isEnabled()
    assert PREVIEWING in new.statusTip()
    assert previewing.window.action(ZoomToPlace).isEnabled()
    previewing.use("PaintTool")
    previewing.drag([0, 3])
    assert document.plan is before
    qtbot.keyClick(previewing.map, Qt.Key.Key_Delete)
    assert document.plan is before
    previewing.session.generator.preview.discard()
    assert new.isEnabled()
    previewing.drag([3, 7])
    assert document.plan is not before


def test_a_change_to_a_plan_that_is_no_longer_there_is_not_shown(open_driver, qtbot):
    change = give_b_three_units(open_driver)
    open_driver.click(3)
    open_driver.session.generator.preview.show_change(change, "Give B three units")
    wait_idle(open_driver, qtbot)
    assert not open_driver.session.preview_bar.isVisible()
    assert "has changed since" in open_driver.messages.notes[-1]
    assert open_driver.document.held_reason == ""


def test_opening_another_plan_ends_it(previewing):
    document = previewing.document
    document.open(document.place, document.plan)
    assert not previewing.session.preview_bar.isVisible()
    assert document.held_reason == ""
    assert not previewing.session.generator.preview.take()


def test_discarding_before_it_is_drawn_shows_nothing(open_driver, qtbot):
    change = give_b_three_units(open_driver)
    open_driver.session.generator.preview.show_change(change, "Give B three units")
    open_driver.session.generator.preview.discard()
    wait_idle(open_driver, qtbot)
    assert not open_driver.session.preview_bar.isVisible()
    assert open_driver.document.held_reason == ""


def test_a_change_of_nothing_is_only_told(open_driver, qtbot):
    document = open_driver.document
    change = change_of("x", document.place, (document.plan, document.plan), (0, 0), "All is well.")
    open_driver.session.generator.preview.show_change(change, "Nothing")
    assert open_driver.messages.notes[-1] == "All is well."
    assert document.held_reason == ""


def test_targets_that_change_state_and_ceilings_are_told(open_driver, qtbot):
    """Each footprint half of either area, then each of one: as good as any plan could be."""
    document = open_driver.document
    mixed = replace(plan_of(HALVES, Band(5000, 7000)), targets=(Target("pcn", "share", 0.9),))
    document.open(document.place, mixed)
    after = assign(document.plan, np.array([1, 5, 9], dtype=np.intp), "F01")
    after = assign(after, np.array([2, 6, 10], dtype=np.intp), "F02")
    change = change_of("x", document.place, (document.plan, after), (0.1, 0.2), "Nothing.")
    open_driver.session.generator.preview.show_change(change, "Halve it")
    wait_idle(open_driver, qtbot)
    bar = open_driver.session.preview_bar
    goal = "PCN: plan share of at least 90 %"
    assert f"✓ Met (required): {goal} – now 100.0\u00a0%, before missed" in bar.states.text()
    assert "✓ 2 of 2 footprints hold 5,000 to 7,000 residents" in bar.states.text()
    share = open_driver.session.generator.preview.proposal.figures[0]
    assert (share.name, share.before, share.after) == (
        "PCN plan share", "50.0\u00a0%", "100.0\u00a0%"
    )  # fmt: skip


def test_figures_stand_beside_what_any_plan_could_reach(open_driver, qtbot):
    """Seven units of p and five of q in halves of six: one unit of p at least is with q."""
    document = open_driver.document
    place = place_of(GROUND, layers={"pcn": "pppq\nppqq\nppqq"})
    document.open(place, plan_of(HALVES, Band(6000, 6000)))
    after = assign(document.plan, np.array([1, 5, 9], dtype=np.intp), "F01")
    after = assign(after, np.array([2, 6, 10], dtype=np.intp), "F02")
    change = change_of("x", place, (document.plan, after), (0.1, 0.2), "Nothing.")
    preview, bar = open_driver.session.generator.preview, open_driver.session.preview_bar
    preview.show_change(change, "Halve it")
    wait_idle(open_driver, qtbot)
    share = preview.proposal.figures[0]
    best = max(
        sum(max(side.count("p"), side.count("q")) for side in (chosen, rest)) / 12
        for few in range(7)
        for chosen, rest in [("p" * few + "q" * (6 - few), "p" * (7 - few) + "q" * (few - 1))]
        if len(chosen) == len(rest) == 6
    )
    assert share.after == f"{100 * scorecard(place, after).layer('pcn').plan_share:.1f}\u00a0%"
    assert share.most == f"{100 * best:.1f}\u00a0% (proved)"
    shown = {label.text() for label in bar.figures.findChildren(QLabel)}
    assert {"PCN plan share", share.before, share.after, share.most} <= shown


def test_a_dark_theme_changes_what_is_shown(previewing, qtbot):
    app = application()
    light = app.palette()
    before = previewing.map.map_style
    try:
        app.setPalette(QPalette(QColor("#202020")))
        qtbot.waitUntil(lambda: previewing.map.map_style != before)
        style = previewing.map.map_style
        brush = previewing.session.generator.map_previews.change.hatched["F02"].brushes[0]
        assert brush.color() == style.fill(previewing.document.colours["F02"])
    finally:
        app.setPalette(light)
    qtbot.waitUntil(lambda: previewing.map.map_style == before)
