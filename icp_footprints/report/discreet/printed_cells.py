"""The people that footprints and areas have in common, and what of them can be seen on paper."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.exchange.on_paper import is_left_out
from icp_footprints.measures.coterminosity import DUST, KEPT_WHOLE_SHARE, PIECE_SHARE
from icp_footprints.measures.scorecard import LayerScore, Scorecard
from icp_footprints.wording import LEAST_PRINTED

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

SMALLEST = 1e-6
HIDDEN = -1.0
NO_SHARE = -1.0


@dataclass(frozen=True, eq=False)
class PrintedCells:
    """People by footprint and area, one layer of a plan.

    Parameters
    ----------
    table
        Array (k + 1, m + 1) of people: the last row are those in no footprint, the last column
        those in no area.
    of_footprints
        Array (k,) of the people of each footprint, which are published.
    is_minor
        Array (m + 1,) of whether an area is left out of tables, but for the sum of all such.
    is_listed
        Array (m + 1,) of whether an area is in tables: is not minor, or is where most people of
        some footprint belong.
    """

    table: Floats
    of_footprints: Floats
    is_minor: Bools
    is_listed: Bools

    @classmethod
    def of(cls, layer: LayerScore, score: Scorecard) -> PrintedCells:
        """The cells of a layer of a plan."""
        row_of = {each.id: row for row, each in enumerate(score.footprints)}
        k, m = len(score.footprints), len(layer.area_scores)
        table = np.zeros((k + 1, m + 1))
        for column, area in enumerate(layer.area_scores):
            for footprint, people in area.held.items():
                table[row_of[footprint], column] = people
            table[k, column] = area.people - sum(area.held.values())
        people = np.array([each.people[layer.ledger] for each in score.footprints])
        # Where areas overlap, people may be in more areas than there are people.
        table[:k, m] = np.maximum(people - table[:k, :m].sum(axis=1), 0.0)
        table[k, m] = max(layer.people_outside - table[:k, m].sum(), 0.0)
        table[np.abs(table) < SMALLEST] = 0.0
        minor = np.array(
            [*(is_left_out(area) for area in layer.area_scores), False], dtype=np.bool_
        )
        best = {each.layers[layer.name].best_area for each in score.footprints}
        main = [*(area.area in best for area in layer.area_scores), False]
        return cls(table, people, minor, ~minor | np.array(main, dtype=np.bool_))

    def seen(self, people: Floats, column: int, step: int) -> Floats:
        """All that can be seen of an area, if so many people of each row belong to it.

        Parameters
        ----------
        people
            Array (k + 1,), as a column of `table`.
        column
            Which; of the last, those in no area, only the total is printed.
        step
            To what counts are rounded.
        """
        total = float(people.sum())
        if column == self.table.shape[1] - 1:
            return counts_seen(np.array([total]), step)
        inside = people[:-1]
        is_piece = self.pieces(people)
        rest = total - float(inside[is_piece].sum())
        of = self.of_footprints
        either = of + total - inside
        most = inside.max(initial=0.0)
        is_whole = most >= (KEPT_WHOLE_SHARE - DUST) * total
        if not self.is_listed[column]:
            return np.array([is_whole, is_piece.sum() > 1], dtype=np.float64)
        return np.concatenate(
            [
                counts_seen(np.array([*inside, total, rest]), step),
                shares_seen(inside, of, of, step),
                shares_seen(inside, total, total, step),
                shares_seen(np.array([rest]), total, total, step),
                shares_seen(inside, either, np.minimum(of, total), step),
                is_piece.astype(np.float64),
                np.array([float(is_whole), float(np.argmax(np.append(inside, 0.0)))]),
            ]
        )

    def pieces(self, people: Floats) -> Bools:
        """Array (k,): which footprints hold a piece of an area, as `seen` takes its people."""
        inside = people[:-1]
        return (inside > 0) & (inside >= (PIECE_SHARE - DUST) * float(people.sum()))

    def small_as_a_whole(self, column: int) -> bool:
        """Whether all people of an area, or those in none of its pieces, are a count of 1 to 4."""
        people = self.table[:, column]
        total = float(people.sum())
        rest = total - float(people[:-1][self.pieces(people)].sum())
        return bool(is_hidden(np.array([total, rest])).any())

    @property
    def are_whole(self) -> bool:
        """Whether all counts are of whole people, not shared out by estimates."""
        return bool((np.abs(self.table - np.round(self.table)) < SMALLEST).all())

    def minor_sum(self) -> float:
        """People of all the areas that are left out of tables."""
        return float(self.table[:, self.is_minor].sum())


def is_hidden(people: Floats) -> Bools:
    """Which counts are of 1 to 4 people."""
    return (people > SMALLEST) & (people < LEAST_PRINTED - SMALLEST)


def counts_seen(people: Floats, step: int) -> Floats:
    """Counts as they are printed, as numbers: see `Discretion.people`."""
    shown = np.maximum(step * np.floor(people / step + 0.5), step)
    shown = np.where(is_hidden(people), HIDDEN, shown)
    return np.where(people <= SMALLEST, 0.0, shown)


def shares_seen(part: Floats, whole: Floats | float, least: Floats | float, step: int) -> Floats:
    """Shares as they are printed, as numbers: see `Discretion.share`.

    Parameters
    ----------
    part, whole
        Share of what.
    least
        On how many people it depends how finely the share is printed.
    step
        To what counts are rounded.
    """
    share = part / np.maximum(whole, SMALLEST)
    fine = np.round(share * 1000.0)
    coarse = np.round(share * 100.0) * 10_000.0
    shown = np.where(np.asarray(least) >= 1000.0 * step, fine, coarse)
    return np.where(np.asarray(least) >= 100.0 * step, shown, NO_SHARE)
