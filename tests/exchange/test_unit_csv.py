"""Every unit once, in place order, in a CSV that other systems and spreadsheets take safely."""

import csv
import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icp_footprints.errors import InputError
from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.unit_csv import inert, metadata_path, write_unit_csv
from icp_footprints.geography.units import UnitTable
from icp_footprints.plan.content_hash import content_hash
from icp_footprints.plan.plan import Footprint, Plan
from tests.grids import place_of, plan_of

ART = "AABB\nAA.B"


def write(path, place, plan):
    write_unit_csv(path, ExportContent(place, plan, date(2026, 11, 22)))


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_every_unit_once_in_place_order(tmp_path):
    place, plan = place_of(ART), plan_of(ART)
    write(tmp_path / "units.csv", place, plan)
    rows = rows_of(tmp_path / "units.csv")
    assert rows[0] == ["UNITCD", "UNITNM", "FPCD", "FPNM"]
    assert [row[0] for row in rows[1:]] == list(place.units.ids)
    assert [row[1] for row in rows[1:]] == list(place.units.names)
    for row, number in zip(rows[1:], plan.assignment, strict=True):
        expected = (
            ["", ""] if number < 0 else [plan.footprints[number].id, plan.footprints[number].name]
        )
        assert row[2:] == expected


def test_no_byte_order_mark_and_crlf(tmp_path):
    plan = replace(plan_of("A"), footprints=(Footprint("F01", 'Tŷ "Mawr", Môn'),))
    write(tmp_path / "units.csv", place_of("A"), plan)
    data = (tmp_path / "units.csv").read_bytes()
    assert data.startswith(b"UNITCD,")
    assert data.count(b"\r\n") == data.count(b"\n") == 2
    assert '"Tŷ ""Mawr"", Môn"'.encode() in data


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"])
def test_cells_that_a_spreadsheet_would_run_are_inert(tmp_path, start):
    name = f'{start}HYPERLINK("http://example.org";"x")'
    plan = replace(plan_of("A"), footprints=(Footprint(f"{start}1", name),))
    place = place_of("A")
    ids = (f"{start}U",)
    units = UnitTable(ids, (name,), place.units.geometry)
    adjacency = replace(place.adjacency, unit_ids=ids)
    write(tmp_path / "units.csv", replace(place, units=units, adjacency=adjacency), plan)
    assert rows_of(tmp_path / "units.csv")[1] == [
        f"'{start}U", f"'{name}", f"'{start}1", f"'{name}",
    ]  # fmt: skip


@given(st.text())
def test_no_cell_ever_starts_a_formula(text):
    assert not inert(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert inert(text).removeprefix("'") == text.replace("\0", "").removeprefix("'")


@pytest.mark.parametrize(
    "name", ["<script>", "\ud800 half", "nul\0byte", "x" * 10_000, "\u202eRTL 😀"]
)
def test_hostile_names_are_written_and_read_back(tmp_path, name):
    plan = replace(plan_of("A"), footprints=(Footprint("F01", name),))
    write(tmp_path / "units.csv", place_of("A"), plan)
    expected = name.replace("\0", "").replace("\ud800", "?")
    assert rows_of(tmp_path / "units.csv")[1][3] == expected


def test_empty_plan(tmp_path):
    place = place_of("AB")
    write(tmp_path / "units.csv", place, Plan.empty(2))
    assert rows_of(tmp_path / "units.csv")[1:] == [
        ["U000", "Testham 000", "", ""],
        ["U001", "Testham 001", "", ""],
    ]


def test_what_it_says_of_itself_stands_beside_it(tmp_path):
    place, plan = place_of(ART), plan_of(ART)
    write(tmp_path / "units.csv", place, plan)
    assert metadata_path(tmp_path / "units.csv") == tmp_path / "units.meta.json"
    said = json.loads((tmp_path / "units.meta.json").read_text(encoding="utf-8"))
    assert (said["file"], said["plan"], said["made_on"]) == ("units.csv", "Test plan", "2026-11-22")
    assert said["content_hash"] == content_hash(place, plan)
    assert list(said["columns"]) == rows_of(tmp_path / "units.csv")[0]


def test_a_failure_keeps_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "units.csv"
    target.write_text("old")
    place = place_of("AB")
    with pytest.raises(ValueError, match="zip"):
        write(target, place, Plan("short", np.zeros(1, np.int16), (Footprint("a", "a"),)))
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["units.csv"]
    with pytest.raises(InputError, match="no folder"):
        write(tmp_path / "no" / "units.csv", place, Plan.empty(2))
