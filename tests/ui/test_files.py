import stat

import numpy as np
import pytest

from icp_footprints.errors import InputError
from tests.ui.driver import wait_idle
from ui.files import file_name, with_suffix
from ui.operations import save as save_module


@pytest.fixture
def plan_path(tmp_path):
    return tmp_path / "Testham.footprints.gpkg"


def saved(driver, qtbot, path):
    driver.files.path = path
    driver.session.operations.save.run()
    wait_idle(driver, qtbot)
    assert driver.messages.errors == []


def test_saving_then_opening_gives_the_same_plan(open_driver, qtbot, plan_path):
    open_driver.click(3)
    before = open_driver.document.plan
    saved(open_driver, qtbot, plan_path)
    assert not open_driver.document.has_unsaved_changes
    assert open_driver.messages.notes[-1] == "Saved Testham.footprints.gpkg"
    open_driver.session.operations.open_plan.open(plan_path)
    wait_idle(open_driver, qtbot)
    after = open_driver.document.plan
    assert after is not before
    assert np.array_equal(after.assignment, before.assignment)
    assert after.footprints == before.footprints
    assert after.band == before.band
    assert open_driver.document.path == plan_path
    assert open_driver.settings.recent_plans == [plan_path]


def test_a_failed_save_keeps_the_old_file_and_says_why(open_driver, qtbot, plan_path, monkeypatch):
    saved(open_driver, qtbot, plan_path)
    old = plan_path.read_bytes()
    open_driver.click(3)

    def full_disk(*_):
        raise InputError(f"{plan_path} cannot be written: the disk is full.", "Make room.")

    monkeypatch.setattr(save_module, "write_plan", full_disk)
    open_driver.session.operations.save.run()
    wait_idle(open_driver, qtbot)
    title, words = open_driver.messages.errors[-1]
    assert title == "The plan was not saved"
    assert "the disk is full" in words
    assert plan_path.read_bytes() == old
    assert open_driver.document.has_unsaved_changes


def test_a_real_failure_to_write_keeps_the_old_file(open_driver, qtbot, plan_path, tmp_path):
    saved(open_driver, qtbot, plan_path)
    old = plan_path.read_bytes()
    open_driver.click(3)
    # A folder in the way fails for every user, unlike a read-only file.
    (tmp_path / "taken.footprints.gpkg").mkdir()
    open_driver.files.path = tmp_path / "taken.footprints.gpkg"
    open_driver.session.operations.save_as.run()
    wait_idle(open_driver, qtbot)
    assert open_driver.messages.errors[-1][0] == "The plan was not saved"
    assert plan_path.read_bytes() == old
    assert open_driver.document.path == plan_path
    assert open_driver.document.has_unsaved_changes
    assert stat.S_ISDIR((tmp_path / "taken.footprints.gpkg").stat().st_mode)


def test_changes_made_while_saving_stay_unsaved(open_driver, qtbot, plan_path):
    open_driver.click(3)
    open_driver.files.path = plan_path
    open_driver.session.operations.save.run()
    open_driver.click(7)
    wait_idle(open_driver, qtbot)
    assert open_driver.document.has_unsaved_changes
    open_driver.document.undo_stack.undo()
    assert not open_driver.document.has_unsaved_changes


def test_a_damaged_file_leaves_the_open_plan_alone(open_driver, qtbot, plan_path):
    plan_path.write_text("not a plan")
    before = open_driver.document.plan
    open_driver.session.operations.open_plan.open(plan_path)
    wait_idle(open_driver, qtbot)
    assert open_driver.messages.errors[-1][0].endswith("was not opened")
    assert open_driver.document.plan is before


def test_closing_asks_about_unsaved_changes(open_driver, qtbot):
    open_driver.click(3)
    open_driver.messages.answer = "cancel"
    open_driver.window.close()
    assert open_driver.window.isVisible()
    assert len(open_driver.messages.questions) == 1


def test_closing_with_save_saves_and_then_closes(open_driver, qtbot, plan_path):
    open_driver.click(3)
    open_driver.messages.answer = "save"
    open_driver.files.path = plan_path
    open_driver.window.close()
    qtbot.waitUntil(lambda: not open_driver.window.isVisible(), timeout=30_000)
    assert plan_path.exists()


def test_closing_stays_open_when_the_save_fails(open_driver, qtbot, monkeypatch, plan_path):
    open_driver.click(3)
    open_driver.messages.answer = "save"
    open_driver.files.path = plan_path

    def fails(*_):
        raise InputError("No room.")

    monkeypatch.setattr(save_module, "write_plan", fails)
    open_driver.window.close()
    wait_idle(open_driver, qtbot)
    assert open_driver.window.isVisible()
    assert open_driver.document.has_unsaved_changes


def test_opening_another_plan_asks_first(open_driver, qtbot, plan_path):
    saved(open_driver, qtbot, plan_path)
    open_driver.click(3)
    before = open_driver.document.plan
    open_driver.messages.answer = "cancel"
    open_driver.session.operations.open_plan.run()
    open_driver.session.operations.open_sample.run()
    assert open_driver.document.plan is before
    assert len(open_driver.messages.questions) == 2


def test_the_sample_opens_with_its_notice(driver, qtbot):
    driver.window.start_page.sample_button.click()
    qtbot.waitUntil(lambda: driver.document.is_open, timeout=60_000)
    assert driver.window.banner.text() == driver.document.place.notice
    assert driver.window.banner.isVisible()
    assert driver.window.stack.currentWidget() is driver.map


def test_suffixes_and_names(tmp_path):
    assert with_suffix(tmp_path / "a", ".footprints.gpkg").name == "a.footprints.gpkg"
    assert with_suffix(tmp_path / "a.gpkg", ".footprints.gpkg").name == "a.footprints.gpkg"
    assert with_suffix(tmp_path / "A.Footprints.GPKG", ".footprints.gpkg").name == (
        "A.Footprints.GPKG"
    )
    assert file_name('Wirral: 7/8 "new"?') == "Wirral  7 8  new"
