"""Options that every verb on a plan takes, and what is done with its change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from icp_footprints.console.streams import progress_bar, say, say_json

if TYPE_CHECKING:
    from icp_footprints.geography.place import Place
    from icp_footprints.partition.verbs.change import Change
    from icp_footprints.partition.verbs.settings import SearchSettings
    from icp_footprints.plan.plan import Plan
    from icp_footprints.progress import Progress

    Verb = Callable[[Place, Plan, SearchSettings, Progress], Change]


@dataclass(frozen=True)
class VerbOptions:
    """How a verb searches, what it leaves alone, and what becomes of its change."""

    seed: Annotated[int, typer.Option(help="The same seed makes the same change.")] = 1
    effort: Annotated[float, typer.Option(help="How long each search is; 1 is the usual.")] = 1.0
    lock: Annotated[
        list[str] | None, typer.Option(help="Id of a footprint that gains and loses nothing.")
    ] = None
    pin: Annotated[
        list[str] | None, typer.Option(help="Code of a unit that stays where it is.")
    ] = None
    out: Annotated[
        Path | None, typer.Option(help="Plan file to write; left out, PLAN.gpkg itself.")
    ] = None
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help="With --out: replace footprints drawn by hand there, or another place's plan.",
        ),
    ] = False
    preview: Annotated[
        bool, typer.Option("--preview", help="Show what would change; write nothing.")
    ] = False
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False

    def settings(self) -> SearchSettings:
        """The settings of the search."""
        from icp_footprints.partition.verbs.settings import SearchSettings

        return SearchSettings(
            seed=self.seed,
            effort=self.effort,
            locked=frozenset(self.lock or []),
            pinned=frozenset(self.pin or []),
        )


def change_plan_file(plan_file: Path, verb: Verb, title: str, options: VerbOptions) -> None:
    """Open a plan file, show what a verb makes of it and, if it is no preview, save that.

    Raises
    ------
    FootprintsError
        When anything is wrong with the file, the settings or what was asked; nothing is written.
    """
    from icp_footprints.console.change import change_text, show_change
    from icp_footprints.exchange.file_stamp import stamp_of
    from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
    from icp_footprints.exchange.targets import check_generated_target

    stamp = stamp_of(plan_file)
    place, plan = open_plan_file(plan_file)
    target = options.out or plan_file
    is_itself = target.resolve() == plan_file.resolve()
    if not options.preview:
        # What is drawn by hand in the plan itself is what the verb is for.
        check_generated_target(target, plan_file, place, plan, options.replace or is_itself)
    with progress_bar(title) as progress:
        change = verb(place, plan, options.settings(), progress)
    written = not options.preview and not (is_itself and change.is_empty)
    if written:
        save_plan_file(target, place, change.after, stamp if is_itself else None)
    if options.json:
        say_json(change_text(place, change, written))
        return
    show_change(place, change)
    say(f"Wrote {target}" if written else "Nothing was written.")
