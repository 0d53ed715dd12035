"""Every figure of the scorecard against its definition in DOMAIN.md, worked out in plain Python."""

import math

import pytest
from hypothesis import given, settings

from icp_footprints.measures.scorecard import scorecard
from icp_footprints.plan.band import Band
from tests.examples import examples
from tests.grids import cells, place_of, plan_of
from tests.measures.brute_force import Fit
from tests.measures.small_places import cases

thorough = settings(deadline=None, max_examples=examples(150))


def fits(case):
    """The plain-Python fit of each layer, on the ledger of the band."""
    ids = [footprint.id for footprint in case.plan.footprints]
    people = case.people[case.plan.band.ledger]
    return {
        layer.name: Fit(people, case.home, case.shares[layer.name], ids, layer.area_ids)
        for layer in case.place.layers
    }


@given(cases())
@thorough
def test_people_and_band_of_each_footprint_are_counted_on_every_ledger(case):
    for each in scorecard(case.place, case.plan).footprints:
        units = [unit for unit, home in case.home.items() if home == each.id]
        for ledger, counts in case.people.items():
            assert each.people[ledger] == sum(counts[unit] for unit in units)
        people = each.people[case.plan.band.ledger]
        assert each.band == ("under" if people < 20 else "over" if people > 100 else "in")
        assert each.units == len(units)


@given(cases())
@thorough
def test_each_footprint_fits_its_best_area_as_defined(case):
    score = scorecard(case.place, case.plan)
    for name, fit in fits(case).items():
        for each in score.footprints:
            found, best = each.layers[name], fit.best_area(each.id)
            if best is None:
                assert (found.best_area, found.share, found.match, found.containment) == (
                    "",
                    0,
                    0,
                    0,
                )
                continue
            # Areas with equally many people may be told apart by the last digit of a float.
            assert fit.both[each.id, found.best_area] == fit.both[each.id, best]
            assert found.best_area_name == f"The {found.best_area}"
            assert found.share == pytest.approx(float(fit.footprint_share(each.id)))
            if found.best_area == best:
                assert found.match == pytest.approx(float(fit.match(each.id)))
                of_area = fit.both[each.id, best] / fit.of_area[best]
                assert found.containment == pytest.approx(float(of_area))


@given(cases())
@thorough
def test_each_layer_is_measured_as_defined(case):
    score = scorecard(case.place, case.plan)
    assert [layer.name for layer in score.layers] == ["ward", "pcn", "parish"]
    for layer in score.layers:
        fit = fits(case)[layer.name]
        assert layer.ledger == case.plan.band.ledger
        assert layer.areas == sum(people > 0 for people in fit.of_area.values())
        assert layer.people == pytest.approx(float(sum(fit.of_area.values())))
        assert layer.plan_share == pytest.approx(float(fit.plan_share()))
        assert layer.plan_containment == pytest.approx(float(fit.plan_containment()))
        assert layer.coterminosity == pytest.approx(float(fit.coterminosity()))


@given(cases())
@thorough
def test_areas_kept_whole_and_splits_are_as_defined(case):
    score = scorecard(case.place, case.plan)
    for layer in score.layers:
        fit = fits(case)[layer.name]
        assert layer.kept_whole_areas == len(fit.kept_whole_areas())
        assert layer.kept_whole == pytest.approx(float(fit.kept_whole_share()))
        expected = fit.splits()
        assert {s.area: dict(s.pieces) for s in layer.splits} == {
            area: pytest.approx({f: float(people) for f, people in pieces})
            for area, pieces in expected.items()
        }
        assert layer.split_areas == len(layer.splits)
        for split in layer.splits:
            sizes = [people for _, people in split.pieces]
            assert sizes == sorted(sizes, reverse=True)
            assert split.area_name == f"The {split.area}"
        sizes = [round(float(fit.of_area[split.area]), 6) for split in layer.splits]
        assert sizes == sorted(sizes, reverse=True)


@given(cases())
@thorough
def test_coverage_counts_what_is_in_no_footprint(case):
    gap = scorecard(case.place, case.plan).coverage
    out = [unit for unit, home in case.home.items() if home is None]
    people = case.people[case.plan.band.ledger]
    assert gap.units == len(case.home)
    assert gap.unassigned_units == len(out)
    assert gap.unassigned_people == sum(people[unit] for unit in out)
    assert gap.unassigned_area_km2 == pytest.approx(len(out))
    assert gap.is_complete == (not out)


@given(cases())
@thorough
def test_cut_share_and_compactness_are_those_of_counting_the_sides_of_squares(case):
    score = scorecard(case.place, case.plan)
    at = {(x, y): case.home[unit] for unit, (x, y, _) in enumerate(cells(case.art))}
    sides = [
        (home, at[beside])
        for (x, y), home in at.items()
        for beside in ((x + 1, y), (x, y + 1))
        if beside in at
    ]
    cut = sum(None not in pair and pair[0] != pair[1] for pair in sides)
    assert score.cut_share == pytest.approx(cut / len(sides) if sides else 0)
    for each in score.footprints:
        area = sum(home == each.id for home in at.values())
        perimeter = 4 * area - 2 * sum(pair == (each.id, each.id) for pair in sides)
        assert each.area_km2 == pytest.approx(area)
        expected = 4 * math.pi * area / perimeter**2 if area else 0
        assert each.polsby_popper == pytest.approx(expected)


def test_parts_are_counted():
    score = scorecard(place_of("ABA\nA.A"), plan_of("ABA\nA.A"))
    assert [each.parts for each in score.footprints] == [2, 1]
    assert score.footprint("F02").name == "B"


def test_a_place_without_layers_has_a_scorecard():
    score = scorecard(place_of("AB"), plan_of("AB", Band(1000, 1000)))
    assert score.layers == ()
    assert [each.band for each in score.footprints] == ["in", "in"]
    assert score.cut_share == 1


def test_a_plan_without_footprints_has_a_scorecard():
    score = scorecard(place_of("AA", layers={"ward": "XX"}), plan_of(".."))
    assert score.footprints == ()
    assert score.layers[0].plan_share == score.layers[0].plan_containment == 0
    assert score.coverage.unassigned_units == 2


def test_a_worked_example_reads_as_a_planner_would_work_it_out():
    place = place_of("AAAB\nAABB", people=100, layers={"ward": "XXXX\nYYYY"})
    layer = scorecard(place, plan_of("AAAB\nAABB")).layers[0]
    assert layer.plan_share == pytest.approx((3 + 2) / 8)
    assert layer.plan_containment == pytest.approx((3 + 2) / 8)
    assert [(split.area, split.pieces) for split in layer.splits] == [
        ("X", (("F01", 300), ("F02", 100))),
        ("Y", (("F01", 200), ("F02", 200))),
    ]
    assert layer.kept_whole == 0
