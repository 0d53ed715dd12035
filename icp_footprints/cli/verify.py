"""Say whether a file belongs to a plan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from icp_footprints.cli.exit_codes import INPUT, RULE_FAILED
from icp_footprints.cli.plan_argument import PlanArgument
from icp_footprints.console.streams import say_json
from icp_footprints.errors import InputError


def verify(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="An export, report, map or plan file.")
    ],
    plan_file: PlanArgument,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say whether a file belongs to a plan and its version.

    Exit code 1 when it does not, 2 when nothing can be said.
    """
    from icp_footprints.console.verify import (
        no_stamp_remedy,
        no_stamp_words,
        show_verdict,
        verdict_text,
    )
    from icp_footprints.exchange.plan_file import open_plan_file
    from icp_footprints.exchange.verify import verify_file

    verdict = verify_file(file, *open_plan_file(plan_file))
    has_none = verdict.answer == "no stamp"
    if has_none and not json:
        raise InputError(no_stamp_words(file), no_stamp_remedy(verdict))
    if json:
        say_json(verdict_text(file, verdict))
    else:
        show_verdict(file, verdict)
    if not verdict.belongs:
        raise typer.Exit(INPUT if has_none else RULE_FAILED)
