"""When the files of a place are from, as far as what is kept of them tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from icp_footprints.geography.source import EXTRACT_OF, Source

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# December 2011, dec2025, mid-2020 and plain 2021. Counts in notes have a comma: 2,021 rows.
YEAR = re.compile(
    rf"(?:(mid|{'|'.join(MONTHS)})[a-z]*[ _-]?)?(?<![\d,.])((?:19|20)\d\d)(?![\d,]*\d)",
    re.IGNORECASE,
)
# How a note begins that speaks of columns nobody asked for, which may be of another year.
OFFER = "Could be "


def vintage_of(source: Source) -> str | None:
    """When a file is from, as far as it or what was noted of it tells: ``2011``, ``Dec 2025``."""
    for text in _texts(source):
        found = YEAR.search(text)
        if found:
            month, year = found.groups()
            return f"{month.capitalize()} {year}" if month else year
    return None


def _texts(source: Source) -> Iterator[str]:
    """What may tell the year, from what tells it best to what tells it least."""
    yield from (note for note in source.notes if note.startswith(EXTRACT_OF))
    if source.join is not None and source.join.conversion is not None:
        yield str(source.join.conversion.from_vintage)
    yield from (source.file, source.detail)
    yield from (note for note in source.notes if not note.startswith(OFFER))
