"""The command line as a user runs it, and files for it made from a small synthetic place."""

from __future__ import annotations

import hashlib
import io
import re
import sys
from collections.abc import Generator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from icp_footprints import cli
from tests.sources.making import codes, units_frame, write, write_csv

# 64 units of 1,500 people; a letter is a ward of 8 units.
WARDS = "\n".join(["AAAABBBB"] * 2 + ["CCCCDDDD"] * 2 + ["EEEEFFFF"] * 2 + ["GGGGHHHH"] * 2)
BAND = "20000:40000"


@dataclass(frozen=True)
class Ran:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


class CommandLine:
    """Runs commands in this process, in a folder, with its output caught."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Ran:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            patch.setattr(sys, "argv", ["icp-footprints", *map(str, arguments)])
            self._capsys.readouterr()
            with pytest.raises(SystemExit) as ended:
                cli.main()
        text = self._capsys.readouterr()
        return Ran(int(ended.value.code or 0), text.out, text.err)

    def ok(self, *arguments: object) -> Ran:
        """Run a command that must succeed and say nothing of errors."""
        ran = self(*arguments)
        assert (ran.code, ran.err) == (0, ""), ran
        return ran

    def refused(self, *arguments: object, names: tuple[object, ...] = ()) -> str:
        """Run a command that must fail with one clear line, and write and lose nothing."""
        with nothing_changes(self.folder):
            ran = self(*arguments)
        assert_one_line(ran, *names)
        return ran.err


@dataclass(frozen=True)
class Piped:
    """What a command wrote into its two pipes and how it ended."""

    code: int
    out: bytes
    err: bytes


def into_pipes(folder: Path, *arguments: object, encoding: str = "utf-8") -> Piped:
    """Run a command in this process, in a folder, with both streams going into pipes.

    For fixtures that outlive a test, and for systems that write pipes in an old encoding.
    """
    held = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(each, encoding=encoding) for each in held)
    with (
        pytest.MonkeyPatch.context() as patch,
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        patch.chdir(folder)
        patch.setattr(sys, "argv", ["icp-footprints", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out.flush()
        err.flush()
    return Piped(int(ended.value.code or 0), *(each.getvalue() for each in held))


def assert_one_line(ran: Ran, *names: object) -> None:
    assert ran.code == 2, ran
    assert re.fullmatch(r"Error: [^\n]+\n", ran.err), ran.err
    assert "Traceback" not in ran.err + ran.out
    assert "fault in this program" not in ran.err
    assert not ran.out
    missing = [str(name) for name in names if str(name) not in ran.err]
    assert not missing, f"{ran.err!r} does not name {missing}"


@contextmanager
def nothing_changes(folder: Path) -> Generator[None]:
    before = contents(folder)
    yield
    assert contents(folder) == before


def contents(folder: Path) -> dict[str, str]:
    """Every file below a folder with its digest."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def make_inputs(folder: Path) -> None:
    """Boundaries, registrations and a map of practices, as the issue's commands take them."""
    write(folder / "units.gpkg", units_frame(WARDS), layer="lsoa21")
    write(folder / "units.gpkg", units_frame("AB"), layer="other", append=True)
    practices = [("P1", "U1", "West PCN"), ("P2", "U1", "West PCN"), ("P3", "U2", "East, PCN")]
    write_csv(folder / "map.csv", ("PRACTICE_CODE", "PCN_CODE", "PCN_NAME"), practices)
    rows: list[tuple[str, str, str, int]] = []
    for i, unit in enumerate(codes(64)):
        east = i % 8 * 200
        rows += [("P1", unit, "ALL", 1000 - east // 2), ("P3", unit, "ALL", 400 + east)]
    rows += [("P2", "EMPTY", "ALL", 12), ("P3", "E01999999", "ALL", 900)]
    header = ("PRACTICE_CODE", "LSOA_CODE", "SEX", "NUMBER_OF_PATIENTS")
    write_csv(folder / "reg.csv", header, rows)


NEW = ("--units", "units.gpkg:lsoa21", "--id", "code", "--name", "name", "--resident", "people")
LAYERS = ("--lookup", "ward=ward_code", "--registrations", "reg.csv", "--practice-pcn", "map.csv")
