"""The day of an extract is read from its column, or nothing is said of it."""

import pytest

from icp_footprints.sources.extract_date import extract_notes
from icp_footprints.sources.opening.tables import read_table
from tests.sources.making import write_csv


@pytest.mark.parametrize(
    ("header", "days", "notes"),
    [
        ("EXTRACT_DATE", ["01OCT2025", "01OCT2025"], ("Extract of 1 October 2025.",)),
        ("extract date", ["2025-10-31"], ("Extract of 31 October 2025.",)),
        ("Extract_Date", ["02/03/2025"], ("Extract of 2 March 2025.",)),
        ("EXTRACT_DATE", ["01OCT2025", "01NOV2025"], ()),
        ("EXTRACT_DATE", ["autumn"], ()),
        ("DATE", ["01OCT2025"], ()),
    ],
)
def test_extract_notes(tmp_path, header, days, notes):
    rows = [("A81001", day) for day in days]
    path = write_csv(tmp_path / "a.csv", ["PRACTICE_CODE", header], rows)
    assert extract_notes(read_table(path)) == notes
