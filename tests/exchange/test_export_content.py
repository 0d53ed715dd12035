"""What formats share: shapes that fit together and hold all of the place's ground."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.errors import InputError
from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.geography.units import UnitTable
from icp_footprints.measures.scorecard import scorecard
from icp_footprints.sources.sample import sample_place
from tests.examples import examples
from tests.exchange.exported import DAY
from tests.grids import place_of, plan_of

ART = "AAABBB\nACCCBB\nACDCCB\nACCCEE"


def wavy(art, step_m=50):
    """A place whose units meet in wavy lines, for simplifying."""
    place = place_of(art)
    dense = shapely.segmentize(place.units.geometry, step_m)

    def bend(xy):
        return xy + 30 * np.sin(xy[:, ::-1] / 111)

    shapes = np.array(shapely.transform(dense, bend), dtype=object)
    return replace(place, units=UnitTable(place.units.ids, place.units.names, shapes))


@settings(max_examples=examples(30), deadline=None)
@given(st.lists(st.sampled_from("ABC"), min_size=16, max_size=16))
def test_areas_of_footprints_sum_to_that_of_the_place(letters):
    art = "\n".join("".join(letters[i : i + 4]) for i in range(0, 16, 4))
    content = ExportContent(wavy(art, 200), plan_of(art), DAY)
    whole = sum(shape.area for shape in content.place.units.geometry)
    dissolved = shapely.area(content.footprint_shapes).sum()
    assert dissolved == pytest.approx(whole, rel=1e-9, abs=0)
    assert shapely.coverage_is_valid(content.footprint_shapes)


def test_areas_of_the_sample_sum_to_that_of_the_place():
    place = sample_place()
    numbers = (np.arange(len(place.units)) // 30).astype(np.int16)
    plan = replace(plan_of("ABCDEFG"), assignment=numbers)
    content = ExportContent(place, plan, DAY)
    whole = sum(shape.area for shape in place.units.geometry)
    assert shapely.area(content.footprint_shapes).sum() == pytest.approx(whole, rel=1e-9, abs=0)
    assert shapely.coverage_is_valid(content.footprint_degrees)
    assert shapely.coverage_is_valid(content.unit_degrees)
    simpler = replace(content, simplify_m=100.0)
    assert shapely.coverage_is_valid(simpler.footprint_degrees)
    assert shapely.coverage_is_valid(simpler.unit_degrees)
    assert shapely.is_valid(simpler.unit_degrees).all()
    corners = shapely.get_num_coordinates
    assert corners(simpler.footprint_degrees).sum() < corners(content.footprint_degrees).sum()


def test_simplified_footprints_fit_together_and_are_those_of_the_simplified_units():
    place, plan = wavy(ART), plan_of(ART)
    content = ExportContent(place, plan, DAY, simplify_m=40.0)
    full = replace(content, simplify_m=0.0)
    shapes = content.footprint_shapes
    assert shapely.get_num_coordinates(shapes).sum() < (
        0.5 * shapely.get_num_coordinates(full.footprint_shapes).sum()
    )
    assert shapely.coverage_is_valid(shapes)
    assert shapely.coverage_is_valid(content.footprint_degrees)
    units = shapely.area(content.units.geometry)
    for number, shape in enumerate(shapes):
        assert shape.area == pytest.approx(units[plan.assignment == number].sum())
        assert shape.hausdorff_distance(full.footprint_shapes[number]) < 200
    # Figures are those of the lines as they were.
    assert content.score.footprints == full.score.footprints == scorecard(place, plan).footprints


@pytest.mark.parametrize("metres", [-1, float("nan"), float("inf"), 10_001])
def test_metres_that_make_no_sense(metres):
    with pytest.raises(InputError, match="cannot be simplified by"):
        ExportContent(place_of("AB"), plan_of("AB"), DAY, simplify_m=metres)


def test_units_that_overlap_are_not_simplified_together():
    place = place_of("AB")
    shapes = place.units.geometry.copy()
    shapes[0] = shapes[0].buffer(10)
    place = replace(place, units=UnitTable(place.units.ids, place.units.names, shapes))
    with pytest.raises(InputError, match="some units overlap"):
        ExportContent(place, plan_of("AB"), DAY, simplify_m=5)
    assert shapely.is_valid(ExportContent(place, plan_of("AB"), DAY).footprint_degrees).all()
