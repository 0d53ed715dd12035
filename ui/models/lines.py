"""A line of figures with bars, and sections of lines: plain values between figures and views."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """A bar from 0 to 1, and where it should end, where there is such a stretch."""

    value: float
    band: tuple[float, float] | None = None


@dataclass(frozen=True)
class Cell:
    """A figure: as it is shown, as it is copied, its bar, and how it is read out."""

    text: str
    copied: float | str
    bar: Bar | None = None
    said: str = ""
    """Words for a screen reader; the text where empty."""


EMPTY = Cell("", "")


@dataclass(frozen=True)
class Line:
    """What is measured, its two figures and, in a tooltip, what they mean."""

    label: str
    cells: tuple[Cell, Cell]
    tip: str = ""


@dataclass(frozen=True)
class Section:
    """Lines under a title; a heading for each column of figures."""

    title: str
    headings: tuple[str, str]
    lines: tuple[Line, ...]
    tip: str = ""
