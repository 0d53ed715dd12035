"""Where labels stand: what is kept from edit to edit is as if all were laid out afresh."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.grids import drawn, place_of, plan_of
from ui.canvas.layers.label_room import LabelRoom, WantedBoxes
from ui.canvas.layers.labels import LabelsLayer

ART = "aabbccdd\naabbccdd\neeffgghh\neeffgghh"
places = st.tuples(
    st.floats(0, 300),
    st.floats(0, 200),
    st.tuples(st.just(-40.0), st.just(-15.0), st.floats(20, 90), st.floats(20, 40)),
    st.sampled_from([0.5, 1.0]),
)


def plainly(boxes, taken):
    """The first box that meets none of those taken, one after another."""
    for number, (left, top, right, bottom) in enumerate(boxes):
        if not any(left < r and x < right and top < b and y < bottom for x, y, r, b in taken):
            return number
    return None


def laid_out(labels):
    """The number that each label gets, all laid out plainly, one after another."""
    taken, numbers = [], {}
    for key, _, wanted in sorted(labels, key=lambda label: (label[1], label[0])):
        numbers[key] = plainly(wanted.boxes, taken)
        if numbers[key] is not None:
            taken.append(wanted.boxes[numbers[key]])
    return numbers


@settings(deadline=None, max_examples=examples(100))
@given(
    st.lists(places, min_size=1, max_size=25),
    st.lists(st.tuples(st.integers(0, 24), places, st.integers(0, 3), st.booleans()), max_size=9),
)
def test_each_label_takes_the_first_of_its_places_that_meets_no_other(asked, edits):
    """At first and after each edit, which moves one label, ranks it anew or takes it away."""
    room = LabelRoom()
    labels = {key: ((True, key % 4), WantedBoxes(one)) for key, one in enumerate(asked)}

    def check():
        asked_now = [(str(key), *label) for key, label in labels.items()]
        assert room.give(asked_now) == laid_out(asked_now)

    check()
    for key, one, rank, stays in edits:
        before = labels.pop(key, None)
        if stays:
            wanted = before[1] if before and rank % 2 else WantedBoxes(one)
            labels[key] = ((rank > 0, rank), wanted)
        check()


def standing(layer):
    """Where every label that is seen stands, and what it says."""
    return {
        key: (item.text, item.pos().toTuple(), item.transform().m31(), item.transform().m32())
        for key, item in layer._items.items()
        if item.isVisible()
    }


def label_text(document, footprint_id):
    figures = document.figures.of(footprint_id)
    return f"{figures.name}\n{figures.counted:,.0f} {figures.mark}"


def test_labels_after_edits_stand_where_they_would_in_a_fresh_layer(open_driver, qtbot):
    document, view = open_driver.document, open_driver.map
    document.open(place_of(ART), plan_of(ART))
    view.zoom_by(0.3)
    random, layers = np.random.default_rng(3), view.layers
    for step in range(25):
        rows = random.integers(0, 32, 3).tolist()
        footprint = document.plan.footprints[int(random.integers(0, 8))].id
        document.activate(footprint)
        document.select(rows)
        open_driver.session.operations.assign_units.run()
        if step % 5 == 0:
            document.undo_stack.undo()
        if step % 7 == 0:
            view.zoom_by(1.3 if step % 2 else 0.8)
        # What they say is there at once, and where they stand a moment later.
        assert {key: item.text for key, item in layers.labels._items.items()} == {
            each.id: label_text(document, each.id) for each in document.plan.footprints
        }
        qtbot.waitUntil(lambda: not layers._arrange_soon.isActive())
        fresh = LabelsLayer(view.scene(), view.map_style)
        fresh.activate(document.active_footprint_id)
        fresh.zoomed(view.px_per_m)
        for each in document.plan.footprints:
            shape = layers.outlines.outline(each.id)
            fresh.set_label(document.figures.of(each.id), shape)
        fresh._area = layers.labels._area
        fresh.arrange()
        assert standing(layers.labels) == standing(fresh), drawn(document.plan, ART)
        fresh.clear()
    assert len(standing(layers.labels)) > 1
