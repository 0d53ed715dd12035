"""Folders to try the command line in: with good inputs, and with a plan file made of them."""

import pytest

from tests.cli.command import LAYERS, NEW, CommandLine, make_inputs


@pytest.fixture
def run(tmp_path, capsys) -> CommandLine:
    make_inputs(tmp_path)
    return CommandLine(tmp_path, capsys)


@pytest.fixture
def planned(run: CommandLine) -> CommandLine:
    """A folder with a plan file in it, without footprints yet."""
    run.ok("new", "plan.gpkg", *NEW, *LAYERS)
    return run
