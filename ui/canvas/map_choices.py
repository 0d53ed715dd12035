"""Which layers the map shows, in which order and how strongly, and what its units are filled by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from icp_footprints.geography.place import Place
from ui import words
from ui.canvas.fills import FOOTPRINT, FillChoice, fill_choices

UNITS, FOOTPRINTS, LABELS, EDITS = "units", "footprints", "labels", "edits"
LEGEND, BASEMAP = "legend", "basemap"
REFERENCE, POINTS = "reference", "points"
ON_TOP = "It always lies over the other layers, so that it can be read."
BELOW = "It always lies below the other layers."
FULL = 100
REMEMBERED = "map/choices"
Kept = TypeVar("Kept")


@dataclass(frozen=True)
class LayerEntry:
    """A layer as the user sees it in the list.

    Parameters
    ----------
    key
        ``units``, ``reference:pcn``: what it is remembered by.
    title
        What the user sees.
    is_visible, opacity
        Whether it is drawn, and how strongly, in per cent.
    fixed_reason
        Why it cannot be moved up or down; empty where it can.
    solid_reason
        Why it cannot be drawn weaker; empty where it can.
    number
        Which of the layers of its kind it is; its line or mark goes by it.
    """

    key: str
    title: str
    is_visible: bool = True
    opacity: int = FULL
    fixed_reason: str = ""
    solid_reason: str = ""
    number: int = 0

    @property
    def kind(self) -> str:
        """``reference`` for ``reference:pcn``."""
        return self.key.partition(":")[0]

    @property
    def name(self) -> str:
        """``pcn`` for ``reference:pcn``."""
        return self.key.partition(":")[2]


class Memory(Protocol):
    """Where choices are kept between sessions."""

    def choices(self, name: str) -> Mapping[str, Any]: ...
    def remember_choices(self, name: str, choices: Mapping[str, Any]) -> None: ...


class MapChoices(QObject):
    """The layers from the top one down, and the fill. The map and the panel listen to it."""

    reset = Signal()
    """Other layers: another place was opened."""
    layer_changed = Signal(str)
    """Key of a layer that is shown, hidden or drawn otherwise."""
    order_changed = Signal()
    fill_changed = Signal()

    def __init__(self, memory: Memory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self._entries: tuple[LayerEntry, ...] = ()
        self._fills: tuple[FillChoice, ...] = fill_choices(None)
        self._fill = self._fills[0]
        self.basemap_reason = ""

    @property
    def entries(self) -> tuple[LayerEntry, ...]:
        """The layers from the top one down."""
        return self._entries

    @property
    def fills(self) -> tuple[FillChoice, ...]:
        """Everything that the units can be filled by."""
        return self._fills

    @property
    def fill(self) -> FillChoice:
        """What the units are filled by."""
        return self._fill

    def entry(self, key: str) -> LayerEntry | None:
        """A layer; None where the place has no such layer."""
        return next((each for each in self._entries if each.key == key), None)

    def is_visible(self, key: str) -> bool:
        """Whether a layer is shown."""
        entry = self.entry(key)
        return entry is not None and entry.is_visible

    def rebuild(self, place: Place, *, has_basemap: bool = False) -> None:
        """Offer the layers of another place, as they were chosen last."""
        kept = self._memory.choices(REMEMBERED)
        shown, faint = _mapping(kept, "shown", bool), _mapping(kept, "opacity", int)
        entries = [
            replace(
                each,
                is_visible=shown.get(each.key, each.is_visible),
                opacity=FULL if each.solid_reason else min(max(faint.get(each.key, FULL), 0), FULL),
            )
            for each in _offered(place, has_basemap=has_basemap)
        ]
        order = {key: number for number, key in enumerate(_keys(kept))}
        self._entries = _in_order(entries, order)
        self._fills = fill_choices(place)
        wanted = str(kept.get("fill", FOOTPRINT))
        self._fill = next((each for each in self._fills if each.key == wanted), self._fills[0])
        self.reset.emit()

    def set_visible(self, key: str, is_visible: bool) -> None:
        """Show or hide a layer."""
        self._change(key, is_visible=is_visible)

    def set_opacity(self, key: str, opacity: int) -> None:
        """Draw a layer so strongly, from 0 to 100 per cent."""
        self._change(key, opacity=min(max(opacity, 0), FULL))

    def move(self, key: str, to: int) -> bool:
        """Put a layer at a position from the top; false where it or that place is fixed."""
        keys = [each.key for each in self._entries]
        at = keys.index(key)
        if not 0 <= to < len(keys) or to == at:
            return False
        if any(self._entries[each].fixed_reason for each in (at, to)):
            return False
        moved = list(self._entries)
        moved.insert(to, moved.pop(at))
        self._entries = tuple(moved)
        self._remember()
        self.order_changed.emit()
        return True

    def set_fill(self, key: str) -> None:
        """Fill the units by something else."""
        found = next((each for each in self._fills if each.key == key), None)
        if found is not None and found != self._fill:
            self._fill = found
            self._remember()
            self.fill_changed.emit()

    def _change(self, key: str, **what: Any) -> None:
        before = self.entry(key)
        if before is None or replace(before, **what) == before:
            return
        self._entries = tuple(
            replace(each, **what) if each.key == key else each for each in self._entries
        )
        self._remember()
        self.layer_changed.emit(key)

    def _remember(self) -> None:
        kept = self._memory.choices(REMEMBERED)
        keys = [each.key for each in self._entries]
        others = [key for key in _keys(kept) if key not in keys]
        self._memory.remember_choices(
            REMEMBERED,
            {
                "shown": _mapping(kept, "shown", bool)
                | {each.key: each.is_visible for each in self._entries},
                "opacity": _mapping(kept, "opacity", int)
                | {each.key: each.opacity for each in self._entries},
                "order": [*keys, *others],
                "fill": self._fill.key,
            },
        )


def _offered(place: Place, *, has_basemap: bool) -> list[LayerEntry]:
    """The layers of a place as they are where nobody has chosen yet."""
    solid = "It is drawn at full strength, so that it can be read."
    found = [
        LayerEntry(LEGEND, "Legend", fixed_reason=ON_TOP, solid_reason=solid),
        LayerEntry(LABELS, "Labels", fixed_reason=ON_TOP, solid_reason=solid),
        LayerEntry(EDITS, "Bridges and barriers", fixed_reason=ON_TOP),
    ]
    for number, points in enumerate(place.point_layers):
        found.append(LayerEntry(f"{POINTS}:{points.name}", points.label, False, number=number))
    found.append(LayerEntry(FOOTPRINTS, "Footprint outlines"))
    for number, layer in enumerate(place.layers):
        title = f"{words.layer_title(layer)} outlines"
        found.append(LayerEntry(f"{REFERENCE}:{layer.name}", title, False, number=number))
    found.append(LayerEntry(UNITS, "Units"))
    if has_basemap:
        found.append(LayerEntry(BASEMAP, "Background map", False, fixed_reason=BELOW))
    return found


def _mapping(kept: Mapping[str, Any], key: str, kind: type[Kept]) -> dict[str, Kept]:
    """What is remembered under a key, without what a damaged file may hold instead."""
    found = kept.get(key, {})
    items = found.items() if isinstance(found, dict) else ()
    return {str(name): value for name, value in items if type(value) is kind}


def _keys(kept: Mapping[str, Any]) -> list[str]:
    found = kept.get("order", [])
    return [str(each) for each in found] if isinstance(found, list) else []


def _in_order(entries: Iterable[LayerEntry], order: Mapping[str, int]) -> tuple[LayerEntry, ...]:
    """The layers as they were ordered last; fixed ones stay, new ones keep their neighbours."""
    found = list(entries)
    free = [each for each in found if not each.fixed_reason]
    # A layer seen for the first time stands where it would beside the one before it.
    ranks: dict[str, float] = {}
    last = -1.0
    for each in free:
        last = float(order[each.key]) if each.key in order else last + 0.001
        ranks[each.key] = last
    moved = iter(sorted(free, key=lambda each: ranks[each.key]))
    return tuple(each if each.fixed_reason else next(moved) for each in found)
