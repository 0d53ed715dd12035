"""The sheets of the workbook about layers: both ways round, splits, and ceilings."""

from __future__ import annotations

import re

from icp_footprints.report.content import Report
from icp_footprints.report.sections.layer import LayerSection
from icp_footprints.report.workbook.sheet import Column, Kind, Sheet

CEILING = re.compile(r"at most ([\d.]+ %)")


def ceilings_sheet(report: Report) -> Sheet:
    """Every figure of every layer, and what it could be at best."""
    return Sheet(
        "Ceilings",
        "Coterminosity of the whole plan, and what it could be at best",
        f"People on the {report.ledger_words}.",
        (
            Column("Layer", width=18),
            Column("Figure", width=20),
            Column("Reached", Kind.FIGURE, 12),
            Column("Could be at most", Kind.SHARE, 12),
            Column("How that is known", Kind.WORDS, 34),
            Column("What it says", Kind.WORDS, 70),
        ),
        tuple(
            (
                *(layer.heading, figure.name, figure.value),
                *(_bound(figure.ceiling), figure.ceiling, figure.meaning),
            )
            for layer in report.layers
            for figure in layer.figures
        ),
        below=(report.ceiling_note,) if report.ceiling_note else (),
    )


def _bound(words: str) -> str:
    found = CEILING.search(words)
    return found[1] if found else ""


def layer_sheets(report: Report) -> list[Sheet]:
    """Two sheets for each layer: by footprint, and by area."""
    return [sheet for layer in report.layers for sheet in (_by_footprint(layer), _by_area(layer))]


def _by_footprint(layer: LayerSection) -> Sheet:
    return Sheet(
        f"{layer.heading} by footprint",
        f"{layer.heading}: the area that most of each footprint's people belong to",
        f"Counts people on the {layer.ledger_words}. {layer.method}",
        (
            Column("No.", Kind.COUNT, 6),
            Column("Footprint", width=28),
            Column("Main area", width=34),
            Column("Code", width=14),
            Column("Share: of the footprint in that area", Kind.SHARE, 16),
            Column("Containment: of that area in the footprint", Kind.SHARE, 16),
            Column("Match", Kind.SHARE, 12),
            Column("Match in words", width=22),
            Column("Two-way rule", width=10),
            Column("Of the area's people, outside the place", Kind.SHARE, 16),
        ),
        tuple(
            (
                *(fit.number, fit.name, fit.area_name or fit.area, fit.area),
                *(fit.share, fit.containment, fit.match, fit.match_words),
                *(fit.two_way, fit.outside),
            )
            for fit in layer.fits
        ),
        below=_below(layer),
        frozen=2,
    )


def _by_area(layer: LayerSection) -> Sheet:
    return Sheet(
        f"{layer.heading} by area",
        f"{layer.heading}: the footprint that holds most of each area's people",
        f"Counts people on the {layer.ledger_words}. {layer.method}",
        (
            Column("Area", width=36),
            Column("Code", width=14),
            Column("People in the place", Kind.COUNT, 12),
            Column("No.", Kind.COUNT, 6),
            Column("Footprint that holds most", width=28),
            Column("Containment: of the area in it", Kind.SHARE, 16),
            Column("Kept whole or split", width=18),
            Column("Of the area's people, outside the place", Kind.SHARE, 16),
        ),
        tuple(
            (
                *(area.area_name or area.area, area.area, area.people, area.number),
                *(area.footprint, area.containment, area.state, area.outside),
            )
            for area in layer.areas_held
        ),
        below=_below(layer),
        frozen=1,
    )


def _below(layer: LayerSection) -> tuple[str, ...]:
    return tuple(filter(None, (*layer.outside, layer.minor, layer.rounding)))


def splits_sheet(report: Report) -> Sheet:
    """Every split area of every layer, a row for each piece."""
    rows: list[tuple[str | float | None, ...]] = []
    for layer in report.layers:
        for block in layer.splits:
            area = (layer.heading, block.area_name or block.area, block.area, block.people)
            rows += [
                (*area, piece.number, piece.name, piece.people, piece.share)
                for piece in block.pieces
            ]
            if block.rest != 0:
                rows.append((*area, None, block.rest_words, block.rest, block.rest_share))
    return Sheet(
        "Splits",
        "Areas that are split, and where their people are",
        "A piece is a footprint with at least 5 % of an area's people. "
        f"People on the {report.ledger_words}.",
        (
            Column("Layer", width=18),
            Column("Area", width=34),
            Column("Code", width=14),
            Column("Area's people in the place", Kind.COUNT, 14),
            Column("No.", Kind.COUNT, 6),
            Column("Footprint", width=28),
            Column("People of the piece", Kind.COUNT, 12),
            Column("Share of the area", Kind.SHARE, 12),
        ),
        tuple(rows),
        below=tuple(each.rounding for each in report.layers if each.rounds),
    )
