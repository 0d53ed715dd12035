"""What tests of feasibility have in common: a band, a row of units, and what was found of it."""

from icp_footprints.plan.band import Band
from tests.grids import place_of

BAND = Band(2000, 4000)
ROW = place_of("AAAAAA", 1500)


def said(found, rule):
    return [(each.severity, each.words) for each in found.findings if each.rule == rule]


def only(found, rule):
    ((severity, words),) = said(found, rule)
    return severity, words
