"""From draft to agreed in the window; an agreed plan is frozen, and undo does not get round it."""

import numpy as np
import pytest
from PySide6.QtCore import QDate, QTimer
from PySide6.QtWidgets import QApplication

from icp_footprints.exchange.agreed_file import agreement_in
from icp_footprints.exchange.plan_file import open_plan_file
from icp_footprints.plan.agreed import AGREED
from icp_footprints.plan.band import Band
from icp_footprints.plan.status import Status
from tests.ui.drawing import shown
from tests.ui.driver import wait_idle
from ui.dialogs.status import StatusDialog
from ui.panels.plan_status import PlanStatus

START = "AAB.\nAAB.\nAAB."
DAY, LATER = "2026-11-20", "2026-11-22"


@pytest.fixture
def agreed(open_driver):
    operations = open_driver.session.operations
    assert operations.propose.take("The ICB", DAY)
    assert operations.agree.take("The board", LATER)
    return open_driver


def in_status_bar(driver):
    (label,) = driver.window.statusBar().findChildren(PlanStatus)
    return label.text(), label.toolTip()


def answer_with(qtbot, by, *, despite):
    """Fill in the dialog that opens, as a user does."""

    def answer():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, StatusDialog)
        assert dialog.set_button.isEnabled() == (not dialog._must_name)
        qtbot.keyClicks(dialog.by, by)
        dialog.on.setDate(QDate(2026, 11, 22))
        if despite:
            assert "stand open" in dialog.issues.text()
            assert "tick the box" in dialog.set_button.toolTip()
            dialog.despite.click()
        dialog.set_button.click()

    QTimer.singleShot(0, answer)


def test_a_plan_is_proposed_and_agreed_by_dialog_and_the_window_says_so(open_driver, qtbot):
    document, operations = open_driver.document, open_driver.session.operations
    assert in_status_bar(open_driver)[0] == "Draft, version 1"
    assert operations.agree.reason_now() == "The plan is a draft. Propose it first."
    assert operations.new_version.reason_now() == "The plan is a draft already, version 1."
    answer_with(qtbot, "The ICB", despite=False)
    open_driver.window.action(type(operations.propose)).trigger()
    assert operations.propose.reason_now() == "The plan is proposed already."
    answer_with(qtbot, "The board", despite=True)
    open_driver.window.action(type(operations.agree)).trigger()
    assert [each.words for each in document.plan.history] == [
        "Version 1 proposed 2026-11-22 by The ICB",
        "Version 1 agreed 2026-11-22 by The board",
    ]
    words, tip = in_status_bar(open_driver)
    assert words == "Agreed, version 1"
    assert "Version 1 agreed 2026-11-22 by The board" in tip
    assert open_driver.window.windowTitle() == "Testham – Test plan[*] – Agreed, version 1"
    for each in (operations.propose, operations.agree, operations.back_to_draft):
        assert each.reason_now() == AGREED
    assert document.undo_stack.count() == 2


def test_every_operation_that_changes_what_was_agreed_says_why_it_waits(agreed):
    each = agreed.session.operations
    document = agreed.document
    document.select([3])
    document.choose_footprints(["F01", "F02"])
    for operation in (
        *(each.assign_units, each.unassign_units, each.new_footprint, each.rename_footprint),
        *(each.merge_footprints, each.delete_footprint, each.fill_gaps, each.set_bands),
        *(each.set_targets, each.record_exception, each.remove_exception, each.fix_issue),
        *(each.generate, each.find_alternatives, each.repair, each.finish, each.rebalance),
        *(each.improve, each.least_change),
    ):
        assert operation.reason_now() == AGREED, operation
        assert not agreed.window.action(type(operation)).isEnabled()
    for operation in (each.lock_footprints, each.recolour_footprint, each.undo, each.new_version):
        assert operation.reason_now() == ""
    for operation in (each.save_as, each.export, each.print_plan, each.how_good, each.zoom_place):
        assert AGREED not in operation.reason_now()


def test_no_gesture_key_or_typed_word_changes_an_agreed_plan(agreed, qtbot):
    document, operations = agreed.document, agreed.session.operations
    before = document.plan
    for tool in ("PaintTool", "DrawTool", "PushBorderTool", "PaintAreasTool", "SplitTool"):
        agreed.use(tool)
        agreed.messages.notes.clear()
        agreed.drag([0, 1, 2, 3])
        agreed.click(3)
        assert agreed.messages.notes, tool
        assert set(agreed.messages.notes) == {AGREED}, tool
        agreed.map.setFocus()
        agreed.session.tools.in_order[0].cancel()
    agreed.messages.notes.clear()
    agreed.messages.statuses.clear()
    assert not operations.rename_footprint.rename("F01", "Other")
    assert not operations.describe_footprint.describe("F01", "notes", "Some words")
    operations.assign_units.assign(np.array([3]), "F01")
    operations.set_bands.set_bands((Band(1, 2),))
    assert agreed.messages.notes == [AGREED]
    assert agreed.messages.statuses.count(AGREED) == 3
    table = agreed.window.panels.footprints.table
    name = table.model().index(0, 1)
    table.model().setData(name, "Typed")
    assert document.plan is before
    assert shown(agreed) == START


def test_colours_and_locks_of_an_agreed_plan_may_change(agreed):
    operations = agreed.session.operations
    assert operations.lock_footprints.set_locked(["F01"], True)
    operations.recolour_footprint.recolour("F02", 5)
    plan = agreed.document.plan
    assert (plan.locked_ids, plan.footprint("F02").colour) == ({"F01"}, 5)
    assert plan.status is Status.AGREED


def test_undoing_the_agreement_is_a_step_like_any_other_and_editing_goes_on(agreed):
    document, operations = agreed.document, agreed.session.operations
    assert document.undo_stack.undoText() == "Agree version 1"
    operations.undo.run()
    assert in_status_bar(agreed)[0] == "Proposed, version 1"
    agreed.click(3)
    assert shown(agreed) != START
    operations.undo.run()
    operations.redo.run()
    operations.undo.run()
    operations.back_to_draft.run()
    assert document.plan.status is Status.DRAFT
    assert in_status_bar(agreed)[0] == "Draft, version 1"


def test_a_new_version_can_be_edited_and_undo_leads_back_to_the_frozen_one(agreed):
    document, operations = agreed.document, agreed.session.operations
    operations.new_version.run()
    assert in_status_bar(agreed)[0] == "Draft, version 2"
    agreed.click(3)
    assert shown(agreed) != START
    operations.undo.run()
    operations.undo.run()
    assert (document.plan.status, document.plan.version) == (Status.AGREED, 1)
    agreed.click(3)
    assert shown(agreed) == START
    # The refused stroke took nothing from what can be done again.
    assert document.undo_stack.canRedo()


def saved(driver, qtbot, path):
    driver.files.path = path
    driver.session.operations.save.run()
    wait_idle(driver, qtbot)


def test_a_saved_agreement_is_not_undone_by_saving_again(agreed, qtbot, tmp_path):
    path = tmp_path / "a.footprints.gpkg"
    saved(agreed, qtbot, path)
    assert agreement_in(path) is not None
    before = path.read_bytes()
    agreed.session.operations.undo.run()
    agreed.click(3)
    # The program's own copy of unsaved work is none of its business.
    agreed.session.recovery.copy_now()
    wait_idle(agreed, qtbot)
    assert agreed.session.recovery.copy_path.exists()
    saved(agreed, qtbot, path)
    assert path.read_bytes() == before
    assert "holds an agreed plan" in agreed.messages.errors[-1][1]
    agreed.session.operations.undo.run()
    agreed.session.operations.redo.run()


def test_a_new_version_says_that_the_file_holds_the_old_one_and_may_take_its_place(
    agreed, qtbot, tmp_path
):
    path = tmp_path / "a.footprints.gpkg"
    saved(agreed, qtbot, path)
    agreed.session.operations.new_version.run()
    assert agreed.messages.notes[-1] == (
        "This is version 2, a draft. a.footprints.gpkg holds version 1 until you save; to keep "
        "both, save under another name."
    )
    agreed.click(3)
    saved(agreed, qtbot, path)
    plan = open_plan_file(path)[1]
    assert (plan.status, plan.version) == (Status.DRAFT, 2)
    assert plan.history[1].words == "Version 1 agreed 2026-11-22 by The board"
    assert agreement_in(path) is None


def test_names_that_look_like_markup_stay_text(open_driver):
    open_driver.session.operations.propose.take("<b>Board</b>", DAY)
    assert "&lt;b&gt;Board" in in_status_bar(open_driver)[1]


def test_a_generated_plan_keeps_version_and_history(open_driver):
    from dataclasses import replace

    from icp_footprints.partition.problem import Problem
    from icp_footprints.partition.taken import taken_plan

    operations, document = open_driver.session.operations, open_driver.document
    operations.propose.take("The ICB", DAY)
    operations.new_version.run()
    plan = document.plan
    made = replace(plan, status=Status.DRAFT, version=1, history=())
    for start in ("empty", "improve"):
        problem = Problem(document.place, plan.band, 2, base=plan, start=start)
        taken = taken_plan(problem, plan, made)
        assert (taken.version, taken.history) == (2, plan.history)
