"""A real scheduler and two real workers on loopback, one of them killed half way."""

import importlib.util
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from icp_footprints.batch.cluster import Cluster
from icp_footprints.batch.runner import InThisProcess
from icp_footprints.batch.split import Split
from icp_footprints.errors import InputError
from icp_footprints.exchange.plan_file import open_plan_file
from icp_footprints.progress import Progress
from tests.batch.many_places import ARGUMENTS, CODES, SETTINGS_OF_ARGUMENTS, jobs_of, split_file
from tests.batch.test_queue import JOBS

REPOSITORY = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
PATIENCE_S = 120.0

needs_distributed = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None,
    reason="NOT TESTED ON A CLUSTER: the package 'distributed' (extra [cluster]) is missing",
)


@contextmanager
def program(*arguments: object, **options) -> Generator[subprocess.Popen]:
    """A program that runs beside the test, and is killed at its end."""
    running = subprocess.Popen(
        [sys.executable, *map(str, arguments)], env=ENVIRONMENT, text=True, **options
    )
    try:
        yield running
    finally:
        running.kill()
        running.communicate()


@contextmanager
def scheduler(folder: Path) -> Generator[tuple[str, subprocess.Popen]]:
    """A scheduler at a free port: its address and its process."""
    file = folder / "scheduler.json"
    options = ("--port", 0, "--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", file)
    with program(
        *("-m", "distributed.cli.dask_scheduler", *options), stderr=subprocess.DEVNULL
    ) as running:
        yield until(lambda: file.exists() and _address(file)), running


def _address(file: Path) -> str:
    try:
        return json.loads(file.read_text())["address"]
    except ValueError:  # half written
        return ""


def worker(address: str):
    options = ("--nthreads", 1, "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
    return program(
        *("-m", "distributed.cli.dask_worker", address, *options), stderr=subprocess.DEVNULL
    )


def until(happens):
    """What happens, once it does."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        found = happens()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError("it never happened")


def planned(folder: Path) -> int:
    """How many plans there are so far; one being written has a hidden name."""
    return len(list(folder.glob("[!.]*.gpkg")))


def generate_all(folder: Path, out: str, address: str):
    arguments = [out if each == "out" else each for each in ARGUMENTS]
    return program(
        *("-m", "icp_footprints", "generate-all", *arguments, "--scheduler", address),
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@needs_distributed
def test_a_cluster_without_workers_then_with_two_then_with_one_then_without_a_scheduler(tmp_path):
    split = split_file(tmp_path)
    with scheduler(tmp_path) as (address, head):
        check_that_workers_are_not_waited_for_for_ever(address)
        with worker(address) as first, worker(address):
            check_that_a_worker_lost_half_way_changes_nothing(tmp_path, split, address, first)
            check_that_a_lost_scheduler_is_told_of(tmp_path, address, head)


def check_that_workers_are_not_waited_for_for_ever(address: str) -> None:
    with (
        Cluster(address, patience=0.1) as cluster,
        pytest.raises(InputError, match=r"has had no workers for .* run the same command again"),
    ):
        list(cluster.outcomes(iter(JOBS)))


def check_that_a_worker_lost_half_way_changes_nothing(
    folder: Path, split: Split, address: str, first: subprocess.Popen
) -> None:
    out = folder / "out"
    with generate_all(folder, "out", address) as run:
        until(lambda: planned(out) or run.poll() is not None)
        assert 1 <= planned(out) <= 3, "not half way when the worker is killed"
        first.kill()
        said, errors = run.communicate(timeout=PATIENCE_S)
    assert (run.returncode, errors) == (0, "")
    assert "6 of 6 places planned" in said
    rows = json.loads((out / "run.json").read_text())["rows"]
    assert [row["code"] for row in rows] == list(CODES)
    jobs = jobs_of(split, SETTINGS_OF_ARGUMENTS)
    here = {each.row.code: each for each in InThisProcess(Progress()).outcomes(iter(jobs))}
    for row in rows:
        assert row["score"] == here[row["code"]].row.score
        if row["plan_file"]:
            (folder / "here.gpkg").write_bytes(here[row["code"]].plan_file)
            plans = [
                open_plan_file(path)[1].assignment.tolist()
                for path in (folder / "here.gpkg", out / row["plan_file"])
            ]
            assert plans[0] == plans[1]


def check_that_a_lost_scheduler_is_told_of(
    folder: Path, address: str, head: subprocess.Popen
) -> None:
    out = folder / "second"
    with generate_all(folder, "second", address) as run:
        until(lambda: planned(out) or run.poll() is not None)
        head.kill()
        _, errors = run.communicate(timeout=PATIENCE_S)
    assert run.returncode == 2
    assert re.fullmatch(r"Error: The connection to the scheduler at .* was lost\. .*\n", errors)
    assert "run the same command again" in errors
    assert 1 <= planned(out) < 5


@needs_distributed
def test_a_scheduler_that_is_not_there_is_said_so(monkeypatch):
    monkeypatch.setattr("icp_footprints.batch.cluster.SECONDS_TO_CONNECT", 0.5)
    with pytest.raises(InputError, match=r"No Dask scheduler answers at tcp://127.0.0.1:1\."):
        Cluster("tcp://127.0.0.1:1").__enter__()


@pytest.mark.parametrize("address", ["", "here", "tcp://", "tcp://host", "http://host:8786", "-x"])
def test_what_is_no_address_is_refused_in_words(address):
    with pytest.raises(InputError, match="tcp://HOST:PORT"):
        Cluster(address)


@pytest.mark.skipif(
    importlib.util.find_spec("distributed") is not None, reason="distributed is installed here"
)
def test_without_distributed_it_is_said_how_to_install_it():
    with pytest.raises(InputError, match=r"pip install 'icp-footprints\[cluster\]'"):
        Cluster("tcp://127.0.0.1:8786").__enter__()
