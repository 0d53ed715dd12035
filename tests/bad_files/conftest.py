"""The worker that all tests of this folder share, and the good files it reads bad ones beside."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bad_files.good import make_good_files
from tests.bad_files.runner import Runner


@pytest.fixture(scope="session")
def runner(tmp_path_factory) -> Iterator[Runner]:
    good = tmp_path_factory.mktemp("good")
    make_good_files(good)
    with Runner(good, tmp_path_factory.mktemp("worker")) as held:
        yield held
