"""What `inspect` says of a file: what it is, what it can serve as and with which option."""

import gzip
import re
import zipfile

import geopandas as gpd
import numpy as np
import pytest
import shapely

from icp_footprints.errors import InputError
from icp_footprints.sources.recognition.inspection import inspect
from tests.sources.joining.changing import write_changes
from tests.sources.making import codes, is_one_clear_line, units_frame, write, write_csv
from tests.sources.opening.packing import HEADER, ROWS, make_workbook
from tests.sources.patients_at_hand import write_map, write_registrations


def said(source):
    return "\n".join(inspect(str(source)).lines())


def options(source):
    return [service.option for service in inspect(str(source)).services]


def units_file(folder, name="units.gpkg", **columns):
    frame = units_frame(LSOA21CD=codes(8), **columns).drop(columns=["code", "name"])
    return write(folder / name, frame)


def people_csv(folder, rows=None, header=("LSOA21CD", "pop_total", "pop_0_15", "pop_16_plus")):
    rows = rows or [(code, 100, 40, 60) for code in codes(3)]
    return write_csv(folder / "people.csv", header, rows)


def test_units_with_all_that_stands_beside_them(tmp_path):
    path = units_file(tmp_path, pop_total=[1500] * 8, imd_score=[1.5] * 8)
    found = inspect(str(path))
    assert (found.shape, found.rows, found.people) == ("areas", 8, 12_000)
    assert options(path) == [
        f"--units {path}",
        "--lookup ward=ward_code",
        "--lookup la=la_code",
        f"--overlay lsoa={path}",
    ]
    text = said(path)
    assert "GeoPackage" in text
    assert "EPSG:27700" in text
    assert "8 areas" in text
    assert "12,000 people" in text
    assert "unit codes: LSOA21CD (LSOA 2021)" in text
    assert "people and deprivation" in text or "people, deprivation" in text


def test_a_file_of_several_layers_lists_them(tmp_path):
    path = write(tmp_path / "many.gpkg", units_frame(WD24CD=["E05000001"] * 8), layer="wards")
    points = gpd.GeoDataFrame({"name": ["a"]}, geometry=[shapely.Point(1, 1)], crs="EPSG:27700")
    write(path, points, layer="schools", append=True)
    found = inspect(str(path))
    assert [(each.name, each.rows, each.shape) for each in found.layers] == [
        ("wards", 8, "areas"),
        ("schools", 1, "points"),
    ]
    assert f"Look into one as {path}:wards" in said(path)
    assert inspect(f"{path}:schools").shape == "points"


def test_points_lines_and_areas_each_have_their_option(tmp_path):
    line = gpd.GeoDataFrame(
        {"name": ["Mersey"]}, geometry=[shapely.LineString([(0, 0), (9, 9)])], crs="EPSG:27700"
    )
    lines = write(tmp_path / "river.geojson", line, crs="EPSG:4326")
    assert options(lines) == [f"--barrier-lines {lines}=REASON"]
    point = line.set_geometry(gpd.GeoSeries([shapely.Point(1, 1)], crs="EPSG:27700"))
    points = write(tmp_path / "schools.fgb", point)
    assert options(points) == [f"--points NAME={points}"]
    assert "EPSG:4326" in said(lines)


def test_a_file_with_spaces_in_its_name_is_quoted(tmp_path):
    path = units_file(tmp_path, "my units.gpkg")
    assert options(path)[0] == f'--units "{path}"'


def test_people_and_ages(tmp_path):
    path = people_csv(tmp_path)
    assert options(path) == [f"--data {path}"]
    text = said(path)
    assert "CSV" in text
    assert "3 rows, 4 columns, 300 people" in text
    assert "ages: pop_0_15 to pop_16_plus (2 columns, 0 to 15 to 16 and over)" in text
    assert "worth knowing" not in text


def test_registrations_and_the_map(tmp_path):
    path = write_registrations(tmp_path / "reg.csv")
    assert options(path) == [f"--registrations {path}"]
    pcns = [("A81001", "U12345", "North"), ("A81002", "U12345", "North"), ("A81003", "U", "x")]
    pcn_map = write_map(tmp_path / "map.csv", pcns)
    assert f"--practice-pcn {pcn_map}" in options(pcn_map)
    assert "1 practice in no PCN." in said(pcn_map)


def test_the_change_look_up(tmp_path):
    path = write_changes(tmp_path / "changes.csv")
    assert options(path) == [f"--change-lookup {path}"]


def test_postcodes(tmp_path):
    path = write_csv(tmp_path / "pc.csv", ["pcds", "oseast1m", "osnrth1m"], [("CW3 0AH", 1, 2)])
    assert f"--postcodes {path}" in options(path)


@pytest.mark.parametrize("ending", ["gz", "zip"])
def test_packed_files(tmp_path, ending):
    path = people_csv(tmp_path)
    packed = tmp_path / f"people.csv.{ending}"
    if ending == "gz":
        packed.write_bytes(gzip.compress(path.read_bytes()))
    else:
        with zipfile.ZipFile(packed, "w") as archive:
            archive.write(path, "people.csv")
    assert options(packed) == [f"--data {packed}"]
    assert inspect(str(packed)).people == 300


def test_a_map_of_google_earth_is_looked_into(tmp_path):
    units_frame().to_crs(4326).to_file(tmp_path / "doc.kml", driver="KML")
    packed = tmp_path / "units.kmz"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(tmp_path / "doc.kml", "doc.kml")
    found = inspect(str(packed))
    assert found.kind.startswith("KML")
    assert found.shape == "areas"
    assert found.rows == 8


def test_a_packed_shapefile_is_one_of_areas(tmp_path):
    folder = tmp_path / "shape"
    folder.mkdir()
    write(folder / "units.shp", units_frame())
    packed = tmp_path / "units.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for part in folder.iterdir():
            archive.write(part, part.name)
    assert inspect(str(packed)).shape == "areas"


def test_parquet_with_and_without_shapes(tmp_path):
    units = units_frame(LSOA21CD=codes(8))
    units.to_parquet(tmp_path / "units.parquet")
    assert inspect(str(tmp_path / "units.parquet")).shape == "areas"
    units.drop(columns="geometry").to_parquet(tmp_path / "table.parquet")
    assert inspect(str(tmp_path / "table.parquet")).shape == ""


# --- what is odd ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("E01000001", 1, 1, 0), ("E01000001", 2, 1, 1)], "2 rows for 1 code"),
        ([("E01000001", 1, 1, 0), ("W01000044", 2, 1, 1)], "1 row with Welsh codes"),
        ([("E01000001", 1, 1, 0), ("S01014015", 2, 1, 1)], "1 row with Scottish codes"),
        ([("E01000001", 1, 1, 0), ("EMPTY", 2, 1, 1)], "1 row with EMPTY instead of a code"),
        ([("E01000001", 1, 1, 0), ("", 2, 1, 1)], "1 row without a code"),
        ([("E01000001", 1, 1, 0), ("E01000002", "few", 1, 1)], "'few' in column 'pop_total'"),
        ([("E01000001", 100, 1, 0)], "1 row the ages do not add up to column 'pop_total'"),
    ],
)
def test_oddities_of_a_table(tmp_path, rows, words):
    assert words in said(people_csv(tmp_path, rows))


def test_a_header_of_2011_over_codes_of_2021(tmp_path):
    header = ("LSOA11CD", "pop_total")
    path = people_csv(tmp_path, [("E01000001", 1), ("E01035762", 2)], header)
    assert "says 2011, but 1 code in it was made in 2021" in said(path)


def test_a_header_without_a_year(tmp_path):
    path = people_csv(tmp_path, [("E01000001", 1)], ("LSOA_CODE", "pop_total"))
    assert "does not say of which year" in said(path)


def test_a_column_that_could_be_two_is_told(tmp_path):
    path = people_csv(tmp_path, [("E01000001", 1, 2)], ("LSOA21CD", "Population", "POPULATION"))
    assert "Population, POPULATION" in said(path)


def test_totals_beside_sexes_are_told(tmp_path):
    rows = [("A81001", "E01000001", "ALL", 3), ("A81001", "E01000001", "MALE", 2)]
    assert "only those of ALL are counted" in said(write_registrations(tmp_path / "reg.csv", rows))


def test_shapes_that_are_missing_mixed_or_drawn_wrongly_are_counted(tmp_path):
    bow = shapely.Polygon([(0, 0), (9, 9), (9, 0), (0, 9)])
    shapes = [bow, None, shapely.Point(1, 1), shapely.box(0, 0, 1, 1)]
    column = gpd.GeoSeries(np.array(shapes, dtype=object), crs="EPSG:27700")
    frame = gpd.GeoDataFrame({"name": list("abcd")}, geometry=column)
    text = said(write(tmp_path / "mixed.gpkg", frame))
    assert "1 row without a shape" in text
    assert "2 areas, 1 point" in text
    assert "1 shape drawn wrongly" in text


def test_a_file_that_does_not_state_its_reference_system(tmp_path):
    path = write(tmp_path / "units.shp", units_frame())
    path.with_suffix(".prj").unlink()
    assert "not stated: give it with --crs" in said(path)


def test_a_file_of_nothing_known_says_what_to_do(tmp_path):
    text = said(write_csv(tmp_path / "a.csv", ["a", "b"], [("x", "y"), ("z", "w")]))
    assert "recognised: nothing" in text
    assert "--column ROLE=COLUMN" in text


def test_small_counts_of_people_are_not_shown(tmp_path):
    path = people_csv(tmp_path, [("E01000001", 3, 1, 2)])
    assert "<5 people" in said(path)
    assert "3 people" not in said(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.csv", None),
        ("empty.csv", b""),
        ("page.csv", b"<!DOCTYPE html><html></html>"),
        ("broken.gpkg", b"SQLite format 3\x00 and no more"),
        ("not.gpkg", b"a,b\n1,2\n"),
        ("broken.zip", b"PK\x03\x04nothing"),
        ("broken.parquet", b"PAR1 nothing PAR1"),
        ("unknown.docx", b"PK\x03\x04"),
        ("shape.geojson", b'{"type": "FeatureCollection"'),
        ("map.csv.gz", b"\x1f\x8bnothing"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path, name, content):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        inspect(str(tmp_path / name))
    assert is_one_clear_line(caught.value, name)


def test_what_is_printed_never_commands_the_terminal(tmp_path):
    header = ("LSOA21CD", "LSOA21NM \x1b[31m\u202e", "people \u202e")
    path = people_csv(tmp_path, header=(*header, "x"))
    printed = said(path.rename(tmp_path / "a\x1b]0;x\x07\nb.csv"))
    assert not set(printed) & set("\x1b\x07\u202e")
    assert "a]0;x b.csv" in printed.splitlines()[0]


def test_a_file_of_unknown_columns_says_what_columns_can_be(tmp_path):
    printed = said(write_csv(tmp_path / "a.csv", ("this", "that"), [("x", "y"), ("z", "w")]))
    assert "nothing yet" in printed
    for role in ("unit", "people", "postcode", "easting"):
        assert re.search(rf"\b{role}\b[,.]", printed)


def test_a_workbook_of_several_years_names_its_sheets(tmp_path):
    rows = [HEADER, *ROWS]
    path = make_workbook(tmp_path / "a.xlsx", {"Notes": [("About",)], "2021": rows, "2022": rows})
    with pytest.raises(InputError, match=r"'2021' and '2022'"):
        inspect(path)
    assert inspect(f"{path}:2022").rows == 3
    path = make_workbook(
        tmp_path / "b.xlsx",
        {"Cover sheet": [("Title", "x")], "Contents": [("1", "2022"), ("2", "Notes")], "2022": rows,
         "Notes": [("Note", "Text"), ("1", "Rounded"), ("2", "Estimated")]},
    )  # fmt: skip
    assert inspect(path).rows == 3


@pytest.mark.parametrize("name", ["page.html", "plan.docx"])
def test_a_file_of_an_unknown_kind_names_tables_and_boundaries(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"<html>")
    with pytest.raises(InputError) as caught:
        inspect(str(path))
    assert is_one_clear_line(caught.value, name, ".csv", ".xlsx", ".gpkg", ".geojson")


@pytest.mark.parametrize(
    ("content", "by_excel"),
    [(b"\x89PNG\r\n\x1a\n....", False), (b"%PDF-1.7", False), (b"<html><table>", True)],
)
def test_only_what_excel_opens_is_to_be_opened_there(tmp_path, content, by_excel):
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        inspect(str(path))
    assert is_one_clear_line(caught.value, "people.csv", "whatever its name says")
    assert ("Open it in Excel" in str(caught.value)) == by_excel


@pytest.mark.parametrize("units", [codes(4), ["a", "b", "c", "d"]])
@pytest.mark.parametrize("footprints", [["F1", "F1", "F2", "F2"], ["F1", "F2", "F3", "F4"]])
def test_our_own_table_of_units_is_a_look_up_of_footprints(tmp_path, units, footprints):
    rows = [(unit, each, f"Team {each}") for unit, each in zip(units, footprints, strict=True)]
    header = ["unit_id", "footprint_id", "footprint_name"]
    path = write_csv(tmp_path / "plan.csv", header, rows)
    text = said(path)
    assert re.search(r"unit codes: unit_id( |$)", text, re.MULTILINE)
    assert "area codes: footprint_id (footprint, names in footprint_name)" in text
    assert options(path) == [f"--data {path}", "--lookup footprint=footprint_id"]


def test_the_best_areas_of_an_export_are_no_codes(tmp_path):
    header = ["footprint_id", "msoa_best_area", "msoa_best_area_name"]
    path = write_csv(tmp_path / "f.csv", header, [("F1", "E02000001", "Village")])
    found = inspect(str(path)).recognition
    assert found is not None
    assert found.codes == ()


def test_practices_with_postcodes_only_say_that_a_directory_is_needed(tmp_path):
    rows = [("N81001", "The Surgery", "CH41 1AA"), ("N81002", "The Practice", "CH41 1AB")]
    path = write_csv(tmp_path / "gp.csv", ["practice_code", "practice_name", "postcode"], rows)
    assert "add --postcodes FILE" in said(path)
    placed = [(*row, 330000, 390000) for row in rows]
    header = ["practice_code", "practice_name", "postcode", "easting", "northing"]
    assert "--postcodes FILE" not in said(write_csv(tmp_path / "xy.csv", header, placed))
