"""A place and a plan in which everything that has a name is called the same, and means harm."""

from dataclasses import replace

import numpy as np

from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.geography.ledger import AgeBands, Ledger
from icp_footprints.geography.points import PointLayer
from icp_footprints.geography.profile import Deprivation, UnitProfile
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.geography.source import JoinReport, OneSided, Source
from icp_footprints.geography.units import UnitTable
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import Footprint, Origin, Plan
from icp_footprints.plan.target import Target
from tests.grids import ORIGIN_M, place_of

NAMES = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>\"'>",
    "</style></title></script><!--<b>]]>",
    '=HYPERLINK("http://evil.example")',
    "+1-2|cmd",
    "@SUM(A1)",
    "-2+3",
    "https://evil.example/x?a=b&c=%0d%0a",
    "{{ 7 * 7 }}{% raw %}${7*7}",
    "nul\0 esc\x1b \ud800 \ufffe \u2028 \u2029 line\r\nend",
    "\u202eRTL 😀 \u05d0\u05d1 _x0041_",
    "../../etc/passwd\\[x]:*?'",
    "😀" * 10_000,
    "55.8 %",
    "1,234",
]


def hostile(name):
    """The place and the plan."""
    base = place_of("AB", layers={"w": "xx"}, people=1000)
    layer = ReferenceLayer(
        name, "lookup", (name,), (name,), base.layers[0].shares, np.full(1, 0.5), name
    )
    ages = AgeBands((name,), (0,), np.ones((2, 1)))
    side = OneSided(1, (name,))
    place = replace(
        base,
        name=name,
        units=UnitTable(base.units.ids, (name, name), base.units.geometry),
        ledgers=(*base.ledgers, Ledger(name, name, np.ones(2), name, ages)),
        layers=(layer,),
        sources=(
            Source(name, name, name, name, (name,), JoinReport(1, 1, side, side, 5.0, (name,))),
        ),
        notice=name,
        point_layers=(
            PointLayer(
                name, name, (name,), (name,), np.array([ORIGIN_M]) + 10, np.zeros(1, np.int64)
            ),
        ),
        profile=UnitProfile(Deprivation(name, np.ones(2), np.ones(2, np.int8))),
    ).with_adjacency_edits([AdjacencyEdit("barrier", "U000", "U001", name)])
    footprints = (
        Footprint(name, name, name, lead=name, partners=name),
        Footprint("F02", "Other"),
    )
    plan = Plan(
        name,
        np.array([0, 1], np.int16),
        footprints,
        Band(),
        Origin(name, 1, ((name, name),), name, name),
        targets=(Target(name, "share", 0.5),),
        exceptions=(RecordedException("band", name, name, name, "2026-11-22"),),
    )
    return place, plan
