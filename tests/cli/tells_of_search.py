"""The program itself, which makes a file once it searches: it can then be stopped in the midst.

Run as ``python -m tests.cli.tells_of_search FILE COMMAND ...``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from icp_footprints import cli
from icp_footprints.progress import Progress


def main() -> None:
    """Run the command; the file comes with the first word of a search."""
    mark = Path(sys.argv.pop(1))
    report = Progress.report

    def tell(self: Progress, fraction: float, text: str = "") -> None:
        report(self, fraction, text)
        if text.startswith("Search ") and not mark.exists():
            mark.touch()

    Progress.report = tell
    cli.main()


if __name__ == "__main__":
    main()
