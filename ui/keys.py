"""Every key that works on the map, by what it is for: the one source of the list of keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

Key = tuple[str, str]

UNIT_KEYS: tuple[Key, ...] = (
    ("Arrow keys", "move to the next unit in that direction"),
    ("Shift and an arrow key", "the same, and select the units"),
    ("Space", "select the unit, or take it out of the selection"),
    ("Enter", "add the unit, or the selected units, to the active footprint"),
    ("1 to 99", "add them to the footprint of that number; past 9, both digits in a row"),
    ("Ctrl and a number", "make the footprint of that number the active one"),
    ("Delete or Backspace", "take them out of their footprint"),
    ("Page Down and Page Up", "make the next footprint, or the one before, the active one"),
    ("Home", "go to the active footprint"),
    ("N and Shift+N", "go to the next issue, or the one before"),
    ("Shift+F10 or the Menu key", "what can be done with the selection"),
    ("Esc", "discard a stroke or a shape, or clear the selection"),
)
MAP_KEYS: tuple[Key, ...] = (
    ("Ctrl and an arrow key", "move the map"),
    ("+ and −", "zoom in and out"),
    ("0", "show the whole place"),
    ("Z", "show the selection, or else the unit"),
    ("K", "show or hide the legend, the key to the map"),
    ("Space held down", "drag the map with any tool"),
)


class HasKeys(Protocol):
    """A tool, as the list of keys knows it."""

    @property
    def title(self) -> str:
        """What it is called, with an & before the letter to press in a menu."""
        ...

    @property
    def shortcut(self) -> str:
        """The key it is chosen by."""
        ...

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys that mean something to this tool only."""
        ...


@dataclass(frozen=True)
class KeyGroup:
    """Keys under a heading, each with what it does."""

    title: str
    keys: tuple[Key, ...]


def keys_in_words(tools: Sequence[HasKeys]) -> tuple[KeyGroup, ...]:
    """The keys of these tools, of the unit cursor and of the map, as the tools themselves say."""
    chosen = tuple((each.shortcut, plain(each)) for each in tools if each.shortcut)
    special = tuple(KeyGroup(f"With {plain(each)}", each.keys) for each in tools if each.keys)
    return (
        KeyGroup("Tools", chosen),
        KeyGroup("Units and footprints", UNIT_KEYS),
        KeyGroup("Map", MAP_KEYS),
        *special,
    )


def plain(tool: HasKeys) -> str:
    """The tool's title without the mark of its letter."""
    return tool.title.replace("&", "")
