"""Folders to try the command line in: with good inputs, and with a plan file made of them."""

import pytest

from tests.cli.command import LAYERS, NEW, CommandLine
from tests.cli.made_once import MadeOnce


@pytest.fixture(scope="session")
def made_once(tmp_path_factory) -> MadeOnce:
    """Files that many tests start from."""
    return MadeOnce(tmp_path_factory.mktemp("made-once"))


@pytest.fixture
def run(made_once: MadeOnce, tmp_path, capsys) -> CommandLine:
    made_once.bring_inputs(tmp_path)
    return CommandLine(tmp_path, capsys)


@pytest.fixture
def planned(run: CommandLine, made_once: MadeOnce) -> CommandLine:
    """A folder with a plan file in it, without footprints yet."""
    made_once.bring(run, ("new", "plan.gpkg", *NEW, *LAYERS))
    return run
