"""What a file says of itself: the plan, its status and check, and what the figures come from."""

from dataclasses import replace
from typing import Any

import pytest

from icp_footprints import __version__
from icp_footprints.exchange.exporting.metadata import export_metadata, place_code
from icp_footprints.exchange.exporting.vintage import vintage_of
from icp_footprints.geography.source import Conversion, JoinReport, Source
from icp_footprints.plan.content_hash import content_hash
from icp_footprints.plan.status import Status
from tests.exchange.exported import DAY, full_content
from tests.grids import place_of, plan_of


def test_what_is_said():
    held = full_content()
    plan = replace(held.plan, status=Status.AGREED, version=2)
    said: dict[str, Any] = export_metadata(held.place, plan, DAY)
    assert list(said) == [
        "place", "place_code", "plan", "status", "plan_version", "content_hash", "made_on",
        "program", "program_version", "notice", "sources",
    ]  # fmt: skip
    assert (said["place"], said["plan"]) == (held.place.name, plan.name)
    assert (said["status"], said["plan_version"]) == ("agreed", 2)
    assert said["content_hash"] == content_hash(held.place, plan)
    assert (said["made_on"], said["program_version"]) == ("2026-11-22", __version__)
    assert [list(each) for each in said["sources"]] == [
        ["role", "file", "detail", "vintage", "sha256", "licence"]
    ] * 3  # fmt: skip
    assert [each["file"] for each in said["sources"]] == ["a b.gpkg", "r.csv", "m.csv"]
    # Converted from 2011 boundaries, so that is what the file is of.
    assert [each["vintage"] for each in said["sources"]] == [None, "2011", None]


@pytest.mark.parametrize(
    ("file", "detail", "vintage"),
    [
        ("population_mid2020_age5.csv.gz", "", "Mid 2020"),
        ("gp_practices_dec2025.csv", "", "Dec 2025"),
        ("a.csv", "boundaries December 2011; people 2021", "Dec 2011"),
        ("imd2025.csv", "as of 2026", "2025"),
        ("a.csv", "2,021 rows, 12,2021 people", None),
        ("E01002021.csv", "1999 or 3.2021", "1999"),
        ("a.csv", "", None),
    ],
)
def test_vintages_are_found_in_names_and_notes_but_not_in_counts(file, detail, vintage):
    assert vintage_of(Source("units", file, detail=detail)) == vintage
    assert vintage_of(Source("units", "x", notes=(file, detail))) == vintage


def test_a_converted_file_is_of_the_year_it_was_converted_from():
    join = JoinReport(1, 1, conversion=Conversion(2011, 2021, 1))
    assert vintage_of(Source("ledger", "people2020.csv", join=join)) == "2011"


def test_the_day_of_an_extract_comes_first_and_offers_tell_nothing():
    join = JoinReport(1, 1, conversion=Conversion(2011, 2021, 1))
    notes = ("Could be layers as well: pop2019.", "Extract of 1 October 2025.")
    assert vintage_of(Source("registrations", "gp2020.csv", notes=notes, join=join)) == "Oct 2025"
    assert vintage_of(Source("registrations", "gp.csv", notes=notes[:1])) is None


def test_licences_are_what_notes_say_of_rights():
    place = place_of("AB")
    notes = ("Two rows.", "Contains OS data © Crown copyright.", "Under an open Licence.")
    place = replace(place, sources=(Source("units", "u", "", "d", notes), Source("x", "y")))
    sources: Any = export_metadata(place, plan_of("AB"), DAY)["sources"]
    assert [each["licence"] for each in sources] == [
        "Contains OS data © Crown copyright. Under an open Licence.",
        None,
    ]


def test_the_code_of_a_place():
    place = place_of("AB", layers={"la": "xx"})
    assert place_code(place) is None
    layer = place.layers[0]
    one = replace(place, layers=(replace(layer, area_ids=("E08000015",)),))
    assert place_code(one) == "E08000015"
    of_two = place_of("AB", layers={"la": "xy"}).layers[0]
    two = replace(place, layers=(replace(of_two, area_ids=("E08000015", "E06000021")),))
    assert place_code(two) is None
    note = "Only rows with ltla24_code = E06000021."
    filtered = replace(place, sources=(Source("units", "u", notes=(note,)),))
    assert place_code(filtered) == "E06000021"
    other = replace(place, sources=(Source("data", "u", notes=(note,)),))
    assert place_code(other) is None
