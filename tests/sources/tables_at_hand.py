"""Published units and tables beside them, and the places they make."""

from typing import Any

import pytest

from icp_footprints.errors import FootprintsError
from icp_footprints.sources.new_place import Recipe, read_place
from tests.sources.making import codes, is_one_clear_line, units_frame, write, write_csv

N = 8
UNITS = codes(N)
OTHERS = codes(4, start=900)


def published_units(folder, **columns):
    """Units under the column names ONS gives them, with nobody in them unless told."""
    frame = units_frame()[["geometry"]]
    held = {"LSOA21CD": UNITS, "LSOA21NM": [f"Testham 00{i}A" for i in range(N)], **columns}
    for name, values in held.items():
        frame[name] = values
    return write(folder / "units.gpkg", frame)


def place_from(folder, *tables, columns=None, **options):
    units = published_units(folder, **(columns or {}))
    return read_place(Recipe(units=str(units), tables=tuple(map(str, tables)), **options))


def refused(folder, *tables, names=(), **options):
    with pytest.raises(FootprintsError) as caught:
        place_from(folder, *tables, **options)
    return is_one_clear_line(caught.value, *names)


def census(folder, people=None, name="census.csv", units=UNITS, **more: Any):
    counts = people or [1000 + i for i in range(len(units))]
    header = ["LSOA21CD", "pop_total", *more]
    return write_csv(folder / name, header, zip(units, counts, *more.values(), strict=True))


def role_of(place, file):
    return next(source.role for source in place.sources if source.file == file)


def notes_of(place, file):
    return " ".join(next(source.notes for source in place.sources if source.file == file))


def with_people(folder, *tables, **options):
    return place_from(folder, *tables, columns={"pop_total": [1500] * N}, **options)
