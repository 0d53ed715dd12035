"""Cells: values of any kind as stripped text, text as numbers, and text that is a date."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Texts = NDArray[np.object_]

# Control characters but for ends of lines, and halves of letters: no plan file could hold them.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]+")
# What stands in their place, as wherever a letter is not known; at an end it is left out.
UNKNOWN = "\ufffd"
LEFT_OUT_AT_ENDS = UNKNOWN + "".join(filter(str.isspace, map(chr, range(0x3001))))
NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
# Thousands set apart by commas or by blanks of any width, as spreadsheets show them.
BLANKS = " \u00a0\u2009\u202f"
BY_COMMA = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")
BY_BLANK = re.compile(rf"[+-]?[0-9]{{1,3}}(?:[{BLANKS}][0-9]{{3}})+(?:\.[0-9]*)?")
# A decimal comma, as Excel writes where semicolons part the columns.
DECIMAL_COMMA = re.compile(
    rf"[+-]?(?:[0-9]{{1,3}}(?:[.{BLANKS}][0-9]{{3}})+|[0-9]+),(?P<decimals>[0-9]+)"
)


def clean(text: str) -> str:
    """A cell stripped, without control characters, and without the guard of ``="E01000001"``."""
    if not text.isprintable():
        text = CONTROLS.sub(UNKNOWN, text).strip(LEFT_OUT_AT_ENDS)
    text = text.strip()
    # So written, Excel keeps a code as it is.
    return text[2:-1].strip() if len(text) > 3 and text[:2] == '="' and text[-1] == '"' else text


def text_of(value: object) -> str:
    """A value as a spreadsheet shows it, cleaned; empty for a missing one."""
    if isinstance(value, str):
        return clean(value)
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, bool | np.bool_):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | np.floating):
        return _number_text(float(str(value)))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return clean(str(value))


def _number_text(value: float) -> str:
    if math.isnan(value):
        return ""
    # A column of whole codes with a gap in it is read as numbers with a point.
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    # Fifteen digits are what Excel keeps and shows: 0.1 + 0.2 is 0.3.
    return f"{value:.15g}"


def text_columns(frame: Any) -> dict[str, Texts]:
    """The columns of a pandas table as arrays of stripped strings."""
    return {clean(str(frame.columns[i])): texts_of(frame.iloc[:, i]) for i in range(frame.shape[1])}


def texts_of(values: Iterable[object]) -> Texts:
    """Values as an array of stripped strings, equal ones sharing one string."""
    seen: dict[str, str] = {}
    texts = [text_of(value) for value in values]
    held = np.empty(len(texts), dtype=object)
    held[:] = [seen.setdefault(text, text) for text in texts]
    return held


def numbers_of(texts: Texts, decimal_comma: bool) -> tuple[NDArray[np.float64], int]:
    """Text as numbers.

    Parameters
    ----------
    texts
        Array (n,) of stripped strings.
    decimal_comma
        Whether the file is one in which a comma may stand for the decimal point. A number that
        could then be read in two ways, such as ``1,234``, is none unless the column tells.

    Returns
    -------
    numbers, separated
        Array (n,), NaN where the text is no number; and in how many cells thousands were set apart
        or a decimal comma was read.
    """
    codes, uniques = pd.factorize(texts)
    distinct: list[str] = [str(text) for text in uniques]
    told = decimal_comma and any(_is_surely_decimal(text) for text in distinct)
    parsed = [_number(text, decimal_comma, told) for text in distinct]
    values = np.array([value for value, _ in parsed] or [math.nan], dtype=np.float64)[codes]
    repaired = np.array([mended for _, mended in parsed] or [False], dtype=np.bool_)[codes]
    return values, int(repaired.sum())


def _is_surely_decimal(text: str) -> bool:
    found = DECIMAL_COMMA.fullmatch(text)
    if found is None:
        return False
    return len(found["decimals"]) != 3 or text.lstrip("+-").startswith("0") or "." in text


def _number(text: str, decimal_comma: bool, told: bool) -> tuple[float, bool]:
    """The number a text is, or NaN; and whether separators had to be taken out of it."""
    if NUMBER.fullmatch(text):
        # Where commas are decimal, a point in a group of three may set thousands apart.
        unclear = told and re.fullmatch(r"[+-]?[0-9]{1,3}\.[0-9]{3}", text)
        return (math.nan, False) if unclear else (_finite(text), False)
    if BY_BLANK.fullmatch(text):
        return _finite(re.sub(f"[{BLANKS}]", "", text)), True
    if decimal_comma and DECIMAL_COMMA.fullmatch(text) and (told or _is_surely_decimal(text)):
        return _finite(re.sub(f"[.{BLANKS}]", "", text).replace(",", ".")), True
    if BY_COMMA.fullmatch(text) and (not decimal_comma or text.count(",") > 1):
        return _finite(text.replace(",", "")), True
    return math.nan, False


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else math.nan
