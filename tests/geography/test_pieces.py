"""The pieces that a place lies in, and its lone islands, in words."""

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.geography.pieces import pieces_in_words, pieces_of
from tests.examples import examples
from tests.grids import place_of


def pieces(place):
    return pieces_of(place.units, place.adjacency)


@given(
    st.lists(st.text("AA~", min_size=5, max_size=5), min_size=3, max_size=3)
    .map("\n".join)
    .filter(lambda art: "A" in art)
)
@settings(deadline=None, max_examples=examples(40))
def test_pieces_are_those_of_networkx_largest_first(art):
    place = place_of(art)
    found = pieces(place)
    assert {frozenset(place.units.ids[row] for row in piece.rows) for piece in found} == {
        frozenset(piece) for piece in nx.connected_components(place.graph())
    }
    sizes = [len(piece) for piece in found]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(sizes) == len(place.units)
    for piece in found:
        assert piece.example_id in {place.units.ids[row] for row in piece.rows}
        assert piece.is_island == (piece.rows[0] in place.adjacency.lonely_rows())


def test_pieces_in_words():
    place = place_of("AAA~A\nA~~~~\n~~AA~")
    assert pieces_in_words(pieces(place)) == (
        "The units lie in 3 pieces that do not touch: 4 units round Testham 000, 2 units round "
        "Testham 005, Testham 003 alone."
    )
    bridges = [AdjacencyEdit("bridge", "U002", "U003", "Ferry")]
    tied = pieces(place.with_adjacency_edits(bridges))
    assert [len(piece) for piece in tied] == [5, 2]


def test_a_place_in_one_piece_needs_no_words():
    place = place_of("AA\nAA")
    assert len(pieces(place)) == 1
    assert pieces_in_words(pieces(place)) == ""


def test_many_pieces_are_not_all_listed():
    words = pieces_in_words(pieces(place_of("A~A~A~A~A~A~A")))
    assert words.endswith("and 2 more.")
    assert words.startswith("The units lie in 7 pieces")
