"""Random edits of valid files: refused in one clear line, or read as what they say now.

What an edited file says is found by other means than the product's, and it never may say two
things of one unit.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bad_files import databases, geojsons, workbooks
from tests.bad_files.archives import zipped
from tests.bad_files.edits import byte_edits, edited_bytes, edited_rows, table_edits
from tests.bad_files.good import CODES, NHS_HEADER, PEOPLE, registration_rows
from tests.bad_files.independent import (
    Said,
    patients_by_unit,
    plain,
    said_by_database,
    said_by_json,
    said_by_rows,
    said_by_text,
)
from tests.bad_files.runner import Runner
from tests.bad_files.test_bad_files import check_line
from tests.bad_files.texts import GOOD, file_of, rows_of_data, text_of
from tests.examples import examples

ORIGINAL: Said = {code: [float(n)] for code, n in zip(CODES, PEOPLE, strict=True)}


DATA_EDITS = table_edits(9, range(4))
# All columns of registrations but SEX, which says whether a row counts the people of another.
REGISTRATION_EDITS = table_edits(17, [0, 1, 2, 3, 4, 6])


def few(most: int) -> Callable[[Any], Any]:
    return settings(
        max_examples=examples(most),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )


def outcome(runner: Runner, role: str, raw: bytes, name: str) -> tuple[dict[str, Any] | None, Path]:
    """The place that an edited file gives, if it does; an error must be a clear one."""
    with TemporaryDirectory() as folder:
        path = file_of(raw, name)(Path(folder))
        found = runner.run(role, str(path), inspect=False)
    assert "fault" not in found, found["fault"]
    place = found["place"]
    assert "fault" not in place, f"{place['fault']}\n{place['trace']}"
    assert found["noise"] == ""
    if "error" in place:
        check_line(place["error"], place["remedy"])
        return None, path
    return place["value"], path


def agrees(place: dict[str, Any], said: Said) -> bool:
    """Whether every unit's people are the one count that the file gives for it."""
    given = [said.get(plain(code).upper(), []) for code in place["codes"]]
    return all(
        len(counts) == 1 and counts[0] is not None and math.isclose(counts[0], people)
        for counts, people in zip(given, place["resident"], strict=True)
    )


def check(place: dict[str, Any] | None, said: list[Said]) -> None:
    if place is not None:
        assert any(agrees(place, each) for each in said), (place["resident"], said)


@few(60)
@given(edits=DATA_EDITS)
def test_cells_rows_and_columns_of_csv(runner, edits):
    rows = edited_rows(rows_of_data(), edits)
    place, _ = outcome(runner, "data", text_of(rows).encode(), "data.csv")
    check(place, said_by_rows(rows))


@few(60)
@given(edits=REGISTRATION_EDITS)
def test_cells_rows_and_columns_of_registrations(runner, edits):
    rows = edited_rows([list(NHS_HEADER), *registration_rows()], edits)
    place, _ = outcome(runner, "registrations", text_of(rows).encode(), "patients.csv")
    if place is not None:
        summed = [patients_by_unit(rows, column) for column in range(len(rows[0]))]
        assert place["registered"] in summed


@few(60)
@given(edits=byte_edits)
def test_bytes_of_csv(runner, edits):
    raw = edited_bytes(GOOD.encode(), edits)
    place, _ = outcome(runner, "data", raw, "data.csv")
    check(place, said_by_text(raw))


@few(40)
@given(edits=DATA_EDITS)
def test_cells_rows_and_columns_of_a_workbook(runner, edits):
    rows = edited_rows(rows_of_data(), edits)
    sheet = workbooks.by_hand(workbooks.sheet_xml(rows_for_xml(rows)))
    place, _ = outcome(runner, "data", sheet, "data.xlsx")
    check(place, said_by_rows(rows))


def rows_for_xml(rows: list[list[Any]]) -> list[list[Any]]:
    """The rows with characters that XML cannot hold left out, as spreadsheet programs do."""
    return [
        [
            "".join(c for c in cell if c >= " " or c in "\t\n") if isinstance(cell, str) else cell
            for cell in row
        ]
        for row in rows
    ]


@few(60)
@given(
    kind=st.sampled_from(["data.xlsx", "data.zip", "data.csv.gz"]),
    edits=byte_edits,
)
def test_bytes_of_what_is_compressed(runner, kind, edits):
    """It has checksums: what has changed in it must be seen."""
    raw = {
        "data.xlsx": workbooks.GOOD_BOOK,
        "data.zip": zipped(("data.csv", GOOD.encode())),
        "data.csv.gz": gzip.compress(GOOD.encode(), mtime=0),
    }[kind]
    place, _ = outcome(runner, "data", edited_bytes(raw, edits), kind)
    check(place, [ORIGINAL])


@few(60)
@given(edits=byte_edits)
def test_bytes_of_geojson(runner, edits):
    raw = edited_bytes(geojsons.GOOD.encode(), edits)
    place, _ = outcome(runner, "units", raw, "units.geojson")
    said = said_by_json(raw)
    check(place, [ORIGINAL if said is None else said])


@few(60)
@given(edits=byte_edits)
def test_bytes_of_a_geopackage(runner, edits):
    raw = edited_bytes(databases.good(), edits)
    with TemporaryDirectory() as folder:
        said = said_by_database(file_of(raw, "units.gpkg")(Path(folder)))
    place, _ = outcome(runner, "units", raw, "units.gpkg")
    check(place, [ORIGINAL if said is None else said])
