"""The demonstration on the bundled sample."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from icp_footprints.console.streams import progress_bar, say


def demo(
    out: Annotated[Path, typer.Option("--out", help="Folder to write into.")] = Path("out"),
    no_window: Annotated[
        bool, typer.Option("--no-window", help="Do not open the desktop app.")
    ] = False,
    seed: Annotated[int, typer.Option(help="Start of all randomness.")] = 1,
) -> None:
    """Run the whole job on the bundled sample: read, generate, measure, export, report."""
    from icp_footprints.console.scorecard import show_scorecard
    from icp_footprints.demo import run_demo

    with progress_bar("Reading the Wirral sample") as progress:
        result = run_demo(out, seed, progress)
    show_scorecard(result.place, result.score)
    say(result.words)
    for path in result.files:
        say(f"Wrote {path}")
    if no_window:
        return
    if not _has_display():
        say("There is no display here, so the desktop app is not opened.")
        return
    say("Opening the desktop app; close its window to finish.")
    subprocess.run([sys.executable, "-m", "ui", str(result.plan_file)], check=False)  # noqa: S603


def _has_display() -> bool:
    """Whether a window can be opened here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
