"""What is kept from edit to edit is as it would be if it were made afresh."""

import numpy as np
import shiboken6
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from icp_footprints.plan.actions import assign, recolour
from icp_footprints.report.colouring import chosen_colours, colour, neighbouring_footprints
from tests.grids import place_of, plan_of
from ui.canvas.layers.footprints import OutlinesLayer
from ui.document import PlanDocument
from ui.footprint_colours import colours_after

ART = "ABCDE\nABCDE\nFGHIJ\nFGHIJ\nKLMN."
PLACE = place_of(ART)
FIRST = plan_of(ART)
IDS = [each.id for each in FIRST.footprints]
edits = st.lists(
    st.one_of(
        st.tuples(
            st.lists(st.integers(0, 24), min_size=1, max_size=6), st.sampled_from([*IDS, None])
        ),
        st.tuples(st.sampled_from(IDS), st.one_of(st.none(), st.integers(0, 3))),
    ),
    min_size=1,
    max_size=12,
)


def edited(plan, edit):
    what, value = edit
    if isinstance(what, str):
        return recolour(plan, what, value)
    return assign(plan, np.array(sorted(set(what)), dtype=np.intp), value)


@settings(deadline=None)
@given(edits)
def test_colours_that_follow_edits_are_those_of_the_full_rule(made):
    plan, colours = FIRST, colours_after(PLACE, FIRST, {})
    for edit in made:
        plan = edited(plan, edit)
        graph, chosen = neighbouring_footprints(PLACE.adjacency, plan), chosen_colours(plan)
        before, colours = colours, colours_after(PLACE, plan, colours)
        assert colours == colour(graph, before, chosen)
        assert set(colours) == set(IDS)
        assert chosen.items() <= colours.items()
        clashes = [pair for pair in graph.edges if colours[pair[0]] == colours[pair[1]]]
        assert all(a in chosen and b in chosen for a, b in clashes)
        is_forced = any(before[key] != number for key, number in chosen.items()) or any(
            before[a] == before[b] for a, b in graph.edges
        )
        if not is_forced:
            assert colours == before


def test_a_window_that_goes_takes_its_steps_in_silence(qtbot, capfd):
    document = PlanDocument()
    document.open(PLACE, FIRST)
    document.apply(edited(FIRST, ([0], "F02")), "Move a unit")

    def listen():
        # As each action does whenever the state is told.
        assert document.undo_stack.canUndo()

    document.state_changed.connect(listen)
    with qtbot.capture_exceptions() as raised:
        shiboken6.delete(document.undo_stack)
    assert raised == []
    assert capfd.readouterr().err == ""


def painted(layer, rect):
    image = QImage(120, 120, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    scale = 120 / rect.width()
    painter.scale(scale, scale)
    painter.translate(-rect.topLeft())
    layer.draw(painter, rect, scale)
    painter.end()
    return image


def test_outlines_after_undo_and_redo_are_as_if_made_afresh(open_driver):
    document, view = open_driver.document, open_driver.map
    document.open(PLACE, FIRST)
    rng = np.random.default_rng(5)
    kept = view.layers.outlines
    rect = QRectF(view._home)
    rect.setHeight(rect.width())
    for _ in range(60):
        step = rng.integers(4)
        if step == 0 and document.undo_stack.canUndo():
            document.undo_stack.undo()
        elif step == 1 and document.undo_stack.canRedo():
            document.undo_stack.redo()
        else:
            rows = rng.choice(25, size=rng.integers(1, 5), replace=False).tolist()
            document.apply(edited(document.plan, (rows, str(rng.choice(IDS)))), "Move")
        fresh = OutlinesLayer(view.scene(), view.map_style)
        fresh.rebuild(PLACE, document.plan)
        for each in IDS:
            old, new = kept.outline(each), fresh.outline(each)
            assert old.key == new.key
            assert old.path(view.px_per_m) == new.path(view.px_per_m)
        assert painted(kept, rect) == painted(fresh, rect)
        view.scene().removeItem(fresh.active_item)
