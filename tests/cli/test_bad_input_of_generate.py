"""A search that makes no sense is one clear line, exit code 2, and nothing is written."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.command import nothing_changes

REPOSITORY = Path(__file__).parents[2]
PATIENCE_S = 120.0
STOPPED = b"Error: Stopped. No file was left half-written; any finished before that is kept.\n"


@pytest.mark.parametrize(
    ("more", "names"),
    [
        (("--band", "50000:30000"), ("50,000", "30,000")),
        (("--band", "abc"), ("'abc'",)),
        (("--band", "50000"), ("'50000'",)),
        (("--footprints", "0"), ("0 footprints", "64")),
        (("--footprints", "1000"), ("1000 footprints", "64")),
        (("--footprints", "-3"), ("-3", "64")),
        (("--footprints", "many"), ("many",)),
        (("--footprints", "2.5"), ("2.5",)),
        (("--footprints", "8"), ("8 footprints", "12,000 people", "30,000 to 50,000")),
        (("--ledger", "nobody"), ("'nobody'", "resident", "registered")),
        (("--weight", "absent=1"), ("absent", "pcn, ward")),
        (("--weight", "pcn"), ("'pcn'",)),
        (("--weight", "pcn=heavy"), ("'pcn=heavy'",)),
        (("--weight", "pcn=-1"), ("'pcn'", "-1")),
        (("--weight", "pcn=nan"), ("'pcn'", "nan")),
        (("--weight", "pcn=inf"), ("'pcn'", "inf")),
        (("--time", "0"), ("0 seconds",)),
        (("--time", "-1"), ("-1 seconds",)),
        (("--time", "nan"), ("nan seconds",)),
        (("--time", "inf"), ("inf seconds",)),
        (("--time", "soon"), ("--time",)),
        (("--starts", "0"), ("1 or more",)),
        (("--starts", "-2"), ("1 or more",)),
        (("--seed", "-1"), ("-1",)),
        (("--seed", "one"), ("--seed",)),
        (("--nonsense",), ("--nonsense",)),
        (("--out", "absent/plan.gpkg", "--starts", "1"), ("absent",)),
        (("--out", ".", "--starts", "1"), ()),
    ],
)
def test_generate_with_an_option_that_makes_no_sense(planned, more, names):
    planned.refused("generate", "plan.gpkg", *more, names=names)


def test_a_seed_of_any_size_is_a_seed(planned):
    planned.ok("generate", "plan.gpkg", "--seed", 10**25, "--starts", 1)


def test_a_file_that_cannot_be_written_is_known_before_the_search(planned):
    started = time.monotonic()
    planned.refused("generate", "plan.gpkg", "--out", "absent/p.gpkg", "--time", 6)
    assert time.monotonic() - started < 5


def test_stopping_a_search_leaves_the_plan_as_it_was(planned, tmp_path_factory):
    mark = tmp_path_factory.mktemp("search") / "under way"
    command = [sys.executable, "-m", "tests.cli.tells_of_search", str(mark)]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    pipe = subprocess.PIPE
    with (
        nothing_changes(planned.folder),
        subprocess.Popen(
            [*command, "generate", "plan.gpkg", "--time", "600"],
            cwd=planned.folder,
            env=environment,
            stdout=pipe,
            stderr=pipe,
        ) as running,
    ):
        try:
            deadline = time.monotonic() + PATIENCE_S
            while not mark.exists():
                assert running.poll() is None, running.communicate()
                assert time.monotonic() < deadline
                time.sleep(0.02)
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=PATIENCE_S)
        finally:
            running.kill()
        assert running.returncode == 130
        assert (out, err) == (b"", STOPPED)


@pytest.mark.parametrize(
    ("band", "words"),
    [
        # 96,000 people are too many for one footprint and too few for two.
        ("50000:60000", "by 4,000 people in all"),
        ("100000:200000", "by 4,000 people in all"),
    ],
)
def test_a_band_that_no_number_of_footprints_fits_is_missed_by_the_least_and_named(
    planned, band, words
):
    said = planned.ok("generate", "plan.gpkg", "--band", band, "--starts", 1)
    assert words in said.out + said.err
    assert "What would mend it" in said.out + said.err
