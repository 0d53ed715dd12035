"""File names for places: safe on every system, and each place's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePath

from icp_footprints.exchange.plan_file import SUFFIX

# Room is left for the suffix and for a temporary name beside it.
LONGEST = 60
NOT_IN_NAMES = re.compile(r"[^\w.-]+")
# Windows keeps these for devices, whatever the suffix.
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def plan_file_names(places: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A file name for each place, by its code.

    Parameters
    ----------
    places
        Code and name of every place of a run; of a name that several have, all but the first by
        code have their code in the file name as well.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for code, name in sorted(places):
        stem = safe_stem(name) or safe_stem(code) or "place"
        if stem.casefold() in taken:
            stem = f"{stem[: LONGEST // 2]}-{safe_stem(code)[: LONGEST // 2]}"
        first, number = stem, 1
        while stem.casefold() in taken:
            number += 1
            stem = f"{first}-{number}"
        taken.add(stem.casefold())
        names[code] = f"{stem}{SUFFIX}"
    return names


def safe_stem(text: str) -> str:
    """Text as part of a file name: letters, digits, dots and hyphens; empty where none are left."""
    plain = unicodedata.normalize("NFC", text)
    stem = NOT_IN_NAMES.sub("-", plain).strip("-._")[:LONGEST].rstrip("-._")
    return f"{stem}-place" if DEVICES.fullmatch(stem) else stem


def is_own_name(name: str) -> bool:
    """Whether a name read from a file could have been given here: of a plan file, in no folder."""
    return name.endswith(SUFFIX) and PurePath(name).name == name and "\\" not in name
