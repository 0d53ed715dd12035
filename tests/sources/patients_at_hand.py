"""Registrations and a map of practices, as NHS England publishes them, and reading them."""

import pytest

from icp_footprints.errors import InputError
from icp_footprints.sources.layers import registrations as layer
from icp_footprints.sources.opened_table import open_table
from tests.sources.making import codes, is_one_clear_line, write_csv

UNITS = tuple(codes(3))
NHS_HEADER = (
    "PUBLICATION",
    "EXTRACT_DATE",
    "PRACTICE_CODE",
    "PRACTICE_NAME",
    "LSOA_CODE",
    "SEX",
    "NUMBER_OF_PATIENTS",
)
MAP_HEADER = ("PUBLICATION", "PRACTICE_CODE", "PRACTICE_NAME", "PCN_CODE", "PCN_NAME")
MAP = (("P1", "U1", "North PCN"), ("P2", "U2", "South, PCN"), ("P3", "U", "UNALLOCATED"))
ROWS = (("P1", UNITS[0], 30), ("P2", UNITS[0], 10), ("P2", UNITS[1], 20), ("P1", "E01999999", 60))
SEXED = (
    ("P1", UNITS[0], "ALL", 30),
    ("P1", UNITS[0], "MALE", 10),
    ("P1", UNITS[0], "FEMALE", 20),
    ("P2", UNITS[0], "ALL", 10),
)


def read_registrations(registrations, pcn_map, units=UNITS, change=None):
    practices = open_table(pcn_map) if pcn_map else None
    return layer.read_registrations(open_table(registrations), practices, units, change)


def write_registrations(path, rows=ROWS, header=NHS_HEADER, **options):
    """Rows of practice, unit, count (all sexes), or practice, unit, sex, count."""
    full = [(row[0], row[1], row[2] if len(row) > 3 else "ALL", row[-1]) for row in rows]
    return write_csv(
        path,
        header,
        [("GP", "01OCT2025", practice, "A, B", unit, *rest) for practice, unit, *rest in full],
        **options,
    )


def write_map(path, rows=MAP, header=MAP_HEADER, **options):
    return write_csv(
        path, header, [("GP", code, "SURGERY", pcn, name) for code, pcn, name in rows], **options
    )


def read(folder, rows=ROWS, pcns=MAP, units=UNITS):
    return read_registrations(
        write_registrations(folder / "reg.csv", rows), write_map(folder / "map.csv", pcns), units
    )


def shares(found):
    return found.layer.shares.todense().tolist()


def refused(folder, *names, **options):
    with pytest.raises(InputError) as caught:
        read(folder, **options)
    return is_one_clear_line(caught.value, *names)


def notes(found):
    return " ".join(found.sources[0].notes)
