"""Parts of a file that holds several: sheets, members of an archive, layers."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from icp_footprints.sources.opening.archives import gunzipped, members_of, unpacked
from icp_footprints.sources.opening.files import check_file
from icp_footprints.sources.opening.geopackages import check_geopackage
from icp_footprints.sources.opening.holds_features import FEATURES, PARQUET, TABLES
from icp_footprints.sources.opening.kml import check_kml
from icp_footprints.sources.opening.layers import in_our_words
from icp_footprints.sources.opening.signatures import ZIP
from icp_footprints.sources.opening.workbooks import WORKBOOKS

if TYPE_CHECKING:
    from icp_footprints.sources.opening.members import Member

# The list of sheets in a workbook's own XML, which is small, so that no sheet has to be read.
SHEET_LIST = "xl/workbook.xml"
MOST_LIST_BYTES = 16 << 20
SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*>")
NAME = re.compile(rb"""\sname\s*=\s*(?:"([^"]*)"|'([^']*)')""")
HIDDEN = re.compile(rb"""\sstate\s*=\s*["'](?:hidden|veryHidden)["']""")
LAYERED = (".gpkg", ".kml")


def parts_of(path: Path) -> tuple[str, ...]:
    """What may be named after a file and a colon, in the file's order; empty if there is no choice.

    Parameters
    ----------
    path
        The file: a workbook, an archive, or a file of layers, plain or packed. Other files, and
        those that hold a single part, give nothing.

    Raises
    ------
    InputError
        When it is damaged, or protected by a password.
    """
    parts = _parts(path)
    return parts if len(parts) > 1 else ()


def part_read(kind: str, parts: Iterable[str]) -> str:
    """Which part the readers took by themselves, going by how they name what they read.

    Parameters
    ----------
    kind
        The kind of an inspection, such as ``Excel (sheet 2021)``.
    parts
        The parts of its file.

    Returns
    -------
    str
        The part; empty where that cannot be told.
    """
    named = (part for part in parts if kind == f"Excel (sheet {part.rpartition(':')[2]})")
    return next(named, "")


def only_features(parts: Iterable[str]) -> str:
    """The one part with shapes among tables, which the readers take by themselves; else empty."""
    shapes = [part for part in parts if Path(part).suffix.lower() in FEATURES]
    return shapes[0] if len(shapes) == 1 else ""


def _parts(path: Path) -> tuple[str, ...]:
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS:
        return _sheets(path)
    if suffix in LAYERED:
        return _layers(path)
    if suffix == ".zip":
        return _members(path)
    if suffix == ".gz" and _has_parts(Path(path.stem).suffix.lower()):
        with gunzipped(path) as inner:
            return _parts(inner)
    return ()


def _has_parts(suffix: str) -> bool:
    return suffix in WORKBOOKS or suffix in LAYERED


def _sheets(path: Path) -> tuple[str, ...]:
    """The sheets that are not hidden; nothing where the readers will say what is wrong."""
    with path.open("rb") as opened:
        if not opened.read(len(ZIP)).startswith(ZIP):
            return ()
    found = [member for member in members_of(path) if member.name.lower() == SHEET_LIST]
    if not found:
        return ()
    with unpacked(path, {"sheets.xml": found[0]}, MOST_LIST_BYTES) as folder:
        text = (folder / "sheets.xml").read_bytes()
    tags = [tag for tag in SHEET.findall(text) if not HIDDEN.search(tag)]
    names = [name[1] or name[2] for tag in tags if (name := NAME.search(tag))]
    return tuple(html.unescape(name.decode("utf-8", errors="replace")) for name in names)


def _layers(path: Path) -> tuple[str, ...]:
    if path.suffix.lower() == ".gpkg":
        check_geopackage(path, path.name)
    else:
        check_kml(path, path.name)
    import pyogrio

    with in_our_words(path.name):
        return tuple(str(name) for name in pyogrio.list_layers(path).reshape(-1, 2)[:, 0])


def _members(path: Path) -> tuple[str, ...]:
    """The members of an archive that can be read, each with its own parts where it has several."""
    check_file(path, {".zip": (b"PK",)})
    kinds = {*FEATURES, *TABLES, PARQUET}
    usable = [each for each in members_of(path) if each.suffix in kinds and not each.is_hidden]
    if len(usable) == 1:
        return _inside(path, usable[0])
    parts: list[str] = []
    for member in usable:
        inner = _inside(path, member)
        parts += [f"{member.name}:{part}" for part in inner] if len(inner) > 1 else [member.name]
    return tuple(parts)


def _inside(path: Path, member: Member) -> tuple[str, ...]:
    if not _has_parts(member.suffix):
        return ()
    target = f"unpacked{member.suffix}"
    with unpacked(path, {target: member}) as folder:
        return _parts(folder / target)
