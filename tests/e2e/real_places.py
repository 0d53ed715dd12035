"""Real places through the real command line, where the data are to be had."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

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
    """Run ``icp-footprints`` as a program; its output."""
    ran = subprocess.run(
        [sys.executable, "-m", "icp_footprints", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        timeout=400,
        check=False,
    )
    assert ran.returncode == code, ran
    if code < 2:
        assert ran.stderr == b"", ran
    return ran.stdout.decode("utf-8") if code < 2 else ran.stderr.decode("utf-8")


def measured(folder: Path, name: str) -> dict[str, Any]:
    return json.loads(command(folder, "measure", name, "--json"))
