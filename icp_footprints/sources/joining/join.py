"""Joining the rows of a file to the units of a place, by code and by year of boundaries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from icp_footprints.errors import InputError
from icp_footprints.geography.source import EXAMPLES_KEPT, JoinReport, OneSided
from icp_footprints.sources.joining.causes import LONGEST_SHOWN, Unjoined, is_total, likely_causes
from icp_footprints.sources.joining.changes import ChangeLookup
from icp_footprints.sources.joining.conversion import Spread, spread_codes
from icp_footprints.sources.joining.matching import Matching, match_codes
from icp_footprints.sources.opening.tables import Table, Texts
from icp_footprints.wording import one_line, shortened

# Shares smaller than this are what rounding leaves of nothing.
ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Join:
    """The rows of a file beside the units of a place.

    Parameters
    ----------
    weights
        CSR array (units, rows): the share of each row that belongs to each unit: 1 for a plain
        match, a population weight where codes of other boundaries were converted.
    report
        What joined and what did not.
    """

    weights: csr_array
    report: JoinReport

    def total(self, counts: NDArray[np.float64]) -> NDArray[np.float64]:
        """Counts of people of each row, (rows,) or (rows, k), summed over each unit's rows."""
        return np.asarray(self.weights @ counts, dtype=np.float64)

    def mean(
        self, values: NDArray[np.float64], people: NDArray[np.float64] | None = None
    ) -> NDArray[np.float64]:
        """Mean of each unit's rows, weighted by people; NaN where no row has a value.

        Parameters
        ----------
        values
            Array (rows,) of scores; NaN where a row has none.
        people
            Array (rows,) of people to weigh by; the same for every row where left out.
        """
        has_value = np.isfinite(values)
        filled = np.where(has_value, values, 0.0)
        each = np.where(has_value, 1.0, 0.0)
        by_people = each if people is None else each * people
        held = self.total(by_people)
        plain = self.total(each)
        # Where nobody lives, the rows count alike.
        total = np.where(held > 0, self.total(filled * by_people), self.total(filled))
        weight = np.where(held > 0, held, plain)
        mean = np.full(len(weight), np.nan)
        np.divide(total, weight, out=mean, where=weight > 0)
        # One value is its own mean: multiplying and dividing would change its last digits.
        held_by = (np.sign(self.weights.data), self.weights.indices, self.weights.indptr)
        entries = csr_array(held_by, shape=self.weights.shape)
        alone = (entries @ each == 1) & (weight > 0)
        return np.where(alone, entries @ filled, mean)

    @cached_property
    def is_spread(self) -> bool:
        """Whether some row belongs to more than one unit, or to a unit in part."""
        return bool((self.weights.data != 1).any())

    @cached_property
    def rows(self) -> NDArray[np.int64]:
        """Array (rows,): the unit of each row, -1 for none.

        Raises
        ------
        InputError
            When a row was shared out over several units.
        """
        if self.is_spread:
            raise InputError(
                "Rows of this file are shared out over several units, because its codes are of "
                "other boundaries.",
                "Use a file of the same boundaries as the units.",
            )
        column = self.weights.tocsc()
        found = np.full(len(column.indptr) - 1, -1, dtype=np.int64)
        found[np.diff(column.indptr) > 0] = column.indices
        return found


def join(
    codes: Texts,
    unit_ids: tuple[str, ...],
    people: NDArray[np.float64] | None = None,
    change: ChangeLookup | None = None,
    vintage: int | None = None,
) -> Join:
    """Join rows to units by their codes, whatever letter case and spaces.

    Parameters
    ----------
    codes
        Array (rows,) of codes, empty where a row has none.
    unit_ids
        Ids of the place's units.
    people
        Array (rows,) of people, so that the report can say how many did not join.
    change
        The look-up of LSOA 2011 to LSOA 2021, by which codes of the other year are converted
        where they are no units of the place.
    vintage
        Year of the boundaries that the file's header states, if it does.
    """
    matching = match_codes(codes, unit_ids)
    spread = spread_codes(matching, change, vintage)
    weights = _over_rows(spread.weights, matching.code_of_row)
    report = _report(matching, spread, unit_ids, vintage, has_change=change is not None)
    if people is not None:
        report = replace(report, people_unjoined=_unjoined(weights, matching, people))
    return Join(weights, report)


def _over_rows(spread: csr_array, code_of_row: NDArray[np.int64]) -> csr_array:
    """The weights of codes, repeated for every row that has the code."""
    column = spread.tocsc()
    ends = np.append(column.indptr, column.indptr[-1])  # an empty cell is a code of no unit
    length = np.diff(ends)[code_of_row]
    starts = ends[:-1][code_of_row]
    indptr = np.concatenate([[0], np.cumsum(length)])
    entry = np.arange(indptr[-1]) - np.repeat(indptr[:-1] - starts, length)
    shape = (len(code_of_row), len(spread.indptr) - 1)
    by_row = csr_array((column.data[entry], column.indices[entry], indptr), shape=shape)
    return csr_array(by_row.T)


def _unjoined(weights: csr_array, matching: Matching, people: NDArray[np.float64]) -> float:
    """People in rows that did not join; rows of totals would count them once more."""
    # An empty cell, at -1, is no total.
    totals = np.array([*(is_total(code) for code in matching.codes), False])
    left = 1 - np.asarray(weights.sum(axis=0), dtype=np.float64)
    # Parts of an area that add up to the whole leave nothing, whatever the rounding.
    loose = (left > ROUNDING) & ~totals[matching.code_of_row]
    return float((people * np.where(loose, left, 0)).sum())


def _report(
    matching: Matching,
    spread: Spread,
    unit_ids: tuple[str, ...],
    vintage: int | None,
    *,
    has_change: bool,
) -> JoinReport:
    of_code = np.diff(spread.weights.tocsc().indptr)
    of_unit = np.diff(spread.weights.indptr)
    none = np.flatnonzero(of_code == 0)
    loose = [matching.codes[position] for position in none]
    of_row = matching.code_of_row
    rows_of_code = np.bincount(of_row[of_row >= 0], minlength=len(matching.codes))
    missing = np.flatnonzero(of_unit == 0)
    causes = likely_causes(
        Unjoined(
            codes=matching.codes,
            loose=tuple(loose),
            units=matching.unit_codes,
            missing=tuple(matching.unit_codes[row] for row in missing),
            blank_rows=int((of_row < 0).sum()),
            clashing=spread.clashing,
            vintage=vintage,
            has_change=has_change,
            loose_rows=tuple(rows_of_code[none].tolist()),
        )
    )
    return JoinReport(
        rows_read=len(of_row),
        ids_matched=len(unit_ids) - len(missing),
        only_in_file=_one_sided(loose),
        only_in_place=_one_sided([unit_ids[row] for row in missing]),
        causes=(*causes, *((spread.note,) if spread.note else ())),
        conversion=spread.conversion,
    )


def _one_sided(ids: list[str]) -> OneSided:
    shown = [one_line(shortened(each, LONGEST_SHOWN)) for each in ids[:EXAMPLES_KEPT]]
    return OneSided(len(ids), tuple(shown))


def refuse_repeats(table: Table, column: str, joined: Join | None = None) -> None:
    """Refuse a table that should have one row per unit when it has two for one.

    Parameters
    ----------
    table, column
        The table and its column of codes.
    joined
        Its join, where only rows that belong to the place matter.

    Raises
    ------
    InputError
        When a code is there twice, naming both lines.
    """
    of_row = match_codes(table.columns[column], ()).code_of_row
    chosen = of_row >= 0
    if joined is not None:
        chosen &= np.asarray(joined.weights.sum(axis=0), dtype=np.float64) > 0
    rows = np.flatnonzero(chosen)
    _, first, number = np.unique(of_row[rows], return_index=True, return_inverse=True)
    again = np.flatnonzero(first[number] != np.arange(len(rows)))
    if len(again):
        second = rows[again[0]]
        earlier = rows[first[number[again[0]]]]
        code = str(table.columns[column][second])[:LONGEST_SHOWN]
        raise InputError(
            f"{table.file}: {code} is in column '{column}' more than once, in "
            f"{table.where(int(earlier))} and {table.where(int(second))}.",
            "This file should have one row for each unit: remove the copies, or choose another "
            "column with --column unit=COLUMN.",
        )
