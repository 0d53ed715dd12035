"""The web map in a real browser without a network: it draws, answers, and asks nobody."""

import base64
import hashlib
import json
import re
import shutil
import subprocess
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from icp_footprints.exchange.measures_json import measures
from icp_footprints.report.web_map.web_map import web_map
from tests.report.hostile import NAMES, hostile
from tests.report.sample_plan import sample

DAY = date(2026, 11, 5)
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
pytestmark = pytest.mark.skipif(
    not CHROMIUM, reason="NO CHROMIUM HERE: the web map is not tried in a browser"
)
# Every request the browser makes of its own accord is switched off, so that the map's would show.
OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9",
    "--virtual-time-budget=3000", "--window-size=1200,900",
)  # fmt: skip
# Before the page's own scripts: what the policy forbids, and what goes wrong, is written down.
WATCH = """
var told = { blocked: [], errors: [], alerts: 0 };
document.addEventListener("securitypolicyviolation",
  function (e) { told.blocked.push(e.blockedURI); });
window.addEventListener("error", function (e) { told.errors.push(String(e.message)); });
window.alert = function () { told.alerts += 1; };
"""
DRIVE = Path(__file__).with_name("drive_web_map.js").read_text(encoding="utf-8")


def in_browser(folder, place, plan, search, **options):
    """What the page does when it is driven: the object that `drive_web_map.js` writes."""
    html = web_map(place, plan, DAY, **options)
    drive = DRIVE.replace("SEARCH", json.dumps(search).replace("<", "\\u003c"))
    allowed = " ".join(
        f"&#39;sha256-{base64.b64encode(hashlib.sha256(x.encode()).digest()).decode()}&#39;"
        for x in (WATCH, drive)
    )
    html = html.replace("script-src ", f"script-src {allowed} ", 1)
    html = html.replace("<style>", f"<script>{WATCH}</script><style>", 1)
    html = html.replace("</body>", f"<script>{drive}</script></body>")
    page = folder / "map.html"
    page.write_text(html, encoding="utf-8")
    done = subprocess.run(
        [CHROMIUM, *OPTIONS, f"--user-data-dir={folder / 'profile'}", "--dump-dom", page.as_uri()],
        capture_output=True,
        timeout=120,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    (told,) = re.findall(r'<div id="told-here">(.*?)</div>', done.stdout, re.DOTALL) or [""]
    assert told, done.stderr[-2000:]
    return json.loads(unescape(told))


def test_the_map_draws_and_answers_offline(tmp_path):
    place, plan = sample()
    measured: Any = measures(place, plan)
    told = in_browser(tmp_path, place, plan, "heswall pcn", comments_to="a@b.org")
    assert told["ready"] == "ready"
    assert (told["errors"], told["blocked"], told["resources"]) == ([], [], [])
    assert told["footprints"] == 6
    assert (told["sideways"], told["captionFits"]) == (0, True)
    assert told["numbers"] == ["1", "2", "3", "4", "5", "6"]
    dominant = len(set(place.layers[0].dominant_area.tolist()))
    assert told["withLayer"] == 6 + dominant
    assert told["withoutLayer"] == 6
    assert told["withoutFootprints"] == 0
    assert told["popup"].startswith("2. Band 2")
    assert "Dr Ada Lead" in told["popup"]
    assert told["link"].startswith("mailto:a@b.org?subject=Comment%20on")
    assert "Band 2" in told["current"]
    assert told["status"].startswith("2. Band 2: People (resident ledger)")
    assert (told["closed"], told["focus"]) == (True, "1")
    areas = measured["layers"]["pcn"]["area_scores"]
    (held,) = [x["best_footprint"] for x in areas if x["area"] == "DEMOP5"]
    number = int(held[1:])
    pcn = "West Kirby and Heswall PCN (demonstration)PCN DEMOP5"
    assert told["hits"] == [f"{pcn}, mostly in {number}. Band {number}"]
    assert told["count"] == "1 found."
    assert told["first"]
    assert told["foundPopup"].startswith(f"{number}. Band {number}")
    assert told["none"] == "Nothing found."
    assert told["focusable"]
    assert told["moves"] == 1


def test_hostile_names_do_nothing_in_a_browser(tmp_path):
    name = NAMES[0] + NAMES[1] + NAMES[9]
    place, plan = hostile(name)
    told = in_browser(tmp_path, place, plan, "script")
    assert (told["errors"], told["blocked"], told["resources"], told["alerts"]) == ([], [], [], 0)
    assert told["popup"].startswith("2. Other")
    assert told["hits"]
    assert all(hit.startswith(name[:40]) for hit in told["hits"])
