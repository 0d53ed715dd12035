"""Names and kinds of file that are no plain file: folders, pipes, devices, odd names."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bad_files.case import Case, Outcome, refused, same
from tests.bad_files.geojsons import GOOD as UNITS
from tests.bad_files.texts import GOOD, file_of


def named(name: str) -> Callable[[Path], Path]:
    return file_of(GOOD, name)


def pipe(folder: Path) -> Path:
    """A pipe nobody writes into: whoever opens it waits for ever."""
    os.mkfifo(folder / "data.csv")
    return folder / "data.csv"


def link_to(target: str, name: str = "data.csv") -> Callable[[Path], Path]:
    def build(folder: Path) -> Path:
        (folder / name).symlink_to(target)
        return folder / name

    return build


def folder_named(name: str) -> Callable[[Path], Path]:
    def build(folder: Path) -> Path:
        (folder / name).mkdir()
        return folder / name

    return build


def forbidden(folder: Path) -> Path:
    path = file_of(GOOD)(folder)
    path.chmod(0)
    return path


def case(name: str, build: Callable[[Path], Path | str], *must: Outcome) -> Case:
    return Case(name, "data", build, must)


def units(name: str, build: Callable[[Path], Path | str], *must: Outcome) -> Case:
    return Case(name, "units", build, must)


ANYWHERE = [
    case("a file that is not there", lambda f: f / "data.csv", refused()),
    case("no name at all", lambda _: "", refused(file=False)),
    case("a dot", lambda _: ".", refused(file=False)),
    case("a folder under .csv", folder_named("data.csv"), refused("folder")),
    units("a folder under .gpkg", folder_named("units.gpkg"), refused()),
    case("a name of 5,000 letters", lambda f: f / ("d" * 5000 + ".csv"), refused(file=False)),
    case("an address on the network", lambda _: "http://127.0.0.1:9/data.csv", refused(file=False)),
    units(
        "an address of GDAL's",
        lambda _: "/vsicurl/http://127.0.0.1:9/units.gpkg",
        refused(file=False),
    ),
    units("a zip of GDAL's", lambda f: f"/vsizip/{f}/units.zip/units.shp", refused(file=False)),
    units("a database of GDAL's", lambda _: "PG:dbname=units", refused(file=False)),
    case("a name in another script", named("населення \u0645.csv"), same()),
    case("a name with two dots", named("data.2021.v1.csv"), same()),
    case("a name in capitals", named("DATA.CSV"), same()),
    case("a name with a bracket, an equals sign and a comma", named("d[red]a=b,c.csv"), same()),
]
# What Windows has no such names or kinds of file for.
POSIX = [
    case("a pipe", pipe, refused()),
    units("a pipe under .gpkg", lambda f: pipe(f).rename(f / "units.gpkg"), refused()),
    case("a device without end", link_to("/dev/zero"), refused()),
    units("a device without end under .geojson", link_to("/dev/zero", "u.geojson"), refused()),
    case("a device of chance under .gz", link_to("/dev/urandom", "data.csv.gz"), refused()),
    case("an empty device", link_to("/dev/null"), refused()),
    case("a terminal", link_to("/dev/tty"), refused()),
    case("a link to nothing", link_to("gone.csv"), refused()),
    case("a link to itself", link_to("data.csv"), refused()),
    case("a name with a line in it", named("da\nta.csv"), refused(file=False), same()),
    case(
        "a name with escapes and markup",
        named("\x1b[31m<b>\u202e.csv"),
        refused(file=False),
        same(),
    ),
    case("a name with a colon", named("2021: data.csv"), same()),
    case(
        "a name that is not text",
        named(os.fsdecode(b"d\xff.csv")),
        refused(file=False),
        same(),
    ),
    units(
        "GeoJSON with a name of escapes",
        file_of(UNITS, "\x1b]0;x\x07.geojson"),
        refused(file=False),
        same(),
    ),
]
FORBIDDEN = [
    case("a file nobody may read", forbidden, refused("permission|may read|denied|allowed"))
]


def path_cases() -> list[Case]:
    """Those that this system and this user can have."""
    posix = sys.platform != "win32"
    # To the superuser nothing is forbidden.
    bound = posix and os.geteuid() != 0
    return [*ANYWHERE, *(POSIX if posix else []), *(FORBIDDEN if bound else [])]


PATH_CASES = path_cases()
