"""Names of properties and columns in files: snake_case, the same from run to run, never twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from icp_footprints.geography.place import Place

LAYER_FIGURES = ("best_area", "best_area_name", "share", "match", "containment", "two_way")
# Properties that every footprint has, whatever its place is made of, and whose names may clash.
PROFILE_FIGURES = ("density_per_km2", "deprivation_score", "most_deprived_share", "rural_share")
# By how they begin, programs tell people, points and bands from figures of layers.
KEPT_STARTS = ("people_", "points_", "band_of_")


def snake_case(text: str) -> str:
    """The text as lower-case ASCII letters, digits and single underscores; it may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")


def ledger_keys(place: Place) -> dict[str, str]:
    """The property that holds each ledger's people, such as ``people_resident``."""
    keys: dict[str, str] = {}
    for ledger in place.ledgers:
        stem = f"people_{snake_case(ledger.name) or 'ledger'}"
        keys[ledger.name] = _free(stem, ("",), keys.values())
    return keys


def band_keys(place: Place) -> dict[str, str]:
    """The property that says how a footprint stands in a further band, by ledger.

    Such as ``band_of_people_registered``; the first band is plain ``band``.
    """
    return {name: f"band_of_{key}" for name, key in ledger_keys(place).items()}


def layer_keys(place: Place) -> dict[str, str]:
    """The start of each layer's properties, such as ``pcn`` for ``pcn_share``."""
    keys: dict[str, str] = {}
    taken = {*PROFILE_FIGURES}
    for layer in place.layers:
        endings = tuple(f"_{figure}" for figure in LAYER_FIGURES)
        stem = snake_case(layer.name) or "layer"
        # A name that begins with a digit is awkward in field calculators.
        if stem[0].isdigit() or f"{stem}_".startswith(KEPT_STARTS):
            stem = f"layer_{stem}"
        keys[layer.name] = _free(stem, endings, taken)
        taken |= {keys[layer.name] + ending for ending in endings}
    return keys


def point_keys(place: Place) -> dict[str, str]:
    """The property that counts each point layer's points, such as ``points_gp``."""
    keys: dict[str, str] = {}
    for layer in place.point_layers:
        stem = f"points_{snake_case(layer.name) or 'layer'}"
        keys[layer.name] = _free(stem, ("",), keys.values())
    return keys


def _free(stem: str, endings: tuple[str, ...], taken: Iterable[str]) -> str:
    """The stem, numbered where one of its properties is taken."""
    used = set(taken)
    number, name = 1, stem
    while any(name + ending in used for ending in endings):
        number += 1
        name = f"{stem}_{number}"
    return name
