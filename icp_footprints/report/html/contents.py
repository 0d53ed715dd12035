"""What the page of a report says about itself: which plan it is of, and what is where on it."""

from __future__ import annotations

import json

from markupsafe import Markup, escape

from icp_footprints.report.content import Report


def stamp(report: Report) -> Markup:
    """What tells other programs of which plan and version this is, as JSON."""
    front = report.cover
    told = json.dumps(
        {
            "place": front.place,
            "plan": front.plan,
            "status": str(front.status),
            "plan_version": front.version,
            "content_hash": front.content_hash,
            "made_on": front.made_on.isoformat(),
            "program_version": report.program_version,
        }
    )
    # Escaped here: what readers see is made fit for reading, and this must stay as it is.
    return escape(told)


def contents(report: Report) -> list[tuple[str, str]]:
    """The id and the title of every part of the page, in its order."""
    has_footprints = bool(report.footprints)
    return [
        (f"h-{key}", title)
        for key, title, is_there in (
            ("summary", "In short", True),
            ("map", "Map", True),
            ("issues", "What needs attention", True),
            ("targets", "Targets", True),
            ("footprints", "Footprints", True),
            ("coverage", "Coverage", True),
            ("band", "Size: the bands", has_footprints),
            ("coterminosity", "Coterminosity", True),
            ("profile", "Who lives there", has_footprints),
            ("assets", "Local assets", bool(report.assets)),
            ("adjacency", "How the place hangs together", True),
            ("cards", "Footprint by footprint", has_footprints),
            ("exceptions", "Register of exceptions", True),
            ("sources", "Data sources", True),
            ("method", "Method and definitions", True),
            ("sign-off", "Sign-off", True),
        )
        if is_there
    ]
