import time
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QTimer

from icp_footprints.measures.scorecard import scorecard
from icp_footprints.partition.generate import generate
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.taken import taken_plan
from icp_footprints.plan.actions import lock
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.target import Target
from tests.ui.driver import wait_idle
from ui.operations.generate import GENERATING, STOPPED, showing
from ui.operations.generated_plan import generated_change
from ui.operations.new_footprint import NewFootprint
from ui.operations.save import Save


def problem_of(driver, **settings):
    wanted: dict[str, Any] = {"footprints": 3, **settings}
    return Problem(driver.document.place, Band(3000, 5000), **wanted)


def start(driver, **settings):
    driver.session.operations.generate.generate(problem_of(driver, **settings))


def test_what_is_generated_is_shown_and_then_taken_in_one_step(open_driver, qtbot):
    document = open_driver.document
    before = document.plan
    start(open_driver, starts=1)
    wait_idle(open_driver, qtbot)
    assert open_driver.messages.errors == []
    assert document.plan is before
    assert document.undo_stack.count() == 0
    open_driver.session.preview_bar.take_button.click()
    assert len(document.plan.footprints) == 3
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Generate 3 footprints"
    model = open_driver.window.panels.footprints.model
    card = scorecard(document.place, document.plan)
    shown = {model.index(row, c).data() for row in range(5) for c in range(model.columnCount())}
    assert {f"{score.people['resident']:,.0f}" for score in card.footprints} <= shown
    document.undo_stack.undo()
    assert document.plan is before


def test_the_same_plan_as_from_the_library(open_driver, qtbot):
    made = generate(problem_of(open_driver, starts=2)).plan
    start(open_driver, starts=2)
    wait_idle(open_driver, qtbot)
    open_driver.session.generator.preview.take()
    assert np.array_equal(open_driver.document.plan.assignment, made.assignment)
    assert [each.name for each in open_driver.document.plan.footprints] == [
        each.name for each in made.footprints
    ]


def test_while_it_works_the_window_lives_and_the_plan_is_held(open_driver, qtbot):
    document, strip = open_driver.document, open_driver.session.progress_strip
    before = document.plan
    ticks: list[float] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(time.monotonic()))
    timer.start(5)
    start(open_driver, seconds=60.0)
    qtbot.waitUntil(lambda: "best score so far" in strip.words.text(), timeout=60_000)
    seen = len(ticks)
    qtbot.waitUntil(lambda: len(ticks) > seen + 20)
    assert strip.isVisible()
    assert strip.bar.value() >= 0
    new = open_driver.window.action(NewFootprint)
    assert not new.isEnabled()
    assert GENERATING in new.statusTip()
    open_driver.use("PaintTool")
    open_driver.drag([0, 3])
    assert document.plan is before
    strip.cancel_button.click()
    wait_idle(open_driver, qtbot)
    assert document.plan is before
    assert open_driver.messages.notes[-1] == STOPPED
    assert open_driver.messages.errors == []
    assert not strip.isVisible()
    assert not open_driver.session.preview_bar.isVisible()
    assert document.held_reason == ""
    assert new.isEnabled()


def test_stopping_with_the_best_so_far_shows_that(open_driver, qtbot):
    strip, preview = open_driver.session.progress_strip, open_driver.session.generator.preview
    start(open_driver, seconds=60.0)
    qtbot.waitUntil(lambda: "best score so far" in strip.words.text(), timeout=60_000)
    strip.best_button.click()
    wait_idle(open_driver, qtbot)
    assert preview.proposal is not None
    assert preview.proposal.change.was_stopped
    assert "best plan it had found" in open_driver.session.preview_bar.notes.text()
    after = preview.proposal.change.after
    assert all(
        each.band == "in" for each in scorecard(open_driver.document.place, after).footprints
    )


@pytest.mark.parametrize("button", ["cancel_button", "best_button"])
def test_a_stop_in_the_first_millisecond(open_driver, qtbot, button):
    before = open_driver.document.plan
    start(open_driver, starts=4)
    getattr(open_driver.session.progress_strip, button).click()
    wait_idle(open_driver, qtbot)
    assert open_driver.document.plan is before
    assert open_driver.messages.errors == []
    assert open_driver.document.held_reason == ""
    assert not open_driver.session.progress_strip.isVisible()
    start(open_driver, starts=1)
    wait_idle(open_driver, qtbot)
    assert open_driver.session.generator.preview.take()


def test_closing_the_window_while_it_works(open_driver, qtbot):
    start(open_driver, seconds=60.0)
    open_driver.messages.answer = "discard"
    asked = time.monotonic()
    open_driver.window.close()
    assert not open_driver.window.isVisible()
    assert not open_driver.session.runner.is_busy
    assert time.monotonic() - asked < 30


def test_opening_another_plan_while_it_works_stops_it(open_driver, qtbot):
    document = open_driver.document
    start(open_driver, seconds=60.0)
    other = Plan.empty(len(document.place.units), "Another")
    document.open(document.place, other)
    wait_idle(open_driver, qtbot)
    assert document.plan is other
    assert not open_driver.session.preview_bar.isVisible()
    assert document.held_reason == ""


def test_a_problem_that_has_no_answer_is_told(open_driver, qtbot):
    target = Target("pcn", "splits", 0)
    start(open_driver, footprints=4, targets=(target, Target("pcn", "kept_whole", 1.0)))
    wait_idle(open_driver, qtbot)
    [(title, words)] = open_driver.messages.errors
    assert title == "No plan was generated"
    assert words.startswith(
        "PCN: number of split areas of at most 0 cannot be met by any plan of 4"
    )
    assert "PCN: share of people in areas kept whole of at least 100 % cannot be met" in words
    assert "pcn." not in words
    assert open_driver.document.held_reason == ""


def test_the_best_so_far_is_on_the_map_until_the_search_ends(open_driver, qtbot):
    session = open_driver.session
    shown = session.generator.live_best.begin()
    assignment = np.array([0, 0, 1, 1] * 3, dtype=np.int16)
    shown(assignment, 2)
    qtbot.waitUntil(lambda: session.generator.map_previews.live.is_shown)
    colours = {
        open_driver.map.grab().toImage().pixelColor(open_driver.position(row)).name()
        for row in (0, 3)
    }
    fills = {fill.name() for fill in open_driver.map.map_style.fills}
    assert len(colours) == 2
    assert colours <= fills
    legend = open_driver.map.legend
    # Two footprints of 6,000 where the band is 3,000 to 5,000: the open plan has others.
    assert legend.accessibleDescription().startswith("Footprints, best so far. Over the band: 2;")
    assert "Unassigned" not in legend.accessibleDescription()
    session.generator.live_best.end()
    assert not session.generator.map_previews.live.is_shown
    assert legend.accessibleDescription().startswith("Footprints. In band: 1;")
    assert "Unassigned: 3 units" in legend.accessibleDescription()
    shown(assignment, 2)
    qtbot.wait(300)
    assert not session.generator.map_previews.live.is_shown


def test_the_search_is_given_somewhere_to_show_its_best_where_it_can():
    def can(problem, shown=None): ...

    def cannot(problem): ...

    def shown(assignment, count): ...

    assert showing(can, shown) == {"shown": shown}
    assert showing(cannot, shown) == {}


def test_footprints_have_the_ids_of_those_they_are_most_like(open_driver):
    """So that what the map hatches is who truly moves, and no more."""
    document = open_driver.document
    problem = problem_of(open_driver)
    result = generate(problem)
    change = generated_change(problem, document.plan, result)
    before, after = change.before, change.after
    for row in range(12):
        if row not in change.difference.rows:
            assert before.assignment[row] >= 0
    ids = [each.id for each in after.footprints]
    assert len(set(ids)) == 3
    together = np.zeros((2, 3))
    both = before.assignment >= 0
    np.add.at(together, (before.assignment[both], after.assignment[both]), 1000)
    kept = max(together[0, i] + together[1, j] for i in range(3) for j in range(3) if i != j)
    assert change.people_moved == 9000 - kept


def test_locked_footprints_keep_id_name_and_units(open_driver):
    document = open_driver.document
    plan = lock(document.plan, ["F02"])
    problem = problem_of(open_driver, base=plan, locked=plan.locked_ids)
    after = taken_plan(problem, plan, generate(problem).plan)
    assert after.footprint("F02").name == "B"
    assert np.array_equal(after.rows("F02"), plan.rows("F02"))


def test_what_is_only_filled_keeps_footprints_and_exceptions(open_driver):
    document = open_driver.document
    problem = problem_of(open_driver, base=document.plan, start="fill", footprints=None)
    change = generated_change(problem, document.plan, generate(problem))
    assert change.people_moved == 0
    assert change.after.name == document.plan.name
    assert change.after.footprints[:2] == document.plan.footprints
    assert not len(change.after.unassigned_rows)


def test_saving_is_not_held(open_driver, qtbot):
    open_driver.click(3)
    start(open_driver, seconds=60.0)
    assert open_driver.window.action(Save).isEnabled()
    open_driver.session.progress_strip.cancel()
    wait_idle(open_driver, qtbot)


@pytest.mark.parametrize("fault", [ValueError("x"), MemoryError()])
def test_an_unexpected_fault_is_told_plainly(open_driver, qtbot, fault, caplog):
    def work(_):
        raise fault

    open_driver.session.runner.submit(work, lambda _: None, title="Doing something")
    wait_idle(open_driver, qtbot)
    title, words = open_driver.messages.errors[-1]
    assert title == "Doing something did not work"
    assert "Traceback" not in words
