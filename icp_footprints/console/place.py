"""A place on the command line: what was read, joined, bridged and cut."""

from __future__ import annotations

from icp_footprints.console.streams import say
from icp_footprints.geography.pieces import pieces_of
from icp_footprints.geography.place import Place
from icp_footprints.wording import count_words, people_words


def show_place(place: Place) -> None:
    """What was read, and what did and did not join."""
    if place.notice:
        say(place.notice)
    units = count_words(len(place.units), "unit")
    say(f"{place.name}: {units}, {count_words(len(place.adjacency.pairs), 'neighbour pair')}")
    for ledger in place.ledgers:
        say(f"  {ledger.label}: {ledger.total:,.0f} people (ledger '{ledger.name}')")
    for layer in place.layers:
        say(f"  Layer '{layer.name}': {count_words(len(layer.area_ids), 'area')} ({layer.kind})")
    for points in place.point_layers:
        say(f"  Points '{points.name}': {count_words(len(points), 'point')}")
    for source in place.sources:
        say(f"  From {source.file} ({source.role}): {source.detail}")
        for note in source.notes:
            say(f"    {note}")
        if source.join is not None:
            for sentence in source.join.sentences:
                say(f"    {sentence}")


def show_adjacency(place: Place) -> None:
    """Bridges, barriers, and the pieces the place falls into."""
    adjacency = place.adjacency
    say(f"{place.name}: {count_words(len(adjacency.pairs), 'neighbour pair')}")
    for edit in adjacency.edits:
        say(f"  {edit.kind} {edit.unit_a} - {edit.unit_b}: {edit.reason}")
    if not adjacency.edits:
        say("  No bridges or barriers.")
    say(f"  {pieces_words(place)}")


def pieces_words(place: Place) -> str:
    """The pieces that do not touch, with their people, in a sentence."""
    people = place.ledger().people
    pieces = pieces_of(place.units, place.adjacency)
    if len(pieces) == 1:
        return "All units hang together in one piece."
    shown = [
        f"{count_words(len(piece), 'unit')} and "
        f"{people_words(float(people[piece.rows].sum()))} round "
        f"{place.units.names[piece.rows[0]]}"
        for piece in pieces
    ]
    return f"{len(pieces)} pieces that do not touch: {'; '.join(shown[:10])}."
