"""What the web map says: the figures of its table and pop-ups, and what can be searched for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle

from icp_footprints.exchange.exporting.metadata import export_metadata
from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import Scorecard
from icp_footprints.plan.plan import Plan
from icp_footprints.report.content import FootprintRow, Report
from icp_footprints.report.sections.layer import FitRow
from icp_footprints.report.web_map.comments import LONGEST_IN_LINK, comment_link
from icp_footprints.report.words import bands_words
from icp_footprints.wording import area_words, layer_words, shortened

# Colour and dashes of the outlines of each layer: told apart in black and white by their dashes.
OUTLINES = (
    ("#5b1a8b", ""),
    ("#004f8a", "9 5"),
    ("#8a3000", "2 6"),
    ("#005a4c", "12 4 2 4"),
    ("#4a3b2a", "5 4"),
    ("#8a1250", "14 6"),
)


@dataclass(frozen=True)
class MapFootprint:
    """One footprint: its row of the table, and what its pop-up says.

    ``notes``, ``lead``, ``partners`` are empty in the public version, ``comment`` without an
    address to send comments to.
    """

    row: FootprintRow
    people: tuple[str, ...]
    """People on each ledger of the report."""
    bands: tuple[str, ...]
    """For each band of the report, ``in band`` or how far from it."""
    state: str
    """How it stands in all bands, in a few words."""
    fits: tuple[FitRow, ...]
    """The best area of each layer."""
    notes: str
    lead: str
    partners: str
    comment: str


@dataclass(frozen=True)
class MapLayer:
    """A layer whose areas can be outlined on the map, and how they are drawn."""

    name: str
    heading: str
    areas: int
    colour: str
    dashes: str


@dataclass(frozen=True)
class WebMapContent:
    """What the page says around its map.

    Parameters
    ----------
    report
        The report whose figures these are.
    metadata
        What the file says of itself for other programs.
    status
        Status and version, as a reader sees them.
    is_public
        Whether notes, leads, partners and issues are left out.
    comments
        Whether footprints have a link to send a comment.
    counted
        The position of the foremost band's ledger in `Report.ledgers`.
    searchable
        What can be searched for beside footprints, in words.
    """

    report: Report
    metadata: dict[str, object]
    status: str
    is_public: bool
    comments: bool
    counted: int
    searchable: str
    footprints: tuple[MapFootprint, ...]
    layers: tuple[MapLayer, ...]

    @property
    def people_named(self) -> bool:
        """Whether any footprint has a lead, partners or notes to show."""
        return any(each.lead or each.partners or each.notes for each in self.footprints)


def web_map_content(
    place: Place, plan: Plan, report: Report, *, public: bool, comments_to: str
) -> WebMapContent:
    """What the web map says; see `web_map`."""
    metadata = export_metadata(place, plan, report.made_on)
    front = report.cover
    about = f"{shortened(plan.name, LONGEST_IN_LINK)}, version {front.version} ({front.status}), "
    about += f"content check {front.content_check}"

    def shown(number: int, row: FootprintRow) -> MapFootprint:
        own = plan.footprints[number]
        return MapFootprint(
            row=row,
            people=tuple(f"{count:,}" for count in row.people),
            bands=tuple(
                band.rows[number].difference or band.rows[number].state_words
                for band in report.bands
            ),
            state=_state(report, number),
            fits=tuple(layer.fits[number] for layer in report.layers),
            notes="" if public else own.notes,
            lead="" if public else own.lead,
            partners="" if public else own.partners,
            comment=comment_link(comments_to, place.name, own.name, about) if comments_to else "",
        )

    return WebMapContent(
        report=report,
        metadata={key: value for key, value in metadata.items() if key != "sources"},
        # Who proposed or agreed it may be a person.
        status=front.status_words.partition(",")[0] + f", version {front.version}"
        if public
        else front.status_words,
        is_public=public,
        comments=bool(comments_to),
        counted=[ledger.name for ledger in report.ledgers].index(plan.band.ledger),
        searchable=_searchable(place),
        footprints=tuple(shown(number, row) for number, row in enumerate(report.footprints)),
        layers=tuple(
            MapLayer(layer.name, layer_words(layer.name), len(layer.area_ids), *outline)
            for layer, outline in zip(place.layers, cycle(OUTLINES), strict=False)
        ),
    )


def _state(report: Report, number: int) -> str:
    """How a footprint stands: how far from the one band, or where it is out of several."""
    rows = [band.rows[number] for band in report.bands]
    if len(rows) == 1:
        return rows[0].difference or rows[0].state_words
    each = zip(report.bands, rows, strict=True)
    return bands_words([(band.band.ledger, row.state) for band, row in each])


def _searchable(place: Place) -> str:
    kinds = [area_words(layer.name)[0] for layer in place.layers]
    kinds += [layer.label or layer.name for layer in place.point_layers]
    return shortened(", ".join([*kinds, "small area"]))


def best_footprints(score: Scorecard, plan: Plan) -> dict[tuple[str, str], int]:
    """The number of the footprint that holds most of each area, by layer and area id.

    Without areas of which only a handful of people live in the place.
    """
    return {
        (layer.name, area.area): plan.number(area.best_footprint)
        for layer in score.layers
        for area in layer.area_scores
        if area.best_footprint and not area.is_minor
    }
