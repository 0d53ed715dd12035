"""Numbers of footprints: which can be in every band, and how pieces of the place share them."""

from __future__ import annotations

import math

import numpy as np

from icp_footprints.errors import ProblemError
from icp_footprints.partition.feasibility.ground import grounds_of, numbers_by_people
from icp_footprints.partition.feasibility.piece_findings import piece_finding, pieces_among
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import Piece, Scope
from icp_footprints.plan.band import Band
from icp_footprints.wording import count_words

# With more possible numbers of footprints than this only a spread of them is tried.
MOST_COUNTS_TRIED = 40


def counts_to_try(problem: Problem, scope: Scope) -> list[int]:
    """The numbers of footprints to search, fewest first, those that are kept counted in.

    Raises
    ------
    ProblemError
        When no number of footprints can be in band, or the number asked for cannot.
    """
    if problem.start != "empty":
        return _counts_of_base(problem, scope)
    kept = scope.held
    possible = possible_counts(problem, scope)
    if not possible:
        raise ProblemError(_impossible_words(problem, scope))
    asked = problem.counts_asked
    if asked is not None:
        within = [k for k in possible if asked[0] <= k <= asked[1]]
        nearest = kept + nearest_count(scope, problem.band)
        if asked[0] <= nearest <= asked[1] and not all_in_band(scope, nearest - kept, problem):
            return sorted({*within, nearest})
        if not within and not scope.pieces:
            raise ProblemError(*locked_words(scope, asked[0]))
        if not within:
            raise ProblemError(*_asked_words(problem, scope, possible))
        possible = within
    bare = len(scope.pieces) + kept
    if possible[-1] < bare:
        if asked is not None:
            raise ProblemError(*_pieces_words(problem, scope, possible[-1]))
        # A piece too small for the band spoils every number: then the fewest misfits must do.
        return sorted({bare, kept + nearest_count(scope, problem.band)})
    fitting = [k for k in possible if k >= bare and all_in_band(scope, k - kept, problem)]
    usable = fitting or [k for k in possible if k >= bare]
    if not fitting and asked is None:
        usable = sorted({*usable, kept + nearest_count(scope, problem.band)})
    spread = np.linspace(0, len(usable) - 1, min(len(usable), MOST_COUNTS_TRIED))
    return [usable[i] for i in sorted({round(float(position)) for position in spread})]


def possible_counts(problem: Problem, scope: Scope) -> list[int]:
    """Numbers of footprints that could all be in every band, by people and units alone."""
    kept, units = scope.held, sum(len(piece.rows) for piece in scope.pieces)
    if not scope.pieces:
        return [kept] if kept else []
    counts: set[int] | None = None
    for number, band in enumerate(problem.bands):
        people = scope.people_free(number)
        these = set(band.footprint_counts(people))
        if not band.low:
            # Footprints without people are in such a band too.
            these = set(range(max(1, math.ceil(people / band.high)), units + 1))
        counts = these if counts is None else counts & these
    return sorted(k + kept for k in counts or () if k <= units)


def share_out(pieces: tuple[Piece, ...], footprints: int, band: Band) -> list[tuple[Piece, int]]:
    """Each piece with its number of footprints: at least one, the rest where people are.

    Each further footprint goes to the piece whose footprints would otherwise be the largest,
    but not to one with a footprint for every unit already.
    """
    counts = [1] * len(pieces)
    for _ in range(footprints - len(pieces)):
        room = [i for i, piece in enumerate(pieces) if counts[i] < len(piece.rows)]
        fullest = max(room, key=lambda i: (_need(pieces[i], counts[i], band), -i))
        counts[fullest] += 1
    return list(zip(pieces, counts, strict=True))


def nearest_count(scope: Scope, band: Band) -> int:
    """How many footprints leave fewest people outside the band, when each piece has its best."""
    return sum(_nearest_of(piece, band) for piece in scope.pieces)


def _nearest_of(piece: Piece, band: Band) -> int:
    people = piece.people[0]
    fewer = max(1, int(people // band.high))
    counts = range(fewer, min(len(piece.rows), fewer + 2) + 1) or range(1, 2)
    return min(counts, key=lambda count: count * band.excess(people / count))


def _need(piece: Piece, count: int, band: Band) -> tuple[bool, bool, float]:
    """How much a piece needs one more footprint: those over the band first."""
    people = piece.people[0]
    return (people / count > band.high, people / (count + 1) >= band.low, people / count)


def all_in_band(scope: Scope, footprints: int, problem: Problem) -> bool:
    """Whether the average footprint of every piece is in every band."""
    return all(
        band.state(piece.people[number] / count) == "in"
        for piece, count in share_out(scope.pieces, footprints, problem.band)
        for number, band in enumerate(problem.bands)
    )


def _counts_of_base(problem: Problem, scope: Scope) -> list[int]:
    """Numbers of footprints where those of the base stay: as many, or more for what is free."""
    held, asked = scope.held, problem.counts_asked
    most = held + sum(len(piece.rows) for piece in scope.pieces)
    if asked is not None:
        low, high = max(asked[0], held), min(asked[1], most)
        if low > high:
            raise ProblemError(
                f"The plan has {count_words(held, 'footprint')}, and "
                f"{count_words(asked[1] if asked[1] < held else asked[0], 'footprint')} cannot be "
                "made of it without " + ("merging some." if asked[1] < held else "splitting some."),
                "Leave the number out, or generate anew.",
            )
        return list(range(low, high + 1))[:MOST_COUNTS_TRIED]
    free = scope.people_free()
    # What is free joins the footprints there are, unless it is enough for some of its own.
    extra = min(int(free // max(problem.band.low, 1)), most - held)
    fewest = max(1, held + sum(piece.is_stranded for piece in scope.pieces))
    return list(range(fewest, max(fewest, held + extra) + 1))[:MOST_COUNTS_TRIED]


def misfits(problem: Problem, scope: Scope) -> list[str]:
    """Pieces of the place that cannot be in band by themselves, in words."""
    grounds = grounds_of(problem, scope)
    return [
        piece_finding(piece).words
        for piece in pieces_among(problem, scope, grounds)
        if not numbers_by_people(problem, piece.ground).any()
    ]


def _impossible_words(problem: Problem, scope: Scope) -> str:
    units = sum(len(piece.rows) for piece in scope.pieces)
    # Locked footprints keep their people: only what is left is divided.
    locked = int(scope.held)
    where = problem.place.name
    if locked:
        where = f"what {count_words(locked, 'footprint')} kept as they are leave of {where}"
    for number, band in enumerate(problem.bands):
        total = scope.people_free(number)
        counts = band.footprint_counts(total)
        if counts and counts[0] > units:
            return (
                f"{where[:1].upper()}{where[1:]} has {count_words(units, 'unit')}, too few for the "
                f"{counts[0]:,} footprints that a band of {band.words()} needs. "
                "Use smaller units or a higher band."
            )
        if counts:
            continue
        over = int(total // band.high) + 1
        return (
            f"No number of footprints can be in a band of {band.words()}: {where} has "
            f"{total:,.0f} people ({band.ledger}), too many for {over - 1} and too few for {over}. "
            "Choose a wider band."
            if total >= band.low
            else f"No footprint can be in a band of {band.words()}: {where} has only "
            f"{total:,.0f} people ({band.ledger}). Choose a lower band."
        )
    words = " and ".join(f"{band.words()} ({band.ledger})" for band in problem.bands)
    return (
        f"No number of footprints can be in all bands at once: {words}. "
        "Choose bands that allow the same number of footprints."
    )


def _asked_words(problem: Problem, scope: Scope, possible: list[int]) -> tuple[str, str]:
    fewest, most = problem.counts_asked or (0, 0)
    if most <= scope.held:
        return locked_words(scope, most)
    count, band = (fewest if fewest > possible[-1] else most), problem.band
    average = scope.people_free() / max(1, count - scope.held)
    what = (
        f"{count} footprints would hold {average:,.0f} people each on average "
        f"({band.ledger}), outside the band of {band.words()}."
    )
    return (
        what,
        f"Ask for {possible[0]} to {possible[-1]}, or choose another band."
        if len(possible) > 1
        else f"Ask for {possible[0]}, or choose another band.",
    )


def locked_words(scope: Scope, count: int) -> tuple[str, str]:
    """That so many footprints are no more than those that are locked, and what to do."""
    units = sum(len(piece.rows) for piece in scope.pieces)
    held = f"{count_words(scope.held, 'footprint')} {'is' if scope.held == 1 else 'are'} locked"
    if not units:
        what = f"{held} and hold every unit, so there is nothing to make {count:,} of."
        return what, f"Ask for {scope.held:,}, or unlock a footprint."
    what = f"{held}, so {count:,} in all leave none for the other {count_words(units, 'unit')}."
    return what, f"Ask for {scope.held + 1:,} or more, or unlock a footprint."


def _pieces_words(problem: Problem, scope: Scope, count: int) -> tuple[str, str]:
    pieces = len(scope.pieces)
    what = (
        f"{problem.place.name} is in {pieces} pieces that do not touch, so "
        f"{count_words(count, 'footprint')} cannot all be in one part."
    )
    return what, f"Ask for {pieces + scope.held} or more, or add bridges."
