"""What a report of a plan says, without any layout: every form of report is made from this.

Counts of overlaps are as they may be printed (see `exchange.small_counts`): a piece is a whole
number of people or ``"<5"``. Shares are from 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from icp_footprints import __version__
from icp_footprints.checks.check import check
from icp_footprints.checks.issue import Issue
from icp_footprints.geography.place import Place
from icp_footprints.geography.source import Source
from icp_footprints.measures.coverage import Coverage
from icp_footprints.measures.scorecard import Scorecard, scorecard
from icp_footprints.plan.band import Band, BandState
from icp_footprints.plan.plan import Plan
from icp_footprints.report.attribution import attribution
from icp_footprints.report.colouring import footprint_colours, palette
from icp_footprints.report.definitions import DEFINITIONS, Definition
from icp_footprints.report.layer_section import LayerSection, layer_section
from icp_footprints.report.summary import coverage_sentences, summary_sentences
from icp_footprints.report.words import BAND_WORDS, band_difference, ledger_words


@dataclass(frozen=True)
class LedgerLine:
    """One way of counting people, and how many it counts in the place."""

    name: str
    label: str
    source: str
    people: int
    is_band_ledger: bool


@dataclass(frozen=True)
class FootprintRow:
    """One footprint. ``people`` has one count per ledger, in the order of `Report.ledgers`."""

    number: int
    id: str
    name: str
    notes: str
    colour: str
    people: tuple[int, ...]
    units: int
    parts: int
    area_km2: float
    polsby_popper: float


@dataclass(frozen=True)
class BandRow:
    """One footprint against the band, on the band's ledger."""

    number: int
    id: str
    name: str
    people: int
    state: BandState
    state_words: str
    difference: str


@dataclass(frozen=True)
class Report:
    """Everything a report says about a plan, in the order it says it.

    Parameters
    ----------
    notice
        A sentence that must be prominent, such as that of demonstration data; may be empty.
    ledger_words
        The ledger on which the band and coterminosity count people, to stand beside figures.
    summary
        The plan in a few plain sentences.
    method
        How the plan was made, as pairs of term and value.
    """

    title: str
    place: str
    plan: str
    made_on: date
    version: str
    seed: int | None
    notice: str
    band: Band
    band_words: str
    ledger_words: str
    summary: tuple[str, ...]
    ledgers: tuple[LedgerLine, ...]
    footprints: tuple[FootprintRow, ...]
    band_rows: tuple[BandRow, ...]
    coverage: Coverage
    coverage_sentences: tuple[str, ...]
    cut_share: float
    layers: tuple[LayerSection, ...]
    issues: tuple[Issue, ...]
    sources: tuple[Source, ...]
    attribution: str
    method: tuple[tuple[str, str], ...]
    definitions: tuple[Definition, ...]

    @property
    def in_band(self) -> int:
        """How many footprints are in band."""
        return sum(row.state == "in" for row in self.band_rows)


def report_content(
    place: Place, plan: Plan, made_on: date, score: Scorecard | None = None
) -> Report:
    """What a report of this plan says.

    Parameters
    ----------
    place, plan
        What to report on.
    made_on
        The date printed on the report.
    score
        The plan's scorecard, where it is at hand.
    """
    known = score or scorecard(place, plan)
    counted = ledger_words(place.ledger(plan.band.ledger))
    layers = tuple(layer_section(place, plan, layer.name, known) for layer in place.layers)
    return Report(
        title=f"Neighbourhood footprints for {place.name}",
        place=place.name,
        plan=plan.name,
        made_on=made_on,
        version=__version__,
        seed=plan.origin.seed,
        notice=place.notice,
        band=plan.band,
        band_words=plan.band.words(),
        ledger_words=counted,
        summary=summary_sentences(known, layers, counted),
        ledgers=_ledgers(place, plan),
        footprints=_footprints(place, plan, known),
        band_rows=_band_rows(known),
        coverage=known.coverage,
        coverage_sentences=coverage_sentences(place, plan, known, counted),
        cut_share=known.cut_share,
        layers=layers,
        issues=tuple(check(place, plan, known)),
        sources=place.sources,
        attribution=attribution(place),
        method=_method(plan),
        definitions=DEFINITIONS,
    )


def _ledgers(place: Place, plan: Plan) -> tuple[LedgerLine, ...]:
    return tuple(
        LedgerLine(
            each.name, each.label, each.source, round(each.total), each.name == plan.band.ledger
        )
        for each in place.ledgers
    )


def _footprints(place: Place, plan: Plan, score: Scorecard) -> tuple[FootprintRow, ...]:
    colours = footprint_colours(place, plan)
    return tuple(
        FootprintRow(
            number=number + 1,
            id=each.id,
            name=each.name,
            notes=plan.footprints[number].notes,
            colour=palette()[colours[number]],
            people=tuple(round(each.people[ledger.name]) for ledger in place.ledgers),
            units=each.units,
            parts=each.parts,
            area_km2=each.area_km2,
            polsby_popper=each.polsby_popper,
        )
        for number, each in enumerate(score.footprints)
    )


def _band_rows(score: Scorecard) -> tuple[BandRow, ...]:
    band = score.band
    return tuple(
        BandRow(
            number=number,
            id=each.id,
            name=each.name,
            people=round(each.people[band.ledger]),
            state=each.band,
            state_words=BAND_WORDS[each.band],
            difference=band_difference(band, each.people[band.ledger]),
        )
        for number, each in enumerate(score.footprints, start=1)
    )


def _method(plan: Plan) -> tuple[tuple[str, str], ...]:
    origin = plan.origin
    pairs = [("How the plan was made", origin.method)]
    if origin.seed is not None:
        pairs.append(("Random seed", str(origin.seed)))
    pairs.extend(origin.settings)
    if origin.made_at:
        pairs.append(("Plan made at", origin.made_at))
    if origin.version:
        pairs.append(("Plan made with version", origin.version))
    return (*pairs, ("Report made with version", __version__))
