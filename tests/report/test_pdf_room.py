"""Whatever is long goes on in the next line or on the next page, and stands over nothing else."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

import numpy as np
import pytest

from icp_footprints.geography.points import PointLayer
from icp_footprints.measures.scorecard import scorecard
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.report.content import report_content
from icp_footprints.report.maps.report_maps import ReportMaps
from icp_footprints.report.pdf.pages import report_pages, summary_pages
from tests.grids import ORIGIN_M, place_of, plan_of
from tests.report.placed import pieces
from tests.report.printed import Printed, plain

DAY = date(2026, 11, 5)
MM = 72 / 25.4
# The left, right, lower and upper edges of what is read.
REPORT = (19 * MM, (210 - 19) * MM, 21 * MM, (297 - 24) * MM)
SUMMARY = (11 * MM, (297 - 11) * MM, 5 * MM, (210 - 10) * MM)
LONG_NAMES = (
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "L" * 60,
    "M" * 300,
)


def report_file(place, plan):
    report = report_content(place, plan, DAY)
    return report_pages(report, ReportMaps(place, plan)).pdf()


def summary_file(place, plan):
    score = scorecard(place, plan)
    report = report_content(place, plan, DAY, score)
    return summary_pages(report, ReportMaps(place, plan), score).pdf()


def with_footprint(plan, **changes):
    first, *others = plan.footprints
    return replace(plan, footprints=(replace(first, **changes), *others))


def beyond(found, edges):
    """What stands outside the edges, or partly."""
    left, right, low, high = edges
    return [
        each
        for each in found
        if each.words.strip()
        and (
            each.left < left - 1
            # A line may end with a blank.
            or each.right > right + 3
            or not low - 1 <= each.base <= high + 1
        )
    ]


def crossing(found):
    """Pairs of pieces of one line of which the one stands over the other."""
    lines = defaultdict(list)
    for each in found:
        if each.words.strip():
            lines[each.page, round(each.base, 1)].append(each)
    return [
        (a.words, b.words)
        for line in lines.values()
        for a, b in pairwise(sorted(line, key=lambda each: each.left))
        # A name on a map is drawn over its own white rim.
        if a.right > b.left + 1 and a.words != b.words
    ]


@pytest.fixture(scope="module")
def long_texts():
    """A note of 10,000 letters, an exception with a reason of 12,000, and a name in Hebrew."""
    place, plan = place_of("AB", people=1000), plan_of("AB", Band(2000, 3000))
    notes = " ".join(f"note{i:05d}" for i in range(1000))
    reason = " ".join(f"because{i:05d}" for i in range(1000))
    agreed = RecordedException("band", "F01", reason, "Board", "2026-11-01")
    plan = with_footprint(plan, notes=notes, name="\u05e9\u05dc\u05d5\u05dd")
    return pieces(BytesIO(report_file(place, replace(plan, exceptions=(agreed,)))))


@pytest.mark.parametrize("start", ["note", "because"])
def test_a_long_text_is_on_the_pages_to_its_last_word(long_texts, start):
    left, right, low, high = REPORT
    on_page = [
        word
        for each in long_texts
        if low <= each.base <= high and left <= each.left and each.right <= right + 1
        for word in each.words.split()
    ]
    assert {f"{start}{i:05d}" for i in range(1000)} <= set(on_page)


def body(found):
    """What is neither the head nor the foot of a page."""
    return [each for each in found if 17 * MM < each.base < (297 - 18) * MM]


def test_a_long_text_stands_over_nothing(long_texts):
    assert beyond(body(long_texts), REPORT) == []
    assert crossing(long_texts) == []


@pytest.fixture(scope="module", params=[{}, {"ward": "xxyyzz", "pcn": "xyzzxx"}], ids=len)
def long_words(request):
    """The report and the summary of a plan of which each footprint has a long name."""
    place = place_of("AABBCC", people=1000, layers=request.param)
    plan = plan_of("AABBCC", Band(1500, 3000))
    named = (replace(f, name=n) for f, n in zip(plan.footprints, LONG_NAMES, strict=True))
    plan = replace(plan, footprints=tuple(named))
    return report_file(place, plan), summary_file(place, plan)


def test_a_long_word_keeps_to_its_column(long_words):
    report, summary = (pieces(BytesIO(each)) for each in long_words)
    assert crossing(report) == crossing(summary) == []
    assert beyond(body(report), REPORT) == beyond(summary, SUMMARY) == []


def test_a_break_leaves_no_sign_in_what_is_copied_or_read_aloud(long_words):
    for made in long_words:
        printed = Printed(BytesIO(made))
        assert all(name[:40] in printed.text.replace(" ", "") for name in LONG_NAMES)
        assert "\u200b" not in "".join((*printed.tagged.values(), *printed.artifacts.values()))
        assert "\u200b" not in "".join(str(each.Alt) for each in printed.of("/Figure"))


def test_what_is_said_of_points_stays_with_their_table():
    """So many points that their table would end with its page, and leave the sentence alone."""
    place = place_of("AB", people=1000)
    ids = ("0", "1", "2", "away")
    names = tuple(f"The surgery in the lane by the {each}th church of the parish" for each in ids)
    rows = np.array([0, 0, 0, -1])
    points = PointLayer("gp", "GP", ids, names, np.tile(ORIGIN_M, (4, 1)) + 10.0, rows)
    place = replace(place, point_layers=(points,))
    found = body(pieces(BytesIO(report_file(place, plan_of("AB", Band(1, 9_000))))))
    words = [plain(each.words) for each in found]
    (note,) = (i for i, each in enumerate(words) if each.startswith("1 point of the file lies"))
    assert found[note].page == found[note - 1].page
    assert 0 < found[note - 1].base - found[note].base < 30


def test_the_number_of_a_page_is_at_the_end_of_the_line_of_contents(long_texts):
    line = defaultdict(list)
    for each in long_texts:
        if each.page == 1 and each.words.strip(". "):
            line[round(each.base)].append(each)
    (entry,) = (each for each in line.values() if "\u05e9" in "".join(x.words for x in each))
    last = max(entry, key=lambda each: each.left)
    assert last.words.isdigit()
    assert last.right == pytest.approx(REPORT[1], abs=1)
    assert min(entry, key=lambda each: each.left).words.startswith("1.")
