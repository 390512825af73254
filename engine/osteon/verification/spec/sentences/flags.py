"""Sentences about the flags that were raised, and what each of them says."""

from osteon.verification.spec.registry import then
from osteon.verification.spec.scene import Scene, Table, rows_of
from osteon.verification.spec.unmet import Unmet
from osteon.verification.spec.why import said, why_not

Flags = frozenset[tuple[str, str]]


@then("the flags are exactly:")
def flags_are_exactly(scene: Scene, table: Table) -> None:
    expect_flags(scene, frozenset((flag, severity) for flag, severity in rows_of(table, "flag", "severity")))


@then("the flags are exactly {flags:Flags}")
def flags_are(scene: Scene, flags: Flags) -> None:
    expect_flags(scene, flags)


@then("no flag is raised")
def no_flag(scene: Scene) -> None:
    expect_flags(scene, frozenset())


def expect_flags(scene: Scene, wanted: Flags) -> None:
    """Compare the flags that were raised with those that should be, and say of each difference why."""
    report = scene.answer.given()
    raised = frozenset((advisory.rule_id, advisory.severity) for advisory in report.advisories)
    if raised == wanted:
        return
    because: list[str] = []
    for flag, severity in sorted(wanted - raised):
        because += [f"missing: {flag} ({severity})", *(f"  {line}" for line in why_not(report, flag))]
    for flag, severity in sorted(raised - wanted):
        because += [f"not expected: {flag} ({severity})", *(f"  {line}" for line in why_not(report, flag))]
    listed = ", ".join(f"{flag} ({severity})" for flag, severity in sorted(raised)) or "none"
    raise Unmet(f"the flags are {listed}", tuple(because))


@then('the flag "{flag:Flag}" is {outcome:Outcome}')
def flag_is(scene: Scene, flag: str, outcome: str) -> None:
    verdict = scene.answer.verdict(flag)
    if verdict.verdict != outcome:
        message, *because = why_not(scene.answer.given(), flag)
        raise Unmet(message, tuple(because))


@then('whatever the answers are, the flag "{flag:Flag}" is {outcome:Outcome}')
def flag_is_in_every_case(scene: Scene, flag: str, outcome: str) -> None:
    verdict = scene.answer.verdict(flag)
    found = (verdict.verdict, verdict.decided_by, verdict.in_every_case)
    if found != ("unknown", "all completions", outcome):
        message, *because = why_not(scene.answer.given(), flag)
        every = f", and in every case {verdict.in_every_case}" if verdict.in_every_case else ""
        raise Unmet(message + every, tuple(because))


@then("its severity is {severity:Severity}")
def severity_is(scene: Scene, severity: str) -> None:
    verdict = scene.answer.verdict(scene.answer.flag)
    if verdict.severity != severity:
        raise Unmet(f"the severity of {verdict.rule_id} is {verdict.severity}")


@then("its basis is {basis:Basis}")
def basis_is(scene: Scene, basis: str) -> None:
    advisory = scene.answer.advisory()
    if advisory.basis != basis:
        raise Unmet(f"the basis of {advisory.rule_id} is {advisory.basis}")


@then('the {reader:Reader} is told "{text:Quoted}"')
def is_told(scene: Scene, reader: str, text: str) -> None:
    advisory = scene.answer.advisory()
    told = advisory.clinician if reader == "clinician" else advisory.patient
    words = f"{told.summary}\n{told.detail}"
    if text.casefold() not in words.casefold():
        raise Unmet(f"the {reader} is told:", tuple(words.splitlines()))


@then('the advice is to "{action:Quoted}"')
def advice_is(scene: Scene, action: str) -> None:
    actions = scene.answer.advisory().actions
    if not any(action.casefold() in each.casefold() for each in actions):
        raise Unmet("the advice is:" if actions else "there is no advice", actions)


@then('it cites "{source:Source}"')
def cites(scene: Scene, source: str) -> None:
    cited = [citation.id for citation in scene.answer.advisory().citations]
    if source not in cited:
        raise Unmet(f"it cites {', '.join(cited)}")


@then('it gives way to "{flag:Flag}"')
def gives_way_to(scene: Scene, flag: str) -> None:
    verdict = scene.answer.verdict(scene.answer.flag)
    if flag not in verdict.withheld_by:
        gave = f" and gives way to {', '.join(verdict.withheld_by)}" if verdict.withheld_by else ""
        because = why_not(scene.answer.given(), flag)
        raise Unmet(f"{verdict.rule_id} is {said(verdict)}{gave}", because)


@then('it is withheld because "{why:Quoted}"')
def withheld_because(scene: Scene, why: str) -> None:
    verdict = scene.answer.verdict(scene.answer.flag)
    if verdict.verdict != "withheld" or why.casefold() not in verdict.why.casefold():
        message, *because = why_not(scene.answer.given(), verdict.rule_id)
        raise Unmet(message, tuple(because))
