"""Profiles, assets, adjacency, joins and origin as a report words them."""

from dataclasses import replace

import numpy as np
import pytest

from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.geography.ledger import AgeBands
from icp_footprints.geography.points import PointLayer
from icp_footprints.geography.profile import Deprivation, UnitProfile, UrbanRural
from icp_footprints.geography.source import Conversion, JoinReport, OneSided, Source
from icp_footprints.plan.plan import Origin, Plan
from icp_footprints.report.sections.origin_words import method_pairs, origin_words
from tests.grids import place_of, plan_of
from tests.report.on_a_day import BAND, content, page_of


def profiled():
    place = place_of("AAB", people=[1000, 3000, 2000])
    ages = AgeBands(
        ("0 to 17", "18 and over"), (0, 18), np.array([[400, 600], [0, 3000], [1000, 1000.0]])
    )
    return replace(
        place,
        ledgers=(replace(place.ledgers[0], ages=ages),),
        profile=UnitProfile(
            Deprivation("IMD 2025", np.array([10, 20, np.nan]), np.array([2, 3, 0], np.int8)),
            UrbanRural(("Town", "Hamlet"), np.array([1, 0, -1], np.int16), (False, True)),
        ),
    )  # fmt: skip


def test_footprints_stand_beside_the_place():
    page = page_of(profiled(), plan_of("AAB", BAND))
    table = page.table("Where people live, resident ledger")
    assert table[0][2:] == [
        "People per km²", "IMD 2025 mean score", "In the most deprived fifth", "In rural units",
    ]  # fmt: skip
    # 10 x 1,000 and 20 x 3,000 people; B has no score, decile or class.
    assert table[1:] == [
        ["1", "A", "2,000", "17.5", "25.0 %", "25.0 %"],
        ["2", "B", "2,000", "–", "–", "–"],
        ["", "Testham", "2,000", "17.5", "25.0 %", "25.0 %"],
    ]
    ages = page.table("People by age, resident ledger")
    assert ages == [
        ["No.", "Footprint", "0 to 17", "18 and over"],
        ["1", "A", "10.0 %", "90.0 %"],
        ["2", "B", "50.0 %", "50.0 %"],
        ["", "Testham", "23.3 %", "76.7 %"],
    ]
    assert "Deprivation leaves out 1 unit without a figure." in page.text
    assert "Rural shares leave out 1 unit whose class is not known." in page.text


def test_how_far_footprints_differ():
    place = replace(profiled(), profile=UnitProfile(
        Deprivation("IMD 2025", np.array([10, 20, 44.0]), np.array([2, 3, 1], np.int8))
    ))  # fmt: skip
    rows = page_of(place, plan_of("AAB", BAND)).table("How far footprints differ")
    assert rows[2:] == [
        ["IMD 2025 mean score", "17.5", "A", "44.0", "B", "26.3"],
        ["In the most deprived fifth", "25.0 %", "A", "100.0 %", "B", "50.0 %"],
    ]


@pytest.mark.parametrize(
    ("lows", "labels"),
    [
        ([0, 30], ["x0", "x30"]),
        (list(range(91)), [
            "0 to 15", "16 to 24", "25 to 34", "35 to 49", "50 to 64", "65 to 79", "80 and over",
        ]),
        (list(range(0, 91, 5)), [
            "0 to 14", "15 to 24", "25 to 34", "35 to 49", "50 to 64", "65 to 79", "80 and over",
        ]),
        ([0, 1, 2, 3, 4, 5, 6, 90], ["0 to 5", "x6", "x90"]),
    ],
)  # fmt: skip
def test_many_age_bands_are_put_together_and_none_is_lost(lows, labels):
    people = np.arange(2.0 * len(lows)).reshape(2, -1) + 1
    ages = AgeBands(tuple(f"x{low}" for low in lows), tuple(lows), people)
    place = place_of("AB")
    place = replace(place, ledgers=(replace(place.ledgers[0], ages=ages),))
    table = content(place, plan_of("AB", BAND)).profile.tables[1]
    assert list(table.headings) == labels
    for cells, counts in zip([row.cells for row in table.rows], people, strict=True):
        assert sum(float(cell.removesuffix(" %")) for cell in cells) == pytest.approx(100, abs=0.4)
        first = counts[
            : 1 if labels[0] == "x0" else lows.index(int(labels[1].lstrip("x").split()[0]))
        ]
        assert cells[0] == f"{100 * first.sum() / counts.sum():.1f} %"


def test_assets_are_counted_and_named():
    names = ("Zoo Surgery", "Abbey Surgery", "", "Over the border", "Nowhere")
    points = PointLayer(
        "practices", "GP practices", ("N1", "N2", "N3", "N4", "N5"), names,
        np.zeros((5, 2)), np.array([0, 1, 2, -1, 3]),
    )  # fmt: skip
    place = replace(place_of("AABB"), point_layers=(points,))
    page = page_of(place, plan_of("AAB.", BAND))
    assert page.table("GP practices in each footprint")[1:] == [
        ["1", "A", "2", "Abbey Surgery; Zoo Surgery"],
        ["2", "B", "1", "N3"],
        ["", "In no footprint", "1", "Nowhere"],
    ]
    assert "1 point of the file lies outside Testham and is not counted." in page.text


def test_a_long_list_of_assets_is_cut():
    n = 100
    ids, xy, rows = tuple(map(str, range(n))), np.zeros((n, 2)), np.zeros(n, np.int64)
    points = PointLayer("s", "", ids, ("School",) * n, xy, rows)
    section = content(replace(place_of("AB"), point_layers=(points,)), plan_of("AB")).assets[0]
    assert (section.label, section.rows[0].count, section.rows[0].more) == ("s", 100, 40)
    assert section.rows[1].names == ()


def test_pieces_bridges_and_barriers():
    place = place_of("AB~C\nDE~F\n~~~~\nG~~~")
    # Columns 0 and 1, column 3, and one unit alone; a barrier parts nothing more.
    place = place.with_adjacency_edits(
        [
            AdjacencyEdit("barrier", "U000", "U001", "River Alt"),
            AdjacencyEdit("barrier", "U001", "U004", "River Alt"),
            AdjacencyEdit("bridge", "U005", "U006", "Ferry"),
        ]
    )
    found = content(place, Plan.empty(7)).adjacency
    assert found.pieces == (
        "Testham is in 3 pieces that do not touch.",
        "Piece 1: 3 units with 3,000 people (resident ledger), among them Testham 000 (U000).",
        "Piece 2: 3 units with 3,000 people (resident ledger), among them Testham 002 (U002).",
        "Piece 3: 1 unit with 1,000 people (resident ledger), only Testham 001 (U001).",
    )
    assert [(row.kind, row.reason, row.count) for row in found.edits] == [
        ("Barrier", "River Alt", 2), ("Bridge", "Ferry", 1),
    ]  # fmt: skip
    page = page_of(place, Plan.empty(7))
    assert "Testham 005 (U005) – Testham 006 (U006)" in page.text


def test_an_edit_that_changes_nothing_is_said_to():
    place = place_of("AB").with_adjacency_edits([AdjacencyEdit("bridge", "U000", "U001", "Lane")])
    table = page_of(place, plan_of("AB")).table("Bridges and barriers")
    assert table[1][2] == "1it changes nothing"


def test_a_place_in_one_piece_says_so():
    page = page_of(place_of("AB"), plan_of("AB"))
    assert "Testham is in one connected piece." in page.text
    assert "There are no bridges and no barriers." in page.text


def test_a_board_reads_what_was_done_with_a_file_and_not_what_else_could_be():
    notes = ("3 rows left out.", "Could be layers as well: the columns WD24CD, PAR24CD.")
    source = Source("units", "u.csv", "0123456789abcdef" * 4, "24 units", notes)
    page = page_of(replace(place_of("AB"), sources=(source,)), plan_of("AB"))
    assert page.table("Files that every figure")[1:] == [
        ["units", "u.csvSHA-256 0123456789ab…", "24 units3 rows left out."]
    ]
    assert content(place_of("AB"), plan_of("AB")).sources == ()


def test_what_joined_of_each_file():
    join = JoinReport(
        1000, 4, OneSided(12, tuple(f"S{i}" for i in range(10))), OneSided(1, ("U003",)), 1234.0,
        ("Scottish codes: 12.",), Conversion(2011, 2021, 7, 1, 2, 3),
    )  # fmt: skip
    few = replace(join, people_unjoined=3.0, causes=(), conversion=None)
    sources = (
        Source("registrations", "r.csv", join=join),
        Source("people", "p.csv", join=few),
        Source("pcn", "m.csv"),
    )
    page = page_of(replace(place_of("AB"), sources=sources), plan_of("AB"))
    counts = ["1,000", "4", "12S0, S1, S2, S3, S4, S5, S6, S7, S8, S9 and 2 more", "1U003"]
    converted = "Converted from 2011 to 2021 boundaries: 7 exact, 1 merged, 2 split, 3 re-cut."
    assert page.table("What joined")[1:] == [
        ["r.csvregistrations", *counts, "1,234"],
        [f"Scottish codes: 12.{converted}"],
        ["p.csvpeople", *counts, "<5"],
    ]


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        (Origin(), "Drawn by hand"),
        (Origin("generated", 11), "Generated with seed 11"),
        (Origin("generated", 11).edited(), "Generated with seed 11, then edited by hand"),
        (Origin("imported", None), "Imported"),
    ],
)
def test_how_the_plan_was_made(origin, words):
    assert origin_words(origin) == words
    assert words in page_of(place_of("A"), replace(plan_of("A"), origin=origin)).text


def test_a_seed_is_not_said_to_make_a_plan_that_was_edited():
    edited = dict(method_pairs(Origin("generated", 11, version="0.1.0").edited()))
    assert "Random seed" not in edited
    assert edited["Seed it began from"] == "11"
    assert "edits themselves are in the plan file only" in edited["Making it again"]
    assert dict(method_pairs(Origin("generated", 11)))["Random seed"] == "11"
    assert "Making it again" not in dict(method_pairs(Origin()))
