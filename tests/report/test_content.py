"""What a report says, in words and frozen values."""

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from icp_footprints.geography.source import NOT_USED, Source
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Plan
from icp_footprints.report.attribution import attribution
from icp_footprints.report.content import report_content
from icp_footprints.report.words import band_difference, percent, printable, small_areas_words
from icp_footprints.wording import area_words, layer_words, shortened
from tests.grids import place_of, plan_of

DAY = date(2026, 11, 5)


KEPT = "kept whole, with 100.0 % of people (resident ledger), and none split."


def test_summary_of_a_plan_without_fault():
    place = place_of("AABB", 20_000, layers={"ward": "xxyy", "pcn": "ppqq"})
    found = report_content(place, plan_of("AABB"), DAY)
    assert found.summary == (
        "Testham is planned as 2 footprints.",
        "All 4 small areas are in exactly one footprint: no gaps and no overlaps.",
        "All 2 footprints are in the band of 30,000 to 50,000 people on the resident ledger.",
        "No footprint is broken into separate parts.",
        f"Ward: coterminosity 100.0 %; 2 of 2 wards {KEPT}",
        f"PCN: coterminosity 100.0 %; 2 of 2 PCNs {KEPT}",
    )
    assert found.issues == ()
    assert found.bands[0].in_band == 2
    row = found.layers[0].fits[0]
    assert (row.area, row.match_words, row.two_way) == ("x", "Coterminous", "Pass")
    held = found.layers[0].areas_held[0]
    assert (held.area, held.footprint, held.containment, held.state) == (
        "x", "A", "100.0 %", "Kept whole",
    )  # fmt: skip
    assert found.layers[0].splits == ()


def test_summary_of_a_plan_with_faults():
    found = report_content(place_of("ABA."), plan_of("ABA.", Band(1, 1500)), DAY)
    assert found.summary == (
        "Testham is planned as 2 footprints.",
        "1 of 4 small areas is in no footprint: 1,000 people on the resident ledger and 1.0 km².",
        "No small area is in two footprints.",
        "1 of 2 footprints is in the band of 1 to 1,500 people on the resident ledger.",
        "A is in 2 parts.",
    )
    assert found.coverage_sentences[-1] == "In no footprint: Testham 003 (U003)."
    assert [issue.rule for issue in found.issues] == ["coverage", "contiguity", "band"]
    assert found.bands[0].rows[0].difference == "500 too many"


def test_pieces_and_the_rest_add_up_to_the_area():
    people = [700, 200, 60, 40]
    found = report_content(place_of("ABC.", people, {"w": "xxxx"}), plan_of("ABC."), DAY)
    (split,) = found.layers[0].splits
    assert [(piece.name, piece.people) for piece in split.pieces] == [
        ("A", 700), ("B", 200), ("C", 60),
    ]  # fmt: skip
    assert split.people == 1000
    assert split.rest == 40


def test_empty_and_frozen():
    found = report_content(place_of("AB"), Plan.empty(2), DAY)
    assert found.summary[0] == "The plan has no footprints yet."
    with pytest.raises(FrozenInstanceError):
        found.plan = "other"  # pyright: ignore[reportAttributeAccessIssue]


def test_attribution():
    place = place_of("A")
    assert attribution(place) == ""
    plain = Source("units", "a.geojson", detail="12 rows")
    assert attribution(replace(place, sources=(plain,))) == "Sources: a.geojson."
    rights = replace(plain, notes=("Contains OS data © Crown copyright.", "12 rows left out"))
    assert (
        attribution(replace(place, sources=(rights, rights)))
        == "Contains OS data © Crown copyright."
    )
    unused = replace(rights, role=NOT_USED)
    assert attribution(replace(place, sources=(plain, unused))) == "Sources: a.geojson."


def test_words():
    assert percent(0.5584) == "55.8 %"
    assert layer_words("pcn") == "PCN"
    assert layer_words("old_ward") == "Old ward"
    assert layer_words("_") == "_"
    assert area_words("pcn") == ("PCN", "PCNs")
    assert area_words("old_ward") == ("old ward", "old wards")
    assert area_words("local_authority")[1] == "local authorities"
    assert area_words("parish")[1] == "parishes"
    assert area_words("wards") == ("area of wards", "wards")
    assert area_words("ward_2023") == ("ward 2023 area", "ward 2023 areas")
    assert band_difference(Band(10, 20), 9.9) == "1 too few"
    assert band_difference(Band(10, 20), 1_220) == "1,200 too many"
    assert band_difference(Band(10, 20), 20) == "in band"
    assert printable("a\0\tb\ud800") == "a\ufffd\tb\ufffd"
    assert shortened("x" * 200) == "x" * 119 + "…"


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (("E01006412", "E01006413"), "small areas (LSOAs)"),
        (("E00032797",), "small areas (OAs)"),
        (("E01006412", "E02001347"), "small areas"),
        (("A1",), "small areas"),
        ((), "small areas"),
    ],
)
def test_units_are_small_areas_of_a_kind(codes, words):
    units = place_of("A" * len(codes)).units if codes else place_of("A").units
    assert small_areas_words(replace(units, ids=codes or ("x",))) == words
