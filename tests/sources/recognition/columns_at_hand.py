"""Cells of columns as they are published, and what is recognised in tables of them."""

import numpy as np

from icp_footprints.sources.opening.tables import Table
from icp_footprints.sources.recognition.recognise import recognise

LSOAS = ["E01000001", "E01000002", "E01000003"]
MADE_2021 = ["E01033769", "E01033770", "E01035762"]
MSOAS = ["E02000001", "E02000001", "E02000002"]
WARDS = ["E05000001", "E05000002", "E05000002"]
LADS = ["E06000001", "E07000004", "E08000003"]
PCNS = ["U12345", "U12345", "U54321"]
PRACTICES = ["A81001", "B81002", "C81003"]
NAMES = ["North 001A", "North 001B", "South 001A"]
NUMBERS = ["1,500", "1600", "1700"]


def table(columns):
    held = {name: np.array(cells, dtype=object) for name, cells in columns.items()}
    return Table("data.csv", held, np.arange(2, 2 + len(next(iter(held.values())))), "line")


def found(columns, **given):
    return recognise(table(columns), given)
