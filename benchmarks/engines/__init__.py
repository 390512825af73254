"""Every engine of the comparison: where it lives, what it is handed, and how it is loaded.

An adapter is a function that takes the neutral rules and a reader of JSON, and
returns a `Loaded`; a Node engine's takes the rules and writes them as the engine
wants them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

from benchmarks.rules import make_rules

BASELINE = "plain"

Reader = Callable[[str | bytes], Any]
"""Reads JSON text: orjson's for timing, the standard library's for a cold start."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """An engine that is ready. `read`: JSON text to a parsed document; `evaluate`: document to answer.

    `flags` lists the ids of the raised rules of an answer and is never timed. `answer` is a shorter way
    from text to answer where an engine has one.
    """

    read: Callable[[bytes], Any]
    evaluate: Callable[[Any], Any]
    flags: Callable[[Any], Iterable[str]]
    answer: Callable[[bytes], Any] | None = None

    def from_text(self) -> Callable[[bytes], Any]:
        """Return the way from JSON text to an answer."""
        read, evaluate = self.read, self.evaluate
        return self.answer or (lambda text: evaluate(read(text)))


@dataclass(frozen=True, slots=True)
class Engine:
    """One line of the table. `adapter` is `module:function`.

    `package` is the distribution whose version is shown. `form` says which of the two files of patients
    it reads. `checked` is false where the rules are not the sixteen and there is nothing to compare with.
    """

    title: str
    adapter: str
    package: str
    home: Literal["python", "node", "osteon"] = "python"
    form: Literal["neutral", "document"] = "neutral"
    rules: int = 16
    text: bool = True
    checked: bool = True

    def load(self, reader: Reader) -> Loaded:
        """Load a Python engine with its rules."""
        loaded: Loaded = self._adapter()(make_rules(self.rules), reader)
        return loaded

    def translated(self) -> Any:
        """Return the rules as a Node engine takes them."""
        return self._adapter()(make_rules(self.rules))

    def _adapter(self) -> Callable[..., Any]:
        module, _, function = self.adapter.partition(":")
        adapter: Callable[..., Any] = getattr(import_module(f"benchmarks.engines.{module}"), function)
        return adapter


def _ours(title: str, function: str, *, rules: int = 16, text: bool = True, checked: bool = True) -> Engine:
    return Engine(title, f"ours:{function}", "osteon", "osteon", "document", rules, text, checked)


ENGINES = {
    BASELINE: Engine("orjson + hand-written function (baseline)", "plain:load", "orjson"),
    "datalogic": Engine("datalogic-py", "jsonlogic:load", "datalogic-py"),
    "zen": Engine("zen-engine, compiled expression", "zen:load_expression", "zen-engine"),
    "zen-graph": Engine("zen-engine, decision graph", "zen:load_graph", "zen-engine"),
    "durable": Engine("durable-rules, stock host", "durable:load", "durable-rules"),
    "durable-50": Engine("durable-rules, stock host, 50 rules", "durable:load", "durable-rules", rules=50),
    "experta": Engine("experta", "experta:load", "experta"),
    "json-rules": Engine("json-rules-engine (Node)", "json_rules:translate", "json-rules-engine", "node"),
    "cql": Engine("cql-execution (Node)", "elm:translate", "cql-execution", "node"),
    "osteon": _ours("osteon, both engines, every rule judged", "load_report"),
    "osteon-advisories": _ours("osteon, both engines, advisories written out", "load_advisories"),
    "osteon-json": _ours("osteon, both engines, whole report as JSON", "load_json"),
    "osteon-reference": _ours("osteon, reference engine only", "load_reference"),
    "osteon-network": _ours("osteon, durable-rules network alone", "load_network", text=False),
    "osteon-network-50": _ours(
        "osteon, durable-rules network alone, 50 rules", "load_network", rules=50, text=False
    ),
    "osteon-pack": _ours("osteon, shipped rules, every rule judged", "load_pack", checked=False),
    "osteon-pack-json": _ours("osteon, shipped rules, whole report as JSON", "load_pack_json", checked=False),
}
