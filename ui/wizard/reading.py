"""From answers to a place: the recipe, and reading it with the rest where a file fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from ui.wizard.answers import Answer, Kind
from ui.wizard.faults import read_the_rest
from ui.wizard.headings import headings
from ui.wizard.kept_bands import kept_bands

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
    bands_told
        A sentence for each band that is not as it was asked for.
    headings
        What to call each source of the place, with the part of its file that was read.
    """

    place: Place
    plan: Plan
    left_out: tuple[tuple[str, str], ...]
    outlines: NDArray[np.object_]
    bands_told: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


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
        people_points=only("people-points"),
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
        When the units cannot be read, no single file is at fault, or the rest cannot do without.
    Cancelled
        When the user stops it.
    """
    from icp_footprints.plan.actions.set_bands import set_bands
    from icp_footprints.sources.new_place import read_place

    def read(kept: Sequence[Answer]) -> Place:
        return read_place(recipe_of(kept, wanted), progress)

    place, failed = read_the_rest(answers, read, progress)
    left_out = tuple((each.look.title, words) for each, words in failed)
    blamed = [each.look.title for each, _ in failed if "registrations" in each.kinds]
    ledgers = [ledger.name for ledger in place.ledgers]
    bands, told = kept_bands(wanted.bands, ledgers, blamed)
    plan = set_bands(Plan.empty(len(place.units), "New plan"), bands)
    lost = {each.look.source for each, _ in failed}
    kept = [each for each in answers if each.look.source not in lost]
    return Made(place, plan, left_out, _coarse(place), told, headings(place.sources, kept))


def _coarse(place: Place) -> NDArray[np.object_]:
    west, south, east, north = shapely.total_bounds(place.units.geometry).tolist()
    step_m = max(east - west, north - south) / PREVIEW_PX
    shapes = shapely.simplify(place.units.geometry, step_m, preserve_topology=False)
    return np.asarray(shapes, dtype=object)
