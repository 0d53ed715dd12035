"""Shapefiles with parts missing, and FlatGeobuf, GeoParquet and KML that are cut or hostile."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests.bad_files.archives import zipped
from tests.bad_files.case import Case, Outcome, refused, same
from tests.bad_files.good import CODES, DATA, DATA_HEADER, PEOPLE, good_units
from tests.bad_files.texts import EITHER, file_of
from tests.bad_files.workbooks import LAUGHS
from tests.sources.making import write

Files = dict[str, bytes]
SECRET = "nobody-must-read-this"
CRS_NEEDED = "--crs|reference system"


@cache
def _shapefile() -> tuple[tuple[str, bytes], ...]:
    with TemporaryDirectory() as folder:
        write(Path(folder) / "units.shp", good_units())
        return tuple((path.suffix, path.read_bytes()) for path in sorted(Path(folder).iterdir()))


def shapefile(**changes: bytes | None) -> Files:
    """The files of a shapefile by suffix; some replaced, or left out with None."""
    held: dict[str, bytes | None] = {
        **dict(_shapefile()),
        **{f".{k}": v for k, v in changes.items()},
    }
    return {suffix: raw for suffix, raw in held.items() if raw is not None}


def beside(files: Files, name: str = "units") -> Callable[[Path], Path]:
    def build(folder: Path) -> Path:
        for suffix, raw in files.items():
            (folder / f"{name}{suffix}").write_bytes(raw)
        return folder / f"{name}.shp"

    return build


def in_folder(*names: str) -> Callable[[Path], Path]:
    def build(folder: Path) -> Path:
        inner = folder / "shapes"
        inner.mkdir()
        for name in names:
            beside(shapefile(), name)(inner)
        return inner

    return build


def in_zip(*names: str, files: Files | None = None) -> Callable[[Path], Path]:
    members = [(f"{n}{s}", raw) for n in names for s, raw in (files or shapefile()).items()]
    return file_of(zipped(*members), "units.zip")


def dbf_of_fewer_rows() -> bytes:
    """The table of a shapefile whose last row has gone, and which says so."""
    raw = bytearray(shapefile()[".dbf"])
    rows, head, width = 8, int.from_bytes(raw[8:10], "little"), int.from_bytes(raw[10:12], "little")
    raw[4:8] = (rows - 1).to_bytes(4, "little")
    return bytes(raw[: head + width * (rows - 1)])


def case(name: str, build: Callable[[Path], Path | str], *must: Outcome, **options: Any) -> Case:
    return Case(name, "units", build, must, options)


OTHER_GRID = b'PROJCS["rubbish",GEOGCS["nothing"]]'
SHAPEFILES = [
    case("a shapefile", beside(shapefile()), same()),
    case("a shapefile in a folder", in_folder("units"), same()),
    case(
        "a folder of two shapefiles",
        in_folder("units", "other"),
        refused("units", "other", file=False),
    ),
    case("a folder of nothing", in_folder(), refused(file=False)),
    case("a shapefile in a zip", in_zip("units"), same()),
    case("a shapefile in a folder in a zip", in_zip("2021/units"), same()),
    case("a zip of two shapefiles", in_zip("units", "other"), refused("units", "other")),
    case("a zip that climbs", in_zip("../../units"), *EITHER),
    case(
        "a zip of a shapefile without .prj",
        in_zip("units", files=shapefile(prj=None)),
        refused(CRS_NEEDED),
        same("27700|National Grid"),
    ),
    case("a zip of a .shp only", in_zip("units", files={".shp": shapefile()[".shp"]}), refused()),
    case(
        "a shapefile without .prj",
        beside(shapefile(prj=None)),
        refused(CRS_NEEDED),
        same("27700|Grid"),
    ),
    case("no .prj and --crs", beside(shapefile(prj=None)), same(), crs="EPSG:27700"),
    case("a shapefile without .dbf", beside(shapefile(dbf=None)), refused()),
    case("a shapefile without .shx", beside(shapefile(shx=None)), *EITHER),
    case(
        "the table of a shapefile only",
        lambda f: beside(shapefile(shp=None))(f).with_suffix(".dbf"),
        refused(),
    ),
    case("a .prj of rubbish", beside(shapefile(prj=b"rubbish")), *EITHER),
    case("a .prj of half a system", beside(shapefile(prj=OTHER_GRID)), *EITHER),
    case("a .prj of binary", beside(shapefile(prj=bytes(range(256)) * 40)), *EITHER),
    case("a .cpg of no encoding", beside(shapefile(cpg=b"KLINGON")), *EITHER),
    case("a .shp cut in half", beside(shapefile(shp=shapefile()[".shp"][:400])), refused()),
    case("a .shp of its head only", beside(shapefile(shp=shapefile()[".shp"][:100])), refused()),
    case("a .dbf cut in half", beside(shapefile(dbf=shapefile()[".dbf"][:900])), refused()),
    case("a .dbf with a row fewer", beside(shapefile(dbf=dbf_of_fewer_rows())), refused()),
    case("an empty .dbf", beside(shapefile(dbf=b"")), refused()),
    case("a .shx of rubbish", beside(shapefile(shx=b"\x00\x00\x27\x0a" + b"\xff" * 200)), *EITHER),
]


@cache
def flatgeobuf() -> bytes:
    with TemporaryDirectory() as folder:
        return write(Path(folder) / "u.fgb", good_units()).read_bytes()


FLATGEOBUFS = [
    case(
        "FlatGeobuf",
        file_of(flatgeobuf(), "units.fgb"),
        same(codes=None, resident=None, names=None),
    ),
    case(
        "FlatGeobuf cut in half",
        file_of(flatgeobuf()[: len(flatgeobuf()) // 2], "units.fgb"),
        refused(),
    ),
    case("FlatGeobuf of its first bytes", file_of(flatgeobuf()[:12], "units.fgb"), refused()),
    case(
        "FlatGeobuf without its last feature", file_of(flatgeobuf()[:-300], "units.fgb"), refused()
    ),
    case(
        "FlatGeobuf with a head of 2 GB",
        file_of(flatgeobuf()[:8] + b"\xff\xff\xff\x7f" + flatgeobuf()[12:], "units.fgb"),
        refused(),
    ),
]


def parquet(change: Callable[[pa.Table], pa.Table]) -> Callable[[Path], Path]:
    """A builder of the good units as GeoParquet with something done to them."""

    def build(folder: Path) -> Path:
        path = folder / "units.parquet"
        good_units().to_parquet(path)
        pq.write_table(change(pq.read_table(path)), path)
        return path

    return build


def geo(**changes: object) -> Callable[[pa.Table], pa.Table]:
    """A change of what a GeoParquet file says about its shapes."""

    def change(table: pa.Table) -> pa.Table:
        metadata = dict(table.schema.metadata)
        held = json.loads(metadata[b"geo"])
        for key, value in changes.items():
            (held if key in held else held["columns"]["geometry"])[key] = value
        return table.replace_schema_metadata({**metadata, b"geo": json.dumps(held).encode()})

    return change


def with_shapes(raw: bytes) -> Callable[[pa.Table], pa.Table]:
    """A change of the third shape of a GeoParquet file."""

    def change(table: pa.Table) -> pa.Table:
        shapes = table["geometry"].to_pylist()
        shapes[2] = raw
        at = table.schema.get_field_index("geometry")
        return table.set_column(at, "geometry", pa.array(shapes, pa.binary()))

    return change


def without_shapes(table: pa.Table) -> pa.Table:
    return table.drop_columns(["geometry"]).replace_schema_metadata(None)


def cut_parquet(folder: Path) -> Path:
    path = parquet(lambda table: table)(folder)
    path.write_bytes(path.read_bytes()[:-200])
    return path


def flipped_parquet(folder: Path) -> Path:
    path = parquet(lambda table: table)(folder)
    raw = bytearray(path.read_bytes())
    raw[-300:-250] = b"\xff" * 50
    path.write_bytes(raw)
    return path


def plain_parquet(folder: Path) -> Path:
    columns = dict(zip(DATA_HEADER, map(list, zip(*DATA, strict=True)), strict=True))
    pq.write_table(pa.table(columns), folder / "data.parquet")
    return folder / "data.parquet"


def nested_parquet(folder: Path) -> Path:
    table = pa.table({"LSOA21CD": CODES, "people": [{"count": n} for n in PEOPLE]})
    pq.write_table(table, folder / "data.parquet")
    return folder / "data.parquet"


def deep_parquet(folder: Path) -> Path:
    """Half a billion people in a file of a few kB: one value, told how often it stands there."""
    ones = pa.DictionaryArray.from_arrays(pa.array([0] * 20_000_000, pa.int8()), ["E01000001"])
    pq.write_table(pa.table({"LSOA21CD": ones, "people": ones}), folder / "data.parquet")
    return folder / "data.parquet"


PARQUETS = [
    case("GeoParquet", parquet(lambda table: table), same()),
    case("GeoParquet cut short", cut_parquet, refused()),
    case("GeoParquet with a damaged end", flipped_parquet, refused()),
    case(
        "Parquet that says nothing of shapes",
        parquet(lambda t: t.replace_schema_metadata(None)),
        *EITHER,
    ),
    case("Parquet without shapes", parquet(without_shapes), refused()),
    case("GeoParquet of another column", parquet(geo(primary_column="shape")), refused()),
    case(
        "GeoParquet without a reference system",
        parquet(geo(crs=None)),
        refused(CRS_NEEDED),
        same("27700|Grid"),
    ),
    case(
        "GeoParquet of a reference system of rubbish",
        parquet(geo(crs={"type": "GeographicCRS"})),
        *EITHER,
    ),
    case("GeoParquet of an unknown encoding", parquet(geo(encoding="morse")), refused()),
    case(
        "GeoParquet whose description is no JSON",
        parquet(lambda t: t.replace_schema_metadata({**t.schema.metadata, b"geo": b"{"})),
        refused(),
    ),
    case("GeoParquet with a shape of rubbish", parquet(with_shapes(b"rubbish")), refused()),
    case(
        "GeoParquet with a shape cut",
        parquet(with_shapes(b"\x01\x03\x00\x00\x00\x01\x00")),
        refused(),
    ),
    case("text under .parquet", file_of("code,name\n", "units.parquet"), refused()),
    case(
        "Parquet's marks and nothing between",
        file_of(b"PAR1" + bytes(40) + b"PAR1", "units.parquet"),
        refused(),
    ),
    Case("a table in Parquet", "data", plain_parquet, EITHER),
    Case("nested columns in Parquet", "data", nested_parquet, (refused(),)),
    Case("twenty million rows in a small Parquet", "data", deep_parquet, (refused(),)),
]


def kml(start: str = "", more: str = "", names: str = "") -> str:
    """The good units as KML."""
    marks: list[str] = []
    for code, name, people, shape in (
        good_units().to_crs(4326)[["code", "name", "people", "geometry"]].itertuples(index=False)
    ):
        ring = " ".join(f"{x},{y}" for x, y in shape.exterior.coords)
        data = "".join(
            f'<Data name="{key}"><value>{value}</value></Data>'
            for key, value in (("code", code), ("people", people))
        )
        marks.append(
            f"<Placemark><name>{name}{names}</name><ExtendedData>{data}</ExtendedData><Polygon>"
            f"<outerBoundaryIs><LinearRing><coordinates>{ring}</coordinates></LinearRing>"
            "</outerBoundaryIs></Polygon></Placemark>"
        )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{start}'
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>units</name>'
        f"{''.join(marks)}{more}</Document></kml>"
    )


def secret_kml(folder: Path) -> Path:
    """KML with an entity that stands for another file."""
    (folder / "secret.txt").write_text(SECRET)
    start = f'<!DOCTYPE kml [<!ENTITY s SYSTEM "{(folder / "secret.txt").as_uri()}">]>'
    return file_of(kml(start, names="&s;"), "units.kml")(folder)


def linked_kml(folder: Path) -> Path:
    other = file_of(kml().replace("Testham", SECRET), "other.kml")(folder)
    link = f"<NetworkLink><Link><href>{other.as_uri()}</href></Link></NetworkLink>"
    return file_of(kml(more=link), "units.kml")(folder)


LINK = "<NetworkLink><Link><href>http://127.0.0.1:9/more.kml</href></Link></NetworkLink>"
DEEP = "<Folder>" * 200_000 + "</Folder>" * 200_000
WHOLE = {"names": None}
KMLS = [
    case("KML", file_of(kml(), "units.kml"), same(), name_column="Name"),
    case(
        "KML in KMZ",
        file_of(zipped(("doc.kml", kml().encode())), "units.kmz"),
        *EITHER,
        name_column="Name",
    ),
    case("KML cut short", file_of(kml()[:1500], "units.kml"), refused(), name_column="Name"),
    case(
        "KML that laughs",
        file_of(kml(LAUGHS.replace("DOCTYPE x", "DOCTYPE kml"), names="&j;"), "units.kml"),
        refused(),
        name_column="Name",
    ),
    Case(
        "KML with an entity that is a file",
        "units",
        secret_kml,
        (refused(), same(**WHOLE)),
        {"name_column": "Name"},
        SECRET,
    ),
    Case(
        "KML that points to another file",
        "units",
        linked_kml,
        EITHER,
        {"name_column": "Name"},
        SECRET,
    ),
    case(
        "KML that points to the network",
        file_of(kml(more=LINK), "units.kml"),
        *EITHER,
        name_column="Name",
    ),
    case(
        "KML two hundred thousand folders deep",
        file_of(kml(more=DEEP), "units.kml"),
        *EITHER,
        name_column="Name",
    ),
    case(
        "KML of nothing",
        file_of('<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"/>', "units.kml"),
        refused(),
    ),
    case("a web page under .kml", file_of("<html><body/></html>", "units.kml"), refused()),
    case(
        "GML under .kml",
        file_of('<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml"/>', "units.kml"),
        refused(),
    ),
]

OTHER_CASES = [*SHAPEFILES, *FLATGEOBUFS, *PARQUETS, *KMLS]
