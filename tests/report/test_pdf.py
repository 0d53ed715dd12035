"""The printed pages: what a checker of PDF/UA asks, and that they say what the measures say."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from icp_footprints.errors import InputError
from icp_footprints.exchange.measures_json import measures
from icp_footprints.exchange.verify import verify_file
from icp_footprints.measures.ceilings.of_plan import CeilingTime
from icp_footprints.measures.scorecard import scorecard
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.status import Status
from icp_footprints.plan.target import Target
from icp_footprints.progress import Cancelled, Progress
from icp_footprints.report.content import report_content
from icp_footprints.report.maps.report_maps import ReportMaps
from icp_footprints.report.pdf.pages import report_pages, summary_pages
from icp_footprints.report.pdf.typst_text import MARK, UNPRINTED, page_text
from icp_footprints.report.write import ReportKind, write_reports
from tests.grids import place_of, plan_of
from tests.report.hostile import NAMES, hostile
from tests.report.printed import Printed, plain
from tests.report.sample_plan import sample

DAY = date(2026, 11, 5)
SECTIONS = (
    "In short", "What needs attention", "Targets", "Map", "Footprints", "Coverage",
    "Size: the band", "Coterminosity", "Who lives there", "How the place hangs together",
    "Footprint by footprint", "Register of exceptions", "Data sources",
    "Method and definitions", "Sign-off",
)  # fmt: skip


def made(place, plan):
    score = scorecard(place, plan)
    return score, report_content(place, plan, DAY, score, made_by="A. Planner")


class Both:
    """The sample's report and summary, made once."""

    def __init__(self, folder):
        place, plan = sample()
        self.place = place
        self.plan = replace(
            plan,
            targets=(Target("pcn", "share", 0.5), Target("pcn", "containment", 0.99)),
            exceptions=(
                RecordedException("contiguity", "F01", "An island", "Board", "2026-11-01"),
            ),
        )
        self.score, self.report = made(self.place, self.plan)
        self.report_path, self.summary_path = folder / "report.pdf", folder / "summary.pdf"
        self.maps = ReportMaps(self.place, self.plan)
        pages = report_pages(self.report, self.maps)
        self.report_path.write_bytes(pages.pdf())
        summary = summary_pages(self.report, self.maps, self.score)
        self.summary_path.write_bytes(summary.pdf())
        self.printed, self.summary = Printed(self.report_path), Printed(self.summary_path)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    return Both(tmp_path_factory.mktemp("pdf"))


@pytest.fixture(params=["report", "summary"])
def printed(request, both):
    return both.printed if request.param == "report" else both.summary


def test_the_file_says_that_it_can_be_read_aloud_and_kept(printed):
    root = printed.root
    assert str(root.Lang) == "en-GB"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    xmp = printed.xmp
    assert xmp["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert xmp["{http://www.aiim.org/pdfa/ns/id/}part"] == "2"
    assert xmp["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"
    assert "Wirral, Six" in xmp["{http://purl.org/dc/elements/1.1/}title"]
    assert xmp["{http://purl.org/dc/elements/1.1/}creator"] == ["A. Planner"]
    assert xmp["{http://ns.adobe.com/xap/1.0/}CreateDate"].startswith("2026-11-05")
    # Screen readers go through a page in the order of its tags.
    assert all(page.get("/Tabs") in (None, "/S") for page in printed.pdf.pages)


def test_verify_knows_the_plan(both):
    for path in (both.report_path, both.summary_path):
        assert verify_file(path, both.place, both.plan).belongs
        other = replace(both.plan, name="Another")
        assert not verify_file(path, both.place, other).belongs


def test_every_map_says_what_it_shows(both):
    alts = [str(figure.Alt) for figure in both.printed.of("/Figure")]
    assert len(alts) == 1 + len(both.plan.footprints)
    assert all(footprint.name in alts[0] for footprint in both.plan.footprints)
    for footprint, alt in zip(both.plan.footprints, alts[1:], strict=True):
        assert alt.startswith(f"Map of {footprint.name}, a footprint of Wirral")
    (alt,) = (str(figure.Alt) for figure in both.summary.of("/Figure"))
    assert "49," in alt or "people" in alt.lower()


def test_tables_have_heads_and_even_rows(printed):
    tables = printed.of("/Table")
    assert len(tables) > 1
    for cell in printed.of("/TH"):
        attributes = cell.A if isinstance(cell.A, pikepdf.Array) else [cell.A]
        assert any(str(each.get("/Scope")) == "/Column" for each in attributes)
    for table in tables:
        parts = [str(part.S) for part in table.K]
        assert parts[:2] == ["/THead", "/TBody"]
        assert {str(cell.S) for row in table.K[0].K for cell in row.K} == {"/TH"}


def test_headings_and_bookmarks(both):
    levels = [int(kind[2:]) for kind, _, _ in both.printed.elements if re.match(r"/H\d", kind)]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    with both.printed.pdf.open_outline() as outline:
        titles = {item.title: [each.title for each in item.children] for item in outline.root}
    for section in SECTIONS:
        assert section in titles, (section, list(titles))
    assert titles["Footprint by footprint"] == [
        f"{i}. {each.name}" for i, each in enumerate(both.plan.footprints, 1)
    ]
    assert titles["Coterminosity"] == ["PCN", "Community"]


def test_fonts_are_within_and_can_be_read_back(printed):
    fonts = [
        font.DescendantFonts[0]
        for page in printed.pdf.pages
        for font in page.Resources.get("/Font", {}).values()
    ]
    assert fonts
    for font in fonts:
        held = font.FontDescriptor
        assert "/FontFile2" in held or "/FontFile3" in held
        assert "NotoSans" in str(font.BaseFont) or "DejaVu" in str(font.BaseFont)


def test_everything_is_tagged_or_no_content(printed):
    assert printed.loose == []
    within = Counter(kind for kind, _, _ in printed.elements)
    assert within["/Document"] == 1


def test_every_page_says_where_it_is(both):
    count = len(both.printed.pdf.pages)
    assert count > 10
    for page in range(count):
        said = plain(both.printed.artifacts[page])
        assert f"Page {page + 1} of {count}" in said
        assert both.report.cover.content_check in said
        assert "DRAFT" in said
        assert page == 0 or ("Wirral, Six" in said and "Draft, version 1" in said)
    (page,) = both.summary.artifacts.values()
    assert "DRAFT" in page
    assert "Page 1 of 1" in page
    for words in ("Draft, version 1", "5 November 2026", both.report.cover.content_check):
        assert words in both.summary.text


def figure(share):
    return f"{share * 100:.1f} %"


def test_the_report_says_what_the_measures_say(both):
    told: Any = measures(both.place, both.plan, both.score)
    footprints = both.printed.tables[:]
    rows = next(table for table in footprints if table[0][:2] == ["No.", "Footprint"])[1:]
    assert len(rows) == 6
    for row, each in zip(rows, told["footprints"], strict=True):
        people = [f"{count:,}" for count in each["people"].values()]
        assert row[1:-2] == [f"{each['name']} {each['id']}", *people, f"{each['units']}",
                             f"{each['parts']}"]  # fmt: skip
        assert row[-2] == f"{each['area_km2']:.1f}"
    for name, layer in told["layers"].items():
        heads = [table for table in both.printed.tables if table[0][0] == "Figure"]
        table = heads[list(told["layers"]).index(name)]
        values = {row[0]: row[1] for row in table[1:]}
        assert values["Plan share"] == figure(layer["plan_share"])
        assert values["Plan containment"] == figure(layer["plan_containment"])
        assert values["Coterminosity"] == figure(layer["coterminosity"])


def test_the_summary_says_what_the_measures_say(both):
    told: Any = measures(both.place, both.plan, both.score)
    whole, rows = both.summary.tables
    for row, (name, layer) in zip(whole[1:], told["layers"].items(), strict=True):
        assert row[0].lower().startswith(name)
        assert row[1:4] == [
            figure(layer[key]) for key in ("plan_share", "plan_containment", "coterminosity")
        ]
    for number, (row, each) in enumerate(zip(rows[2:], told["footprints"], strict=True), 1):
        pcn, community = each["layers"].values()
        people = each["people"]["resident"]
        assert row[:3] == [str(number), each["name"], f"{people:,}"]
        assert row[4] == pcn["best_area_name"]
        expected = [pcn[key] for key in ("share", "containment", "match")]
        assert row[5:8] == [figure(value) for value in expected]
        assert row[8] == community["best_area_name"]
        assert row[9:] == [figure(community["share"]), figure(community["containment"])]
    share = figure(told["layers"]["pcn"]["plan_share"])
    assert f"On average {share} of a footprint’s people belong to one PCN" in both.summary.text


def test_splits_are_named_with_their_pieces(both):
    """What the summary says is split adds up with the pieces of the measures."""
    layers: Any = measures(both.place, both.plan, both.score)["layers"]
    told = layers["community"]
    areas = {each["area"]: each for each in told["area_scores"]}
    first = told["splits"][0]
    people = areas[first["area"]]["people"]
    numbers = {each.id: i for i, each in enumerate(both.plan.footprints, 1)}
    pieces = ", ".join(
        f"{figure(count / people)} in {numbers[footprint]}"
        for footprint, count in first["pieces"].items()
    )
    assert f"{first['area_name']}: {pieces}" in both.summary.text.replace(" :", ":")


def pdf_file(pages):
    return BytesIO(pages.pdf())


def test_hostile_names_are_only_letters():
    name = f"{NAMES[0]}{NAMES[9]} #set text(red) $x$ *b* @l \\ // /* `"
    place, plan = hostile(name)
    _, report = made(place, plan)
    printed = Printed(pdf_file(report_pages(report, ReportMaps(place, plan))))
    # Hebrew stands in a PDF as it is seen, from left to right.
    shown = plain(page_text(name)).replace("\u05d0\u05d1", "\u05d1\u05d0").replace(" ", "")
    assert printed.text.replace(" ", "").count(shown) > 20
    for page in printed.pdf.pages:
        for each in page.get("/Annots", ()):
            assert "/A" not in each or str(each.A.S) == "/GoTo"
    assert "/OpenAction" not in printed.root
    assert UNPRINTED not in printed.text
    assert printed.loose == []


def test_letters_that_cannot_be_printed_are_marked_and_explained():
    place = place_of("AB", layers={"ward": "xy"})
    plan = replace(plan_of("AB"), name="\u4e2d\u6587 plan", status=Status.AGREED)
    score, report = made(place, plan)
    printed = Printed(pdf_file(summary_pages(report, ReportMaps(place, plan), score)))
    assert f"{MARK}{MARK} plan" in printed.text
    assert UNPRINTED in printed.text
    # Agreed, so no draft.
    assert "DRAFT" not in "".join(printed.artifacts.values()) + printed.text
    assert "Agreed, version 1" in printed.text


def test_a_name_of_ten_thousand_letters_leaves_one_page():
    place, plan = hostile(NAMES[11])
    score, report = made(place, plan)
    pages = summary_pages(report, ReportMaps(place, plan), score)
    assert len(Printed(pdf_file(pages)).pdf.pages) == 1


def test_equal_input_makes_equal_files(both):
    pages = summary_pages(both.report, both.maps, both.score)
    assert pages.pdf() == both.summary_path.read_bytes()


def test_pages_as_pictures(both):
    (picture,) = summary_pages(both.report, both.maps, both.score).png(ppi=30)
    assert picture.startswith(b"\x89PNG")
    width = int.from_bytes(picture[16:20], "big")
    assert abs(width - 297 / 25.4 * 30) <= 1


def test_stopping_and_failing_leave_the_old_file(both, tmp_path):
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")
    stop = Progress(lambda _, words: stop.cancel() if words == "Drawing maps" else None)
    with pytest.raises(Cancelled):
        write_reports(
            both.place,
            both.plan,
            {ReportKind.PDF: target},
            ceiling_time=CeilingTime(0),
            progress=stop,
        )
    assert target.read_bytes() == b"old"
    with pytest.raises(InputError):
        write_reports(both.place, both.plan, {ReportKind.SUMMARY: tmp_path / "no" / "s.pdf"})
