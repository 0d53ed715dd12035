"""The web map says what the measures say, fetches nothing, and runs nothing but its own scripts."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
import shapely

from icp_footprints.errors import InputError
from icp_footprints.exchange.measures_json import measures
from icp_footprints.exchange.verify import verify_file
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Footprint, Plan
from icp_footprints.plan.status import Status
from icp_footprints.progress import Cancelled, Progress
from icp_footprints.report.content import report_content
from icp_footprints.report.web_map.comments import checked_address, comment_link
from icp_footprints.report.web_map.shapes import web_map_shapes
from icp_footprints.report.web_map.web_map import web_map, write_web_map
from tests.grids import place_of, plan_of
from tests.report.hostile import NAMES, hostile
from tests.report.pages import Page
from tests.report.sample_plan import NOTES, sample

DAY = date(2026, 11, 5)
ADDRESS = "neighbourhoods@wirral.gov.uk"
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
FEATURES = re.compile(r"geo_json_(\w+)_add\((\{.*\})\);")


class MapPage(Page):
    """A web map read back: its text, its tags, its data and its shapes."""

    def __init__(self, html):
        self.html = html
        super().__init__(html)
        (data,) = re.findall(
            r'<script type="application/json" id="map-data">(.*?)</script>', html, re.DOTALL
        )
        self.data = json.loads(data)
        self.shapes = {name: json.loads(text) for name, text in FEATURES.findall(html)}

    def handle_data(self, data):
        if not self.stack or self.stack[-1] not in ("script", "style"):
            super().handle_data(data)

    @property
    def policy(self):
        found = [a for _, a in self.tags if a.get("http-equiv") == "Content-Security-Policy"]
        (only,) = found
        return only["content"]


@pytest.fixture(scope="module")
def wirral():
    place, plan = sample()
    html = web_map(place, plan, DAY, comments_to=ADDRESS)
    return place, plan, measures(place, plan), MapPage(html)


def test_the_page_is_small_and_the_same_every_time(wirral):
    place, plan, _, page = wirral
    assert len(page.html.encode()) < 500_000
    assert web_map(place, plan, DAY, comments_to=ADDRESS) == page.html


def test_table_and_pop_ups_are_as_measured(wirral):
    place, plan, expected, page = wirral
    (rows,) = page.tables.values()
    report = report_content(place, plan, DAY)
    assert len(rows) == 2 + 6
    for i, (row, each) in enumerate(zip(rows[2:], expected["footprints"], strict=True)):
        resident, registered = (f"{each['people'][name]:,}" for name in ("resident", "registered"))
        assert row[:4] == [str(i + 1), each["name"], resident, registered]
        lines = dict(page.data["footprints"][i]["lines"])
        assert lines["People (resident ledger)"] == resident
        assert lines["People (registered ledger)"] == registered
        for layer, cells in zip(report.layers, (row[5:8], row[8:11]), strict=True):
            fit, measured = layer.fits[i], each["layers"][layer.name]
            assert cells == [measured["best_area_name"], fit.share, fit.containment]
            if fit.share.endswith("%"):
                share = float(fit.share.removesuffix(" %")) / 100
                assert share == pytest.approx(measured["share"], abs=6e-3)
            one = {"pcn": "PCN", "community": "community"}[layer.name]
            assert lines[f"Main {one}"].replace("\u00a0", " ") == (
                f"{fit.area_name}: share {fit.share}, containment {fit.containment}"
            )


def test_shapes_cover_the_place_once_at_five_decimals(wirral):
    place, _, _, page = wirral
    for name in ("footprints", "layer0", "layer1"):
        found = [shapely.geometry.shape(x["geometry"]) for x in page.shapes[name]["features"]]
        whole = shapely.union_all(found)
        # Together they are the place, and none lies on another.
        assert sum(shape.area for shape in found) == pytest.approx(whole.area, rel=1e-4)
        xy = shapely.get_coordinates(found)
        assert np.array_equal(xy, xy.round(5))
        assert np.all((xy > [-3.4, 53.2]) & (xy < [-2.8, 53.5]))
    assert page.shapes["gap"]["features"] == []
    assert [x["properties"]["i"] for x in page.shapes["footprints"]["features"]] == [*range(6)]
    ids = {x["properties"]["i"] for x in page.shapes["layer0"]["features"]}
    assert ids == {int(j) for j in np.unique(place.layers[0].dominant_area)}


def test_borders_stay_shared_where_units_are_a_coverage():
    place, plan = sample()
    assert place.units.is_clean_coverage
    shapes = web_map_shapes(place, plan)
    assert shapely.coverage_is_valid(shapes.footprints)
    for areas in shapes.areas:
        assert shapely.coverage_is_valid(areas[~shapely.is_empty(areas)])
    points = shapely.points(shapes.labels)
    assert all(shapely.contains(shapes.footprints, points))


def test_the_list_says_how_footprints_stand_in_all_bands():
    place = place_of("AABB", registered=[900, 900, 2000, 2000])
    bands = (Band(0, 9000), Band(0, 3000, "registered"))
    plan = replace(plan_of("AABB", bands[0]), further_bands=bands[1:])
    page = web_map(place, plan, DAY)
    assert "2,000 people, in both bands<" in page
    assert "2,000 people, out of the registered band<" in page
    assert "people, in band<" not in page


def test_everything_can_be_found(wirral):
    place, plan, _, page = wirral
    found = page.data["found"]
    units = {hit[2]: hit for hit in found if hit[0] == "Small area"}
    assert set(units) == set(place.units.ids)
    for code, row in place.units.position.items():
        assert units[code][1] == place.units.names[row]
        assert units[code][3] == plan.assignment[row]
    kinds = [hit[0] for hit in found]
    assert kinds.count("Footprint") == 6
    assert kinds.count("PCN") + kinds.count("Community") == sum(
        len(layer.area_ids) for layer in place.layers
    )


def test_nothing_is_fetched_and_only_its_own_scripts_run(wirral):
    *_, page = wirral
    policy = page.policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    scripts = SCRIPT.findall(page.html)
    styles = re.findall(r"<style>(.*?)</style>", page.html, re.DOTALL)
    assert (len(scripts), len(styles)) == (3, 1)
    for text in (*scripts, *styles):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    for tag, attributes in page.tags:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base", "form")
        for key, value in attributes.items():
            assert not key.startswith("on")
            assert key not in ("src", "style", "srcset")
            assert key != "href" or value == "#list" or value.startswith("mailto:")
    assert all(each.startswith(("data:", "#")) for each in re.findall(r"url\(([^)]*)\)", styles[0]))
    assert "sourceMappingURL" not in page.html
    assert "@import" not in page.html


def test_who_drew_the_map_is_named(wirral):
    *_, page = wirral
    assert "Copyright (c) 2010-2022, Volodymyr Agafonkin" in page.text
    assert "BSD 2-Clause License" in page.text
    assert "Contains OS data © Crown copyright" in page.text


def test_the_page_says_which_plan_it_is_of(wirral, tmp_path):
    place, plan, _, page = wirral
    assert "Demonstration data" in page.text
    assert "5 November 2026" in page.text
    assert "Draft, version 1" in page.text
    assert [text for _, text in stamps(page)] == ["DRAFT", "DRAFT"]
    path = tmp_path / "map.html"
    write_web_map(path, place, plan, DAY, comments_to=ADDRESS)
    assert path.read_text(encoding="utf-8") == page.html
    assert verify_file(path, place, plan).answer == "same"
    agreed = MapPage(web_map(place, replace(plan, status=Status.AGREED, version=3), DAY))
    assert "Agreed, version 3" in agreed.text
    assert stamps(agreed) == []


def stamps(page):
    return re.findall(r'<p class="(stamp|mark)"[^>]*>(\w+)</p>', page.html)


def test_the_public_version_names_nobody(wirral):
    place, plan, _, page = wirral
    plan = replace(plan, band=replace(plan.band, low=10, high=20))
    public = web_map(place, plan, DAY, public=True)
    internal = web_map(place, plan, DAY)
    for words in (NOTES, "Dr Ada Lead", "Hope Trust", "What needs attention", "Internal version"):
        assert words in internal
        assert words not in public
    assert "Send a comment" in page.text
    assert "mailto:" not in public
    assert MapPage(public).data["footprints"][0]["name"] == "Band 1"


def test_a_comment_is_an_e_mail_begun(wirral):
    *_, page = wirral
    links = [a["href"] for tag, a in page.tags if tag == "a" and a["href"] != "#list"]
    assert links == [each["comment"] for each in page.data["footprints"]]
    split = urlsplit(links[2])
    fields = parse_qs(split.query)
    assert (split.scheme, split.path) == ("mailto", ADDRESS)
    assert fields["subject"] == ["Comment on the footprint Band 3, Wirral"]
    assert "version 1 (draft), content check" in fields["body"][0]


@pytest.mark.parametrize("name", NAMES)
def test_a_comment_link_has_two_fields_whatever_names_hold(name):
    link = comment_link(ADDRESS, name, name, name)
    assert re.fullmatch(r"mailto:[\w.@]+\?subject=[\w.~%-]+&body=[\w.~%-]+", link)
    assert not re.search("%0[AD]", link.partition("&body=")[0])
    assert len(link) < 8000


@pytest.mark.parametrize(
    "address", ["a@b.org", " First.Last+x@nhs.net ", "o'neill@sub.council.gov.uk"]
)
def test_addresses(address):
    assert checked_address(address) == address.strip()


@pytest.mark.parametrize(
    "address",
    [
        *("nobody", "a@b", "a@@b.org", "a b@c.org", "a@b.org,c@d.org", "a@b.org?cc=c@d.org"),
        *("a@b.org\nBcc: c@d.org", "<a@b.org>", "a@-b.org", "a%40b@c.org", "x" * 300 + "@b.org"),
        *("a@b..org", "mailto:a@b.org", "a&b@c.org", "à@b.org", "@b.org"),
    ],
)
def test_what_is_no_address_is_refused(address):
    with pytest.raises(InputError, match="is not an e-mail address"):
        checked_address(address)


@pytest.mark.parametrize("name", NAMES)
def test_hostile_text_is_inert(name):
    place, plan = hostile(name)
    plan = replace(plan, assignment=np.array([0, -1], np.int16))
    html = web_map(place, plan, DAY, comments_to=ADDRESS)
    html.encode("utf-8")
    page = MapPage(html)
    tags = [tag for tag, _ in page.tags]
    assert not set(tags) & {"img", "b", "iframe"}
    assert tags.count("script") == 4
    assert len(SCRIPT.findall(html)) == 3
    assert not any(key.startswith("on") for _, a in page.tags for key in a)
    hidden = html.partition('id="map-data">')[2]
    assert not re.search("[\u2028\u2029]", hidden)
    assert ("{{ 7 * 7 }}" in page.text) == ("{{" in name)  # no template runs
    shown = page.data["footprints"][0]["name"]
    assert shown[:20] == re.sub("[\x00-\x08\x0e-\x1f\ud800\ufffe]", "\ufffd", name)[:20]
    stamp = next(a["content"] for _, a in page.tags if a.get("name") == "icp-footprints")
    assert json.loads(unescape(stamp))["place"] == name


@pytest.mark.parametrize(
    ("art", "plan", "words"),
    [
        ("AB", Plan.empty(2), "The plan has no footprints yet."),
        ("AAB", plan_of("A.B"), "In no footprint: 1 of 3 small areas."),
        (
            "AB",
            replace(plan_of("AA"), footprints=(Footprint("F1", "a"), Footprint("F2", "b"))),
            "b",
        ),
        ("A~A\nA~A", plan_of("A~A\nA~A"), "A"),
    ],
)
def test_odd_plans(art, plan, words):
    layers = "~" not in art
    drawn = {"ward": re.sub("[A-Z]", "x", art)} if layers else {}
    page = MapPage(web_map(place_of(art, layers=drawn), plan, DAY))
    assert words in page.text
    assert ("layer0" in page.shapes) == layers
    for each in page.data["footprints"]:
        assert each["at"] is None or len(each["at"]) == 2


def test_units_that_overlap_are_drawn_as_they_are():
    place = place_of("AB")
    moved = place.units.geometry.copy()
    moved[1] = shapely.transform(moved[1], lambda xy: xy - [200, 0])
    place = replace(place, units=replace(place.units, geometry=moved))
    shapes = web_map_shapes(place, plan_of("AB"))
    assert not shapely.is_empty(shapes.footprints).any()


def test_a_stopped_or_failed_writing_leaves_the_old_file(tmp_path):
    place, plan = place_of("AB"), plan_of("AB")
    path = tmp_path / "old.html"
    path.write_text("old")
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        write_web_map(path, place, plan, progress=stopped)
    with pytest.raises(InputError, match="e-mail"):
        write_web_map(path, place, plan, comments_to="nobody")
    assert path.read_text() == "old"
    with pytest.raises(InputError, match="no folder"):
        write_web_map(tmp_path / "no" / "x.html", place, plan)
