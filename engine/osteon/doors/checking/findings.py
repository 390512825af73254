"""What a check found: met, not met, to be noted, or not to be said."""

from collections.abc import Iterable, Iterator

from osteon.basics.typed import NamedTuple
from osteon.doors.checking.asking import Answer

MET, FAILED, NOTED, OPEN = "met", "failed", "noted", "not checked"
VERDICTS = (MET, FAILED, NOTED, OPEN)


class Finding(NamedTuple):
    """One demand, to whom it was put ("" for the whole service), the verdict, and what was seen.

    `failed` breaks a SHALL of the specification or lets somebody in who must stay outside; `noted` breaks a
    SHOULD; `not checked` says why nothing can be said.
    """

    about: str
    demand: str
    verdict: str
    seen: str = ""


def finding(about: str, demand: str, problems: Iterable[str], *, verdict: str = FAILED) -> Finding:
    """Return a finding: met without problems, else with the first few of them."""
    found = list(problems)
    if not found:
        return Finding(about, demand, MET)
    more = f" (and {len(found) - 3} more)" if len(found) > 3 else ""
    return Finding(about, demand, verdict, "; ".join(found[:3]) + more)


def saw(answer: Answer) -> str:
    """Say what a service answered."""
    return f"it answers {answer.status}"


def unless(met: bool, answer: Answer) -> list[str]:
    """Return what was seen unless a demand is met."""
    return [] if met else [saw(answer)]


def has_failed(findings: Iterable[Finding]) -> bool:
    """Say whether any demand is not met."""
    return any(each.verdict == FAILED for each in findings)


def as_records(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Return the findings as plain JSON data."""
    return [each._asdict() for each in findings]


def table_lines(findings: list[Finding]) -> Iterator[str]:
    """Yield the findings as a table, and how many there are of each kind."""
    about = max([len(each.about) for each in findings], default=0)
    demand = max([len(each.demand) for each in findings], default=0)
    for each in findings:
        yield f"{each.verdict:11}  {each.about:{about}}  {each.demand:{demand}}  {each.seen}".rstrip()
    counted = ", ".join(f"{sum(each.verdict == kind for each in findings)} {kind}" for kind in VERDICTS)
    yield f"\n{len(findings)} demands: {counted}."
