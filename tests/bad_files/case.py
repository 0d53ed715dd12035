"""What a bad file is, how it is used, and what must become of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Role = Literal[
    "units",
    "data",
    "lookup",
    "registrations",
    "practice_pcn",
    "overlay",
    "points",
    "change",
    "lines",
    "postcodes",
]


@dataclass(frozen=True)
class Refused:
    """One clear line that names the file and matches all of these patterns."""

    names: tuple[str, ...] = ()
    file: bool = True


@dataclass(frozen=True)
class Same:
    """The place with its known numbers, and notes that match all of these patterns.

    `numbers` are those that rightly differ from the good place's; None for not looked at.
    """

    says: tuple[str, ...] = ()
    numbers: Mapping[str, object] = field(default_factory=dict[str, object])


Outcome = Refused | Same


@dataclass(frozen=True)
class Case:
    """A bad file.

    Parameters
    ----------
    name
        Says what is wrong with it.
    role
        What it is given as, beside otherwise good files.
    build
        Writes it into an empty folder; returns it as one would write it on the command line.
    must
        What must happen; where there are several, any one of them.
    options
        Changes of the recipe.
    secret
        Text that must appear nowhere in what comes out.
    """

    name: str
    role: Role
    build: Callable[[Path], Path | str]
    must: tuple[Outcome, ...]
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    secret: str = ""


def refused(*names: str, file: bool = True) -> Refused:
    return Refused(names, file)


def same(*says: str, **numbers: object) -> Same:
    return Same(says, numbers)
