"""What the inspector says of one footprint: sections of lines, each with a figure or two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from icp_footprints.geography.place import Place
from icp_footprints.measures.profile import Profile, aged_ledger
from icp_footprints.measures.scores import FootprintScore, Scorecard
from icp_footprints.plan.plan import Plan
from icp_footprints.report.sections.age_groups import age_groups, group_share
from icp_footprints.wording import shortened, shortlist
from ui import words
from ui.document import PlanDocument
from ui.models.layer_lines import layer_sections
from ui.models.lines import EMPTY, Bar, Cell, Line, Section

# So that the bar of the largest footprint does not touch the end.
ROOM = 1.08
MOST_POINTS_NAMED = 12
UNKNOWN = "–"


@dataclass(frozen=True)
class Inspected:
    """One footprint and all that its measures are read from."""

    place: Place
    plan: Plan
    scorecard: Scorecard
    score: FootprintScore


def sections_of(document: PlanDocument) -> tuple[Section, ...]:
    """What there is to say of the active footprint; nothing where there is none."""
    active = document.active_footprint_id
    if not document.is_open or active is None:
        return ()
    scorecard = document.scorecard
    score = scorecard.footprints[document.plan.number(active)]
    about = Inspected(document.place, document.plan, scorecard, score)
    return (
        _people(about),
        _shape(about),
        *layer_sections(about.place, scorecard, score),
        *_profile(about),
        *_points(about),
    )


def _people(about: Inspected) -> Section:
    bands = {band.ledger: band for band in about.plan.bands}
    ledgers = sorted(about.place.ledgers, key=lambda each: each.name != about.plan.band.ledger)
    lines: list[Line] = []
    for ledger in ledgers:
        people = about.score.people[ledger.name]
        band = bands.get(ledger.name)
        if band is None:
            state = Cell("No band", "No band")
            bar = None
        else:
            most = max(each.people[ledger.name] for each in about.scorecard.footprints)
            scale = 1 / (ROOM * max(most, band.high))
            bar = Bar(people * scale, (band.low * scale, band.high * scale))
            mark = words.BAND_MARKS[band.state(people)] if about.score.units else ""
            text = words.band_words(band, people) if about.score.units else "No units"
            state = Cell(f"{mark} {text}".strip(), text, said=text)
        tip = f"People on the {ledger.name} ledger"
        if band is not None:
            tip += f"; they should be {band.words()}"
        lines.append(
            Line(ledger.label or ledger.name, (Cell(words.count(people), people, bar), state), tip)
        )
    return Section("People", ("In this footprint", "Against the band"), tuple(lines))


def _shape(about: Inspected) -> Section:
    score = about.score
    whole = "✓ In one piece" if score.parts == 1 else "▲ Should be one piece"
    parts = Cell(whole, whole[2:], said=whole[2:]) if score.units else EMPTY
    compactness = "1 is a circle; a coastline makes it low"
    return Section(
        "Shape",
        ("In this footprint", ""),
        (
            Line("Units", (_counted(score.units), EMPTY), "Building blocks in the footprint"),
            Line("Parts", (_counted(score.parts), parts), "Separate pieces"),
            Line("Area", (Cell(f"{score.area_km2:,.1f} km²", round(score.area_km2, 3)), EMPTY)),
            Line(
                "Compactness",
                (Cell(f"{score.polsby_popper:.2f}", round(score.polsby_popper, 4)), EMPTY),
                compactness,
            ),
        ),
    )


def _profile(about: Inspected) -> Iterator[Section]:
    """Deprivation, density and ages, each beside that of the whole place."""
    here, whole = about.score.profile, about.scorecard.profile
    headings = ("In this footprint", shortened(about.place.name, 40))
    lines = [
        Line(
            "People per km²",
            (_number(here.people_per_km2, 0), _number(whole.people_per_km2, 0)),
        )
    ]
    if here.deprivation is not None and whole.deprivation is not None:
        lines += [
            Line(
                f"{here.deprivation.index} mean score",
                (_number(here.deprivation.mean_score, 1), _number(whole.deprivation.mean_score, 1)),
                "A higher score is more deprived",
            ),
            Line(
                "In the most deprived fifth",
                (
                    _share(here.deprivation.most_deprived_share),
                    _share(whole.deprivation.most_deprived_share),
                ),
                "Share of residents who live in the most deprived 20 % of units in England",
            ),
        ]
    if here.rural is not None and whole.rural is not None:
        rural = (_share(here.rural.rural_share), _share(whole.rural.rural_share))
        lines.append(Line("In rural units", rural))
    yield Section("Who lives here", headings, tuple(lines))
    yield from _ages(about.place, here, whole, headings)


def _ages(
    place: Place, here: Profile, whole: Profile, headings: tuple[str, str]
) -> Iterator[Section]:
    ledger = aged_ledger(place)
    if ledger is None or ledger.ages is None or here.ages is None or whole.ages is None:
        return
    lines = tuple(
        Line(
            f"Aged {group.label}",
            (
                _share(group_share(group, here.ages.shares)),
                _share(group_share(group, whole.ages.shares)),
            ),
            f"Share of people of known age, {ledger.name} ledger",
        )
        for group in age_groups(ledger.ages)
    )
    yield Section("Ages", headings, lines)


def _points(about: Inspected) -> Iterator[Section]:
    if not about.place.point_layers:
        return
    lines: list[Line] = []
    for layer in about.place.point_layers:
        inside = about.score.points[layer.name]
        named = sorted((each.name or each.id for each in inside), key=str.casefold)
        tip = shortlist([shortened(name, 60) for name in named], MOST_POINTS_NAMED)
        lines.append(
            Line(layer.label or layer.name, (_counted(len(inside)), _counted(len(layer))), tip)
        )
    yield Section("Points inside", ("In this footprint", "In the files"), tuple(lines))


def _counted(number: int) -> Cell:
    return Cell(words.count(number), number)


def _number(value: float | None, decimals: int) -> Cell:
    if value is None:
        return Cell(UNKNOWN, UNKNOWN, said="not known")
    return Cell(f"{value:,.{decimals}f}", round(value, decimals))


def _share(share: float | None) -> Cell:
    if share is None:
        return Cell(UNKNOWN, UNKNOWN, said="not known")
    return Cell(words.percent(share), round(share, 4), Bar(share))
