"""Reasons that several operations give for being disabled; empty where there is none."""

from __future__ import annotations

from ui.document import PlanDocument


def nothing_selected(document: PlanDocument) -> str:
    """No unit is selected."""
    return "" if len(document.selection) else "Select units on the map first."


def no_footprints(document: PlanDocument) -> str:
    """The plan has none."""
    return "" if document.plan.footprints else "The plan has no footprints yet."


def none_active(document: PlanDocument) -> str:
    """No footprint is the active one."""
    return "" if document.active_footprint_id else "Choose a footprint in the table first."


def active_is_empty(document: PlanDocument) -> str:
    """There is no active footprint, or it holds no units."""
    active = document.active_footprint_id
    if active is None or document.figures.of(active).units:
        return none_active(document)
    return "The active footprint holds no units."
