"""A new plan from files: what is proposed for each, and what is read of them; without a window."""

import numpy as np
import pytest

from icp_footprints.progress import Progress
from icp_footprints.sources.layers.lookups import Lookup
from icp_footprints.sources.new_place import Recipe, read_place
from tests.ui.source_files import ALL, CODES, PEOPLE, looks, write_sources
from ui.wizard.answers import obstacle, propose
from ui.wizard.reading import PlaceAnswers, make, recipe_of


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    write_sources(folder)
    return folder


def test_each_file_is_proposed_for_what_it_is(files):
    answers = propose(looks(files, *ALL))
    assert [sorted(each.kinds) for each in answers] == [
        ["units"],
        ["data"],
        ["registrations"],
        ["practice-pcn"],
    ]
    assert [layer.name for layer in answers[0].layers if layer.is_wanted] == ["ward"]
    assert obstacle(answers) == ""


def test_the_recipe_reads_the_same_place_as_the_command_line(files):
    answers = propose(looks(files, *ALL))
    made = make(answers, PlaceAnswers(), Progress())
    by_hand = read_place(
        Recipe(
            units=str(files / "areas.geojson"),
            tables=(str(files / "people.csv"),),
            lookups=(Lookup("ward", "WD24CD"),),
            registrations=str(files / "registrations.csv"),
            practice_pcn=str(files / "practices.csv"),
        )
    )
    assert made.left_out == ()
    assert made.place.ledger().people.tolist() == by_hand.ledger().people.tolist() == PEOPLE
    assert [each.name for each in made.place.layers] == [each.name for each in by_hand.layers]
    for mine, theirs in zip(made.place.layers, by_hand.layers, strict=True):
        assert np.array_equal(mine.shares.toarray(), theirs.shares.toarray())
    assert made.place.sources == by_hand.sources
    assert len(made.outlines) == len(CODES)


def test_only_some_areas_are_read_where_the_user_says_so(files):
    answers = propose(looks(files, *ALL))
    region = answers[0].look.regions[0]
    assert region.areas == (("E08000001", "Northham"), ("E08000002", "Southham"))
    place = PlaceAnswers(where={region.column: ("E08000002",)})
    made = make(answers, place, Progress())
    assert made.place.name == "Southham"
    assert list(made.place.units.ids) == CODES[4:]


def test_a_file_that_fails_is_left_out_by_name_and_the_rest_kept(files):
    answers = propose(looks(files, *ALL, "libraries.csv"))
    assert answers[-1].kinds == {"points"}
    made = make(answers, PlaceAnswers(), Progress())
    assert [title for title, _ in made.left_out] == ["libraries.csv"]
    assert "No point of libraries.csv lies in this place" in made.left_out[0][1]
    assert len(made.place.ledgers) == 2


def test_without_registrations_a_list_of_practices_waits(files):
    answers = propose(looks(files, "areas.geojson", "people.csv", "practices.csv"))
    assert answers[-1].kinds == frozenset()
    assert recipe_of(answers, PlaceAnswers()).practice_pcn is None


def test_a_file_that_cannot_be_read_says_why_without_options_of_the_command_line(files):
    (broken,) = looks(files, "broken.csv")
    assert "broken.csv" in broken.problem
    (missing,) = looks(files, "not-there.csv")
    assert "not-there.csv" in missing.problem
    for each in (broken, missing):
        assert "--" not in each.problem


def test_published_centres_are_where_people_live_and_libraries_are_counted(files):
    rows = [f"{n},{code},{330_900 + 1000 * (n % 4)},390500" for n, code in enumerate(CODES)]
    centres = "\n".join(["FID,LSOA21CD,x,y", *rows])
    (files / "LSOA_PopCentroids.csv").write_text(centres, encoding="utf-8")
    answers = propose(looks(files, "areas.geojson", "people.csv", "LSOA_PopCentroids.csv"))
    assert answers[-1].kinds == frozenset({"people-points"})
    assert answers[-1].words == "Where people live within units"
    assert obstacle(answers) == ""
    made = make(answers, PlaceAnswers(), Progress())
    assert made.left_out == ()
    assert made.place.units.centres[1].tolist() == [331_900, 390_500]
    assert made.headings[-1] == "LSOA_PopCentroids.csv (people points)"
    (libraries,) = propose(looks(files, "libraries.csv"))
    assert libraries.kinds == frozenset({"points"})
