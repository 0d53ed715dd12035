"""From answers to a place: the recipe, and reading it with the rest where a file fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from icp_footprints.errors import FootprintsError, InputError
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from ui.wizard.answers import Answer, Kind
from ui.wizard.plain_errors import plainly

if TYPE_CHECKING:
    from icp_footprints.geography.place import Place
    from icp_footprints.sources.recipe import Recipe

# A preview this many pixels wide shows no finer detail.
PREVIEW_PX = 900


@dataclass(frozen=True)
class PlaceAnswers:
    """What the user says of the place as a whole.

    Parameters
    ----------
    name
        Its name; taken from the files where empty.
    where
        Codes wanted by column of the units' file; empty for all.
    bands
        How many people a footprint should hold, the foremost first.
    allow_empty, allow_islands
        Whether units where nobody lives, and units that touch no other, are accepted.
    """

    name: str = ""
    where: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    bands: tuple[Band, ...] = (Band(),)
    allow_empty: bool = False
    allow_islands: bool = False


@dataclass(frozen=True, eq=False)
class Made:
    """A place and an empty plan of it.

    Parameters
    ----------
    place, plan
        What was made.
    left_out
        Title of each file that could not be used, and why.
    outlines
        Array (units,) of the units' shapes, coarse enough for a preview; EPSG:27700.
    """

    place: Place
    plan: Plan
    left_out: tuple[tuple[str, str], ...]
    outlines: NDArray[np.object_]


def recipe_of(answers: Sequence[Answer], place: PlaceAnswers) -> Recipe:
    """The recipe that the answers come to, the same that the command line would make."""
    from icp_footprints.sources.layers.lookups import Lookup
    from icp_footprints.sources.layers.overlays import Overlay
    from icp_footprints.sources.layers.points import PointsFile
    from icp_footprints.sources.new_place import Recipe

    def sources(kind: Kind) -> list[str]:
        return [each.look.source for each in answers if kind in each.kinds]

    def only(kind: Kind) -> str | None:
        return next(iter(sources(kind)), None)

    def named(kind: Kind) -> list[tuple[str, str]]:
        return [(each.names[kind], each.look.source) for each in answers if kind in each.kinds]

    lookups = [
        # With its file, so that a column of the same name elsewhere is not meant.
        Lookup(layer.name, layer.column if "units" in each.kinds else _of_file(each, layer.column))
        for each in answers
        if each.kinds & {"units", "data"}
        for layer in each.layers
        if layer.is_wanted
    ]
    return Recipe(
        units=only("units") or "",
        where=place.where,
        tables=tuple(sources("data")),
        columns=tuple(choice for each in answers if each.kinds for choice in each.choices),
        lookups=tuple(lookups),
        overlays=tuple(Overlay(name, source) for name, source in named("overlay")),
        registrations=only("registrations"),
        practice_pcn=only("practice-pcn"),
        point_layers=tuple(PointsFile(name, source) for name, source in named("points")),
        postcodes=only("postcodes"),
        change_lookup=only("change-lookup"),
        place_name=place.name.strip(),
        allow_empty=place.allow_empty,
        allow_islands=place.allow_islands,
    )


def _of_file(each: Answer, column: str) -> str:
    return f"{each.look.source}:{column}"


def make(answers: Sequence[Answer], wanted: PlaceAnswers, progress: Progress) -> Made:
    """Read the files and make an empty plan; a file that fails is left out and named.

    Raises
    ------
    InputError
        When the units cannot be read, or no single file is at fault.
    Cancelled
        When the user stops it.
    """
    from icp_footprints.plan.actions.set_bands import set_bands
    from icp_footprints.sources.new_place import read_place

    kept, left_out = list(answers), list[tuple[str, str]]()
    while True:
        try:
            place = read_place(recipe_of(kept, wanted), progress)
            break
        except FootprintsError as error:
            words = plainly(error)
            failing = at_fault(str(error), kept)
            if failing is None:
                raise InputError(words) from error
            left_out.append((failing.look.title, words))
            kept = [_without(each, failing) for each in kept]
            progress.check_cancelled()
    held = {ledger.name for ledger in place.ledgers}
    bands = tuple(band for band in wanted.bands if band.ledger in held)
    plan = set_bands(Plan.empty(len(place.units), "New plan"), bands or (Band(),))
    return Made(place, plan, tuple(left_out), _coarse(place))


def at_fault(words: str, answers: Sequence[Answer]) -> Answer | None:
    """The one file that an error names, where the rest can do without it."""
    named = [each for each in answers if each.kinds and any(name in words for name in _names(each))]
    units = [each for each in named if "units" in each.kinds]
    others = [each for each in named if "units" not in each.kinds]
    return others[0] if len(others) == 1 and not units else None


def _names(each: Answer) -> tuple[str, ...]:
    """What an error may call a file: itself, or a layer of it."""
    source = each.look.source
    if each.look.is_layer:
        path, _, layer = source.rpartition(":")
        return (source, f"{Path(path).name}:{layer}")
    if each.look.part:
        return (source, Path(each.look.file).name)
    return (source, Path(source).name)


def _without(each: Answer, failing: Answer) -> Answer:
    """The same answer without what needs the file that failed."""
    if each is failing:
        return replace(each, kinds=frozenset[Kind](), layers=())
    if "registrations" in failing.kinds:
        return replace(each, kinds=each.kinds - {"practice-pcn"})
    return each


def _coarse(place: Place) -> NDArray[np.object_]:
    west, south, east, north = shapely.total_bounds(place.units.geometry).tolist()
    step_m = max(east - west, north - south) / PREVIEW_PX
    shapes = shapely.simplify(place.units.geometry, step_m, preserve_topology=False)
    return np.asarray(shapes, dtype=object)
