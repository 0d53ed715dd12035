"""What an inspection found, and its words for somebody who knows Excel."""

from __future__ import annotations

from dataclasses import dataclass

from icp_footprints.sources.recognition.code_columns import OWN, CodeColumn
from icp_footprints.sources.recognition.recognise import Recognition
from icp_footprints.sources.recognition.roles import ROLE_WORDS
from icp_footprints.sources.recognition.services import Service
from icp_footprints.wording import count_words, people_words, printable

SHAPE_WORDS = {"areas": "area", "lines": "line", "points": "point"}


@dataclass(frozen=True)
class LayerOutline:
    """One layer of a file that has several.

    Parameters
    ----------
    name
        Its name.
    rows
        How many features it has.
    shape
        ``areas``, ``lines`` or ``points``; empty where it has none of these.
    about
        What its rows are about, such as ``LSOA 2021``; empty where that is not known.
    """

    name: str
    rows: int
    shape: str
    about: str


@dataclass(frozen=True)
class Inspection:
    """What a file is.

    Parameters
    ----------
    given
        The file as the user wrote it.
    kind
        Its format in words.
    system
        Its reference system in words; empty for a table.
    shape
        ``areas``, ``lines`` or ``points``; empty for a table.
    rows
        How many rows of data it has.
    layers
        Its layers, where it has several and none was named; then nothing else was looked at.
    recognition
        What was recognised in its columns.
    services
        What it can serve as.
    people
        The sum of its column of people or patients, where it can be read.
    notes
        What is odd about it, one sentence each.
    """

    given: str
    kind: str
    system: str = ""
    shape: str = ""
    rows: int = 0
    layers: tuple[LayerOutline, ...] = ()
    recognition: Recognition | None = None
    services: tuple[Service, ...] = ()
    people: float | None = None
    notes: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """What to print, a line each."""
        return [printable(line) for line in _lines_of(self)]


def _lines_of(found: Inspection) -> list[str]:
    """An inspection as lines of text."""
    lines = [found.given, f"  format: {found.kind}"]
    if found.layers:
        return [*lines, *_layers(found)]
    if found.system:
        lines.append(f"  reference system: {found.system}")
    lines.append(f"  holds: {_holds(found)}")
    if found.recognition is not None:
        lines += _columns(found.recognition)
    lines += _services(found)
    if found.notes:
        lines.append("  worth knowing:")
        lines += [f"    {note}" for note in found.notes]
    return lines


def _layers(found: Inspection) -> list[str]:
    lines = [f"  {len(found.layers)} layers:"]
    for layer in found.layers:
        count = count_words(layer.rows, SHAPE_WORDS.get(layer.shape, "row"))
        about = f" of {layer.about}" if layer.about else ""
        lines.append(f"    {layer.name}: {count}{about}")
    lines.append(f"  Look into one as {found.given}:{found.layers[0].name}")
    return lines


def _holds(found: Inspection) -> str:
    words = count_words(found.rows, SHAPE_WORDS.get(found.shape, "row"))
    if found.recognition is not None:
        words += f", {count_words(len(found.recognition.held), 'column')}"
    if found.people is not None:
        what = "people" if found.recognition and found.recognition.has("people") else "patients"
        words += f", {people_words(found.people, what)}"
    return words


def _columns(found: Recognition) -> list[str]:
    """Role, column and what it holds, a line each; the codes first."""
    lines: list[str] = []
    unit = found.columns.get("unit")
    for each in found.codes:
        role = "unit codes" if each.column == unit else "area codes"
        lines.append(f"    {role}: {each.column} ({_about(each)})")
    if unit is not None and all(each.column != unit for each in found.codes):
        lines.append(f"    unit codes: {unit}")
    told = {each.column for each in found.codes} | {unit}
    for role, column in found.columns.items():
        if column not in told and role not in {"id", "name", "unit_name"}:
            lines.append(f"    {ROLE_WORDS[role]}: {column}")
    if found.ages:
        first, last = found.ages[0], found.ages[-1]
        columns = len(found.ages)
        lines.append(
            f"    ages: {first.column} to {last.column} "
            f"({count_words(columns, 'column')}, {first.label} to {last.label})"
        )
    return ["  recognised:", *lines] if lines else ["  recognised: nothing"]


def _about(code: CodeColumn) -> str:
    about = "ids of your own" if code.geography == OWN else code.geography
    year = f" {code.vintage}" if code.vintage else ""
    aside = ", where it lies" if code.is_aside else ""
    named = f", names in {code.name_column}" if code.name_column else ""
    return f"{about}{year}{aside}{named}"


def _services(found: Inspection) -> list[str]:
    if not found.services:
        return [
            "  can serve as: nothing yet",
            "    Say what its columns are with --column ROLE=COLUMN. A ROLE is one of:",
            f"    {', '.join(ROLE_WORDS)}.",
        ]
    width = max(len(service.what) for service in found.services)
    return [
        "  can serve as:",
        *(f"    {service.what:<{width}}  {service.option}" for service in found.services),
    ]
