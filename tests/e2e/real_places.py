"""Real places through the real command line, where the data are to be had."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import into_pipes

REPOSITORY = Path(__file__).parents[2]
VARIABLE = "ICP_FOOTPRINTS_REAL_DATA"
# The JSON gives shares at six decimals, people as whole numbers.
SHARE_STEP, PEOPLE_STEP = 1e-6, 0.5


def real_data() -> Path:
    """The folder of real data; without one the test is skipped, and says so."""
    folder = os.environ.get(VARIABLE, "")
    if not folder:
        pytest.skip(f"NOT TESTED ON REAL PLACES: set {VARIABLE} to the folder of real data")
    assert Path(folder).is_dir(), f"{VARIABLE} names {folder}, which is no folder"
    return Path(folder)


def command(folder: Path, *arguments: object, code: int = 0) -> str:
    """Run a command in this process as if into a pipe; its output."""
    ran = into_pipes(folder, *arguments)
    return _said(ran.code, ran.out, ran.err, code)


def program(folder: Path, *arguments: object, code: int = 0) -> str:
    """Run ``icp-footprints`` as a program of its own; its output."""
    ran = subprocess.run(
        [sys.executable, "-m", "icp_footprints", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        timeout=400,
        check=False,
    )
    return _said(ran.returncode, ran.stdout, ran.stderr, code)


def _said(ended: int, out: bytes, err: bytes, code: int) -> str:
    assert ended == code, (ended, out, err)
    if code < 2:
        assert err == b"", (out, err)
    return (out if code < 2 else err).decode("utf-8")


def measured(folder: Path, name: str) -> dict[str, Any]:
    return json.loads(command(folder, "measure", name, "--json"))
