"""Whether a file may be written where the user says, before any work is done or lost."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from icp_footprints.errors import InputError, PlanFileError
from icp_footprints.exchange.agreed_file import check_not_agreed
from icp_footprints.exchange.plan_file import SQLITE_HEADER, open_plan_file
from icp_footprints.exchange.replacing import check_can_write
from icp_footprints.exchange.stamps.database_file import is_plan_file
from icp_footprints.geography.place import Place
from icp_footprints.plan.agreed import check_may_change
from icp_footprints.plan.plan import GENERATED, Plan


def check_new_target(
    target: Path, inputs: Iterable[Path], replace: bool, *, may_ask: bool = True
) -> None:
    """Check that a new file takes the place of none of its inputs, nor of another file unasked.

    Parameters
    ----------
    target, inputs
        The file, and those that it is made from.
    replace, may_ask
        Whether the user asked to replace what is there, and whether there is such an option.

    Raises
    ------
    InputError
        When it would, or cannot be written; or when an agreed plan is there, asked or not.
    """
    _check_suffix(target)
    resolved, _ = check_can_write(target)
    if resolved in {path.resolve() for path in inputs}:
        raise InputError(f"{target} is one of the files to read.", "Choose another name.")
    if resolved.exists() and not replace:
        remedy = "Choose another name, or add --replace." if may_ask else "Choose another name."
        raise InputError(f"{target} is there already.", remedy)
    check_not_agreed(target)


def check_generated_target(
    target: Path, plan_file: Path, place: Place, plan: Plan, replace: bool
) -> None:
    """Check that a generated plan replaces nothing that would be missed, unless asked to.

    That is a plan that was drawn by hand, and any plan of another place. An agreed plan is neither
    changed nor replaced, asked or not.

    Parameters
    ----------
    target
        Where the generated plan is to be written.
    plan_file, place, plan
        The plan file it is made from, and what that holds.
    replace
        Whether the user asked to replace what is there.

    Raises
    ------
    InputError
        When it would, when the target is another kind of file, or cannot be written.
    PlanError
        When the plan it is made from is agreed.
    """
    _check_suffix(target)
    check_may_change(plan, plan_file)
    resolved, _ = check_can_write(target)
    if not resolved.exists():
        return
    check_not_agreed(target)
    held_place, held = place, plan
    if resolved != plan_file.resolve():
        try:
            held_place, held = open_plan_file(resolved)
        except PlanFileError as error:
            raise InputError(
                f"{target} is there already and is not a plan file that can be opened.",
                "Choose another name.",
            ) from error
    if held_place.units.ids != place.units.ids and not replace:
        raise InputError(
            f"{target} holds a plan of another place, {held_place.name or 'which has no name'}.",
            "Choose another name, or add --replace.",
        )
    if held.footprints and held.origin.method != GENERATED and not replace:
        raise InputError(
            f"{target} holds footprints that were {held.origin.method}.",
            "Keep them by writing to another name with --out, or add --replace.",
        )


def _check_suffix(target: Path) -> None:
    if target.suffix.lower() != ".gpkg":
        raise InputError(
            f"{target} would be a plan file without its ending.", "Give a name that ends in .gpkg."
        )


def check_export_targets(targets: Iterable[Path], plan_file: Path) -> None:
    """Check that exports go to different files, none of them a plan file: not this, nor another.

    Raises
    ------
    InputError
        When they do not, or one cannot be written; nothing has been written then.
    """
    seen = {plan_file.resolve(): "the plan file itself"}
    for target in targets:
        resolved, _ = check_can_write(target)
        if resolved in seen:
            raise InputError(f"{target} is {seen[resolved]}.", "Choose another name.")
        seen[resolved] = "to be written twice"
        check_no_plan_file(target)


def check_no_plan_file(target: Path) -> None:
    """Refuse a plan file, whatever its status, as the target of an export.

    An earlier export may be replaced: what it holds can be made again.

    Raises
    ------
    InputError
        When it is one, or a database of which that cannot be told.
    """
    try:
        with target.open("rb") as file:
            is_database = file.read(len(SQLITE_HEADER)) == SQLITE_HEADER
    except OSError:
        return  # there is nothing to lose, or it cannot be written either
    if not is_database:
        return
    try:
        is_plan = is_plan_file(target)
    except InputError as error:
        raise InputError(
            f"{target} may be a plan file, but cannot be read.", "Choose another name."
        ) from error
    if is_plan:
        raise InputError(f"{target} is a plan file.", "Choose another name.")
