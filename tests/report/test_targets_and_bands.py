"""Targets, exceptions and bands as a report words them."""

from dataclasses import replace

from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.target import Target
from tests.grids import place_of, plan_of
from tests.report.on_a_day import BAND, content, page_of

PLACE = place_of("AABB", layers={"ward": "xxxy"}, registered=[900, 900, 900, 2000])
TARGETS = (
    Target("ward", "containment", 0.75),
    Target("ward", "splits", 0, "wanted"),
    Target("gone", "share", 0.5),
    Target("ward", "pieces", 2),
)
AGREED = (
    RecordedException("target", TARGETS[0].name, "One community", "Board", "2026-01-02"),
    RecordedException("band", "F02", "Docks to be built", "ICP", "2026-01-03"),
    RecordedException("band", "F02@registered", "Students", "ICP", "2026-01-04"),
    RecordedException("contiguity", "F09", "An island", "ICP", "2026-01-05"),
    RecordedException("coverage", "", "The airport", "ICP", "2026-01-06"),
)  # fmt: skip


def test_targets_are_shown_met_or_not_by_name():
    plan = replace(plan_of("AABB", BAND), targets=TARGETS, exceptions=AGREED[:1])
    found = content(PLACE, plan)
    rows = [(row.words, row.goal, row.reached, row.result) for row in found.targets]
    assert rows == [
        ("Ward: plan containment", "at least 75.0 %", "75.0 %", "Met"),
        ("Ward: split areas", "at most 0", "1", "Not met"),
        ("Gone: plan share", "at least 50.0 %", "no such layer", "Not met"),
        ("Ward: pieces of split areas", "at most 2", "2", "Met"),
    ]
    assert found.summary[4] == (
        "2 of 4 targets are met. Not met: Ward: split areas (at most 0, reached 1); "
        "Gone: plan share (at least 50.0 %, reached no such layer)."
    )
    table = page_of(PLACE, plan).table("Targets: what the plan should reach")
    assert table[1] == [
        "Ward: plan containment",
        "at least 75.0 %", "75.0 %", "Met", "required",
    ]  # fmt: skip


def test_a_missed_target_says_that_an_exception_was_agreed():
    target = Target("ward", "containment", 0.9)
    agreed = replace(AGREED[0], subject=target.name)
    plan = replace(plan_of("AABB", BAND), targets=(target,), exceptions=(agreed,))
    assert content(PLACE, plan).targets[0].result == "Not met: exception agreed"


def test_the_register_of_exceptions_names_footprints_and_ledgers():
    plan = replace(plan_of("AABB", BAND), targets=TARGETS, exceptions=AGREED)
    table = page_of(PLACE, plan).table("Exceptions: departures")
    assert table[1:] == [
        ["Target", "Ward: plan containment", "One community", "Board", "2026-01-02"],
        ["Band", "B, resident ledger", "Docks to be built", "ICP", "2026-01-03"],
        ["Band", "B, registered ledger", "Students", "ICP", "2026-01-04"],
        ["One connected part", "F09 (no longer in the plan)", "An island", "ICP", "2026-01-05"],
        ["Coverage", "The whole plan", "The airport", "ICP", "2026-01-06"],
    ]


def test_a_plan_without_either_says_so():
    text = page_of(PLACE, plan_of("AABB", BAND)).text
    assert "The plan has no targets." in text
    assert "No exceptions are recorded." in text


def test_each_band_has_its_own_table():
    plan = replace(plan_of("AABB", BAND), further_bands=(Band(1800, 2000, "registered"),))
    page = page_of(PLACE, plan)
    first = page.table("People of each footprint on the resident ledger, against the band of 1,500")
    assert [row[2] + row[4] for row in first[1:]] == ["2,000in band"] * 2
    second = page.table("People of each footprint on the registered ledger")
    assert [row[2:] for row in second[1:]] == [
        ["1,800", "", "in band", "–"], ["2,900", "", "over band", "900 too many"],
    ]  # fmt: skip
    assert (
        "1 of 2 footprints is in the band of 1,800 to 2,000 people on the registered" in page.text
    )
