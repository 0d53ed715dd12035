"""The folder of a run: plan files, result table and record, each whole at every moment."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from icp_footprints.batch.job import Outcome
from icp_footprints.batch.row import Row
from icp_footprints.batch.run_record import RunRecord, read_record, write_record
from icp_footprints.batch.table import write_table
from icp_footprints.errors import InputError
from icp_footprints.exchange.agreed_file import check_not_agreed
from icp_footprints.exchange.replacing import check_can_write, replacing
from icp_footprints.exchange.several_files import make_folder

RECORD, TABLE = "run.json", "results.csv"
# Record and table are written whole each time: of thousands of places, not after every one.
LEAST_PAUSE_IN_WRITES = 4.0


class RunFolder:
    """Where the results of a run go, as they come; nothing is written before `begin`.

    Parameters
    ----------
    folder
        The folder; it is made where there is none.
    made_from
        Every input and setting that the plans depend on, by name.
    restart
        Whether the plans of an earlier run are to be made anew.

    Raises
    ------
    InputError
        When the folder holds other files, or plans made from something else.
    """

    def __init__(self, folder: Path, made_from: Mapping[str, str], restart: bool = False) -> None:
        self.folder = folder
        self._made_from = made_from
        self._table_error: InputError | None = None
        self._next_write = 0.0
        self._outdated: list[str] = []
        check_folder(folder)
        self.rows: dict[str, Row] = self._earlier(restart)

    def begin(self) -> None:
        """Make the folder ready; on a restart, take the plans of the earlier run away.

        Raises
        ------
        InputError
            When the folder cannot be written, or one of those plans is agreed.
        """
        make_folder(self.folder, "--out")
        for name in (RECORD, TABLE):
            check_can_write(self.folder / name)
        for name in self._outdated:
            check_not_agreed(self.folder / name)
        # Plans of places that are in this run no more would look like new ones.
        for name in self._outdated:
            _remove(self.folder / name)
        self.keep()

    @property
    def table(self) -> Path:
        """The result table."""
        return self.folder / TABLE

    def is_done(self, code: str) -> bool:
        """Whether a place needs no planning: it has its plan."""
        row = self.rows.get(code)
        if row is None or row.state == "failed":
            return False
        return (self.folder / row.plan_file).is_file()

    def add(self, outcome: Outcome, plan_file: str) -> Row:
        """Write what became of a place: first its plan, then that it has one.

        A place whose plan is written, but not yet in the record, is planned again by the next run.

        Raises
        ------
        InputError
            When it cannot be written.
        """
        row = outcome.row
        if outcome.plan_file:
            check_not_agreed(self.folder / plan_file)
            with replacing(self.folder / plan_file) as temporary:
                temporary.write_bytes(outcome.plan_file)
            row = replace(row, plan_file=plan_file)
        self.rows[row.code] = row
        if time.monotonic() >= self._next_write:
            self.keep()
        return row

    def keep(self) -> None:
        """Write the record and the table of all rows so far.

        Raises
        ------
        InputError
            When the record cannot be written; that the table cannot is told by `table_error`.
        """
        began = time.monotonic()
        write_record(self.folder / RECORD, RunRecord(self._made_from, self.rows))
        try:
            write_table(self.table, self.rows.values())
        except InputError as error:
            # Somebody looks at it in Excel: no reason to stop, for the record has it all.
            self._table_error = error
        else:
            self._table_error = None
        now = time.monotonic()
        self._next_write = now + LEAST_PAUSE_IN_WRITES * (now - began)

    @property
    def table_error(self) -> InputError | None:
        """Why the table on disk lacks the latest rows, if it does."""
        return self._table_error

    def _earlier(self, restart: bool) -> dict[str, Row]:
        path = self.folder / RECORD
        if not path.exists():
            return {}
        if not restart:
            earlier = read_record(path)
            if earlier.rows:
                earlier.check_alike(self._made_from, path)
            return dict(earlier.rows)
        # A damaged record is no reason not to begin anew.
        with contextlib.suppress(InputError):
            rows = read_record(path).rows.values()
            self._outdated = [row.plan_file for row in rows if row.plan_file]
        return {}


def check_folder(folder: Path) -> None:
    """Refuse a folder in which a run cannot be kept.

    Raises
    ------
    InputError
        When it is a file, or holds files but no run.
    """
    if not folder.exists():
        return
    try:
        held = sorted(each.name for each in folder.iterdir() if not each.name.startswith("."))
    except NotADirectoryError as error:
        raise InputError(f"{folder} is a file, not a folder.", "Give a folder to --out.") from error
    except OSError as error:
        raise InputError(
            f"The folder {folder} cannot be read: {error.strerror or error}.", "Choose another."
        ) from error
    if held and RECORD not in held:
        raise InputError(
            f"The folder {folder} holds other files, such as {held[0]}.",
            "Choose an empty or new folder for the plans.",
        )


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(
            f"{path} cannot be removed: it is open in another program, or read-only.",
            "Close it there, or choose another folder.",
        ) from error
