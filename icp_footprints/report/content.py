"""What a report of a plan says, without any layout: every form of report is made from this.

Counts and shares of what footprints and areas have in common are as they may be printed (see
`report.discreet.discretion`). Other shares are from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from icp_footprints import __version__
from icp_footprints.checks.check import check
from icp_footprints.checks.issue import Issue
from icp_footprints.geography.place import Place
from icp_footprints.geography.source import Source
from icp_footprints.measures.ceilings.ceiling import Ceiling
from icp_footprints.measures.coverage import Coverage
from icp_footprints.measures.profile import aged_ledger
from icp_footprints.measures.scorecard import LayerScore, Scorecard, scorecard
from icp_footprints.plan.plan import Plan
from icp_footprints.report.attribution import attribution
from icp_footprints.report.sections.adjacency import AdjacencySection, adjacency_section
from icp_footprints.report.sections.age_groups import age_groups
from icp_footprints.report.sections.assets import AssetSection, asset_sections
from icp_footprints.report.sections.bands import BandSection, band_sections
from icp_footprints.report.sections.card import Card, Known, cards
from icp_footprints.report.sections.ceilings import ceiling_note, with_ceilings
from icp_footprints.report.sections.cover import Cover, cover
from icp_footprints.report.sections.coverage import CoverageSection, coverage_section
from icp_footprints.report.sections.definitions import Definition, definitions
from icp_footprints.report.sections.footprints import FootprintRow, footprint_rows
from icp_footprints.report.sections.headline import Headline, effective_splits, headline
from icp_footprints.report.sections.joins import JoinRow, join_rows
from icp_footprints.report.sections.layer import LayerSection, layer_section
from icp_footprints.report.sections.ledgers import LedgerLine, ledger_lines
from icp_footprints.report.sections.origin_words import method_pairs, origin_words
from icp_footprints.report.sections.profile import ProfileSection, profile_section
from icp_footprints.report.sections.sign_off import SignOff, sign_off
from icp_footprints.report.sections.source_notes import board_sources
from icp_footprints.report.sections.summary import coverage_sentences, summary_sentences
from icp_footprints.report.sections.targets import (
    ExceptionRow,
    TargetRow,
    exception_rows,
    target_rows,
    target_summary,
)
from icp_footprints.report.words import ledger_words, small_areas_words


@dataclass(frozen=True)
class Report:
    """Everything a report says about a plan, in the order it says it.

    Parameters
    ----------
    cover
        Which plan this is, its status and content check, who made the report and when.
    program_version
        The version of the program that made the report.
    notice
        A sentence that must be prominent, such as that of demonstration data; may be empty.
    origin
        How the plan was made, in a few words.
    ledger_words
        The ledger on which coverage and coterminosity count people, to stand beside figures.
    bands
        One section for each band, the foremost first.
    summary
        The plan in a few plain sentences.
    ceiling_note
        What the ceilings of figures hold for, or why there are none; may be empty.
    headlines
        What each layer comes to, for the first page.
    small_areas
        What units are, for a reader who never met one.
    coverage_table
        Coverage in figures: people and ground in one footprint, in none, in two.
    cards
        Everything about each footprint in one place.
    sources
        The files, as a board reads of them.
    joins
        What joined of each file that was read against the units.
    method
        How the plan can be made again, as pairs of term and value.
    sign_off
        What partners sign, and who.
    """

    title: str
    place: str
    plan: str
    made_on: date
    cover: Cover
    program_version: str
    origin: str
    notice: str
    bands: tuple[BandSection, ...]
    ledger_words: str
    summary: tuple[str, ...]
    headlines: tuple[Headline, ...]
    small_areas: str
    ledgers: tuple[LedgerLine, ...]
    footprints: tuple[FootprintRow, ...]
    coverage: Coverage
    coverage_sentences: tuple[str, ...]
    coverage_table: CoverageSection
    cut_share: float
    layers: tuple[LayerSection, ...]
    ceiling_note: str
    targets: tuple[TargetRow, ...]
    exceptions: tuple[ExceptionRow, ...]
    profile: ProfileSection
    assets: tuple[AssetSection, ...]
    adjacency: AdjacencySection
    cards: tuple[Card, ...]
    issues: tuple[Issue, ...]
    joins: tuple[JoinRow, ...]
    sources: tuple[Source, ...]
    attribution: str
    method: tuple[tuple[str, str], ...]
    definitions: tuple[Definition, ...]
    sign_off: SignOff


def report_content(
    place: Place,
    plan: Plan,
    made_on: date,
    score: Scorecard | None = None,
    ceilings: Sequence[Ceiling] = (),
    *,
    made_by: str = "",
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
    ceilings
        What figures of layers could be at best, see `ceilings_of_plan`.
    made_by
        Who made the report, for its cover.
    """
    known = score or scorecard(place, plan)
    counted = ledger_words(place.ledger(known.ledger))
    bands, targets = band_sections(place, known), target_rows(known)
    headlines = tuple(
        headline(each, ledger_words(place.ledger(each.ledger))) for each in known.layers
    )
    found = _found(place, plan, known, ceilings)
    front = cover(place, plan, made_on, made_by)
    return Report(
        title=f"Neighbourhood footprints for {place.name}",
        place=place.name,
        plan=plan.name,
        made_on=made_on,
        cover=front,
        program_version=__version__,
        origin=origin_words(plan.origin),
        notice=place.notice,
        bands=bands,
        ledger_words=counted,
        summary=summary_sentences(known, bands, headlines, target_summary(targets), counted),
        headlines=headlines,
        small_areas=small_areas_words(place.units),
        ledgers=ledger_lines(place, plan, known.ledger),
        footprints=found.footprints,
        coverage=known.coverage,
        coverage_sentences=coverage_sentences(place, plan, known, counted),
        coverage_table=coverage_section(place, plan),
        cut_share=known.cut_share,
        layers=found.layers,
        ceiling_note=ceiling_note(known, ceilings),
        targets=targets,
        exceptions=found.exceptions,
        profile=profile_section(known, found.groups),
        assets=found.assets,
        adjacency=adjacency_section(place),
        cards=cards(place, plan, known, found),
        issues=found.issues,
        joins=join_rows(place.sources),
        sources=board_sources(place.sources),
        attribution=attribution(place),
        method=method_pairs(plan.origin),
        definitions=definitions(has_layers=bool(place.layers)),
        sign_off=sign_off(plan, front),
    )


def _found(place: Place, plan: Plan, score: Scorecard, ceilings: Sequence[Ceiling]) -> Known:
    """What stands in tables of its own and on cards as well."""
    aged = aged_ledger(place)
    return Known(
        footprints=footprint_rows(place, plan, score),
        layers=tuple(
            with_ceilings(_layer(place, plan, each, score), ceilings) for each in score.layers
        ),
        assets=asset_sections(score),
        issues=tuple(check(place, plan, score)),
        exceptions=exception_rows(place, plan),
        groups=age_groups(aged.ages) if aged and aged.ages else (),
    )


def _layer(place: Place, plan: Plan, layer: LayerScore, score: Scorecard) -> LayerSection:
    section = layer_section(place, plan, layer.name, score)
    return replace(section, figures=(*section.figures, effective_splits(layer)))
