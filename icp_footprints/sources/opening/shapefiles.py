"""Shapefiles, which are several files: all there, of one length, and in which encoding."""

from __future__ import annotations

import codecs
import shutil
import struct
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from icp_footprints.errors import InputError
from icp_footprints.sources.opening.files import SHAPEFILE_PARTS
from icp_footprints.sources.opening.grids import check_names

NEEDED = {".shx": "an index", ".dbf": "the columns"}
TOGETHER = "A shapefile is several files: keep .shp, .shx, .dbf and .prj together, or zip them."
DAMAGED = "It is damaged or cut short: export it again."
DESCRIPTOR_BYTES = 32


@dataclass(frozen=True)
class Shapefile:
    """A shapefile that is whole: where to read it, its encoding, and what to say of it."""

    path: Path
    encoding: str
    notes: tuple[str, ...]
    says_system: bool


@contextmanager
def whole_shapefile(path: Path, file: str) -> Generator[Shapefile]:
    """A shapefile whose parts are all there and agree, for as long as it is read.

    Raises
    ------
    InputError
        When a part is missing or cut short, or two columns have the same name.
    """
    parts = parts_of(path)
    for suffix, words in NEEDED.items():
        if suffix not in parts:
            raise InputError(
                f"{file} has no {suffix} file beside it, which holds {words}.", TOGETHER
            )
    _check_lengths(parts, file)
    encoding, notes = _encoding(parts)
    if ".prj" not in parts:
        notes = (*notes, f"{file} has no .prj file to say its reference system.")
    if _is_plain(path, parts):
        yield Shapefile(path, encoding, notes, ".prj" in parts)
        return
    with TemporaryDirectory(prefix="icp-footprints-") as name:
        for suffix, part in parts.items():
            shutil.copyfile(part, Path(name) / f"units{suffix}")
        if ".prj" in parts:
            stated = parts[".prj"].read_bytes().decode("utf-8", errors="replace")
            (Path(name) / "units.prj").write_text(stated, encoding="utf-8")
        yield Shapefile(Path(name) / "units.shp", encoding, notes, ".prj" in parts)


def _is_plain(path: Path, parts: dict[str, Path]) -> bool:
    """Whether the map library can be trusted with the files where they are.

    Windows does not mind names that differ in letter case; the library may. And it fails on a
    reference system whose name is not UTF-8.
    """
    if any(part != path.with_suffix(suffix) for suffix, part in parts.items()):
        return False
    stated = parts[".prj"].read_bytes() if ".prj" in parts else b""
    return stated.isascii()


def parts_of(path: Path) -> dict[str, Path]:
    """The files of a shapefile by their endings in lower case, whatever case they are in."""
    stem = path.stem.lower()
    found = sorted(
        each for each in path.parent.iterdir() if each.stem.lower() == stem and each.is_file()
    )
    parts = {each.suffix.lower(): each for each in found if each.suffix.lower() in SHAPEFILE_PARTS}
    return {**parts, ".shp": path}


def only_shapefile_in(folder: Path) -> Path:
    """The one shapefile in a folder.

    Raises
    ------
    InputError
        When there is none, or more than one.
    """
    found = sorted(each for each in folder.iterdir() if each.suffix.lower() == ".shp")
    if not found:
        raise InputError(
            f"{folder} is a folder without a shapefile.", "Give a file, or a folder with one .shp."
        )
    if len(found) > 1:
        names = ", ".join(each.name for each in found[:10])
        raise InputError(
            f"{folder} is a folder with {len(found)} shapefiles.", f"Give one of them: {names}."
        )
    return found[0]


def _check_lengths(parts: dict[str, Path], file: str) -> None:
    """Refuse parts that are shorter than they say, or speak of different numbers of rows."""
    sizes = {suffix: parts[suffix].stat().st_size for suffix in (".shp", ".shx", ".dbf")}
    for suffix in (".shp", ".shx"):
        with parts[suffix].open("rb") as opened:
            head = opened.read(100)
        if len(head) < 100 or 2 * struct.unpack_from(">i", head, 24)[0] > sizes[suffix]:
            raise InputError(f"{file}: its {suffix} file is damaged or cut short.", DAMAGED)
    with parts[".dbf"].open("rb") as opened:
        head = opened.read(DESCRIPTOR_BYTES)
        if len(head) < DESCRIPTOR_BYTES:
            raise InputError(f"{file}: its .dbf file is damaged or cut short.", DAMAGED)
        rows, start, width = struct.unpack_from("<IHH", head, 4)
        columns = opened.read(max(0, start - DESCRIPTOR_BYTES))
    if start + rows * width > sizes[".dbf"]:
        raise InputError(f"{file}: its .dbf file is damaged or cut short.", DAMAGED)
    shapes = (sizes[".shx"] - 100) // 8
    if shapes != rows:
        raise InputError(
            f"{file} has {shapes:,} shapes but {rows:,} rows of columns (.dbf).",
            "Its files do not belong together: export it again.",
        )
    names: list[str] = []
    for at in range(0, len(columns) - DESCRIPTOR_BYTES + 1, DESCRIPTOR_BYTES):
        if columns[at] == 0x0D:
            break
        names.append(columns[at : at + 11].split(b"\x00")[0].decode("latin-1").strip())
    check_names(file, names)


def _encoding(parts: dict[str, Path]) -> tuple[str, tuple[str, ...]]:
    """The encoding of the columns, and what to say of how it was told."""
    stated = parts[".cpg"].read_bytes()[:64].decode("latin-1").strip() if ".cpg" in parts else ""
    known = _python_name(stated)
    with parts[".dbf"].open("rb") as opened:
        head = opened.read(DESCRIPTOR_BYTES)
        opened.seek(struct.unpack_from("<H", head, 8)[0])
        body = opened.read()
    if body.isascii():
        return "UTF-8", ()
    if known and known != "utf-8":
        return known.upper(), ()
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "CP1252", ("The columns are not UTF-8; they were read as Windows-1252.",)
    return "UTF-8", ()


def _python_name(stated: str) -> str:
    """The name of an encoding, from what stands in a .cpg file; empty for none that is known."""
    number = stated.upper().removeprefix("ANSI").removeprefix("CP").strip()
    for name in (stated, f"cp{number}", f"iso-8859-{number.removeprefix('8859')}"):
        try:
            return codecs.lookup(name).name if name else ""
        except (LookupError, ValueError):  # ValueError: a null character
            continue
    return ""
