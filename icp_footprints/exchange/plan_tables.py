"""The plain tables of a plan file: all that is not geometry, in SQLite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Generator, Iterable
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import numpy as np
from scipy.sparse import coo_array, csr_array

from icp_footprints import __version__
from icp_footprints.errors import PlanFileError
from icp_footprints.geography.adjacency import Adjacency, AdjacencyEdit
from icp_footprints.geography.place import Place
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.geography.source import Source
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Origin, Plan

SCHEMA_VERSION = 1
# Each table as QGIS lists it: its columns, and those that tell its rows apart.
TABLES = {
    "plan": ("key TEXT, value TEXT", "key"),
    "ledgers": ("position INTEGER, name TEXT, label TEXT, source TEXT", "position"),
    "layers": ("position INTEGER, name TEXT, kind TEXT", "position"),
    "areas": (
        "layer TEXT, position INTEGER, area_id TEXT, area_name TEXT, outside_share REAL",
        "layer, position",
    ),
    "shares": ("layer TEXT, unit INTEGER, area INTEGER, share REAL", "layer, unit, area"),
    "adjacency": ("unit_a INTEGER, unit_b INTEGER, shared_boundary_m REAL", "unit_a, unit_b"),
    "adjacency_edits": (
        "position INTEGER, kind TEXT, unit_a TEXT, unit_b TEXT, reason TEXT",
        "position",
    ),
    "sources": (
        "position INTEGER, role TEXT, file TEXT, sha256 TEXT, detail TEXT, notes TEXT",
        "position",
    ),
}
Row = tuple[object, ...]


@contextmanager
def reading(path: Path) -> Generator[sqlite3.Connection]:
    """A read-only connection that can neither change the file nor run what it holds."""
    # Not Path.as_uri: SQLite wants the server of a Windows share in the path, as file:////server.
    location = path.resolve().as_posix()
    uri = f"file://{'' if location.startswith('/') else '/'}{quote(location)}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as base:
        base.execute("PRAGMA trusted_schema = OFF")
        yield base


def write_tables(path: Path, place: Place, plan: Plan) -> None:
    """Add the plain tables to a GeoPackage that holds the map layers already."""
    rows = _rows(place, plan)
    with closing(sqlite3.connect(path)) as base, base:
        for table, (columns, key) in TABLES.items():
            base.execute(f"CREATE TABLE {table} ({columns}, PRIMARY KEY ({key}))")
            base.execute(
                "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) "
                "VALUES (?, 'attributes', ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))",
                (table, table),
            )
            marks = ", ".join("?" * len(columns.split(",")))
            base.executemany(f"INSERT INTO {table} VALUES ({marks})", rows[table])  # noqa: S608


def _rows(place: Place, plan: Plan) -> dict[str, list[Row]]:
    """The rows of every table. Units and areas are written by position, from 0."""
    shares = [(layer.name, coo_array(layer.shares)) for layer in place.layers]
    adjacency = place.adjacency
    return {
        "plan": list(_settings(place, plan).items()),
        "ledgers": [(i, x.name, x.label, x.source) for i, x in enumerate(place.ledgers)],
        "layers": [(i, layer.name, layer.kind) for i, layer in enumerate(place.layers)],
        "areas": [
            (layer.name, j, layer.area_ids[j], layer.area_names[j], _or_none(share))
            for layer in place.layers
            for j, share in enumerate(layer.outside_share.tolist())
        ],
        "shares": [
            (name, unit, area, share)
            for name, matrix in shares
            for unit, area, share in zip(
                matrix.row.tolist(), matrix.col.tolist(), matrix.data.tolist(), strict=True
            )
        ],
        "adjacency": [
            (a, b, metres)
            for (a, b), metres in zip(
                adjacency.shared_pairs.tolist(), adjacency.shared_boundary_m.tolist(), strict=True
            )
        ],
        "adjacency_edits": [
            (i, edit.kind, edit.unit_a, edit.unit_b, edit.reason)
            for i, edit in enumerate(adjacency.edits)
        ],
        "sources": [
            (i, x.role, x.file, x.sha256, x.detail, json.dumps(x.notes, ensure_ascii=False))
            for i, x in enumerate(place.sources)
        ],
    }


def _settings(place: Place, plan: Plan) -> dict[str, str]:
    origin = plan.origin
    return {
        "schema_version": str(SCHEMA_VERSION),
        "program_version": __version__,
        "saved_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "place": place.name,
        "notice": place.notice,
        "name": plan.name,
        "band_low": str(plan.band.low),
        "band_high": str(plan.band.high),
        "band_ledger": plan.band.ledger,
        "origin_method": origin.method,
        "origin_seed": "" if origin.seed is None else str(origin.seed),
        "origin_settings": json.dumps(origin.settings, ensure_ascii=False),
        "origin_version": origin.version,
        "origin_made_at": origin.made_at,
    }


def _or_none(share: float) -> float | None:
    return None if np.isnan(share) else share


def read_settings(base: sqlite3.Connection) -> dict[str, str]:
    """The key-value table of a plan file.

    Raises
    ------
    PlanFileError
        When the file was written by a newer program.
    """
    settings = {str(key): str(value) for key, value in base.execute("SELECT key, value FROM plan")}
    version = int(settings["schema_version"])
    if version > SCHEMA_VERSION:
        raise PlanFileError(
            f"It was saved by a newer version of this program ({settings['program_version']}; "
            f"this is {__version__}).",
            "Install the newer version to open it; the file has not been changed.",
        )
    return settings


def read_band(settings: dict[str, str]) -> Band:
    """The plan's band."""
    return Band(int(settings["band_low"]), int(settings["band_high"]), settings["band_ledger"])


def read_origin(settings: dict[str, str]) -> Origin:
    """How the plan was made."""
    seed = settings["origin_seed"]
    return Origin(
        method=settings["origin_method"],
        seed=int(seed) if seed else None,
        settings=tuple((str(k), str(v)) for k, v in json.loads(settings["origin_settings"])),
        version=settings["origin_version"],
        made_at=settings["origin_made_at"],
    )


def read_layers(base: sqlite3.Connection, n_units: int) -> tuple[ReferenceLayer, ...]:
    """The reference layers, in their order."""
    layers: list[ReferenceLayer] = []
    kinds = base.execute("SELECT name, kind FROM layers ORDER BY position").fetchall()
    for name, kind in kinds:
        areas = base.execute(
            "SELECT area_id, area_name, outside_share FROM areas WHERE layer = ? ORDER BY position",
            (name,),
        ).fetchall()
        shares = base.execute(
            "SELECT unit, area, share FROM shares WHERE layer = ?", (name,)
        ).fetchall()
        units, columns, values = _columns(shares, 3)
        matrix = csr_array(
            coo_array(
                (np.array(values, dtype=np.float64), (_positions(units), _positions(columns))),
                shape=(n_units, len(areas)),
            )
        )
        layers.append(
            ReferenceLayer(
                name=name,
                kind=kind,
                area_ids=tuple(str(area[0]) for area in areas),
                area_names=tuple(str(area[1]) for area in areas),
                shares=matrix,
                outside_share=np.array(
                    [np.nan if area[2] is None else area[2] for area in areas], dtype=np.float64
                ),
            )
        )
    return tuple(layers)


def read_adjacency(base: sqlite3.Connection, unit_ids: tuple[str, ...]) -> Adjacency:
    """The adjacency with its bridges and barriers."""
    found = base.execute(
        "SELECT unit_a, unit_b, shared_boundary_m FROM adjacency ORDER BY unit_a, unit_b"
    ).fetchall()
    a, b, metres = _columns(found, 3)
    pairs = np.column_stack([_positions(a), _positions(b)]).astype(np.int32).reshape(-1, 2)
    edits = base.execute(
        "SELECT kind, unit_a, unit_b, reason FROM adjacency_edits ORDER BY position"
    )
    return Adjacency(
        unit_ids,
        pairs,
        np.array(metres, dtype=np.float64),
        tuple(AdjacencyEdit(*edit) for edit in edits),
    )


def read_sources(base: sqlite3.Connection) -> tuple[Source, ...]:
    """The files the place was made from."""
    found = base.execute("SELECT role, file, sha256, detail, notes FROM sources ORDER BY position")
    return tuple(
        Source(role, file, sha256, detail, tuple(str(note) for note in json.loads(notes)))
        for role, file, sha256, detail, notes in found
    )


def _columns(rows: list[Row], width: int) -> list[list[object]]:
    return [[row[i] for row in rows] for i in range(width)]


def _positions(values: Iterable[object]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(list(values), dtype=np.int64)
