"""The known hazards of durable-rules 2.0.28 that can reach us, each provoked (docs/durable-rules.md)."""

import asyncio
import gc
import json
import multiprocessing
import os
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from fractions import Fraction
from random import Random

import pytest

from osteon.basics.errors import EngineError
from osteon.reasoning.compiled import compile_edition
from osteon.reasoning.edition import edition_on
from osteon.reasoning.engines.layered import Rete
from osteon.reasoning.engines.reference import Reference
from osteon.reasoning.engines.rete import Network, engine_module
from osteon.reasoning.kept import planned
from osteon.reasoning.network import (
    MAXIMUM_COLUMNS,
    STACK,
    build_shards,
    column_names,
    fits,
    hashed,
    plan_network,
)
from osteon.reasoning.regions import region
from osteon.reasoning.strata import stratify
from tests.differential.random_rulebooks import DAY, random_rulebook, random_values


def rete_for(compiled) -> Rete:
    return Rete(planned(compiled.edition, compiled.regions))


def rete_of(rules: int, paths: list, sizes: list[int]) -> Rete:
    return Rete(plan_network(rules, [], paths, sizes, []))


@pytest.fixture(scope="module")
def compiled():
    return compile_edition(edition_on(random_rulebook(Random(11), rules=25), DAY))


@pytest.fixture
def patients(compiled):
    random = Random(12)
    limits = list(compiled.edition.parameters.values())
    rulebook = compiled.edition.rulebook
    return [random_values(random, rulebook, limits) for _ in range(200)]


@pytest.fixture
def expected(compiled, patients):
    reference = Reference(compiled.edition)
    return [reference.outcomes(values) for values in patients]


def always_true(rules: int) -> list:
    return [(rule, 2, ((0, 0, 1),)) for rule in range(rules)]


def test_six_hundred_rules_that_are_always_true_all_speak() -> None:
    # H14-H16: 65 true siblings are refused by the engine, 512 distinct ones hang it.
    assert rete_of(600, always_true(600), [2]).outcomes([1]) == [2] * 600


def test_six_hundred_thresholds_on_one_fact_are_all_told_apart() -> None:
    paths = [(rule, 2, ((0, 2 * rule + 1, 1200),)) for rule in range(600)]
    rete = rete_of(600, paths, [1201])
    assert rete.outcomes([0]) == [0] * 600
    assert rete.outcomes([601]) == [2] * 301 + [0] * 299
    assert rete.outcomes([1200]) == [2] * 600


def test_a_shard_never_needs_more_of_the_stack_than_the_engine_has() -> None:
    # Each of these conditions is true of the patient, so each waits on the stack beside the others.
    paths = [(rule, 2, ((rule, 1, 1),)) for rule in range(300)]
    shards = build_shards(paths, [2] * 300)
    assert max(len(shard.states) for shard in shards) <= 60
    assert rete_of(300, paths, [2] * 300).outcomes([1] * 300) == [2] * 300


def test_the_reckoning_of_the_stack_is_not_beyond_what_the_engine_bears() -> None:
    chains = [[(column, 1, 1), (column + 1, 1, 1)] for column in range(STACK)]
    assert fits(chains, [2] * (STACK + 1))
    assert not fits([[(column, 1, 1)] for column in range(STACK + 1)], [2] * (STACK + 1))
    paths = [(at, 2, tuple(chain)) for at, chain in enumerate(chains)]
    assert len(build_shards(paths, [2] * (STACK + 1))) == 1
    assert rete_of(STACK, paths, [2] * (STACK + 1)).outcomes([1] * (STACK + 1)) == [2] * STACK


def test_paths_that_exclude_each_other_share_a_shard() -> None:
    paths = [(rule, 2, ((0, rule, rule),)) for rule in range(150)]
    assert len(build_shards(paths, [150])) == 1


def test_a_patient_whom_no_rule_matches_is_an_answer_and_not_an_exception() -> None:
    # H10: in 2.0.28 deleting a state whose rules never fired frees an uninitialised pointer.
    rete = rete_of(1, [(0, 2, ((0, 1, 1),))], [2])
    for _ in range(1_000):
        assert rete.outcomes([0]) == [0]
    rete.close()
    assert rete.outcomes([1]) == [2]


def test_an_edition_without_any_path_still_answers() -> None:
    assert rete_of(3, [], [2]).outcomes([0]) == [0, 0, 0]


@pytest.mark.parametrize("at", range(5))
@pytest.mark.parametrize("what", [ValueError, KeyboardInterrupt, MemoryError])
def test_an_exception_between_two_calls_poisons_the_network_which_is_rebuilt(at, what) -> None:
    # H41: the next patient must not see the interrupted one's fact or agenda.
    network = Network(build_shards(always_true(3), [2]))
    assert len(network.evaluate([1])) == 3
    calls = [
        "assert_fact",
        "start_action_for_state",
        "complete_and_start_action",
        "complete_and_start_action",
        "retract_fact",
    ]
    engine, countdown = engine_module(), {"left": 1 if at != 3 else 2}

    class Interrupting:
        error = engine.error

        def __getattr__(self, name):
            genuine = getattr(engine, name)

            def call(*arguments):
                if name == calls[at]:
                    countdown["left"] -= 1
                    if countdown["left"] == 0:
                        raise what("injected")
                return genuine(*arguments)

            return call

    for built in network._built:
        built._engine = Interrupting()
    with pytest.raises(what):
        network.evaluate([1])
    assert network._poisoned
    for row in ([0], [1], [0]):
        assert sorted(network.evaluate(row)) == [(0, 2), (1, 2), (2, 2)]


def test_an_answer_for_another_patient_is_refused() -> None:
    network = Network(build_shards(always_true(1), [2]))
    network.evaluate([1])
    engine = engine_module()

    class Misdirected:
        error = engine.error

        def __getattr__(self, name):
            return getattr(engine, name)

        def start_action_for_state(self, handle, state):
            started = engine.start_action_for_state(handle, state)
            return started[0], started[1].replace('"n":2', '"n":1')

    for built in network._built:
        built._engine = Misdirected()
    with pytest.raises(EngineError, match="another patient"):
        network.evaluate([1])


def test_a_network_that_stops_before_its_last_word_is_refused() -> None:
    network = Network(build_shards(always_true(2), [2]))
    network.evaluate([1])
    engine = engine_module()

    class Curt:
        error = engine.error

        def __getattr__(self, name):
            return getattr(engine, name)

        def complete_and_start_action(self, handle, state):
            return None

    for built in network._built:
        built._engine = Curt()
    with pytest.raises(EngineError, match="last word"):
        network.evaluate([1])


def test_a_rule_that_is_stated_twice_is_refused() -> None:
    rete = rete_of(1, [(0, 2, ((0, 0, 1),)), (0, 1, ((0, 1, 1),))], [2])
    assert rete.outcomes([0]) == [2]
    with pytest.raises(EngineError, match="twice"):
        rete.outcomes([1])


def test_many_threads_share_one_network(compiled, patients, expected) -> None:
    # H11-H12: the stock host corrupts results and crashes here.
    rete, interval = rete_for(compiled), sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            rows = [compiled.regions.row(values) for values in patients]
            assert list(pool.map(rete.outcomes, rows * 5)) == expected * 5
    finally:
        sys.setswitchinterval(interval)


def test_asyncio_tasks_and_worker_threads_share_one_network(compiled, patients, expected) -> None:
    rete = rete_for(compiled)
    rows = [compiled.regions.row(values) for values in patients]

    async def everyone() -> list:
        return await asyncio.gather(*(asyncio.to_thread(rete.outcomes, row) for row in rows))

    assert asyncio.run(everyone()) == expected


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform has no fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_while_another_thread_evaluates_neither_hangs_nor_lies(compiled, patients, expected) -> None:
    # H42: a child that inherits a held lock never gets it.
    rete = rete_for(compiled)
    rows = [compiled.regions.row(values) for values in patients]
    stop = threading.Event()

    def busy() -> None:
        while not stop.is_set():
            rete.outcomes(rows[0])

    thread = threading.Thread(target=busy)
    thread.start()
    try:
        for _ in range(20):
            child = os.fork()
            if child == 0:
                os._exit(0 if [rete.outcomes(row) for row in rows[:20]] == expected[:20] else 1)
            assert os.waitpid(child, 0)[1] == 0
    finally:
        stop.set()
        thread.join()
    assert [rete.outcomes(row) for row in rows] == expected


def _evaluate_in_a_worker(numbers: tuple[int, int]) -> list[list[int]]:
    compiled = compile_edition(edition_on(random_rulebook(Random(11), rules=25), DAY))
    random = Random(numbers[1])
    limits = list(compiled.edition.parameters.values())
    values = [random_values(random, compiled.edition.rulebook, limits) for _ in range(numbers[0])]
    rete, reference = rete_for(compiled), Reference(compiled.edition)
    theirs = [rete.outcomes(compiled.regions.row(each)) for each in values]
    assert theirs == [reference.outcomes(each) for each in values]
    return theirs


@pytest.mark.parametrize(
    "method", [each for each in ("fork", "spawn") if each in multiprocessing.get_all_start_methods()]
)
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_pool_of_processes_gives_the_same_answers(method) -> None:
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as pool:
        first, second = pool.map(_evaluate_in_a_worker, [(50, 1), (50, 1)])
    assert first == second == _evaluate_in_a_worker((50, 1))


GERMAN = """
import locale, sys
for name in ("de_DE.UTF-8", "de_DE.utf8", "de_DE"):
    try:
        locale.setlocale(locale.LC_ALL, name); break
    except locale.Error: pass
else:
    sys.exit(77)
assert locale.localeconv()["decimal_point"] == ","
from fractions import Fraction
from osteon.reasoning.engines.layered import Rete
from osteon.reasoning.network import plan_network
from osteon.reasoning.regions import region
limits = (Fraction(5, 2), Fraction(26, 10))
rete = Rete(plan_network(1, [], [(0, 2, ((0, 1, 4),))], [5], []))
assert rete.outcomes([region(Fraction(26, 10), limits)]) == [2]
assert rete.outcomes([region(Fraction(21, 10), limits)]) == [0]
"""


def test_a_german_locale_does_not_move_a_threshold() -> None:
    # H27: the engine reads decimals with atof; we never give it one.
    done = subprocess.run([sys.executable, "-c", GERMAN], capture_output=True, text=True, check=False)
    if done.returncode == 77:
        pytest.skip("no German locale is installed on this machine")
    assert done.returncode == 0, done.stderr


def test_no_decimal_and_no_string_ever_reaches_the_engine(compiled) -> None:
    # H20-H28: exponents, big numbers, long strings, colliding names; all are region numbers by then.
    strata = stratify(compiled.edition, compiled.regions)

    def scalars(node):
        if isinstance(node, dict):
            for each in node.values():
                yield from scalars(each)
        elif isinstance(node, list):
            for each in node:
                yield from scalars(each)
        else:
            yield node

    for shard in build_shards(
        [path for paths in (*strata.phrases, strata.rules) for path in paths], strata.sizes
    ):
        assert {type(each) for each in scalars(json.loads(shard.text))} == {int}


@pytest.mark.parametrize("number", [Fraction(1, 10**7), 2**70, 2**63, 2**53 + 1, Fraction(50000, 7), 10**20])
def test_awkward_numbers_are_placed_exactly(number) -> None:
    thresholds = tuple(sorted([number, number + 1, number + Fraction(1, 10**12)]))
    at = 2 * thresholds.index(number) + 1
    assert region(number, thresholds) == at
    assert region(number - Fraction(1, 10**15), thresholds) == at - 1
    assert region(number + Fraction(1, 10**15), thresholds) == at + 1


def test_names_with_colliding_hashes_never_reach_the_engine() -> None:
    # H28: the engine would fire the rule of one for the other.
    assert hashed("p344007") == hashed("abny_dose")
    names = {*column_names(MAXIMUM_COLUMNS), "sid", "id", "t", "n"}
    assert len({hashed(name) for name in names}) == len(names) == MAXIMUM_COLUMNS + 4


def test_property_names_in_the_facts_are_ours_alone() -> None:
    rulebook = random_rulebook(Random(3), rules=5)
    edition = edition_on(rulebook, DAY)
    strata = stratify(edition, compile_edition(edition).regions)
    for shard in build_shards(
        [path for paths in (*strata.phrases, strata.rules) for path in paths], strata.sizes
    ):
        assert _names(json.loads(shard.text)) <= {"t", *column_names(len(shard.columns))}


def _names(definitions) -> set[str]:
    names = set()
    for definition in definitions.values():
        literals = definition["all"][0]["m"]
        for literal in literals.get("$and", [literals]):
            for key, value in literal.items():
                names.update(value if isinstance(value, dict) else [key])
    return names


@pytest.fixture
def nothing_old_to_collect():
    """Keep the collector from going through everything that earlier tests left, four hundred times."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def _closed(network: Network) -> None:
    network.close()


def _forgotten(network: Network) -> None:
    del network
    gc.collect()


@pytest.mark.skipif(
    not os.path.exists("/proc/self/statm"), reason="resident memory is read from /proc, which is not here"
)
@pytest.mark.parametrize("let_go", [_closed, _forgotten])
def test_networks_that_are_let_go_do_not_keep_memory(let_go, nothing_old_to_collect) -> None:
    # H40: a stock host keeps some 675 KiB for ever.
    def resident() -> int:
        with open("/proc/self/statm", encoding="ascii") as statm:
            return int(statm.read().split()[1]) * 4096

    settled = 0
    for at in range(400):
        network = Network(build_shards(always_true(60), [2]))
        network.evaluate([1])
        let_go(network)
        if at == 100:
            settled = resident()
    assert resident() - settled < 16 * 1024 * 1024
