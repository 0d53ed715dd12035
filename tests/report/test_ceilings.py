"""How good figures could be at best, beside what the plan reaches."""

import re

import pytest

from icp_footprints.measures.ceilings.ceiling import Ceiling
from icp_footprints.measures.ceilings.of_plan import (
    NOT_FOR_THIS_PLAN,
    CeilingTime,
    ceilings_of_plan,
    reached_by,
)
from icp_footprints.measures.scorecard import scorecard
from icp_footprints.plan.band import Band
from icp_footprints.progress import Cancelled, Progress
from icp_footprints.report.content import report_content
from icp_footprints.report.sections.ceilings import ceiling_words
from icp_footprints.report.write import ReportKind, write_reports
from tests.grids import place_of, plan_of
from tests.report.on_a_day import DAY
from tests.report.pages import Page

# Three areas in two footprints: the one in the middle is cut, as one always must be.
PLACE = place_of("AAAAAA\nAAAAAA", 1000, layers={"pcn": "PPQQRR\nPPQQRR"})
PLAN = plan_of("XXXYYY\nXXXYYY", Band(5000, 7000))
FIGURES = {"share": "Plan share", "containment": "Plan containment", "kept_whole": "Kept whole"}


def written(tmp_path, plan=PLAN, **options):
    write_reports(PLACE, plan, {ReportKind.HTML: tmp_path / "r.html"}, DAY, **options)
    return Page((tmp_path / "r.html").read_text(encoding="utf-8"))


def test_ceilings_stand_beside_the_figures_with_how_far_they_are_proved(tmp_path):
    page = written(tmp_path)
    heading, *rows = page.table("PCN: the plan as a whole")
    assert heading == ["Figure", "Value", "Ceiling", "What it says"]
    cells = {row[0]: row[1:3] for row in rows}
    score = scorecard(PLACE, PLAN)
    for each in ceilings_of_plan(PLACE, score):
        value, ceiling = cells[FIGURES[each.measure]]
        assert ceiling.endswith("(proved)")
        at_most = float(re.findall(r"at most (\S+)", ceiling)[0])
        assert at_most == pytest.approx(each.value * 100, abs=0.1)
        reached = reached_by(score, each)
        assert reached is not None
        assert reached * 100 <= at_most
        if each.measure != "kept_whole":
            assert float(value.removesuffix("\u00a0%").removesuffix(" %")) <= at_most
    assert cells["Kept whole"][1] == "could be at most 66.7 % of people (proved)"
    assert cells["Split"][1] == "–"
    assert "what no plan of 2 footprints, all of them in band, can pass" in page.text
    assert "Ceiling" in page.text[page.text.index("Method and definitions") :]


def test_no_time_gives_quick_bounds(tmp_path):
    rows = written(tmp_path, ceiling_time=CeilingTime(0)).table("PCN: the plan as a whole")
    assert "(quick bound)" in next(row[2] for row in rows if row[0] == "Plan share")


def test_a_plan_out_of_band_is_told_why_there_are_none(tmp_path):
    page = written(tmp_path, plan_of("XXXXYY\nXXXXYY", PLAN.band))
    assert page.table("PCN: the plan as a whole")[0] == ["Figure", "Value", "What it says"]
    assert NOT_FOR_THIS_PLAN in page.text
    assert "could be at most" not in page.text


def test_a_report_that_is_stopped_leaves_the_old_one(tmp_path):
    written(tmp_path)
    before = (tmp_path / "r.html").read_bytes()
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        written(tmp_path, progress=progress)
    assert (tmp_path / "r.html").read_bytes() == before


def test_content_without_ceilings_says_nothing_of_them():
    found = report_content(PLACE, PLAN, DAY)
    assert found.ceiling_note == ""
    assert not found.layers[0].has_ceilings


@pytest.mark.parametrize(
    ("measure", "value", "status", "words"),
    [
        ("share", 0.57349, "proved", "could be at most 57.4 % (proved)"),
        ("containment", 0.5, "time limit", "could be at most 50.0 % (time limit)"),
        ("kept_whole", 0.061, "instant", "could be at most 6.1 % of people (quick bound)"),
        ("share", 1.0, "instant", "could be 100 %, for all that is known"),
        ("share", 0.5, "impossible", ""),
    ],
)
def test_words(measure, value, status, words):
    assert ceiling_words(Ceiling("pcn", measure, 6, "resident", 1.0, value, status)) == words
