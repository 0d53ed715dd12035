"""What a run was made from and what came of it, kept beside the plans so that it can go on.

``run.json`` says by their SHA-256 which files were read, and with which settings; it holds the rows
of the result table. It is always written whole.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from icp_footprints.batch.file_names import is_own_name
from icp_footprints.batch.row import Row, row_from_json
from icp_footprints.errors import InputError
from icp_footprints.exchange.replacing import replacing
from icp_footprints.wording import shortlist

FORM = "icp-footprints generate-all 1"
RESTART = "Choose another folder, or add --restart to plan every place anew."


@dataclass(frozen=True)
class RunRecord:
    """A run as it is kept on disk.

    Parameters
    ----------
    made_from
        Every input and setting that the plans depend on, by name: what a run that goes on must
        have alike.
    rows
        What became of places so far, by code.
    """

    made_from: Mapping[str, str]
    rows: Mapping[str, Row] = field(default_factory=dict[str, Row])

    def check_alike(self, made_from: Mapping[str, str], path: Path) -> None:
        """Refuse to go on with other inputs or settings.

        Raises
        ------
        InputError
            When anything differs, naming it.
        """
        names = sorted({*self.made_from, *made_from})
        unlike = [
            _difference(name, self.made_from.get(name, ""), made_from.get(name, ""))
            for name in names
            if self.made_from.get(name, "") != made_from.get(name, "")
        ]
        if unlike:
            raise InputError(
                f"{path.parent} holds plans made from something else: {shortlist(unlike, 4)}.",
                RESTART,
            )


def write_record(path: Path, record: RunRecord) -> None:
    """Write the record, whole or not at all.

    Raises
    ------
    InputError
        When it cannot be written; the old one is then as it was.
    """
    held = {
        "form": FORM,
        "made_from": dict(record.made_from),
        "rows": [row.json for _, row in sorted(record.rows.items())],
    }
    text = json.dumps(held, ensure_ascii=True, indent=1)
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8")


def read_record(path: Path) -> RunRecord:
    """Read the record of a run.

    Raises
    ------
    InputError
        When it cannot be read or is no such record.
    """
    try:
        held: Any = json.loads(path.read_text(encoding="utf-8"))
        if held["form"] != FORM:
            raise ValueError("of another form")
        rows = {row.code: row for row in map(row_from_json, held["rows"])}
        made_from = {str(name): str(text) for name, text in held["made_from"].items()}
        if not all(is_own_name(row.plan_file) for row in rows.values() if row.plan_file):
            raise ValueError("a name of a plan file")
    except OSError as error:
        raise InputError(
            f"{path} cannot be read: {error.strerror or error}.", "Check that you may read it."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"{path} is damaged, or no record of a run.", RESTART) from error
    return RunRecord(made_from, rows)


def _difference(name: str, before: str, now: str) -> str:
    if name.startswith("file "):
        what = name.removeprefix("file ")
        if before and now:
            return f"{what} has changed"
        return f"{what} is {'new' if now else 'left out'}"
    return f"{name} was {before or 'not given'}, now {now or 'not given'}"
