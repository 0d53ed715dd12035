"""From start to window: how long, and which imports take most of it. Run it by hand.

    python tests/benchmarks/bench_start.py [RUNS]

Each run is a program of its own, on Qt's offscreen screen, after one that warms the disk's cache.
The reach is 2 s warm, on two cores with nothing else running.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REACH_S = 2.0
SLOWEST_SHOWN = 12
# What the program does from its first line until the window is on screen and drawn.
START = """
import time
begun = time.perf_counter()
from pathlib import Path
from ui.app import application
app = application()
from ui.session import Session
from ui.settings import Settings
imported = time.perf_counter()
session = Session(Settings(Path({folder!r}) / "settings.ini"))
session.window.show()
session.window.grab()
print(imported - begun, time.perf_counter() - begun, time.process_time())
import os
os._exit(0)
"""


def main(runs: int) -> None:
    """Print the median and the slowest imports."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    times = [_run(environment) for _ in range(runs + 1)][1:]
    imports = statistics.median(each[0] for each in times)
    shown = statistics.median(each[1] for each in times)
    verdict = "within" if shown <= REACH_S else "over"
    _say(f"start to window: {shown:.2f} s ({verdict} {REACH_S:.0f} s), imports {imports:.2f} s")
    _say(f"all runs: {', '.join(f'{each[1]:.2f}' for each in times)}")
    processor = statistics.median(each[2] for each in times)
    _say(f"processor time, with Python's own start: {processor:.2f} s")
    _say("slowest imports, with all that each brings in:")
    for microseconds, name in _imports(environment)[:SLOWEST_SHOWN]:
        _say(f"  {microseconds / 1e6:6.2f} s  {name}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _run(environment: dict[str, str]) -> tuple[float, float, float]:
    with tempfile.TemporaryDirectory() as folder:
        told = _python(environment, "-c", START.format(folder=folder)).stdout.split()
    return float(told[0]), float(told[1]), float(told[2])


def _imports(environment: dict[str, str]) -> list[tuple[int, str]]:
    lines = _python(environment, "-X", "importtime", "-c", "import ui.session").stderr
    found: list[tuple[int, str]] = []
    for line in lines.splitlines():
        parts = line.removeprefix("import time:").split("|")
        if len(parts) == 3 and parts[1].strip().isdecimal():
            found.append((int(parts[1]), parts[2].strip()))
    return sorted(found, reverse=True)


def _python(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
