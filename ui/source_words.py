"""What the reader is told of the files a place was made from, and of its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from icp_footprints.geography.pieces import pieces_of
from icp_footprints.geography.place import Place
from icp_footprints.geography.source import Source
from icp_footprints.wording import count_words, shortlist
from ui import words

MOST_LISTED = 10
DIGITS_OF_HASH = 12


@dataclass(frozen=True)
class Section:
    """A heading, and what stands under it, a sentence each."""

    title: str
    lines: tuple[str, ...]


def summary(place: Place) -> str:
    """How many files there are, and whether each of them has every unit of the place."""
    if not place.sources:
        return f"{place.name} does not say what files it was made from."
    # A file that serves for several things is still one file.
    files = count_words(len({each.file for each in place.sources}), "file")
    short = [each.file for each in place.sources if each.join and not each.join.is_complete]
    if not short:
        return f"{place.name} was made from {files}. None lacks a unit of the place."
    return f"{place.name} was made from {files}. Not every unit was found in {shortlist(short)}."


def sections(place: Place) -> list[Section]:
    """A section per file, then the reference layers, then how units are neighbours."""
    found = [_of_source(each) for each in place.sources]
    if place.layers:
        found.append(Section("Reference layers", tuple(_layer_lines(place))))
    found.append(Section("Neighbours", tuple(_neighbour_lines(place))))
    return found


def _of_source(source: Source) -> Section:
    lines = [source.detail] if source.detail else []
    if source.join is not None:
        is_complete = source.join.is_complete
        lines.append("Every unit of the place joined." if is_complete else "Not every unit joined.")
        lines.extend(source.join.sentences)
    lines.extend(source.notes)
    if source.sha256:
        lines.append(f"Fingerprint (SHA-256): {source.sha256[:DIGITS_OF_HASH]}…")
    return Section(f"{source.file} ({source.role})", tuple(lines))


def _layer_lines(place: Place) -> list[str]:
    lines: list[str] = []
    for layer in place.layers:
        method = f", {layer.method}" if layer.method else ""
        text = (
            f"{words.layer_title(layer)}: {count_words(len(layer.area_ids), 'area')} "
            f"({layer.kind}{method})."
        )
        people = place.ledger().people
        total = float(people.sum())
        outside = float((people * (1 - layer.covered_share)).sum())
        if total and outside / total >= 0.0005:
            text += f" {words.percent_to_one(outside / total)} of residents are in none of them."
        lines.append(text)
    return lines


def _neighbour_lines(place: Place) -> list[str]:
    adjacency = place.adjacency
    lines = [f"{count_words(len(adjacency.pairs), 'pair')} of units are neighbours."]
    for edit in adjacency.edits:
        a, b = (place.units.names[place.units.position[x]] for x in (edit.unit_a, edit.unit_b))
        lines.append(f"{edit.kind.capitalize()} between {a} and {b}: {edit.reason}")
    pieces = pieces_of(place.units, adjacency)
    if len(pieces) > 1:
        sizes = [count_words(len(piece), "unit") for piece in pieces]
        lines.append(
            f"The place is in {len(pieces)} pieces that no chain of neighbours ties together: "
            f"{shortlist(sizes, MOST_LISTED)}."
        )
    lonely = [place.units.names[row] for row in adjacency.lonely_rows().tolist()]
    if lonely:
        lines.append(f"Without any neighbour: {shortlist(lonely, MOST_LISTED)}.")
    return lines
