"""The plan file gives back what was saved, QGIS can open it, and nothing that happens loses it."""

import contextlib
import hashlib
import random
import shutil
import sqlite3
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from icp_footprints.errors import InputError, PlanFileError
from icp_footprints.exchange import plan_file
from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
from icp_footprints.exchange.plan_tables import SCHEMA_VERSION, TABLES
from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.geography.ledger import Ledger
from icp_footprints.geography.place import Place
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.geography.source import Source
from icp_footprints.geography.units import UnitTable
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import GENERATED, Footprint, Origin, Plan
from tests.grids import place_of, plan_of
from tests.sources.making import refusal

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


def full() -> tuple[Place, Plan]:
    """A place and plan with something in every field."""
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


def assert_same_place(found: Place, place: Place) -> None:
    assert (found.name, found.notice, found.sources) == (place.name, place.notice, place.sources)
    assert (found.units.ids, found.units.names) == (place.units.ids, place.units.names)
    for a, b in zip(found.units.geometry, place.units.geometry, strict=True):
        assert shapely.equals_exact(a, b, 0.0)
    assert found.adjacency.edits == place.adjacency.edits
    for name in ("shared_pairs", "shared_boundary_m", "pairs", "lengths_m"):
        assert_same_bits(getattr(found.adjacency, name), getattr(place.adjacency, name))
    assert [(x.name, x.label, x.source) for x in found.ledgers] == [
        (x.name, x.label, x.source) for x in place.ledgers
    ]
    for a, b in zip(found.ledgers, place.ledgers, strict=True):
        assert_same_bits(a.people, b.people)
    assert len(found.layers) == len(place.layers)
    for a, b in zip(found.layers, place.layers, strict=True):
        assert (a.name, a.kind, a.area_ids, a.area_names) == (
            b.name,
            b.kind,
            b.area_ids,
            b.area_names,
        )
        assert_same_bits(a.outside_share, b.outside_share)
        assert_same_bits(a.shares.todense(), b.shares.todense())


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
IDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=6)


@st.composite
def plans(draw: Callable) -> Plan:
    ids = draw(st.lists(IDS, max_size=4, unique=True))
    names = draw(st.lists(TEXT, min_size=len(ids), max_size=len(ids), unique=True))
    numbers = draw(st.lists(st.integers(-1, len(ids) - 1), min_size=6, max_size=6))
    low, high = sorted(draw(st.tuples(st.integers(0, 10**9), st.integers(1, 10**9))))
    return Plan(
        draw(TEXT),
        np.array(numbers, dtype=np.int16),
        tuple(Footprint(a, b, draw(TEXT)) for a, b in zip(ids, names, strict=True)),
        Band(low, high),
        Origin(
            draw(TEXT),
            draw(st.none() | st.integers(0, 2**63)),
            tuple(draw(st.lists(st.tuples(TEXT, TEXT), max_size=3))),
            draw(TEXT),
            draw(TEXT),
        ),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_any_plan_comes_back_as_it_was(plan):
    with TemporaryDirectory() as folder:
        path = saved(Path(folder) / "plan.gpkg", place_of("AAA\nAAA"), plan)
        assert open_plan_file(path)[1] == plan


@pytest.mark.parametrize("name", ["half \ud800 pair", "nul\0byte"])
def test_a_name_no_file_can_hold_is_refused_in_words_or_kept(tmp_path, name):
    path = saved(tmp_path / "plan.gpkg", place_of("A"), plan_of("A"))
    before = digest(path)
    plan = replace(plan_of("A"), footprints=(Footprint("F01", name),))
    if refusal(save_plan_file, path, place_of("A"), plan):
        assert digest(path) == before
    else:
        assert open_plan_file(path)[1] == plan


def test_qgis_finds_units_and_footprints_as_map_layers(tmp_path):
    place, plan = full()
    path = saved(tmp_path / "a.footprints.gpkg", place, plan)
    layers = {str(name): kind for name, kind in pyogrio.list_layers(path)}
    assert {name for name, kind in layers.items() if kind} == {"units", "footprints"}
    assert set(layers) == {"units", "footprints", *TABLES}
    for name in ("units", "footprints"):
        info = pyogrio.read_info(path, layer=name)
        assert info["crs"] == "EPSG:27700"
        assert info["geometry_type"] == "MultiPolygon"
    units = pyogrio.read_dataframe(path, layer="units")
    assert units["people_registered"].tolist() == list(range(1000, 1012))
    assert units["footprint_id"].tolist()[:4] == ["F01", "F01", "F01", "F02"]
    assert units["footprint_id"].tolist()[-1] == ""


def test_the_footprints_of_the_map_are_the_units_joined(tmp_path):
    place = place_of(ART, people=1500)
    frame = pyogrio.read_dataframe(
        saved(tmp_path / "a.gpkg", place, plan_of(ART, Band(4000, 5000))), layer="footprints"
    )
    assert frame["footprint_id"].tolist() == ["F01", "F02", "F03"]
    assert frame["people_resident"].tolist() == [7500, 4500, 3000]
    assert frame["band"].tolist() == ["over", "in", "under"]
    assert frame.area.tolist() == [5e6, 3e6, 2e6]
    assert frame.geometry.is_valid.all()


def test_every_table_opens_without_a_warning(tmp_path):
    path = saved(tmp_path / "a.gpkg", *full())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name, _ in pyogrio.list_layers(path):
            pyogrio.read_info(path, layer=name, force_feature_count=True, force_total_bounds=True)
            pyogrio.read_dataframe(path, layer=name)


def test_the_list_of_contents_is_that_of_a_geopackage(tmp_path):
    path = saved(tmp_path / "a.gpkg", *full())
    base = sqlite3.connect(path)
    contents = dict(base.execute("SELECT table_name, data_type FROM gpkg_contents"))
    assert contents == {"units": "features", "footprints": "features"} | dict.fromkeys(
        TABLES, "attributes"
    )
    assert base.execute("PRAGMA application_id").fetchone()[0] == 0x47504B47
    assert base.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    systems = base.execute("SELECT table_name, srs_id FROM gpkg_geometry_columns").fetchall()
    assert dict(systems) == {"units": 27700, "footprints": 27700}
    extent = base.execute(
        "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = 'units'"
    ).fetchone()
    assert extent == (330_000.0, 380_000.0, 340_001.0, 390_000.0)
    base.close()


@pytest.mark.parametrize("name", ["a b.gpkg", "a#b.gpkg", "a?b.gpkg", "a%20b.gpkg", "Tŷ 🏥.gpkg"])
def test_any_name_of_a_file_will_do(tmp_path, name):
    folder = tmp_path / f"in {name}"
    folder.mkdir()
    place, plan = full()
    assert open_plan_file(saved(folder / name, place, plan))[1] == plan
    assert [path.name for path in folder.iterdir()] == [name]


def test_a_relative_path_will_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    _, plan = full()
    assert open_plan_file(saved(Path("plan.gpkg"), *full()))[1] == plan


def test_opening_changes_nothing_and_leaves_nothing_behind(tmp_path):
    path = saved(tmp_path / "a.gpkg", *full())
    before = digest(path), path.stat().st_mtime_ns
    open_plan_file(path)
    assert (digest(path), path.stat().st_mtime_ns) == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.gpkg"]


def test_a_file_without_leave_to_write_opens(tmp_path):
    path = saved(tmp_path / "a.gpkg", *full())
    path.chmod(0o444)
    assert open_plan_file(path)[1] == full()[1]


def test_a_file_cut_short_anywhere_is_refused_and_left_alone(tmp_path):
    whole = saved(tmp_path / "a.gpkg", *full()).read_bytes()
    path = tmp_path / "cut.gpkg"
    for length in [0, 1, 15, 16, 99, 100, 101, *range(512, len(whole), len(whole) // 40)]:
        path.write_bytes(whole[:length])
        refused(path)


def test_bytes_turned_at_random_never_crash_it_nor_change_the_file(tmp_path):
    place, plan = full()
    whole = saved(tmp_path / "a.gpkg", place, plan).read_bytes()
    path = tmp_path / "turned.gpkg"
    dice = random.Random(1)
    refusals = 0
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(dice.choice([1, 1, 4, 64])):
            data[dice.randrange(len(data))] ^= dice.randrange(1, 256)
        path.write_bytes(data)
        before = digest(path)
        error = refusal(open_plan_file, path)
        refusals += error is not None
        assert error is None or (isinstance(error, PlanFileError) and "\n" not in str(error))
        assert digest(path) == before
    assert refusals
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.gpkg", "turned.gpkg"]


DAMAGE = {
    "no units": ["DELETE FROM units"],
    "a unit twice": ["UPDATE units SET unit_id = 'U000'"],
    "a unit without a boundary": ["UPDATE units SET geom = NULL WHERE fid = 3"],
    "a boundary that is none": ["UPDATE units SET geom = x'4750000100' WHERE fid = 3"],
    "people below nobody": ["UPDATE units SET people_resident = -1 WHERE fid = 3"],
    "people missing": ["UPDATE units SET people_resident = NULL WHERE fid = 3"],
    "a footprint that is not there": ["UPDATE units SET footprint_id = 'X' WHERE fid = 3"],
    "a footprint named twice": ["UPDATE footprints SET footprint_name = 'x'"],
    "no settings": ["DELETE FROM plan"],
    "no band": ["DELETE FROM plan WHERE key = 'band_low'"],
    "a band that is no number": ["UPDATE plan SET value = 'x' WHERE key = 'band_low'"],
    "a band upside down": ["UPDATE plan SET value = '9999' WHERE key = 'band_low'"],
    "settings that are no JSON": ["UPDATE plan SET value = '{' WHERE key = 'origin_settings'"],
    "settings that are other JSON": ["UPDATE plan SET value = '[1]' WHERE key = 'origin_settings'"],
    "a version that is no number": ["UPDATE plan SET value = 'x' WHERE key = 'schema_version'"],
    "no ledgers": ["DELETE FROM ledgers"],
    "a ledger without a column": ["UPDATE ledgers SET name = 'gone' WHERE position = 1"],
    "a share of a unit that is not there": ["UPDATE shares SET unit = 99 WHERE unit = 6"],
    "a share of unit minus one": ["UPDATE shares SET unit = -1 WHERE unit = 6"],
    "a share that is no number": ["UPDATE shares SET share = 'x' WHERE unit = 6"],
    "shares over the whole": ["UPDATE shares SET share = 2 WHERE unit = 6"],
    "an area that is missing": ["DELETE FROM areas WHERE area_id = 'U4'"],
    "a layer of no known kind": ["UPDATE layers SET kind = 'x' WHERE position = 0"],
    "neighbours that are not there": ["UPDATE adjacency SET unit_b = 99 WHERE unit_b = 11"],
    "a neighbour of itself": ["UPDATE adjacency SET unit_a = 11 WHERE unit_a = 10"],
    "a bridge to nowhere": ["UPDATE adjacency_edits SET unit_b = 'X'"],
    "an edit of no known kind": ["UPDATE adjacency_edits SET kind = 'x' WHERE position = 0"],
    "notes that are no JSON": ["UPDATE sources SET notes = 'x'"],
    "a table gone": ["DROP TABLE shares"],
    "a layer gone": ["DROP TABLE footprints"],
    "a column gone": ["ALTER TABLE units DROP COLUMN unit_name"],
}


@pytest.mark.parametrize("damage", list(DAMAGE))
def test_a_file_that_contradicts_itself_is_refused(tmp_path, damage):
    path = edit(saved(tmp_path / "a.gpkg", *full()), "PRAGMA trusted_schema = 1")
    base = sqlite3.connect(path)
    # GDAL's triggers keep a spatial index by functions that SQLite alone does not have.
    triggers = base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    base.close()
    edit(path, *(f"DROP TRIGGER {name}" for (name,) in triggers), *DAMAGE[damage])
    refused(path, "damaged")


def test_a_newer_file_says_which_version_it_needs(tmp_path):
    path = saved(tmp_path / "a.gpkg", *full())
    edit(
        path,
        f"UPDATE plan SET value = '{SCHEMA_VERSION + 1}' WHERE key = 'schema_version'",
        "UPDATE plan SET value = '9.8.7' WHERE key = 'program_version'",
    )
    refused(path, "newer version", "9.8.7")
    edit(path, "DROP TABLE shares")
    refused(path, "newer version")


def test_other_files_are_not_called_damaged_plans(tmp_path):
    plain = tmp_path / "plain.gpkg"
    units, _ = full()
    save_plan_file(plain, units, Plan.empty(12))
    frame = pyogrio.read_dataframe(plain, layer="units")
    other = tmp_path / "boundaries.gpkg"
    pyogrio.write_dataframe(frame, other, layer="units", driver="GPKG")
    refused(other, "not a plan file", "icp-footprints new")
    database = edit(tmp_path / "base.sqlite", "CREATE TABLE plan (key, value)")
    refused(database, "not a plan file")
    for name, data in (("notes.txt", b"Minutes\n"), ("empty.gpkg", b""), ("a.gpkg", b"\0" * 5000)):
        (tmp_path / name).write_bytes(data)
        refused(tmp_path / name, "not a plan file")


def test_missing_files_and_folders_are_named(tmp_path):
    refused(tmp_path / "absent.gpkg", "no file")
    refused(tmp_path / "no folder" / "absent.gpkg", "no file")
    refused(tmp_path, "folder")
    with pytest.raises(PlanFileError):
        open_plan_file(tmp_path / f"{'x' * 300}.gpkg")


def test_saving_where_one_cannot_leaves_the_old_file(tmp_path):
    place, plan = full()
    target = tmp_path / "folder.gpkg"
    target.mkdir()
    for path, words in (
        (target, "is a folder"),
        (tmp_path / "nowhere" / "a.gpkg", "no folder"),
        (tmp_path / f"{'x' * 300}.gpkg", "too long"),
    ):
        with pytest.raises(InputError, match=words):
            save_plan_file(path, place, plan)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.gpkg"]


def test_saving_over_a_read_only_file_leaves_it(tmp_path, monkeypatch):
    place, plan = full()
    path = saved(tmp_path / "a.gpkg", place, plan)
    before = digest(path)
    # Root may write anywhere: the system's own answer to "may I?" stands in.
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(InputError, match="read-only"):
        save_plan_file(path, place, Plan.empty(12))
    assert digest(path) == before


@pytest.mark.parametrize("step", ["write_tables", "_footprints_frame", "_write_layer"])
@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt, MemoryError])
def test_a_crash_while_saving_leaves_the_old_file_and_nothing_else(
    tmp_path, monkeypatch, step, fault
):
    place, plan = full()
    path = saved(tmp_path / "a.gpkg", place, plan)
    before = digest(path)
    real = getattr(plan_file, step)

    def crash(*args: object) -> None:
        real(*args)
        raise fault("power cut")

    monkeypatch.setattr(plan_file, step, crash)
    with pytest.raises(fault, match="power cut"):
        save_plan_file(path, place, Plan.empty(12))
    assert digest(path) == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.gpkg"]


def test_saving_over_a_file_replaces_it_whole(tmp_path):
    place, plan = full()
    path = saved(tmp_path / "a.gpkg", place, plan)
    save_plan_file(path, place_of("AB"), Plan.empty(2))
    found, empty = open_plan_file(path)
    assert (len(found.units), empty) == (2, Plan.empty(2))
    assert [each.name for each in tmp_path.iterdir()] == ["a.gpkg"]


def test_a_log_that_qgis_left_beside_the_file_does_not_spoil_the_next_save(tmp_path):
    """QGIS opens GeoPackages in WAL mode: what it has not yet written in lies in a -wal file."""
    place, plan = full()
    path = saved(tmp_path / "a.gpkg", place, plan)
    qgis = sqlite3.connect(path)
    qgis.execute("PRAGMA journal_mode = WAL")
    qgis.execute("UPDATE plan SET value = 'Edited in QGIS' WHERE key = 'name'")
    qgis.commit()
    assert (tmp_path / "a.gpkg-wal").stat().st_size
    # As the files lie when QGIS, or the computer, has stopped without tidying up.
    stopped = tmp_path / "stopped"
    stopped.mkdir()
    for each in tmp_path.glob("a.gpkg*"):
        shutil.copy(each, stopped / each.name)
    qgis.close()
    assert open_plan_file(stopped / "a.gpkg")[1].name == "Edited in QGIS"
    renamed = replace(plan, name="Saved here")
    save_plan_file(stopped / "a.gpkg", place, renamed)
    assert open_plan_file(stopped / "a.gpkg")[1] == renamed


def test_an_edit_made_in_qgis_while_it_is_open_is_read(tmp_path):
    path = saved(tmp_path / "a.gpkg", *full())
    edit(path, "PRAGMA journal_mode = WAL", "UPDATE plan SET value = 'Q' WHERE key = 'name'")
    assert open_plan_file(path)[1].name == "Q"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE plan SET value = 'nobody' WHERE key = 'band_ledger'", "no ledger named 'nobody'"),
        ("UPDATE units SET unit_id = NULL WHERE fid = 1", "a unit has no id"),
    ],
)
def test_a_file_changed_by_hand_so_that_it_cannot_be_measured_is_refused(tmp_path, change, words):
    path = tmp_path / "a.footprints.gpkg"
    save_plan_file(path, place_of("AB"), plan_of("AB"))
    with contextlib.closing(sqlite3.connect(path)) as base, base:
        for trigger in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            base.execute(f"DROP TRIGGER {trigger[0]}")
        base.execute(change)
    with pytest.raises(PlanFileError, match=words):
        open_plan_file(path)
