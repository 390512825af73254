"""A trace evaluated again: is the result the same, and if not, what differs?"""

from collections.abc import Iterator, Mapping
from datetime import date

from osteon.basics.errors import Problem, TraceError
from osteon.basics.records import dataclass
from osteon.basics.typed import Any
from osteon.knowledge.models import Rulebook
from osteon.reasoning.advise import CROSS_CHECKED, REFERENCE, advisor_for
from osteon.reasoning.trace import FORMAT, trace_of

_PARTS = ("facts", "outcomes", "verdicts")
"""The parts that are compared name by name."""

_PARTS_NEEDED = ("profile", "versions", *_PARTS, "report")


@dataclass(frozen=True, slots=True)
class Divergence:
    """One thing that came out otherwise. `where` is "versions.pack_hash", "facts.dose.vitamin_d", ..."""

    where: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Replay:
    """A trace compared with the same evaluation of today. Nothing differs if it is reproduced."""

    divergences: tuple[Divergence, ...]

    @property
    def is_reproduced(self) -> bool:
        """Say whether everything came out as it had."""
        return not self.divergences


def replayed(trace: Mapping[str, Any], document: Mapping[str, object], rulebook: Rulebook) -> Replay:
    """Evaluate a trace's checked document again, on its day and by its evaluators, and compare everything.

    Raises what an evaluation raises.
    """
    day = date.fromisoformat(trace["as_of"])
    alone = len(trace["versions"]["engines"]) == 1
    report = advisor_for(rulebook, day).advise(document, day, REFERENCE if alone else CROSS_CHECKED)
    return Replay(tuple(_differences(trace, trace_of(report).data)))


def check_trace(data: object) -> Mapping[str, Any]:
    """Return data as a trace.

    Raises TraceError for what is no trace, or not the whole of one, of the format that is known here.
    """
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        raise _no_trace(f"this is not a trace of the format {FORMAT}")
    for name in _PARTS_NEEDED:
        if not isinstance(data.get(name), Mapping):
            raise _no_trace(f"the trace lacks its {name}")
    try:
        date.fromisoformat(data["as_of"])
    except (KeyError, TypeError, ValueError) as problem:
        raise _no_trace("the trace lacks its day") from problem
    if not isinstance(data["versions"].get("engines"), list):
        raise _no_trace("the trace does not say which evaluators spoke")
    return data


def _no_trace(message: str) -> TraceError:
    return TraceError([Problem(message, hint="write one with `osteon evaluate --format trace`")])


def _differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Divergence]:
    yield from _named("versions", before["versions"], now["versions"])
    for part in _PARTS:
        yield from _named(part, before[part], now[part])
    for part in ("regions", "precedence", "not_assessed"):
        if before.get(part) != now[part]:
            yield Divergence(part, _shown(before.get(part)), _shown(now[part]))
    yield from _named("report", before["report"], now["report"])


def _named(part: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Divergence]:
    for name in dict.fromkeys((*before, *now)):
        was, is_ = before.get(name), now.get(name)
        if isinstance(was, Mapping) and isinstance(is_, Mapping):
            yield from _named(f"{part}.{name}", was, is_)
        elif was != is_:
            yield Divergence(f"{part}.{name}", _shown(was), _shown(is_))


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_shown(each)}" for name, each in value.items())
    if isinstance(value, list):
        return (
            f"{len(value)} entries" if len(value) > _MOST_SHOWN else "; ".join(map(_shown, value)) or "none"
        )
    return str(value)


_MOST_SHOWN = 4
