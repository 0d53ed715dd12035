"""What the coterminosity summary says: one page that a partnership board can read and question.

All of it is said in the coverage report too, and is taken from there, so that the two cannot
disagree. "Main area" is the area that most of a footprint's people belong to.
"""

from __future__ import annotations

from dataclasses import dataclass

from icp_footprints.measures.scorecard import FootprintScore, Scorecard
from icp_footprints.report.content import Report
from icp_footprints.report.discreet.discretion import NOT_PRINTED
from icp_footprints.report.sections.bands import BandSection
from icp_footprints.report.sections.cover import Cover
from icp_footprints.report.sections.layer import FitRow, LayerSection, rounding_words
from icp_footprints.report.sections.profile import ProfileTable
from icp_footprints.report.sections.splits import SplitBlock
from icp_footprints.report.sections.targets import EXCEPTED, TargetRow
from icp_footprints.wording import area_words, count_words, people_words, shortened

LONGEST_NAME = 48
LONGEST_LAYER = 20
# Named as far as there is room; so many never have.
MOST_SPLITS = 60
# A chair reads out so many layers; the others stand in the table.
MOST_READ_OUT = 2
MOST_LAYERS = 4
MOST_MISSED = 2


@dataclass(frozen=True)
class SummaryBand:
    """A band, how many footprints are in it, and the people of the whole place on its ledger."""

    words: str
    ledger_words: str
    in_band: int
    people: int


@dataclass(frozen=True)
class SummaryLayer:
    """What the whole plan comes to with one layer.

    Parameters
    ----------
    share, containment, coterminosity
        Footprints to areas, areas to footprints, and both in one number.
    kept_whole, split
        How many of the areas: ``2 of 5``.
    splits, more_splits
        Each split area and where its pieces are, the largest area first; and how many more.
    comparable
        Whether its areas are about a footprint in size; else match says nothing.
    """

    heading: str
    area: str
    areas: str
    ledger_words: str
    share: str
    containment: str
    coterminosity: str
    kept_whole: str
    split: str
    splits: tuple[tuple[str, str], ...]
    more_splits: int
    comparable: bool


@dataclass(frozen=True)
class SummaryCell:
    """A footprint and its main area of one layer: three figures, and whether they pass."""

    area: str
    share: str
    containment: str
    match: str


@dataclass(frozen=True)
class SummaryRow:
    """One footprint.

    Parameters
    ----------
    people, states, agreed
        One of each for every band; ``agreed`` where partners accept that it is out of that band.
    cells
        One for every layer of the page.
    rank
        Where a page has no room for all, those with the lowest stay.
    """

    number: int
    name: str
    people: tuple[int, ...]
    states: tuple[str, ...]
    agreed: tuple[bool, ...]
    cells: tuple[SummaryCell, ...]
    rank: int


@dataclass(frozen=True)
class SummaryPage:
    """The page. ``chair`` is what a chair would read out, in sentences.

    ``rounding`` says how counts are rounded, and why;
    ``left_out`` which areas are not counted;
    ``further`` which layers have no room; all three may be empty. ``profile`` says who lives in
    each footprint, where there are no layers to say more of.
    """

    cover: Cover
    notice: str
    chair: tuple[str, ...]
    bands: tuple[SummaryBand, ...]
    layers: tuple[SummaryLayer, ...]
    rows: tuple[SummaryRow, ...]
    profile: tuple[ProfileTable, ...]
    rounding: str
    left_out: str
    further: str
    attribution: str
    program_version: str


def summary_page(report: Report, score: Scorecard) -> SummaryPage:
    """The summary of a plan.

    Parameters
    ----------
    report
        What the coverage report says of it.
    score
        The plan's scorecard, which that was made from.
    """
    layers = report.layers[:MOST_LAYERS]
    left = ", ".join(each.heading for each in report.layers[MOST_LAYERS:])
    return SummaryPage(
        cover=report.cover,
        notice=report.notice,
        chair=_chair(report, score),
        bands=_bands(report),
        layers=tuple(_layer(each) for each in layers),
        rows=_rows(report, layers, score),
        profile=() if layers else report.profile.tables,
        rounding=rounding_words(layers),
        left_out=shortened(" ".join(each.left_out for each in layers if each.left_out), 400),
        further=f"Further layers are in the coverage report: {shortened(left)}." if left else "",
        attribution=report.attribution,
        program_version=report.program_version,
    )


def _bands(report: Report) -> tuple[SummaryBand, ...]:
    people = {ledger.name: ledger.people for ledger in report.ledgers}
    return tuple(
        SummaryBand(each.words, each.ledger_words, each.in_band, people[each.band.ledger])
        for each in report.bands
    )


def _layer(section: LayerSection) -> SummaryLayer:
    figures = {figure.name: figure.value for figure in section.figures}
    one, many = area_words(section.name)
    return SummaryLayer(
        heading=shortened(section.heading, LONGEST_LAYER),
        area=shortened(one, LONGEST_LAYER),
        areas=shortened(many, LONGEST_LAYER),
        ledger_words=section.ledger_words,
        share=figures["Plan share"],
        containment=figures["Plan containment"],
        coterminosity=figures["Coterminosity"],
        kept_whole=figures["Kept whole"],
        split=figures["Split"],
        splits=tuple(_split(block) for block in section.splits[:MOST_SPLITS]),
        more_splits=len(section.splits[MOST_SPLITS:]),
        comparable=section.comparable,
    )


def _split(block: SplitBlock) -> tuple[str, str]:
    """A split area, and its pieces by the number of the footprint."""
    pieces = ", ".join(
        f"in {piece.number}" if piece.share == NOT_PRINTED else f"{piece.share} in {piece.number}"
        for piece in block.pieces
    )
    return shortened(block.area_name or block.area, LONGEST_NAME), pieces


def _rows(
    report: Report, layers: tuple[LayerSection, ...], score: Scorecard
) -> tuple[SummaryRow, ...]:
    ranks = _ranks(score)
    return tuple(
        SummaryRow(
            number=row.number,
            name=shortened(row.name, LONGEST_NAME),
            people=tuple(band.rows[i].people for band in report.bands),
            states=tuple(
                band.rows[i].difference or band.rows[i].state_words for band in report.bands
            ),
            agreed=tuple(i in _agreed(report, band) for band in report.bands),
            cells=tuple(_cell(layer.fits[i]) for layer in layers),
            rank=ranks[i],
        )
        for i, row in enumerate(report.footprints)
    )


def _agreed(report: Report, band: BandSection) -> set[int]:
    """Which footprints, from 0, are out of a band by an exception that partners have agreed to."""
    accepted = {
        each.subject for each in report.issues if (each.rule, each.severity) == ("band", "accepted")
    }
    first = band is report.bands[0]
    return {
        i
        for i, row in enumerate(band.rows)
        if (row.id if first else f"{row.id}@{band.band.ledger}") in accepted
    }


def _cell(fit: FitRow) -> SummaryCell:
    name = shortened(fit.area_name or fit.area, LONGEST_NAME)
    return SummaryCell(name or "none", fit.share, fit.containment, fit.match)


def _ranks(score: Scorecard) -> list[int]:
    """The place of each footprint among those to look at first, from 0.

    First those out of a band or in several parts, then those that fit the first layer least.
    """
    first = next(iter(score.layers), None)

    def key(number: int) -> tuple[bool, float, int]:
        each = score.footprints[number]
        return _is_sound(each), each.layers[first.name].match if first else 0.0, number

    order = sorted(range(len(score.footprints)), key=key)
    ranks = [0] * len(order)
    for rank, number in enumerate(order):
        ranks[number] = rank
    return ranks


def _is_sound(footprint: FootprintScore) -> bool:
    return footprint.parts <= 1 and all(state == "in" for state in footprint.bands.values())


def _chair(report: Report, score: Scorecard) -> tuple[str, ...]:
    count, place = len(report.footprints), shortened(report.place, LONGEST_NAME)
    if not count:
        return (f"{place} has no footprints yet.",)
    sentences = [f"{place} is planned as {count_words(count, 'footprint')}."]
    sentences.append(_coverage_sentence(score))
    sentences += [_band_sentence(report, band) for band in report.bands]
    sentences += [_layer_sentence(each) for each in report.layers[:MOST_READ_OUT]]
    if report.targets:
        sentences.append(_target_sentence(report.targets))
    return tuple(sentences)


def _coverage_sentence(score: Scorecard) -> str:
    gap = score.coverage
    if gap.is_complete:
        return "Every small area is in exactly one footprint: no gaps and no overlaps."
    people = people_words(gap.unassigned_people)
    are = "is" if gap.unassigned_units == 1 else "are"
    return (
        f"{gap.unassigned_units:,} of {gap.units:,} small areas ({people}) {are} in no footprint."
    )


def _band_sentence(report: Report, band: BandSection) -> str:
    count, rest = len(band.rows), len(band.rows) - band.in_band
    inside = "All" if band.in_band == count > 1 else f"{band.in_band} of {count}"
    verb = "holds" if band.in_band == 1 else "hold"
    said = f"{inside} {verb} {band.words} people ({band.ledger_words})"
    agreed = len(_agreed(report, band))
    if not agreed:
        return f"{said}."
    are = "an exception is" if agreed == 1 else "exceptions are"
    if rest == 1:
        whom = "it" if count == 1 else "the other"
    else:
        whom = f"{agreed} of {'them' if rest == count else f'the other {rest}'}"
    return f"{said}; {are} agreed for {whom}."


def _target_sentence(targets: tuple[TargetRow, ...]) -> str:
    """How many targets are met, and which are missed: those that are required come first."""
    missed = sorted(
        (each for each in targets if not each.met), key=lambda each: each.strength != "required"
    )
    said = f"{len(targets) - len(missed)} of {count_words(len(targets), 'target')} met"
    if not missed:
        return f"{said}."
    named = "; ".join(
        f"{shortened(each.words, LONGEST_NAME)} ({each.strength}"
        f"{', exception agreed' if each.result == EXCEPTED else ''})"
        for each in missed[:MOST_MISSED]
    )
    more = f"; and {len(missed) - MOST_MISSED} more" if len(missed) > MOST_MISSED else ""
    return f"{said}. Not met: {named}{more}."


def _layer_sentence(section: LayerSection) -> str:
    figures = {figure.name: figure.value for figure in section.figures}
    one, many = (shortened(words, LONGEST_LAYER) for words in area_words(section.name))
    whole = f"{figures['Kept whole']} {many} are kept whole"
    if not section.comparable:
        return f"{whole}, {figures['Split'].split(' ')[0]} split."
    article = "an" if one[:1].lower() in "aeiou" or one.startswith(("LS", "MS")) else "a"
    return (
        f"On average {figures['Plan share']} of a footprint’s people belong to one {one}, and "
        f"{figures['Plan containment']} of {article} {one}’s people here are in one footprint; "
        f"{whole}."
    )
