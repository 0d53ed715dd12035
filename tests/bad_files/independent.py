"""Reading an edited file by other means than the product's, to see what it really says."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import unicodedata
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import Any

import shapely

from tests.bad_files.good import CODES
from tests.bad_files.texts import Rows

SEPARATORS = ",;\t|"
Said = dict[str, list[float | None]]
PEOPLE, PATIENTS = "people", "number_of_patients"


def plain(value: object) -> str:
    """A cell without what nobody sees in it, in lower case."""
    unseen = ("Cc", "Cf")
    text = "".join(c for c in str(value) if c == "\t" or unicodedata.category(c) not in unseen)
    return text.strip().lower()


def is_people(cell: str) -> bool:
    """Whether a header is that of people, whatever signs of other alphabets stand in it."""
    return "".join(letter for letter in cell if letter.isascii()) == PEOPLE


def count(value: object) -> float | None:
    """The number of a cell; None where it is none, or none of people."""
    text = plain(value)
    grouped = text.replace("\u00a0", " ")
    for mark in (",", " "):
        first, *rest = grouped.split(mark)
        if rest and first.isdigit() and all(len(r) == 3 and r.isdigit() for r in rest):
            text = first + "".join(rest)
    try:
        return float(text)
    except ValueError:
        return None


def said_by_rows(rows: Rows) -> list[Said]:
    """What rows of cells say, once for each column that could be that of the codes.

    Under each code stand the counts of all rows that have it there. The column of people is the
    one that says so in a header; what stands above the header is a title.
    """
    cells = [[plain(each) for each in row] for row in rows]
    head = next((at for at, row in enumerate(cells) if any(map(is_people, row))), None)
    if head is None:
        return []
    people = [at for at, text in enumerate(cells[head]) if is_people(text)]
    below = cells[head + 1 :]
    said: list[Said] = []
    for column in range(max(map(len, below), default=0)):
        held: Said = defaultdict(list)
        for row in below:
            if column < len(row):
                counts = [count(row[at]) for at in people if at < len(row)]
                held[row[column].upper()] += counts or [None]
        if sum(code in held for code in CODES) > len(CODES) / 2:
            said.append(held)
    return said


def patients_by_unit(rows: Rows, column: int) -> list[float]:
    """Patients of each unit of the place, if that column is the one of the units' codes."""
    cells = [[plain(each) for each in row] for row in rows]
    head = next((at for at, row in enumerate(cells) if PATIENTS in row), len(cells))
    sums = dict.fromkeys(CODES, 0.0)
    for row in cells[head + 1 :]:
        code = row[column].upper()
        if code in sums:
            sums[code] += count(row[cells[head].index(PATIENTS)]) or 0.0
    return list(sums.values())


def said_by_text(raw: bytes) -> list[Said]:
    """What a CSV file says, by every separator and encoding that it could be read with."""
    said: list[Said] = []
    for encoding in ("utf-8-sig", "cp1252", "utf-16", "latin-1"):
        try:
            text = raw.decode(encoding).replace("\x00", "")
        except UnicodeError:
            continue
        for separator in SEPARATORS:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
            try:
                said += said_by_rows(list(reader))
            except csv.Error:
                continue
    return said


def said_by_json(raw: bytes) -> Said | None:
    """What GeoJSON says; None where it is not JSON or nothing like GeoJSON."""
    try:
        held: Any = json.loads(raw, strict=False)
        said: Said = defaultdict(list)
        for feature in held["features"]:
            properties = feature["properties"]
            shapely.from_geojson(json.dumps(feature["geometry"]))
            said[plain(properties["code"]).upper()].append(count(properties["people"]))
    except (ValueError, KeyError, TypeError, shapely.GEOSException, RecursionError):
        return None
    return said


def said_by_database(path: Path) -> Said | None:
    """What a GeoPackage says; None where it is no sound database."""
    said: Said = defaultdict(list)
    try:
        with closing(sqlite3.connect(path.as_uri() + "?mode=ro", uri=True)) as connection:
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            for code, people in connection.execute("SELECT code, people FROM units"):
                said[plain(code).upper()].append(count(people))
    except (sqlite3.Error, UnicodeDecodeError):  # the latter from a damaged name in an error
        return None
    return said
