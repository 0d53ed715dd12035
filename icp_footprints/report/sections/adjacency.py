"""What a report says about how the place hangs together: bridges, barriers, separate pieces."""

from __future__ import annotations

from dataclasses import dataclass

from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.geography.pieces import pieces_of
from icp_footprints.geography.place import Place
from icp_footprints.wording import count_words, people_words, shortened

MOST_PAIRS = 8
MOST_PIECES = 20


@dataclass(frozen=True)
class EditRow:
    """Bridges, or barriers, made for one reason, and the pairs of units they are between."""

    kind: str
    reason: str
    count: int
    pairs: tuple[str, ...]
    more: int
    """How many pairs are not named."""
    idle: int
    """How many change nothing: bridges where units touch anyway, barriers where they do not."""


@dataclass(frozen=True)
class AdjacencySection:
    """How the place hangs together, after bridges and barriers."""

    pieces: tuple[str, ...]
    edits: tuple[EditRow, ...]


def adjacency_section(place: Place) -> AdjacencySection:
    """The pieces of the place, and every bridge and barrier with its reason."""
    idle = set(place.adjacency.idle_edits())
    grouped: dict[tuple[str, str], list[AdjacencyEdit]] = {}
    for edit in place.adjacency.edits:
        grouped.setdefault((edit.kind, edit.reason), []).append(edit)
    rows = tuple(
        EditRow(
            kind=kind.capitalize(),
            reason=reason,
            count=len(edits),
            pairs=tuple(_pair(place, edit) for edit in edits[:MOST_PAIRS]),
            more=max(0, len(edits) - MOST_PAIRS),
            idle=sum(edit in idle for edit in edits),
        )
        for (kind, reason), edits in grouped.items()
    )
    return AdjacencySection(_pieces(place), rows)


def _pair(place: Place, edit: AdjacencyEdit) -> str:
    return " – ".join(
        _unit(place, place.units.position[code]) for code in (edit.unit_a, edit.unit_b)
    )


def _unit(place: Place, row: int) -> str:
    code, name = place.units.ids[row], place.units.names[row]
    return f"{shortened(name)} ({code})" if name and name != code else code


def _pieces(place: Place) -> tuple[str, ...]:
    """One sentence for a place in one piece, else one more for each piece, the largest first."""
    pieces = pieces_of(place.units, place.adjacency)
    if len(pieces) == 1:
        return (f"{place.name} is in one connected piece.",)
    ledger = place.ledgers[0]
    sentences = [f"{place.name} is in {len(pieces)} pieces that do not touch."]
    for number, piece in enumerate(pieces[:MOST_PIECES], start=1):
        people = people_words(float(ledger.people[piece.rows].sum()))
        first = _unit(place, int(piece.rows[0]))
        where = f"only {first}" if piece.is_island else f"among them {first}"
        sentences.append(
            f"Piece {number}: {count_words(len(piece), 'unit')} with {people} "
            f"({ledger.name} ledger), {where}."
        )
    if len(pieces) > MOST_PIECES:
        sentences.append(f"And {len(pieces) - MOST_PIECES:,} smaller pieces.")
    return tuple(sentences)
