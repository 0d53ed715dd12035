"""Published boundaries become one clean coverage, quickly, and no ground but slivers moves."""

import re
import time
from functools import cache

import numpy as np
import pyogrio
import pytest
import shapely

from icp_footprints.geography.adjacency import Adjacency
from icp_footprints.geography.barriers import barriers_along
from icp_footprints.geography.dissolve import dissolve_footprints
from icp_footprints.geography.units import UnitTable
from icp_footprints.sources.door.boundaries import read_units
from icp_footprints.sources.door.points import read_points
from tests.e2e.real_places import real_data

FILES = {
    "cheshire_merseyside/boundaries.gpkg:lsoa21": 1601,
    "cheshire_merseyside/boundaries.gpkg:msoa21": 325,
    "cheshire_merseyside/boundaries.gpkg:ward24_bestfit": 277,
    "cheshire_merseyside/boundaries.gpkg:ward20_official_bgc": 245,
    "staffordshire/boundaries.gpkg:lsoa21": 697,
    "england/lsoa21_bsc.parquet": 33_755,
}


@cache
def read(source):
    """What is read of a file, its units and neighbours, and the processor's seconds for it all."""
    start = time.process_time()
    found = read_units(str(real_data() / source))
    units = units_of(found)
    adjacency = Adjacency.of(units)
    return found, units, adjacency, time.process_time() - start


def units_of(found):
    ids = tuple(str(row) for row in range(len(found.geometry)))
    return UnitTable(ids, ids, found.geometry)


def as_published(source):
    name, _, layer = source.partition(":")
    if name.endswith(".parquet"):
        import geopandas as gpd

        return np.asarray(gpd.read_parquet(real_data() / name).geometry.array, dtype=object)
    frame = pyogrio.read_dataframe(real_data() / name, layer=layer)
    return np.asarray(frame.geometry.array, dtype=object)


@pytest.mark.parametrize(("source", "count"), FILES.items())
def test_units_fit_and_lie_where_they_were_published(source, count):
    found, units, _, _ = read(source)
    published = as_published(source)
    assert len(units) == count
    assert units.is_clean_coverage
    assert not shapely.is_empty(units.geometry).any()
    redrawn = np.array(
        [not a.equals_exact(b) for a, b in zip(units.geometry, published, strict=True)]
    )
    moved = shapely.area(shapely.symmetric_difference(units.geometry[redrawn], published[redrawn]))
    # On the average no edge moves by more than a quarter of a metre.
    assert (moved <= 0.25 * shapely.length(published[redrawn]) + 100).all()
    said = re.search(r"most moved of one unit ([\d,.]+) m²", " ".join(found.notes))
    assert float(said[1].replace(",", "") if said else 0) == pytest.approx(
        moved.max(initial=0), abs=0.06
    )
    change = shapely.area(units.geometry).sum() - shapely.area(published).sum()
    assert abs(change) < 1e-6 * shapely.area(published).sum()


@pytest.mark.parametrize("source", FILES)
def test_perimeters_are_sums_of_units_less_what_they_share(source):
    _, units, adjacency, _ = read(source)
    assignment = np.random.default_rng(1).integers(0, 30, len(units)).astype(np.int16)
    a, b = adjacency.pairs.T
    for number, shape in enumerate(dissolve_footprints(units, assignment, range(30))):
        inside = assignment == number
        within_m = adjacency.lengths_m[inside[a] & inside[b]].sum()
        reckoned = shapely.length(units.geometry[inside]).sum() - 2 * within_m
        assert reckoned == pytest.approx(shapely.length(shape), rel=1e-6)


def test_dissolved_footprints_of_stoke_have_no_pinholes():
    found = read_units(
        str(real_data() / "staffordshire" / "boundaries.gpkg:lsoa21"),
        {"ltla24_code": ("E06000021",)},
    )
    assert len(found.geometry) == 163
    whole = shapely.union_all(found.geometry)
    assert sum(len(part.interiors) for part in shapely.get_parts(whole)) == 0


def test_practices_lie_where_their_file_says():
    found = read_points(
        str(real_data() / "cheshire_merseyside" / "boundaries.gpkg:gp_practices_dec2025")
    )
    assert len(found.xy) == 337
    assert found.notes == ()


def test_a_line_along_a_border_cuts_the_pairs_on_it_and_no_other():
    found = read_units(
        str(real_data() / "cheshire_merseyside" / "boundaries.gpkg:lsoa21"),
        {"ltla24_name": ("Liverpool", "Sefton")},
    )
    units = units_of(found)
    adjacency = Adjacency.of(units)
    names = found.table.columns["ltla24_name"]
    a, b = adjacency.shared_pairs.T
    border = names[a] != names[b]
    # The border of the two as if it were a railway: the pairs on it, and few that run beside it.
    sides = [shapely.union_all(units.geometry[names == each]) for each in ("Liverpool", "Sefton")]
    line = np.array([shapely.intersection(*shapely.boundary(sides))], dtype=object)
    cut = barriers_along(units, adjacency, line, "Border", tolerance_m=1.0)
    assert {(edit.unit_a, edit.unit_b) for edit in cut} == {
        (units.ids[i], units.ids[j]) for i, j in adjacency.shared_pairs[border]
    }
    parted = adjacency.with_edits(cut)
    assert len(set(parted.components.tolist())) > len(set(adjacency.components.tolist()))


def test_england_is_read_and_its_neighbours_found_well_within_the_time():
    # The limit is 10 s on an idle computer; time of the processor, so that others do not count.
    _, _, adjacency, seconds = read("england/lsoa21_bsc.parquet")
    assert len(adjacency.pairs) == 97_752
    assert seconds < 10
