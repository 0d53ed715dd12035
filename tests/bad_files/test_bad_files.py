"""Each bad file is one clear line, or a place with the right numbers and a note of the repair.

Never a traceback, a hang, a wrong number, a file left behind or the memory of the whole machine.
"""

from __future__ import annotations

import math
import re
import unicodedata
from pathlib import Path
from typing import Any, get_args

import pytest

from tests.bad_files.case import Case, Outcome, Refused, Role, Same
from tests.bad_files.cases import CASES
from tests.bad_files.good import good_numbers

MOST_MB = 500.0
LONGEST_ERROR = 600


def test_there_are_many_bad_files():
    assert len(CASES) >= 60
    assert {case.role for case in CASES.values()} == set(get_args(Role))


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file(name, runner, tmp_path):
    case = CASES[name]
    folder = tmp_path / "given"
    folder.mkdir()
    source = str(case.build(folder))
    before = listing(tmp_path)
    found = runner.run(case.role, source, case.options)
    assert "fault" not in found, found["fault"]
    assert found["noise"] == ""
    assert found["left"] == [], "temporary files were left behind"
    assert listing(tmp_path) == before, "files were changed or left behind"
    assert found["peak_mb"] < MOST_MB
    assert not case.secret or case.secret not in repr(found)
    check_inspection(case, found["inspect"])
    check_place(case, source, found["place"])


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file under a folder, with its size and when it was last written."""
    found = {path: path.lstat() for path in sorted(folder.rglob("*")) if not path.is_dir()}
    return {
        str(path.relative_to(folder)): (status.st_size, status.st_mtime_ns)
        for path, status in found.items()
    }


def check_inspection(case: Case, found: dict[str, Any]) -> None:
    assert "fault" not in found, f"inspect: {found['fault']}\n{found['trace']}"
    if "error" in found:
        assert not all(isinstance(each, Same) for each in case.must), f"inspect: {found['error']}"
        check_line(found["error"], found["remedy"])
        return
    assert found["value"]
    for line in found["value"]:
        assert unsafe(line) == []


def check_place(case: Case, source: str, found: dict[str, Any]) -> None:
    assert "fault" not in found, f"{found['fault']}\n{found['trace']}"
    told = [why_not(each, case.role, source, found) for each in case.must]
    shown = found.get("error") or found["value"]
    assert "" in told, "\n".join(["", *told, str(shown)])


def why_not(wanted: Outcome, role: str, source: str, found: dict[str, Any]) -> str:
    """In what the outcome differs from the one wanted; empty for nothing."""
    if isinstance(wanted, Refused):
        if "error" not in found:
            return "It should have been refused."
        return why_not_clear(wanted, source, found)
    if "error" in found:
        return f"It should have been read: {found['error']}"
    place = found["value"]
    notes = "\n".join(place["notes"])
    unsaid = [each for each in wanted.says if not re.search(each, notes, re.IGNORECASE)]
    if unsaid:
        return f"No note says {unsaid}."
    if any(unsafe(note) for note in place["notes"]):
        return "A note holds control characters."
    numbers = {**good_numbers(role), **wanted.numbers}
    numbers = {key: value for key, value in numbers.items() if value is not None}
    wrong = [key for key, value in numbers.items() if not alike(place.get(key), value)]
    return f"Wrong: {[(key, place.get(key), numbers[key]) for key in wrong]}" if wrong else ""


def why_not_clear(wanted: Refused, source: str, found: dict[str, Any]) -> str:
    check_line(found["error"], found["remedy"])
    names = list(wanted.names)
    if wanted.file:
        names.append(re.escape(Path(source).name.split(":")[0]))
    missing = [each for each in names if not re.search(each, found["error"], re.IGNORECASE)]
    return f"The error does not name {missing}." if missing else ""


def check_line(text: str, remedy: str) -> None:
    assert remedy, f"no way out in: {text}"
    assert len(text) <= LONGEST_ERROR, f"{len(text)} characters: {text[:200]}"
    assert unsafe(text) == [], repr(text)
    assert "Traceback" not in text


def unsafe(text: str) -> list[str]:
    """Characters that a terminal obeys, or that turn the reading direction round."""
    turning = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
    return [c for c in text if unicodedata.category(c) in ("Cc", "Cs") or c in turning]


def alike(found: Any, wanted: Any) -> bool:
    """Whether numbers agree but for rounding, whatever lists and maps they are in."""
    if isinstance(wanted, dict):
        return (
            isinstance(found, dict)
            and found.keys() == wanted.keys()
            and all(alike(found[key], value) for key, value in wanted.items())
        )
    if isinstance(wanted, list | tuple):
        return (
            isinstance(found, list)
            and len(found) == len(wanted)
            and all(alike(a, b) for a, b in zip(found, wanted, strict=True))
        )
    if isinstance(wanted, float):
        return isinstance(found, float | int) and math.isclose(
            found, wanted, rel_tol=1e-4, abs_tol=1e-6
        )
    return found == wanted
