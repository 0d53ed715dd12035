"""Writing the files that were asked for: all of them, or none where the work is stopped.

They are made in a hidden folder beside their place and moved there at the end, so that what was
stopped or failed halfway leaves every old file as it was. Called off the window's thread: no Qt.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

from icp_footprints.errors import FootprintsError, InputError
from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import Scorecard, scorecard
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Part, Progress
from ui.exporting.kinds import PICTURE, WEB_MAP, files_of
from ui.exporting.wanted import Choices, Wanted

# How much of the work each kind of file is, roughly; what is not named here is 1.
SHARES = {"pdf": 5, "html": 3, "summary-pdf": 2, "xlsx": 2, WEB_MAP: 2}
MAKING = 0.98

Step = tuple[int, Callable[[Progress], None]]


def write_files(
    place: Place, plan: Plan, wanted: Wanted, progress: Progress
) -> dict[str, tuple[Path, ...]]:
    """Write what was asked for.

    Returns
    -------
    written
        The files by kind.

    Raises
    ------
    Cancelled
        When the user has asked to stop; nothing is written then.
    InputError
        When a file cannot be written; it is then as it was.
    """
    from icp_footprints.exchange.replacing import check_can_write
    from icp_footprints.exchange.targets import check_no_plan_file

    files = files_of(wanted)
    for path in _each(files):
        check_can_write(path)
        check_no_plan_file(path)
    with _staging(wanted.folder) as folder, _named_as_in(folder, wanted.folder):
        staged = {key: folder / paths[0].name for key, paths in files.items()}
        _make(place, plan, wanted, staged, progress)
        progress.report(MAKING, "Putting the files in place")
        progress.check_cancelled()
        _put_in_place(folder, _each(files))
    return files


def _each(files: Mapping[str, tuple[Path, ...]]) -> list[Path]:
    return [path for paths in files.values() for path in paths]


def _make(
    place: Place, plan: Plan, wanted: Wanted, staged: dict[str, Path], progress: Progress
) -> None:
    """Make the files where they wait, one kind after the other."""
    progress.report(0.0, "Measuring the plan")
    score = scorecard(place, plan)
    steps = [
        *_exports(place, plan, score, wanted.choices, staged),
        *_reports(place, plan, score, wanted.choices, staged),
        *_web_map(place, plan, score, wanted.choices, staged),
        *_picture(place, plan, wanted, staged),
    ]
    total, done = sum(share for share, _ in steps) / MAKING, 0
    for share, make in steps:
        progress.check_cancelled()
        make(Part(progress, done / total, (done + share) / total))
        done += share


def _exports(
    place: Place, plan: Plan, score: Scorecard, choices: Choices, staged: Mapping[str, Path]
) -> list[Step]:
    from icp_footprints.exchange.exporting.content import ExportContent
    from icp_footprints.exchange.exporting.export import Kind, export_files
    from icp_footprints.report.colouring import footprint_colours, palette

    paths = {kind: staged[kind] for kind in Kind if kind in staged}
    if not paths:
        return []

    def make(progress: Progress) -> None:
        fills = tuple(palette()[colour] for colour in footprint_colours(place, plan))
        content = ExportContent(
            place, plan, simplify_m=choices.simplify_m, fills=fills, known_score=score
        )
        export_files(content, paths, progress)

    return [(len(paths), make)]


def _reports(
    place: Place, plan: Plan, score: Scorecard, choices: Choices, staged: Mapping[str, Path]
) -> list[Step]:
    from icp_footprints.report.write import ReportKind, write_reports

    paths = {kind: staged[kind] for kind in ReportKind if kind in staged}
    if not paths:
        return []

    def make(progress: Progress) -> None:
        write_reports(place, plan, paths, score=score, made_by=choices.made_by, progress=progress)

    return [(sum(SHARES.get(kind, 1) for kind in paths), make)]


def _web_map(
    place: Place, plan: Plan, score: Scorecard, choices: Choices, staged: Mapping[str, Path]
) -> list[Step]:
    path = staged.get(WEB_MAP)
    if path is None:
        return []

    def make(progress: Progress) -> None:
        from icp_footprints.report.web_map.web_map import write_web_map

        progress.report(0.0, f"Making {path.name}")
        write_web_map(
            path,
            place,
            plan,
            score=score,
            public=choices.public,
            comments_to=choices.comments_to,
            progress=progress,
        )

    return [(SHARES[WEB_MAP], make)]


def _picture(place: Place, plan: Plan, wanted: Wanted, staged: Mapping[str, Path]) -> list[Step]:
    path = staged.get(PICTURE)
    if path is None:
        return []

    def make(progress: Progress) -> None:
        from icp_footprints.report.maps.look import MapLook
        from icp_footprints.report.maps.picture import write_picture

        progress.report(0.0, f"Drawing {path.name}")
        look = MapLook(fill=wanted.choices.fill, title=True)
        write_picture(path, place, plan, footprint_id=wanted.footprint_id, look=look)

    return [(1, make)]


@contextmanager
def _staging(folder: Path) -> Generator[Path]:
    """A hidden folder on the same disk, which is gone afterwards with what is left in it."""
    try:
        waiting = tempfile.TemporaryDirectory(
            prefix=".icp-footprints-", dir=folder, ignore_cleanup_errors=True
        )
    except OSError as error:
        raise InputError(
            f"Nothing can be written in {folder}: {error.strerror or error}.",
            "Choose another folder.",
        ) from error
    with waiting as name:
        yield Path(name)


@contextmanager
def _named_as_in(folder: Path, place: Path) -> Generator[None]:
    """Have errors name a file where the user looks for it, not where it waits."""
    try:
        yield
    except FootprintsError as error:
        if str(folder) not in str(error):
            raise
        told = (text.replace(str(folder), str(place)) for text in (error.what, error.remedy))
        raise InputError(*told) from error


def _put_in_place(folder: Path, targets: list[Path]) -> None:
    """Move each file to its place; where one cannot be, say which were there already."""
    from icp_footprints.exchange.replacing import replacing

    placed: list[str] = []
    for path in targets:
        try:
            with replacing(path) as temporary:
                (folder / path.name).replace(temporary)
        except InputError as error:
            if not placed:
                raise
            raise InputError(
                error.what, f"{error.remedy} These were written: {', '.join(placed)}."
            ) from error
        placed.append(path.name)
