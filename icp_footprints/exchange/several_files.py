"""The files of a command that writes several at once: their folder, and names by what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from icp_footprints.errors import InputError

AnyKind = TypeVar("AnyKind", bound=StrEnum)


def files_in(folder: Path, stem: str, endings: Mapping[AnyKind, str]) -> dict[AnyKind, Path]:
    """A file of every kind in a folder, named after the plan."""
    return {kind: folder / f"{stem}{ending}" for kind, ending in endings.items()}


def make_folder(folder: Path, option: str) -> None:
    """Make a folder, unless it is there.

    Parameters
    ----------
    folder
        Which; folders above it are made too.
    option
        That of the command line by which the user chose it.

    Raises
    ------
    InputError
        When it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"The folder {folder} cannot be made: {error.strerror}.",
            f"Choose another with {option}.",
        ) from error


def check_suffixes(
    wanted: Mapping[AnyKind, Path], suffixes: Mapping[AnyKind, tuple[str, ...]]
) -> None:
    """Check that files are called by what they will hold: some programs go by nothing else.

    Raises
    ------
    InputError
        When the name of one has another ending.
    """
    for kind, path in wanted.items():
        if path.suffix.lower() not in suffixes[kind]:
            raise InputError(
                f"{path} has the wrong ending for --{kind}.",
                f"Give a name that ends in {suffixes[kind][0]}.",
            )
