"""Rows for members of classes that no row notices missing: one outline for a class, one example for a member.

A row that notices one member serves its neighbours as well: only the name is
another. So a class is one short table that a pharmacist can read down.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from osteon.patient.facts import FactPlan
from osteon.verification.cases import Case, CaseReader, Claims
from osteon.verification.members import Members, Membership
from osteon.verification.questions import Questions
from osteon.verification.speaker import Speaker
from osteon.verification.spec.playing import Unplayable
from osteon.verification.spec.reading import Row

_TEMPLATES = 60
_GAP = "<member>"
_VERDICTS = ("not raised", "undecided", "raised", "withheld")


@dataclass(frozen=True)
class Outline:
    """A scenario outline about one rule and one class; `given` has a gap for the member."""

    rule: str
    of: str
    given: tuple[str, ...]
    verdict: str
    members: tuple[str, ...]

    def lines(self, *, blind: bool) -> Iterator[str]:
        """Write it as Gherkin, indented as a scenario of a rule."""
        yield f'    # Each of these counts as "{self.of}". Would that be right?'
        yield f"    Scenario Outline: {self.rule}, each that counts as {self.of}"
        yield from (f"      {'And' if at else 'Given'} {line}" for at, line in enumerate(self.given))
        yield "      When the profile is evaluated"
        yield f'      Then the flag "{self.rule}" is {"______" if blind else self.verdict}'
        yield ""
        yield "      Examples: Members"
        width = max(len(each) for each in ("member", *self.members))
        yield from (f"        | {each:{width}} |" for each in ("member", *self.members))


class MemberRows:
    """Writes outlines for memberships, after the rows there are."""

    def __init__(self, asked: Questions, rows: Sequence[Row], cases: Sequence[Case]) -> None:
        self._asked = asked
        self._terminology = asked.edition.rulebook.terminology
        self._reader = CaseReader(asked)
        self._rows = rows
        self._members = Members(asked, cases)
        self._plans: dict[Membership, FactPlan] = {}

    @cached_property
    def _speaker(self) -> Speaker:
        return Speaker(self._terminology, self._asked.day)

    def outlines(self, wanted: Sequence[Membership]) -> Iterator[Outline]:
        """Yield outlines for memberships that no row notices, as few for each class as will do."""
        for of in dict.fromkeys(each.of for each in wanted):
            left = [each for each in wanted if each.of == of]
            found = list(self._tried(of, left))
            while found and left:
                best = max(
                    found, key=lambda each: (len(set(each[1]) & set(left)), each[0].verdict == "raised")
                )
                members = [each for each in best[1] if each in left]
                if not members:
                    break
                names = tuple(self._speaker.name_of(self._terminology[each.member]) for each in members)
                yield replace(best[0], members=names)
                left = [each for each in left if each not in members]

    def _tried(self, of: str, left: Sequence[Membership]) -> Iterator[tuple[Outline, list[Membership]]]:
        """Yield each way of asking about a class, with the memberships that it would notice."""
        for row, given in self._templates(of):
            served: dict[tuple[str, str], list[Membership]] = {}
            for membership in left:
                for rule, verdict in self._changed(row, given, membership):
                    served.setdefault((rule, verdict), []).append(membership)
            for (rule, verdict), memberships in served.items():
                label = self._terminology[of].label
                yield Outline(rule, label, given, verdict, ()), memberships

    def _templates(self, of: str) -> list[tuple[Row, tuple[str, ...]]]:
        """Return the shortest rows that name one member of a class once, with a gap in place of it."""
        names = [
            name
            for id in self._terminology.descendants(of)
            for name in (self._terminology[id].label, *self._terminology[id].names, id.replace("-", " "))
        ]
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})$")
        found: dict[tuple[str, ...], Row] = {}
        for row in self._rows:
            lines = [line for line in row.lines if line.kind == "given"]
            if any(line.table or line.doc for line in lines) or not any(
                line.text == "the profile is evaluated" for line in row.lines
            ):
                continue
            given = tuple(pattern.sub(_GAP, line.text) for line in lines)
            if sum(_GAP in line for line in given) == 1:
                found.setdefault(given, row)
        shortest = sorted(found, key=lambda given: (len(given), given))[:_TEMPLATES]
        return [(found[given], given) for given in shortest]

    def _changed(self, row: Row, given: tuple[str, ...], membership: Membership) -> Iterator[tuple[str, str]]:
        """Yield the rules, with what they come to now, that would come to something else without a member."""
        name = self._speaker.name_of(self._terminology[membership.member])
        if not name:
            return
        told = [line for line in row.lines if line.kind == "given"]
        lines = [replace(line, text=text.replace(_GAP, name)) for line, text in zip(told, given, strict=True)]
        case = self._case(replace(row, lines=tuple(lines)))
        if case is None:
            return
        if membership not in self._plans:
            self._plans[membership] = self._members.plan_without(membership)
        before, after = self._members.outcomes(case, self._plans[membership])
        for rule in membership.rules:
            if before[rule] != after[rule] and rule not in case.yielding:
                yield rule, _VERDICTS[before[rule]]

    def _case(self, row: Row) -> Case | None:
        try:
            patient = self._reader.patient(row)
        except Unplayable:
            return None  # The name stands where only some of its neighbours can stand.
        if patient is None:
            return None
        return self._reader.case("suggested", patient.document, Claims(), reviewed=False)
