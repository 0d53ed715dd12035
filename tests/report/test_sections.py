"""Targets, exceptions, bands, profiles, assets, adjacency and joins as a report words them."""

import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.geography.ledger import AgeBands
from icp_footprints.geography.points import PointLayer
from icp_footprints.geography.profile import Deprivation, UnitProfile, UrbanRural
from icp_footprints.geography.source import Conversion, JoinReport, OneSided, Source
from icp_footprints.measures.scorecard import scorecard
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import Origin, Plan
from icp_footprints.plan.target import Target
from icp_footprints.report.content import report_content
from icp_footprints.report.headline import headline
from icp_footprints.report.html import html_report
from icp_footprints.report.origin_words import method_pairs, origin_words
from tests.exchange.test_small_counts import registration
from tests.grids import place_of, plan_of
from tests.report.pages import Page

DAY = date(2026, 11, 5)
BAND = Band(1500, 2500)


def content(place, plan):
    return report_content(place, plan, DAY)


def page_of(place, plan):
    return Page(html_report(place, plan, DAY))


# --- targets and exceptions ---------------------------------------------------------------------

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
        "Ward: plan containmentward.containment>=0.75",
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


def test_a_plan_without_either_has_no_such_section():
    assert "Targets and exceptions" not in page_of(PLACE, plan_of("AABB", BAND)).text


# --- bands --------------------------------------------------------------------------------------


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


# --- layers -------------------------------------------------------------------------------------


def test_people_in_no_area_and_the_method_are_said():
    layer = replace(
        registration([[900, 0], [900, 0], [0, 500], [0, 960]], [1000] * 4), method="by GP lists"
    )
    layer = replace(layer, outside_share=np.array([0.25, 0.0]))
    place = place_of("AABB", more_layers=(layer,))
    found = content(place, plan_of("AABB", BAND)).layers[0]
    assert found.method.endswith("Shares found by GP lists.")
    assert found.outside == (
        "740 people on the resident ledger in Testham belong to no area of this layer.",
        (
            "1 of 2 areas reaches beyond Testham: the share of its people who live outside stands "
            "beside it."
        ),
    )
    assert [row.outside for row in found.areas_held] == ["25.0 %", ""]
    assert page_of(place, plan_of("AABB", BAND)).table("PCN: each area")[2][-1] == "–"


BEYOND = "live outside Testham is not known"


@pytest.mark.parametrize(
    ("shares", "sentences"),
    [
        ([0.0, 0.0], ["No area has people outside Testham."]),
        ([np.nan, np.nan], [f"How many people of these areas {BEYOND} for this layer."]),
        ([0.0, np.nan], [f"How many people of 1 area {BEYOND}."]),
        (
            [0.25, 0.55],
            [
                (
                    "2 of 2 areas reach beyond Testham: the share of their people who live outside "
                    "stands beside them."
                )
            ],
        ),
    ],
)
def test_what_is_known_of_people_outside_is_said_and_what_is_not(shares, sentences):
    layer = registration([[1000, 0], [1000, 0], [0, 1000], [0, 1000]], [1000] * 4)
    place = place_of("AABB", more_layers=(replace(layer, outside_share=np.array(shares)),))
    plan = plan_of("AABB", BAND)
    assert list(content(place, plan).layers[0].outside[1:]) == sentences
    assert "0.0 % live outside" not in page_of(place, plan).text


def test_match_and_two_way_rule_are_dashes_where_areas_are_small():
    place = place_of("AABB", layers={"street": "wxyz"})
    page = page_of(place, plan_of("AABB", BAND))
    assert [row[5:] for row in page.table("Street: each footprint")[1:]] == [["–", "–", "–"]] * 2
    assert "so no footprint could match one" in page.text
    assert not [caption for caption in page.tables if caption.startswith("Street: each area")]


def test_areas_with_a_handful_of_people_are_one_sentence():
    """The PCN of the next town, of whose people 5 and 7 live here, is split, but not listed."""
    people = [1000] * 4
    layer = registration([[995, 5], [993, 7], [1000, 0], [1000, 0]], people)
    place = place_of(
        "AABB", people, more_layers=(replace(layer, outside_share=np.array([0, 0.9])),)
    )
    plan = plan_of("ABAB", BAND)
    page = page_of(place, plan)
    assert (
        "The counts above include 1 area with only a handful of people in Testham (12 people in "
        "all; 0 kept whole, 1 split), which the tables below leave out: Area 1."
    ) in page.text
    assert (
        "; 0 of 1 PCN kept whole, with 0.0 % of people (resident ledger), and 1 split. 1 PCN with "
        "a handful of people here is left out of these counts."
    ) in page.text
    for start in ("PCN: each area", "PCN: areas that are split"):
        assert not [row for row in page.table(start) if "Area 1" in row[0]]


def cards(page_html):
    """The cards of the first page: figure and words, put together."""
    return [
        " ".join(re.sub("<[^>]+>", " ", each).replace("\u00a0", " ").split())
        for each in re.findall('<div class="card">(.*?)</div>', page_html)
    ]


def test_cards_of_small_areas_are_about_those_kept_whole():
    place = place_of("AABB", layers={"ward": "wxyz", "pcn": "ppqq"})
    found = cards(html_report(place, plan_of("AABB", BAND), DAY))
    assert found[-2:] == [
        "4 of 4 Wards kept whole (100.0 % of residents)",
        "100.0 % Coterminosity with PCNs (resident ledger)",
    ]
    assert not [card for card in found if "of layer" in card or "units" in card]
    assert "4 of 4 small areas in a footprint" in found


@pytest.mark.parametrize(
    ("ledger", "words"),
    [
        ("resident", "Streets kept whole (66.7 % of residents)"),
        ("registered", "Streets kept whole (66.7 % of registered people)"),
        ("census", "Streets kept whole (66.7 % of people, census ledger)"),
    ],
)
def test_a_headline_names_whom_it_counts(ledger, words):
    place = place_of("AAB", layers={"street": "wxx"}, registered=[1000] * 3)
    plan = plan_of("AAB", BAND)
    (score,) = scorecard(place, plan).layers
    areas = tuple(replace(area, kept_whole=area.area == "w") for area in score.area_scores)
    score = replace(score, ledger=ledger, comparable=False, kept_whole=2 / 3, area_scores=areas)
    found = headline(score, f"{ledger} ledger")
    assert (found.big, found.beside, found.words) == ("1", "of 2", words)


def test_counts_of_the_first_page_leave_out_areas_with_a_handful_of_people():
    """Eight PCNs of neighbours, each with 10 people here and kept whole, and one of our own."""
    shares = np.zeros((4, 10))
    shares[:, 0] = [960, 1000, 960, 1000]
    shares[0, 2:6] = shares[2, 6:10] = 10
    shares[:, 1] = 1000 - shares.sum(axis=1)
    layer = registration(shares.tolist(), [1000] * 4)
    place, plan = place_of("AABB", more_layers=(layer,)), plan_of("AABB", BAND)
    (score,) = scorecard(place, plan).layers
    assert score.kept_whole_areas == score.areas - 1 == 8
    assert (
        "0 of 1 PCN kept whole, with 2.0 % of people (resident ledger), and 1 split. 8 PCNs with a "
        "handful of people here are left out of these counts."
    ) in headline(score, "resident ledger").sentence


def test_effective_splits_are_a_figure_of_each_layer():
    place = place_of("AAAB", [1000, 2000, 3000, 3000], {"ward": "wxyy"})
    table = page_of(place, plan_of("AAAB", BAND)).table("Ward: the plan as a whole")
    # y, with 6,000 of 9,000 people, is shared equally by two footprints: 1 / (1/4 + 1/4) - 1 = 1.
    assert table[-1][:2] == ["Effective splits", "0.67"]
    assert "weighted by people" in table[-1][2]
    empty = page_of(place, Plan.empty(4)).table("Ward: the plan as a whole")
    assert empty[-1][:2] == ["Effective splits", "–"]


# --- profiles -----------------------------------------------------------------------------------


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


# --- local assets -------------------------------------------------------------------------------


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


# --- how the place hangs together ---------------------------------------------------------------


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


# --- sources and origin -------------------------------------------------------------------------


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
