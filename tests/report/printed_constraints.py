"""What somebody who has all pages of a report can work out of a layer, by solving for it.

Unknown is how many people of each footprint (row; the last: in none) belong to each area (column;
the last: to none). Every printed figure is a line or two of constraints on these numbers.
"""

from __future__ import annotations

import re

import numpy as np
from scipy.optimize import Bounds, milp

DUST = 1e-7


class Reader:
    """Gathers what the pages say of one layer, and solves for single cells."""

    def __init__(self, report, section, areas):
        self.report, self.section = report, section
        self.step = section.printing.step if section.rounds else 1
        self.rows = {row.id: number for number, row in enumerate(report.footprints)}
        self.columns = {area: number for number, area in enumerate(areas)}
        self.shape = (len(self.rows) + 1, len(areas) + 1)
        self.lines, self.low, self.high = [], [], []
        self.read_totals()
        self.read_tables()
        self.read_cards()
        self.read_sentences()

    # --- terms: arrays that pick numbers out of the table --------------------------------------

    def cell(self, footprint, area):
        found = np.zeros(self.shape)
        found[self.rows[footprint], self.columns[area]] = 1
        return found

    def row(self, number):
        found = np.zeros(self.shape)
        found[number] = 1
        return found

    def column(self, area):
        found = np.zeros(self.shape)
        found[:, self.columns[area] if isinstance(area, str) else area] = 1
        return found

    # --- constraints ---------------------------------------------------------------------------

    def between(self, term, low, high):
        self.lines.append(term.ravel())
        self.low.append(low)
        self.high.append(high)

    def count(self, term, shown):
        """A printed count: exact, rounded, hidden or withheld."""
        if shown == "not printed":
            return
        if shown == "<5":
            self.between(term, 1, 4)
        elif shown == 0 or self.step == 1:
            self.between(term, shown, shown)
        else:
            half = self.step // 2
            self.between(term, 5 if shown == self.step else shown - half, shown + half - 1)

    def share(self, part, whole, shown):
        """A printed percentage of one term in another."""
        if not re.fullmatch(r"[\d.]+ %", shown):
            return
        number = shown.removesuffix(" %")
        value, half = float(number) / 100, (0.0005 if "." in number else 0.005) + DUST
        self.between(part - (value - half) * whole, 0, np.inf)
        self.between((value + half) * whole - part, 0, np.inf)

    # --- pages ---------------------------------------------------------------------------------

    def read_totals(self):
        (place,) = (row.people[0] for row in self.report.coverage_table.rows[:1])
        self.between(np.ones(self.shape), place, place)
        for row in self.report.footprints:
            self.between(self.row(self.rows[row.id]), row.people[0], row.people[0])

    def read_tables(self):
        for row in self.section.areas_held:
            whole = self.column(row.area)
            self.count(whole, row.people)
            if row.number:
                best = self.report.footprints[row.number - 1].id
                self.share(self.cell(best, row.area), whole, row.containment)
                for other in self.rows:
                    self.between(self.cell(best, row.area) - self.cell(other, row.area), 0, np.inf)
                if row.state == "Kept whole":
                    self.between(self.cell(best, row.area) - 0.95 * whole, -DUST, np.inf)
        for split in self.section.splits:
            self.read_split(split)
        for fit in self.section.fits:
            if fit.area in self.columns:
                self.read_fit(fit)

    def read_split(self, split):
        whole = self.column(split.area)
        pieces = {piece.footprint: self.cell(piece.footprint, split.area) for piece in split.pieces}
        self.count(whole, split.people)
        for piece in split.pieces:
            self.count(pieces[piece.footprint], piece.people)
            self.share(pieces[piece.footprint], whole, piece.share)
            self.between(pieces[piece.footprint] - 0.05 * whole, -DUST, np.inf)
        for other in self.rows.keys() - pieces.keys():
            self.between(0.05 * whole - self.cell(other, split.area), -DUST, np.inf)
        rest = whole - sum(pieces.values())
        self.count(rest, split.rest)
        self.share(rest, whole, split.rest_share)

    def read_fit(self, fit):
        both, of = self.cell(fit.footprint, fit.area), self.row(self.rows[fit.footprint])
        area = self.column(fit.area)
        self.share(both, of, fit.share)
        self.share(both, area, fit.containment)
        self.share(both, of + area - both, fit.match)
        for other in self.columns:
            self.between(both - self.cell(fit.footprint, other), 0, np.inf)

    def read_cards(self):
        (place,) = [i for i, each in enumerate(self.report.layers) if each is self.section]
        for card in self.report.cards:
            for line in card.layers[place].areas:
                both = self.cell(card.row.id, line.area)
                self.count(both, line.people)
                self.share(both, self.row(self.rows[card.row.id]), line.share)
                self.share(both, self.column(line.area), line.containment)
                for other in line.others:
                    held = self.cell(self.report.footprints[other.number - 1].id, line.area)
                    self.share(held, self.column(line.area), other.share)

    def read_sentences(self):
        nobody = self.column(self.shape[1] - 1)
        if self.section.outside[0].startswith("Everybody"):
            self.between(nobody, 0, 0)
        else:
            shown = self.section.outside[0].split(" people")[0].replace(",", "")
            self.count(nobody, int(shown) if shown.isdecimal() else "<5") if shown != "Some" else 0
        listed = {row.area for row in self.section.areas_held}
        left_out = [self.column(area) for area in self.columns if area not in listed]
        found = re.search(r"\(([\d,]+|<5) people in all", self.section.minor)
        if found:
            shown = found.group(1).replace(",", "")
            self.count(sum(left_out), int(shown) if shown.isdecimal() else shown)

    # --- solving -------------------------------------------------------------------------------

    def range_of(self, row, column):
        """The fewest and the most people who may be in a cell, for all that the pages say."""
        wanted = np.zeros(self.shape)
        wanted[row, column] = 1
        return self.least(wanted), -self.least(-wanted)

    def least(self, wanted):
        found = milp(
            wanted.ravel(),
            integrality=np.ones(wanted.size),
            bounds=Bounds(0, np.inf),
            constraints=(np.array(self.lines), self.low, self.high),
        )
        assert found.success, found.message
        return float(found.fun)
