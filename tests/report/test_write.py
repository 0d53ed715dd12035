"""The report in several forms at once: one content, all of it or nothing."""

import pytest

from icp_footprints.errors import InputError
from icp_footprints.exchange.verify import verify_file
from icp_footprints.measures.ceilings.of_plan import CeilingTime, ceilings_of_plan
from icp_footprints.measures.scorecard import scorecard
from icp_footprints.plan.band import Band
from icp_footprints.progress import Cancelled, Progress
from icp_footprints.report.maps import report_maps
from icp_footprints.report.maps.svg import footprint_map
from icp_footprints.report.write import (
    ReportKind,
    check_report_endings,
    every_report,
    write_reports,
)
from tests.grids import place_of, plan_of
from tests.report.on_a_day import DAY, html_report

AT_ONCE = CeilingTime(0)
PLACE = place_of("AABB", layers={"ward": "xxyy"})
PLAN = plan_of("AABB", Band(1_000, 3_000))
SCORE = scorecard(PLACE, PLAN)


def write(wanted, progress=None):
    write_reports(PLACE, PLAN, wanted, DAY, ceiling_time=AT_ONCE, progress=progress)


def test_forms_have_one_content_and_tell_how_far_they_are(tmp_path):
    told = []
    wanted = {
        ReportKind.HTML: tmp_path / "leeds.html",
        ReportKind.SUMMARY: tmp_path / "leeds-summary.pdf",
    }
    write(wanted, Progress(lambda fraction, words: told.append((fraction, words))))
    assert {path.name for path in tmp_path.iterdir()} == {"leeds.html", "leeds-summary.pdf"}
    for path in wanted.values():
        assert verify_file(path, PLACE, PLAN).belongs
    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert {f"Making {path.name}" for path in wanted.values()} <= {words for _, words in told}


def test_a_stopped_report_writes_nothing(tmp_path):
    wanted = {ReportKind.HTML: tmp_path / "a.html", ReportKind.WORKBOOK: tmp_path / "a.xlsx"}
    stop = Progress(lambda _, words: stop.cancel() if words == "Making a.xlsx" else None)
    with pytest.raises(Cancelled):
        write(wanted, stop)
    assert not any(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_found_out_before_any_is(tmp_path):
    wanted = {
        ReportKind.HTML: tmp_path / "r.html",
        ReportKind.WORKBOOK: tmp_path / "absent" / "r.xlsx",
    }
    with pytest.raises(InputError, match="there is no folder"):
        write(wanted)
    assert not any(tmp_path.iterdir())


def test_a_file_is_called_by_what_it_holds(tmp_path):
    check_report_endings(every_report(tmp_path, "x"))
    with pytest.raises(InputError, match=r"wrong ending for --summary-pdf.*ends in \.pdf"):
        check_report_endings({ReportKind.SUMMARY: tmp_path / "summary.html"})


def test_forms_share_the_maps_of_footprints_and_what_is_said(tmp_path, monkeypatch):
    drawn = []

    def counted(place, plan, footprint_id, *args, **options):
        drawn.append(footprint_id)
        return footprint_map(place, plan, footprint_id, *args, **options)

    monkeypatch.setattr(report_maps, "footprint_map", counted)
    write({ReportKind.HTML: tmp_path / "a.html", ReportKind.PDF: tmp_path / "a.pdf"})
    assert drawn == [each.id for each in PLAN.footprints]
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert text == html_report(PLACE, PLAN, ceilings=ceilings_of_plan(PLACE, SCORE, AT_ONCE))
    drawn.clear()
    write({ReportKind.WORKBOOK: tmp_path / "a.xlsx"})
    assert not drawn
