"""Merge footprints into one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from icp_footprints.plan.actions.assign import assign
from icp_footprints.plan.actions.delete import delete
from icp_footprints.plan.plan import Footprint, Plan


def merge(plan: Plan, into: str, others: Iterable[str]) -> Plan:
    """The plan with the units of the other footprints moved into one, and the others deleted.

    What was written about the others - notes, leads, partners - is added to what was written about
    that one, so that nothing anybody typed is lost.

    Raises
    ------
    PlanError
        When the plan lacks one of the footprints.
    """
    plan.number(into)
    joined = [plan.footprint(each) for each in dict.fromkeys(others) if each != into]
    for other in joined:
        plan = delete(assign(plan, plan.rows(other.id), into), other.id)
    if not joined:
        return plan
    footprints = list(plan.footprints)
    number = plan.number(into)
    footprints[number] = _with_words_of(footprints[number], joined)
    return replace(plan, footprints=tuple(footprints))


def _with_words_of(footprint: Footprint, others: list[Footprint]) -> Footprint:
    together = [footprint, *others]
    return replace(
        footprint,
        notes=_joined("\n", [each.notes for each in together]),
        lead=_joined("; ", [each.lead for each in together]),
        partners=_joined("; ", [each.partners for each in together]),
    )


def _joined(between: str, texts: list[str]) -> str:
    """The texts, each once, and none that is empty."""
    return between.join(dict.fromkeys(text for text in texts if text.strip()))
