"""Rows that end early, as Excel once wrote them, and rows that have lost something."""

import pytest

from icp_footprints.errors import InputError
from icp_footprints.sources.opening.tables import read_table

HEADER = "LSOA21CD,people,males,remark,check\r\n"
FULL = "E01000001,10,4,,\r\nE01000002,20,9,new flats,seen\r\n"
MANY = "".join(f"E01{i:06d},30,14,,\r\n" for i in range(3, 1000))


def read(folder, text):
    (folder / "a.csv").write_bytes(text.encode())
    return read_table(folder / "a.csv")


@pytest.mark.parametrize("more", ["", MANY])
def test_empty_cells_left_out_at_the_end_are_filled_in_and_counted(tmp_path, more):
    table = read(tmp_path, f"{HEADER}{FULL}{more}E01100001,5,2\r\nE01100002,6,3,\r\n")
    assert table.columns["people"][-2:].tolist() == ["5", "6"]
    assert table.columns["males"][-2:].tolist() == ["2", "3"]
    assert table.columns["remark"].tolist().count("") == len(table) - 1
    assert any(note.startswith("2 lines end before the last column") for note in table.notes)
    one = read(tmp_path, f"{HEADER}{FULL}{more}E01100001,5,2\r\n")
    assert any(note.startswith("1 line ends before the last column") for note in one.notes)


@pytest.mark.parametrize(
    "rows",
    [
        # A comma lost: all that follows stands one column too far left.
        "E0110000115,2\r\n",
        "E01100001\r\n",
        # Cut within a figure, with and without an end of line.
        "E01100001,12",
        "E01100001,12,4",
        "E01100001,12,4,",
        # One row broken in two.
        "E01100001,1\r\n2,4,,\r\n",
        # More cells than columns.
        "E01100001,12,4,,,5\r\n",
    ],
)
def test_rows_that_lack_what_others_always_have_are_refused(tmp_path, rows):
    with pytest.raises(InputError, match=r"a\.csv, line 4 has \d cells?, but the header has 5"):
        read(tmp_path, f"{HEADER}{FULL}{rows}")


def test_every_row_shorter_than_the_header_is_refused(tmp_path):
    """The header itself may have a comma too many."""
    with pytest.raises(InputError, match="line 2 has 3 cells"):
        read(tmp_path, "code,name, of place,people\r\nE01000001,Here,10\r\nE01000002,There,20\r\n")
