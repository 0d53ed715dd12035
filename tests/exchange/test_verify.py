"""Whether a file belongs to a plan: every kind of export, tampered with or of another version."""

import csv
import json
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from icp_footprints.errors import FootprintsError, InputError
from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.export import Kind, every_kind, export_files
from icp_footprints.exchange.plan_file import save_plan_file
from icp_footprints.exchange.stamps.read import read_stamped
from icp_footprints.exchange.verify import verify, verify_file
from icp_footprints.plan.actions import new_version, rename, set_status
from icp_footprints.plan.content_hash import content_hash
from icp_footprints.plan.status import Status
from icp_footprints.report.maps.picture import write_picture
from icp_footprints.report.web_map.web_map import write_web_map
from icp_footprints.report.write import ReportKind, write_reports
from tests.grids import place_of, plan_of

DAY = date(2026, 11, 22)
FORMULA = "=SUM(A1:A9)"
DRAWN = {Kind.GEOJSON, Kind.SHAPEFILE, Kind.FLATGEOBUF}
UNITS = {Kind.UNITS_GEOJSON, Kind.GEOPACKAGE, Kind.UNIT_CSV}
EXPORTS = [str(kind) for kind in Kind]
PAGES = ["html", "map", "xlsx", "pdf", "svg", "png"]


def made():
    """A proposed plan, one footprint called as a formula, one unit in none."""
    place = place_of("aaaa\naaaa", people=12_000, layers={"pcn": "ppqq\nppqq"})
    plan = rename(plan_of("AABB\nAAB."), "F01", FORMULA)
    return place, set_status(place, plan, Status.PROPOSED, "2026-11-20", "The ICB")


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """Every kind of file of that plan, by its option on the command line."""
    folder = tmp_path_factory.mktemp("verify")
    place, plan = made()
    files = every_kind(folder, "plan")
    export_files(ExportContent(place, plan, DAY), files)
    pages = {
        "html": folder / "report.html",
        "map": folder / "map.html",
        "xlsx": folder / "report.xlsx",
        "pdf": folder / "report.pdf",
        "svg": folder / "map.svg",
        "png": folder / "map.png",
        "plan": folder / "plan.footprints.gpkg",
    }
    reports = (ReportKind.HTML, ReportKind.WORKBOOK, ReportKind.PDF)
    write_reports(place, plan, {kind: pages[kind] for kind in reports}, DAY)
    write_web_map(pages["map"], place, plan, DAY)
    write_picture(pages["svg"], place, plan, DAY, width=400)
    write_picture(pages["png"], place, plan, DAY, width=400)
    save_plan_file(pages["plan"], place, plan)
    return {str(kind): path for kind, path in files.items()} | pages


@pytest.mark.parametrize("kind", [*EXPORTS, *PAGES, "plan"])
def test_every_kind_of_file_belongs_to_the_plan_it_was_made_from(exported, kind):
    place, plan = made()
    verdict = verify_file(exported[kind], place, plan)
    assert (verdict.answer, verdict.belongs) == ("same", True), verdict
    assert verdict.stamp is not None
    assert verdict.stamp.content_hash == content_hash(place, plan)
    assert (verdict.stamp.plan_version, verdict.stamp.status) == (1, Status.PROPOSED)
    if kind in {*UNITS, "plan"}:
        assert (verdict.compared.noun, verdict.compared.count) == ("unit", 8)
        assert verdict.notes[0] == "All 8 units are in the footprint that the plan has them in."
    elif kind in DRAWN:
        assert (verdict.compared.noun, verdict.compared.count) == ("footprint", 2)
    else:
        assert verdict.notes == ("Only what it says of itself was read, not every figure in it.",)


@pytest.mark.parametrize("kind", [*EXPORTS, *PAGES, "plan"])
def test_no_kind_of_file_belongs_once_the_plan_says_something_else(exported, kind):
    place, plan = made()
    changed = rename(plan, "F02", "Another name")
    verdict = verify_file(exported[kind], place, changed)
    assert (verdict.answer, verdict.belongs) == ("other content", False)
    # The plan was proposed with what the file says.
    assert "Version 1 proposed 2026-11-20 by The ICB" in verdict.words
    if kind in UNITS:
        assert verdict.compared.different == ("U002", "U003", "U006")


def answers(found, place, plan):
    verdict = verify(found, place, plan)
    return verdict.answer, verdict.belongs


def test_status_and_version_are_told_apart(exported):
    place, plan = made()
    found = read_stamped(exported["csv"])
    agreed = set_status(place, plan, Status.AGREED, "2026-11-22", "The board")
    drafted = set_status(place, plan, Status.DRAFT, "2026-11-22")
    second = new_version(place, agreed, "2026-12-01")
    assert answers(found, place, agreed) == ("other status", True)
    # It says proposed, which the plan no longer is.
    assert answers(found, place, drafted) == ("other status", False)
    assert answers(found, place, second) == ("other version", False)
    assert "version 1, proposed; the plan is version 2, draft" in verify(found, place, second).words


def test_an_earlier_state_is_told_by_the_files_own_version_and_status(exported):
    """The second version began with the same content as the first was proposed and agreed with."""
    place, plan = made()
    agreed = set_status(place, plan, Status.AGREED, "2026-11-22", "The board")
    changed = rename(new_version(place, agreed, "2026-12-01"), "F02", "Another name")
    found = read_stamped(exported["csv"])
    for version, status, named in (
        (1, Status.PROPOSED, "(Version 1 proposed 2026-11-20 by The ICB)"),
        (1, Status.AGREED, "(Version 1 agreed 2026-11-22 by The board)"),
        (2, Status.DRAFT, "(Version 2 a draft from 2026-12-01)"),
        (1, Status.DRAFT, "(version 1, draft, as was Version 1 proposed 2026-11-20 by The ICB)"),
    ):
        stamp = replace(found.stamps[0], plan_version=version, status=status)
        assert named in verify(replace(found, stamps=(stamp,)), place, changed).words


def alter(source, target, change):
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    change(rows)
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    side = source.with_suffix(".meta.json")
    target.with_suffix(".meta.json").write_bytes(side.read_bytes())
    return target


def moved(rows):
    rows[1][2:4] = rows[3][2:4]


def left_out(rows):
    del rows[2]


def doubled(rows):
    rows.append(rows[1])


def added(rows):
    rows.append(["E01999999", "Elsewhere", *rows[1][2:4]])


def renamed(rows):
    rows[1][3] = "Not its name"


def assigned(rows):
    rows[8][2:4] = rows[3][2:4]


@pytest.mark.parametrize(
    ("change", "unit"),
    [
        (moved, "U000"),
        (left_out, "U001"),
        (doubled, "U000"),
        (added, "E01999999"),
        (renamed, "U000"),
        (assigned, "U007"),
    ],
)
def test_a_table_with_the_right_stamp_and_other_units_is_found_out(
    exported, tmp_path, change, unit
):
    altered = alter(exported["csv"], tmp_path / "a.csv", change)
    verdict = verify_file(altered, *made())
    assert (verdict.answer, verdict.belongs) == ("altered", False)
    assert verdict.compared.different == (unit,)
    assert f"1 unit differs, {unit}" in verdict.words


def test_a_look_up_saved_by_excel_or_without_what_is_unassigned_still_belongs(exported, tmp_path):
    def shortened_list(rows):
        del rows[8]

    path = alter(exported["csv"], tmp_path / "a.csv", shortened_list)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert verify_file(path, *made()).answer == "same"


def test_a_table_without_its_side_file_has_no_stamp_and_says_why(exported, tmp_path):
    alone = tmp_path / "a.csv"
    alone.write_bytes(exported["csv"].read_bytes())
    verdict = verify_file(alone, *made())
    assert (verdict.answer, verdict.belongs) == ("no stamp", False)
    assert "All 8 units" in verdict.notes[0]
    assert ".meta.json" in verdict.notes[1]


def test_features_of_two_plans_in_one_file_are_found_out(exported, tmp_path):
    held = json.loads(exported["geojson"].read_text(encoding="utf-8"))
    held["features"][1]["properties"]["content_hash"] = "0" * 64
    path = tmp_path / "mixed.geojson"
    path.write_text(json.dumps(held), encoding="utf-8")
    verdict = verify_file(path, *made())
    assert (verdict.answer, verdict.belongs) == ("altered", False)
    assert "different plans" in verdict.words


def test_units_moved_in_a_geopackage_are_found_out(exported, tmp_path):
    path = tmp_path / "a.gpkg"
    path.write_bytes(exported["gpkg"].read_bytes())
    with closing(sqlite3.connect(path)) as base, base:
        # The index of the map layer wants functions that plain SQLite lacks.
        for (name,) in base.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            base.execute(f'DROP TRIGGER "{name}"')
        base.execute("UPDATE units SET footprint_id = 'F02' WHERE id = 'U001'")
    verdict = verify_file(path, *made())
    assert (verdict.answer, verdict.compared.different) == ("altered", ("U001",))


def test_a_plan_file_is_believed_in_nothing_and_its_content_worked_out(tmp_path):
    place, plan = made()
    other = replace(plan, assignment=np.roll(plan.assignment, 1))
    save_plan_file(tmp_path / "a.gpkg", place, other)
    verdict = verify_file(tmp_path / "a.gpkg", place, plan)
    assert verdict.answer == "other content"
    assert verdict.compared.different == ("U000", "U002", "U004", "U006", "U007")


NESTED = b'{"features":' + b"[" * 200_000
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'


def zipped(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path.read_bytes()


def hostile(folder):
    large = b"0" * 11_000_000
    yield "nested.geojson", NESTED
    yield "cut.geojson", b'{"features": [{"properties": {"content_h'
    yield "latin.csv", "a,b\né,1\n".encode("latin-1")
    yield "nul.csv", b"a,b\n\0,1\n"
    yield "cut.gpkg", b"SQLite format 3\x00" + b"\0" * 100
    yield "cut.fgb", b"fgb\x03fgb\x00" + b"\xff" * 50
    yield "cut.zip", b"PK\x03\x04" + b"\0" * 40
    yield "bomb.zip", zipped(folder / "z", {"a.meta.json": large})
    workbook = {"[Content_Types].xml": "", "docProps/custom.xml": large}
    yield "bomb.xlsx", zipped(folder / "x", workbook)


def test_damaged_and_hostile_files_are_refused_in_one_line(tmp_path):
    place, plan = made()
    for name, content in hostile(tmp_path):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(FootprintsError) as refused:
            verify_file(path, place, plan)
        assert name in str(refused.value)
        assert "\n" not in str(refused.value)
    for missing in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(InputError):
            verify_file(missing, place, plan)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"[1, 2]",
        b'{"metadata": {"content_hash": "x"}, "features": 3}',
        b'{"metadata": {"content_hash": ["a"]}, "features": [null, {"properties": null}]}',
        BOMB,
        b'<meta name="icp-footprints" content="{&quot;content_hash&quot;: 7}">',
        b'<meta name="icp-footprints" content="' + b"[" * 100_000 + b'">',
        b"%PDF-1.7\n/Keywords (icp-footprints content_hash=abc)\nstream\n\x78\x9cjunk",
        b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffiTXticp-footprints\0\0\0\0\0{",
        b"a,b\n1,2,3\n4\n",
    ],
)
def test_files_that_say_nothing_have_no_stamp(tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    assert answers(read_stamped(path), *made()) == ("no stamp", False)


def test_properties_of_a_workbook_with_entities_are_only_text(tmp_path):
    place, plan = made()
    digits = content_hash(place, plan)
    custom = (
        f'<Properties><property pid="2" name="content_hash"><vt:lpwstr>{digits}</vt:lpwstr>'
        '</property><property name="plan_version"><vt:i4>1</vt:i4></property>'
        '<property name="status"><vt:lpwstr>proposed</vt:lpwstr></property>'
        '<property name="place"><vt:lpwstr>&lt;b&gt; &a;</vt:lpwstr></property></Properties>'
    )
    path = tmp_path / "a.xlsx"
    zipped(path, {"[Content_Types].xml": "", "docProps/custom.xml": BOMB.decode() + custom})
    found = read_stamped(path)
    assert answers(found, place, plan) == ("same", True)
    assert found.stamps[0].place == "<b> &a;"


def test_a_pdf_packed_by_another_program_still_says_it(exported, tmp_path):
    import pikepdf

    packed = tmp_path / "packed.pdf"
    with pikepdf.open(exported["pdf"]) as pdf:
        pdf.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert Path(packed).read_bytes() != exported["pdf"].read_bytes()
    assert verify_file(packed, *made()).answer == "same"
