"""Looking into the files the user chose: what each holds and could serve as. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from icp_footprints.errors import FootprintsError
from icp_footprints.progress import Progress
from ui.wizard.plain_errors import plainly

if TYPE_CHECKING:
    from icp_footprints.sources.opened_table import ColumnChoice
    from icp_footprints.sources.opening.tables import Table
    from icp_footprints.sources.recognition.inspected import Inspection

# The kinds of area that a file of units may be larger than, and a place be one of.
PLACES = ("local authority", "sub-ICB", "ICB")


@dataclass(frozen=True)
class Region:
    """Areas of one kind in a file of units, by which it can be cut down to one place.

    Parameters
    ----------
    geography
        The kind of area, such as ``local authority``.
    column
        The column of its codes.
    areas
        Code and name of each, by name.
    """

    geography: str
    column: str
    areas: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Look:
    """A file, or one layer of a file that has several, and what was found in it.

    Parameters
    ----------
    source
        ``FILE`` or ``FILE:LAYER``, as the readers take it.
    title
        What the user is shown for it.
    inspection
        What was found; None where it could not be read.
    regions
        For units: the larger areas they lie in.
    problem
        Why it could not be read, and the way out; empty where it could.
    is_layer
        Whether it is one layer of several, which nobody asked for by itself.
    parts
        Parts of the file of which one has to be meant: sheets or members. Empty where there is no
        choice; the layers of a GeoPackage are looks of their own.
    part
        Which of them this is; empty where nobody has said yet, or that cannot be told.
    """

    source: str
    title: str
    inspection: Inspection | None = None
    regions: tuple[Region, ...] = ()
    problem: str = ""
    is_layer: bool = False
    parts: tuple[str, ...] = ()
    part: str = ""

    @property
    def file(self) -> str:
        """The file, without the part."""
        return self.source.removesuffix(f":{self.part}") if self.part else self.source

    @property
    def part_title(self) -> str:
        """The part and its file, as a reader sees them."""
        return f"{self.part.rpartition('/')[2]} in {Path(self.file).name}"

    @property
    def is_open(self) -> bool:
        """Whether it has to be said first which part is meant."""
        return bool(self.parts) and self.inspection is None and not self.problem


def look_into(path: Path, progress: Progress) -> tuple[Look, ...]:
    """Look into a file, layer by layer; a file that cannot be read is one look that says why."""
    from icp_footprints.sources.opening.parts import only_features, part_read, parts_of
    from icp_footprints.sources.recognition.inspection import inspect

    progress.report(0.0, f"Looking into {path.name}")
    parts: tuple[str, ...] = ()
    try:
        if path.suffix.lower() != ".gpkg":
            parts = parts_of(path)
        found = inspect(str(path))
    except FootprintsError as error:
        # Of several parts the readers choose none, or one that is no table: the user can say.
        problem = "" if parts else plainly(error)
        return (Look(str(path), path.name, problem=problem, parts=parts),)
    if not found.layers:
        part = part_read(found.kind, parts) or only_features(parts)
        return (_with_regions(Look(str(path), path.name, found, parts=parts, part=part)),)
    looks: list[Look] = []
    for number, layer in enumerate(found.layers):
        progress.check_cancelled()
        progress.report(number / len(found.layers), f"Looking into {path.name}, {layer.name}")
        source, title = f"{path}:{layer.name}", f"{layer.name} in {path.name}"
        try:
            look = Look(source, title, inspect(source), is_layer=True)
        except FootprintsError as error:
            looks.append(Look(source, title, problem=plainly(error), is_layer=True))
            continue
        looks.append(_with_regions(look))
    return tuple(looks)


def look_into_part(look: Look, part: str) -> Look:
    """Another part of the same file.

    Raises
    ------
    InputError
        When it cannot be read.
    """
    from icp_footprints.sources.recognition.inspection import inspect

    source = f"{look.file}:{part}"
    found = Look(source, "", inspect(source), parts=look.parts, part=part)
    return _with_regions(replace(found, title=found.part_title))


def look_again(look: Look, choices: Sequence[ColumnChoice]) -> Look:
    """The same file with columns that the user named.

    Raises
    ------
    InputError
        When it can no longer be read.
    """
    from icp_footprints.sources.opened_table import recognised
    from icp_footprints.sources.recognition.services import services_of

    before = look.inspection
    if before is None:
        return look
    found = recognised(look.source, _table(look), choices).recognition
    services = services_of(found, before.shape, look.source)
    return replace(look, inspection=replace(before, recognition=found, services=services))


def _table(look: Look) -> Table:
    from icp_footprints.sources.opening.features import read_features
    from icp_footprints.sources.opening.tables import read_table

    is_of_features = look.inspection is not None and bool(look.inspection.system)
    return read_features(look.source).table if is_of_features else read_table(look.source)


def _with_regions(look: Look) -> Look:
    """Areas with their codes and names; the table is read again, for an inspection keeps none."""
    held = look.inspection
    if held is None or held.recognition is None or held.shape != "areas":
        return look
    unit = held.recognition.columns.get("unit")
    columns = [
        each
        for each in held.recognition.codes
        if each.geography in PLACES and each.column != unit and not each.is_aside
    ]
    if not columns:
        return look
    table = _table(look)
    regions: dict[str, Region] = {}
    for each in columns:
        codes = table.columns[each.column].tolist()
        names = table.columns[each.name_column].tolist() if each.name_column else codes
        areas = {code: name or code for code, name in zip(codes, names, strict=True) if code}
        by_name = tuple(sorted(areas.items(), key=lambda pair: pair[1].casefold()))
        regions.setdefault(each.geography, Region(each.geography, each.column, by_name))
    ordered = sorted(regions.values(), key=lambda region: PLACES.index(region.geography))
    return replace(look, regions=tuple(ordered))
