"""The sheets of the workbook about who lives in each footprint, and what is there."""

from __future__ import annotations

from icp_footprints.report.content import Report
from icp_footprints.report.workbook.sheet import Column, Kind, Sheet

NAMES = ("Profile", "Ages")


def ages_and_profile(report: Report) -> list[Sheet]:
    """Figures of each footprint, the whole place in the last row; a sheet for each table."""
    sheets: list[Sheet] = []
    for position, table in enumerate(report.profile.tables):
        rows = [(row.number, row.name, *row.cells) for row in table.rows]
        sheets.append(
            Sheet(
                NAMES[position] if position < len(NAMES) else table.caption,
                table.caption,
                "",
                (
                    Column("No.", Kind.COUNT, 6),
                    Column("Footprint", width=30),
                    *(Column(heading, Kind.FIGURE, 14) for heading in table.headings),
                ),
                (*rows, (None, report.place, *table.place_cells)),
                below=report.profile.notes if position == 0 else (),
                frozen=2,
            )
        )
    return sheets


def spread_sheet(report: Report) -> Sheet:
    """How far footprints differ."""
    return Sheet(
        "Spread",
        "How far footprints differ",
        "",
        (
            Column("Figure", width=32),
            Column("Lowest", Kind.FIGURE, 12),
            Column("in", width=30),
            Column("Highest", Kind.FIGURE, 12),
            Column("in", width=30),
            Column("The whole place", Kind.FIGURE, 14),
        ),
        tuple(
            (row.figure, row.lowest, row.lowest_name, row.highest, row.highest_name, row.place)
            for row in report.profile.spread
        ),
    )


def points_sheet(report: Report) -> Sheet:
    """The points of each layer in each footprint, by name."""
    return Sheet(
        "Points",
        "Practices, schools and other points in each footprint",
        "" if report.assets else "No points were loaded.",
        (
            Column("Layer", width=22),
            Column("No.", Kind.COUNT, 6),
            Column("Footprint", width=28),
            Column("Points", Kind.COUNT, 9),
            Column("Names", Kind.WORDS, 90),
            Column("Not named", Kind.COUNT, 10),
        ),
        tuple(
            (section.label, row.number, row.name, row.count, "; ".join(row.names), row.more)
            for section in report.assets
            for row in section.rows
        ),
        below=tuple(section.outside for section in report.assets if section.outside),
    )
