"""Of which day the rows of a file are, where a column says so, as the NHS's files do."""

from __future__ import annotations

from datetime import UTC, datetime

from icp_footprints.geography.source import EXTRACT_OF
from icp_footprints.sources.columns import plain
from icp_footprints.sources.opening.tables import Table

COLUMN = "extract_date"
# 01OCT2025, 2025-10-01, 01/10/2025: British days come first.
WRITTEN = ("%d%b%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%b-%Y")


def extract_notes(table: Table) -> tuple[str, ...]:
    """The day in a sentence; nothing where no column tells, or it tells more than one day."""
    found = [name for name in table.columns if plain(name) == COLUMN]
    if len(found) != 1 or not len(table):
        return ()
    values = table.columns[found[0]]
    first = str(values[0])
    if not (values == values[0]).all():
        return ()
    for form in WRITTEN:
        try:
            day = datetime.strptime(first, form).replace(tzinfo=UTC)
        except ValueError:
            continue
        return (f"{EXTRACT_OF}{day.day} {day:%B %Y}.",)
    return ()
