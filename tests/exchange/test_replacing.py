"""A file is written whole or not at all."""

import errno
import os
import sys
from pathlib import Path

import pytest

from icp_footprints.errors import InputError
from icp_footprints.exchange.replacing import replacing


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_new_file_takes_the_place_of_the_old(tmp_path):
    target = tmp_path / "plan.csv"
    target.write_text("old")
    with replacing(target) as temporary:
        assert temporary.parent == tmp_path
        assert temporary.name.startswith(".")
        assert temporary.suffix == ".csv"
        temporary.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert names(tmp_path) == ["plan.csv"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, InputError])
def test_any_error_leaves_the_old_file_and_nothing_else(tmp_path, error):
    target = tmp_path / "plan.csv"
    target.write_text("old")

    def fail() -> None:
        with replacing(target) as temporary:
            temporary.write_text("half")
            raise error("stop")

    with pytest.raises(error, match="stop"):
        fail()
    assert target.read_text() == "old"
    assert names(tmp_path) == ["plan.csv"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disk is full"),
        (PermissionError(errno.EACCES, "Permission denied"), "open in another program"),
        (OSError(errno.EROFS, "Read-only file system"), "read-only"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
    ],
)
def test_a_disk_that_fails_while_writing_is_one_line_about_the_file(tmp_path, error, words):
    target = tmp_path / "plan.csv"
    target.write_text("old")

    def fail() -> None:
        with replacing(target) as temporary:
            temporary.write_text("half")
            raise error

    with pytest.raises(InputError, match=words) as caught:
        fail()
    assert str(target) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy
    assert target.read_text() == "old"
    assert names(tmp_path) == ["plan.csv"]


def test_an_error_about_another_file_is_not_blamed_on_this_one(tmp_path):
    def fail() -> None:
        with replacing(tmp_path / "plan.csv"):
            (tmp_path / "not there").read_text()

    with pytest.raises(FileNotFoundError):
        fail()


def test_a_target_that_another_program_holds_open(tmp_path, monkeypatch):
    target = tmp_path / "plan.csv"
    target.write_text("old")

    def refuse(self: Path, other: Path) -> None:
        raise PermissionError(errno.EACCES, "in use", str(self), None, str(other))

    monkeypatch.setattr(Path, "replace", refuse)

    def fail() -> None:
        with replacing(target) as temporary:
            temporary.write_text("new")

    with pytest.raises(InputError, match="Close it there"):
        fail()
    assert target.read_text() == "old"
    assert names(tmp_path) == ["plan.csv"]


def test_missing_folder_and_folder_as_target(tmp_path):
    for path, words in (
        (tmp_path / "nowhere" / "plan.csv", "there is no folder"),
        (tmp_path, "is a folder"),
    ):
        with pytest.raises(InputError, match=words), replacing(path):
            pass


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="permissions do not bind here"
)
def test_a_folder_one_may_not_write_in(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(InputError, match="cannot be written"), replacing(tmp_path / "plan.csv"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_stays_a_link(tmp_path):
    real = tmp_path / "real.csv"
    real.write_text("old")
    link = tmp_path / "link.csv"
    link.symlink_to(real)
    with replacing(link) as temporary:
        temporary.write_text("new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_a_name_as_long_as_the_file_system_allows(tmp_path):
    target = tmp_path / ("é" * 120 + ".csv")
    with replacing(target) as temporary:
        temporary.write_text("new")
    assert target.read_text() == "new"
