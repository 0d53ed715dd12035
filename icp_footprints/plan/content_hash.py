"""The SHA-256 of what a plan says, so that an export can be told to be of this plan or of another.

It covers what partners agree to: who is where, what footprints are called
and who leads them, bands, targets, exceptions, and the people and areas they were measured with. It
leaves out what changes none of that: colours, locks, status, version, and how the plan was made. It
leaves out too what a place has beside: outlines, bridges and barriers, profiles and points.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.place import Place
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import UNASSIGNED, Plan
from icp_footprints.plan.target import Target

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# Raised when what is covered changes: hashes of two formats never agree.
FORMAT = 1
# People and shares are hashed to so many decimals.
DECIMALS = 6


def content_hash(place: Place, plan: Plan) -> str:
    """The SHA-256 of a plan's canonical content, as 64 hexadecimal digits.

    Parameters
    ----------
    place, plan
        What to tell apart from others. The order of units, footprints and areas does not matter,
        nor that of bands after the foremost, which exceptions may be about.
    """
    return hashlib.sha256(canonical_content(place, plan).encode("utf-8")).hexdigest()


def canonical_content(place: Place, plan: Plan) -> str:
    """What is hashed: JSON with sorted keys, without blanks."""
    order = np.array(
        sorted(range(len(place.units)), key=place.units.ids.__getitem__), dtype=np.intp
    )
    ids = [each.id for each in plan.footprints]
    content = {
        "format": FORMAT,
        "place": place.name,
        "plan": plan.name,
        "band": _fields(plan.band),
        "further_bands": sorted(map(_fields, plan.further_bands), key=_text),
        "targets": sorted(map(_fields, plan.targets), key=_text),
        "exceptions": sorted(map(_fields, plan.exceptions), key=_text),
        "footprints": {
            each.id: [each.name, each.notes, each.lead, each.partners] for each in plan.footprints
        },
        "units": {
            place.units.ids[row]: None if number == UNASSIGNED else ids[number]
            for row, number in enumerate(plan.assignment.tolist())
        },
        "ledgers": {ledger.name: _digest(ledger.people[order]) for ledger in place.ledgers},
        "layers": {layer.name: _layer_digest(layer, order) for layer in place.layers},
    }
    return _text(content)


def _fields(value: Band | Target | RecordedException) -> dict[str, object]:
    """The fields of a value; numbers as files give them back: 1 and 1.0 are the same."""
    return {
        key: float(held) if isinstance(held, int) else held for key, held in asdict(value).items()
    }


def _text(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def _layer_digest(layer: ReferenceLayer, order: NDArray[np.intp]) -> str:
    """The SHA-256 of a layer's shares, whatever the order its areas are held in."""
    columns = np.array(
        sorted(range(len(layer.area_ids)), key=layer.area_ids.__getitem__), dtype=np.intp
    )
    shares = cast("csr_array", layer.shares[order][:, columns])
    shares.sum_duplicates()
    values = np.asarray(shares.data, dtype=np.float64)
    kept = np.round(values, DECIMALS) != 0
    rows = np.repeat(np.arange(len(order)), np.diff(shares.indptr))[kept]
    cells = np.column_stack([rows, shares.indices[kept], values[kept]]).astype(np.float64)
    outside = np.nan_to_num(layer.outside_share[columns], nan=-1.0)
    return _digest(
        np.append(cells.ravel(), outside), *(layer.area_ids[column] for column in columns)
    )


def _digest(values: NDArray[np.float64], *names: str) -> str:
    """The SHA-256 of rounded numbers, and of names."""
    # Adding nothing makes minus nought nought.
    rounded = np.round(np.asarray(values, dtype="<f8"), DECIMALS) + 0.0
    digest = hashlib.sha256(rounded.tobytes())
    digest.update(_text(names).encode("utf-8"))
    return digest.hexdigest()
