"""Rows that the features lack: for every open demand a patient, and the question that a clinician answers.

A suggestion says what the rules do today. Nobody has said that they should; so
every suggested row carries the tags `@suggested @needs-review`, and a blind one
leaves the verdict out, to be filled in without having seen it.
"""

from collections.abc import Iterable, Sequence

from osteon.basics.records import dataclass
from osteon.verification.adequacy import OPEN, Answered, Coverage, answered
from osteon.verification.cases import Case, CaseReader, Claims
from osteon.verification.demands import BY_ADVICE, Demand, Way
from osteon.verification.member_rows import MemberRows, Outline
from osteon.verification.members import Members, Membership, memberships
from osteon.verification.questions import Questions
from osteon.verification.search import NotDecided
from osteon.verification.speaker import Speaker
from osteon.verification.spec.reading import Row
from osteon.verification.telling import Patient

VERDICTS = {0: "not raised", 1: "undecided", 2: "raised", 3: "withheld"}

_EFFORTS = ((2, 100, 6), (12, 600, 4))
"""How hard a demand is tried, the lightest first: mixed rows, patients made for each way, and ways."""

_WAYS_NEARBY = 2
_PATIENTS_NEARBY = 60
"""How many ways, and how many patients of whom the same rule speaks, are tried with one thing changed."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A row that would meet an open demand.

    `verdict` is what the rule does today; `severity` and `advice` are claimed as well if the rule is raised.
    """

    rule: str
    question: str
    patient: Patient
    verdict: str
    severity: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Suggested:
    """Suggestions, and the demands that are still open because no patient could be made for them."""

    rows: tuple[Suggestion, ...]
    unmet: tuple[Demand, ...]
    outlines: tuple[Outline, ...] = ()


def suggest_members(asked: Questions, rows: Sequence[Row], cases: Sequence[Case]) -> Suggested:
    """Return outlines for the members of classes that no row notices missing."""
    wanted = memberships(asked)
    unnoticed = _unnoticed(asked, cases, wanted)
    outlines = tuple(MemberRows(asked, rows, cases).outlines(unnoticed))
    noticed = {(name, each.of) for each in outlines for name in each.members}
    speaker, terminology = (
        Speaker(asked.edition.rulebook.terminology, asked.day),
        asked.edition.rulebook.terminology,
    )
    unmet = [
        each.demand(terminology)
        for each in unnoticed
        if (speaker.name_of(terminology[each.member]), terminology[each.of].label) not in noticed
    ]
    return Suggested((), tuple(unmet), outlines)


def _unnoticed(asked: Questions, cases: Sequence[Case], wanted: Sequence[Membership]) -> list[Membership]:
    found = Members(asked, cases).answers(wanted)
    return [each for each, answer in zip(wanted, found, strict=True) if answer.state == OPEN]


def suggest(
    asked: Questions, rows: Iterable[Row], wanted: Sequence[Demand], cases: Sequence[Case] | None = None
) -> Suggested:
    """Return rows that meet what the rows of the features leave open; `cases` are those rows, if read."""
    written = list(rows)
    read = CaseReader(asked).read(written) if cases is None else cases
    return _Suggesting(asked, written, read).all(wanted)


class _Suggesting:
    def __init__(self, asked: Questions, rows: list[Row], cases: Iterable[Case]) -> None:
        self._asked = asked
        self._reader = CaseReader(asked)
        self._coverage = Coverage(asked, cases)
        self._written = rows
        self._known: dict[str, list[Patient]] = {}
        self._rows: list[Suggestion] = []
        self._told: set[tuple[str, tuple[str, ...]]] = set()

    def all(self, wanted: Sequence[Demand]) -> Suggested:
        unmet = [
            demand
            for demand in wanted
            if answered(self._coverage, demand).state == OPEN and not self._meet(demand)
        ]
        ordered = sorted(self._rows, key=lambda each: list(self._asked.view.nodes).index(each.rule))
        return Suggested(tuple(ordered), tuple(unmet))

    def _meet(self, demand: Demand) -> bool:
        possible = [way for way in demand.ways if self._is_possible(way)]
        for rows, tries, ways in _EFFORTS:
            for way in possible[:ways]:
                try:
                    patient = self._asked.witnesses.first(way.goals, rows=rows, tries=tries)
                except NotDecided:
                    continue
                if patient is not None and self._take(demand, way, patient):
                    return True
        return any(self._meet_nearby(demand, way) for way in possible[:_WAYS_NEARBY])

    def _is_possible(self, way: Way) -> bool:
        try:
            return self._asked.space.first(way.goals) is not None
        except NotDecided:
            return False

    def _meet_nearby(self, demand: Demand, way: Way) -> bool:
        patient = self._asked.witnesses.near(way.goals, self._patients(way.rule))
        return patient is not None and self._take(demand, way, patient)

    def _patients(self, rule: str) -> list[Patient]:
        """Return patients of whom something is claimed about a rule, those of the features first."""
        if rule not in self._known:
            rows = [row for row in self._written if any(f'"{rule}"' in line.text for line in row.lines)]
            found = [self._reader.patient(row) for row in rows[:_PATIENTS_NEARBY]]
            self._known[rule] = [each for each in found if each is not None]
        told_now = [each.patient for each in self._rows if each.rule == rule]
        return [*self._known[rule], *told_now[-_PATIENTS_NEARBY:]]

    def _take(self, demand: Demand, way: Way, patient: Patient) -> bool:
        claims = Claims(verdicts={way.rule}, severities={way.rule})
        case = self._reader.case("suggested", patient.document, claims, reviewed=False)
        if case is None:
            return False
        rule = self._asked.edition.rulebook.rules[way.rule]
        outcome = self._asked.space.diagrams.outcome(self._asked.view.nodes[way.rule], case.row)
        verdict = "withheld" if way.rule in case.yielding else VERDICTS[outcome]
        raised = verdict == "raised"
        if not raised:
            claims.severities.clear()
        advice = rule.do[0] if raised and way.seen_by == BY_ADVICE else ""
        if advice:
            claims.advised.add(way.rule)
        case = self._reader.case("suggested", patient.document, claims, reviewed=False)
        if case is None:
            return False
        self._coverage.add(case)
        severity = rule.severity if raised else ""
        self._rows.append(Suggestion(way.rule, demand.text, patient, verdict, severity, advice))
        return self._coverage.by(demand) is not None


def as_feature(
    asked: Questions, rows: Sequence[Suggestion], outlines: Sequence[Outline] = (), *, blind: bool
) -> str:
    """Write suggestions as a feature file, one `Rule:` block for each rule."""
    lines = [
        "@suggested @needs-review",
        "Feature: Rows that nobody has confirmed yet",
        "  Each row was made from the rules, to tell them apart from a rule with a mistake in it.",
        "  It says what the rules do today. Whether they should is a question for a clinician:",
        "  until somebody has answered it, no row of this file counts as a specification.",
        f"  Evidence: {' '.join(_cited(asked, rows, outlines))}",
    ]
    for id in asked.view.nodes:
        of_rule = [row for row in rows if row.rule == id]
        of_class = [outline for outline in outlines if outline.rule == id]
        if of_rule or of_class:
            lines += ["", f"  Rule: {asked.edition.rulebook.rules[id].title} ({id})"]
        for number, row in enumerate(of_rule, 1):
            lines += ["", *_scenario(row, number, blind=blind)]
        for outline in of_class:
            lines += ["", *outline.lines(blind=blind)]
    return "\n".join(lines) + "\n"


def _cited(asked: Questions, rows: Sequence[Suggestion], outlines: Sequence[Outline]) -> list[str]:
    rules = asked.edition.rulebook.rules
    ids = {*(row.rule for row in rows), *(outline.rule for outline in outlines)}
    return sorted({source for id in ids for source in rules[id].because})


def _scenario(row: Suggestion, number: int, *, blind: bool) -> list[str]:
    said = [*row.patient.sentences()]
    lines = [f"    # {row.question}.", f"    Scenario: {row.rule}, question {number}"]
    lines += [f"      {'Given' if at == 0 else 'And'} {sentence}" for at, sentence in enumerate(said)]
    lines += ["      When the profile is evaluated"]
    if blind:
        return [*lines, f'      Then the flag "{row.rule}" is ______']
    lines += [f'      Then the flag "{row.rule}" is {row.verdict}']
    if row.severity:
        lines += [f"      And its severity is {row.severity}"]
    if row.advice:
        lines += [f'      And the advice is to "{_quotable(row.advice)}"']
    return lines


def _quotable(text: str) -> str:
    """Return the beginning of a text that can stand between quotes: up to its first quote."""
    return text.partition('"')[0].strip()


def questions_of(open_ones: Iterable[Answered]) -> list[str]:
    """Return open demands as questions that can be answered with yes or no."""
    return [
        f"Nothing tells the rules apart from this: {each.demand.text}. Would that be right?"
        for each in open_ones
    ]
