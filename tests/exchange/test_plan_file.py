"""The plan file gives back what was saved: every field of any place and plan, bit for bit."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array

from icp_footprints.exchange.plan_file import open_plan_file
from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.geography.ledger import AgeBands, Ledger
from icp_footprints.geography.place import Place
from icp_footprints.geography.points import PointLayer
from icp_footprints.geography.profile import Deprivation, UnitProfile, UrbanRural
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.geography.source import Conversion, JoinReport, OneSided, Source
from icp_footprints.geography.units import UnitTable
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import COLOURS, Footprint, Origin, Plan
from icp_footprints.plan.target import Target
from tests.examples import examples
from tests.exchange.plan_files import assert_same_place, full, of_schema_1, saved
from tests.grids import place_of, plan_of

GRID = "AAA\nAAA"
N = 6


def test_everything_saved_comes_back_bit_for_bit(tmp_path):
    place, plan = full()
    found_place, found_plan = open_plan_file(saved(tmp_path / "a.footprints.gpkg", place, plan))
    assert_same_place(found_place, place)
    assert found_plan == plan
    assert found_plan.assignment.dtype == np.int16


def test_a_file_saved_again_from_what_was_read_holds_the_same(tmp_path):
    place, plan = full()
    again = open_plan_file(saved(tmp_path / "a.gpkg", place, plan))
    third_place, third_plan = open_plan_file(saved(tmp_path / "b.gpkg", *again))
    assert_same_place(third_place, place)
    assert third_plan == plan


def test_fields_that_are_left_out_stay_left_out(tmp_path):
    place, plan = of_schema_1()
    found_place, found_plan = open_plan_file(saved(tmp_path / "a.gpkg", place, plan))
    assert_same_place(found_place, place)
    assert found_plan == plan
    assert found_place.layers[0].covered is None
    assert [ledger.ages for ledger in found_place.ledgers] == [None] * 3
    assert found_place.profile.deprivation is found_place.profile.urban_rural is None
    assert [source.join for source in found_place.sources] == [None, None]


def test_an_empty_plan_on_a_place_without_layers(tmp_path):
    place, plan = place_of("AB"), Plan.empty(2, "Nothing yet", Band(1, 2))
    found_place, found_plan = open_plan_file(saved(tmp_path / "a.gpkg", place, plan))
    assert_same_place(found_place, place)
    assert found_plan == plan


def test_a_place_of_one_unit_without_neighbours(tmp_path):
    place = place_of("A")
    found, plan = open_plan_file(saved(tmp_path / "a.gpkg", place, plan_of("A")))
    assert_same_place(found, place)
    assert plan == plan_of("A")


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
SAID = TEXT.filter(str.strip)
IDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=6)
PEOPLE = arrays(np.float64, N, elements=st.floats(0, 1e9))
SHARES = st.floats(0, 1)
COUNTS = st.integers(0, 2**40)
TARGETS = st.builds(
    Target,
    TEXT,
    st.sampled_from(["share", "containment", "coterminosity", "kept_whole", "two_way"]),
    SHARES,
    st.sampled_from(["required", "wanted"]),
)
EXCEPTIONS = st.builds(
    RecordedException,
    st.sampled_from(["band", "contiguity", "target"]),
    IDS,
    SAID,
    SAID,
    st.dates().map(str),
)


@st.composite
def plans(draw: Callable) -> Plan:
    ids = draw(st.lists(IDS, max_size=4, unique=True))
    names = draw(st.lists(TEXT, min_size=len(ids), max_size=len(ids), unique=True))
    numbers = draw(st.lists(st.integers(-1, len(ids) - 1), min_size=N, max_size=N))
    limits = st.tuples(st.integers(0, 10**9), st.integers(1, 10**9)).map(sorted)
    first, *further = (
        Band(low, high, ledger)
        for ledger in draw(st.permutations(["resident", "registered"]))
        for low, high in [draw(limits)]
    )
    return Plan(
        draw(TEXT),
        np.array(numbers, dtype=np.int16),
        tuple(
            Footprint(
                a,
                b,
                draw(TEXT),
                draw(st.booleans()),
                draw(TEXT),
                draw(TEXT),
                draw(st.none() | st.integers(0, COLOURS - 1)),
            )
            for a, b in zip(ids, names, strict=True)
        ),
        first,
        Origin(
            draw(TEXT),
            draw(st.none() | st.integers(0, 2**63)),
            tuple(draw(st.lists(st.tuples(TEXT, TEXT), max_size=3))),
            draw(TEXT),
            draw(TEXT),
        ),
        tuple(draw(st.sampled_from([[], further]))),
        tuple(draw(st.lists(TARGETS, max_size=3, unique_by=lambda target: target.name))),
        tuple(
            draw(
                st.lists(
                    EXCEPTIONS, max_size=3, unique_by=lambda x: f"{x.rule} {x.subject}".strip()
                )
            )
        ),
    )


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_any_plan_comes_back_as_it_was(plan):
    with TemporaryDirectory() as folder:
        path = saved(Path(folder) / "plan.gpkg", place_of(GRID, registered=[7] * N), plan)
        assert open_plan_file(path)[1] == plan


ONE_SIDED = st.builds(OneSided, COUNTS, st.lists(TEXT, max_size=3).map(tuple))
JOINS = st.builds(
    JoinReport,
    COUNTS,
    COUNTS,
    ONE_SIDED,
    ONE_SIDED,
    st.none() | st.floats(0, 1e12),
    st.lists(TEXT, max_size=3).map(tuple),
    st.none() | st.builds(Conversion, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS),
)
NOTES = st.lists(TEXT, max_size=2).map(tuple)
SOURCES = st.builds(Source, TEXT, TEXT, TEXT, TEXT, NOTES, st.none() | JOINS)


@st.composite
def ages(draw: Callable) -> AgeBands:
    lows = sorted(draw(st.sets(st.integers(0, 120), min_size=1, max_size=4)))
    people = draw(arrays(np.float64, (N, len(lows)), elements=st.floats(0, 1e9)))
    return AgeBands(tuple(draw(TEXT) for _ in lows), tuple(lows), people)


@st.composite
def ledgers(draw: Callable) -> tuple[Ledger, ...]:
    names = draw(st.lists(TEXT, max_size=2, unique=True).filter(lambda x: "resident" not in x))
    return tuple(
        Ledger(name, draw(TEXT), draw(PEOPLE), draw(TEXT), draw(st.none() | ages()))
        for name in draw(st.permutations(["resident", *names]))
    )


@st.composite
def layers(draw: Callable) -> tuple[ReferenceLayer, ...]:
    return tuple(_layer(draw, name) for name in draw(st.lists(TEXT, max_size=3, unique=True)))


def _layer(draw: Callable, name: str) -> ReferenceLayer:
    k = draw(st.integers(0, 3))
    kind = draw(st.sampled_from(["registration", "overlay"]))
    shares = draw(arrays(np.float64, (N, k), elements=SHARES))
    covered = None
    if kind == "overlay":
        covered = draw(st.none() | arrays(np.float64, N, elements=SHARES))
    else:
        shares = shares / max(k, 1)
    outside = draw(arrays(np.float64, k, elements=SHARES | st.just(np.nan)))
    return ReferenceLayer(
        name,
        kind,
        tuple(draw(TEXT) for _ in range(k)),
        tuple(draw(TEXT) for _ in range(k)),
        csr_array(shares),
        outside,
        draw(TEXT),
        covered,
    )


@st.composite
def point_layers(draw: Callable) -> tuple[PointLayer, ...]:
    found = []
    for name in draw(st.lists(TEXT, max_size=3, unique=True)):
        ids = draw(st.lists(TEXT, max_size=4, unique=True))
        k = len(ids)
        xy = draw(arrays(np.float64, (k, 2), elements=st.floats(-1e6, 1e7)))
        rows = draw(arrays(np.int64, k, elements=st.integers(-1, N - 1)))
        found.append(PointLayer(name, draw(TEXT), tuple(ids), tuple(map(str, ids)), xy, rows))
    return tuple(found)


@st.composite
def profiles(draw: Callable) -> UnitProfile:
    deprivation = urban_rural = None
    if draw(st.booleans()):
        score = draw(arrays(np.float64, N, elements=st.floats(0, 100) | st.just(np.nan)))
        decile = draw(arrays(np.int8, N, elements=st.integers(0, 10)))
        deprivation = Deprivation(draw(TEXT), score, decile)
    if draw(st.booleans()):
        classes = draw(st.lists(TEXT, max_size=3))
        k = len(classes)
        numbers = draw(arrays(np.int16, N, elements=st.integers(-1, k - 1)))
        is_rural = draw(st.lists(st.booleans(), min_size=k, max_size=k))
        urban_rural = UrbanRural(tuple(classes), numbers, tuple(is_rural))
    return UnitProfile(deprivation, urban_rural)


def _pair(edit: AdjacencyEdit) -> tuple[str, str]:
    return (edit.unit_a, edit.unit_b)


@st.composite
def places(draw: Callable) -> Place:
    plain = place_of(GRID)
    names = tuple(draw(TEXT) for _ in range(N))
    edits = st.builds(
        AdjacencyEdit,
        st.sampled_from(["bridge", "barrier"]),
        st.sampled_from(plain.units.ids[:3]),
        st.sampled_from(plain.units.ids[3:]),
        SAID,
    )
    return Place(
        name=draw(TEXT),
        units=UnitTable(plain.units.ids, names, plain.units.geometry),
        adjacency=plain.adjacency.with_edits(draw(st.lists(edits, max_size=3, unique_by=_pair))),
        ledgers=draw(ledgers()),
        layers=draw(layers()),
        sources=tuple(draw(st.lists(SOURCES, max_size=3))),
        notice=draw(TEXT),
        point_layers=draw(point_layers()),
        profile=draw(profiles()),
    )


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(places())
def test_any_place_comes_back_as_it_was(place):
    with TemporaryDirectory() as folder:
        path = saved(Path(folder) / "plan.gpkg", place, Plan.empty(N))
        assert_same_place(open_plan_file(path)[0], place)
