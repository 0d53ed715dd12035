"""No export takes the place of a plan file; an earlier export may be replaced."""

import pytest

from icp_footprints.errors import InputError
from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.geopackage import write_geopackage
from icp_footprints.exchange.plan_file import save_plan_file
from icp_footprints.exchange.targets import check_export_targets
from tests.exchange.exported import DAY
from tests.exchange.plan_files import digest
from tests.grids import place_of, plan_of


@pytest.mark.parametrize("name", ["other.gpkg", "other.html"])
def test_another_plan_file_is_no_target_whatever_it_is_called(tmp_path, name):
    save_plan_file(tmp_path / "other.gpkg", place_of("AB"), plan_of("AB"))
    other = (tmp_path / "other.gpkg").rename(tmp_path / name)
    with pytest.raises(InputError, match=f"{name} is a plan file. Choose another name."):
        check_export_targets([tmp_path / "new.csv", other], tmp_path / "plan.gpkg")


def test_a_plan_file_that_cannot_be_read_is_none_either(tmp_path):
    path = tmp_path / "other.gpkg"
    save_plan_file(path, place_of("AB"), plan_of("AB"))
    path.write_bytes(path.read_bytes()[:5000])
    before = digest(path)
    with pytest.raises(InputError, match="may be a plan file"):
        check_export_targets([path], tmp_path / "plan.gpkg")
    assert digest(path) == before


def test_an_earlier_export_and_any_other_file_may_be_replaced(tmp_path):
    export, other = tmp_path / "export.gpkg", tmp_path / "notes.gpkg"
    write_geopackage(export, ExportContent(place_of("AB"), plan_of("AB"), DAY))
    other.write_text("SQLite")
    check_export_targets([export, other, tmp_path / "new.gpkg"], tmp_path / "plan.gpkg")
