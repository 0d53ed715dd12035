"""Which plan a report is of, how far that has come, what it rests on, and who signs."""

import json
from dataclasses import replace
from datetime import date

import pytest

from icp_footprints import __version__
from icp_footprints.geography.source import NOT_USED, Source
from icp_footprints.plan.content_hash import content_hash
from icp_footprints.plan.plan import Footprint
from icp_footprints.plan.status import Status, StatusChange
from icp_footprints.report.content import report_content
from tests.grids import place_of, plan_of
from tests.report.on_a_day import content, html_report, page_of
from tests.report.pages import Page

PLACE = place_of("AABB", layers={"ward": "xxyy"})
PLAN = plan_of("AABB")
DIGITS = content_hash(PLACE, PLAN)


def agreed(by="the board"):
    change = StatusChange(Status.AGREED, 2, "2026-11-22", by, DIGITS)
    return replace(PLAN, status=Status.AGREED, version=2, history=(change,))


@pytest.mark.parametrize(
    ("plan", "words", "stamp"),
    [
        (PLAN, "Draft, version 1", "DRAFT"),
        (replace(PLAN, status=Status.PROPOSED, version=3), "Proposed, version 3", "DRAFT"),
        (agreed(), "Agreed, version 2, 22 November 2026 by the board", ""),
        (replace(agreed(), status=Status.DRAFT, version=3), "Draft, version 3", "DRAFT"),
    ],
)
def test_status_in_words_and_the_stamp_until_it_is_agreed(plan, words, stamp):
    cover = content(PLACE, plan).cover
    assert (cover.status_words, cover.stamp) == (words, stamp)
    html = html_report(PLACE, plan)
    assert words in Page(html).text
    # On the cover and beside the signatures; and in the margin of every printed page.
    assert html.count('class="stamp"') == (2 if stamp else 0)
    assert ("@top-right" in html) == bool(stamp)


def test_the_page_tells_other_programs_what_it_is_of():
    place = replace(PLACE, name='50 % "Green" <b> \u202e', notice="")
    plan = agreed()
    metas = [dict(a) for tag, a in Page(html_report(place, plan)).tags if tag == "meta"]
    (told,) = [each["content"] for each in metas if each.get("name") == "icp-footprints"]
    assert json.loads(told) == {
        "place": place.name,
        "plan": "Test plan",
        "status": "agreed",
        "plan_version": 2,
        "content_hash": content_hash(place, plan),
        "made_on": "2026-11-05",
        "program_version": __version__,
    }


def test_the_cover_says_who_made_it_and_from_what():
    sources = (
        Source("registrations", "gp.csv", detail="12 rows"),
        Source("units", "lsoa.gpkg", notes=("2,011 units mended.", "Boundaries 2021.")),
        Source("practice to PCN", "map.csv", notes=("Could be 2019.", "Extract of 1 May 2025.")),
        Source(NOT_USED, "imd2025.csv", notes=("Nothing was taken from it.",)),
    )
    place = replace(PLACE, sources=sources)
    cover = report_content(place, PLAN, date(2026, 1, 2), made_by="  Jo <Planner> ").cover
    assert (cover.made_by, cover.made_on) == ("Jo <Planner>", date(2026, 1, 2))
    assert [(line.what, line.vintage) for line in cover.data] == [
        ("Registrations", "gp.csv, 12 rows"), ("Units", "lsoa.gpkg. Boundaries 2021."),
        ("Practice to PCN", "map.csv. Extract of 1 May 2025."),
    ]  # fmt: skip
    assert cover.content_check == DIGITS[:12]
    assert "Made by Jo <Planner>" in Page(html_report(place, PLAN, made_by="Jo <Planner>")).text
    assert "Made by" not in page_of(place, PLAN).text


def test_those_who_sign():
    footprints = (
        Footprint("F01", "North", lead="Dr Example", partners="The council"),
        Footprint("F02", "South", lead="Dr Example"),
    )
    found = content(PLACE, replace(PLAN, footprints=footprints)).sign_off
    assert [(each.name, each.role, each.organisation) for each in found.lines[:3]] == [
        ("Dr Example", "Clinical lead of North, South", ""),
        ("", "Partner in North", "The council"),
        ("", "For the integrated care board", ""),
    ]
    rows = page_of(PLACE, replace(PLAN, footprints=footprints)).table("Partners who sign")
    assert rows[0] == ["Role", "Name", "Organisation", "Date", "Signature"]
    assert rows[1] == ["Clinical lead of North, South", "Dr Example", "", "", ""]
    assert DIGITS[:12] in content(PLACE, PLAN).sign_off.statement
    assert content(PLACE, agreed()).sign_off.statement.startswith("Agreed is version 2")


def test_coverage_adds_up_in_units_people_and_ground():
    people = [1000, 1500, 300, 200]
    place = place_of("AB.B", people, registered=[10, 20, 30, 40])
    note = "2 slivers of gap or overlap between units closed."
    place = replace(place, sources=(Source("units", "u.gpkg", notes=(note, "Only rows with x.")),))
    found = content(place, plan_of("AB.B")).coverage_table
    assert [(row.units, row.people, round(row.area_km2, 6)) for row in found.rows] == [
        (4, (3000, 100), 4.0), (3, (2700, 70), 3.0), (1, (300, 30), 1.0), (0, (0, 0), 0.0),
    ]  # fmt: skip
    assert found.boundaries[1:] == (note,)
    assert "none were found" in content(place_of("A"), plan_of("A")).coverage_table.boundaries[0]
    table = page_of(place, plan_of("AB.B")).table("Coverage in figures")
    assert table[3] == ["In no footprint (gaps)", "1", "300", "30", "1.0"]
