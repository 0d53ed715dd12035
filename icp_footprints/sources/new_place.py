"""Making a place from files: the recipe, and reading it."""

from __future__ import annotations

from icp_footprints.sources.read_place import read_place
from icp_footprints.sources.recipe import BarrierLines, Recipe

__all__ = ["BarrierLines", "Recipe", "read_place"]
