"""What the user wants of each file, at first proposed from what was recognised. Knows no Qt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from ui.wizard.look import Look

if TYPE_CHECKING:
    from icp_footprints.sources.opened_table import ColumnChoice
    from icp_footprints.sources.recognition.recognise import Recognition

Kind = Literal[
    "units",
    "data",
    "registrations",
    "practice-pcn",
    "overlay",
    "points",
    "people-points",
    "postcodes",
    "change-lookup",
]
KIND_WORDS: dict[Kind, str] = {
    "units": "Boundaries of the units",
    "data": "Figures and names of the units",
    "registrations": "Registered patients by practice",
    "practice-pcn": "Which PCN each practice is in",
    "overlay": "A layer of areas to compare with",
    "points": "Local assets to count, such as practices",
    "people-points": "Where people live within units",
    "postcodes": "Where each postcode is",
    "change-lookup": "How LSOAs of 2011 became those of 2021",
}
# There can be one file for each of these.
ONLY_ONE: frozenset[Kind] = frozenset(
    {"units", "registrations", "practice-pcn", "people-points", "postcodes", "change-lookup"}
)
NAMED: tuple[Kind, ...] = ("overlay", "points")
# Layers that planners compare with unasked.
USUAL_LAYERS = ("MSOA", "ward", "community", "parish", "PCN")
LONGEST_NAME = 30
NOT_USED, NOT_RECOGNISED = "Not used", "✗ Not recognised, so not used"
NOT_CHOSEN = "✗ Choose a part"


@dataclass(frozen=True)
class Layer:
    """A layer that a column of a file can be, and whether it is wanted."""

    name: str
    column: str
    geography: str
    is_wanted: bool


@dataclass(frozen=True)
class Answer:
    """What the user wants of one file.

    Parameters
    ----------
    look
        What was found in it.
    offered
        What it could serve as.
    kinds
        What it is to serve as, any number of those offered.
    layers
        Layers from its columns.
    names
        What a layer of areas or of points is to be called.
    choices
        Columns the user named.
    """

    look: Look
    offered: tuple[Kind, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    layers: tuple[Layer, ...] = ()
    names: dict[Kind, str] = field(default_factory=dict["Kind", str])
    choices: tuple[ColumnChoice, ...] = ()

    @property
    def words(self) -> str:
        """What it is to be used for."""
        if self.look.problem:
            return "Cannot be used"
        if self.look.is_open:
            return NOT_CHOSEN
        return "; ".join(KIND_WORDS[kind] for kind in self.offered if kind in self.kinds) or (
            NOT_USED if self.offered else NOT_RECOGNISED
        )


def propose(looks: Iterable[Look]) -> tuple[Answer, ...]:
    """What the files are most likely meant for, taken together."""
    answers = [_first(look) for look in looks]
    units = _likeliest_units(answers)
    proposed = [replace(each, kinds=_kinds(each, each is units, answers)) for each in answers]
    return _once_each(proposed)


def offer(look: Look) -> tuple[Kind, ...]:
    """What a file can serve as, by the options the readers would take it with."""
    held = look.inspection
    if held is None:
        return ()
    known: dict[str, Kind] = {f"--{kind}": kind for kind in KIND_WORDS}
    flags = (service.option.partition(" ")[0] for service in held.services)
    found: list[Kind] = [known[flag] for flag in flags if flag in known]
    has_units = held.recognition is not None and held.recognition.has("unit")
    if not held.shape and has_units and not found:
        found.append("data")
    return tuple(dict.fromkeys(found))


def layers_of(look: Look, before: Sequence[Layer] = ()) -> tuple[Layer, ...]:
    """Layers that columns of a file can be, one for each kind of area."""
    from icp_footprints.sources.recognition.services import layer_name
    from icp_footprints.sources.recognition.uses import lookup_columns

    held = look.inspection
    if held is None or held.recognition is None:
        return ()
    if not set(offer(look)) & {"units", "data"}:
        return ()
    found = held.recognition
    earlier = {each.column: each.is_wanted for each in before}
    layers: dict[str, Layer] = {}
    for each in lookup_columns(found.codes, found.columns):
        is_wanted = earlier.get(each.column, each.geography in USUAL_LAYERS)
        name = layer_name(each.geography)
        layers.setdefault(name, Layer(name, each.column, each.geography, is_wanted))
    return tuple(layers.values())


def _first(look: Look) -> Answer:
    name = _layer_name(look)
    names: dict[Kind, str] = dict.fromkeys(NAMED, name)
    return Answer(look, offer(look), frozenset(), layers_of(look), names)


def _layer_name(look: Look) -> str:
    """A name for a layer from that of its file: small letters, digits and underscores."""
    text = look.title.partition(" in ")[0].partition(".")[0].lower()
    plain = re.sub(r"[^a-z0-9]+", "_", text).strip("_")[:LONGEST_NAME].strip("_")
    return plain if plain[:1].isalpha() else f"layer_{plain}".strip("_")[:LONGEST_NAME]


def _likeliest_units(answers: Sequence[Answer]) -> Answer | None:
    """Of the files of areas, the one with people and the most rows."""
    fit = [each for each in answers if "units" in each.offered]

    def sureness(each: Answer) -> tuple[bool, bool, int]:
        held = each.look.inspection
        found = held.recognition if held else None
        has_codes = found is not None and found.has("unit")
        return has_codes, bool(each.layers), held.rows if held else 0

    return max(fit, key=sureness, default=None)


def _kinds(each: Answer, is_units: bool, answers: Sequence[Answer]) -> frozenset[Kind]:
    if is_units:
        return frozenset({"units"})
    kinds: set[Kind] = {kind for kind in each.offered if kind != "units"}
    if "registrations" not in {kind for other in answers for kind in other.offered}:
        kinds.discard("practice-pcn")
    held = each.look.inspection
    found = held.recognition if held else None
    is_placed = found is None or bool(held and held.shape) or found.has("easting")
    is_placed = is_placed or (found is not None and found.has("longitude"))
    has_directory = any("postcodes" in other.offered for other in answers)
    if "points" in kinds and not (is_placed or has_directory):
        kinds.discard("points")
    # Points are places to count, unless they tell of units and people alone.
    if found is not None and {"points", "people-points"} & kinds:
        kinds.discard("points" if _are_of_people(found) else "people-points")
    # A layer of a large file is used when it is asked for; a file of its own was chosen for that.
    if each.look.is_layer:
        kinds.difference_update(NAMED)
    return frozenset(kinds)


def _are_of_people(found: Recognition) -> bool:
    from icp_footprints.sources.recognition.uses import are_of_people

    return are_of_people(found.codes, found.columns, found.held)


def _once_each(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """Keep one file for what only one can be for, and one column for each layer."""
    taken = set[Kind]()
    layers: set[str] = set()
    kept: list[Answer] = []
    units_first = sorted(answers, key=lambda each: "units" not in each.kinds)
    for each in units_first:
        kinds = each.kinds - taken
        taken |= kinds & ONLY_ONE
        is_read = bool(kinds & {"units", "data"})
        own = tuple(
            replace(layer, is_wanted=layer.is_wanted and is_read and layer.name not in layers)
            for layer in each.layers
        )
        layers |= {layer.name for layer in own if layer.is_wanted}
        kept.append(replace(each, kinds=kinds, layers=own))
    order = {each.look.source: number for number, each in enumerate(answers)}
    return tuple(sorted(kept, key=lambda each: order[each.look.source]))


def unrecognised(answers: Sequence[Answer]) -> str:
    """Which files will not be used as nothing in them was recognised; empty where there are none.

    A layer of a larger file is passed over: nobody asked for it by itself.
    """
    bare = [each for each in answers if not each.look.is_layer and not each.offered]
    lines = [
        f"✗ {each.look.title} cannot be used: {each.look.problem}"
        for each in bare
        if each.look.problem
    ]
    lines += [
        f"✗ {each.look.title} has several parts and is not used: choose it above, and then the "
        "part that is meant."
        for each in bare
        if each.look.is_open
    ]
    lines += [
        f"✗ Nothing was recognised in {each.look.title}, so it is not used. If you know what it "
        "holds, choose it above and say which column is which."
        for each in bare
        if not each.look.problem and not each.look.is_open
    ]
    return "\n".join(lines)


def obstacle(answers: Sequence[Answer]) -> str:
    """Why these files cannot be read yet, as a sentence; empty where they can."""
    from icp_footprints.errors import InputError
    from icp_footprints.sources.layers.lookups import check_layer_name

    used = [(kind, each) for each in answers for kind in each.kinds]
    held = [kind for kind, _ in used]
    if "units" not in held:
        return "Say which file holds the boundaries of the units."
    for kind in ONLY_ONE:
        if held.count(kind) > 1:
            return f"Only one file can be: {KIND_WORDS[kind]}."
    if "practice-pcn" in held and "registrations" not in held:
        return "To know where patients of a PCN live, add a file of registered patients."
    names = [each.names[kind] for kind, each in used if kind in NAMED]
    wanted = [layer for each in answers if each.kinds for layer in each.layers if layer.is_wanted]
    names += [layer.name for layer in wanted]
    names += ["pcn"] if "registrations" in held else []
    for name in names:
        try:
            check_layer_name(name)
        except InputError as error:
            return str(error)
        if names.count(name) > 1:
            return f"More than one layer is called {name}: give each its own name."
    return ""
