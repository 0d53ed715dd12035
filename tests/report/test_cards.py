"""A card repeats nothing that the units do not say: checked by counting over them again."""

from collections import defaultdict
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.geography.ledger import AgeBands
from icp_footprints.geography.points import PointLayer
from icp_footprints.geography.profile import Deprivation, UnitProfile
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from tests.examples import examples
from tests.grids import place_of, plan_of
from tests.report.on_a_day import content, page_of

BAND = Band(2_000, 20_000)


def grid(values):
    return "\n".join("".join(values[i : i + 4]) for i in range(0, 12, 4))


@settings(max_examples=examples(40), deadline=None)
@given(st.data())
def test_areas_of_a_card_against_brute_force(data):
    letters = data.draw(st.lists(st.sampled_from("ABC."), min_size=12, max_size=12))
    wards = ["x", *data.draw(st.lists(st.sampled_from("xyz."), min_size=11, max_size=11))]
    people = data.draw(st.lists(st.integers(50, 9000), min_size=12, max_size=12))
    totals, held, area = defaultdict(int), defaultdict(int), defaultdict(int)
    for letter, ward, count in zip(letters, wards, people, strict=True):
        totals[letter] += count
        if ward != ".":
            held[letter, ward] += count
            area[ward] += count
    report = content(
        place_of(grid(letters), people, layers={"ward": grid(wards)}), plan_of(grid(letters), BAND)
    )
    names = sorted(set(letters) - {"."})
    assert [card.row.name for card in report.cards] == names
    for card in report.cards:
        name, (layer,) = card.row.name, card.layers
        expected = {
            ward: held[name, ward]
            for ward in area
            if held[name, ward] and held[name, ward] / min(totals[name], area[ward]) >= 0.05
        }
        assert {line.area: line.people for line in layer.areas} == expected
        left = sum(held[name, ward] > 0 for ward in area) - len(expected)
        assert bool(layer.more) == (left > 0)
        for line in layer.areas:
            both = held[name, line.area]
            assert line.share == f"{100 * both / totals[name]:.1f} %"
            assert line.containment == f"{100 * both / area[line.area]:.1f} %"
            assert {(each.name, each.share) for each in line.others} == {
                (other, f"{100 * held[other, line.area] / area[line.area]:.1f} %")
                for other in names
                if other != name and held[other, line.area] >= 0.05 * area[line.area]
            }


def rich_place():
    """Four units: A is poor, young and has both practices; B is rich and old."""
    place = place_of("AABB", [1000, 1000, 2000, 1000], registered=[1100, 1000, 2500, 900])
    ages = np.array([[900, 100], [700, 300], [500, 1500], [100, 900]], dtype=float)
    residents = replace(place.ledgers[0], ages=AgeBands(("0 to 64", "65 and over"), (0, 65), ages))
    index = Deprivation(
        "IMD 2025", np.array([60.0, 40.0, 10.0, 20.0]), np.array([1, 2, 9, 1], np.int8)
    )
    practices = PointLayer(
        "practices", "GP practices", ("P1", "P2", "P3"), ("Elm", "Ash", "Far"),
        np.zeros((3, 2)), np.array([1, 0, -1]),
    )  # fmt: skip
    return replace(
        place,
        ledgers=(residents, place.ledgers[1]),
        profile=UnitProfile(index),
        point_layers=(practices,),
    )


def test_a_card_says_who_lives_there_beside_the_place():
    report = content(rich_place(), plan_of("AABB", BAND))
    here, there = report.cards
    assert [(each.figure, each.here, each.place) for each in here.deprivation] == [
        ("IMD 2025 mean score", "50.0", "28.0"),
        ("In the most deprived fifth of England", "100.0 %", "60.0 %"),
        ("In the most deprived tenth of England", "50.0 %", "40.0 %"),
    ]
    assert [(each.here, each.place) for each in there.ages] == [
        ("20.0 %", "44.0 %"), ("80.0 %", "56.0 %"),
    ]  # fmt: skip
    assert there.ages_ledger_words == "resident ledger"
    assert [(each.figure, each.here) for each in there.ground] == [("People per km²", "1,500")]
    (practices,) = here.assets
    assert (practices.label, practices.count, practices.names) == (
        "GP practices", 2, ("Ash", "Elm"),
    )  # fmt: skip
    assert there.assets[0].count == 0


def test_a_card_has_every_ledger_with_its_band_or_without():
    plan = replace(
        plan_of("AABB", Band(2_500, 9_000)), further_bands=(Band(1, 2_000, "registered"),)
    )
    lines = content(rich_place(), plan).cards[0].people
    assert [(each.ledger, each.people, each.state_words, each.difference) for each in lines] == [
        ("resident", 2000, "under band", "500 too few"),
        ("registered", 2100, "over band", "100 too many"),
    ]
    lines = content(rich_place(), plan_of("AABB", BAND)).cards[0].people
    assert [(each.state, each.band_words) for each in lines] == [
        ("in", "2,000 to 20,000"), (None, ""),
    ]  # fmt: skip


def test_neighbours_with_their_boundary_bridges_and_barriers():
    art = "AAB\nAAB\nCCC\n~~~\nDDD"
    place = place_of(art)
    ids = place.units.ids
    # A and C touch along 2 km, all of it cut; D lies across the water, with a bridge to C.
    place = place.with_adjacency_edits(
        [
            AdjacencyEdit("barrier", ids[3], ids[6], "river"),
            AdjacencyEdit("barrier", ids[4], ids[7], "river"),
            AdjacencyEdit("bridge", ids[6], ids[9], "ferry"),
        ]
    )
    found = {
        card.row.name: [(n.name, round(n.shared_km, 3), n.remark) for n in card.neighbours]
        for card in content(place, plan_of(art, BAND)).cards
    }
    assert found["A"] == [("B", 2.0, ""), ("C", 2.0, "a barrier parts them")]
    assert found["C"] == [
        ("A", 2.0, "a barrier parts them"), ("B", 1.0, ""), ("D", 0.0, "by a bridge only"),
    ]  # fmt: skip
    assert found["D"] == [("C", 0.0, "by a bridge only")]


def test_a_card_has_the_issues_and_exceptions_about_it_and_no_others():
    exceptions = (
        RecordedException("band", "F02", "one estate", "ICB", "2026-11-22"),
        RecordedException("coverage", "", "sea", "ICB", "2026-11-22"),
    )
    plan = replace(plan_of("ABA.", Band(2_000, 9_000)), exceptions=exceptions)
    first, second = content(place_of("ABA."), plan).cards
    assert [issue.rule for issue in first.issues] == ["contiguity"]
    assert [(issue.rule, issue.severity) for issue in second.issues] == [("band", "accepted")]
    assert "one estate (ICB, 2026-11-22)" in second.issues[0].words
    # What the accepted issue says already is not said again; what covers no issue is.
    assert first.exceptions == second.exceptions == ()
    (idle,) = content(place_of("ABA."), replace(plan, band=Band(1, 9_000))).cards[1].exceptions
    assert idle.reason == "one estate"


def test_lead_partners_and_notes_stand_on_the_page():
    plan = plan_of("AABB", BAND)
    first = replace(
        plan.footprints[0], lead="Dr <Ann> Example", partners="Council & Trust", notes="One school"
    )
    page = page_of(rich_place(), replace(plan, footprints=(first, plan.footprints[1])))
    assert page.text.count("Clinical lead Dr <Ann> Example") == 1
    assert page.text.count("Partners Council & Trust") == 1
    assert page.text.count("Clinical lead not named") == 1
    assert page.table("Footprint 1: deprivation")[1] == ["IMD 2025 mean score", "50.0", "28.0"]
    assert page.table("Footprint 2: ages, resident ledger")[1] == ["0 to 64", "20.0 %", "44.0 %"]
    assert "GP practices 2: Ash; Elm" in page.text
