"""Everything that the plans of a run depend on, by name, so that runs can be told apart."""

from __future__ import annotations

import json
from dataclasses import asdict

from icp_footprints import __version__
from icp_footprints.batch.settings import Settings
from icp_footprints.sources.opening.files import sha256_of, split_layer
from icp_footprints.sources.recipe import Recipe


def made_from(recipe: Recipe, by: str, settings: Settings) -> dict[str, str]:
    """Every input and setting of a run, in words or as a SHA-256.

    The same files in another folder count as the same.

    Parameters
    ----------
    recipe
        What is read.
    by
        What the file is split by.
    settings
        What places are planned with.
    """
    paths = [split_layer(file)[0] for file in recipe.files()]
    held = json.dumps(asdict(recipe), default=str)
    for path in paths:
        held = held.replace(json.dumps(f"{path.parent}/")[1:-1], "")
        held = held.replace(json.dumps(f"{path.parent}\\")[1:-1], "")
    reading = {
        f"reading: {name}": value if isinstance(value, str) else json.dumps(value)
        for name, value in json.loads(held).items()
        if value
    }
    files: dict[str, str] = {}
    for path in dict.fromkeys(paths):
        # Two folders may hold files of one name.
        before = files.get(path.name, "")
        files[path.name] = f"{before} {sha256_of(path)}".strip()
    return {
        "version of this program": __version__,
        "by": by,
        **settings.texts,
        **{f"file {name}": held for name, held in files.items()},
        **reading,
    }
