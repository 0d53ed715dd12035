"""The way in: run a command; every error is one line, never a traceback."""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated

import typer

from icp_footprints import __version__
from icp_footprints.cli import exit_codes
from icp_footprints.cli.adjacency import adjacency
from icp_footprints.cli.alternatives import alternatives
from icp_footprints.cli.bands import bands
from icp_footprints.cli.ceiling import ceiling
from icp_footprints.cli.check import check
from icp_footprints.cli.demo import demo
from icp_footprints.cli.exceptions import exceptions
from icp_footprints.cli.export import export
from icp_footprints.cli.feasibility import feasibility
from icp_footprints.cli.finish import finish
from icp_footprints.cli.generate import generate
from icp_footprints.cli.generate_all import generate_all
from icp_footprints.cli.import_plan import import_plan
from icp_footprints.cli.improve import improve
from icp_footprints.cli.inspect import inspect
from icp_footprints.cli.least_change import least_change
from icp_footprints.cli.lock import lock
from icp_footprints.cli.map import map  # noqa: A004 - what the command is called
from icp_footprints.cli.measure import measure
from icp_footprints.cli.new import new
from icp_footprints.cli.picture import picture
from icp_footprints.cli.rebalance import rebalance
from icp_footprints.cli.repair import repair
from icp_footprints.cli.report import report
from icp_footprints.cli.sources import sources
from icp_footprints.cli.status import status
from icp_footprints.cli.targets import targets
from icp_footprints.cli.verify import verify
from icp_footprints.console.streams import OutputClosed, say, say_error
from icp_footprints.errors import FootprintsError
from icp_footprints.progress import Cancelled
from icp_footprints.wording import one_line

app = typer.Typer(
    name="icp-footprints",
    help="Neighbourhood footprints for England's places: make, measure, check and hand on.",
    add_completion=False,
    pretty_exceptions_enable=False,
)
# In the order in which a planner needs them.
for _command in (
    demo,
    inspect,
    new,
    import_plan,
    sources,
    adjacency,
    bands,
    targets,
    exceptions,
    feasibility,
    generate,
    alternatives,
    ceiling,
    repair,
    finish,
    rebalance,
    improve,
    least_change,
    lock,
    generate_all,
    measure,
    check,
    export,
    report,
    map,
    picture,
    status,
    verify,
):
    app.command()(_command)


def main() -> None:
    """Run the command line; every error is one line, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # Windows writes files and pipes in an old encoding that lacks many letters of names.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = app(standalone_mode=False)
        if code == exit_codes.STOPPED:  # how Typer passes on Ctrl+C
            raise Cancelled
    except FootprintsError as error:
        say_error(error.command_words)
        code = exit_codes.INPUT
    except typer.TyperException as error:
        words = error.format_message() if isinstance(error, typer.BadParameter) else str(error)
        context = getattr(error, "ctx", None)
        command = context.info_name if context is not None and context.parent else "COMMAND"
        say_error(one_line(f"{words.rstrip('.')}. Try: icp-footprints {command} --help."))
        code = exit_codes.INPUT
    except (Cancelled, KeyboardInterrupt, typer.Abort):
        say_error("Stopped. No file was left half-written; any finished before that is kept.")
        code = exit_codes.STOPPED
    except OutputClosed:
        _forget_output()
        code = exit_codes.OUTPUT_CLOSED
    except MemoryError:
        say_error("There is not enough memory for this. Close other programs or choose a filter.")
        code = exit_codes.INPUT
    except Exception as error:
        if os.environ.get("ICP_FOOTPRINTS_DEBUG"):
            raise
        say_error(
            one_line(
                f"A fault in this program ({type(error).__name__}: {error}). Nothing was lost. "
                "Please report it, with ICP_FOOTPRINTS_DEBUG=1 set for details."
            )
        )
        code = exit_codes.FAULT
    sys.exit(code or 0)


def _forget_output() -> None:
    """Send what is left of the output nowhere, so that Python does not fail on it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    if version:
        say(f"icp-footprints {__version__}")
    elif context.invoked_subcommand is None:
        say(context.get_help())
