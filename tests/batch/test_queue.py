"""The queue of places: made late, tried again after a loss, given up after three."""

import pytest

from icp_footprints.batch.job import Job
from icp_footprints.batch.queue import Queue
from icp_footprints.batch.row import Row
from icp_footprints.batch.settings import Settings
from tests.grids import place_of

JOBS = [Job(Row(code, code, 1, 1.0, 1), place_of("A"), Settings()) for code in "XYZ"]


def test_one_job_is_made_before_it_is_taken_and_no_more():
    made: list[str] = []
    queue = Queue(made.append(job.row.code) or job for job in JOBS)
    assert made == ["X"]
    assert queue.take() is JOBS[0]
    assert made == ["X", "Y"]


def test_jobs_come_in_their_order_and_those_given_back_after_all_others():
    queue = Queue(iter(JOBS))
    first = queue.take()
    assert queue.give_back(first)
    assert [queue.take() for _ in range(3)] == [*JOBS[1:], first]
    assert queue.is_empty


def test_a_job_is_given_up_at_its_third_loss_whatever_the_others_do():
    queue = Queue(iter(JOBS))
    for kept in (True, True, False):
        assert queue.give_back(JOBS[0]) is kept
    assert queue.give_back(JOBS[1])


def test_an_empty_queue_has_nothing_to_take():
    queue = Queue(iter(()))
    assert queue.is_empty
    with pytest.raises(IndexError):
        queue.take()
