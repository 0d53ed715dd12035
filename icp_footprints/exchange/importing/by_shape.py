"""Footprints by their polygons: each unit goes whole to one of them, and cuts are told."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.exchange.importing.attributes import bands_of
from icp_footprints.exchange.importing.found import NOWHERE, Cut, Draft, Found
from icp_footprints.exchange.importing.imported import Finding, ImportColumns, finding
from icp_footprints.exchange.importing.polygon_rows import polygon_rows
from icp_footprints.exchange.importing.shares import shares_of
from icp_footprints.geography.place import Place
from icp_footprints.geography.units_in_shape import HeldBy
from icp_footprints.progress import Progress
from icp_footprints.sources.layers.overlay_shares import STRIP_SHARE, OverlayShares
from icp_footprints.sources.opening.features import Features

Shares = NDArray[np.float64]


def found_by_shape(
    place: Place,
    features: Features,
    by: HeldBy,
    asked: ImportColumns,
    crs: str | None,
    progress: Progress,
) -> Found:
    """Footprints from polygons that may overlap, leave gaps, and cut units.

    A unit of which all but a strip lies in one polygon goes there, wherever its centre is: so the
    footprints of a plan come back as they were. Of a unit in several polygons, the one with most
    of its area counts among those that hold its centre.

    Parameters
    ----------
    place
        Whose units go to them.
    features
        What was read.
    by
        ``centre``: a unit goes to the polygon that holds its centre: that of its people, or its
        middle where that is not known. ``area``: to the one that holds most of its area, and to
        none where most of it is in none.
    asked, crs
        Columns the user named, and the reference system to read coordinates in.
    progress
        Told how far it is.

    Raises
    ------
    InputError
        When there is no polygon, or none of them holds a unit of the place.
    """
    rows = polygon_rows(features, asked, crs)
    progress.report(0.4, "Placing units")
    progress.check_cancelled()
    k = len(rows.polygons)
    reaching = np.flatnonzero(_reaches(place, rows.polygons))
    polygons = rows.polygons[reaching]
    if not len(polygons):
        raise InputError(
            f"No polygon of {features.table.file} lies in {place.name}.",
            "Check that it is of the same place, and its reference system.",
        )
    progress.check_cancelled()
    shares = shares_of(place.units.geometry, polygons, progress)
    progress.report(0.9, "Placing units")
    progress.check_cancelled()
    among = _placed(place, polygons, shares, by)
    if not (among >= 0).any():
        raise InputError(
            f"No unit of {place.name} has {_most_of(by)} in a polygon of {features.table.file}.",
            "Check that its polygons are footprints, not single sites, and its reference system.",
        )
    held = np.unique(among[among >= 0])
    keep = np.concatenate([reaching[held], np.arange(k, len(rows.drafts))])
    new = np.full(len(polygons) + 1, NOWHERE, dtype=np.intp)
    new[held] = np.arange(len(held))
    return Found(
        "polygons",
        tuple(rows.drafts[number] for number in keep.tolist()),
        new[among],
        (
            *rows.findings,
            *_left_out(rows.drafts[:k], reaching, held),
            *_overlaps(place, shares, [rows.drafts[number] for number in reaching.tolist()]),
        ),
        _cuts(shares, among, new),
        bands_of(place, features.table),
    )


def _most_of(by: HeldBy) -> str:
    return "its centre" if by == "centre" else "most of its area"


def _reaches(place: Place, polygons: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Array (k,): whether a polygon meets any unit at all."""
    reaches = np.zeros(len(polygons), dtype=np.bool_)
    tree = shapely.STRtree(place.units.geometry)
    reaches[np.unique(tree.query(polygons, predicate="intersects")[0])] = True
    return reaches


def _placed(
    place: Place, polygons: NDArray[np.object_], found: OverlayShares, by: HeldBy
) -> NDArray[np.intp]:
    """Array (n,): the polygon each unit goes to, or -1."""
    n = len(place.units)
    coo = found.shares.tocoo()
    unit, polygon, share = coo.row, coo.col, np.asarray(coo.data, dtype=np.float64)
    if by == "area":
        # More of it must be in the polygon than in none.
        may = share >= 1.0 - found.covered[unit]
    else:
        centres = np.asarray(shapely.points(place.units.centres), dtype=object)
        holds = shapely.STRtree(centres).query(polygons, predicate="intersects")
        has_centre = np.isin(unit * len(polygons) + polygon, holds[1] * len(polygons) + holds[0])
        may = has_centre | (share > 1.0 - STRIP_SHARE)
    unit, polygon, share = unit[may], polygon[may], share[may]
    # The last written counts: the largest share, and of equal ones the first polygon.
    order = np.lexsort((-polygon, share))
    placed = np.full(n, NOWHERE, dtype=np.intp)
    placed[unit[order]] = polygon[order]
    return placed


def _left_out(
    drafts: tuple[Draft, ...], reaching: NDArray[np.intp], held: NDArray[np.intp]
) -> tuple[Finding, ...]:
    """Polygons of which no footprint is made."""
    near = set(reaching.tolist())
    away = [each.shown for number, each in enumerate(drafts) if number not in near]
    no_units = [drafts[number].shown for number in np.delete(reaching, held).tolist()]
    return (
        *finding(
            "polygons outside the place", away, "Polygons outside the place left out ({n}): {}."
        ),
        *finding(
            "polygons without units", no_units, "Polygons that hold no unit left out ({n}): {}."
        ),
    )


def _overlaps(place: Place, found: OverlayShares, drafts: list[Draft]) -> tuple[Finding, ...]:
    """Units in which polygons overlap, and which polygons those are."""
    shares = found.shares
    sums = np.asarray(shares.sum(axis=1), dtype=np.float64).ravel()
    rows = np.flatnonzero(sums > found.covered + STRIP_SHARE)
    named: dict[str, None] = {}
    for row in rows.tolist():
        inside = shares.indices[shares.indptr[row] : shares.indptr[row + 1]]
        named[" and ".join(drafts[number].shown for number in sorted(inside.tolist())[:3])] = None
    units = finding(
        "units where polygons overlap",
        [place.units.ids[row] for row in rows.tolist()],
        "Units in which polygons overlap ({n}): {}.",
    )
    return (*finding("overlaps", list(named), "Polygons that overlap: {}."), *units)


def _cuts(found: OverlayShares, among: NDArray[np.intp], new: NDArray[np.intp]) -> tuple[Cut, ...]:
    """Units of which more than a strip lies elsewhere than where they went."""
    shares = found.shares
    cuts: list[Cut] = []
    for row in range(len(among)):
        start, end = shares.indptr[row], shares.indptr[row + 1]
        sides: dict[int, float] = {}
        for number, share in zip(shares.indices[start:end], shares.data[start:end], strict=True):
            at = int(new[number])
            sides[at] = sides.get(at, 0.0) + float(share)
        outside = 1.0 - float(found.covered[row])
        if outside > STRIP_SHARE:
            sides[NOWHERE] = sides.get(NOWHERE, 0.0) + outside
        if len(sides) > 1:
            ordered = sorted(sides.items(), key=lambda side: (-side[1], side[0]))
            cuts.append(Cut(row, int(new[among[row]]), tuple(ordered)))
    return tuple(cuts)
