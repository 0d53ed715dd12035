"""The brush: its size, its filters, locked footprints, and what it says before it is let go."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from icp_footprints.measures.scorecard import scorecard
from icp_footprints.plan.actions import assign
from tests.ui.drawing import begin, locked, on_map, said, shown, stroke
from tests.ui.driver import LEFT, RIGHT
from ui.canvas.gesture_card import GestureCard
from ui.tool_choices import BRUSH_RADII_PX
from ui.would_be import would_be, would_be_facts

START = "AAB.\nAAB.\nAAB."


def brush_over(driver, squares):
    """Make the brush reach about so many squares from the pointer; how many it does reach."""
    reach = np.array(BRUSH_RADII_PX) / driver.map.px_per_m / 1000
    driver.session.tools.choices.brush = int(np.abs(reach - squares).argmin())
    return reach[driver.session.tools.choices.brush]


def test_brackets_on_the_map_size_the_brush(open_driver, qtbot):
    choices, options = open_driver.session.tools.choices, open_driver.session.tool_options
    assert choices.brush == 0
    assert options.brush_words.text() == "one unit"
    for _ in range(9):
        qtbot.keyClick(open_driver.map, "]")
    assert choices.brush_radius_px == 108
    assert options.brush.value() == 6
    assert options.brush_words.text() == "108 pixels round"
    qtbot.keyClick(open_driver.map, "[")
    assert choices.brush_radius_px == 72
    options.brush.setValue(2)
    assert choices.brush_radius_px == 20
    assert open_driver.document.undo_stack.count() == 0


def test_brackets_mean_nothing_to_a_tool_without_a_brush(open_driver, qtbot):
    open_driver.use("SelectTool")
    qtbot.keyClick(open_driver.map, "]")
    assert open_driver.session.tools.choices.brush == 0


def test_a_large_brush_takes_the_units_whose_middle_it_covers(open_driver):
    view = open_driver.map
    view.zoom_by(0.5)
    reach = brush_over(open_driver, 1.2)
    begin(open_driver, (3.5, 1.5))
    centres = [(x + 0.5, y + 0.5) for y in range(3) for x in range(4)]
    near = {
        row
        for row, (x, y) in enumerate(centres)
        if np.hypot(x - 3.5, y - 1.5) <= reach and START.replace("\n", "")[row] != "A"
    }
    assert open_driver.map.highlight.previewed == near
    assert len(near) > 1
    assert view.sketch.is_shown
    open_driver.release(on_map(open_driver, 3.5, 1.5))
    assert open_driver.document.undo_stack.count() == 1


def test_the_circle_goes_with_the_tool(open_driver):
    open_driver.session.tools.choices.brush = 4
    open_driver.move(on_map(open_driver, 1.5, 1.5), Qt.MouseButton.NoButton)
    assert open_driver.map.sketch.is_shown
    open_driver.use("SelectTool")
    assert not open_driver.map.sketch.is_shown


def test_what_a_stroke_leaves_behind_is_said_before_it_is_made(open_driver):
    begin(open_driver, (2.5, 1.5))
    assert said(open_driver) == (
        "A: 1 unit, +1,000 to 7,000 (Residents) ▲ 2,000 too many; "
        "leaves B 2,000 ▼ 1,000 too few; B would be in 2 parts"
    )
    assert shown(open_driver) == START
    card = open_driver.map.findChild(GestureCard)
    assert card.isVisible()
    assert card.words.text() == (
        "A: 1 unit, +1,000 to 7,000 (Residents) ▲ 2,000 too many\n"
        "Leaves B 2,000 ▼ 1,000 too few\n"
        "B would be in 2 parts"
    )
    open_driver.release(on_map(open_driver, 2.5, 1.5))
    assert not card.isVisible()


def test_the_labels_on_the_map_say_what_would_be(open_driver, qtbot):
    def words_of(footprint_id):
        return open_driver.map.layers.labels._items[footprint_id].text.splitlines()[1]

    begin(open_driver, (2.5, 1.5))
    qtbot.waitUntil(lambda: words_of("F01") == "7,000 ▲")
    assert words_of("F02") == "2,000 ▼, 2 parts"
    qtbot.keyClick(open_driver.map, Qt.Key.Key_Escape)
    assert words_of("F01") == "6,000 ▲"
    open_driver.release(on_map(open_driver, 2.5, 1.5))


def test_a_footprint_taken_whole_is_left_empty(open_driver):
    begin(open_driver, (2.5, 0.5), (2.5, 2.5))
    assert said(open_driver).endswith("leaves B empty")
    open_driver.release(on_map(open_driver, 2.5, 2.5))
    assert shown(open_driver) == "AAA.\nAAA.\nAAA."


def test_taking_out_says_what_it_leaves(open_driver):
    begin(open_driver, (0.5, 0.5), (0.5, 2.5), button=RIGHT)
    assert said(open_driver) == (
        "Take out 3 units, 3,000 people (Residents); leaves A 3,000 ✓ in band"
    )
    open_driver.release(on_map(open_driver, 0.5, 2.5), RIGHT)
    assert shown(open_driver) == ".AB.\n.AB.\n.AB."


def test_parts_that_come_together_are_said(open_driver):
    document = open_driver.document
    document.apply(assign(document.plan, np.array([3, 7, 11]), "F01"), "Give")
    begin(open_driver, (2.5, 1.5))
    assert "A would be in one part" in said(open_driver)
    open_driver.release(on_map(open_driver, 2.5, 1.5))


def test_only_unassigned_units(open_driver):
    open_driver.session.tool_options.filter.setCurrentIndex(1)
    open_driver.session.tool_options.filter.activated.emit(1)
    stroke(open_driver, (1.5, 1.5), (3.5, 1.5))
    assert shown(open_driver) == "AAB.\nAABA\nAAB."
    begin(open_driver, (2.5, 0.5))
    assert said(open_driver) == "No unit here may change: only unassigned units"
    open_driver.release(on_map(open_driver, 2.5, 0.5))
    assert open_driver.document.undo_stack.count() == 1
    stroke(open_driver, (2.5, 0.5), button=RIGHT)
    assert shown(open_driver) == "AA..\nAABA\nAAB."


def test_only_units_of_one_footprint(open_driver):
    options = open_driver.session.tool_options
    assert [options.filter.itemText(i) for i in range(options.filter.count())] == [
        "any unit",
        "only unassigned units",
        "only units of A",
        "only units of B",
    ]
    options.filter.activated.emit(3)
    stroke(open_driver, (1.5, 1.5), (3.5, 1.5))
    assert shown(open_driver) == "AAB.\nAAA.\nAAB."
    stroke(open_driver, (0.5, 2.5), (3.5, 2.5), button=RIGHT)
    assert shown(open_driver) == "AAB.\nAAA.\nAA.."
    # The footprint goes, and with it the wish.
    open_driver.document.activate("F02")
    open_driver.session.operations.delete_footprint.run()
    assert open_driver.session.tools.choices.only_from is None
    assert options.filter.currentText() == "any unit"


def test_a_locked_footprint_under_the_brush_stays_and_is_named(open_driver):
    locked(open_driver, "F02")
    begin(open_driver, (2.5, 1.5), (3.5, 1.5))
    assert said(open_driver) == (
        "A: 1 unit, +1,000 to 7,000 (Residents) ▲ 2,000 too many; A would be in 2 parts; "
        "1 unit left out: B locked"
    )
    open_driver.release(on_map(open_driver, 3.5, 1.5))
    assert shown(open_driver) == "AAB.\nAABA\nAAB."
    assert "1 unit left out: B locked" in open_driver.messages.notes[-1]
    begin(open_driver, (2.5, 1.5), button=RIGHT)
    assert said(open_driver).startswith("B is locked, so it gains and loses no units")
    open_driver.release(on_map(open_driver, 2.5, 1.5), RIGHT)
    assert open_driver.document.undo_stack.count() == 1


def test_painting_into_a_locked_footprint_is_refused_by_name(open_driver):
    locked(open_driver, "F01")
    stroke(open_driver, (2.5, 0.5), (3.5, 0.5))
    assert shown(open_driver) == START
    assert open_driver.messages.notes[-1] == (
        "A is locked, so it gains and loses no units. Unlock it first."
    )
    assert open_driver.document.undo_stack.count() == 0


def test_nothing_is_painted_while_the_plan_is_held(open_driver):
    open_driver.document.hold("A change is being shown.")
    stroke(open_driver, (2.5, 0.5), (3.5, 0.5))
    assert shown(open_driver) == START
    assert open_driver.document.undo_stack.count() == 0


def test_an_undo_in_mid_stroke_discards_the_stroke(open_driver):
    stroke(open_driver, (3.5, 0.5))
    begin(open_driver, (3.5, 2.5))
    open_driver.document.undo_stack.undo()
    assert open_driver.map.highlight.previewed == set()
    open_driver.release(on_map(open_driver, 3.5, 2.5))
    assert shown(open_driver) == START
    assert open_driver.document.undo_stack.canRedo()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_figures_of_a_stroke_are_those_of_the_plan_that_it_makes(open_driver, seed):
    random = np.random.default_rng(seed)
    document = open_driver.document
    for _ in range(15):
        ids = [each.id for each in document.plan.footprints]
        document.activate(ids[int(random.integers(len(ids)))])
        rows = random.integers(12, size=2).tolist()
        button = LEFT if random.random() < 0.7 else RIGHT
        heard = len(open_driver.messages.statuses)
        open_driver.press(open_driver.position(rows[0]), button)
        open_driver.move(open_driver.position(rows[1]), button)
        told = open_driver.messages.statuses[heard:][-1]
        before, previewed = document.plan, open_driver.map.highlight.previewed
        open_driver.release(open_driver.position(rows[1]), button)
        after = document.plan
        assert {*np.flatnonzero(before.assignment != after.assignment)} == previewed
        if not previewed:
            continue
        card = scorecard(document.place, after)
        document.undo_stack.undo()
        found = would_be(document, after)
        gains = document.active_footprint_id if button == LEFT else None
        assert told == "; ".join(would_be_facts(document, found, gains))
        for score in card.footprints:
            assert found.scores.get(score.id, score) == score
        document.undo_stack.redo()
