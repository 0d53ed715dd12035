"""Options of a search: the same for one plan and for several to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer


@dataclass(frozen=True)
class SearchOptions:
    """What is searched for beside the band, and how."""

    footprints: Annotated[
        str | None, typer.Option(help="K, or A:B for a range; left out, the generator chooses.")
    ] = None
    target: Annotated[
        list[str] | None,
        typer.Option(help="Such as 'pcn.share>=0.6:wanted', beside the plan's own; repeatable."),
    ] = None
    lock: Annotated[
        list[str] | None,
        typer.Option(help="A footprint that stays as it is, by id; repeatable."),
    ] = None
    cross_authorities: Annotated[
        bool,
        typer.Option("--cross-authorities", help="Footprints may cross local authority lines."),
    ] = False
    seed: Annotated[int, typer.Option(help="The same seed gives the same plans.")] = 1
    starts: Annotated[int, typer.Option(help="How many independent searches for a plan.")] = 8
    effort: Annotated[float, typer.Option(help="How long each search is; 1 is usual.")] = 1.0
