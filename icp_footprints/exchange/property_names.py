"""Names of properties and columns in files: snake_case, the same from run to run, never twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from icp_footprints.geography.place import Place

LAYER_FIGURES = ("best_area", "best_area_name", "share", "match", "containment", "two_way")
# Properties that every footprint has, whatever its place is made of, and whose names may clash.
PROFILE_FIGURES = ("density_per_km2", "deprivation_score", "most_deprived_share", "rural_share")


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


def layer_keys(place: Place) -> dict[str, str]:
    """The start of each layer's properties, such as ``pcn`` for ``pcn_share``."""
    keys: dict[str, str] = {}
    taken = {*ledger_keys(place).values(), *PROFILE_FIGURES}
    for layer in place.layers:
        endings = tuple(f"_{figure}" for figure in LAYER_FIGURES)
        stem = snake_case(layer.name) or "layer"
        # A name that begins with a digit is awkward in field calculators.
        stem = f"layer_{stem}" if stem[0].isdigit() else stem
        keys[layer.name] = _free(stem, endings, taken)
        taken |= {keys[layer.name] + ending for ending in endings}
    return keys


def point_keys(place: Place) -> dict[str, str]:
    """The property that counts each point layer's points, such as ``points_gp``."""
    keys: dict[str, str] = {}
    of_layers = [f"{key}_{each}" for key in layer_keys(place).values() for each in LAYER_FIGURES]
    for layer in place.point_layers:
        stem = f"points_{snake_case(layer.name) or 'layer'}"
        keys[layer.name] = _free(stem, ("",), [*keys.values(), *of_layers])
    return keys


def _free(stem: str, endings: tuple[str, ...], taken: Iterable[str]) -> str:
    """The stem, numbered where one of its properties is taken."""
    used = set(taken)
    number, name = 1, stem
    while any(name + ending in used for ending in endings):
        number += 1
        name = f"{stem}_{number}"
    return name
