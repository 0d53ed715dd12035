"""The files of a place as a board reads of them: what was done, not what else could be."""

from __future__ import annotations

from dataclasses import replace

from icp_footprints.exchange.exporting.vintage import OFFER
from icp_footprints.geography.source import Source
from icp_footprints.report.words import shortened_hash


def board_sources(sources: tuple[Source, ...]) -> tuple[Source, ...]:
    """The sources with the first signs of each SHA-256, and without offers to the planner."""
    return tuple(
        replace(
            source,
            sha256=shortened_hash(source.sha256),
            notes=tuple(note for note in source.notes if not note.startswith(OFFER)),
        )
        for source in sources
    )
