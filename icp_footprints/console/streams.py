"""The two streams of the command line: plain lines, progress bars and one-line errors."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from icp_footprints.progress import Progress


class OutputClosed(Exception):  # noqa: N818 - nothing went wrong
    """Whoever read the output has stopped reading, as ``head -1`` does after a line."""


class _Pipe(Console):
    def on_broken_pipe(self) -> None:
        """Leave the ending to `cli.run`: Rich would exit with 1, which here is a verdict."""
        raise OutputClosed


# Names may hold ':cat:', which Rich would turn into a picture.
out = _Pipe(emoji=False)
err = Console(stderr=True, emoji=False)


def say(text: str) -> None:
    """Print a line as it is: what comes from files is never taken for markup."""
    out.print(text, markup=False, highlight=False, soft_wrap=True)


def say_json(text: str) -> None:
    """Print JSON text as UTF-8, whatever the terminal writes, and one end of line after it."""
    try:
        # Halves of letters, which no UTF-8 has, can come in with a name or a path.
        sys.stdout.buffer.write(f"{text.rstrip()}\n".encode("utf-8", "replace"))
        sys.stdout.flush()
    except BrokenPipeError as error:
        raise OutputClosed from error


def say_error(text: str) -> None:
    """Print one line of error."""
    err.print(f"Error: {text}", markup=False, highlight=False, soft_wrap=True)


@contextmanager
def progress_bar(title: str) -> Generator[Progress]:
    """A progress bar on the error stream while long work runs, if that is a terminal."""
    bar = Bar(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
        console=err,
        transient=True,
        # Into a file or pipe go errors only.
        disable=not err.is_terminal,
    )
    with bar:
        task = bar.add_task(title, total=1.0)

        def show(fraction: float, text: str) -> None:
            bar.update(task, completed=fraction, description=text or title)

        progress = Progress(show)
        try:
            yield progress
        except BaseException:
            progress.cancel()
            raise
