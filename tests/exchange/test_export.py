"""Exports in several formats: whole or not at all, one piece of work for all, one line of error."""

import sys

import pytest

from icp_footprints.errors import InputError
from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.export import (
    ENDINGS,
    Kind,
    check_endings,
    every_kind,
    export_files,
    export_targets,
)
from icp_footprints.progress import Cancelled, Progress
from tests.exchange.exported import DAY, full_content, names
from tests.exchange.full_disk import full_disk
from tests.grids import place_of, plan_of


@pytest.fixture(scope="module")
def content():
    return full_content()


def small():
    return ExportContent(place_of("AB"), plan_of("AB"), DAY)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
@pytest.mark.parametrize(
    ("kind", "room"),
    [
        *((kind, 100) for kind in Kind),
        (Kind.GEOPACKAGE, 30_000),
        # Where GDAL says nothing of having written a half.
        (Kind.FLATGEOBUF, 9_000),
        (Kind.SHAPEFILE, 5_000),
    ],
)
def test_a_full_disk_leaves_the_old_file(tmp_path, content, kind, room):
    path = tmp_path / f"plan{ENDINGS[kind]}"
    path.write_text("old")
    with full_disk(room), pytest.raises(InputError, match=r"cannot|could not be written") as caught:
        export_files(content, {kind: path})
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy
    assert path.read_text() == "old"
    assert names(tmp_path) == [path.name]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_folder_that_is_not_there(tmp_path, kind):
    with pytest.raises(InputError, match="no folder"):
        export_files(small(), {kind: tmp_path / "no" / f"plan{ENDINGS[kind]}"})
    assert names(tmp_path) == []


def test_every_kind_goes_beside_the_others(tmp_path):
    wanted = every_kind(tmp_path, "plan")
    written = export_files(small(), wanted)
    assert list(written) == export_targets(wanted)
    assert names(tmp_path) == sorted(path.name for path in written) == sorted([
        "plan.geojson", "plan-units.geojson", "plan-map.gpkg", "plan-shapefile.zip", "plan.fgb",
        "plan-units.csv", "plan-units.meta.json",
    ])  # fmt: skip
    check_endings(wanted)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_file_is_called_by_what_it_holds(tmp_path, kind):
    with pytest.raises(InputError, match=f"wrong ending for --{kind}"):
        check_endings({kind: tmp_path / "plan.txt"})
    check_endings({kind: tmp_path / f"PLAN{ENDINGS[kind].upper()}"})


def test_progress_names_each_file_and_can_stop_between_them(tmp_path):
    told: list[tuple[float, str]] = []
    progress = Progress(lambda fraction, words: told.append((fraction, words)))
    wanted = every_kind(tmp_path, "plan")
    export_files(small(), wanted, progress)
    assert [words for _, words in told[:-1]] == [f"Writing {path.name}" for path in wanted.values()]
    assert told[-1][0] == 1.0

    def stop(_fraction: float, words: str) -> None:
        if "units.geojson" in words:
            stopped.cancel()

    (tmp_path / "b").mkdir()
    stopped = Progress(stop)
    with pytest.raises(Cancelled):
        export_files(small(), every_kind(tmp_path / "b", "plan"), stopped)
    assert names(tmp_path / "b") == ["plan-units.geojson", "plan.geojson"]


def test_shapes_and_figures_are_worked_out_once(content):
    for name in ("score", "metadata", "units", "footprint_shapes", "footprint_degrees"):
        assert getattr(content, name) is getattr(content, name)
    assert ExportContent(content.place, content.plan, DAY, known_score=content.score).score is (
        content.score
    )
