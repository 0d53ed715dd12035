"""What a report says about the size of footprints: one section for each band of the plan."""

from __future__ import annotations

from dataclasses import dataclass

from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import Scorecard
from icp_footprints.plan.band import Band, BandState
from icp_footprints.report.words import BAND_WORDS, band_difference, ledger_words


@dataclass(frozen=True)
class BandRow:
    """One footprint against a band, on the band's ledger."""

    number: int
    id: str
    name: str
    people: int
    state: BandState
    state_words: str
    difference: str
    """How many people too few or too many; empty in band."""


@dataclass(frozen=True)
class BandSection:
    """Every footprint against one band."""

    band: Band
    words: str
    ledger_words: str
    rows: tuple[BandRow, ...]

    @property
    def in_band(self) -> int:
        """How many footprints are in band."""
        return sum(row.state == "in" for row in self.rows)


def band_sections(place: Place, score: Scorecard) -> tuple[BandSection, ...]:
    """A section for each band, the foremost first."""
    return tuple(
        BandSection(band, band.words(), ledger_words(place.ledger(band.ledger)), _rows(band, score))
        for band in score.bands
    )


def _rows(band: Band, score: Scorecard) -> tuple[BandRow, ...]:
    rows: list[BandRow] = []
    for number, each in enumerate(score.footprints, start=1):
        state, people = each.bands[band.ledger], each.people[band.ledger]
        difference = "" if state == "in" else band_difference(band, people)
        rows.append(
            BandRow(number, each.id, each.name, round(people), state, BAND_WORDS[state], difference)
        )
    return tuple(rows)
