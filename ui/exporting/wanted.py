"""What is to be written: which files, into which folder, under which name, and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

PictureFill = Literal["colour", "pattern", "colour+pattern"]
PictureSuffix = Literal[".png", ".svg"]
MOST_SIMPLIFIED_M = 1000
LONGEST_TEXT = 254
REMEMBERED = "export/choices"


@dataclass(frozen=True)
class Choices:
    """What is remembered between two exports, whatever plan they are of.

    Parameters
    ----------
    kinds
        The files to write, by the keys of `ui.exporting.kinds.KINDS`.
    simplify_m
        How far lines for other systems may be simplified, in metres; 0 keeps them.
    made_by
        Who made the files, for covers.
    public
        Whether the web map leaves out notes, leads, partners and open issues.
    comments_to
        The address that comments on the web map go to; empty for none.
    suffix, fill
        The kind of picture, and how it tells footprints apart.
    only_active
        Whether the picture shows the active footprint alone.
    """

    kinds: tuple[str, ...] = ("pdf", "summary-pdf")
    simplify_m: int = 0
    made_by: str = ""
    public: bool = True
    comments_to: str = ""
    suffix: PictureSuffix = ".png"
    fill: PictureFill = "colour"
    only_active: bool = False

    def stored(self) -> dict[str, Any]:
        """As it is put away."""
        return asdict(self)


@dataclass(frozen=True)
class Wanted:
    """What to write of one plan.

    Parameters
    ----------
    choices
        Which files, and how.
    folder, name
        Where they go, and what their names begin with.
    footprint_id
        The footprint that the picture shows; None for the whole plan.
    """

    choices: Choices
    folder: Path
    name: str
    footprint_id: str | None = None


def restored(stored: Mapping[str, Any]) -> Choices:
    """Choices as they were put away; what makes no sense is as at first."""
    usual = Choices()
    fits = {
        name: value
        for name, value in stored.items()
        if hasattr(usual, name) and _fits(name, value, getattr(usual, name))
    }
    kinds = fits.pop("kinds", usual.kinds)
    return replace(usual, kinds=tuple(str(each) for each in kinds), **fits)


def _fits(name: str, value: Any, usual: object) -> bool:
    if name == "kinds":
        return isinstance(value, list | tuple)
    if name == "fill":
        return value in get_args(PictureFill)
    if name == "suffix":
        return value in get_args(PictureSuffix)
    if name == "simplify_m":
        return type(value) is int and 0 <= value <= MOST_SIMPLIFIED_M
    if isinstance(value, str):
        return isinstance(usual, str) and len(value) <= LONGEST_TEXT
    return type(value) is type(usual)
