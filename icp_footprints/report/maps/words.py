"""What a map says, in words: its title, the text in its stead, and its description."""

from __future__ import annotations

from dataclasses import dataclass

from icp_footprints.report.maps.ground import MapGround, clean
from icp_footprints.report.words import ledger_words
from icp_footprints.wording import count_words, shortened, shortlist

# More than this is for the tables, not for somebody who listens to a picture.
MOST_NAMED = 12
MOST_DESCRIBED = 60


@dataclass(frozen=True)
class MapWords:
    """A map in words.

    Parameters
    ----------
    title
        What it is a map of.
    alt
        What stands in its stead: what it shows and what borders what, in a few sentences.
    description
        The same with every footprint's figures.
    """

    title: str
    alt: str
    description: str


def plan_map_words(ground: MapGround) -> MapWords:
    """The map of a whole plan in words."""
    place, count = clean(shortened(ground.place.name)), len(ground.names)
    title = f"Map of {place}: {count_words(count, 'footprint')}"
    listed = [f"{n + 1}. {name}: {ground.figures[n]}." for n, name in enumerate(ground.names)]
    more = f" And {count - MOST_DESCRIBED} more." if count > MOST_DESCRIBED else ""
    counted = ledger_words(ground.place.ledger(ground.plan.band.ledger))
    gap = len(ground.plan.unassigned_rows)
    figures = (
        f"People on the {counted}. {' '.join(listed[:MOST_DESCRIBED])}{more} "
        f"Units in no footprint: {gap:,}."
    )
    told = [f"Map of {place} with {count_words(count, 'footprint')}."]
    if count <= MOST_NAMED:
        told += [f"{name} {_borders(ground, n)}." for n, name in enumerate(ground.names)]
    else:
        told.append(f"They are {shortlist(ground.names, MOST_NAMED)}.")
    if gap:
        told.append(f"{count_words(gap, 'unit')} in no footprint.")
    return MapWords(title, " ".join(told), figures)


def footprint_map_words(ground: MapGround, number: int) -> MapWords:
    """The map of one footprint in words."""
    place, name = clean(shortened(ground.place.name)), ground.names[number]
    counted = ledger_words(ground.place.ledger(ground.plan.band.ledger))
    title = f"Map of {name}, a footprint of {place}"
    figures = f"{ground.figures[number]}, counted on the {counted}"
    alt = f"{title}. It {_borders(ground, number)}."
    return MapWords(title, alt, f"{figures}. It {_borders(ground, number)}.")


def _borders(ground: MapGround, number: int) -> str:
    names = [ground.names[other] for other in ground.neighbours[number]]
    if not names:
        return "borders no other footprint"
    if len(names) > MOST_NAMED:
        return f"borders {shortlist(names, MOST_NAMED)}"
    return f"borders {' and '.join(filter(None, [', '.join(names[:-1]), names[-1]]))}"
