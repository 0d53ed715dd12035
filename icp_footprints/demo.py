"""The demonstration: the whole job on the bundled sample."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.export import Kind, export_files
from icp_footprints.exchange.measures_json import measures_text
from icp_footprints.exchange.plan_file import SUFFIX, save_plan_file
from icp_footprints.exchange.replacing import replacing
from icp_footprints.exchange.several_files import make_folder
from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import Scorecard, scorecard
from icp_footprints.partition.generate import generate
from icp_footprints.partition.problem import Problem
from icp_footprints.progress import Progress
from icp_footprints.report.write import ReportKind, write_reports
from icp_footprints.sources.sample import sample_place


@dataclass(frozen=True, eq=False)
class Demonstration:
    """What the demonstration made."""

    place: Place
    score: Scorecard
    words: str
    plan_file: Path
    files: tuple[Path, ...]


def run_demo(folder: Path, seed: int, progress: Progress) -> Demonstration:
    """Read the sample, generate footprints, and write every kind of file into a folder.

    Raises
    ------
    InputError
        When the folder cannot be made or written into.
    """
    make_folder(folder, "--out")
    place = sample_place()
    result = generate(Problem(place, seed=seed), progress)
    plan_file = folder / f"wirral{SUFFIX}"
    paths = {
        "geojson": folder / "wirral.geojson",
        "csv": folder / "wirral-units.csv",
        "html": folder / "wirral-report.html",
        "json": folder / "wirral-measures.json",
    }
    save_plan_file(plan_file, place, result.plan)
    score = scorecard(place, result.plan)
    exported = {Kind.GEOJSON: paths["geojson"], Kind.UNIT_CSV: paths["csv"]}
    written = export_files(ExportContent(place, result.plan, known_score=score), exported)
    write_reports(place, result.plan, {ReportKind.HTML: paths["html"]}, score=score)
    with replacing(paths["json"]) as temporary:
        temporary.write_text(measures_text(place, result.plan, score), encoding="utf-8")
    return Demonstration(
        place=place,
        score=score,
        words=f"{result.words} Seed {seed}.",
        plan_file=plan_file,
        files=(plan_file, *written, paths["html"], paths["json"]),
    )
