"""The first patient's network leaves out only what that patient cannot reach."""

from datetime import date
from random import Random

import pytest

from benchmarks.documents import to_document
from benchmarks.profiles import make_profiles
from osteon import load_rulebook
from osteon.basics.errors import EngineDisagreement, RuleTooComplex
from osteon.basics.records import replace
from osteon.reasoning.advise import Advisor
from osteon.reasoning.compiled import cut_regions
from osteon.reasoning.edition import edition_on
from osteon.reasoning.engines.layered import Rete
from osteon.reasoning.kept import planned
from tests.differential.random_rulebooks import DAY, random_rulebook, random_values

ROWS = 15


def asked(rete, row):
    outcomes = rete.outcomes(row)
    return outcomes, rete.give_way(outcomes)


def compared(edition, random):
    """Yield what the first patient's network and the whole one state about random rows."""
    regions = cut_regions(edition)
    plan = planned(edition, regions)
    whole = Rete(plan)
    limits = list(edition.parameters.values())
    for _ in range(ROWS):
        row = regions.row(random_values(random, edition.rulebook, limits))
        first = Rete(plan, begin_small=True)
        yield asked(first, row), asked(first, row), asked(whole, row)
        first.close()
    whole.close()


@pytest.mark.parametrize("seed", range(25))
def test_the_first_patients_network_states_what_the_whole_one_states(seed) -> None:
    random = Random(f"one-patient-{seed}")
    try:
        found = list(compared(edition_on(random_rulebook(random), DAY), random))
    except RuleTooComplex:
        found = list(compared(edition_on(random_rulebook(random, rules=3), DAY), random))
    assert all(first == again == whole for first, again, whole in found)


def test_the_first_patients_network_of_the_pack_states_what_the_whole_one_states() -> None:
    found = list(compared(edition_on(load_rulebook(), DAY), Random("one-patient")))
    assert all(first == again == whole for first, again, whole in found)
    assert any(yielding for (_, yielding), _, _ in found)


def test_one_patient_reaches_a_small_part_of_the_packs_network() -> None:
    edition = edition_on(load_rulebook(), DAY)
    advisor = Advisor(edition)
    values = advisor.plan.derive(
        {"medications": ["warfarin"], "supplements": []}, date.fromisoformat(DAY)
    ).values
    row = [*advisor.regions.row(values), *[0] * 200]
    shards = planned(edition, advisor.regions).conclusions.shards
    assert sum(len(each.within_reach(row)) for each in shards) * 2 < sum(len(each.text) for each in shards)


def test_a_path_that_is_filed_wrongly_is_noticed() -> None:
    edition = edition_on(load_rulebook(), DAY)
    plan = planned(edition, cut_regions(edition))
    # Under a step that nobody takes, no path is found again.
    misfiled = [
        replace(shard, filed=tuple((((0, 1, 0),), text) for _, text in shard.filed))
        for shard in plan.conclusions.shards
    ]
    advisor = Advisor(edition, replace(plan, conclusions=replace(plan.conclusions, shards=misfiled)))
    with pytest.raises(EngineDisagreement):
        advisor.advise({"medications": ["warfarin"], "supplements": ["MK-7"]}, date.fromisoformat(DAY))


def test_nothing_is_built_for_the_first_patients_of_who_is_prepared() -> None:
    edition = edition_on(load_rulebook(), DAY)
    prepared, plain, day = Advisor(edition), Advisor(edition), date.fromisoformat(DAY)
    prepared.prepare()
    networks = [layer.network for layer in prepared.rete()._layers()]
    built, asks = [list(network._built) for network in networks], prepared.reference._all
    for profile in make_profiles(30):
        document = to_document(profile)
        assert prepared.advise(document, day).to_json() == plain.advise(document, day).to_json()
    assert [network._built for network in networks] == built
    assert prepared.reference._all is asks
