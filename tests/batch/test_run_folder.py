"""The folder of a run: whole at every moment, and gone on with only by the same run."""

import csv
import json

import pytest

from icp_footprints.batch.job import Outcome
from icp_footprints.batch.row import LayerFigures, Row, row_from_json
from icp_footprints.batch.run_folder import RECORD, TABLE, RunFolder
from icp_footprints.errors import InputError
from icp_footprints.exchange.plan_file import save_plan_file
from icp_footprints.plan.actions import set_status
from icp_footprints.plan.status import Status
from tests.grids import place_of, plan_of
from tests.sources.making import is_one_clear_line

MADE_FROM = {"seed": "1", "file units.gpkg": "abc", "weight": ""}
LAYERS = (LayerFigures("ward", 0.5, 0.75),)
PLANNED = Row("E1", "=Bad name()", 16, 24000.0, 7, "planned", 3, 2, 1.25, LAYERS, 0.5, ("A note.",))
FAILED = Row("E2", "Bexton", 1, 3.0, 8).failed("Nobody lives there.")
PLAN = "Bad-name.footprints.gpkg"


def table(folder) -> list[dict[str, str]]:
    with (folder / TABLE).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def folder(tmp_path):
    """A folder with a plan of one place and a failure of another."""
    run = RunFolder(tmp_path / "new" / "out", MADE_FROM)
    assert not run.folder.exists()
    run.begin()
    run.add(Outcome(PLANNED, b"plan"), PLAN)
    run.add(Outcome(FAILED), "Bexton.footprints.gpkg")
    run.keep()
    return run.folder


def test_rows_and_plans_are_kept_and_a_table_made_of_them(folder):
    assert (folder / PLAN).read_bytes() == b"plan"
    first, second = table(folder)
    assert first == {
        "place_code": "E1",
        "place_name": "'=Bad name()",
        "state": "planned",
        "units": "16",
        "people": "24000",
        "footprints": "3",
        "footprints_in_band": "2",
        "score": "1.2500",
        "ward_plan_share": "0.5000",
        "ward_plan_containment": "0.7500",
        "seed": "7",
        "seconds": "0.5",
        "notes": "A note.",
        "error": "",
        "plan_file": PLAN,
    }
    assert (second["state"], second["people"], second["score"]) == ("failed", "<5", "")
    assert second["error"] == "Nobody lives there."
    assert row_from_json(json.loads(json.dumps(PLANNED.json))) == PLANNED


def test_the_same_run_goes_on_with_what_is_not_done(folder):
    run = RunFolder(folder, MADE_FROM)
    assert [run.is_done(code) for code in ("E1", "E2", "E3")] == [True, False, False]
    (folder / PLAN).unlink()
    assert not run.is_done("E1")
    assert len(table(folder)) == 2


@pytest.mark.parametrize(
    ("made_from", "names"),
    [
        ({**MADE_FROM, "seed": "2"}, "seed was 1, now 2"),
        ({**MADE_FROM, "file units.gpkg": "abd"}, "units.gpkg has changed"),
        ({**MADE_FROM, "file more.csv": "abc"}, "more.csv is new"),
        ({"seed": "1"}, "units.gpkg is left out"),
        ({**MADE_FROM, "weight": "pcn=2"}, "weight was not given, now pcn=2"),
    ],
)
def test_another_run_is_refused_and_changes_nothing(folder, made_from, names):
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    with pytest.raises(InputError) as refused:
        RunFolder(folder, made_from)
    assert is_one_clear_line(refused.value, folder, names, "--restart")
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_restart_takes_the_plans_of_the_earlier_run_away_and_nothing_else(folder):
    (folder / "mine.txt").write_text("mine")
    run = RunFolder(folder, {"seed": "2"}, restart=True)
    assert (folder / PLAN).exists()
    run.begin()
    assert sorted(each.name for each in folder.iterdir()) == ["mine.txt", TABLE, RECORD]
    assert table(folder) == []
    assert not run.is_done("E1")


def test_a_run_that_came_to_nothing_binds_nobody(tmp_path):
    RunFolder(tmp_path / "out", MADE_FROM).begin()
    assert RunFolder(tmp_path / "out", {"seed": "2"}).rows == {}


def test_a_folder_with_other_files_is_refused(tmp_path):
    (tmp_path / "letter.docx").touch()
    with pytest.raises(InputError) as refused:
        RunFolder(tmp_path, MADE_FROM, restart=True)
    assert is_one_clear_line(refused.value, tmp_path, "letter.docx")


def test_a_file_instead_of_a_folder_is_refused(tmp_path):
    (tmp_path / "out").touch()
    with pytest.raises(InputError) as refused:
        RunFolder(tmp_path / "out", MADE_FROM)
    assert is_one_clear_line(refused.value, tmp_path / "out", "not a folder")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"form": "other"}',
        '{"form": "icp-footprints generate-all 1", "made_from": {}, "rows": [{"code": "E1"}]}',
        '{"form": "icp-footprints generate-all 1", "made_from": [], "rows": []}',
    ],
)
def test_a_damaged_record_is_refused_and_restart_mends_it(folder, text):
    (folder / RECORD).write_text(text)
    with pytest.raises(InputError) as refused:
        RunFolder(folder, MADE_FROM)
    assert is_one_clear_line(refused.value, RECORD, "damaged", "--restart")
    assert RunFolder(folder, MADE_FROM, restart=True).rows == {}


def test_a_record_that_names_a_file_elsewhere_is_never_believed(folder):
    victim = folder.parent / "victim.footprints.gpkg"
    victim.touch()
    text = (folder / RECORD).read_text()
    (folder / RECORD).write_text(text.replace(PLAN, "../victim.footprints.gpkg"))
    with pytest.raises(InputError, match="damaged"):
        RunFolder(folder, MADE_FROM)
    RunFolder(folder, MADE_FROM, restart=True).begin()
    assert victim.exists()


def test_a_table_that_cannot_be_written_stops_nothing_and_is_told(folder):
    run = RunFolder(folder, MADE_FROM)
    (folder / TABLE).unlink()
    (folder / TABLE).mkdir()  # as hard to replace as one that is open in Excel
    run.add(Outcome(PLANNED, b"plan again"), PLAN)
    run.keep()
    assert run.table_error is not None
    assert (folder / PLAN).read_bytes() == b"plan again"
    (folder / TABLE).rmdir()
    run.keep()
    assert run.table_error is None
    assert len(table(folder)) == 2


def test_restart_never_takes_an_agreed_plan_away(folder):
    place = place_of("AB")
    plan = set_status(place, plan_of("AB"), Status.PROPOSED, "2026-11-20", "The ICB")
    plan = set_status(place, plan, Status.AGREED, "2026-11-22", "The board")
    (folder / PLAN).unlink()
    save_plan_file(folder / PLAN, place, plan, None)
    run = RunFolder(folder, {"seed": "2"}, restart=True)
    with pytest.raises(InputError) as refused:
        run.begin()
    assert is_one_clear_line(refused.value, PLAN, "agreed")
    assert (folder / PLAN).exists()
