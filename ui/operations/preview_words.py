"""What a change does, in words: who moves, which figures, bands and targets become others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from icp_footprints.measures.ceilings.ceiling import (
    CEILING_MEASURE_WORDS,
    Ceiling,
    CeilingMeasure,
    CeilingStatus,
)
from icp_footprints.measures.scores import LayerScore, Scorecard
from icp_footprints.measures.target_results import measured_value
from icp_footprints.plan.band import Band
from icp_footprints.wording import is_small, printed_people
from ui import words

SHOWN_CHANGES = 6
STATUS_WORDS: dict[CeilingStatus, str] = {
    "proved": "proved",
    "time limit": "proved so far",
    "instant": "at a first look",
    "impossible": "",
}


@dataclass(frozen=True)
class MeasureLine:
    """One figure before and after: ``PCN plan share``, ``43.2 %``, ``55.8 %``, and the most."""

    name: str
    before: str
    after: str
    most: str

    @property
    def words(self) -> str:
        """The line as it is read out."""
        change = f"{self.before} → {self.after}" if self.before else self.after
        return f"{self.name}: {change}{f' of at most {self.most}' if self.most else ''}"


def measure_lines(
    before: Scorecard, after: Scorecard, ceilings: Sequence[Ceiling]
) -> tuple[MeasureLine, ...]:
    """Plan share of each layer that has one and plan containment of all, beside their ceilings."""
    known = {(each.layer, each.measure): each for each in ceilings}
    has_before = any(each.units for each in before.footprints)
    lines: list[MeasureLine] = []
    for score in after.layers:
        for measure in shown_measures(score):
            new = measured_value(score, measure)
            old = measured_value(before.layer(score.name), measure)
            lines.append(
                MeasureLine(
                    f"{words.layer_name(score.name)} {CEILING_MEASURE_WORDS[measure]}",
                    words.percent_to_one(old) if has_before else "",
                    words.percent_to_one(new),
                    most_words(known.get((score.name, measure))),
                )
            )
    return tuple(lines)


def shown_measures(score: LayerScore) -> tuple[CeilingMeasure, ...]:
    """What is said of a layer: its share too where its areas are about a footprint in size."""
    return ("share", "containment") if score.comparable else ("containment",)


def most_words(ceiling: Ceiling | None) -> str:
    """How good any plan could be: ``57.4 % (proved)``; empty where nothing is ruled out."""
    if ceiling is None or not ceiling.possible or ceiling.is_open:
        return ""
    figure = ceiling.figure(ceiling.value).replace(" ", "\u00a0")
    return f"{figure} ({STATUS_WORDS[ceiling.status]})"


def state_lines(before: Scorecard, after: Scorecard) -> tuple[str, ...]:
    """Which bands and targets change state, and how many footprints are in each band."""
    lines = [line for band in after.bands for line in _band_lines(band, before, after)]
    old = {result.target.name: result.met for result in before.targets}
    lines += [
        f"{words.target(result)}{_before_words(old.get(result.target.name))}"
        for result in after.targets
        if old.get(result.target.name) != result.met
    ]
    return tuple(lines)


def _before_words(was_met: bool | None) -> str:
    if was_met is None:
        return ""
    return ", before met" if was_met else ", before missed"


def _band_lines(band: Band, before: Scorecard, after: Scorecard) -> list[str]:
    held = [each for each in after.footprints if each.units]
    inside = sum(each.bands[band.ledger] == "in" for each in held)
    mark = "✓" if inside == len(held) else "✗"
    lines = [f"{mark} {inside} of {len(held)} footprints hold {_band(band)}"]
    old = {each.id: each for each in before.footprints if each.units}
    changed: list[str] = []
    for each in held:
        was = old.get(each.id)
        if was is None or band.ledger not in was.bands:
            continue
        if was.bands[band.ledger] != each.bands[band.ledger]:
            people = each.people[band.ledger]
            state = words.band_words(band, people).lower()
            mark = words.BAND_MARKS[each.bands[band.ledger]]
            changed.append(f"{mark} {each.name}: {_people(people)}, {state}")
    lines += changed[:SHOWN_CHANGES]
    if len(changed) > SHOWN_CHANGES:
        lines.append(f"and {len(changed) - SHOWN_CHANGES} more")
    return lines


def _band(band: Band) -> str:
    return f"{band.words()} {words.ledger_name(band.ledger)}"


def _people(count: float) -> str:
    return str(printed_people(count)) if is_small(count) else words.count(count)
