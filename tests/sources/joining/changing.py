"""Small change look-ups, made as ONS publishes them."""

from __future__ import annotations

from tests.sources.making import write_csv

# Unchanged, split in two, merged of two, and recut: two old areas share one of three new ones.
OLD = ("E01000001", "E01000002", "E01000003", "E01000004", "E01000005", "E01000006")
NEW = ("E01000001", "E01033769", "E01033770", "E01033771", "E01033772", "E01033773")
ROWS = (
    ("E01000001", "E01000001", "U", 1.0),
    ("E01000002", "E01033769", "S", 0.25),
    ("E01000002", "E01033770", "S", 0.75),
    ("E01000003", "E01033771", "M", 1.0),
    ("E01000004", "E01033771", "M", 1.0),
    ("E01000005", "E01033772", "X", 1.0),
    ("E01000006", "E01033772", "X", 0.4),
    ("E01000006", "E01033773", "X", 0.6),
)
PEOPLE: dict[str, int] = dict(zip(OLD, (1000, 2000, 300, 900, 500, 700), strict=True))
HEADER = ("LSOA11CD", "LSOA21CD", "CHGIND", "pop_weight_11_to_21", "pop_total")


def write_changes(path, rows=ROWS, without=(), header=HEADER):
    """The look-up as CSV, without some columns."""
    kept = [i for i, name in enumerate(header) if name not in without]
    full = [(*row, PEOPLE.get(row[0], 1000)) for row in rows]
    return write_csv(path, [header[i] for i in kept], [[row[i] for i in kept] for row in full])
