"""Processes of one computer: the same plans, and no place stopped by the loss of another's."""

import pytest

from icp_footprints.batch.job import Outcome
from icp_footprints.batch.pool import Pool
from icp_footprints.batch.runner import RETRIES, InThisProcess
from icp_footprints.errors import InputError
from icp_footprints.exchange.plan_file import open_plan_file
from icp_footprints.progress import Progress
from tests.batch.many_places import CODES, jobs_of, split_file
from tests.batch.unlucky import (
    ALWAYS,
    MARK,
    ONCE,
    EndsOnArrival,
    die_at_some,
    nothing_first,
)


@pytest.fixture(scope="module")
def split(tmp_path_factory):
    return split_file(tmp_path_factory.mktemp("many"))


def plans(outcomes: list[Outcome], folder) -> dict[str, tuple[int, ...]]:
    """The assignment of each place's units, from the plan file it would be written to."""
    found: dict[str, tuple[int, ...]] = {}
    for each in outcomes:
        if not each.plan_file:
            continue
        path = folder / f"{each.row.code}.gpkg"
        path.write_bytes(each.plan_file)
        found[each.row.code] = tuple(open_plan_file(path)[1].assignment.tolist())
    return found


def test_here_and_in_two_processes_in_any_order_and_with_one_killed_the_plans_are_the_same(
    split, tmp_path
):
    jobs = jobs_of(split)
    here = list(InThisProcess(Progress()).outcomes(iter(jobs)))
    assert [each.row.code for each in here] == list(CODES)
    assert [each.row.state for each in here] == ["planned"] * 6
    assert all(each.row.footprints == each.row.in_band >= 2 for each in here[:5])

    with Pool(2) as pool:
        elsewhere = pool.outcomes(iter(jobs[::-1]))
        there = [next(elsewhere)]
        busy = [lane for lane in pool._lanes if lane.job is not None]
        busy[0].process.kill()
        there += list(elsewhere)
        processes = [lane.process for lane in pool._lanes]
    assert sorted(each.row.code for each in there) == list(CODES)
    assert plans(here, tmp_path) == plans(there, tmp_path)
    assert len(plans(here, tmp_path)) == 6
    scores = {each.row.code: each.row.score for each in here}
    assert {each.row.code: each.row.score for each in there} == scores
    assert not any(process.is_alive() for process in processes)


def test_a_place_that_always_loses_its_worker_has_a_row_that_says_so_and_stops_no_other(
    split, tmp_path, monkeypatch
):
    monkeypatch.setenv(MARK, str(tmp_path / "mark"))
    with Pool(1, nothing_first, die_at_some) as pool:
        outcomes = {each.row.code: each for each in pool.outcomes(iter(jobs_of(split)))}
    assert outcomes.keys() == set(CODES)
    assert (tmp_path / "mark").exists()
    failed = [code for code, each in outcomes.items() if each.row.state == "failed"]
    assert failed == [ALWAYS] != [ONCE]
    assert f"lost {RETRIES + 1} times" in outcomes[ALWAYS].row.error


def test_processes_that_cannot_be_started_are_told_of_in_words(split):
    with (
        Pool(2, EndsOnArrival()) as pool,
        pytest.raises(InputError, match=r"cannot be started.*--jobs 1"),
    ):
        list(pool.outcomes(iter(jobs_of(split))))


def test_no_jobs_are_no_outcomes():
    assert list(Pool(2).outcomes(iter(()))) == []
