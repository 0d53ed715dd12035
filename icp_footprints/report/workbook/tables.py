"""The sheets of the workbook, in their order: what each table of the report holds."""

from __future__ import annotations

from icp_footprints.report.content import Report
from icp_footprints.report.words import day_words
from icp_footprints.report.workbook.layers import ceilings_sheet, layer_sheets, splits_sheet
from icp_footprints.report.workbook.people import ages_and_profile, points_sheet, spread_sheet
from icp_footprints.report.workbook.register import register_sheets
from icp_footprints.report.workbook.sheet import Column, Kind, Sheet

NAME = Column("Footprint", width=28)
NO = Column("No.", Kind.COUNT, 6)


def workbook_sheets(report: Report) -> list[Sheet]:
    """Every sheet of the workbook of a report."""
    return [
        _cover(report),
        _summary(report),
        _coverage(report),
        _footprints(report),
        _bands(report),
        _targets(report),
        ceilings_sheet(report),
        *layer_sheets(report),
        splits_sheet(report),
        *ages_and_profile(report),
        spread_sheet(report),
        points_sheet(report),
        *register_sheets(report),
    ]


def _cover(report: Report) -> Sheet:
    cover = report.cover
    rows: list[tuple[str, str | int]] = [
        ("Place", cover.place),
        ("Plan", cover.plan),
        ("Status", cover.status_words),
        ("Version", str(cover.version)),
        ("Content check", cover.content_check),
        ("Content check in full (SHA-256)", cover.content_hash),
        ("Report of", day_words(report.made_on)),
        *([("Report made by", cover.made_by)] if cover.made_by else []),
        *report.method,
        *[("History", each) for each in cover.history],
        *[(line.what, line.vintage) for line in cover.data],
    ]
    return Sheet(
        "Cover",
        report.title,
        cover.stamp or "Agreed",
        (Column("What", width=32), Column("Value", Kind.WORDS, 90)),
        tuple(rows),
        below=tuple(filter(None, (report.notice, report.attribution))),
        filters=False,
    )


def _summary(report: Report) -> Sheet:
    return Sheet(
        "Summary",
        "In short",
        report.notice,
        (Column("The plan in plain words", Kind.WORDS, 120),),
        tuple((sentence,) for sentence in report.summary),
        filters=False,
    )


def _people(report: Report) -> tuple[Column, ...]:
    return tuple(Column(f"People, {each.name} ledger", Kind.COUNT, 14) for each in report.ledgers)


def _coverage(report: Report) -> Sheet:
    return Sheet(
        "Coverage",
        "Coverage: every small area once",
        f"Units are {report.small_areas}.",
        (
            Column("What", width=36),
            Column("Units", Kind.COUNT, 10),
            *_people(report),
            Column("Area, km²", Kind.KM2, 12),
        ),
        tuple(
            (row.what, row.units, *row.people, row.area_km2) for row in report.coverage_table.rows
        ),
        below=(*report.coverage_sentences, *report.coverage_table.boundaries),
    )


def _footprints(report: Report) -> Sheet:
    return Sheet(
        "Footprints",
        "Footprints",
        "Compactness is Polsby-Popper, 1 for a circle; a coast makes it low.",
        (
            NO,
            Column("Id", width=8),
            NAME,
            *_people(report),
            Column("Units", Kind.COUNT, 8),
            Column("Parts", Kind.COUNT, 8),
            Column("Area, km²", Kind.KM2, 11),
            Column("Compactness", Kind.RATIO, 12),
            Column("Lead", Kind.WORDS, 22),
            Column("Partners", Kind.WORDS, 28),
            Column("Notes", Kind.WORDS, 44),
        ),
        tuple(
            (
                *(row.number, row.id, row.name, *row.people, row.units, row.parts),
                *(row.area_km2, row.polsby_popper, row.lead, row.partners, row.notes),
            )
            for row in report.footprints
        ),
        frozen=3,
    )


def _bands(report: Report) -> Sheet:
    return Sheet(
        "Bands",
        "Size: the people a footprint should hold",
        "Both ends of a band are in it.",
        (
            Column("Ledger", width=18),
            Column("At least", Kind.COUNT, 11),
            Column("At most", Kind.COUNT, 11),
            NO,
            NAME,
            Column("People", Kind.COUNT, 11),
            Column("State", width=13),
            Column("Difference", width=18),
        ),
        tuple(
            (
                *(section.band.ledger, section.band.low, section.band.high),
                *(row.number, row.name, row.people, row.state_words, row.difference),
            )
            for section in report.bands
            for row in section.rows
        ),
    )


def _targets(report: Report) -> Sheet:
    return Sheet(
        "Targets",
        "Targets",
        "" if report.targets else "No targets are set.",
        (
            Column("Target", Kind.WORDS, 44),
            Column("Goal", width=18),
            Column("Reached", Kind.FIGURE, 14),
            Column("Strength", width=12),
            Column("Result", width=26),
            Column("Name in commands", width=30),
        ),
        tuple(
            (row.words, row.goal, row.reached, row.strength, row.result, row.name)
            for row in report.targets
        ),
    )
