"""Random edits of valid files: of their bytes, lines, cells and columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from tests.bad_files.texts import Rows

NASTY = [
    *("", " ", "-1", "0", "1,303", "1 303", "1e3", "1e400", "nan", "NaN", "inf", "-0", "+5", "<5"),
    *(
        "*",
        "..",
        "#N/A",
        "#REF!",
        "=1+1",
        "45%",
        "1303.5",
        "1.303,0",
        "0x10",
        "1_0",
        "TRUE",
        "None",
    ),
    *("EMPTY", "CLOSED", "U", "Total", "01-Mar", "1E+05", "E01000001", "e01000002", "W01001941"),
    *(
        "S01006506",
        "E1000003",
        "01000003",
        "\u0661\u0662",
        "\u00bd",
        "\u00a07",
        "7\u200b",
        "\ufeff",
    ),
    *('"', "'", ",", ";", "\t", "a\nb", "<b>", "\x1b[31m", "people", "LSOA21CD", "\u202e1303"),
    *("9" * 400, "99999999999", "2025-01-03", "1303\x00", "\x00", "1.3.0.3", "13O3", "1303 people"),
]


def table_edits(rows: int, columns: Sequence[int]) -> st.SearchStrategy[list[tuple[Any, ...]]]:
    """Edits of a table: what to do, in which rows or columns, and with what."""
    row, column = st.integers(0, rows - 1), st.sampled_from(columns)
    cells = st.tuples(st.just("cell"), row, column, st.sampled_from(NASTY))
    of_rows = st.tuples(st.sampled_from(["swap rows", "double row", "drop row"]), row, row)
    of_columns = st.tuples(
        st.sampled_from(["swap columns", "double column", "drop column"]), column, column
    )
    return st.lists(st.one_of(cells, of_rows, of_columns), min_size=1, max_size=3)


# What to do, where (from 0 to 1 of the length) and with what.
byte_edits = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "insert", "end", "double", "digit"]),
        st.floats(0, 1, exclude_max=True),
        st.integers(1, 255),
    ),
    min_size=1,
    max_size=3,
)


def edited_rows(rows: Rows, edits: list[tuple[Any, ...]]) -> Rows:
    """The rows with the edits done, as far as what they are about is still there."""
    for what, *details in edits:
        if what == "cell":
            row, column, text = details
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = text
        elif "column" in what:
            for each in rows:
                _change(each, what, *details)
        else:
            _change(rows, what, *details)
    return rows


def _change(items: list[Any], what: str, first: int, second: int) -> None:
    if max(first, second) >= len(items):
        return
    if what.startswith("swap"):
        items[first], items[second] = items[second], items[first]
    elif what.startswith("double"):
        items.insert(second, items[first])
    else:
        del items[first]


def edited_bytes(raw: bytes, edits: list[tuple[str, float, int]]) -> bytes:
    """The bytes with the edits done, each at its share of the length."""
    held = bytearray(raw)
    for what, share, number in edits:
        at = int(len(held) * share)
        if not held:
            break
        if what == "flip":
            held[at] ^= number
        elif what == "cut":
            del held[at : at + number]
        elif what == "insert":
            held[at:at] = bytes([number])
        elif what == "end":
            del held[at:]
        elif what == "double":
            held[at:at] = held[at : at + number]
        else:
            # A digit for a digit is what no reader can see; the numbers must follow it.
            digits = [i for i in range(at, min(at + 200, len(held))) if 48 <= held[i] <= 57]
            if digits:
                held[digits[0]] = 48 + number % 10
    return bytes(held)
