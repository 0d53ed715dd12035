"""Several plans to choose from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from icp_footprints.cli.option_group import with_option_groups
from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.cli.search_options import SearchOptions
from icp_footprints.console.streams import progress_bar, say, say_json

if TYPE_CHECKING:
    from icp_footprints.partition.alternatives import Alternatives
    from icp_footprints.plan.plan import Plan


@with_option_groups
def alternatives(
    plan_file: PlanArgument,
    search: SearchOptions,
    most: Annotated[int, typer.Option(help="How many to show, 3 to 6.")] = 6,
    out: Annotated[
        Path | None, typer.Option(help="Folder to write each to, as a plan file of its own.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Generate a few plans that are good and truly different, beside the one in the file."""
    from icp_footprints.cli.asked import counts_asked, locks_asked, targets_asked
    from icp_footprints.console.alternatives import alternatives_text, choices, show_alternatives
    from icp_footprints.exchange.plan_file import open_plan_file
    from icp_footprints.partition.alternatives import alternatives as find
    from icp_footprints.partition.alternatives import check_most
    from icp_footprints.partition.problem import Problem

    check_most(most)
    place, plan = open_plan_file(plan_file)
    files = _files(out, plan_file, most)
    problem = Problem(
        place,
        plan.band,
        counts_asked(search.footprints),
        seed=search.seed,
        starts=search.starts,
        effort=search.effort,
        further_bands=plan.further_bands,
        targets=targets_asked(plan, search.target),
        base=plan if plan.footprints else None,
        locked=locks_asked(plan, search.lock),
        cross_authorities=search.cross_authorities,
    )
    with progress_bar("Generating alternatives") as progress:
        found = find(problem, most, progress)
    chosen = choices(place, plan, problem, found)
    if json:
        say_json(alternatives_text(place, found, chosen))
    else:
        show_alternatives(place, found, chosen)
    if out is not None:
        written = _write(plan, found, files)
        if not json:
            for path in written:
                say(f"Wrote {path}")


def _files(out: Path | None, plan_file: Path, most: int) -> list[Path]:
    """Where alternatives would go; refused before the search where one is there already."""
    from icp_footprints.exchange.plan_file import SUFFIX, plan_stem
    from icp_footprints.exchange.several_files import make_folder
    from icp_footprints.exchange.targets import check_new_target

    if out is None:
        return []
    stem = plan_stem(plan_file)
    files = [out / f"{stem} alternative {i + 1}{SUFFIX}" for i in range(most)]
    make_folder(out, "--out")
    for path in files:
        check_new_target(path, [plan_file], replace=False, may_ask=False)
    return files


def _write(plan: Plan, found: Alternatives, files: list[Path]) -> list[Path]:
    from dataclasses import replace

    from icp_footprints.exchange.plan_file import save_plan_file
    from icp_footprints.plan.actions.adopt import adopt
    from icp_footprints.plan.status import Status

    written: list[Path] = []
    for each, path in zip(found.found, files, strict=False):
        named = replace(each.plan, name=f"{each.plan.name}, {each.direction}")
        # Another plan than the one in the file, whatever became of that.
        drawn = replace(
            adopt(plan, named),
            # As the bands asked for are kept in the plan, so are the targets.
            targets=each.plan.targets,
            status=Status.DRAFT,
            version=1,
            history=(),
        )
        save_plan_file(path, each.result.problem.place, drawn, None)
        written.append(path)
    return written
