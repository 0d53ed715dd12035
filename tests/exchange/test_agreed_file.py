"""Files that hold an agreed plan: nothing takes its place but itself and its later versions."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest

from icp_footprints.errors import InputError, PlanError
from icp_footprints.exchange.agreed_file import agreement_in, check_not_agreed
from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
from icp_footprints.exchange.targets import check_generated_target, check_new_target
from icp_footprints.plan.actions import assign, lock, new_version, recolour, rename, set_status
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.status import Status
from tests.exchange.plan_files import digest, edit, full, refused
from tests.grids import place_of, plan_of

PLACE = place_of("aaaa")
PROPOSED = set_status(PLACE, plan_of("AABB"), Status.PROPOSED, "2026-11-20", "The ICB")
AGREED = set_status(PLACE, PROPOSED, Status.AGREED, "2026-11-22", "The board")
SECOND = new_version(PLACE, AGREED, "2026-12-01")
AGAIN = set_status(
    PLACE,
    set_status(PLACE, SECOND, Status.PROPOSED, "2026-12-02"),
    Status.AGREED,
    "2026-12-03",
    "B",
)


@pytest.fixture
def agreed(tmp_path):
    path = tmp_path / "plan.gpkg"
    save_plan_file(path, PLACE, AGREED)
    return path


def test_status_version_and_history_are_kept(tmp_path):
    for plan in (PROPOSED, AGREED, SECOND, AGAIN):
        path = tmp_path / f"{plan.version}{plan.status}.gpkg"
        save_plan_file(path, PLACE, plan)
        assert open_plan_file(path)[1] == plan
        agreed = plan.history[-1] if plan.status is Status.AGREED else None
        assert agreement_in(path) == agreed


@pytest.mark.parametrize("plan", [AGREED, rename(SECOND, "F01", "Other"), AGAIN])
def test_an_agreed_plan_gives_way_to_itself_and_its_later_versions(agreed, plan):
    save_plan_file(agreed, PLACE, plan)
    assert open_plan_file(agreed)[1] == plan


@pytest.mark.parametrize(
    "plan",
    [
        PROPOSED,
        plan_of("AABB"),
        Plan.empty(4),
        new_version(PLACE, PROPOSED, "2026-12-01"),
        set_status(PLACE, PROPOSED, Status.AGREED, "2026-11-22", "Another board"),
        replace(SECOND, history=()),
    ],
    ids=["undone", "a draft", "empty", "unaware", "agreed by others", "forgetful"],
)
def test_an_agreed_plan_gives_way_to_nothing_else(agreed, plan):
    before = digest(agreed)
    with pytest.raises(InputError, match=r"holds an agreed plan.*agreed 2026-11-22 by The board"):
        save_plan_file(agreed, PLACE, plan)
    assert digest(agreed) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda plan: rename(plan, "F01", "Other"),
        lambda plan: assign(plan, np.array([0]), "F02"),
        lambda plan: replace(plan, band=replace(plan.band, low=1)),
    ],
)
def test_what_was_not_agreed_is_saved_nowhere_as_agreed(agreed, tmp_path, change):
    for path in (agreed, tmp_path / "new.gpkg"):
        with pytest.raises(InputError, match="is not what was agreed"):
            save_plan_file(path, PLACE, change(AGREED))
    assert not (tmp_path / "new.gpkg").exists()


def test_colours_and_locks_of_an_agreed_plan_may_change(agreed):
    changed = recolour(lock(AGREED, ["F01"]), "F02", 3)
    save_plan_file(agreed, PLACE, changed)
    assert open_plan_file(agreed)[1] == changed


def test_an_agreed_plan_that_another_program_changed_cannot_be_saved_as_agreed(agreed, tmp_path):
    edit(agreed, "UPDATE bands SET low = 1")
    place, plan = open_plan_file(agreed)
    with pytest.raises(InputError, match="is not what was agreed"):
        save_plan_file(tmp_path / "b.gpkg", place, plan)


def test_no_target_is_a_file_with_an_agreed_plan_even_where_replacing_is_asked(agreed, tmp_path):
    for check in (
        lambda: check_not_agreed(agreed),
        lambda: check_new_target(agreed, [], replace=True),
        lambda: check_generated_target(agreed, tmp_path / "a.gpkg", PLACE, SECOND, replace=True),
    ):
        with pytest.raises(InputError, match="holds an agreed plan"):
            check()
    with pytest.raises(PlanError, match="--new-version"):
        check_generated_target(tmp_path / "a.gpkg", agreed, PLACE, AGREED, replace=True)


def test_the_programs_own_copy_of_unsaved_work_may_take_its_place(agreed):
    save_plan_file(agreed, PLACE, PROPOSED, is_copy=True)
    assert open_plan_file(agreed)[1] == PROPOSED


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + b"\0" * 200, b"text"])
def test_other_files_hold_nothing_that_was_agreed(tmp_path, content):
    path = tmp_path / "a.gpkg"
    path.write_bytes(content)
    assert agreement_in(path) is None
    assert agreement_in(tmp_path / "none.gpkg") is None
    assert agreement_in(tmp_path) is None


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("UPDATE plan SET value = 'final' WHERE key = 'status'", "status 'final'"),
        ("DELETE FROM plan WHERE key = 'status'", "status"),
        ("UPDATE plan SET value = '0' WHERE key = 'plan_version'", "no version 0"),
        ("UPDATE plan SET value = '1.5' WHERE key = 'plan_version'", "version '1.5'"),
        ("UPDATE plan SET value = '99999999999' WHERE key = 'plan_version'", "no version"),
        ("UPDATE status_history SET status = 'x'", "status 'x'"),
        ("UPDATE status_history SET version = 7", "history has version 7"),
        ("UPDATE status_history SET version = 'x'", "damaged"),
        ("UPDATE status_history SET changed_on = '2026-13-01'", "not a date"),
        ("UPDATE status_history SET changed_by = ''", "Nobody is named"),
        ("UPDATE status_history SET content_hash = 'x'", "content check"),
        ("DROP TABLE status_history", "damaged"),
    ],
)
def test_damaged_status_and_history_are_refused(agreed, damage, words):
    with closing(sqlite3.connect(agreed)) as base, base:
        base.execute("DELETE FROM gpkg_contents WHERE table_name = 'status_history'")
    refused(edit(agreed, damage), words)


def test_a_file_of_schema_3_opens_as_a_draft_of_the_first_version(tmp_path):
    place, plan = full()
    path = tmp_path / "a.gpkg"
    save_plan_file(path, place, set_status(place, plan, Status.PROPOSED, "2026-11-20"))
    edit(
        path,
        "DROP TABLE status_history",
        "DELETE FROM gpkg_contents WHERE table_name = 'status_history'",
        "DELETE FROM plan WHERE key IN ('status', 'plan_version')",
        "UPDATE plan SET value = '3' WHERE key = 'schema_version'",
    )
    before = digest(path)
    assert open_plan_file(path)[1] == plan
    assert (plan.status, plan.version, plan.history) == (Status.DRAFT, 1, ())
    assert digest(path) == before
