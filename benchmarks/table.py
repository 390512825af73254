"""Results as a Markdown table.

python -m benchmarks.table RESULTS.json
"""

import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.engines import ENGINES

_HEAD = """\
| engine | version | text to flags, ratio | p50 us | p99 us | evaluation alone, ratio | p50 us | flags |
|---|---|--:|--:|--:|--:|--:|---|"""


def table(results: dict[str, Any]) -> str:
    """Return the results as Markdown, the quickest first. Ratios are to the baseline's text to flags."""
    rows = sorted(results["engines"].items(), key=lambda row: _order(row[1]))
    lines = [_row(name, times, results["notes"][name]) for name, times in rows]
    left_out = [
        f"{ENGINES[name].title}: {note}"
        for name, note in results["notes"].items()
        if name not in results["engines"]
    ]
    load = ", ".join(f"{each:.1f}" for each in results["load"])
    machine = f"Python {results['python']}, {results['machine']}, {results['cores']} cores, load {load}"
    foot = f"{machine}; {results['rounds']} rounds, {results['at']}."
    return "\n".join([_HEAD, *lines, "", *left_out, foot])


def _order(modes: dict[str, Any]) -> float:
    return float(modes.get("text", modes["eval"])["ratio"])


def _row(name: str, modes: dict[str, Any], note: str) -> str:
    version, _, flags = note.partition(", ")
    text, evaluation = modes.get("text", {}), modes["eval"]
    cells = [
        ENGINES[name].title,
        version,
        _number(text.get("ratio")),
        _number(text.get("p50_us")),
        _number(text.get("p99_us")),
        _number(evaluation["ratio"]),
        _number(evaluation["p50_us"]),
        flags,
    ]
    return "| " + " | ".join(cells) + " |"


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.2f}" if value < 10 else f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


if __name__ == "__main__":
    print(table(json.loads(Path(sys.argv[1]).read_text())))
