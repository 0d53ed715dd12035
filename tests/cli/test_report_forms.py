"""The report command: which forms, where, by whom."""

from icp_footprints.exchange.plan_file import open_plan_file
from icp_footprints.exchange.verify import verify_file


def test_all_forms_into_a_folder(planned):
    said = planned.ok("report", "plan.gpkg", "--all", "out", "--by", "A. Planner", "--ceilings", 0)
    folder = planned.folder / "out"
    names = ["plan.html", "plan.pdf", "plan.xlsx", "plan-summary.pdf"]
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)
    assert [line.split("/")[-1].split("\\")[-1] for line in said.out.splitlines()] == names
    place, plan = open_plan_file(planned.folder / "plan.gpkg")
    for name in names:
        assert verify_file(folder / name, place, plan).belongs
    assert b"A. Planner" in (folder / "plan.pdf").read_bytes()
    assert "A. Planner" in (folder / "plan.html").read_text(encoding="utf-8")


def test_what_is_asked_for_and_no_more(planned):
    before = {path.name for path in planned.folder.iterdir()}
    planned.ok("report", "plan.gpkg", "--summary-pdf", "one.pdf", "--ceilings", 0)
    assert {path.name for path in planned.folder.iterdir()} - before == {"one.pdf"}


def test_what_cannot_be_is_refused_in_one_line(planned):
    planned.refused("report", "plan.gpkg", "--pdf", "r.docx", names=("r.docx", "--pdf", ".pdf"))
    same = ("--pdf", "r.pdf", "--summary-pdf", "r.pdf")
    planned.refused("report", "plan.gpkg", *same, names=("r.pdf", "written twice"))
    assert not (planned.folder / "r.pdf").exists()
