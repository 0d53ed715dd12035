"""The sheets of the workbook that partners check and sign: exceptions, issues, files, words."""

from __future__ import annotations

from icp_footprints.report.content import Report
from icp_footprints.report.words import SEVERITY_WORDS
from icp_footprints.report.workbook.sheet import Column, Kind, Sheet


def register_sheets(report: Report) -> list[Sheet]:
    """Exceptions, issues, adjacency, joins, sources, definitions and sign-off."""
    return [
        _exceptions(report),
        _issues(report),
        _adjacency(report),
        _joins(report),
        _sources(report),
        _definitions(report),
        _sign_off(report),
    ]


def _exceptions(report: Report) -> Sheet:
    return Sheet(
        "Exceptions",
        "Exceptions that partners have agreed to",
        "" if report.exceptions else "No exceptions are recorded.",
        (
            Column("Rule", width=20),
            Column("About", Kind.WORDS, 36),
            Column("Reason", Kind.WORDS, 60),
            Column("Owner", width=28),
            Column("Date", width=12),
        ),
        tuple(
            (row.rule, row.subject, row.reason, row.owner, row.date) for row in report.exceptions
        ),
    )


def _issues(report: Report) -> Sheet:
    return Sheet(
        "Issues",
        "What needs attention",
        "" if report.issues else "Nothing needs attention.",
        (
            Column("Weight", width=18),
            Column("Rule", width=14),
            Column("Footprints", width=24),
            Column("What", Kind.WORDS, 100),
        ),
        tuple(
            (SEVERITY_WORDS[each.severity], each.rule, ", ".join(each.footprints), each.words)
            for each in report.issues
        ),
    )


def _adjacency(report: Report) -> Sheet:
    return Sheet(
        "Adjacency",
        "Bridges and barriers: who counts as a neighbour of whom",
        "" if report.adjacency.edits else "There are no bridges and no barriers.",
        (
            Column("Kind", width=12),
            Column("Reason", Kind.WORDS, 50),
            Column("Pairs", Kind.COUNT, 8),
            Column("Between", Kind.WORDS, 80),
            Column("Pairs not named", Kind.COUNT, 12),
            Column("Pairs that change nothing", Kind.COUNT, 14),
        ),
        tuple(
            (row.kind, row.reason, row.count, "; ".join(row.pairs), row.more, row.idle)
            for row in report.adjacency.edits
        ),
        below=report.adjacency.pieces,
    )


def _joins(report: Report) -> Sheet:
    return Sheet(
        "Joins",
        "What joined of each file, and what did not",
        "" if report.joins else "No file was read against the units.",
        (
            Column("Role", width=20),
            Column("File", width=34),
            Column("Rows read", Kind.COUNT, 11),
            Column("Units found", Kind.COUNT, 11),
            Column("Ids only in the file", Kind.COUNT, 11),
            Column("such as", Kind.WORDS, 28),
            Column("Units only in the place", Kind.COUNT, 11),
            Column("such as", Kind.WORDS, 28),
            Column("People not joined", Kind.COUNT, 11),
            Column("Remarks", Kind.WORDS, 50),
        ),
        tuple(
            (
                *(row.role, row.file, row.rows_read, row.ids_matched),
                *(row.only_in_file, row.only_in_file_first),
                *(row.only_in_place, row.only_in_place_first),
                *(row.people_unjoined, " ".join(row.remarks)),
            )
            for row in report.joins
        ),
    )


def _sources(report: Report) -> Sheet:
    return Sheet(
        "Sources",
        "Data sources and licences",
        "",
        (
            Column("Role", width=20),
            Column("File", width=38),
            Column("SHA-256, first digits", width=18),
            Column("What it holds", Kind.WORDS, 44),
            Column("Notes", Kind.WORDS, 70),
        ),
        tuple(
            (each.role, each.file, each.sha256, each.detail, " ".join(each.notes))
            for each in report.sources
        ),
        below=(report.attribution,) if report.attribution else (),
    )


def _definitions(report: Report) -> Sheet:
    return Sheet(
        "Definitions",
        "What the words mean",
        "",
        (Column("Word", width=24), Column("Means", Kind.WORDS, 110)),
        tuple((each.term, each.meaning) for each in report.definitions),
        filters=False,
    )


def _sign_off(report: Report) -> Sheet:
    return Sheet(
        "Sign-off",
        "Sign-off",
        report.sign_off.statement,
        (
            Column("Name", width=30),
            Column("Role", Kind.WORDS, 44),
            Column("Organisation", Kind.WORDS, 30),
            Column("Date", width=14),
            Column("Signature", width=34),
        ),
        tuple((line.name, line.role, line.organisation, "", "") for line in report.sign_off.lines),
        filters=False,
    )
