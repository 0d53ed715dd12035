"""Whether a file holds features or a table, told before it is read."""

from __future__ import annotations

from pathlib import Path

from icp_footprints.sources.opening.archives import gunzipped, members_of, unpacked
from icp_footprints.sources.opening.features import FORMAT_STARTS, check_file_as
from icp_footprints.sources.opening.files import check_file, split_layer
from icp_footprints.sources.opening.members import Member
from icp_footprints.sources.opening.parquet import is_geoparquet
from icp_footprints.sources.opening.tables import DELIMITED
from icp_footprints.sources.opening.workbooks import WORKBOOKS
from icp_footprints.wording import one_line

PARQUET = ".parquet"
# Endings of tables and of features; a Parquet file may be either.
TABLES = frozenset({*DELIMITED, *WORKBOOKS})
FEATURES = frozenset(FORMAT_STARTS) - {PARQUET}


def holds_features(given: str) -> bool:
    """Whether a file holds features rather than a table: by its ending, or by what is packed in it.

    Parameters
    ----------
    given
        ``FILE``, ``FILE:LAYER`` or ``FILE.zip:MEMBER``. An ending of neither kind counts as one of
        features: their reader says what can be read.

    Raises
    ------
    InputError
        When an archive or Parquet file cannot be opened.
    """
    path, part = split_layer(given)
    suffix = path.suffix.lower()
    if suffix == ".zip":
        check_file(path, {".zip": (b"PK",)})
        return any(_is_of_features(path, member) for member in _meant(members_of(path), part))
    if suffix == ".gz":
        check_file(path, {".gz": (b"\x1f\x8b",)})
        inner = Path(path.stem).suffix.lower()
        if inner != PARQUET:
            return inner in FEATURES
        with gunzipped(path) as target:
            return _is_geoparquet(target, path.name)
    return is_geoparquet(path, path.name) if suffix == PARQUET else suffix not in TABLES


def _meant(members: tuple[Member, ...], part: str | None) -> list[Member]:
    """The members that a part may name, by whole name or without folders; all where it names none.

    What follows a member's name, such as ``:SHEET``, is left to whoever reads it.
    """
    shown = [member for member in members if not member.is_hidden]
    named = [
        member
        for member in shown
        if part and f"{part}:".startswith((f"{member.name}:", f"{member.path.name}:"))
    ]
    return named or shown


def _is_of_features(path: Path, member: Member) -> bool:
    if member.suffix != PARQUET:
        return member.suffix in FEATURES
    target = f"unpacked{PARQUET}"
    with unpacked(path, {target: member}) as folder:
        return _is_geoparquet(folder / target, one_line(f"{path.name}:{member.name}"))


def _is_geoparquet(unpacked_file: Path, file: str) -> bool:
    check_file_as(unpacked_file, file)
    return is_geoparquet(unpacked_file, file)
