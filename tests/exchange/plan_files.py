"""Plan files for tests: a place and plan with something in every field, saving, and refusal."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import numpy as np
import pytest
import shapely
from scipy.sparse import csr_array

from icp_footprints.errors import PlanFileError
from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.geography.ledger import AgeBands, Ledger
from icp_footprints.geography.place import Place
from icp_footprints.geography.points import PointLayer
from icp_footprints.geography.profile import Deprivation, UnitProfile, UrbanRural
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.geography.source import Conversion, JoinReport, OneSided, Source
from icp_footprints.geography.units import UnitTable
from icp_footprints.plan.actions.describe import describe
from icp_footprints.plan.actions.lock import lock
from icp_footprints.plan.actions.recolour import recolour
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import GENERATED, Footprint, Origin, Plan
from icp_footprints.plan.target import Target
from tests.grids import place_of, plan_of

ART = "AAAB\nAABB\nCC.."
ODD_NAMES = (
    'O\'Neill "&" Söhne; DROP TABLE units;--',
    "🏥 Tŷ Mawr",
    "two\nlines\tand tab",
    "",
    " x ",
)
FULL_BAND = Band(2000, 5000, "registered")
ORIGIN = Origin(GENERATED, 7, (("band", "2:5"), ("objective", 'a "b" ×')), "0.1.0", "2025-01-02")


def of_schema_1() -> tuple[Place, Plan]:
    """A place and plan with something in every field that plan files of schema 1 had."""
    n = 12
    shares = np.zeros((n, 5))
    shares[0, :3] = [1 / 3, 1 / 7, 0.1 + 0.2]
    shares[5, 4] = 1e-17
    shares[6, 1] = 1.0
    pcn = ReferenceLayer(
        "pcn",
        "registration",
        tuple(f"U{i}" for i in range(5)),
        ODD_NAMES,
        csr_array(shares),
        np.array([0.0, 1 / 3, np.nan, 1.0, 0.12]),
    )
    place = place_of(ART, registered=list(range(1000, 1012)), layers={"ward": "XXYY\nXXYY\n..ZZ"})
    names = tuple(f"{name} {i}" for i, name in zip(range(n), ODD_NAMES * 3, strict=False))
    geometry = np.array(place.units.geometry)
    geometry[3] = shapely.MultiPolygon(
        [geometry[3], shapely.box(340_000, 380_000, 340_001, 380_009)]
    )
    hole = shapely.box(330_100, 389_100, 330_200.123456789, 389_200)
    geometry[0] = shapely.difference(geometry[0], hole)
    place = replace(
        place,
        name="Testham & Môn",
        units=UnitTable(place.units.ids, names, geometry),
        layers=(pcn, *place.layers),
        ledgers=(
            replace(place.ledgers[0], source="Column people of units.gpkg"),
            place.ledgers[1],
            Ledger("over65", 'Aged "65+"', np.arange(n) / 3),
        ),
        sources=(
            Source("units", "a b.gpkg", "0" * 64, "12 units", ("One.", "Zwei: ü")),
            Source("registrations", "r.csv"),
        ),
        notice="Demonstration data: 100 % modelled",
    ).with_adjacency_edits(
        [
            AdjacencyEdit("bridge", "U000", "U011", "Ferry 'Ann'"),
            AdjacencyEdit("barrier", "U000", "U001", "Railway"),
        ]
    )
    plan = plan_of(ART, FULL_BAND)
    footprints = tuple(
        replace(footprint, name=name, notes=notes)
        for footprint, name, notes in zip(
            plan.footprints, ODD_NAMES, ("", "Agreed\n2 May", "🙂"), strict=False
        )
    )
    empty = Footprint("F09", "Nobody's", "kept for later")
    return place, replace(plan, name='Draft "3"', footprints=(*footprints, empty), origin=ORIGIN)


def full() -> tuple[Place, Plan]:
    """A place and plan with something in every field."""
    place, plan = of_schema_1()
    n = len(place.units)
    ages = AgeBands(
        ("0 to 15", '16 "to" 64', ""), (0, 16, 65), np.linspace(0, 7, 3 * n).reshape(n, 3) / 3
    )
    resident, *others = place.ledgers
    overlay = ReferenceLayer(
        "parish",
        "overlay",
        ("P1", "P2"),
        ("Ôl", ODD_NAMES[0]),
        csr_array(np.column_stack([np.linspace(0, 1, n), np.full(n, 1 / 3)])),
        np.array([np.nan, 0.5]),
        method="by 1,234 postcodes",
        covered=np.linspace(1 / 3, 1, n),
    )
    joined = JoinReport(
        77_272,
        12,
        OneSided(2, ("S01", 'W"02"')),
        OneSided(1, ("U003",)),
        0.1 + 0.2,
        ("Scottish codes: 1.", "Ungültig"),
        Conversion(2011, 2021, 9, 1, 2, 3),
    )
    units, registrations = place.sources
    score = np.array([np.nan, *(1 / np.arange(1, n))])
    place = replace(
        place,
        ledgers=(replace(resident, ages=ages), *others),
        layers=(*place.layers, overlay),
        sources=(
            replace(units, join=JoinReport(12, 12)),
            replace(registrations, join=joined),
            Source("pcn", "m.csv"),
        ),
        point_layers=points_of(place),
        profile=UnitProfile(
            Deprivation("IMD 2025", score, np.array([0, *range(1, 11), 1], np.int8)),
            UrbanRural(
                ("Urban city", "Rural: hamlet", ""),
                np.array([-1, 0, 1, 2, *[0] * (n - 4)], np.int16),
                (False, True, False),
            ),
        ),
    )
    plan = replace(
        plan,
        further_bands=(Band(1, 2), Band(0, 30, "over65")),
        targets=(
            Target("pcn", "containment", 0.75),
            Target("ward", "splits", 3, "wanted"),
            Target("gone", "kept_whole", 0.1 + 0.2),
        ),
        exceptions=(
            RecordedException("band", "F01@over65", 'An "island"', "Board; DROP", "2026-11-22"),
            RecordedException("coverage", "", "Sea\nside", "Ŵ", "2026-01-02"),
        ),
    )
    plan = describe(plan, "F01", lead='Dr "=1+1" <b>Ŵ</b>', partners="A;\nB " * 2_000)
    plan = recolour(recolour(plan, "F01", 7), "F09", 0)
    return place, lock(plan, ["F02", "F09"])


def points_of(place: Place) -> tuple[PointLayer, ...]:
    """Three layers of points: some outside the place, one layer with none."""
    return (
        PointLayer(
            "practices",
            "GP practices",
            ("N1", "N2", ""),
            ODD_NAMES[:3],
            np.array([[330_000.5, 389_999.123456789], [0.1 + 0.2, 1.0], [333_500, 389_500]]),
            np.array([0, -1, 3]),
        ),
        PointLayer("none", "Nothing here", (), (), np.zeros((0, 2)), np.zeros(0, np.int64)),
        PointLayer(
            "schools", "Schools", ("N1",), ("",), np.array([[330_001.0, 2.0]]), np.array([11])
        ),
    )


def assert_same_place(found: Place, place: Place) -> None:
    """Every field of two places is the same, arrays bit for bit."""
    assert (found.name, found.notice, found.sources) == (place.name, place.notice, place.sources)
    assert (found.units.ids, found.units.names) == (place.units.ids, place.units.names)
    for a, b in zip(found.units.geometry, place.units.geometry, strict=True):
        assert shapely.equals_exact(a, b, 0.0)
    assert found.adjacency.edits == place.adjacency.edits
    for name in ("shared_pairs", "shared_boundary_m", "pairs", "lengths_m"):
        assert_same_bits(getattr(found.adjacency, name), getattr(place.adjacency, name))
    for name in ("ledgers", "layers", "point_layers"):
        assert len(getattr(found, name)) == len(getattr(place, name))
        for a, b in zip(getattr(found, name), getattr(place, name), strict=True):
            assert_same_fields(a, b)
    assert_same_fields(found.profile, place.profile)


def assert_same_fields(found: object, expected: object) -> None:
    """Two values of one dataclass are the same in every field, whatever is added to it."""
    assert type(found) is type(expected)
    for field in fields(expected):  # pyright: ignore[reportArgumentType]
        a, b = getattr(found, field.name), getattr(expected, field.name)
        if isinstance(b, np.ndarray):
            assert_same_bits(a, b)
        elif isinstance(b, csr_array):
            assert_same_bits(a.todense(), b.todense())
        elif is_dataclass(b):
            assert_same_fields(a, b)
        else:
            assert a == b, field.name


def assert_same_bits(found: np.ndarray, expected: np.ndarray) -> None:
    assert found.dtype == expected.dtype
    np.testing.assert_array_equal(found, expected, strict=True)


def saved(path: Path, place: Place, plan: Plan) -> Path:
    save_plan_file(path, place, plan)
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def edit(path: Path, *statements: str) -> Path:
    """The plan file with SQL run on it."""
    base = sqlite3.connect(path)
    for statement in statements:
        base.execute(statement)
    base.commit()
    base.close()
    return path


def refused(path: Path, *words: str) -> str:
    """The error of opening the file, which is one line, names the file and leaves it alone."""
    before = digest(path) if path.is_file() else ""
    with pytest.raises(PlanFileError) as caught:
        open_plan_file(path)
    text = str(caught.value)
    assert "\n" not in text
    assert str(path) in text
    assert caught.value.remedy
    for word in words:
        assert word in text
    assert (digest(path) if path.is_file() else "") == before
    return text
