"""A card for each footprint: everything that the report says about it, in one place."""

from __future__ import annotations

from dataclasses import dataclass

from icp_footprints.checks.exceptions import subject_of
from icp_footprints.checks.issue import Issue
from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import FootprintScore, Scorecard
from icp_footprints.plan.band import BandState
from icp_footprints.plan.plan import Plan
from icp_footprints.report.sections.age_groups import AgeGroup
from icp_footprints.report.sections.assets import AssetSection
from icp_footprints.report.sections.card_figures import (
    CardFigure,
    age_figures,
    deprivation_figures,
    deprived_tenths,
    ground_figures,
)
from icp_footprints.report.sections.card_layers import CardLayer, card_layer
from icp_footprints.report.sections.card_neighbours import Neighbour, neighbours
from icp_footprints.report.sections.footprints import FootprintRow
from icp_footprints.report.sections.layer import LayerSection
from icp_footprints.report.sections.targets import ExceptionRow
from icp_footprints.report.words import BAND_WORDS, band_difference, ledger_words


@dataclass(frozen=True)
class CardPeople:
    """A footprint's people on one ledger; the last four are empty where no band counts on it."""

    ledger: str
    ledger_words: str
    people: int
    band_words: str
    state: BandState | None
    state_words: str
    difference: str
    """How many people too few or too many; empty in band."""


@dataclass(frozen=True)
class CardAssets:
    """The points of one layer inside a footprint, such as its GP practices."""

    label: str
    count: int
    names: tuple[str, ...]
    more: int
    """How many are not named."""


@dataclass(frozen=True)
class Card:
    """One footprint.

    Parameters
    ----------
    row
        Its row of the table of all footprints: number, name, notes, lead, partners, parts, ...
    people
        One line per ledger.
    ages_ledger_words
        The ledger on which ages are known; empty without any.
    ages, deprivation, ground
        Figures beside those of the place; empty where nothing is known.
    layers
        The areas that its people belong to: PCNs, communities, wards, ...
    issues, exceptions
        Those about this footprint.
    """

    row: FootprintRow
    people: tuple[CardPeople, ...]
    ages_ledger_words: str
    ages: tuple[CardFigure, ...]
    deprivation: tuple[CardFigure, ...]
    ground: tuple[CardFigure, ...]
    layers: tuple[CardLayer, ...]
    neighbours: tuple[Neighbour, ...]
    assets: tuple[CardAssets, ...]
    issues: tuple[Issue, ...]
    exceptions: tuple[ExceptionRow, ...]


@dataclass(frozen=True)
class Known:
    """What other sections have found already, for cards to repeat and not to find otherwise."""

    footprints: tuple[FootprintRow, ...]
    layers: tuple[LayerSection, ...]
    assets: tuple[AssetSection, ...]
    issues: tuple[Issue, ...]
    exceptions: tuple[ExceptionRow, ...]
    groups: tuple[AgeGroup, ...]


def cards(place: Place, plan: Plan, score: Scorecard, known: Known) -> tuple[Card, ...]:
    """A card for each footprint, in plan order."""
    beside = neighbours(place, plan)
    tenths, tenth_of_place = deprived_tenths(place, plan)
    ages = score.profile.ages
    aged = "" if ages is None else ledger_words(place.ledger(ages.ledger))
    return tuple(
        Card(
            row=known.footprints[number],
            people=_people(place, plan, each),
            ages_ledger_words=aged,
            ages=age_figures(each.profile, score.profile, known.groups),
            deprivation=deprivation_figures(
                each.profile, score.profile, tenths[number], tenth_of_place
            ),
            ground=ground_figures(each.profile, score.profile),
            layers=tuple(
                card_layer(each, layer, section, plan)
                for layer, section in zip(score.layers, known.layers, strict=True)
            ),
            neighbours=beside[number],
            assets=_assets(known.assets, number),
            issues=tuple(issue for issue in known.issues if each.id in issue.footprints),
            exceptions=_exceptions(plan, known, each.id),
        )
        for number, each in enumerate(score.footprints)
    )


def _people(place: Place, plan: Plan, footprint: FootprintScore) -> tuple[CardPeople, ...]:
    bands = {band.ledger: band for band in plan.bands}
    lines: list[CardPeople] = []
    for ledger in place.ledgers:
        people, band = footprint.people[ledger.name], bands.get(ledger.name)
        state = None if band is None else footprint.bands[ledger.name]
        lines.append(
            CardPeople(
                ledger=ledger.name,
                ledger_words=ledger_words(ledger),
                people=round(people),
                band_words="" if band is None else band.words(),
                state=state,
                state_words="" if state is None else BAND_WORDS[state],
                difference="" if band is None or state == "in" else band_difference(band, people),
            )
        )
    return tuple(lines)


def _assets(sections: tuple[AssetSection, ...], number: int) -> tuple[CardAssets, ...]:
    rows = [(section.label, section.rows[number]) for section in sections]
    return tuple(CardAssets(label, row.count, row.names, row.more) for label, row in rows)


def _exceptions(plan: Plan, known: Known, footprint: str) -> tuple[ExceptionRow, ...]:
    """Those about a footprint that none of its accepted issues ends with already."""
    said = {(issue.rule, issue.subject) for issue in known.issues if issue.severity == "accepted"}
    return tuple(
        row
        for each, row in zip(plan.exceptions, known.exceptions, strict=True)
        if each.is_about_a_footprint
        and each.footprint_id == footprint
        and (each.rule, subject_of(plan, each)) not in said
    )
