"""The measures object: the promised shape, figures recomputed unit by unit, safe counts."""

import json
from collections import defaultdict
from dataclasses import replace
from typing import Any

import jsonschema
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints import __version__
from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.geojson import footprint_features
from icp_footprints.exchange.measures_json import measures, measures_text
from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.geography.source import Conversion, JoinReport, OneSided, Source
from icp_footprints.measures.scorecard import scorecard
from icp_footprints.plan.actions import assign
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import EDITED, GENERATED, Footprint, Origin, Plan
from icp_footprints.plan.target import Target
from tests.examples import examples
from tests.exchange.test_small_counts import registration
from tests.grids import place_of, plan_of
from tests.measures.small_places import cases

SHARE = {"type": "number", "minimum": 0, "maximum": 1}
# Null where it would give a small count away.
GUARDED = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
COUNT = {"type": "integer", "minimum": 0}
PIECE = {"anyOf": [{"type": "integer", "minimum": 5}, {"enum": ["<5", "5-99"]}]}
SCHEMA = {
    "type": "object",
    "required": ["place", "plan", "seed", "version", "footprints", "layers", "coverage"],
    "properties": {
        "seed": {"type": ["integer", "null"]},
        "footprints": {
            "type": "array",
            "items": {
                "required": [
                    "id", "name", "people", "band", "parts", "polsby_popper", "layers",
                ],
                "properties": {
                    "people": {"type": "object", "additionalProperties": COUNT},
                    "band": {"enum": ["in", "under", "over"]},
                    "parts": COUNT,
                    "polsby_popper": SHARE,
                    "layers": {
                        "additionalProperties": {
                            "required": ["best_area", "share", "match"],
                            "properties": {"share": GUARDED, "match": GUARDED},
                        }
                    },
                },
            },
        },
        "layers": {
            "additionalProperties": {
                "required": [
                    "plan_share", "plan_containment", "coterminosity", "kept_whole", "splits",
                ],
                "properties": {
                    "plan_share": GUARDED,
                    "plan_containment": GUARDED,
                    "coterminosity": GUARDED,
                    "kept_whole": GUARDED,
                    "splits": {
                        "items": {
                            "required": ["area", "pieces"],
                            "properties": {
                                "pieces": {"additionalProperties": PIECE, "minProperties": 2}
                            },
                        }
                    },
                },
            }
        },
        "coverage": {
            "required": ["units", "unassigned_units", "unassigned_people"],
            "properties": {
                "units": COUNT, "unassigned_units": COUNT, "unassigned_people": COUNT,
            },
        },
    },
}  # fmt: skip


def checked(place, plan) -> Any:
    found = json.loads(measures_text(place, plan))
    jsonschema.validate(found, SCHEMA)
    assert found == measures(place, plan)
    return found


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_against_brute_force_over_units(data):
    cells = 12
    letters = st.sampled_from
    art = "abcd\nefgh\nijkl"
    plan_letters = data.draw(st.lists(letters("AB."), min_size=cells, max_size=cells))
    wards = data.draw(st.lists(letters("xyz."), min_size=cells, max_size=cells))
    people = data.draw(st.lists(st.integers(100, 9000), min_size=cells, max_size=cells))
    if set(wards) == {"."}:
        wards[0] = "x"

    def grid(values):
        return "\n".join("".join(values[i : i + 4]) for i in range(0, cells, 4))

    place = place_of(art, people, layers={"ward": grid(wards)})
    plan = plan_of(grid(plan_letters), Band(10_000, 30_000))
    found = checked(place, plan)

    totals, overlap, area_total = defaultdict(int), defaultdict(int), defaultdict(int)
    for letter, ward, count in zip(plan_letters, wards, people, strict=True):
        totals[letter] += count
        if ward != ".":
            overlap[letter, ward] += count
            area_total[ward] += count
    assert found["coverage"]["unassigned_people"] == totals["."]
    assert found["coverage"]["unassigned_units"] == plan_letters.count(".")
    main = 0
    for each in found["footprints"]:
        letter = each["name"]
        assert each["people"] == {"resident": totals[letter]}
        state = "under" if totals[letter] < 10_000 else "over" if totals[letter] > 30_000 else "in"
        assert each["band"] == state
        held = {ward: overlap[letter, ward] for ward in "xyz" if overlap[letter, ward]}
        best = max(held.values(), default=0)
        main += best
        fit = each["layers"]["ward"]
        assert fit["share"] == pytest.approx(best / totals[letter], abs=1e-6)
        if best:
            assert held[fit["best_area"]] == best
            union = totals[letter] + area_total[fit["best_area"]] - best
            assert fit["match"] == pytest.approx(best / union, abs=1e-6)
        else:
            assert fit["best_area"] is None
    layer = found["layers"]["ward"]
    assigned = sum(totals[letter] for letter in set(plan_letters) - {"."})
    assert layer["plan_share"] == pytest.approx(main / assigned if assigned else 0, abs=1e-6)
    most = {w: max((overlap[f, w] for f in "AB"), default=0) for w in area_total}
    everyone = sum(area_total.values())
    assert layer["plan_containment"] == pytest.approx(sum(most.values()) / everyone, abs=1e-6)
    whole = sum(n for w, n in area_total.items() if most[w] / n >= 0.95)
    assert layer["kept_whole"] == pytest.approx(whole / everyone, abs=1e-6)
    ids = {each["name"]: each["id"] for each in found["footprints"]}
    expected = {}
    for ward, total in area_total.items():
        pieces = {ids[f]: overlap[f, ward] for f in ids if overlap[f, ward] / total >= 0.05}
        if len(pieces) > 1:
            expected[ward] = pieces
    assert {split["area"]: split["pieces"] for split in layer["splits"]} == expected


def test_seed_version_and_both_ledgers():
    place = place_of("AB", [40_000, 20_000], registered=[41_000, 22_000])
    plan = replace(plan_of("AB", Band(30_000, 50_000, "registered")), origin=Origin(seed=42))
    found = checked(place, plan)
    assert (found["seed"], found["version"]) == (42, __version__)
    assert found["footprints"][1]["people"] == {"resident": 20_000, "registered": 22_000}
    assert found["band"] == {"low": 30_000, "high": 50_000, "ledger": "registered"}
    assert measures(place, plan_of("AB"))["seed"] is None


def test_a_piece_under_five_is_a_string():
    counts = [[983, 17], [997, 3]]
    place = place_of("AB", [1000, 1000], more_layers=(registration(counts, [1000, 1000]),))
    found = checked(place, plan_of("AB"))
    tiny = next(split for split in found["layers"]["pcn"]["splits"] if split["area"] == "P1")
    assert tiny["pieces"] == {"F01": 17, "F02": "<5"}


@pytest.mark.parametrize(
    ("art", "plan"),
    [
        ("AB", Plan.empty(2)),
        ("A", plan_of("A")),
        ("AB", replace(plan_of("AA"), footprints=(Footprint("F1", "a"), Footprint("F2", "b")))),
        ("AB", Plan("none assigned", np.full(2, -1, np.int16), (Footprint("F1", "a"),))),
    ],
)
def test_odd_plans(art, plan):
    layers = {"ward": "x" * len(art)}
    checked(place_of(art), plan)
    found = checked(place_of(art, layers=layers), plan)
    assert len(found["footprints"]) == len(plan.footprints)


def test_nobody_lives_here():
    found = checked(place_of("AB", 0, layers={"ward": "xy"}), plan_of("AB"))
    assert found["layers"]["ward"]["coterminosity"] == 0


def test_hostile_names_and_notice():
    names = ["<script>", "\u202eRTL 😀", "nul\0 ]]>", "x" * 10_000, 'quo"te']
    plan = replace(
        plan_of("ABCDE"), footprints=tuple(Footprint(f"F{i}", n) for i, n in enumerate(names))
    )
    place = replace(place_of("ABCDE"), notice="Demonstration data")
    found = checked(place, plan)
    assert [each["name"] for each in found["footprints"]] == names
    assert found["notice"] == "Demonstration data"
    half = replace(plan, footprints=(Footprint("F0", "\ud800"), *plan.footprints[1:]))
    measures_text(place, half).encode("utf-8")


def test_a_plan_that_was_edited_has_no_seed_and_says_how_it_was_made():
    made = Origin(GENERATED, 42, (("footprints", "2"), ("starts", "8")), "0.2", "2026-11-22T10:00")
    plan = replace(plan_of("AABB"), origin=made)
    found = checked(place_of("AABB"), plan)
    assert found["seed"] == 42
    assert found["origin"] == {
        "method": GENERATED,
        "settings": {"footprints": "2", "starts": "8"},
        "version": "0.2",
        "made_at": "2026-11-22T10:00",
    }
    edited = checked(place_of("AABB"), assign(plan, np.array([1]), "F02"))
    assert edited["seed"] is None
    assert edited["origin"]["method"] == EDITED
    by_hand = replace(plan_of("AB"), origin=made.edited())
    properties: Any = footprint_features(ExportContent(place_of("AB"), by_hand))
    assert properties["features"][0]["properties"]["seed"] is None
    assert properties["features"][0]["properties"]["origin_method"] == EDITED


def test_bands_targets_exceptions_and_edits_with_their_reasons():
    ferry = AdjacencyEdit("bridge", "U001", "U002", "Ferry")
    place = place_of("AB~C", layers={"ward": "xy~y"}, registered=[900] * 3)
    place = place.with_adjacency_edits([ferry])
    agreed = RecordedException("target", "ward.splits<=0", "Old parish", "ICB", "2026-11-22")
    plan = replace(
        plan_of("AB~C", Band(500, 2000)),
        further_bands=(Band(1000, 2000, "registered"),),
        targets=(Target.parse("ward.splits<=0"), Target.parse("pcn.share>=0.5:wanted")),
        exceptions=(agreed,),
    )
    found = checked(place, plan)
    assert [band["ledger"] for band in found["bands"]] == ["resident", "registered"]
    assert found["footprints"][0]["bands"] == {"resident": "in", "registered": "under"}
    recorded = {
        "rule": "target", "subject": "ward.splits<=0", "reason": "Old parish", "owner": "ICB",
        "date": "2026-11-22",
    }  # fmt: skip
    assert found["exceptions"] == [recorded]
    splits, share = found["targets"]
    assert (splits["name"], splits["met"], splits["value"]) == ("ward.splits<=0", False, 1)
    assert splits["exception"] == recorded
    assert (share["name"], share["met"], share["value"]) == ("pcn.share>=0.5", False, None)
    assert found["adjacency_edits"] == [
        {"kind": "bridge", "units": ["U001", "U002"], "reason": "Ferry"}
    ]


def test_what_joined_is_told_and_people_who_did_not_are_not_counted_below_five():
    moved = Conversion(2011, 2021, 5)
    join = JoinReport(10, 8, OneSided(2, ("E1", "E2")), OneSided(), 3, ("Another year.",), moved)
    place = replace(place_of("A"), sources=(Source("registrations", "f.csv", join=join),))
    (source,) = checked(place, plan_of("A"))["sources"]
    assert source["join"] == {
        "rows_read": 10,
        "ids_matched": 8,
        "only_in_file": {"count": 2, "examples": ["E1", "E2"]},
        "only_in_place": {"count": 0, "examples": []},
        "people_unjoined": "<5",
        "causes": ["Another year."],
        "conversion": {
            "from_vintage": 2011, "to_vintage": 2021, "exact": 5, "merged": 0, "split": 0,
            "recut": 0,
        },
    }  # fmt: skip


@settings(max_examples=examples(60), deadline=None)
@given(cases())
def test_every_figure_is_that_of_the_scorecard(case):
    found = checked(case.place, case.plan)
    score = scorecard(case.place, case.plan)
    for layer in score.layers:
        shown = found["layers"][layer.name]
        assert shown["ledger"] == layer.ledger
        if shown["hides_counts"]:
            continue
        assert shown["people_outside"] == round(layer.people_outside)
        assert shown["effective_splits"] == pytest.approx(layer.effective_splits, abs=1e-6)
        assert shown["pieces"] == layer.pieces
        assert [each["area"] for each in shown["area_scores"]] == [
            each.area for each in layer.area_scores
        ]
        for each, area in zip(shown["area_scores"], layer.area_scores, strict=True):
            assert each["people"] == round(area.people)
            assert each["containment"] == pytest.approx(area.containment, abs=1e-6)
            assert each["kept_whole"] == area.kept_whole
            assert list(each["pieces"]) == [key for key, _ in area.pieces]
    for each, footprint in zip(found["footprints"], score.footprints, strict=True):
        assert each["profile"]["deprivation"]["mean_score"] == near(footprint.profile.deprivation)
        assert [p["id"] for p in each["points"]["gp"]["points"]] == [
            point.id for point in footprint.points["gp"]
        ]
        assert each["points"]["gp"]["count"] == len(footprint.points["gp"])
    assert len(found["spread"]) == len(score.spread)
    assert found["cut_length_m"] == round(score.cut_length_m)
    assert [p["id"] for p in found["points"]["gp"]["outside_place"]["points"]] == [
        point.id for point in score.points[0].outside
    ]


def near(deprivation):
    mean = deprivation.mean_score
    return None if mean is None else pytest.approx(mean, abs=1e-4)
