"""Every unit is in the class that its value is in, and neighbours never have one colour."""

import re
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor
from scipy.sparse import csr_array

from icp_footprints.geography.profile import Deprivation, UnitProfile
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.plan.actions import assign
from icp_footprints.plan.plan import Footprint, Plan
from icp_footprints.report.colouring import COLOURS
from tests.grids import place_of
from ui.canvas.fills import UNKNOWN, fill_choices, round_breaks, unit_fill
from ui.canvas.legend import class_rows
from ui.canvas.ramps import class_colours
from ui.canvas.style import style_for
from ui.document import PlanDocument

SQUARE = "aaaa\naaaa\naaaa\naaaa"
counts = st.lists(st.integers(0, 9000), min_size=16, max_size=16)


def fill_of(place, key):
    fill = unit_fill(place, next(each for each in fill_choices(place) if each.key == key))
    assert fill is not None
    return fill


def holds(said, value):
    """Whether a class in words holds a whole number."""
    if said.startswith("All alike"):
        return True
    numbers = [int(each.replace(",", "")) for each in re.findall(r"[\d,]+", said)]
    if said.startswith("Under"):
        return value < numbers[0]
    if said.endswith("or more"):
        return value >= numbers[0]
    return numbers[0] <= value <= numbers[1]


@settings(deadline=None)
@given(counts)
def test_each_unit_is_in_the_class_whose_words_hold_its_people(people):
    fill = fill_of(place_of(SQUARE, people=people), "people:resident")
    assert len(fill.classes) <= 5
    for row, value in enumerate(people):
        assert holds(fill.classes[fill.class_of[row]], value)
        others = [each for each in fill.classes if each != fill.classes[fill.class_of[row]]]
        assert not any(holds(each, value) for each in others)
    assert fill.values == tuple("<5" if 0 < each < 5 else f"{each:,}" for each in people)


@settings(deadline=None)
@given(counts)
def test_breaks_are_round_and_part_the_units(people):
    values = np.array(people, dtype=float)
    breaks = round_breaks(values)
    assert len(breaks) <= 4
    assert np.all(np.diff(breaks) > 0)
    assert all(np.any(values < each) and np.any(values >= each) for each in breaks)
    assert np.all(breaks == np.round(breaks))


@settings(deadline=None)
@given(counts)
def test_the_legend_counts_every_unit_and_person_once(people):
    place = place_of(SQUARE, people=people)
    fill = fill_of(place, "people:resident")
    colours = [QColor()] * len(fill.classes)
    rows = class_rows(fill, place.ledgers[0], colours)
    assert sum(int(each.brief.split()[0]) for each in rows if each.brief) == 16
    total = 0
    for number, group in enumerate(fill.classes):
        held = sum(v for v, c in zip(people, fill.class_of, strict=True) if c == number)
        row = next(each for each in rows if each.words == group)
        assert row.figures.split(", ", 1)[1] == ("<5" if 0 < held < 5 else f"{held:,}")
        total += held
    assert total == sum(people)


def test_deciles_go_from_least_to_most_deprived_and_unknown_is_unknown():
    decile = np.array([1, 10, 5, 0] * 4, dtype=np.int8)
    place = place_of(SQUARE)
    profile = UnitProfile(Deprivation("IMD 2025", np.ones(16), decile))
    place = type(place)(place.name, place.units, place.adjacency, place.ledgers, profile=profile)
    fill = fill_of(place, "deprivation")
    assert fill.choice.title == "IMD 2025 decile"
    assert fill.sentence(0) == "IMD 2025 decile: Decile 1 (most deprived)"
    assert fill.sentence(1) == "IMD 2025 decile: Decile 10 (least deprived)"
    assert fill.sentence(3) == "IMD 2025 decile: not known"
    assert fill.class_of[3] == UNKNOWN
    assert fill.class_of[0] > fill.class_of[2] > fill.class_of[1]
    rows = class_rows(fill, place.ledgers[0], [QColor()] * 10)
    assert next(each for each in rows if each.words == "Not known").brief == "4 units"


def test_shares_of_the_main_area():
    shares = np.zeros((16, 2))
    shares[:, 0] = [0.49, 0.5, 0.64, 0.65, 0.8, 0.94, 0.95, 1.0] * 2
    shares[:, 1] = np.where(shares[:, 0] < 0.6, 0.3, 0)
    shares[15] = 0
    layer = ReferenceLayer(
        "pcn", "registration", ("a", "b"), ("A", "B"), csr_array(shares), np.full(2, np.nan)
    )
    place = place_of(SQUARE, more_layers=(layer,))
    fill = fill_of(place, "share:pcn")
    assert fill.class_of.tolist() == [0, 1, 1, 2, 3, 3, 4, 4, 0, 1, 1, 2, 3, 3, 4, UNKNOWN]
    assert fill.sentence(0) == "Share of the main PCN: 49\u00a0% (Under 50\u00a0%)"
    assert fill.sentence(15) == "Share of the main PCN: not known"


@settings(deadline=None)
@given(st.lists(st.sampled_from("ABCDEF."), min_size=16, max_size=16))
def test_areas_beside_one_another_differ_in_colour(letters):
    art = "\n".join("".join(letters[i : i + 4]) for i in range(0, 16, 4))
    if set(letters) == {"."}:
        return
    place = place_of(SQUARE, layers={"ward": art})
    fill = fill_of(place, "area:ward")
    for a, b in place.adjacency.shared_pairs.tolist():
        one, other = int(fill.class_of[a]), int(fill.class_of[b])
        if UNKNOWN not in (one, other) and one != other:
            assert fill.tones[one] != fill.tones[other]
    for row, letter in enumerate(letters):
        assert fill.values[row] == ("" if letter == "." else letter)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_ramp_goes_one_way_in_grey(theme):
    """So that it tells little from much to whoever sees no hues, and on a grey print."""
    from PySide6.QtGui import QColor, QPalette

    style = style_for(QPalette(QColor("#f0f0f0" if theme == "light" else "#202020")))
    fill = fill_of(place_of(SQUARE, people=list(range(1000, 2600, 100))), "people:resident")

    def luminance(colour):
        red, green, blue = (
            each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
            for each in colour.getRgbF()[:3]
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    grey = [luminance(each) + 0.05 for each in class_colours(fill, style)]
    steps = [max(a, b) / min(a, b) for a, b in pairwise(grey)]
    assert grey == sorted(grey, reverse=theme == "light")
    assert min(steps) > 1.25


edits = st.lists(
    st.tuples(
        st.sampled_from(["give", "new", "undo", "redo"]),
        st.lists(st.integers(0, 15), min_size=1, max_size=5),
        st.integers(0, 20),
    ),
    max_size=25,
)


@settings(deadline=None)
@given(edits)
def test_neighbouring_footprints_differ_in_colour_after_any_edits(steps):
    place = place_of(SQUARE)
    document = PlanDocument()
    document.open(place, Plan.empty(16))
    for number, (verb, rows, chosen) in enumerate(steps):
        plan = document.plan
        units = np.unique(rows).astype(np.intp)
        if verb == "undo":
            document.undo_stack.undo()
        elif verb == "redo":
            document.undo_stack.redo()
        elif verb == "new" or not plan.footprints:
            fresh = Footprint(f"N{number}", f"New {number}")
            larger = Plan(plan.name, plan.assignment, (*plan.footprints, fresh))
            document.apply(assign(larger, units, fresh.id), "New")
        else:
            target = plan.footprints[chosen % len(plan.footprints)].id
            document.apply(assign(plan, units, target), "Give")
        check_colours(document)


def check_colours(document):
    place, plan, colours = document.place, document.plan, document.colours
    assert colours.keys() == {each.id for each in plan.footprints}
    graph = nx.Graph()
    for a, b in place.adjacency.shared_pairs.tolist():
        one, other = (int(plan.assignment[row]) for row in (a, b))
        if one != other and min(one, other) >= 0:
            graph.add_edge(plan.footprints[one].id, plan.footprints[other].id)
    # Footprints in many pieces can need more colours than any map of whole ones.
    if max(nx.greedy_color(graph, "DSATUR").values(), default=0) < COLOURS:
        assert all(colours[a] != colours[b] for a, b in graph.edges)
