"""The summary is one page, whatever is in the plan, and picks what a board should see."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.geography.ledger import AgeBands
from icp_footprints.measures.scorecard import scorecard
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import Footprint, Plan
from icp_footprints.plan.target import Target
from icp_footprints.report.content import report_content
from icp_footprints.report.maps.report_maps import ReportMaps
from icp_footprints.report.pdf.pages import summary_pages
from icp_footprints.report.pdf.summary_page import MOST_LAYERS, summary_page
from tests.examples import examples
from tests.grids import place_of, plan_of
from tests.report.printed import Printed
from tests.report.sample_plan import sample

DAY = date(2026, 11, 5)
SMALLEST = 6.5


def bands_of(place, count):
    """So many footprints from north to south, with names of some length."""
    north = shapely.get_y(shapely.centroid(place.units.geometry))
    rank = np.argsort(np.argsort(-north))
    names = (
        Footprint(f"F{i + 1:02d}", f"Neighbourhood of the {i + 1}th band") for i in range(count)
    )
    return Plan("Bands", (rank * count // len(rank)).astype(np.int16), tuple(names))


def wide_place():
    """Sixty units in six rows, each of its own; the areas of two layers have long names."""
    art = "\n".join(["ABCDEFGHIJ"] * 6)
    place = place_of(
        art, layers={"pcn": art, "ward": "\n".join("UVWXYZ"[i] * 10 for i in range(6))}
    )
    named = [
        replace(each, area_names=tuple(f"{name} and the lanes beyond" for name in each.area_names))
        for each in place.layers
    ]
    return replace(place, layers=tuple(named))


def with_layers(place, count):
    more = [replace(place.layers[i % 2], name=f"layer_{i}") for i in range(2, count)]
    return replace(place, layers=(*place.layers, *more)[:count])


def page_and_print(place, plan):
    score = scorecard(place, plan)
    report = report_content(place, plan, DAY, score)
    printed = Printed(BytesIO(summary_pages(report, ReportMaps(place, plan), score).pdf()))
    return summary_page(report, score), printed


@pytest.mark.parametrize(("count", "layers"), [(12, 4), (60, 6)])
def test_one_page_whatever_is_in_the_plan(count, layers):
    place = with_layers(sample()[0] if count < 60 else wide_place(), layers)
    page, printed = page_and_print(place, bands_of(place, count))
    assert len(printed.pdf.pages) == 1
    assert len(page.layers) == min(layers, MOST_LAYERS)
    rows = printed.tables[-1][2:]
    listed = [int(row[0]) for row in rows]
    assert listed == sorted(listed)
    assert min(printed.sizes_in("/Table")) >= SMALLEST
    if count <= 12:
        assert len(rows) == count
        return
    assert 15 <= len(rows) < count
    assert f"The {len(rows)} of 60 footprints to look at first" in printed.text
    ranked = sorted(page.rows, key=lambda row: row.rank)[: len(rows)]
    assert {row.number for row in ranked} == set(listed)
    assert "Further layers are in the coverage report: Layer 4, Layer 5." in printed.text


def test_who_is_looked_at_first():
    """Those out of band or in parts, then the worst match with the first layer."""
    art = "AABBCCDAE"
    place = place_of(art, [10, 10, 10, 10, 10, 10, 3, 10, 10], layers={"ward": "xxyzwwwwe"})
    plan = plan_of(art, Band(5, 30))
    score = scorecard(place, plan)
    page = summary_page(report_content(place, plan, DAY, score), score)
    matches = {each.id: each.layers["ward"].match for each in score.footprints}
    order = [row.number for row in sorted(page.rows, key=lambda row: row.rank)]
    # A is in two parts, D is under band; B, C and E are sound.
    assert set(order[:2]) == {1, 4}
    sound = [matches[f"F0{number}"] for number in order[2:]]
    assert sound == sorted(sound)
    assert sound[0] < sound[-1]


def test_a_plan_without_footprints_has_a_page():
    place = place_of("AB", layers={"ward": "xy"})
    page, printed = page_and_print(place, Plan.empty(2))
    assert page.chair == ("Testham has no footprints yet.",)
    assert len(printed.pdf.pages) == 1


def test_a_plan_without_layers_is_not_told_of_coterminosity():
    place = replace(place_of("AABB"), layers=())
    said, printed = page_and_print(place, plan_of("AABB", Band(1, 9_000)))
    assert printed.loose == []
    assert said.layers == ()
    words = printed.text
    assert "SUMMARY OF THE PLAN" in words
    assert "No layer of areas" in words
    assert "oterminosity" not in words


def test_without_layers_it_says_who_lives_in_each_footprint():
    place = replace(sample()[0], layers=())
    resident, *others = place.ledgers
    by_age = np.outer(resident.people, [0.75, 0.25])
    by_age[0] = by_age[0, ::-1]
    ages = AgeBands(("0 to 64", "65 and over"), (0, 65), by_age)
    place = replace(place, ledgers=(replace(resident, ages=ages), *others))
    plan = bands_of(place, 6)
    _, printed = page_and_print(place, plan)
    assert len(printed.pdf.pages) == 1
    held = [plan.assignment == i for i in range(6)] + [plan.assignment >= 0]
    km2 = shapely.area(place.units.geometry) / 1e6
    names = [*(each.name for each in plan.footprints), place.name]
    people = [resident.people[rows].sum() for rows in held]
    states = ["in band" if each <= 50_000 else f"{each - 50_000:,.0f} too many" for each in people]
    assert printed.tables[0][1:] == [
        [*numbered, f"{count:,.0f}", state, f"{count / km2[rows].sum():,.0f}"]
        for numbered, count, state, rows in zip(
            labels(names), people, [*states[:-1], ""], held, strict=True
        )
    ]
    assert printed.tables[1][1:] == [
        [*numbered, *(f"{share * 100:.1f} %" for share in by_age[rows].sum(axis=0) / count)]
        for numbered, count, rows in zip(labels(names), people, held, strict=True)
    ]


def labels(names):
    """How rows of footprints begin, and the last, that of the place."""
    return [[str(i), name] for i, name in enumerate(names[:-1], 1)] + [["", names[-1]]]


@pytest.mark.parametrize(("count", "bands"), [(1, 1), (60, 2)])
def test_without_layers_it_is_one_page_whatever_is_in_the_plan(count, bands):
    place = replace(sample()[0] if count == 1 else wide_place(), layers=())
    plan = bands_of(place, count)
    if bands == 2:
        ledgers = (*place.ledgers, replace(place.ledgers[0], name="registered"))
        place = replace(place, ledgers=ledgers)
        plan = replace(plan, further_bands=(Band(1, 9, "registered"),))
    page, printed = page_and_print(place, plan)
    assert len(printed.pdf.pages) == 1
    assert min(printed.sizes_in("/Table")) >= SMALLEST
    listed = [int(row[0]) for row in printed.tables[0][1:-1]]
    assert listed == sorted(listed)
    if count == 1:
        assert listed == [1]
        return
    assert 15 <= len(listed) < count
    assert f"The {len(listed)} of 60 footprints to look at first" in printed.text
    ranked = sorted(page.rows, key=lambda row: row.rank)[: len(listed)]
    assert {row.number for row in ranked} == set(listed)


def test_what_the_chair_reads_out():
    place = place_of("AAB.", [10, 20, 30, 40], layers={"pcn": "xyyy"})
    plan = plan_of("AAB.", Band(30, 40))
    score = scorecard(place, plan)
    page = summary_page(report_content(place, plan, DAY, score), score)
    assert page.chair == (
        "Testham is planned as 2 footprints.",
        "1 of 4 small areas (40 people) is in no footprint.",
        "All hold 30 to 40 people (resident ledger).",
        (
            "On average 83.3 % of a footprint’s people belong to one PCN, and 40.0 % of a PCN’s "
            "people here are in one footprint; 1 of 2 PCNs are kept whole."
        ),
    )


def two_bands(layers):
    """Four footprints of 20 people: in the first band, and all out of the second."""
    place = place_of("ABCD", 20, layers=layers)
    place = replace(place, ledgers=(*place.ledgers, replace(place.ledgers[0], name="registered")))
    bands = replace(plan_of("ABCD", Band(1, 30)), further_bands=(Band(1, 15, "registered"),))
    return place, bands


def agreed(rule, *subjects):
    return tuple(RecordedException(rule, each, "Why", "Board", "2026-11-01") for each in subjects)


@pytest.mark.parametrize("layers", [{}, {"pcn": "xxyy"}], ids=["bare", "layers"])
def test_an_agreed_exception_stands_beside_its_footprint(layers):
    place, plan = two_bands(layers)
    # The first of these is of a footprint that is in band.
    exceptions = agreed("band", "F01", "F02@registered", "F04@registered")
    _, printed = page_and_print(place, replace(plan, exceptions=exceptions))
    rows = [row for row in printed.tables[1 if layers else 0] if row[0].isdigit()]
    assert [row[3] for row in rows] == ["in band"] * 4
    assert [row[5] for row in rows] == [
        "5 too many", "5 too many exception agreed", "5 too many", "5 too many exception agreed",
    ]  # fmt: skip
    assert "0 of 4 hold 1 to 15 people" in printed.text
    assert "; exceptions are agreed for 2 of them." in printed.text


@pytest.mark.parametrize(
    ("art", "excepted", "holds", "exceptions"),
    [
        ("AABB", ["F01"], "1 of 2 holds", "; an exception is agreed for the other"),
        ("AABC", ["F01"], "2 of 3 hold", "; an exception is agreed for the other"),
        ("ABCD", ["F01", "F02"], "1 of 4 holds", "; exceptions are agreed for 2 of the other 3"),
        ("ABCD", [], "1 of 4 holds", ""),
        ("AAAA", ["F01"], "0 of 1 hold", "; an exception is agreed for it"),
    ],
)
def test_the_chair_says_for_how_many_an_exception_is_agreed(art, excepted, holds, exceptions):
    place = place_of(art, [20, 20, 20, 10] if art == "ABCD" else [10, 10, 5, 5])
    plan = replace(plan_of(art, Band(1, 15)), exceptions=agreed("band", *excepted))
    score = scorecard(place, plan)
    page = summary_page(report_content(place, plan, DAY, score), score)
    assert f"{holds} 1 to 15 people (resident ledger){exceptions}." in page.chair


def test_the_chair_says_which_targets_are_missed():
    place = place_of("AABB", layers={"pcn": "xyzw"})
    targets = (
        Target("pcn", "pieces", 9),
        Target("pcn", "two_way", 0.9, strength="wanted"),
        Target("pcn", "share", 0.9),
        Target("pcn", "coterminosity", 0.99, strength="wanted"),
    )
    plan = replace(plan_of("AABB"), targets=targets, exceptions=agreed("target", targets[2].name))
    page, printed = page_and_print(place, plan)
    said = (
        "1 of 4 targets met. Not met: PCN: plan share (required, exception agreed); "
        "PCN: footprints that pass the two-way rule (wanted); and 1 more."
    )
    assert page.chair[-1] == said
    assert said in printed.text


@settings(max_examples=examples(4), deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_any_name_can_be_printed(name):
    place = replace(place_of("AB", layers={"ward": "xy"}), name=name, notice=name)
    plan = replace(plan_of("AB"), name=name)
    plan = replace(plan, footprints=tuple(replace(f, name=name + f.id) for f in plan.footprints))
    _, printed = page_and_print(place, plan)
    assert len(printed.pdf.pages) == 1
    assert printed.loose == []
