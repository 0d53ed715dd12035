"""Column names of at most ten characters, as a Shapefile asks, that can still be guessed."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 10
# Figures of layers: what is left of a name before one of these is the layer's.
SHORT_ENDINGS = {
    "_best_area_name": "_bname",
    "_best_area": "_best",
    "_containment": "_contn",
    "_two_way": "_2way",
}
# Words that are cut down first; the others keep their letters as long as there is room.
SHORT_WORDS = {
    "band": "bd",
    "content": "cont",
    "density": "dens",
    "deprivation": "depr",
    "deprived": "depr",
    "ledger": "ledg",
    "method": "meth",
    "origin": "orig",
    "people": "ppl",
    "points": "pts",
    "polsby": "pol",
    "program": "prog",
    "registered": "regist",
    "settings": "sett",
    "version": "vers",
}


def short_names(names: Iterable[str]) -> dict[str, str]:
    """A short name for each of the names, all different whatever the case of their letters.

    Parameters
    ----------
    names
        Different names in snake_case.
    """
    given: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        given[name] = _free(name if len(name) <= LONGEST else _shortened(name), taken)
        taken.add(given[name].lower())
    return given


def _shortened(name: str) -> str:
    """The name with its words cut down; the end, which says most, is kept longest."""
    for ending, short in SHORT_ENDINGS.items():
        if name.endswith(ending):
            return _fitted(name.removesuffix(ending), short)
    *head, last = [SHORT_WORDS.get(word, word) for word in name.split("_")]
    return _fitted("_".join(head), f"_{last[: LONGEST - 4]}")


def _fitted(start: str, ending: str) -> str:
    return f"{start[: LONGEST - len(ending)].rstrip('_')}{ending}"


def _free(name: str, taken: set[str]) -> str:
    """The name, its end replaced by a number where it is taken."""
    free, number = name[:LONGEST], 1
    while free.lower() in taken:
        number += 1
        free = f"{name[: LONGEST - len(str(number))]}{number}"
    return free
