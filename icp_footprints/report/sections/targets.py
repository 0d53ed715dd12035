"""What a report says about targets and about the exceptions that partners have agreed to."""

from __future__ import annotations

from dataclasses import dataclass

from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import Scorecard, TargetResult
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.target import Target
from icp_footprints.report.discreet.discretion import NOT_PRINTED
from icp_footprints.report.words import ledger_words, percent
from icp_footprints.wording import layer_words

MEASURE_WORDS = {
    "share": "plan share",
    "containment": "plan containment",
    "coterminosity": "coterminosity",
    "kept_whole": "people in areas kept whole",
    "two_way": "footprints that pass the two-way rule",
    "splits": "split areas",
    "pieces": "pieces of split areas",
}
RULE_WORDS = {
    "band": "Band",
    "contiguity": "One connected part",
    "coverage": "Coverage",
    "target": "Target",
}
EXCEPTED = "Not met: exception agreed"


@dataclass(frozen=True)
class TargetRow:
    """A target and what the plan reaches; ``name`` is how exceptions and files call it."""

    name: str
    words: str
    goal: str
    reached: str
    strength: str
    met: bool
    result: str


@dataclass(frozen=True)
class ExceptionRow:
    """An agreed departure from a rule: from what, why, who answers for it, since when."""

    rule: str
    subject: str
    reason: str
    owner: str
    date: str


def target_rows(score: Scorecard) -> tuple[TargetRow, ...]:
    """Every target of the plan, in its order."""
    return tuple(_target_row(result) for result in score.targets)


def _target_row(result: TargetResult) -> TargetRow:
    target = result.target
    outcome = "Met" if result.met else "Not met"
    if not result.met and result.exception is not None:
        outcome = EXCEPTED
    return TargetRow(
        name=target.name,
        words=_subject_words(target),
        goal=f"{'at most' if target.is_count else 'at least'} {_figure(target, target.threshold)}",
        reached=_reached(result),
        strength=target.strength,
        met=result.met,
        result=outcome,
    )


def _reached(result: TargetResult) -> str:
    if result.value is None:
        return "no such layer"
    return NOT_PRINTED if result.printed is None else _figure(result.target, result.printed)


def _figure(target: Target, value: float) -> str:
    return f"{value:,.0f}" if target.is_count else percent(value)


def target_summary(rows: tuple[TargetRow, ...]) -> tuple[str, ...]:
    """How many targets are met, and which are not, for the first page."""
    if not rows:
        return ()
    missed = [row for row in rows if not row.met]
    if not missed:
        return (
            "The one target is met." if len(rows) == 1 else f"All {len(rows)} targets are met.",
        )
    named = "; ".join(f"{row.words} ({row.goal}, reached {row.reached})" for row in missed[:5])
    more = f"; and {len(missed) - 5} more" if len(missed) > 5 else ""
    met = len(rows) - len(missed)
    return (
        f"{met} of {len(rows)} targets {'is' if met == 1 else 'are'} met. Not met: {named}{more}.",
    )


def exception_rows(place: Place, plan: Plan) -> tuple[ExceptionRow, ...]:
    """The register of exceptions, in the plan's order."""
    return tuple(
        ExceptionRow(
            RULE_WORDS[each.rule], _subject(place, plan, each), each.reason, each.owner, each.date
        )
        for each in plan.exceptions
    )


def _subject(place: Place, plan: Plan, exception: RecordedException) -> str:
    """What it is about: a footprint by name and ledger, a target, or the whole plan."""
    if exception.rule == "coverage":
        return "The whole plan"
    if exception.rule == "target":
        target = next((each for each in plan.targets if each.name == exception.subject), None)
        return _subject_words(target) if target else _former_target(exception.subject)
    code, _, ledger = exception.subject.partition("@")
    found = next((each.name for each in plan.footprints if each.id == code), None)
    name = f"{code} (no longer in the plan)" if found is None else found
    if exception.rule != "band":
        return name
    held = [each for each in place.ledgers if each.name == (ledger or plan.band.ledger)]
    return f"{name}, {ledger_words(held[0]) if held else ledger}"


def _subject_words(target: Target) -> str:
    return f"{layer_words(target.layer)}: {MEASURE_WORDS[target.measure]}"


def _former_target(name: str) -> str:
    """A target that the plan has no more, by the name that an exception knows it by."""
    target = Target.try_parse(name)
    return f"{_subject_words(target) if target else name} (no longer a target)"
