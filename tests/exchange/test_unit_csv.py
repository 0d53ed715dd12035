"""Every unit once, in place order, in a CSV that other systems and spreadsheets take safely."""

import csv
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icp_footprints.errors import InputError
from icp_footprints.exchange.unit_csv import COLUMNS, inert, write_unit_csv
from icp_footprints.geography.units import UnitTable
from icp_footprints.plan.plan import Footprint, Plan
from tests.grids import place_of, plan_of

ART = "AABB\nAA.B"


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_every_unit_once_in_place_order(tmp_path):
    place, plan = place_of(ART), plan_of(ART)
    write_unit_csv(tmp_path / "units.csv", place, plan)
    rows = rows_of(tmp_path / "units.csv")
    assert tuple(rows[0]) == COLUMNS == ("unit_id", "footprint_id", "footprint_name")
    assert [row[0] for row in rows[1:]] == list(place.units.ids)
    for row, number in zip(rows[1:], plan.assignment, strict=True):
        expected = (
            ["", ""] if number < 0 else [plan.footprints[number].id, plan.footprints[number].name]
        )
        assert row[1:] == expected


def test_no_byte_order_mark_and_crlf(tmp_path):
    plan = replace(plan_of("A"), footprints=(Footprint("F01", 'Tŷ "Mawr", Môn'),))
    write_unit_csv(tmp_path / "units.csv", place_of("A"), plan)
    data = (tmp_path / "units.csv").read_bytes()
    assert data.startswith(b"unit_id,")
    assert data.count(b"\r\n") == data.count(b"\n") == 2
    assert '"Tŷ ""Mawr"", Môn"'.encode() in data


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"])
def test_cells_that_a_spreadsheet_would_run_are_inert(tmp_path, start):
    name = f'{start}HYPERLINK("http://example.org";"x")'
    plan = replace(plan_of("A"), footprints=(Footprint(f"{start}1", name),))
    place = place_of("A")
    ids = (f"{start}U",)
    units = UnitTable(ids, ("x",), place.units.geometry)
    adjacency = replace(place.adjacency, unit_ids=ids)
    write_unit_csv(tmp_path / "units.csv", replace(place, units=units, adjacency=adjacency), plan)
    assert rows_of(tmp_path / "units.csv")[1] == [f"'{start}U", f"'{start}1", f"'{name}"]


@given(st.text())
def test_no_cell_ever_starts_a_formula(text):
    assert not inert(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert inert(text).removeprefix("'") == text.replace("\0", "").removeprefix("'")


@pytest.mark.parametrize(
    "name", ["<script>", "\ud800 half", "nul\0byte", "x" * 10_000, "\u202eRTL 😀"]
)
def test_hostile_names_are_written_and_read_back(tmp_path, name):
    plan = replace(plan_of("A"), footprints=(Footprint("F01", name),))
    write_unit_csv(tmp_path / "units.csv", place_of("A"), plan)
    expected = name.replace("\0", "").replace("\ud800", "?")
    assert rows_of(tmp_path / "units.csv")[1][2] == expected


def test_empty_plan(tmp_path):
    place = place_of("AB")
    write_unit_csv(tmp_path / "units.csv", place, Plan.empty(2))
    assert rows_of(tmp_path / "units.csv")[1:] == [["U000", "", ""], ["U001", "", ""]]


def test_a_failure_keeps_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "units.csv"
    target.write_text("old")
    place = place_of("AB")
    with pytest.raises(ValueError, match="zip"):
        write_unit_csv(target, place, Plan("short", np.zeros(1, np.int16), (Footprint("a", "a"),)))
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["units.csv"]
    with pytest.raises(InputError, match="no folder"):
        write_unit_csv(tmp_path / "no" / "units.csv", place, Plan.empty(2))
