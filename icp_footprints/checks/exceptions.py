"""Exceptions: what partners have accepted is no longer to be put right, but stays to be seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from icp_footprints.checks.issue import Issue
from icp_footprints.measures.scorecard import Scorecard
from icp_footprints.measures.target_result import goal_words
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.target import Target
from icp_footprints.wording import one_line


def accept(plan: Plan, issues: Iterable[Issue]) -> list[Issue]:
    """The issues, those that an exception of the plan covers as accepted.

    The words of an accepted issue end with the reason, who answers for it and since when.
    """
    agreed = {(each.rule, subject_of(plan, each)): each for each in plan.exceptions}
    seen: list[Issue] = []
    for issue in issues:
        exception = agreed.get((issue.rule, issue.subject))
        if exception is None:
            seen.append(issue)
            continue
        words = f"{issue.words} Accepted: {exception_words(exception)}."
        seen.append(replace(issue, severity="accepted", words=words))
    return seen


def check_exceptions(plan: Plan, score: Scorecard, issues: Iterable[Issue]) -> list[Issue]:
    """Advice about exceptions that cover none of the issues: what they accept is put right.

    Where the same footprint has another issue that is open, the words say how to call that.
    The ``subject`` is the exception's rule and its own subject: ``band F01@registered``.
    """
    known = tuple(issues)
    found = {(issue.rule, issue.subject) for issue in known}
    agreed = {(each.rule, subject_of(plan, each)) for each in plan.exceptions}
    still_open = [issue for issue in known if (issue.rule, issue.subject) not in agreed]
    return [
        Issue(
            "exception",
            "advice",
            f"The exception from {_what(score, each)} no longer applies; remove it, or keep it on "
            f"record: {exception_words(each)}.{_open_words(plan, each, still_open)}",
            footprints=_footprints(plan, each),
            subject=f"{each.rule} {each.subject}".strip(),
        )
        for each in plan.exceptions
        if (each.rule, subject_of(plan, each)) not in found
    ]


def _open_words(plan: Plan, exception: RecordedException, issues: Iterable[Issue]) -> str:
    """What else is wrong with the same footprint, and how an exception from that is written."""
    of = _footprints(plan, exception)
    return "".join(
        f" {plan.footprint(of[0]).name} {_misses(plan, issue)}: an exception from that is "
        f"{issue.rule}:{issue.subject}."
        for issue in issues
        if of and issue.footprints == of and issue.subject
    )


def _misses(plan: Plan, issue: Issue) -> str:
    if issue.rule == "contiguity":
        return "is in more than one part"
    ledger = issue.subject.rpartition("@")[2] if issue.subject not in issue.footprints else ""
    return f"misses the band on the {ledger or plan.band.ledger} ledger"


def subject_of(plan: Plan, exception: RecordedException) -> str:
    """What an exception is about, as issues call it: the first band goes without its ledger."""
    if exception.rule == "band":
        return exception.subject.removesuffix(f"@{plan.band.ledger}")
    return exception.subject


def exception_words(exception: RecordedException) -> str:
    """Why, who answers for it, and since when: ``one bridge, two parts (ICB, 2026-11-22)``."""
    reason = one_line(exception.reason).rstrip(".")
    return f"{reason} ({one_line(exception.owner)}, {exception.date})"


def _footprints(plan: Plan, exception: RecordedException) -> tuple[str, ...]:
    if not exception.is_about_a_footprint:
        return ()
    held = {footprint.id for footprint in plan.footprints}
    return tuple(each for each in (exception.footprint_id,) if each in held)


def _target_words(score: Scorecard, name: str) -> str:
    """A target by its name, in words, though it may be none of the plan's any more."""
    held = {each.target.name: each.target for each in score.targets}
    target = held.get(name) or Target.try_parse(name)
    return f"the target '{goal_words(target) if target else one_line(name)}'"


def _what(score: Scorecard, exception: RecordedException) -> str:
    """What an exception departs from, in words."""
    if exception.rule == "coverage":
        return "full coverage"
    if exception.rule == "target":
        return _target_words(score, exception.subject)
    footprint, ledger = exception.footprint_id, exception.subject.partition("@")[2]
    names = {each.id: each.name for each in score.footprints}
    rule = "the band" if exception.rule == "band" else "being in one part"
    on = f" ({ledger})" if ledger else ""
    return f"{rule}{on} for {names.get(footprint, f'{footprint}, which is not in the plan,')}"
