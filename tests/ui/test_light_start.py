"""What takes long to load is not loaded before the window is there."""

import os
import subprocess
import sys

HEAVY = ("scipy", "networkx", "pandas", "geopandas", "pyproj", "pyogrio", "numba", "typer")

SHOW_WINDOW = """
import sys
from pathlib import Path
from ui.app import application
from ui.session import Session
from ui.settings import Settings
app = application()
session = Session(Settings(Path(sys.argv[1]) / 'settings.ini'))
session.window.show()
app.processEvents()
"""


def test_the_window_comes_without_what_only_a_place_needs(tmp_path):
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            f"{SHOW_WINDOW}print([name for name in {HEAVY!r} if name in sys.modules])",
            str(tmp_path),
        ],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert told.stdout.strip() == "[]"
