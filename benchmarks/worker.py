"""Runs one Python engine in a process of its own and obeys the driver.

    python -m benchmarks.worker ENGINE

Orders and answers are lines of JSON: `load`, then `check` against the expected
flags, then any number of `measure`.
"""

import gc
import json
import os
import sys
from collections.abc import Callable
from importlib.metadata import version
from time import perf_counter_ns
from typing import Any

from benchmarks.documents import DOCUMENTS, NEUTRAL, read_texts
from benchmarks.engines import ENGINES, Engine, Loaded, Reader

BLOCK = 50
"""How many documents are parsed ahead when only evaluation is timed: parsing all of them would leave a
slow engine no time."""


class Worker:
    """One engine, loaded, with the texts it reads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._loaded: Loaded = engine.load(_reader(engine))
        self._texts = read_texts(DOCUMENTS if engine.form == "document" else NEUTRAL)

    def check(self, expected: list[list[str]]) -> dict[str, Any]:
        """Compare the flags of every patient with the expected ones, whatever their order."""
        answer = self._loaded.from_text()
        wrong = []
        for at, (text, flags) in enumerate(zip(self._texts, expected, strict=True)):
            found = sorted(self._loaded.flags(answer(text)))
            if found != sorted(flags):
                wrong.append([at, found, flags])
        return {"checked": len(self._texts), "wrong": len(wrong), "first": wrong[0] if wrong else None}

    def measure(self, mode: str, seconds: float) -> dict[str, Any]:
        """Time one patient after another until the time is up or all have had a turn; times in ns.

        `mode` is "text" (JSON text to answer) or "eval" (parsed document to answer).
        """
        gc.collect()
        if mode == "text":
            return {"times": _time(self._loaded.from_text(), self._texts, seconds)}
        return {"times": self._time_parsed(seconds)}

    def _time_parsed(self, seconds: float) -> list[int]:
        times: list[int] = []
        left = seconds
        for start in range(0, len(self._texts), BLOCK):
            documents = [self._loaded.read(text) for text in self._texts[start : start + BLOCK]]
            spent = _time(self._loaded.evaluate, documents, left)
            times += spent
            left -= sum(spent) / 1e9
            if left <= 0:
                break
        return times


def _reader(engine: Engine) -> Reader:
    if engine.home == "osteon":
        return json.loads
    import orjson

    reader: Reader = orjson.loads
    return reader


def _version(engine: Engine) -> str:
    # A checkout on the path has a version although it was never installed.
    if engine.home == "osteon":
        import osteon

        return osteon.__version__
    return version(engine.package)


def _time(function: Callable[[Any], object], inputs: list[Any], seconds: float) -> list[int]:
    times: list[int] = []
    end = perf_counter_ns() + int(seconds * 1e9)
    for each in inputs:
        start = perf_counter_ns()
        function(each)
        stop = perf_counter_ns()
        times.append(stop - start)
        if stop > end:
            break
    return times


def main() -> None:
    """Answer orders until the driver closes the pipe."""
    # Engines may print; the answers keep the real standard output to themselves.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    engine = ENGINES[sys.argv[1]]
    worker: Worker | None = None
    for line in sys.stdin:
        order = json.loads(line)
        command = order.pop("command")
        try:
            if worker is None or command == "load":
                worker = Worker(engine)
                answer: dict[str, Any] = {"version": _version(engine)}
            else:
                answer = getattr(worker, command)(**order)
        except Exception as problem:
            answer = {"error": f"{type(problem).__name__}: {problem}"}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
