"""The web map from the command line."""


def test_a_web_map_beside_the_plan_and_one_for_the_public(planned):
    planned.ok("map", "plan.gpkg")
    internal = (planned.folder / "plan-map.html").read_text(encoding="utf-8")
    assert "Internal version" in internal
    said = planned.ok(
        *("map", "plan.gpkg", "--html", "open.html", "--public"),
        *("--comments-to", "team@council.gov.uk"),
    )
    assert "open.html" in said.out
    public = (planned.folder / "open.html").read_text(encoding="utf-8")
    assert "Internal version" not in public
    assert planned.ok("verify", "open.html", "plan.gpkg").out.startswith("open.html: belongs")


def test_what_cannot_be_is_refused_in_a_line(planned):
    planned.refused("map", "plan.gpkg", "--comments-to", "nobody", names=("nobody",))
    planned.refused("map", "plan.gpkg", "--html", "plan.gpkg", names=("plan.gpkg",))
    planned.refused("map", "plan.gpkg", "--html", "no/x.html", names=("no",))
    planned.refused("map", "plan.gpkg", "--html", "x.pdf", names=("x.pdf", ".html"))
