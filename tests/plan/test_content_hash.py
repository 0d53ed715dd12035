"""The content hash: what changes it and what does not, and that it outlives saving."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
from icp_footprints.geography.adjacency import Adjacency
from icp_footprints.geography.ledger import Ledger
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.geography.units import UnitTable
from icp_footprints.plan.agreed import changes_content
from icp_footprints.plan.band import Band
from icp_footprints.plan.content_hash import content_hash
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import GENERATED, Footprint, Origin, Plan
from icp_footprints.plan.status import Status, StatusChange
from icp_footprints.plan.target import Target
from tests.examples import examples
from tests.exchange.plan_files import full
from tests.grids import place_of

PLACE = place_of("aaaaaa", people=[1, 2, 3, 4, 5, 6], layers={"ward": "XXYYZ."})
ONE_REGISTERED = Band(1, 2, "registered")
TARGETS = [Target("ward", "share", 0.5), Target("ward", "containment", 0.75)]
EXCEPTIONS = [
    RecordedException("band", "F01", "Why", "The board", "2026-11-02"),
    RecordedException("coverage", "", "Why", "The board", "2026-11-02"),
]
HISTORY = (StatusChange(Status.PROPOSED, 1, "2026-11-02", "", "0" * 64),)


@st.composite
def plans(draw):
    """Plans from few enough values that two of them often say the same."""
    ids = draw(st.permutations(["F01", "F02"]))
    numbers = draw(st.lists(st.integers(-1, 1), min_size=6, max_size=6))
    texts = st.sampled_from(["", "", "", "x"])
    footprints = tuple(
        Footprint(
            each,
            f"Name of {each}{draw(texts)}",
            notes=draw(texts),
            lead=draw(texts),
            partners=draw(texts),
            locked=draw(st.booleans()),
            colour=draw(st.sampled_from([None, 3])),
        )
        for each in ids
    )
    return Plan(
        draw(st.sampled_from(["P", "P", "Q"])),
        np.array(numbers, dtype=np.int16),
        footprints,
        draw(st.sampled_from([Band(1, 2), Band(1, 2), Band(1, 3)])),
        draw(st.sampled_from([Origin(), Origin(GENERATED, 7)])),
        draw(st.sampled_from([(), (), (ONE_REGISTERED,)])),
        tuple(draw(st.lists(st.sampled_from(TARGETS), unique=True))),
        tuple(draw(st.lists(st.sampled_from(EXCEPTIONS), unique=True))),
        draw(st.sampled_from(Status)),
        draw(st.integers(1, 2)),
        draw(st.sampled_from([(), HISTORY])),
    )


def said(plan):
    """What partners agree to, spelled out."""
    by_id = {each.id: each for each in plan.footprints}
    return (
        plan.name,
        [None if n < 0 else plan.footprints[n].id for n in plan.assignment.tolist()],
        {key: (x.name, x.notes, x.lead, x.partners) for key, x in by_id.items()},
        (plan.band, sorted(plan.further_bands, key=str)),
        (sorted(plan.targets, key=str), sorted(plan.exceptions, key=str)),
    )


@settings(max_examples=examples(60))
@given(plans(), plans(), st.booleans())
def test_two_plans_have_the_same_hash_just_when_they_say_the_same(one, other, is_near):
    if is_near:
        # Two drawn alone seldom say the same: the one as the other tells it.
        order = [each.id for each in one.footprints]
        other = replace(
            one,
            footprints=one.footprints[::-1],
            assignment=np.where(one.assignment < 0, -1, 1 - one.assignment).astype(np.int16),
            targets=one.targets[::-1],
            exceptions=one.exceptions[::-1],
            status=other.status,
            version=other.version,
            history=other.history,
            origin=other.origin,
        )
        assert [each.id for each in other.footprints] == order[::-1]
    is_same = content_hash(PLACE, one) == content_hash(PLACE, other)
    assert is_same == (said(one) == said(other))
    assert changes_content(one, other) == (not is_same)
    assert is_same or not is_near


def shuffled(place, plan, order, areas):
    """The same place and plan with units and areas in another order."""
    units = place.units
    ids = tuple(units.ids[i] for i in order)
    layer = place.layers[0]
    return (
        replace(
            place,
            units=UnitTable(ids, tuple(units.names[i] for i in order), units.geometry[order]),
            adjacency=Adjacency(ids, np.empty((0, 2), dtype=np.int32), np.empty(0)),
            ledgers=tuple(replace(x, people=x.people[order]) for x in place.ledgers),
            layers=(
                ReferenceLayer(
                    layer.name,
                    layer.kind,
                    tuple(layer.area_ids[i] for i in areas),
                    tuple(layer.area_names[i] for i in areas),
                    csr_array(layer.shares.toarray()[order][:, areas]),
                    layer.outside_share[areas],
                ),
            ),
        ),
        replace(plan, assignment=plan.assignment[order]),
    )


@settings(max_examples=examples(40))
@given(plans(), st.permutations(range(6)), st.permutations(range(3)))
def test_the_order_of_units_and_areas_does_not_matter(plan, order, areas):
    other = shuffled(PLACE, plan, list(order), list(areas))
    assert content_hash(*other) == content_hash(PLACE, plan)


def with_shares(changed):
    layer = PLACE.layers[0]
    shares = layer.shares.toarray()
    shares[0, 0] = changed
    return replace(PLACE, layers=(replace(layer, shares=csr_array(shares)),))


@pytest.mark.parametrize(
    "other",
    [
        replace(PLACE, name="Elsewhere"),
        replace(
            PLACE, ledgers=(Ledger("resident", "Residents", np.arange(6, dtype=np.float64) + 1.5),)
        ),
        replace(PLACE, layers=()),
        with_shares(0.5),
        with_shares(0.0),
    ],
)
def test_other_people_areas_or_place_change_it(other):
    plan = Plan.empty(6)
    assert content_hash(other, plan) != content_hash(PLACE, plan)


def test_what_rounding_and_empty_cells_make_of_shares_does_not_change_it():
    plan = Plan.empty(6)
    explicit = csr_array(PLACE.layers[0].shares)
    nought = csr_array(
        (
            np.append(explicit.data, 0.0),
            np.append(explicit.indices, 2),
            np.append(explicit.indptr[:-1], explicit.indptr[-1] + 1),
        ),
        shape=explicit.shape,
    )
    place = replace(PLACE, layers=(replace(PLACE.layers[0], shares=nought),))
    assert content_hash(place, plan) == content_hash(PLACE, plan)
    assert content_hash(with_shares(1 - 1e-12), plan) == content_hash(PLACE, plan)


def test_it_is_the_same_after_saving_and_opening(tmp_path):
    place, plan = full()
    before = content_hash(place, plan)
    save_plan_file(tmp_path / "a.gpkg", place, plan)
    assert content_hash(*open_plan_file(tmp_path / "a.gpkg")) == before
    assert len(before) == 64


def test_it_is_known_so_that_no_release_changes_it_unawares():
    """Files out in the world carry it: raise `FORMAT` where this has to change."""
    plan = Plan(
        "P",
        np.array([0, 0, 0, 1, 1, -1], dtype=np.int16),
        (Footprint("F01", "A"), Footprint("F02", "B")),
    )
    assert (
        content_hash(PLACE, plan)
        == "5504902ebec76679dbd4be3d9d44324c40e99ca8d829a5447436ad051dff3054"
    )
