"""What the templates of the printed pages are handed beside the content of the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

from icp_footprints.checks.issue import Issue
from icp_footprints.report.content import Report
from icp_footprints.report.pdf.typst_page import AboutFile
from icp_footprints.report.sections.cover import STATUS_WORDS
from icp_footprints.report.words import SEVERITY_WORDS
from icp_footprints.wording import one_line, shortened

PROGRAM = "icp-footprints"
Said = dict[str, object]


def about_file(report: Report, kind: str) -> AboutFile:
    """What the file says about itself.

    Parameters
    ----------
    report
        What the report says.
    kind
        What sort of document it is, for its title.
    """
    cover = report.cover
    plan = f", {shortened(cover.plan)}" if cover.plan else ""
    known = (
        f"content_hash={cover.content_hash} plan_version={cover.version} status={cover.status} "
        f"made_on={cover.made_on.isoformat()}"
    )
    return AboutFile(
        title=one_line(f"{kind}: {shortened(cover.place)}{plan}"),
        author=one_line(shortened(cover.made_by or cover.place or PROGRAM)),
        keywords=f"{PROGRAM} {known}",
    )


def badge(report: Report) -> str:
    """Status and version, in few words."""
    return f"{STATUS_WORDS[report.cover.status]}, version {report.cover.version}"


def report_data(report: Report, maps: Mapping[str, Mapping[str, object]]) -> Said:
    """What the report's template is handed.

    Parameters
    ----------
    report
        What the report says.
    maps
        The size of each map and its words, by the name of its picture.
    """
    said = _fields(report) | {
        "issues": _issues(report.issues),
        "cards": [_fields(card) | {"issues": _issues(card.issues)} for card in report.cards],
        "bands": [
            _fields(band) | {"in_band": band.in_band, "low": band.band.low, "high": band.band.high}
            for band in report.bands
        ],
        "layers": [_fields(layer) | {"rounding": layer.rounding} for layer in report.layers],
    }
    return {"badge": badge(report), "report": said, "maps": maps}


def _issues(issues: Sequence[Issue]) -> list[Said]:
    return [
        {"severity": issue.severity, "tag": SEVERITY_WORDS[issue.severity], "words": issue.words}
        for issue in issues
    ]


def _fields(value: Report | object) -> Said:
    """A dataclass as a mapping, one level deep."""
    return {field.name: getattr(value, field.name) for field in fields(value)}  # pyright: ignore[reportArgumentType]
