"""What the network stated is kept for patients who are alike, and given up when there is any doubt."""

from random import Random

import pytest

from osteon import load_rulebook
from osteon.basics.errors import EngineDisagreement, EngineError
from osteon.reasoning import regions
from osteon.reasoning.advise import Advisor
from osteon.reasoning.compiled import cut_regions
from osteon.reasoning.dependence import Part, parts_of
from osteon.reasoning.edition import edition_on
from osteon.reasoning.engines.layered import Rete, _Layer
from osteon.reasoning.engines.rete import Network
from osteon.reasoning.kept import planned
from osteon.reasoning.network import Stratum, build_shards
from tests.differential.random_rulebooks import DAY, random_rulebook, random_values
from tests.properties.profiles import TODAY

SHIPPED = load_rulebook()
PATHS = [
    (0, 2, ((0, 1, 1), (1, 0, 0))),
    (0, 1, ((0, 0, 0),)),
    (1, 2, ((2, 2, 3),)),
    (2, 1, ((1, 1, 1), (2, 0, 0))),
    (3, 2, ()),
]
SIZES = [2, 2, 4]
ROWS = [[first, second, third] for first in range(2) for second in range(2) for third in range(4)]


def layer(parts, most=100):
    """Return a layer, and the list of rows that its network is asked about."""
    made, rows = _Layer(Stratum(build_shards(PATHS, SIZES), list(parts)), most), []
    ask = made.network.evaluate

    def counted(row):
        rows.append(row)
        return ask(row)

    made.network.evaluate = counted
    return made, rows


def concluded(made, row):
    places = [0] * 4
    made.conclude(row, places, "rule")
    return places


def test_every_conclusion_is_in_one_part_with_every_column_it_depends_on():
    parts = parts_of(PATHS)
    assert sorted(place for part in parts for place in part.places) == [0, 1, 2, 3]
    for place, _, steps in PATHS:
        part = next(part for part in parts if place in part.places)
        assert {column for column, _, _ in steps} <= set(part.columns)


def test_conclusions_that_look_at_very_different_columns_stand_apart():
    far = [(place, 2, tuple((6 * place + at, 1, 1) for at in range(6))) for place in range(4)]
    assert [part.places for part in parts_of(far)] == [(0,), (1,), (2,), (3,)]


@pytest.mark.parametrize(
    "parts",
    [parts_of(PATHS), [Part((0, 1), (0,)), Part((2,), (1,)), Part((1, 2), (2,)), Part((), (3,))]],
    ids=["as divided", "one by one"],
)
def test_what_is_remembered_is_what_the_network_states(parts):
    made, asked = layer(parts)
    anew = _Layer(Stratum(build_shards(PATHS, SIZES), []), 0)
    for row in [*ROWS, *reversed(ROWS)]:
        assert concluded(made, row) == concluded(anew, row)
    before = len(asked)
    assert before <= len(ROWS)
    for row in ROWS:
        concluded(made, row)
    assert len(asked) == before


def test_parts_met_in_different_patients_answer_for_a_third():
    made, asked = layer([Part((0, 1), (0,)), Part((2,), (1,)), Part((1, 2), (2,)), Part((), (3,))])
    concluded(made, [1, 0, 0])
    concluded(made, [0, 0, 3])
    assert concluded(made, [1, 0, 3]) == [2, 2, 0, 2]
    assert len(asked) == 2


def test_only_so_many_answers_are_kept():
    made, asked = layer([Part((0, 1, 2), (0, 1, 2, 3))], most=3)
    for _ in range(2):
        for row in ROWS:
            concluded(made, row)
    assert len(asked) == 2 * len(ROWS)


def test_a_failure_is_not_kept(monkeypatch):
    made, asked = layer(parts_of(PATHS))

    def fail(*_):
        raise EngineError("no")

    with monkeypatch.context() as planted:
        planted.setattr(made.network, "_rebuild", fail)
        with pytest.raises(EngineError):
            concluded(made, ROWS[0])
    assert concluded(made, ROWS[0]) == [1, 0, 0, 2]
    assert len(asked) == 2


def test_closing_gives_up_what_was_kept():
    random = Random("closing")
    edition = edition_on(random_rulebook(random, rules=20), DAY)
    advisor = Advisor(edition)
    row = advisor.regions.row(random_values(random, edition.rulebook, list(edition.parameters.values())))
    outcomes = advisor.rete().outcomes(row)
    advisor.rete().close()
    assert not any(kept for made in advisor.rete()._layers() for kept in made._memory._kept)
    assert advisor.rete().outcomes(row) == outcomes


@pytest.mark.parametrize("seed", range(6))
def test_networks_that_remember_and_that_do_not_state_the_same_of_random_rulebooks(seed):
    random = Random(f"remembering-{seed}")
    edition = edition_on(random_rulebook(random, rules=20), DAY)
    advisor = Advisor(edition)
    plan = planned(edition, advisor.regions)
    asked, remembers, forgetful = Rete(plan), Rete(plan, remember=1_000), Rete(plan, remember=2)
    for _ in range(150):
        row = advisor.regions.row(random_values(random, edition.rulebook, list(edition.parameters.values())))
        outcomes = asked.outcomes(row)
        assert remembers.outcomes(row) == forgetful.outcomes(row) == outcomes
        assert remembers.give_way(outcomes) == forgetful.give_way(outcomes) == asked.give_way(outcomes)


def test_a_wrong_answer_is_refused_and_not_kept():
    advisor = Advisor(edition_on(SHIPPED, TODAY.isoformat()))
    document = {"medications": ["warfarin"], "supplements": ["MK-7"]}
    rightly = advisor.advise(document, TODAY).to_json()
    for kept in advisor.rete()._conclusions._memory._kept:
        for key in kept:
            kept[key] = ()
    with pytest.raises(EngineDisagreement):
        advisor.advise(document, TODAY)
    assert advisor.advise(document, TODAY).to_json() == rightly


def test_an_engine_error_is_raised_where_something_new_is_asked(monkeypatch):
    advisor = Advisor(edition_on(SHIPPED, TODAY.isoformat()))
    advisor.advise({"medications": ["warfarin"]}, TODAY)

    def refuse(*_):
        raise EngineError("no")

    monkeypatch.setattr(Network, "evaluate", refuse)
    with pytest.raises(EngineError):
        advisor.advise(
            {"medications": ["warfarin"], "supplements": [{"name": "D3", "amount": "9000 IU/day"}]}, TODAY
        )


def test_where_numbers_stand_is_kept_for_a_few_and_is_the_same_without(monkeypatch):
    edition = edition_on(SHIPPED, DAY)
    monkeypatch.setattr(regions, "_MOST_KEPT", 3)
    often, dice, limits = cut_regions(edition), Random(5), list(edition.parameters.values())
    for _ in range(60):
        values = random_values(dice, SHIPPED, limits)
        assert often.row(values) == cut_regions(edition).row(values)
    assert all(0 < len(kept) <= 3 for _, _, kept in often._some)
