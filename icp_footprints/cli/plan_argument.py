"""The plan file that most commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

PlanArgument = Annotated[Path, typer.Argument(metavar="PLAN.gpkg", help="The plan file.")]
