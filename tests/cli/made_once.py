"""What commands make, kept for every test that starts with the same commands."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.command import CommandLine, make_inputs

INPUTS = "inputs"


class MadeOnce:
    """Makes files the first time and copies them afterwards: each test has files of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[tuple[tuple[object, ...], ...], Path] = {}

    def bring_inputs(self, folder: Path) -> None:
        """Put boundaries, registrations and a map of practices into a folder."""
        kept = self._folder / INPUTS
        if not kept.exists():
            kept.mkdir()
            make_inputs(kept)
        shutil.copytree(kept, folder, dirs_exist_ok=True)

    def bring(self, run: CommandLine, *commands: tuple[object, ...]) -> None:
        """Put what the commands make of the inputs into the folder of a run."""
        kept = self._made.get(commands)
        if kept is not None:
            shutil.copytree(kept, run.folder, dirs_exist_ok=True)
            return
        for command in commands:
            run.ok(*command)
        kept = self._folder / str(len(self._made))
        shutil.copytree(run.folder, kept)
        self._made[commands] = kept
