"""A file that holds an agreed plan: nothing else takes its place but what was made of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from icp_footprints.errors import FootprintsError, InputError
from icp_footprints.exchange.plan_tables import reading
from icp_footprints.exchange.tables.plan_settings import read_history, read_settings
from icp_footprints.geography.place import Place
from icp_footprints.plan.agreed import agreement_of
from icp_footprints.plan.content_hash import content_hash
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.status import Status, StatusChange


def agreement_in(path: Path) -> StatusChange | None:
    """When and by whom the plan in a file was agreed; None for any other file, or for none."""
    try:
        with reading(path) as base:
            settings = read_settings(base)
            if settings.get("status") != Status.AGREED:
                return None
            history = read_history(base)
    except (OSError, sqlite3.Error, FootprintsError, ValueError, TypeError, OverflowError):
        # A missing or damaged file, or another kind of file, holds nothing that could be agreed.
        return None
    agreed = [
        each
        for each in history
        if each.status is Status.AGREED and str(each.version) == settings.get("plan_version")
    ]
    return agreed[-1] if agreed else None


def check_not_agreed(path: Path) -> None:
    """Refuse a file that holds an agreed plan as the target of something else.

    Raises
    ------
    InputError
        When it does.
    """
    if (agreement := agreement_in(path)) is not None:
        raise _refusal(path, agreement)


def check_keeps_agreement(path: Path, place: Place, plan: Plan) -> None:
    """Refuse to save a plan over an agreed one that it is not, and does not come from.

    An agreed plan may be saved again with other colours or locks; a later version of it may take
    its place, as its history has kept what was agreed.

    Parameters
    ----------
    path
        The file about to be written.
    place, plan
        What is to be written there.

    Raises
    ------
    InputError
        When it would take the place of an agreed plan, or says that it was agreed and is not what
        was.
    """
    own = agreement_of(plan) if plan.status is Status.AGREED else None
    if own is not None and own.content_hash != content_hash(place, plan):
        raise InputError(
            f"The plan is not what was agreed ({own.words}), so it cannot be saved as agreed.",
            "Make a new version, then change that.",
        )
    found = agreement_in(path)
    if found is None:
        return
    is_itself = own is not None and plan.version == found.version
    if found not in plan.history or not (is_itself or plan.version > found.version):
        raise _refusal(path, found)


def _refusal(path: Path, agreement: StatusChange) -> InputError:
    return InputError(
        f"{path} holds an agreed plan, which nothing may take the place of: {agreement.words}.",
        "Make a new version of that plan, or write to another file.",
    )
