import numpy as np
import pytest
from PySide6.QtCore import Qt

from icp_footprints.measures.scorecard import scorecard
from tests.grids import drawn
from tests.ui.conftest import GROUND
from tests.ui.driver import LEFT, MIDDLE, RIGHT


def shown(driver):
    return drawn(driver.document.plan, GROUND)


def assert_table_is_right(driver):
    """Every figure of the table is that of a scorecard made from nothing."""
    document = driver.document
    card = scorecard(document.place, document.plan)
    model = driver.window.panels.footprints.model
    titles = [model.headerData(c, Qt.Orientation.Horizontal) for c in range(model.columnCount())]
    assert model.rowCount() == len(card.footprints) + 1
    for score in card.footprints:
        row = model.row_of(score.id)
        cell = {title: model.index(row, column).data() for column, title in enumerate(titles)}
        assert cell["Footprint"] == score.name
        assert cell["Residents"] == f"{score.people['resident']:,.0f}"
        assert cell["Patients"] == f"{score.people['registered']:,.0f}"
        assert cell["Units"] == f"{score.units:,}"
        assert cell["Parts"] == f"{score.parts:,}"
        if score.units:
            mark = {"in": "✓", "under": "▼", "over": "▲"}[score.band]
            words = {"in": "In band", "under": "too few", "over": "too many"}[score.band]
            assert cell[""] == mark
            assert words in cell["Band"]
            fit = score.layers["pcn"]
            assert cell["Best PCN"] == f"{fit.share * 100:.0f}\u00a0% {fit.best_area_name}"
    gap = card.coverage
    top = {title: model.index(0, column).data() for column, title in enumerate(titles)}
    assert top["Footprint"] == "Unassigned"
    assert top["Units"] == f"{gap.unassigned_units:,}"
    assert top["Residents"] == f"{gap.unassigned_people:,.0f}"


def test_a_click_paints_one_unit(open_driver):
    open_driver.click(3)
    assert shown(open_driver) == "AABA\nAAB.\nAAB."
    assert open_driver.document.undo_stack.count() == 1
    assert open_driver.document.undo_stack.undoText() == "Add 1 unit to A"
    assert_table_is_right(open_driver)


def test_a_stroke_takes_the_units_between_two_pointer_positions(open_driver):
    open_driver.drag([2, 10])
    assert shown(open_driver) == "AAA.\nAAA.\nAAA."
    assert open_driver.document.undo_stack.count() == 1
    assert open_driver.document.undo_stack.undoText() == "Add 3 units to A"
    assert_table_is_right(open_driver)
    open_driver.document.undo_stack.undo()
    assert shown(open_driver) == "AAB.\nAAB.\nAAB."
    assert_table_is_right(open_driver)


def test_nothing_changes_until_the_button_comes_up(open_driver):
    open_driver.press(open_driver.position(3))
    open_driver.move(open_driver.position(11))
    assert shown(open_driver) == "AAB.\nAAB.\nAAB."
    assert open_driver.map.highlight.previewed == {3, 7, 11}
    assert open_driver.messages.statuses[-1] == (
        "A: 3 units, +3,000 to 9,000 (Residents) ▲ 4,000 too many; A would be in 2 parts"
    )
    open_driver.release(open_driver.position(11))
    assert shown(open_driver) == "AABA\nAABA\nAABA"
    assert open_driver.map.highlight.previewed == set()


def test_escape_discards_the_stroke(open_driver, qtbot):
    open_driver.press(open_driver.position(3))
    open_driver.move(open_driver.position(11))
    qtbot.keyClick(open_driver.map, Qt.Key.Key_Escape)
    open_driver.move(open_driver.position(7))
    open_driver.release(open_driver.position(7))
    assert shown(open_driver) == "AAB.\nAAB.\nAAB."
    assert open_driver.map.highlight.previewed == set()
    assert open_driver.document.undo_stack.count() == 0


def test_the_right_button_takes_units_out(open_driver):
    open_driver.drag([0, 1], RIGHT)
    assert shown(open_driver) == "..B.\nAAB.\nAAB."
    assert open_driver.document.undo_stack.undoText() == "Take 2 units out of A"
    assert_table_is_right(open_driver)


def test_painting_what_is_already_there_is_no_step(open_driver):
    open_driver.drag([0, 5])
    assert open_driver.document.undo_stack.count() == 0


def test_painting_an_empty_plan_makes_its_first_footprint(open_driver):
    from icp_footprints.plan.plan import Plan

    place = open_driver.document.place
    open_driver.document.open(place, Plan.empty(len(place.units)))
    open_driver.drag([0, 1])
    plan = open_driver.document.plan
    assert [each.name for each in plan.footprints] == ["Neighbourhood 1"]
    assert open_driver.document.active_footprint_id == plan.footprints[0].id
    assert_table_is_right(open_driver)


def test_painting_without_an_active_footprint_says_what_to_do(open_driver):
    open_driver.document.activate(None)
    open_driver.click(3)
    assert "Choose a footprint" in open_driver.messages.notes[-1]
    assert open_driver.document.undo_stack.count() == 0


@pytest.mark.parametrize("seed", [1, 2])
def test_the_table_follows_a_hundred_changes(open_driver, seed):
    random = np.random.default_rng(seed)
    document, operations = open_driver.document, open_driver.session.operations
    for _ in range(100):
        choice = int(random.integers(8))
        ids = [each.id for each in document.plan.footprints]
        if choice == 0 and len(ids) < 5:
            document.select(random.choice(12, 2, replace=False).tolist())
            operations.new_footprint.run()
        elif choice == 1 and len(ids) > 1:
            document.activate(ids[int(random.integers(len(ids)))])
            operations.delete_footprint.run()
        elif choice == 2 and document.undo_stack.canUndo():
            document.undo_stack.undo()
        elif choice == 3 and document.undo_stack.canRedo():
            document.undo_stack.redo()
        elif choice == 4 and not operations.fill_gaps.disabled_reason():
            operations.fill_gaps.run()
        elif ids:
            document.activate(ids[int(random.integers(len(ids)))])
            button = LEFT if random.random() < 0.7 else RIGHT
            open_driver.drag(random.integers(12, size=2).tolist(), button)
        assert_table_is_right(open_driver)


def test_the_map_is_dragged_with_the_middle_button_and_with_space(open_driver, qtbot):
    view = open_driver.map
    view.zoom_by(3.0)
    for button, with_space in ((MIDDLE, False), (LEFT, True)):
        before = view.scene_point(view.viewport().rect().center().toPointF())
        if with_space:
            qtbot.keyPress(view, Qt.Key.Key_Space)
        centre = view.viewport().rect().center()
        open_driver.press(centre, button)
        open_driver.move(centre + type(centre)(40, 25), button)
        open_driver.release(centre + type(centre)(40, 25), button)
        if with_space:
            qtbot.keyRelease(view, Qt.Key.Key_Space)
        after = view.scene_point(view.viewport().rect().center().toPointF())
        assert (before - after).x() * view.px_per_m == pytest.approx(40, abs=1.5)
        assert (before - after).y() * view.px_per_m == pytest.approx(25, abs=1.5)
    assert open_driver.document.undo_stack.count() == 0
    assert not len(open_driver.document.selection)


def test_selecting_by_click_and_ctrl_click(open_driver):
    open_driver.use("SelectTool")
    open_driver.click(3)
    open_driver.click(7, keys=Qt.KeyboardModifier.ControlModifier)
    assert open_driver.document.selection.tolist() == [3, 7]
    open_driver.click(3, keys=Qt.KeyboardModifier.ControlModifier)
    assert open_driver.document.selection.tolist() == [7]
    open_driver.session.operations.assign_units.run()
    assert shown(open_driver) == "AAB.\nAABA\nAAB."


def test_the_hundredth_zoom_out_and_in_stays_within_bounds(open_driver):
    view = open_driver.map
    view.show_place()
    fitted = view.px_per_m
    for _ in range(100):
        view.zoom_by(0.5)
    assert view.px_per_m == pytest.approx(0.4 * fitted, rel=0.01)
    for _ in range(100):
        view.zoom_by(2)
    assert view.px_per_m == pytest.approx(2.0)
    view.show_place()
    assert view.px_per_m == pytest.approx(fitted)
