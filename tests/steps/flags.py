"""Sentences about the flags that were raised, and what each of them says."""

from pytest_bdd import then

from tests.steps.scene import Answer
from tests.steps.words import sentence

Table = list[list[str]]
Flags = frozenset[tuple[str, str]]


def raised(answer: Answer) -> Flags:
    """Return the id and severity of every raised flag."""
    return frozenset((advisory.rule_id, advisory.severity) for advisory in answer.given().advisories)


@then("the flags are exactly:")
def flags_are_exactly(answer: Answer, datatable: Table) -> None:
    assert datatable[0] == ["flag", "severity"], "the table has the columns flag and severity"
    assert raised(answer) == frozenset((flag, severity) for flag, severity in datatable[1:])


@then(sentence("the flags are exactly {flags:Flags}"))
def flags_are(answer: Answer, flags: Flags) -> None:
    assert raised(answer) == flags


@then("no flag is raised")
def no_flag(answer: Answer) -> None:
    assert raised(answer) == frozenset()


@then(sentence('the flag "{flag:Flag}" is {outcome:Outcome}'))
def flag_is(answer: Answer, flag: str, outcome: str) -> None:
    verdict = answer.verdict(flag)
    assert verdict.verdict == outcome, f"{flag} is {verdict.verdict} ({verdict.why or verdict.undecided_for})"


@then(sentence('whatever the answers are, the flag "{flag:Flag}" is {outcome:Outcome}'))
def flag_is_in_every_case(answer: Answer, flag: str, outcome: str) -> None:
    verdict = answer.verdict(flag)
    assert (verdict.verdict, verdict.decided_by, verdict.in_every_case) == (
        "unknown",
        "all completions",
        outcome,
    ), verdict


@then(sentence("its severity is {severity:Severity}"))
def severity_is(answer: Answer, severity: str) -> None:
    assert answer.verdict(answer.flag).severity == severity


@then(sentence("its basis is {basis:Basis}"))
def basis_is(answer: Answer, basis: str) -> None:
    assert answer.advisory().basis == basis


@then(sentence('the {reader:Reader} is told "{text:Quoted}"'))
def is_told(answer: Answer, reader: str, text: str) -> None:
    advisory = answer.advisory()
    told = advisory.clinician if reader == "clinician" else advisory.patient
    said = f"{told.summary}\n{told.detail}"
    assert text.casefold() in said.casefold(), f"the {reader} is told:\n{said}"


@then(sentence('the advice is to "{action:Quoted}"'))
def advice_is(answer: Answer, action: str) -> None:
    actions = answer.advisory().actions
    assert any(action.casefold() in each.casefold() for each in actions), f"the advice is: {actions}"


@then(sentence('it cites "{source:Source}"'))
def cites(answer: Answer, source: str) -> None:
    cited = [citation.id for citation in answer.advisory().citations]
    assert source in cited, f"it cites {', '.join(cited)}"


@then(sentence('it gives way to "{flag:Flag}"'))
def gives_way_to(answer: Answer, flag: str) -> None:
    verdict = answer.verdict(answer.flag)
    assert flag in verdict.withheld_by, f"{verdict.rule_id} is {verdict.verdict}, by {verdict.withheld_by}"


@then(sentence('it is withheld because "{why:Quoted}"'))
def withheld_because(answer: Answer, why: str) -> None:
    verdict = answer.verdict(answer.flag)
    assert verdict.verdict == "withheld" and why.casefold() in verdict.why.casefold(), verdict
