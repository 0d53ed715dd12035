"""The bundled sample: Wirral, with real boundaries and modelled people and PCNs."""

from __future__ import annotations

import tomllib
from typing import Any

from icp_footprints.errors import InputError
from icp_footprints.geography.place import Place
from icp_footprints.progress import Progress
from icp_footprints.resources import data_folder
from icp_footprints.sources.layers.lookups import Lookup
from icp_footprints.sources.new_place import Recipe, read_place
from icp_footprints.sources.opening.files import sha256_of

SAMPLE = "wirral"


def sample_place(progress: Progress | None = None) -> Place:
    """The Wirral sample, read through the same readers as any other files.

    Raises
    ------
    InputError
        When a file of the sample is missing or has been changed.
    """
    folder = data_folder() / "boundaries" / SAMPLE
    manifest: dict[str, Any] = tomllib.loads((folder / "manifest.toml").read_text("utf-8"))
    for name, entry in manifest["files"].items():
        path = folder / name
        if not path.exists() or sha256_of(path) != entry["sha256"]:
            raise InputError(
                f"The sample file {path} is missing or has been changed.",
                "Install the program again to get the sample back.",
            )
    read: dict[str, Any] = manifest["read"]
    units: dict[str, Any] = manifest["files"][read["units"]]
    return read_place(
        Recipe(
            units=str(folder / read["units"]),
            id_column=read["id"],
            name_column=read["name"],
            resident_column=read["resident"],
            lookups=tuple(
                Lookup(name, code, area_name) for name, (code, area_name) in read["lookups"].items()
            ),
            registrations=folder / read["registrations"],
            practice_pcn=folder / read["practice_pcn"],
            place_name=manifest["place"],
            notice=manifest["notice"],
            source_notes=(
                f"{units['licence']}; {units['vintage']}.",
                *(f"{line}." for line in manifest["attribution"]),
            ),
        ),
        progress,
    )
