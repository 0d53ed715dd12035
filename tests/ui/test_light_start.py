"""What takes long to load is not loaded before the window is there."""

import os
import subprocess
import sys

HEAVY = ("scipy", "networkx", "pandas", "geopandas", "pyproj", "pyogrio", "numba", "typer")


def test_the_window_comes_without_what_only_a_place_needs(tmp_path):
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys\n"
            "from pathlib import Path\n"
            "from ui.app import application\n"
            "from ui.session import Session\n"
            "from ui.settings import Settings\n"
            "app = application()\n"
            "session = Session(Settings(Path(sys.argv[1]) / 'settings.ini'))\n"
            "session.window.show()\n"
            "app.processEvents()\n"
            f"print([name for name in {HEAVY!r} if name in sys.modules])\n",
            str(tmp_path),
        ],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert told.stdout.strip() == "[]"
