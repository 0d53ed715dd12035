"""What units may be filled by, and which class of it each unit is in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.place import Place
from icp_footprints.geography.profile import DECILE_UNKNOWN
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.report.colouring import COLOURS
from icp_footprints.wording import layer_words, printed_people
from ui import words

if TYPE_CHECKING:
    import networkx as nx

FOOTPRINT = "footprint"
UNKNOWN = -1
CLASSES = 5
SHARES = (0.5, 0.65, 0.8, 0.95)


@dataclass(frozen=True)
class FillChoice:
    """Something that units can be filled by.

    Parameters
    ----------
    key
        ``footprint``, ``deprivation``, or ``people:``, ``area:`` or ``share:`` and the name of a
        ledger or layer.
    title
        What the user sees.
    """

    key: str
    title: str


@dataclass(frozen=True, eq=False)
class UnitFill:
    """A fill of one place.

    Parameters
    ----------
    choice
        What it is by.
    classes
        Each class in words, from little to much where there is an order.
    class_of
        Array (n,): position of each unit's class, or `UNKNOWN`.
    tones
        Colour of each class: a share of the ramp from 0 to 1 where `is_ordered`, else the number
        of a colour that neighbouring classes do not have.
    is_ordered
        Whether the classes have an order.
    values
        The value of each unit in words; empty where it is unknown.
    """

    choice: FillChoice
    classes: tuple[str, ...]
    class_of: NDArray[np.int16]
    tones: tuple[float, ...]
    is_ordered: bool
    values: tuple[str, ...]

    def sentence(self, row: int) -> str:
        """The value of a unit and the class it is in: never to be told by colour alone."""
        number = int(self.class_of[row])
        if number == UNKNOWN:
            return f"{self.choice.title}: not known"
        said = self.values[row]
        group = self.classes[number]
        return f"{self.choice.title}: {said}" + (f" ({group})" if group != said else "")


def fill_choices(place: Place | None) -> tuple[FillChoice, ...]:
    """Everything that the units of a place can be filled by."""
    found = [FillChoice(FOOTPRINT, "Footprint")]
    if place is None:
        return tuple(found)
    found += [FillChoice(f"people:{each.name}", each.label) for each in place.ledgers]
    if place.profile.deprivation is not None:
        title = f"{place.profile.deprivation.index} decile"
        found.append(FillChoice("deprivation", title))
    for layer in place.layers:
        title = layer_words(layer.name)
        found.append(FillChoice(f"area:{layer.name}", f"Main {title}"))
        if layer.kind != "lookup":
            found.append(FillChoice(f"share:{layer.name}", f"Share of the main {title}"))
    return tuple(found)


def unit_fill(place: Place, choice: FillChoice) -> UnitFill | None:
    """The classes of every unit; None for the fill by footprint, which the plan makes."""
    kind, _, name = choice.key.partition(":")
    if kind == "people":
        return _people(choice, place.ledger(name).people)
    if kind == "deprivation":
        return _deprivation(choice, place)
    if kind == "area":
        return _areas(choice, place, place.layer(name))
    if kind == "share":
        return _shares(choice, place.layer(name))
    return None


def _people(choice: FillChoice, people: NDArray[np.float64]) -> UnitFill:
    breaks = round_breaks(people)
    class_of = np.searchsorted(breaks, people, side="right").astype(np.int16)
    values = tuple(_printed(each) for each in people.tolist())
    return _ordered(choice, _ranges(breaks, "people"), class_of, values)


def round_breaks(values: NDArray[np.float64], classes: int = CLASSES) -> NDArray[np.float64]:
    """Round numbers that part values into classes of about as many units each."""
    at = np.quantile(values, np.linspace(0, 1, classes + 1)[1:-1])
    spread = float(np.quantile(values, 0.9) - np.quantile(values, 0.1)) or float(values.max()) or 1
    step = 10.0 ** np.floor(np.log10(spread / classes))
    step = max(1.0, float(step))
    rounded = np.unique(np.round(at / step) * step)
    # A break that nobody is below parts nothing.
    return rounded[(rounded > values.min()) & (rounded <= values.max())]


def _deprivation(choice: FillChoice, place: Place) -> UnitFill | None:
    known = place.profile.deprivation
    if known is None:
        return None
    decile = known.decile.astype(np.int16)
    class_of = np.where(decile == DECILE_UNKNOWN, UNKNOWN, 10 - decile).astype(np.int16)
    ends = {1: " (most deprived)", 10: " (least deprived)"}
    classes = tuple(f"Decile {each}{ends.get(each, '')}" for each in range(10, 0, -1))
    values = tuple(classes[number] if number != UNKNOWN else "" for number in class_of.tolist())
    return _ordered(choice, classes, class_of, values)


def _areas(choice: FillChoice, place: Place, layer: ReferenceLayer) -> UnitFill:
    # A quarter of a second to load, which the window starts without.
    import networkx as nx

    dominant = layer.dominant_area
    present = np.unique(dominant[dominant >= 0])
    class_of = np.where(dominant >= 0, np.searchsorted(present, dominant), UNKNOWN)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(present)))
    ends = class_of[place.adjacency.shared_pairs].reshape(-1, 2)
    ends = ends[(ends[:, 0] != ends[:, 1]) & (ends.min(axis=1) >= 0)]
    graph.add_edges_from(np.unique(np.sort(ends, axis=1), axis=0).tolist())
    colours = _spread_colours(graph)
    short = words.short_names(layer)
    names = tuple(short[layer.area_names[area]] for area in present.tolist())
    return UnitFill(
        choice,
        names,
        class_of.astype(np.int16),
        tuple(float(colours[number]) for number in range(len(present))),
        is_ordered=False,
        values=tuple(names[n] if n != UNKNOWN else "" for n in class_of.tolist()),
    )


def _spread_colours(graph: nx.Graph[int]) -> dict[int, int]:
    """A colour of each area that no neighbour has, where that can be; all of them used alike.

    With the fewest colours that do, a legend would name many areas by the same one.
    """
    colours: dict[int, int] = {}
    used = [0] * COLOURS
    for area in sorted(graph, key=lambda each: (-graph.degree(each), each)):
        taken = {colours[each] for each in graph[area] if each in colours}
        free = [each for each in range(COLOURS) if each not in taken] or list(range(COLOURS))
        colours[area] = min(free, key=lambda each: used[each])
        used[colours[area]] += 1
    return colours


def _shares(choice: FillChoice, layer: ReferenceLayer) -> UnitFill:
    largest = np.zeros(layer.n_units)
    rows = np.repeat(np.arange(layer.n_units), np.diff(layer.shares.indptr))
    np.maximum.at(largest, rows, layer.shares.data)
    class_of = np.searchsorted(SHARES, largest, side="right").astype(np.int16)
    class_of[layer.dominant_area < 0] = UNKNOWN
    ends = [words.percent(each) for each in SHARES]
    between = [f"{low} to under {high}" for low, high in pairwise(ends)]
    classes = (f"Under {ends[0]}", *between, f"{ends[-1]} or more")
    values = tuple(words.percent(each) for each in largest.tolist())
    return _ordered(choice, classes, class_of, values)


def _ordered(
    choice: FillChoice,
    classes: Sequence[str],
    class_of: NDArray[np.int16],
    values: tuple[str, ...],
) -> UnitFill:
    last = max(1, len(classes) - 1)
    tones = tuple(number / last for number in range(len(classes)))
    return UnitFill(choice, tuple(classes), class_of, tones, is_ordered=True, values=values)


def _ranges(breaks: NDArray[np.float64], noun: str) -> list[str]:
    """Classes between breaks in words, of whole numbers: ``1,300 to 1,499 people``."""
    if not len(breaks):
        return [f"All alike, in {noun}"]
    ends = [words.count(each) for each in breaks.tolist()]
    lasts = [words.count(each - 1) for each in breaks.tolist()]
    between = [f"{low} to {last}" for low, last in zip(ends[:-1], lasts[1:], strict=True)]
    return [f"Under {ends[0]}", *between, f"{ends[-1]} or more"]


def _printed(people: float) -> str:
    shown = printed_people(people)
    return shown if isinstance(shown, str) else words.count(shown)
