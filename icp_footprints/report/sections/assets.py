"""What a report says about local assets: which GP practices, schools and the like lie where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from icp_footprints.measures.scorecard import NamedPoint, Scorecard
from icp_footprints.wording import count_words, shortened

MOST_NAMED = 60


@dataclass(frozen=True)
class AssetRow:
    """The assets in one footprint (or, without a number, in none)."""

    number: int | None
    name: str
    count: int
    names: tuple[str, ...]
    more: int
    """How many are not named."""


@dataclass(frozen=True)
class AssetSection:
    """One layer of points by footprint."""

    label: str
    rows: tuple[AssetRow, ...]
    outside: str
    """A sentence about points outside the place; empty where there are none."""


def asset_sections(score: Scorecard) -> tuple[AssetSection, ...]:
    """A section for each layer of points."""
    sections: list[AssetSection] = []
    for layer in score.points:
        rows = [
            _row(number, each.name, each.points[layer.name])
            for number, each in enumerate(score.footprints, start=1)
        ]
        if layer.unassigned:
            rows.append(_row(None, "In no footprint", layer.unassigned))
        away = len(layer.outside)
        lies = "lies" if away == 1 else "lie"
        sections.append(
            AssetSection(
                label=layer.label or layer.name,
                rows=tuple(rows),
                outside=""
                if not away
                else f"{count_words(away, 'point')} of the file {lies} outside {score.place} and "
                f"{'is' if away == 1 else 'are'} not counted.",
            )
        )
    return tuple(sections)


def _row(number: int | None, name: str, points: Sequence[NamedPoint]) -> AssetRow:
    named = sorted((point.name or point.id for point in points), key=str.casefold)
    shown = tuple(shortened(text) for text in named[:MOST_NAMED])
    return AssetRow(number, name, len(points), shown, len(points) - len(shown))
