#!/usr/bin/env python3
"""Set up, try and test icp_footprints with one command.

python3 packaging/dev.py demo [--no-window] [--out DIR]   see it work on the sample place
python3 packaging/dev.py test [pytest arguments]          run every check
python3 packaging/dev.py app                              open the desktop application
python3 packaging/dev.py run ARGUMENTS                    use the icp-footprints command line
python3 packaging/dev.py setup                            only install what is needed

Whatever is missing is installed first, in the folder .venv; nothing else on the computer is
changed, except that root on Debian or Ubuntu also gets the system libraries that windows need.
On Windows write "py" instead of "python3".
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "lock.txt"
PROJECT = ROOT / "pyproject.toml"
VENV = ROOT / ".venv"
STAMP = VENV / "icp-footprints-is-ready.txt"
# On every core, and with the same examples each time; plain pytest looks for new ones.
AS_CHECKED = ["-n", "auto", "--dist", "loadfile", "--hypothesis-profile=same-examples"]
# Checks that run beside the others, since they use one core; what they say comes last.
BESIDE = {"pyright"}

# What Qt needs from Debian or Ubuntu to draw at all, and (last line) to open a window under X.
QT_PACKAGES = [
    "libegl1", "libgl1", "libglib2.0-0", "libdbus-1-3", "libfontconfig1", "libxkbcommon0",
    "libgssapi-krb5-2", "fonts-dejavu-core",
    "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxkbcommon-x11-0",
]  # fmt: skip


class SetupError(Exception):
    """The set-up cannot go on; the text says what the reader can do about it."""


def say(text: str, end: str = "\n") -> None:
    """Print at once, so that our lines and those of other programs keep their order."""
    print(text, end=end, flush=True)


# --- Python -------------------------------------------------------------------------------


def check_python(version: tuple[int, ...]) -> None:
    """Stop if this Python is too old."""
    if tuple(version[:2]) < OLDEST_PYTHON:
        here, needed = (".".join(str(part) for part in v[:2]) for v in (version, OLDEST_PYTHON))
        raise SetupError(
            f"This is Python {here}, and {needed} or newer is needed. "
            f"Install a newer Python and start this again with it."
        )


def venv_python(venv: Path, system: str = os.name) -> Path:
    """Return where a virtual environment keeps its Python."""
    return venv / ("Scripts/python.exe" if system == "nt" else "bin/python")


def run_quietly(text: str, command: list[str], advice: str) -> None:
    """Run a step on one line of output: what it is, signs of life, and the time it took."""
    say(f"{text} ...", end="")
    started = time.monotonic()
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        while True:
            try:
                output, _ = process.communicate(timeout=10)
                break
            except subprocess.TimeoutExpired:
                say(f" {time.monotonic() - started:.0f} s ...", end="")
    if process.returncode != 0:
        say(" failed.")
        told = [line for line in output.splitlines() if line.strip() and "WARNING:" not in line]
        say("\n".join(f"    {line}" for line in told[-8:]))
        raise SetupError(advice)
    say(f" done in {time.monotonic() - started:.1f} s")


# --- Debian and Ubuntu --------------------------------------------------------------------


def installed_packages(listing: str) -> set[str]:
    """Return the installed packages, and the names they stand in for, from dpkg-query's lines."""
    names: set[str] = set()
    for line in listing.splitlines():
        status, package, provides = line.split("\t")
        if status == "installed":
            stand_ins = (entry.split("(")[0].strip() for entry in provides.split(","))
            names.update([package, *filter(None, stand_ins)])
    return names


def missing_packages(wanted: list[str]) -> list[str]:
    """Return which of the wanted packages this Debian lacks; none on any other system."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-query")):
        return []
    form = r"${db:Status-Status}\t${Package}\t${Provides}\n"
    query = ["dpkg-query", "--show", f"--showformat={form}"]
    listing = subprocess.run(query, capture_output=True, text=True, check=True).stdout
    there = installed_packages(listing)
    return [name for name in wanted if name not in there]


def install_packages(packages: list[str]) -> None:
    """Install Debian packages as root; otherwise stop with the command that would."""
    advice = f"Please run: sudo apt-get install --no-install-recommends {' '.join(packages)}"
    if os.geteuid() != 0:
        raise SetupError(advice)
    run_quietly("Refreshing Debian's list of packages", ["apt-get", "update", "-qq"], advice)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    run_quietly(f"Installing Debian packages ({len(packages)})", install, advice)


def prepare_system() -> None:
    """See to Qt's libraries on Debian; without them go on, since not everything needs a window."""
    missing = missing_packages(QT_PACKAGES)
    if missing:
        try:
            install_packages(missing)
        except SetupError as error:
            say(f"System libraries for the map window are missing. {error}")


# --- The virtual environment --------------------------------------------------------------


def stamp_text(lock: Path, project: Path, python: str) -> str:
    """Return two lines: which Python and folder, and which locked packages, .venv is made for."""
    packages = hashlib.sha256(lock.read_bytes() + project.read_bytes()).hexdigest()
    return f"{python} {project.parent}\n{packages}\n"


def work_to_do(wanted: str, stamp: Path, python: Path) -> str:
    """Return what .venv needs: "nothing", "update" in place, or to be made "new".

    The stamp is taken away before any change and written last, so a half-made .venv has none.
    """
    if not (stamp.is_file() and python.exists()):
        return "new"
    found = stamp.read_text(encoding="utf-8")
    if found == wanted:
        return "nothing"
    return "update" if found.partition("\n")[0] == wanted.partition("\n")[0] else "new"


def prepare_venv() -> None:
    """Make .venv from scratch if Python's own module for that is there, or can be had."""
    if Path(sys.prefix).resolve() == VENV:
        raise SetupError("The folder .venv must be made again: type 'deactivate', then try again.")
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        if not missing_packages([package]):
            raise SetupError("This Python lacks its module ensurepip. Install Python in full.")
        install_packages([package])
    run_quietly(
        "Making the folder .venv",
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        "Delete the folder .venv, see that this folder can be written to, and try again.",
    )


def pip_commands(python: Path) -> dict[str, list[str]]:
    """Return the two pip commands, each under the words that tell what it does."""
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "-qq", "install"]
    # Compiled when first imported: most of what is installed never is.
    locked = ["--require-hashes", "--no-compile", "--only-binary", ":all:", "-r", str(LOCK)]
    project = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    return {
        "Installing the locked packages (the first time: 330 MB, some minutes)": pip + locked,
        "Installing icp_footprints from this folder": pip + project,
    }


def prepare() -> None:
    """Install whatever is missing; under a second when nothing is."""
    prepare_system()
    wanted = stamp_text(LOCK, PROJECT, sys.version.split()[0])
    to_do = work_to_do(wanted, STAMP, venv_python(VENV))
    if to_do == "nothing":
        return
    if to_do == "new":
        prepare_venv()
    STAMP.unlink(missing_ok=True)
    advice = (
        "Check the network connection and try again. Needed: 64-bit Windows, Linux, or a Mac "
        "with Apple silicon, and Python 3.11 to 3.13."
    )
    for text, command in pip_commands(venv_python(VENV)).items():
        run_quietly(text, command, advice)
    STAMP.write_text(wanted, encoding="utf-8")


# --- What the user asks for ---------------------------------------------------------------


def check_commands(python: Path, pytest_arguments: list[str]) -> dict[str, list[str]]:
    """Return the four checks by name, in their order."""
    start = [str(python), "-m"]
    return {
        "ruff check": [*start, "ruff", "check"],
        "ruff format": [*start, "ruff", "format", "--check"],
        "pyright": [*start, "pyright", "--pythonpath", str(python)],
        # A file's tests stay together: some share a place that takes long to make.
        "pytest": [*start, "pytest", *AS_CHECKED, *pytest_arguments],
    }


def start_compiling(python: Path) -> subprocess.Popen[bytes]:
    """Compile the search beside the first checks, or every process of pytest would for itself."""
    compile_search = "from icp_footprints.partition.search.run import compile_search as c; c()"
    silent = subprocess.DEVNULL
    return subprocess.Popen(
        [str(python), "-c", compile_search], cwd=ROOT, stdout=silent, stderr=silent
    )


def run_checks(pytest_arguments: list[str]) -> int:
    """Run every check, even after one has failed, and say which failed."""
    environment = {**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    # The tests start many programs: each would read the sources anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    checks = check_commands(venv_python(VENV), pytest_arguments)
    compiling = start_compiling(venv_python(VENV)) if "pytest" in checks else None
    failed: list[str] = []
    beside = {
        name: subprocess.Popen(
            checks[name], cwd=ROOT, env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        )
        for name in BESIDE & checks.keys()
    }  # fmt: skip
    for name, command in checks.items():
        if name in beside:
            continue
        if name == "pytest" and compiling is not None:
            # Where it failed, the tests say why.
            compiling.wait()
        say(f"--- {name}")
        if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode != 0:
            failed.append(name)
    for name, running in beside.items():
        said, _ = running.communicate()
        say(f"--- {name}\n{said.rstrip()}")
        if running.returncode != 0:
            failed.append(name)
    say(f"FAILED: {', '.join(failed)}" if failed else f"All passed: {', '.join(checks)}")
    return 1 if failed else 0


def program_command(python: Path, verb: str, arguments: list[str]) -> list[str]:
    """Return the command line that starts the project's own program."""
    module = {"app": ["ui"], "demo": ["icp_footprints", "demo"], "run": ["icp_footprints"]}[verb]
    return [str(python), "-m", *module, *arguments]


def main(arguments: list[str]) -> int:
    """Do what the first argument says, and return the exit code."""
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    if verb not in {"app", "demo", "run", "setup", "test"}:
        say((__doc__ or "").strip())
        return 0 if verb in {"help", "-h", "--help"} else 2
    try:
        check_python(sys.version_info[:3])
        prepare()
        if verb == "setup":
            say("Everything is installed.")
            return 0
        if verb == "test":
            return run_checks(rest)
        command = program_command(venv_python(VENV), verb, rest)
        return subprocess.run(command, check=False).returncode
    except (SetupError, OSError) as error:
        say(f"Stopped. {error}")
        return 1
    except KeyboardInterrupt:
        say("\nStopped.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
