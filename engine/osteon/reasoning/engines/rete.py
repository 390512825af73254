"""The durable-rules network: the default evaluator.

The distribution's C module is used directly; its decorator language, its host
and its callbacks are each unsafe (docs/durable-rules.md says how). One fresh
flat fact of region numbers is asserted per shard and retracted afterwards. A
sentinel must fire last, every message must carry exactly this patient's fact,
and anything unexpected poisons the network, which is then rebuilt.
"""

import os
import sys
from _weakref import ref  # weakref itself loads more than one evaluation needs
from collections.abc import Callable, Sequence
from itertools import count

from osteon.basics.errors import EngineError, EngineUnavailable
from osteon.basics.locks import Lock
from osteon.basics.typed import Any
from osteon.reasoning.network import SENTINEL, Activation, Shard

_ruleset_numbers = count()
_networks: "dict[ref[Network], tuple[Any, list[_Built]]]" = {}


_LARGE = 4 << 20
# The engine's pools grow by one node at a time, and glibc moves the pages of a large pool about each time.
# Once a larger block was freed it no longer does. The block's own pages are never touched.
bytes(_LARGE)


def engine_module() -> Any:
    """Return the C module of durable-rules.

    Raises EngineUnavailable, with what to install, where it is missing or cannot be loaded.
    """
    try:
        import durable_rules_engine
    except ImportError as problem:
        raise EngineUnavailable(
            "the durable-rules engine is not installed or cannot be loaded "
            f"({problem}). It is built from C source: install gcc and the Python headers, then\n"
            '  CPPFLAGS="-O2 -DPyEval_CallObject=PyObject_CallObject" pip install durable-rules==2.0.28\n'
            'or evaluate with engine="reference", which needs no compiler.'
        ) from problem
    return durable_rules_engine


class Network:
    """One stratum: shards of paths over a row of small numbers.

    With `begin_small` the first row is asked of a network without the paths that it cannot reach, so that who
    asks about one patient need not wait for them; every later row is asked of the whole. `evaluate` may be
    called from any thread; calls take turns. After a fork the child starts afresh.
    """

    def __init__(self, shards: Sequence[Shard], *, begin_small: bool = False) -> None:
        self._engine = engine_module()
        self._shards = shards
        self._built: list[_Built] = []
        self._lock = Lock()
        self._poisoned = True
        self._small = begin_small
        self._evaluation = 0
        # The C engine keeps a ruleset for ever unless it is told; a rulebook nobody uses any more
        # must not keep its network.
        _networks[ref(self, _let_go)] = self._engine, self._built

    def evaluate(self, row: Sequence[int]) -> list[Activation]:
        """Return what the network states about one row: (rule, outcome) pairs, each rule at most once.

        Raises EngineError if the engine misbehaves in any way; the next call starts with a new network.
        """
        with self._lock:
            if self._poisoned or self._small:
                self._rebuild(row)
            self._poisoned = True
            self._evaluation += 1
            stated: list[Activation] = []
            for built in self._built:
                stated += built.evaluate(row, self._evaluation)
            self._poisoned = False
        return stated

    def prepare(self) -> None:
        """Build the whole network now, instead of when it is first asked."""
        with self._lock:
            if self._poisoned or self._small:
                self._small = False
                self._rebuild(())
                self._poisoned = False

    def close(self) -> None:
        """Free the C network. A later `evaluate` builds it again."""
        with self._lock:
            self._poisoned = True
            self._discard()

    def _rebuild(self, row: Sequence[int]) -> None:
        self._poisoned = True
        self._discard()
        self._small = self._small and not self._evaluation
        for shard in self._shards:
            text = shard.within_reach(row) if self._small else shard.text
            self._built.append(_Built(self._engine, shard, text))

    def _discard(self) -> None:
        _free(self._engine, self._built)

    def start_afresh(self) -> None:
        """Forget the C network without freeing it. For a forked child, whose parent may hold the lock."""
        self._lock = Lock()
        self._poisoned = True
        self._built.clear()


def _let_go(gone: "ref[Network]", ending: Callable[[], bool] = sys.is_finalizing) -> None:
    # When the interpreter ends, nothing stands that could free a network, and nobody needs it freed.
    if not ending():
        _free(*_networks.pop(gone))


def _free(engine: Any, networks: "list[_Built]") -> None:
    while networks:
        built = networks.pop()
        try:
            # The engine frees a state's memory only on request, and only safely once every
            # rule of it has been visited, which the sentinel of a finished evaluation proves.
            if built.primed:
                engine.delete_state(built.handle, "0")
            engine.delete_ruleset(built.handle)
        except engine.error as problem:
            raise EngineError(f"the network could not be freed: {problem}") from problem


class _Built:
    """A shard, or what of it one row can reach, that lives in the C engine. `text` is its ruleset."""

    def __init__(self, engine: Any, shard: Shard, text: str) -> None:
        self._engine = engine
        self.primed = False
        self._states = shard.states
        self._spelt = list(zip(shard.spelt, shard.columns, strict=True))
        name = f"osteon-{os.getpid()}-{next(_ruleset_numbers)}"
        try:
            self.handle: int = engine.create_ruleset(name, text)
        except engine.error as problem:
            raise EngineError(f"the network was refused: {problem}") from problem

    def evaluate(self, row: Sequence[int], evaluation: int) -> list[Activation]:
        engine, handle = self._engine, self.handle
        fact = (
            f'{{"sid":"0","id":"p","t":1,"n":{evaluation}'
            + "".join([spelt[row[column]] for spelt, column in self._spelt])
            + "}"
        )
        carried = '":{"m":' + fact + "}}"
        rest, states = -len(carried), self._states
        stated: list[Activation] = []
        try:
            code, state = engine.assert_fact(handle, fact)
            if code:
                raise EngineError(f"the network refused a patient's fact (code {code})")
            started = engine.start_action_for_state(handle, state)
            message = started[1] if started else None
            complete, finished = engine.complete_and_start_action, False
            while message is not None:
                if finished or not message.endswith(carried):
                    raise EngineError("the network answered for another patient, or after its last word")
                name = message[2:rest]
                if name == SENTINEL:
                    finished = True
                else:
                    stated.append(states[name])
                message = complete(handle, state)
            if not finished:
                raise EngineError("the network stopped before its last word")
            code, _ = engine.retract_fact(handle, fact)
            if code:
                raise EngineError(f"the network kept a patient's fact (code {code})")
        except engine.error as problem:
            raise EngineError(f"the network failed: {problem}") from problem
        self.primed = True
        return stated


def _after_fork() -> None:
    for each in list(_networks):
        network = each()
        if network is not None:
            network.start_afresh()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
