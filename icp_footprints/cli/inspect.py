"""Say what a file is and what it can serve as."""

from __future__ import annotations

from typing import Annotated

import typer

from icp_footprints.console.streams import say


def inspect(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="FILE, FILE:LAYER, FILE.xlsx:SHEET or FILE.zip.")
    ],
) -> None:
    """Say what a file holds, what was recognised in it, and what it can serve as."""
    from icp_footprints.sources.recognition.inspection import inspect as look

    for line in look(file).lines():
        say(line)
