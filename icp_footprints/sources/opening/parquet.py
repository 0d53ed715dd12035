"""Parquet files: columns of text, and features where the file says which column is geometry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from pyproj.exceptions import CRSError

from icp_footprints.errors import InputError
from icp_footprints.sources.opening.cells import Texts, text_columns
from icp_footprints.sources.opening.files import check_file
from icp_footprints.sources.opening.grids import check_names, no_rows
from icp_footprints.wording import one_line

STARTS = {".parquet": (b"PAR1",)}
MAX_BYTES = 4 << 30
MAX_ROWS = 10_000_000
# What a GeoParquet file says of its geometry stands under this name.
GEOMETRY_KEY = b"geo"
DAMAGED = "It is damaged or cut short: export it again."
FAILURES = (pa.ArrowException, OSError, ValueError, KeyError, TypeError, AttributeError)


def read_parquet_columns(path: Path, file: str) -> tuple[dict[str, Texts], int, tuple[str, ...]]:
    """The columns of text and figures of a Parquet file, how many rows, and what was left out.

    Raises
    ------
    InputError
        When it is damaged, too large or has no rows.
    """
    check_file(path, STARTS)
    schema = _checked_schema(path, file)
    plain = [field.name for field in schema if not _is_binary(field.type)]
    try:
        frame = pq.read_table(path, columns=plain).to_pandas()
    except (pa.ArrowException, OSError, ValueError) as error:
        raise InputError(f"{file} cannot be read as a Parquet file.", DAMAGED) from error
    # An index that was saved with the table comes back as one, and is a column like any other.
    columns = text_columns(frame.reset_index() if any(frame.index.names) else frame)
    check_names(file, list(columns))
    if not len(frame) or not columns:
        raise no_rows(file)
    left_out = [field.name for field in schema if _is_binary(field.type)]
    notes = tuple(f"Column '{one_line(name)}' holds no text and was left out." for name in left_out)
    return columns, len(frame), notes


def is_geoparquet(path: Path, file: str) -> bool:
    """Whether a Parquet file says which of its columns is geometry.

    Raises
    ------
    InputError
        When it is damaged or too large.
    """
    check_file(path, STARTS)
    return GEOMETRY_KEY in (_checked_schema(path, file).metadata or {})


def read_parquet_features(path: Path, file: str) -> gpd.GeoDataFrame:
    """The features of a GeoParquet file.

    Raises
    ------
    InputError
        When it is damaged, too large or has no geometry.
    """
    check_file(path, STARTS)
    schema = _checked_schema(path, file)
    if GEOMETRY_KEY not in (schema.metadata or {}):
        raise InputError(
            f"{file} is a Parquet file without boundaries.",
            "Choose a GeoParquet file, such as QGIS and geopandas write.",
        )
    try:
        frame = gpd.read_parquet(path)
    except CRSError as error:
        raise InputError(
            f"{file} states a reference system that is not known.", "Export it again from QGIS."
        ) from error
    except shapely.errors.ShapelyError as error:
        raise InputError(f"{file} has a shape that cannot be read.", DAMAGED) from error
    except FAILURES as error:
        raise InputError(f"{file} cannot be read as a GeoParquet file.", DAMAGED) from error
    if any(frame.index.names):
        return gpd.GeoDataFrame(frame.reset_index())
    return frame


def _checked_schema(path: Path, file: str) -> Any:
    """The schema of a file that is not too large to hold."""
    try:
        with pq.ParquetFile(path) as opened:
            metadata, schema = opened.metadata, opened.schema_arrow
            unpacked_bytes = sum(
                metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups)
            )
    except (pa.ArrowException, OSError, ValueError) as error:
        raise InputError(f"{file} cannot be read as a Parquet file.", DAMAGED) from error
    if unpacked_bytes > MAX_BYTES or metadata.num_rows > MAX_ROWS:
        raise InputError(
            f"{file} holds {metadata.num_rows:,} rows, more than can be read.",
            "Keep only the rows you need.",
        )
    check_names(file, [name.strip() for name in schema.names])
    return schema


def _is_binary(kind: Any) -> bool:
    return (
        pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
        or pa.types.is_fixed_size_binary(kind)
        or pa.types.is_nested(kind)
    )
