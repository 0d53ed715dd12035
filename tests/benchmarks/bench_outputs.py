"""How long a plan's full set of outputs takes, and how large the files are.

Run ``python tests/benchmarks/bench_outputs.py``, or name the file to pytest. Nothing is asserted
about time: each line gives the seconds on the clock and of the processor, and how they compare with
opening the same plan file in the same run. Wirral's sample; with ICP_FOOTPRINTS_REAL_DATA also
Cheshire & Merseyside with some 60 footprints. Ceilings are the quick bounds.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

# Run as a script, Python looks for modules in this folder only.
ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import pytest  # noqa: E402

from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file  # noqa: E402
from icp_footprints.geography.place import Place  # noqa: E402
from icp_footprints.sources.sample import sample_place  # noqa: E402
from tests.benchmarks.bench_scorecard import drawn  # noqa: E402
from tests.benchmarks.real import cheshire_merseyside  # noqa: E402
from tests.benchmarks.timing import REAL_DATA, show  # noqa: E402

PLACES: dict[str, Callable[[], Place]] = {"wirral": sample_place}
if REAL_DATA:
    PLACES["cheshire-merseyside"] = cheshire_merseyside
MB = 1e6


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor


def works(plan_file: Path, out: Path) -> dict[str, Callable[[], object]]:
    """Every output as its command makes it, from the plan file on; imports count in."""

    def exports() -> None:
        from icp_footprints.exchange.exporting.content import ExportContent
        from icp_footprints.exchange.exporting.export import every_kind, export_files

        export_files(ExportContent(*open_plan_file(plan_file)), every_kind(out, plan_file.stem))

    def reports() -> None:
        from icp_footprints.report.write import every_report, write_reports

        write_reports(*open_plan_file(plan_file), every_report(out, plan_file.stem))

    def web() -> None:
        from icp_footprints.report.web_map.web_map import write_web_map

        write_web_map(out / f"{plan_file.stem}-map.html", *open_plan_file(plan_file))

    def picture() -> None:
        from icp_footprints.report.maps.picture import write_picture

        write_picture(out / f"{plan_file.stem}.png", *open_plan_file(plan_file))

    return {
        "GeoJSON, GPKG, SHP, FGB, CSV": exports,
        "report: HTML, PDF, XLSX, summary": reports,
        "web map": web,
        "picture": picture,
    }


def outputs(name: str) -> Iterable[str]:
    """The lines about one place."""
    with tempfile.TemporaryDirectory() as folder:
        plan_file, out = Path(folder) / f"{name}.gpkg", Path(folder) / "out"
        out.mkdir()
        place = PLACES[name]()
        plan = drawn(place)
        save_plan_file(plan_file, place, plan)
        opening, _ = timed(lambda: open_plan_file(plan_file))
        yield f"{name}: {len(place.units):,} units, {len(plan.footprints)} footprints"
        total = 0.0
        for what, work in works(plan_file, out).items():
            clock, processor = timed(work)
            total += clock
            yield (
                f"  {what:<34} {clock:6.2f} s, {processor:6.2f} s of the processor; "
                f"{clock / opening:5.1f} x opening the plan"
            )
        yield f"  {'the full set':<34} {total:6.2f} s"
        sizes = sorted(out.iterdir(), key=lambda path: -path.stat().st_size)
        yield "  " + ", ".join(f"{path.name} {path.stat().st_size / MB:.2f} MB" for path in sizes)


@pytest.mark.parametrize("name", PLACES)
def test_outputs(name: str) -> None:
    """Prints the lines; every output is there and holds something."""
    show(outputs(name))


if __name__ == "__main__":
    for each in PLACES:
        show(outputs(each))
