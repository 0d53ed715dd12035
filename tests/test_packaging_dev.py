"""The set-up script: what it decides, tried without installing anything."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def dev() -> ModuleType:
    """Return the script as a module: its folder is no package, so it is loaded by its path."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "packaging" / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Folder:
    """A project folder with a lock, and a .venv that is as ready as a test makes it."""

    def __init__(self, root: Path) -> None:
        self.lock = root / "lock.txt"
        self.project = root / "pyproject.toml"
        self.stamp = root / ".venv" / "ready.txt"
        self.python = root / ".venv" / "python"
        self.python.parent.mkdir()
        self.lock.write_text("numpy==2.4.6\n")
        self.project.write_text("[project]\n")
        self.python.touch()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_python_too_old_is_told_which_is_needed(dev):
    with pytest.raises(dev.SetupError, match=r"Python 3\.9, and 3\.11 or newer is needed"):
        dev.check_python((3, 9, 18))


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 5), (4, 0, 0)])
def test_python_new_enough_is_accepted(dev, version):
    dev.check_python(version)


def test_python_of_a_venv_stands_elsewhere_on_windows(dev):
    assert dev.venv_python(Path("v"), "nt") == Path("v/Scripts/python.exe")
    assert dev.venv_python(Path("v"), "posix") == Path("v/bin/python")


def test_packages_removed_but_still_configured_do_not_count_as_installed(dev):
    listing = "installed\tlibegl1\t\nconfig-files\tlibgl1\t\n"
    assert dev.installed_packages(listing) == {"libegl1"}


def test_a_package_may_stand_in_for_another_name(dev):
    listing = "installed\tlibglib2.0-0t64\tlibglib2.0-0 (= 2.80.0), libgio\n"
    assert dev.installed_packages(listing) == {"libglib2.0-0t64", "libglib2.0-0", "libgio"}


def test_missing_packages_are_those_dpkg_does_not_list(dev, monkeypatch):
    def answer(command, **_options):
        return subprocess.CompletedProcess(command, 0, stdout="installed\tlibegl1\t\n")

    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev.subprocess, "run", answer)
    assert dev.missing_packages(["libegl1", "libgl1"]) == ["libgl1"]


def test_no_package_is_missing_where_there_is_no_apt(dev, monkeypatch):
    monkeypatch.setattr(dev.shutil, "which", lambda _name: None)
    assert dev.missing_packages(["libgl1"]) == []


def test_a_user_who_is_not_root_gets_the_command_to_type(dev, monkeypatch, capsys):
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(dev, "missing_packages", lambda _wanted: ["libgl1", "libegl1"])
    dev.prepare_system()
    command = "sudo apt-get install --no-install-recommends libgl1 libegl1"
    assert command in capsys.readouterr().out


def test_a_venv_with_the_right_stamp_is_left_alone(dev, folder):
    wanted = dev.stamp_text(folder.lock, folder.project, "3.11.7")
    folder.stamp.write_text(wanted)
    assert dev.work_to_do(wanted, folder.stamp, folder.python) == "nothing"


def test_a_half_made_venv_is_made_again(dev, folder):
    wanted = dev.stamp_text(folder.lock, folder.project, "3.11.7")
    assert dev.work_to_do(wanted, folder.stamp, folder.python) == "new"


def test_a_venv_whose_python_is_gone_is_made_again(dev, folder):
    wanted = dev.stamp_text(folder.lock, folder.project, "3.11.7")
    folder.stamp.write_text(wanted)
    folder.python.unlink()
    assert dev.work_to_do(wanted, folder.stamp, folder.python) == "new"


def test_another_python_makes_the_venv_again(dev, folder):
    folder.stamp.write_text(dev.stamp_text(folder.lock, folder.project, "3.11.7"))
    wanted = dev.stamp_text(folder.lock, folder.project, "3.12.1")
    assert dev.work_to_do(wanted, folder.stamp, folder.python) == "new"


@pytest.mark.parametrize("changed", ["lock", "project"])
def test_a_changed_lock_or_project_updates_the_venv_in_place(dev, folder, changed):
    folder.stamp.write_text(dev.stamp_text(folder.lock, folder.project, "3.11.7"))
    getattr(folder, changed).write_text("something else\n")
    wanted = dev.stamp_text(folder.lock, folder.project, "3.11.7")
    assert dev.work_to_do(wanted, folder.stamp, folder.python) == "update"


def test_the_stamp_is_gone_while_an_update_is_half_done(dev, folder, monkeypatch):
    def network_is_down(_text, _command, advice):
        raise dev.SetupError(advice)

    monkeypatch.setattr(dev, "LOCK", folder.lock)
    monkeypatch.setattr(dev, "PROJECT", folder.project)
    monkeypatch.setattr(dev, "STAMP", folder.stamp)
    monkeypatch.setattr(dev, "venv_python", lambda _venv: folder.python)
    monkeypatch.setattr(dev, "prepare_system", lambda: None)
    monkeypatch.setattr(dev, "run_quietly", network_is_down)
    python = sys.version.split()[0]
    folder.stamp.write_text(dev.stamp_text(folder.lock, folder.project, python))
    folder.lock.write_text("numpy==2.5.5\n")
    with pytest.raises(dev.SetupError, match="network"):
        dev.prepare()
    assert not folder.stamp.exists()


def test_packages_are_installed_only_by_hash_and_the_project_without_its_dependencies(dev):
    locked, project = dev.pip_commands(Path("python")).values()
    assert "--require-hashes" in locked
    assert str(ROOT / "packaging" / "lock.txt") in locked
    assert {"--no-deps", "--no-build-isolation", "--editable"} <= set(project)


def test_pytest_is_the_last_check_and_gets_the_extra_arguments(dev):
    checks = dev.check_commands(Path("python"), ["-k", "plan"])
    assert list(checks) == ["ruff check", "ruff format", "pyright", "pytest"]
    assert checks["pytest"][:3] == ["python", "-m", "pytest"]
    assert checks["pytest"][-2:] == ["-k", "plan"]


def test_every_check_runs_even_after_one_has_failed(dev, monkeypatch, capfd):
    def commands(_python, _arguments):
        fails = [sys.executable, "-c", "raise SystemExit(1)"]
        works = [sys.executable, "-c", "import os; print(os.environ['QT_QPA_PLATFORM'])"]
        return {"first": fails, "second": works}

    monkeypatch.setattr(dev, "check_commands", commands)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert dev.run_checks([]) == 1
    lines = capfd.readouterr().out.splitlines()
    assert lines == ["--- first", "--- second", "offscreen", "FAILED: first"]


def test_what_runs_beside_the_others_is_told_last_and_counts(dev, monkeypatch, capfd):
    def commands(_python, _arguments):
        fails = [sys.executable, "-c", "print('a wrong type'); raise SystemExit(1)"]
        return {"pyright": fails, "last": [sys.executable, "-c", "print('tested')"]}

    monkeypatch.setattr(dev, "check_commands", commands)
    assert dev.run_checks([]) == 1
    lines = capfd.readouterr().out.splitlines()
    assert lines == ["--- last", "tested", "--- pyright", "a wrong type", "FAILED: pyright"]


def test_the_demo_gets_its_options_as_they_were_typed(dev):
    command = dev.program_command(Path("python"), "demo", ["--no-window", "--out", "a b"])
    assert command == ["python", "-m", "icp_footprints", "demo", "--no-window", "--out", "a b"]
    assert dev.program_command(Path("python"), "app", []) == ["python", "-m", "ui"]


def test_a_step_that_fails_shows_what_it_said_and_what_to_do(dev, capsys):
    command = [sys.executable, "-c", "print('disk full'); raise SystemExit(3)"]
    with pytest.raises(dev.SetupError, match="make room"):
        dev.run_quietly("Trying", command, "make room")
    assert capsys.readouterr().out == "Trying ... failed.\n    disk full\n"


def test_an_unknown_word_shows_how_to_use_the_script(dev, capsys):
    assert dev.main(["dmeo"]) == 2
    assert "packaging/dev.py demo" in capsys.readouterr().out


def test_the_lock_names_versions_and_hashes_and_no_place_to_fetch_them_from(dev):
    text = dev.LOCK.read_text(encoding="utf-8")
    packages = text.count("==")
    assert packages > 40
    assert text.count("--hash=sha256:") >= packages
    assert "://" not in text
    assert " @ " not in text
