"""Where the files that come with the program are: templates, styles and the sample data.

In a source checkout they lie at the repository root; in an installed wheel, which has no folder
above the package, they travel inside it under ``bundled``.
"""

from __future__ import annotations

from pathlib import Path

from icp_footprints.errors import InputError

PACKAGE = Path(__file__).resolve().parent


def resources_folder() -> Path:
    """The ``resources`` folder: icons, styles and report templates."""
    return _folder("resources")


def data_folder() -> Path:
    """The ``data`` folder: the bundled sample."""
    return _folder("data")


def _folder(name: str) -> Path:
    # Bundled first: what lies beside an installed package may belong to another one.
    for folder in (PACKAGE / "bundled" / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise InputError(
        f"The program's own folder '{name}' is missing from {PACKAGE}.",
        "The installation is incomplete: install icp-footprints again.",
    )
