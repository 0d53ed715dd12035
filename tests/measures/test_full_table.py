"""Every further row of the table of measures, against its definition in plain Python."""

import numpy as np
import pytest
from hypothesis import given, settings

from icp_footprints.measures.comparable import fills_a_footprint
from icp_footprints.measures.coterminosity import match_words
from icp_footprints.measures.scorecard import scorecard
from tests.examples import examples
from tests.grids import cells
from tests.measures.brute_force import Fit, Profile
from tests.measures.small_places import cases

thorough = settings(deadline=None, max_examples=examples(60))


def fits(case, ledger=None):
    """The plain-Python fit of each layer, on one ledger."""
    ids = [footprint.id for footprint in case.plan.footprints]
    people = case.people[ledger or case.plan.band.ledger]
    return {
        layer.name: Fit(people, case.home, case.shares[layer.name], ids, layer.area_ids)
        for layer in case.place.layers
    }


def near(value):
    return None if value is None else pytest.approx(float(value))


@given(cases())
@thorough
def test_every_area_is_measured_as_defined(case):
    score = scorecard(case.place, case.plan)
    for layer in score.layers:
        fit, source = fits(case)[layer.name], case.place.layer(layer.name)
        there = [j for j in source.area_ids if fit.of_area[j] > 0]
        assert [each.area for each in layer.area_scores] == there
        for each in layer.area_scores:
            assert each.area_name == f"The {each.area}"
            assert each.people == near(fit.of_area[each.area])
            assert each.containment == near(fit.area_containment(each.area))
            assert each.kept_whole == (each.area in fit.kept_whole_areas())
            best = fit.best_footprint(each.area)
            assert (each.best_footprint == "") == (best is None)
            if best is not None:
                # Equals may be told apart by the last digit of a float.
                assert fit.both[each.best_footprint, each.area] == fit.both[best, each.area]
            pieces = {f: near(people) for f, people in fit.pieces(each.area)}
            assert dict(each.pieces) == pieces
            assert each.is_split == (len(pieces) > 1)
            held = {f: near(n) for (f, j), n in fit.both.items() if j == each.area and n > 0}
            assert dict(each.held) == held
            assert each.effective_splits == near(fit.effective_splits(each.area))
            outside = source.outside_share[source.area_ids.index(each.area)]
            assert each.outside_share == (None if np.isnan(outside) else outside)


@given(cases())
@thorough
def test_two_way_rule_pieces_and_effective_splits_are_as_defined(case):
    score = scorecard(case.place, case.plan)
    for layer in score.layers:
        fit = fits(case)[layer.name]
        passing = [f.id for f in case.plan.footprints if fit.passes_two_way(f.id)]
        # Which of two equal areas is best may decide; the figures must hang together all the same.
        shown = [each for each in score.footprints if each.layers[layer.name].passes_two_way]
        assert layer.two_way == len(shown)
        count = len(case.plan.footprints)
        assert layer.two_way_share == (len(shown) / count if count else 0)
        for each in score.footprints:
            found = each.layers[layer.name]
            if found.best_area == (fit.best_area(each.id) or ""):
                assert found.passes_two_way == (each.id in passing)
            assert found.match_words == match_words(found.match)
        assert layer.pieces == sum(len(pieces) for pieces in fit.splits().values())
        assert layer.effective_splits == near(fit.mean_effective_splits())
        known = [s for j in fit.areas if (s := fit.effective_splits(j)) is not None]
        assert layer.effective_splits_sum == near(sum(known))


@given(cases())
@thorough
def test_people_outside_every_area_are_counted(case):
    score = scorecard(case.place, case.plan)
    people = case.people[score.ledger]
    for layer in score.layers:
        covered = case.place.layer(layer.name).covered_share
        outside = sum(count * (1 - covered[unit]) for unit, count in people.items())
        assert layer.people_outside == near(outside)
        if case.place.layer(layer.name).kind != "overlay":
            assert layer.people_outside + layer.people == near(sum(people.values()))


@given(cases())
@thorough
def test_each_profile_is_as_defined_with_that_of_the_place_beside_it(case):
    score = scorecard(case.place, case.plan)
    residents = case.people["resident"]
    everywhere = Profile(case.home, residents, case.profile)
    groups = [(score.profile, everywhere)]
    for each in score.footprints:
        units = [unit for unit, home in case.home.items() if home == each.id]
        groups.append((each.profile, Profile(units, residents, case.profile)))
    aged = next(ledger.name for ledger in case.place.ledgers if ledger.ages is not None)
    for found, expected in groups:
        assert found.deprivation
        assert found.rural
        assert found.ages
        assert found.ledger == "resident"
        assert found.people_per_km2 == near(expected.density())
        assert found.deprivation.index == "IMD 2025"
        assert found.deprivation.mean_score == near(expected.mean_score())
        assert found.deprivation.most_deprived_share == near(expected.most_deprived_share())
        assert found.deprivation.units_without_score == expected.unknown("score", None)
        assert found.deprivation.units_without_decile == expected.unknown("decile", 0)
        assert found.rural.rural_share == near(expected.rural_share())
        assert found.rural.units_without_class == expected.unknown("rural", None)
        assert found.ages.ledger == aged
        assert found.ages.shares == (
            ("0 to 64", near(expected.age_share(0))),
            ("65 and over", near(expected.age_share(1))),
        )


@given(cases())
@thorough
def test_the_spread_is_between_the_lowest_and_the_highest_footprint(case):
    score = scorecard(case.place, case.plan)
    spread = {each.figure: each for each in score.spread}
    assert score.profile.ages
    for key, of_place in score.profile.figures.items():
        values = {f.id: v for f in score.footprints if (v := f.profile.figures[key]) is not None}
        assert (key in spread) == bool(values)
        if values:
            found = spread[key]
            assert found.lowest == min(values.values()) == values[found.lowest_footprint]
            assert found.highest == max(values.values()) == values[found.highest_footprint]
            assert found.difference == found.highest - found.lowest
            assert found.place == of_place
            ages = score.profile.ages.ledger
            assert found.ledger == (ages if key.startswith("age") else "resident")


@given(cases())
@thorough
def test_points_are_listed_where_they_lie(case):
    score = scorecard(case.place, case.plan)
    (gaps,) = score.points
    home = {p: case.home[unit] if unit is not None else "" for p, unit in case.points.items()}
    for each in score.footprints:
        there = [p for p, footprint in home.items() if footprint == each.id]
        assert [point.id for point in each.points["gp"]] == there
        assert [point.name for point in each.points["gp"]] == [f"Surgery {p}" for p in there]
    assert [point.id for point in gaps.outside] == [p for p, f in home.items() if f == ""]
    assert [point.id for point in gaps.unassigned] == [p for p, f in home.items() if f is None]
    assert (gaps.name, gaps.label, gaps.points) == ("gp", "GP practices", 4)


@given(cases())
@thorough
def test_bands_of_every_ledger_boundaries_and_the_people_of_the_place(case):
    score = scorecard(case.place, case.plan)
    assert score.bands == case.plan.bands
    assert score.people == {name: sum(counts.values()) for name, counts in case.people.items()}
    for each in score.footprints:
        assert each.band == each.bands[case.plan.band.ledger]
        for band in case.plan.bands:
            people = each.people[band.ledger]
            state = "under" if people < band.low else "over" if people > band.high else "in"
            assert each.bands[band.ledger] == state
    at = {(x, y): case.home[unit] for unit, (x, y, _) in enumerate(cells(case.art))}
    for each in score.footprints:
        inside = [cell for cell, home in at.items() if home == each.id]
        sides = sum(
            at.get((x + dx, y + dy), "") != each.id
            for x, y in inside
            for dx, dy in ((0, 1), (1, 0), (0, -1), (-1, 0))
        )
        assert each.perimeter_km == near(sides)
    assert score.cut_share * case.place.adjacency.lengths_m.sum() == near(score.cut_length_m)


@given(cases())
@thorough
def test_coterminosity_can_be_counted_on_any_ledger(case):
    for ledger in ("resident", "registered"):
        score = scorecard(case.place, case.plan, ledger)
        assert score.ledger == ledger
        for layer in score.layers:
            fit = fits(case, ledger)[layer.name]
            assert layer.ledger == ledger
            assert layer.coterminosity == near(fit.coterminosity())
            of_band = case.place.ledger(case.plan.band.ledger)
            source = case.place.layer(layer.name)
            if ledger == of_band.name:
                assert layer.comparable == fills_a_footprint(of_band, source, case.plan.band)
        gap = [unit for unit, home in case.home.items() if home is None]
        counted = sum(case.people[ledger][unit] for unit in gap)
        assert score.coverage.unassigned_people == counted
