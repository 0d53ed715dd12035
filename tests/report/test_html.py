"""The page says what the units say, harms nobody, and can be read by everybody."""

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints import __version__
from icp_footprints.errors import InputError
from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.geography.ledger import AgeBands, Ledger
from icp_footprints.geography.points import PointLayer
from icp_footprints.geography.profile import Deprivation, UnitProfile
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.geography.source import JoinReport, OneSided, Source
from icp_footprints.geography.units import UnitTable
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import Footprint, Origin, Plan
from icp_footprints.plan.target import Target
from icp_footprints.report.write import ReportKind, write_reports
from tests.examples import examples
from tests.exchange.test_small_counts import registration
from tests.grids import place_of, plan_of
from tests.report.on_a_day import DAY, html_report, page_of
from tests.report.pages import Page

ART = "AAABBB\nAAABBB\nAAABBB\nAAA..."
WARDS = "xxxxyy\nxxxxyy\nzzzzyy\nzzzzyy"


def number(cell):
    return float(cell.replace(",", "").replace(" %", ""))


def test_every_part_of_the_report_is_there():
    place = replace(
        place_of(ART, 3000, layers={"ward": WARDS}, registered=[3100] * 24),
        notice="Demonstration data: modelled",
        sources=(Source("units", "lsoa.geojson", "ab" * 32, "24 units", ("a note",)),),
    )
    plan = replace(plan_of(ART), origin=Origin("generated", 11, (("restarts", "12"),)))
    page = page_of(place, plan)
    for heading in (
        "In short", "Map", "What needs attention", "Footprints", "Coverage", "Size: the band",
        "Coterminosity", "Data sources", "Method and definitions",
    ):  # fmt: skip
        assert heading in page.text
    assert page.text.count("Demonstration data: modelled") == 3  # top, map and foot
    for words in (
        "5 November 2026", "11", __version__, "SHA-256 abababababab…", "a note",
        "24 units", "Restarts",
        "3 of 24 small areas are in no footprint: 9,000 people on the resident ledger and 3.0 km².",
        "1 of 2 footprints is in the band of 30,000 to 50,000 people on the resident ledger.",
        "B holds 27,000 people (resident), 3,000 too few",
    ):  # fmt: skip
        assert words in page.text
    footprints = page.table("The footprints of the plan")
    assert footprints[1] == ["1", "A F01", "36,000", "37,200", "12", "1", "12.0", "0.77"]
    band = page.table("People of each footprint on the resident ledger")
    assert band[2] == ["2", "B", "27,000", "", "under band", "3,000 too few"]
    assert "Generated with seed 11" in page.text
    assert "ab" * 7 not in page.text


@settings(max_examples=examples(25), deadline=None)
@given(st.data())
def test_figures_against_brute_force_over_units(data):
    letters = data.draw(st.lists(st.sampled_from("ABC."), min_size=12, max_size=12))
    wards = ["x", *data.draw(st.lists(st.sampled_from("xyz."), min_size=11, max_size=11))]
    people = data.draw(st.lists(st.integers(50, 9000), min_size=12, max_size=12))

    def grid(values):
        return "\n".join("".join(values[i : i + 4]) for i in range(0, 12, 4))

    place = place_of(grid(letters), people, layers={"ward": grid(wards)})
    page = page_of(place, plan_of(grid(letters), Band(5_000, 20_000)))
    totals, overlap, area = defaultdict(int), defaultdict(int), defaultdict(int)
    for letter, ward, count in zip(letters, wards, people, strict=True):
        totals[letter] += count
        if ward != ".":
            overlap[letter, ward] += count
            area[ward] += count
    names = sorted(set(letters) - {"."})
    if names:
        rows = page.table("The footprints of the plan")[1:]
        assert [number(row[2]) for row in rows] == [totals[name] for name in names]
        assert [number(row[3]) for row in rows] == [letters.count(name) for name in names]
        # Areas are about a footprint in size: a typical person's holds the band's lower end.
        alike = sum(n * n for n in area.values()) / sum(area.values()) >= 5_000
        check_fits(page.table("Ward: each footprint")[1:], totals, overlap, area, alike)
    expected = {}
    for ward, total in area.items():
        pieces = {n: overlap[n, ward] for n in names if overlap[n, ward] / total >= 0.05}
        if len(pieces) > 1:
            expected[ward] = pieces
    assert split_pieces(page, area) == expected


def check_fits(rows, totals, overlap, area, alike):
    for row in rows:
        name = row[1]
        best = max(overlap[name, ward] for ward in "xyz")
        if best == 0:
            assert row[2].startswith("Nobody")
            continue
        assert overlap[name, row[2]] == best
        assert row[3] == f"{100 * best / totals[name]:.1f} %"
        assert row[4] == f"{100 * best / area[row[2]]:.1f} %"
        match = best / (totals[name] + area[row[2]] - best)
        if not alike:
            assert row[5:] == ["–", "–", "–"]
            continue
        assert row[5] == f"{100 * match:.1f} %"
        assert row[6].startswith(
            "Cot"
            if match >= 0.9
            else "Larg"
            if match >= 0.75
            else "Part"
            if match >= 0.5
            else "Not"
        )
        both = best >= 0.75 * totals[name] and best >= 0.75 * area[row[2]]
        assert row[7] == ("Pass" if both else "Fail")


def split_pieces(page, area):
    """People of each piece by area and footprint name, their percentages checked."""
    found, current = defaultdict(dict), ""
    tables = [rows for caption, rows in page.tables.items() if "areas that are split" in caption]
    for row in tables[0][1:] if tables else []:
        if len(row) == 4:
            current = row[0][0]
        if not row[-3].startswith("In smaller"):
            found[current][row[-3].split()[1]] = number(row[-2])
        assert row[-1] == f"{100 * number(row[-2]) / area[current]:.1f} %"
    return found


def test_a_count_under_five_is_not_there():
    people = [1000, 1000]
    shares = [[683, 317], [997, 3]]
    place = place_of("AB", people, more_layers=(registration(shares, people),))
    page = page_of(place, plan_of("AB", Band(10, 2000)))
    # B has 1,000 people: beside 997 of them in area 0, the other 3 could be worked out.
    assert page.table("PCN: areas that are split")[1:] == [
        ["Area 0 P01,680 people in Testham", "2 B", "1,000", "59 %"],
        ["1 A", "680", "41 %"],
    ]
    assert page.table("PCN: each area")[1:] == [
        ["Area 0 P0", "1,680", "2 B", "59 %", "Split in 2", "–"],
        ["Area 1 P1", "320", "1 A", "not printed", "Kept whole", "–"],
    ]
    assert "rounded to the nearest ten" in page.text
    html = html_report(place, plan_of("AB", Band(10, 2000)))
    assert not re.search(r">\s*(3|317|683|997|1,680 people)\s*<", html)


def test_accessible():
    place = place_of(ART, layers={"ward": WARDS})
    html = html_report(place, plan_of(ART))
    page = Page(html)
    tags = [tag for tag, _ in page.tags]
    assert html.startswith("<!DOCTYPE html>")
    assert dict(page.tags)["html"] == {"lang": "en-GB"}
    assert [tags.count(tag) for tag in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    assert tags.count("table") == tags.count("caption")
    assert all(a.get("scope") for tag, a in page.tags if tag == "th")
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    for _, attributes in page.tags:
        for name in ("aria-labelledby", "aria-describedby"):
            assert set(attributes.get(name, "").split()) <= set(ids)
    links = [a["href"] for tag, a in page.tags if tag == "a"]
    assert links[0] == "#content"
    # Every part of the page and every card is in the contents, in the order of the page.
    parts = [a["id"] for tag, a in page.tags if tag in ("h2", "h3") and "id" in a]
    told = [link.removeprefix("#") for link in links[1:]]
    assert told == [each for each in parts if each != "h-contents" and "layer" not in each]
    levels = [int(tag[1]) for tag in tags if tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    maps = [a for tag, a in page.tags if tag == "svg" and a.get("role") == "img"]
    assert len(maps) == 3
    assert all(a["aria-labelledby"] for a in maps)


def test_nothing_is_fetched_and_nothing_runs():
    html = html_report(place_of(ART), plan_of(ART))
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert (
        "meta",
        {"http-equiv": "Content-Security-Policy", "content": policy},
    ) in Page(html).tags
    assert not re.search(r"<(script|link|img|iframe|object)\b|url\(['\"]?(?!#)|@import", html)
    assert set(re.findall(r"https?://[^\"' <]+", html)) == {"http://www.w3.org/2000/svg"}


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></title></svg>]]>--><b>",
    "{{ 7 * 7 }}{% raw %}",
    '=HYPERLINK("x")',
    "nul\0 esc\x1b \ud800 \ufffe",
    "\u202eRTL 😀 \u05d0\u05d1",
    "x" * 10_000,
    "' onmouseover='x",
]


def joined(name):
    side = OneSided(1, (name,))
    return JoinReport(1, 1, side, side, 5.0, (name,))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_inert_everywhere(name):
    place = place_of("AB", layers={"w": "xx"}, people=1000)
    layer = ReferenceLayer(
        name, "lookup", (name,), (name,), place.layers[0].shares, np.full(1, 0.5), name
    )
    ages = AgeBands((name,), (0,), np.ones((2, 1)))
    place = replace(
        place,
        name=name,
        units=UnitTable(place.units.ids, (name, name), place.units.geometry),
        ledgers=(*place.ledgers, Ledger(name, name, np.ones(2), name, ages)),
        layers=(layer,),
        sources=(Source(name, name, name, name, (name,), joined(name)),),
        notice=name,
        point_layers=(
            PointLayer(name, name, (name,), (name,), np.zeros((1, 2)), np.zeros(1, np.int64)),
        ),
        profile=UnitProfile(Deprivation(name, np.ones(2), np.ones(2, np.int8))),
    ).with_adjacency_edits([AdjacencyEdit("barrier", "U000", "U001", name)])
    footprints = (Footprint(name, name, name, False, name, name), Footprint("F02", "Other"))
    plan = Plan(
        name, np.array([0, 1], np.int16), footprints, Band(),
        Origin(name, 1, ((name, name),), name, name),
        targets=(Target(name, "share", 0.5),),
        exceptions=(RecordedException("band", name, name, name, "2026-11-22"),),
    )  # fmt: skip
    for each in (plan, replace(plan, assignment=np.array([0, -1], np.int16))):
        html = html_report(place, each, made_by=name)
        html.encode("utf-8")
        page = Page(html)
        tags = {tag for tag, _ in page.tags}
        assert not tags & {"script", "img", "b", "iframe"}
        assert not any(key.startswith("on") for _, a in page.tags for key in a)
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe]", html)
        if "{{" in name:
            assert name in page.text


def test_control_characters_are_replaced_not_lost():
    plan = replace(plan_of("A"), footprints=(Footprint("F01", "a\0b"),))
    assert "a\ufffdb" in page_of(place_of("A"), plan).text


@pytest.mark.parametrize(
    ("art", "plan", "words"),
    [
        ("AB", Plan.empty(2), "The plan has no footprints yet."),
        (
            "AB",
            Plan("none assigned", np.full(2, -1, np.int16), (Footprint("F1", "a"),)),
            "2 of 2 small areas are in no footprint",
        ),
        ("A", plan_of("A"), "The only small area is in exactly one footprint"),
        (
            "AB",
            replace(plan_of("AA"), footprints=(Footprint("F1", "a"), Footprint("F2", "b"))),
            "b holds no units.",
        ),
    ],
)
@pytest.mark.parametrize("layers", [True, False])
def test_odd_plans(art, plan, words, layers):
    page = page_of(place_of(art, layers={"ward": "x" * len(art)} if layers else {}), plan)
    assert words in page.text
    if not layers:
        assert "No layer of areas was loaded" in page.text


def test_outside_share_stands_beside_containment():
    people = [1000, 1000]
    layer = registration([[900, 100], [200, 800]], people)
    layer = replace(layer, outside_share=np.array([0.12, np.nan]))
    page = page_of(place_of("AB", people, more_layers=(layer,)), plan_of("AB"))
    assert "12.0 % live outside Testham" in page.text
    assert "nan" not in page.text


def test_writing(tmp_path):
    target = tmp_path / "report.html"
    wanted = {ReportKind.HTML: target}
    write_reports(place_of("AB"), plan_of("AB"), wanted, DAY)
    text = target.read_text(encoding="utf-8")
    assert text == html_report(place_of("AB"), plan_of("AB"))
    write_reports(place_of("AB"), plan_of("AB"), wanted)
    assert str(date.today().year) in target.read_text(encoding="utf-8")  # noqa: DTZ011
    with pytest.raises(InputError, match="no folder"):
        write_reports(
            place_of("AB"), plan_of("AB"), {ReportKind.HTML: tmp_path / "no" / "report.html"}
        )
