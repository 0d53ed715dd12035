"""What every exported file says of itself: which plan it is, how far agreed, and from what files.

The same object goes into every format: GeoJSON holds it in the member ``metadata`` of the
collection, a GeoPackage in its table ``footprints_metadata``, a zipped Shapefile in its
``.meta.json``, and the CSV look-up in a ``.meta.json`` beside it. Features of every map format
also have ``status``, ``plan_version`` and ``content_hash``, as they may be taken out of their file.
"""

from __future__ import annotations

import re
from datetime import date

from icp_footprints import __version__
from icp_footprints.exchange.exporting.unit_columns import vintage_in_place
from icp_footprints.geography.place import Place
from icp_footprints.geography.source import Source
from icp_footprints.partition.authorities import authority_layer
from icp_footprints.plan.content_hash import content_hash
from icp_footprints.plan.plan import Plan

Json = dict[str, object]

PROGRAM = "icp_footprints"
# What a filter on the rows of the units' file leaves behind in its notes.
FILTER = re.compile(r"Only rows with \S+ = ([EKNSW]\d{8})\.")


def export_metadata(place: Place, plan: Plan, made_on: date) -> Json:
    """What a file says of itself, ready for JSON.

    Parameters
    ----------
    place, plan
        What is exported.
    made_on
        The date to put in the file.

    Returns
    -------
    metadata
        ``place``, ``place_code`` (of its local authority or the like; None where not known),
        ``plan``, ``status``, ``plan_version``, ``content_hash`` (64 hexadecimal digits),
        ``made_on`` (ISO), ``program``, ``program_version``, ``notice`` and ``sources``, each with
        ``role``, ``file``, ``detail``, ``vintage`` and ``licence`` (None where nothing
        tells), and ``sha256``.
    """
    return {
        "place": place.name,
        "place_code": place_code(place),
        "plan": plan.name,
        "status": str(plan.status),
        "plan_version": plan.version,
        "content_hash": content_hash(place, plan),
        "made_on": made_on.isoformat(),
        "program": PROGRAM,
        "program_version": __version__,
        "notice": place.notice,
        "sources": [_source(place, each) for each in place.sources],
    }


def place_code(place: Place) -> str | None:
    """The ONS code of the place, where it is one authority or its units were filtered by one."""
    authorities = authority_layer(place)
    if authorities is not None and len(authorities.area_ids) == 1:
        return authorities.area_ids[0]
    notes = " ".join(note for each in place.sources if each.role == "units" for note in each.notes)
    found = FILTER.findall(notes)
    return found[0] if len(found) == 1 else None


def _source(place: Place, source: Source) -> Json:
    return {
        "role": source.role,
        "file": source.file,
        "detail": source.detail,
        "vintage": vintage_in_place(place, source),
        "sha256": source.sha256,
        "licence": " ".join(source.rights) or None,
    }
