"""Every bad file of features is one clear line; none runs, reaches out, hangs or exhausts."""

import gzip
import http.server
import json
import sqlite3
import struct
import threading
import time
from pathlib import Path

import geopandas as gpd
import pytest

from icp_footprints.errors import InputError
from icp_footprints.sources.opening import geojson
from icp_footprints.sources.opening.features import read_features
from icp_footprints.sources.recognition.inspection import inspect
from tests.sources.opening.features_at_hand import (
    FORMATS,
    frame,
    parts,
    table_file,
    write,
    zipped,
)
from tests.sources.opening.packing import make_zip
from tests.sources.opening.test_read_features import geopackage_with, points


def refused(source, *names):
    with pytest.raises(InputError) as caught:
        read_features(source)
    text = str(caught.value)
    assert "\n" not in text
    assert caught.value.remedy
    for name in names:
        assert name in text, text


@pytest.fixture
def collection(tmp_path):
    """GeoJSON text of the features at hand, and a way to write it changed."""
    text = write(tmp_path / "good.geojson").read_text()

    def changed(new: str) -> Path:
        (tmp_path / "a.geojson").write_text(new)
        return tmp_path / "a.geojson"

    return text, changed


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity", "nan", "-inf"])
def test_a_number_that_is_none_names_its_line(collection, word):
    text, changed = collection
    line = text[: text.index("-1.5")].count("\n") + 1
    refused(changed(text.replace("-1.5", word, 1)), f"line {line}", word.lstrip("-"))
    refused(changed(text.replace('"E01000001"', word, 1)), word.lstrip("-"))


def test_a_number_too_large_to_hold_is_refused(collection):
    text, changed = collection
    at = text.index("coordinates")
    refused(changed(text[:at] + text[at:].replace("-1.5", "1e999", 1)), "a.geojson")


@pytest.mark.parametrize(
    "text",
    ['{"a":' * 1_000_000, '{"a":' + "[" * 1_000_000, '{"a":' + "[" * 65 + "]" * 65 + "}",
     '{"type":"GeometryCollection","geometries":[' * 200_000],
)  # fmt: skip
def test_deep_nesting_is_refused_before_any_parser_sees_it(collection, text):
    _, changed = collection
    path = changed(text)
    start = time.process_time()
    refused(path, "a.geojson", "deep")
    assert time.process_time() - start < 0.5


def test_geojson_that_ends_early_or_late(collection):
    text, changed = collection
    for cut in range(1, len(text.rstrip()), 37):
        refused(changed(text[:cut]), "a.geojson")
    refused(changed(text + text), "goes on")
    refused(changed(text + "]"), "goes on")
    refused(changed("{}"), "a.geojson")
    refused(changed(text.replace('"Feature"', '"feature!"', 1)), "3 entries", "only 2")
    text = text.replace('"features"', '"links": [{"a": [{}]}, {}], "features"')
    assert len(read_features(changed(text)).table) == 3
    refused(changed('{"type":"FeatureCollection","features":[]}'), "no rows")
    refused(changed('{"type":"Topology","objects":{},"arcs":[]}'), "a.geojson")


def test_faults_are_found_wherever_blocks_of_a_large_file_meet(collection, monkeypatch):
    text, changed = collection
    escaped = text.replace("Penrhôs", '\\\\\\" NaN ]')
    link = text.replace('"features"', '"crs":{"type":"link","properties":{}},"features"')
    for size in (1, 2, 3, 5, 7, 16, 17, 33):
        monkeypatch.setattr(geojson, "BLOCK_BYTES", size)
        assert geojson.check_geojson(changed(escaped), "a").features == 3
        for fault, word in (
            (text.replace("-1.5", "NaN", 1), "NaN"),
            (text.replace("53.25", "Infinity", 1), "Infinity"),
            (text[:-4], "cut short"),
            (link, "crs"),
        ):
            with pytest.raises(InputError, match=word):
                geojson.check_geojson(changed(fault), "a")


class Listener(http.server.BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012

    def do_GET(self):
        self.asked.append(self.path)
        self.send_error(404)

    do_HEAD = do_POST = do_GET  # noqa: N815

    def log_message(self, format, *args):  # noqa: A002
        pass


@pytest.fixture
def address():
    """Where a server listens on this machine; nobody may have asked it anything in the end."""
    Listener.asked.clear()
    with http.server.HTTPServer(("127.0.0.1", 0), Listener) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/asked"
        server.shutdown()
        thread.join()
    assert Listener.asked == []


def test_no_reference_system_is_fetched(collection, address):
    text, changed = collection
    properties = {"href": address, "url": address, "name": address}
    for kind in ("link", "url", "name", "OGC", "LINK"):
        for key in ('"crs"', '"CRS"', '"\\u0063r\\u0053"'):
            data = json.loads(text)
            data.pop("crs", None)
            data["zzz"] = {"type": kind, "properties": properties}
            refused(changed(json.dumps(data).replace('"zzz"', key)), "'crs'")
            data["features"][0]["geometry"]["zzz"] = data.pop("zzz")
            refused(changed(json.dumps(data).replace('"zzz"', key)), "'crs'")
    refused(changed(text.replace('"features"', '"crs":{"type":"x"},"features"')), "'crs'")


def test_no_kml_or_shapefile_makes_the_library_fetch(tmp_path, address):
    link = f"<NetworkLink><Link><href>{address}</href></Link></NetworkLink>"
    style = f"<styleUrl>{address}#s</styleUrl>"
    place = f"<Placemark>{style}<Point><coordinates>-1,53</coordinates></Point></Placemark>"
    text = f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{link}{place}</Document></kml>'
    (tmp_path / "a.kml").write_text(text)
    assert len(read_features(tmp_path / "a.kml").table) == 1
    path = write(tmp_path / "units.shp")
    path.with_suffix(".prj").write_text(address)
    assert read_features(path).system is None


DESCRIPTION = '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>{}</SrcDataSource>\
</OGRVRTLayer></OGRVRTDataSource>'


def test_no_description_of_other_files_is_followed(tmp_path, collection):
    _, changed = collection
    other = write(tmp_path / "other.gpkg")
    vrt = DESCRIPTION.format(other)
    steps = f"gdal vector pipeline ! read {other} ! write --format stream streamed"
    refused(changed(json.dumps({"type": "gdal_streamed_alg", "command_line": steps})), "a.geojson")
    for text in (vrt, f"<kml></kml>{vrt}", f"<kml>{vrt}</kml>", f"<!-- {vrt} --><a/>", "<kml>"):
        (tmp_path / "a.kml").write_text(text)
        refused(tmp_path / "a.kml", "a.kml")
    (tmp_path / "a.kml").write_text(f"<kml><!-- {vrt} --></kml>")
    refused(tmp_path / "a.kml", "a.kml")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<!DOCTYPE kml [<!ENTITY a 'x'>]><kml>&a;</kml>", "entities"),
        ("<html><body>404</body></html>", "whatever its name says"),
        ("<kml><Document>", "not well-formed"),
        ('<?xml version="1.0" encoding="tf-8"?><kml/>', "whatever its name says"),
        ("<a>" * 100_000, "whatever its name says"),
        ("<kml>" + "<Folder>" * 100_000, "element"),
        ('<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>', "a.kml"),
    ],
)
def test_a_bad_kml_is_refused_in_words(tmp_path, text, words):
    (tmp_path / "a.kml").write_text(text)
    refused(tmp_path / "a.kml", "a.kml", words)


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE VIEW v AS SELECT ogr_geocode('x') AS g",
        "CREATE VIEW v AS SELECT gdal_get_layer_pixel_value('/etc/x', 1, 'georef', 0, 0) AS g",
        "CREATE VIEW v AS SELECT load_extension('/tmp/x.so')",
        "CREATE TRIGGER t AFTER INSERT ON units BEGIN SELECT ogr_layer_Extent('x'); END",
    ],
)
def test_a_geopackage_that_would_run_something_is_refused(tmp_path, sql):
    path = write(tmp_path / "units.gpkg")
    base = sqlite3.connect(path)
    base.execute("PRAGMA writable_schema = ON")
    name = sql.split()[2]
    kind = sql.split()[1].lower()
    base.execute(
        "INSERT INTO sqlite_master VALUES (?, ?, ?, 0, ?)",
        (kind, name, "units" if kind == "trigger" else name, sql),
    )
    base.commit()
    base.close()
    refused(path, "units.gpkg", "outside the file")


def test_a_geopackage_with_tables_of_another_kind(tmp_path):
    path = write(tmp_path / "units.gpkg")
    base = sqlite3.connect(path)
    base.execute("PRAGMA writable_schema = ON")
    sql = "CREATE VIRTUAL TABLE v USING VirtualText('/etc/passwd', 'UTF-8', 0)"
    base.execute("INSERT INTO sqlite_master VALUES ('table', 'v', 'v', 0, ?)", (sql,))
    base.commit()
    base.close()
    refused(path, "'v'", "outside the file")


def test_a_shapefile_with_a_part_missing_or_cut_short(tmp_path):
    for suffix, words in ((".dbf", "columns"), (".shx", "index")):
        path = write(tmp_path / "units.shp")
        path.with_suffix(suffix).unlink()
        refused(path, f"no {suffix} file", words, "keep .shp")
        refused(zipped(tmp_path / "a.zip", {"a.shp": path}), "a.zip:a.shp", "file beside it")
    for suffix in (".shp", ".shx", ".dbf"):
        path = write(tmp_path / "units.shp")
        whole = path.with_suffix(suffix).read_bytes()
        for cut in range(0, len(whole) - 2, 29):
            path.with_suffix(suffix).write_bytes(whole[:cut])
            refused(path, "units.shp")


def test_parts_of_different_shapefiles(tmp_path):
    path = write(tmp_path / "units.shp")
    write(tmp_path / "other.shp", frame().iloc[:2])
    (tmp_path / "other.dbf").replace(tmp_path / "units.dbf")
    refused(path, "3 shapes but 2 rows")


def test_more_than_one_shapefile_or_none(tmp_path):
    (tmp_path / "empty").mkdir()
    refused(tmp_path / "empty", "is a folder without a shapefile")
    path = write(tmp_path / "a.shp")
    write(tmp_path / "b.shp")
    refused(tmp_path, "2 shapefiles", "a.shp, b.shp")
    packed = zipped(tmp_path / "z.zip", {**parts(path, "a"), **parts(path, "x/b")})
    refused(packed, "2 files", "a.shp, x/b.shp", ":MEMBER")
    refused(f"{packed}:c.shp", "c.shp", "a.shp, x/b.shp")
    refused(zipped(tmp_path / "t.zip", {"a.csv": path}), "nothing in it", ".gpkg")


def test_two_columns_of_the_same_name(tmp_path):
    path = write(tmp_path / "units.shp", frame().rename(columns={"Name": "abcd", "code": "abce"}))
    table = path.with_suffix(".dbf").read_bytes()
    path.with_suffix(".dbf").write_bytes(table.replace(b"abce\x00", b"abcd\x00"))
    refused(path, "more than one column called abcd")
    data = json.loads(write(tmp_path / "a.geojson").read_text())
    data["features"][0]["properties"][" code "] = "x"
    (tmp_path / "a.geojson").write_text(json.dumps(data))
    refused(tmp_path / "a.geojson", "more than one column called code")


def test_shapes_that_are_none(tmp_path):
    ring = points((0, 0), (1, 0), (0, 1), (0, 0))
    surface = struct.pack("<BII", 1, 15, 1) + struct.pack("<BII", 1, 3, 1) + ring
    refused(geopackage_with(tmp_path, surface, "POLYHEDRALSURFACE"), "units.gpkg", "3-D surfaces")
    nan = struct.pack("<BII", 1, 3, 1) + points((0, 0), (float("nan"), 0), (0, 1), (0, 0))
    (tmp_path / "units.gpkg").unlink()
    refused(geopackage_with(tmp_path, nan, "POLYGON"), "row 1", "no number")


def test_tables_without_shapes_and_layers_that_are_not_there(tmp_path):
    refused(table_file(tmp_path / "a.parquet"), "without boundaries")
    path = write(tmp_path / "units.parquet")
    refused(f"{path}:layer", "layer")
    path = write(tmp_path / "units.gpkg")
    refused(f"{path}:other", "other", "units")
    base = sqlite3.connect(path)
    base.execute("DELETE FROM gpkg_geometry_columns")
    base.execute("UPDATE gpkg_contents SET data_type = 'attributes'")
    base.commit()
    base.close()
    refused(path, "units.gpkg")


def test_empty_and_packed_wrongly(tmp_path):
    for suffix in (*FORMATS, ".zip", ".kmz", ".geojson.gz"):
        path = tmp_path / f"a{suffix}"
        refused(path, "no file")
        path.write_bytes(b"")
        refused(path, "empty")
        path.write_bytes(b"Not found")
        refused(path, "whatever its name says")
    (tmp_path / "b.geojson.gz").write_bytes(gzip.compress(b"Not found"))
    refused(tmp_path / "b.geojson.gz", "b.geojson.gz", "whatever its name says")
    (tmp_path / "c.geojson.gz").write_bytes(gzip.compress(b"{" + b" " * (40 << 20)))
    refused(tmp_path / "c.geojson.gz", "250 times")
    refused(make_zip(tmp_path / "d.zip", {"../a.shp": b"x"}), "outside")
    refused(make_zip(tmp_path / "e.zip", {"a.gpkg": b"Not found"}), "e.zip:a.gpkg", "whatever")
    refused(make_zip(tmp_path / "f.kmz", {"a.gpkg": b"x"}), "nothing in it", ".kml")


def test_a_name_that_the_map_library_would_take_for_an_archive(tmp_path):
    refused(write(tmp_path / "a.gpkg").rename(tmp_path / "a!b.gpkg"), "'!'")


def test_no_rows_in_any_format(tmp_path):
    for suffix in (".gpkg", ".shp", ".parquet", ".geojson"):
        features = gpd.GeoDataFrame({"code": []}, geometry=[], crs=4326)
        if suffix == ".shp":
            features = frame().iloc[:0]
        refused(write(tmp_path / f"a{suffix}", features), f"a{suffix}", "no rows")


@pytest.mark.parametrize(
    ("value", "declared", "words"),
    [
        ("'many'", "INTEGER", ["row 2", "'many'", "'n'", "whole numbers"]),
        ("1e400", "INTEGER", ["row 2", "'n'"]),
        ("2.5", "MEDIUMINT", ["row 2", "2.5"]),
        ("x'00'", "REAL", ["row 2", "'n'"]),
        ("'n/a'", "DOUBLE", ["row 2", "n/a"]),
        ("7", "INTEGER", []),
        ("NULL", "INTEGER", []),
        ("2.5", "REAL", []),
        ("'many'", "TEXT", []),
    ],
)
def test_a_column_of_numbers_with_anything_else_names_the_row(tmp_path, value, declared, words):
    path = write(tmp_path / "units.gpkg")
    base = sqlite3.connect(path)
    for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        base.execute(f'DROP TRIGGER "{name}"')
    base.execute(f"ALTER TABLE units ADD COLUMN n {declared}")
    base.execute(f"UPDATE units SET n = {value} WHERE fid = 2")
    base.commit()
    base.close()
    if words:
        refused(path, "units.gpkg", *words)
    else:
        assert "n" in read_features(path).table.columns


def test_a_view_is_not_worked_out(tmp_path):
    path = write(tmp_path / "units.gpkg")
    base = sqlite3.connect(path)
    base.execute(
        "CREATE VIEW more AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) "
        "SELECT n AS fid, n AS geom FROM c"
    )
    base.commit()
    base.close()
    for source in (path, f"{path}:units", f"{path}:more"):
        refused(source, "units.gpkg", "view 'more'")
    with pytest.raises(InputError, match="view 'more'"):
        inspect(path)


@pytest.mark.parametrize("word", ["true", "false"])
def test_true_among_numbers_is_refused(collection, word):
    text, changed = collection
    start = '"Feature", "properties": {'
    mixed = [f'{start} "n\u00e9": {value},' for value in (5, word, 6)]
    parts = text.split(start)
    spoiled = "".join([parts[0], *(a + b for a, b in zip(mixed, parts[1:], strict=True))])
    refused(changed(spoiled), "true or false", "'né'")
    whole = text.replace(start, f'{start} "is new": {word},')
    assert len(read_features(changed(whole)).table.columns["is new"]) == 3
    named = text.replace("Penrhôs", f"is: {word}")
    assert f"is: {word}, y" in read_features(changed(named)).table.columns["Name"].tolist()
