"""What a report says about who lives in each footprint, beside the whole place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from icp_footprints.measures.profile import Profile
from icp_footprints.measures.scorecard import Scorecard
from icp_footprints.report.sections.age_groups import AgeGroup, group_share
from icp_footprints.report.words import percent
from icp_footprints.wording import count_words

NONE = "–"
# Where no footprint is lower or higher than another, as far as is printed.
EVERYWHERE = "everywhere"


@dataclass(frozen=True)
class ProfileRow:
    """One footprint's figures, one cell for each heading of the table."""

    number: int
    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class ProfileTable:
    """Figures of every footprint, and of the whole place in ``place_cells``."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[ProfileRow, ...]
    place_cells: tuple[str, ...]


@dataclass(frozen=True)
class SpreadRow:
    """How far footprints differ in one figure."""

    figure: str
    lowest: str
    lowest_name: str
    highest: str
    highest_name: str
    place: str


@dataclass(frozen=True)
class ProfileSection:
    """Who lives in each footprint; ``notes`` says what is not in the figures."""

    tables: tuple[ProfileTable, ...]
    spread: tuple[SpreadRow, ...]
    notes: tuple[str, ...]


def profile_section(score: Scorecard, groups: tuple[AgeGroup, ...]) -> ProfileSection:
    """The profile of footprints and place.

    Parameters
    ----------
    score
        The plan's scorecard.
    groups
        The age groups to print.
    """
    place = score.profile
    tables = [_table(score, f"Where people live, {place.ledger} ledger", _headings(place), _cells)]
    if place.ages is not None and groups:
        tables.append(
            _table(
                score,
                f"People by age, {place.ages.ledger} ledger",
                tuple(group.label for group in groups),
                lambda profile: _age_cells(profile, groups),
            )
        )
    return ProfileSection(tuple(tables), _spread(score), _notes(place))


def _table(
    score: Scorecard,
    caption: str,
    headings: tuple[str, ...],
    cells: Callable[[Profile], tuple[str, ...]],
) -> ProfileTable:
    rows = tuple(
        ProfileRow(number, each.name, cells(each.profile))
        for number, each in enumerate(score.footprints, start=1)
    )
    return ProfileTable(caption, headings, rows, cells(score.profile))


def _headings(place: Profile) -> tuple[str, ...]:
    headings = ["People per km²"]
    if place.deprivation is not None:
        headings += [f"{place.deprivation.index} mean score", "In the most deprived fifth"]
    if place.rural is not None:
        headings.append("In rural units")
    return tuple(headings)


def _cells(profile: Profile) -> tuple[str, ...]:
    """The figures under `_headings`."""
    cells = [_density(profile.people_per_km2)]
    if profile.deprivation is not None:
        cells += [
            _score(profile.deprivation.mean_score),
            _percent(profile.deprivation.most_deprived_share),
        ]
    if profile.rural is not None:
        cells.append(_percent(profile.rural.rural_share))
    return tuple(cells)


def _age_cells(profile: Profile, groups: tuple[AgeGroup, ...]) -> tuple[str, ...]:
    shares = () if profile.ages is None else profile.ages.shares
    return tuple(_percent(group_share(group, shares)) for group in groups)


def _spread(score: Scorecard) -> tuple[SpreadRow, ...]:
    """The figures of the first table, with the footprints at either end."""
    place = score.profile
    index = place.deprivation.index if place.deprivation else ""
    words: dict[str, tuple[str, Callable[[float | None], str]]] = {
        "people_per_km2": ("People per km²", _density),
        "mean_score": (f"{index} mean score", _score),
        "most_deprived_share": ("In the most deprived fifth", _percent),
        "rural_share": ("In rural units", _percent),
    }
    names = {each.id: each.name for each in score.footprints}
    rows: list[SpreadRow] = []
    for each in score.spread:
        if each.figure not in words:
            continue
        figure, printed = words[each.figure]
        lowest, highest = printed(each.lowest), printed(each.highest)
        alike = EVERYWHERE if lowest == highest else ""
        rows.append(
            SpreadRow(
                figure=figure,
                lowest=lowest,
                lowest_name=alike or names[each.lowest_footprint],
                highest=highest,
                highest_name=alike or names[each.highest_footprint],
                place=printed(each.place),
            )
        )
    return tuple(rows)


def _notes(place: Profile) -> tuple[str, ...]:
    notes: list[str] = []
    deprivation, rural = place.deprivation, place.rural
    if deprivation is not None:
        notes.append(
            f"{deprivation.index}: a higher score is more deprived. The most deprived fifth are "
            "the units in the most deprived 20 % of England."
        )
        missing = max(deprivation.units_without_score, deprivation.units_without_decile)
        if missing:
            notes.append(f"Deprivation leaves out {count_words(missing, 'unit')} without a figure.")
    if rural is not None and rural.units_without_class:
        left = count_words(rural.units_without_class, "unit")
        notes.append(f"Rural shares leave out {left} whose class is not known.")
    return tuple(notes)


def _density(value: float | None) -> str:
    return NONE if value is None else f"{value:,.0f}"


def _score(value: float | None) -> str:
    return NONE if value is None else f"{value:.1f}"


def _percent(value: float | None) -> str:
    return NONE if value is None else percent(value)
