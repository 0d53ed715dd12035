"""Options of a dataclass become options of each command that takes it."""

from dataclasses import dataclass
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from icp_footprints.cli.option_group import with_option_groups


@dataclass(frozen=True)
class Two:
    seed: Annotated[int, typer.Option(help="Where to start.")] = 1
    names: Annotated[list[str] | None, typer.Option("--name")] = None


@dataclass(frozen=True)
class One:
    must: Annotated[str, typer.Option()]


def app_of(told):
    @with_option_groups
    def command(
        first: Annotated[str, typer.Argument()], two: Two, one: One, last: bool = False
    ) -> None:
        """Say what was given."""
        told.append((first, two, one, last))

    app = typer.Typer()
    app.command()(command)
    return app


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (["a", "--must", "m"], ("a", Two(), One("m"), False)),
        (
            ["a", "--must", "m", "--seed", "5", "--name", "x", "--name", "y", "--last"],
            ("a", Two(5, ["x", "y"]), One("m"), True),
        ),
    ],
)
def test_what_is_given_comes_as_the_dataclass(arguments, given):
    told = []
    ran = CliRunner().invoke(app_of(told), arguments)
    assert (ran.exit_code, told) == (0, [given])


@pytest.mark.parametrize("arguments", [["a"], ["a", "--must", "m", "--seed", "five"]])
def test_what_is_missing_or_no_number_is_refused(arguments):
    told = []
    assert CliRunner().invoke(app_of(told), arguments).exit_code == 2
    assert told == []


def test_help_tells_of_the_command_and_of_every_option():
    said = CliRunner().invoke(app_of([]), ["--help"]).output
    assert all(each in said for each in ("Say what was given", "--seed", "--name", "--must"))
