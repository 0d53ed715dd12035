"""What several commands take from their options, or else from the plan."""

from __future__ import annotations

from dataclasses import replace

from icp_footprints.errors import InputError
from icp_footprints.geography.place import Place
from icp_footprints.partition.problem_checks import check_counts
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.target import Target


def counts_asked(text: str | None) -> int | tuple[int, int] | None:
    """A number of footprints, or the fewest and the most, from ``6`` or ``5:7``.

    Raises
    ------
    InputError
        When the text is neither.
    """
    if text is None:
        return None
    first, colon, last = (part.strip() for part in text.partition(":"))
    if not (_is_number(first) and (_is_number(last) or not colon)):
        raise InputError(f"'{text}' is not a number of footprints.", "Write it as 6 or as 5:7.")
    return (int(first), int(last)) if colon else int(first)


def numbers_asked(text: str | None, place: Place, plan: Plan) -> range:
    """The numbers of footprints to look at.

    Parameters
    ----------
    text
        ``6`` or ``5:7``; where None, as many as the plan has or, where it has none, as many as
        would be in the middle of its band.

    Raises
    ------
    InputError
        When the text is neither.
    ProblemError
        When there can be no plan of so many.
    """
    asked = counts_asked(text)
    if asked is None:
        people = place.ledger(plan.band.ledger).total
        asked = len(plan.footprints) or max(round(people / plan.band.middle), 1)
    fewest, most = (asked, asked) if isinstance(asked, int) else asked
    check_counts((fewest, most), len(place.units))
    return range(fewest, most + 1)


def _is_number(text: str) -> bool:
    return text.removeprefix("-").isdecimal() and len(text) < 10


def band_asked(plan: Plan, text: str | None, ledger: str | None) -> Band:
    """The band asked for; else the plan's own on that ledger, else its foremost moved there."""
    on = ledger or plan.band.ledger
    if text:
        return Band.parse(text, on)
    own = next((band for band in plan.bands if band.ledger == on), plan.band)
    return replace(own, ledger=on)


def targets_asked(plan: Plan, texts: list[str] | None) -> tuple[Target, ...]:
    """The plan's own targets and those asked for, which come instead of any of the same name."""
    targets = {each.name: each for each in plan.targets}
    targets |= {each.name: each for each in map(Target.parse, texts or ())}
    return tuple(targets.values())


def locks_asked(plan: Plan, ids: list[str] | None) -> frozenset[str]:
    """Ids of the footprints that are locked in the plan, and of those asked for."""
    return plan.locked_ids | frozenset(ids or ())
