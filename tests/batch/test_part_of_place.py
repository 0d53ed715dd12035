"""A part of a place: what reading it alone gives, checked so and against plain counting."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from icp_footprints.errors import InputError
from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.geography.part_of_place import part_of_place
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.sources.layers.lookups import Lookup
from icp_footprints.sources.layers.overlays import Overlay
from icp_footprints.sources.layers.points import PointsFile
from icp_footprints.sources.new_place import read_place
from tests.batch.many_places import CODES, NAMES, PLACES, WARDS
from tests.cli.command import make_inputs
from tests.examples import examples
from tests.grids import cells, place_of
from tests.sources.making import codes, recipe, units_frame, write, write_csv

ART = "AAAA\nAABB\nBBBB\nCC~C"
UNITS = len(cells(ART))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Places with all that a place can have: two wards lie in two places each."""
    folder = tmp_path_factory.mktemp("many")
    make_inputs(folder)  # for the map of practices
    letters = [letter for _, _, letter in cells(PLACES)]
    n = len(letters)
    frame = units_frame(
        WARDS.replace("c", "b").replace("o", "b"),
        la_code=[CODES["ABCDEF".index(letter)] for letter in letters],
        la_name=[NAMES["ABCDEF".index(letter)] for letter in letters],
        people=[1000 + 10 * i for i in range(n)],
        # The last place, an island, is of a class that no other has.
        ruc21_name=["Urban" if i % 3 else "Rural" for i in range(n)],
        imd_score=[float(i) for i in range(n)],
        imd_decile=[1 + i % 10 for i in range(n)],
    )
    write(folder / "many.gpkg", frame, layer="lsoa21")
    areas = units_frame(WARDS).dissolve("ward_code").reset_index()
    write(folder / "areas.gpkg", areas[["ward_code", "ward_name", "geometry"]])
    spots = frame.copy()
    spots["geometry"] = spots.geometry.centroid
    write(folder / "spots.gpkg", spots[["code", "name", "geometry"]].rename(columns={"code": "id"}))
    rows = [("P3" if i % 3 else "P2", unit, "ALL", 900 + i) for i, unit in enumerate(codes(n))]
    rows += [("P1", unit, "ALL", 70) for unit in codes(n)]
    header = ("PRACTICE_CODE", "LSOA_CODE", "SEX", "NUMBER_OF_PATIENTS")
    write_csv(folder / "reg.csv", header, rows)
    return folder


def read(folder, **options):
    return read_place(
        recipe(
            f"{folder / 'many.gpkg'}:lsoa21",
            lookups=(Lookup("ward", "ward_code"),),
            overlays=(Overlay("area", str(folder / "areas.gpkg")),),
            point_layers=(PointsFile("spots", str(folder / "spots.gpkg")),),
            registrations=folder / "reg.csv",
            practice_pcn=folder / "map.csv",
            allow_islands=True,
            **options,
        )
    )


@pytest.mark.parametrize("number", [0, 1, 5])
def test_a_part_is_what_reading_it_alone_gives(folder, number):
    alone = read(folder, where={"la_code": (CODES[number],)})
    whole = read(folder)
    part = part_of_place(whole, whole.units.rows(alone.units.ids), NAMES[number])
    assert part.name == alone.name
    assert part.units.ids == alone.units.ids
    assert part.units.names == alone.units.names
    assert shapely.equals(part.units.geometry, alone.units.geometry).all()
    assert part.adjacency.shared_pairs.tolist() == alone.adjacency.shared_pairs.tolist()
    assert part.adjacency.shared_boundary_m.tolist() == alone.adjacency.shared_boundary_m.tolist()
    assert [each.name for each in part.ledgers] == ["resident", "registered"]
    for ours, theirs in zip(part.ledgers, alone.ledgers, strict=True):
        assert (ours.name, ours.people.tolist()) == (theirs.name, theirs.people.tolist())
    assert [each.name for each in part.layers] == ["pcn", "ward", "area"]
    for ours, theirs in zip(part.layers, alone.layers, strict=True):
        assert (ours.name, ours.kind, ours.method) == (theirs.name, theirs.kind, theirs.method)
        assert (ours.area_ids, ours.area_names) == (theirs.area_ids, theirs.area_names)
        np.testing.assert_allclose(ours.shares.toarray(), theirs.shares.toarray(), atol=1e-12)
        np.testing.assert_allclose(ours.covered_share, theirs.covered_share)
        # By area alone it is not known who lives outside; of the whole file it is.
        known = np.isfinite(theirs.outside_share)
        np.testing.assert_allclose(ours.outside_share[known], theirs.outside_share[known])
    assert part.profile.deprivation is not None
    assert alone.profile.deprivation is not None
    assert part.profile.deprivation.score.tolist() == alone.profile.deprivation.score.tolist()
    assert part.profile.deprivation.decile.tolist() == alone.profile.deprivation.decile.tolist()
    assert classes(part) == classes(alone)
    (ours,), (theirs,) = part.point_layers, alone.point_layers
    inside = theirs.unit_rows >= 0
    assert len(ours) == int(inside.sum()) == len(part.units)
    assert ours.unit_rows.tolist() == theirs.unit_rows[inside].tolist()
    assert ours.xy.tolist() == theirs.xy[inside].tolist()


def classes(place):
    held = place.profile.urban_rural
    assert held is not None
    return (held.classes, held.unit_class.tolist(), held.is_rural)


def test_the_sources_of_a_part_say_that_they_are_about_the_whole(folder):
    whole = read(folder)
    part = part_of_place(whole, [0, 1], "Two")
    told = [source for source in part.sources if source.notes]
    assert told
    for source in told:
        assert source.join is None
        assert source.notes[0].startswith(f"This place is a part of {whole.name}")
    joined = next(each for each in whole.sources if each.join is not None)
    assert joined.join is not None
    assert set(joined.join.sentences) <= {note for each in told for note in each.notes}


shares = st.lists(st.floats(0, 1, width=16), min_size=3 * UNITS, max_size=3 * UNITS)


@settings(max_examples=examples(60))
@given(
    rows=st.sets(st.integers(0, UNITS - 1), min_size=1),
    values=shares,
    people=st.lists(st.integers(0, 3000), min_size=UNITS, max_size=UNITS),
    beyond=st.lists(st.one_of(st.just(float("nan")), st.floats(0, 0.9)), min_size=3, max_size=3),
)
def test_neighbours_people_and_those_outside_are_what_plain_counting_gives(
    rows, values, people, beyond
):
    table = np.array(values).reshape(UNITS, 3)
    layer = ReferenceLayer(
        "area", "overlay", ("a", "b", "c"), ("A", "B", "C"), csr_array(table), np.array(beyond)
    )
    whole = place_of(ART, people, more_layers=(layer,))
    edits = [
        AdjacencyEdit("bridge", "U000", "U008", "Bridge"),
        AdjacencyEdit("barrier", "U001", "U002", "Wall"),
    ]
    whole = whole.with_adjacency_edits(edits)
    held = sorted(rows)
    part = part_of_place(whole, held, "Part")

    ids = [whole.units.ids[row] for row in held]
    assert list(part.units.ids) == ids
    pairs = {frozenset(edge) for edge in whole.graph().edges if {*edge} <= {*ids}}
    assert {frozenset(edge) for edge in part.graph().edges} == pairs
    assert part.ledger().people.tolist() == [people[row] for row in held]
    for j, area in enumerate("abc"):
        of_part = table[held, j]
        assert (area in part.layer("area").area_ids) == bool((of_part > 0).any())
        if area not in part.layer("area").area_ids:
            continue
        k = part.layer("area").area_ids.index(area)
        assert part.layer("area").shares.toarray()[:, k].tolist() == of_part.tolist()
        within = float(table[:, j] @ np.array(people))
        found = part.layer("area").outside_share[k]
        if np.isnan(beyond[j]):
            assert np.isnan(found)
        elif within > 0:
            everyone = within / (1 - beyond[j])
            inside = float(of_part @ np.array(people)[held])
            assert found == pytest.approx((everyone - inside) / everyone, abs=1e-9)


def test_a_part_of_all_units_is_the_whole():
    whole = place_of(ART, layers={"ward": ART})
    part = part_of_place(whole, range(UNITS), whole.name)
    assert part.units.ids == whole.units.ids
    assert np.array_equal(part.adjacency.matrix.toarray(), whole.adjacency.matrix.toarray())
    assert part.layer("ward").area_ids == whole.layer("ward").area_ids


def test_layers_named_are_left_out():
    whole = place_of(ART, layers={"ward": ART, "la": ART})
    assert [each.name for each in part_of_place(whole, [0], "One", ["la"]).layers] == ["ward"]


@pytest.mark.parametrize("rows", [[], [1, 0], [0, 0], [-1], [UNITS]])
def test_rows_that_are_none_are_refused(rows):
    with pytest.raises(InputError):
        part_of_place(place_of(ART), rows, "Part")
