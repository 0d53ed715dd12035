"""A stamp: which plan and version a file says it was made from; and what else it holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from icp_footprints.exchange.exporting.content import MOST_SIMPLIFIED_M
from icp_footprints.plan.plan import MOST_VERSIONS
from icp_footprints.plan.status import CONTENT_HASH, Status

LONGEST_NAME = 10_000
# A unit's or a footprint's properties, as the file gives them.
Row = dict[str, str]


@dataclass(frozen=True)
class Stamp:
    """What a file says of its plan.

    Parameters
    ----------
    content_hash
        64 hexadecimal digits (see `icp_footprints.plan.content_hash`).
    plan_version, status
        Those of the plan when the file was made; None where the file does not say.
    place, plan, made_on
        Names and date; empty where it does not say.
    """

    content_hash: str
    plan_version: int | None = None
    status: Status | None = None
    place: str = ""
    plan: str = ""
    made_on: str = ""

    def covers(self, part: Stamp) -> bool:
        """Whether what a part of the file says is the same, as far as the part says anything."""
        return part.content_hash == self.content_hash and all(
            own is None or theirs is None or own == theirs
            for own, theirs in (
                (self.plan_version, part.plan_version),
                (self.status, part.status),
            )
        )


@dataclass(frozen=True)
class Drawn:
    """A footprint as a file has it.

    Parameters
    ----------
    row
        Its properties.
    area_km2
        The area of its outline; None where it has none.
    is_exact
        Whether the outline is in EPSG:27700, as it was drawn; else its corners were rounded.
    """

    row: Row
    area_km2: float | None
    is_exact: bool


@dataclass(frozen=True)
class Found:
    """What was read of a file.

    Parameters
    ----------
    kind
        What it is, in words: ``a GeoJSON file``.
    stamps
        The different stamps in it; there should be one.
    rows
        The properties of its units or footprints, where it holds any.
    footprints
        Its footprints with their outlines, where it draws them.
    simplified_m
        How far it says that its lines were simplified; see `ExportContent`.
    is_listing
        Whether it is one that lists units or footprints, even where it holds none.
    cuts_texts
        Whether texts in it are shortened as `cut_text` does.
    """

    kind: str
    stamps: tuple[Stamp, ...] = ()
    rows: tuple[Row, ...] = ()
    footprints: tuple[Drawn, ...] = ()
    simplified_m: float = 0.0
    is_listing: bool = False
    cuts_texts: bool = False


def stamp_from(said: object) -> Stamp | None:
    """The stamp in what a file says of itself; None where it says no content hash.

    Parameters
    ----------
    said
        As from JSON: an object with ``content_hash``, ``plan_version``, ``status``, ``place``,
        ``plan`` and ``made_on``, each as text or number. Anything else has no stamp.
    """
    if not isinstance(said, Mapping):
        return None
    held = cast("Mapping[object, object]", said)
    content = held.get("content_hash")
    if not (isinstance(content, str) and CONTENT_HASH.fullmatch(content)):
        return None
    status = held.get("status")
    return Stamp(
        content,
        _version(held.get("plan_version")),
        Status(status) if status in list(Status) else None,
        *(_text(held.get(key)) for key in ("place", "plan", "made_on")),
    )


def simplified_from(said: object) -> float:
    """How far lines were simplified, in metres, in what a file says of itself; 0 for not."""
    if not isinstance(said, Mapping):
        return 0.0
    value = cast("Mapping[object, object]", said).get("simplified_m")
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return 0.0
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    return float(value) if 0 <= value <= MOST_SIMPLIFIED_M else 0.0


def stamp_from_json(text: str) -> Stamp | None:
    """The stamp in JSON text; None where it is no JSON, or says no content hash."""
    try:
        return stamp_from(json.loads(text))
    except (ValueError, RecursionError):
        return None


def simplified_from_json(text: str) -> float:
    """How far lines were simplified, in metres, by JSON text; 0 for not, or where it is none."""
    try:
        return simplified_from(json.loads(text))
    except (ValueError, RecursionError):
        return 0.0


def different(own: Stamp | None, parts: Iterable[Stamp | None]) -> tuple[Stamp, ...]:
    """The different stamps of a file, each once.

    Parameters
    ----------
    own
        What the file as a whole says.
    parts
        What its features, sheets or layers say; those that say the same are left out.
    """
    found = [] if own is None else [own]
    for part in parts:
        if part is not None and not any(each.covers(part) for each in found):
            found.append(part)
    return tuple(found)


def _version(value: object) -> int | None:
    # GDAL gives back numbers of any kind; 1.0 is version 1. JSON may hold infinity.
    if isinstance(value, str) and value.isdecimal() and len(value) < 10:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if 1 <= value < MOST_VERSIONS and value == int(value) else None


def _text(value: object) -> str:
    return value[:LONGEST_NAME] if isinstance(value, str) else ""
